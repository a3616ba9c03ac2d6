import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { obligationsPage } from './obligations-page.ts';
import { rulesPage } from './rules-page.ts';

const page = (name: string): string => readFileSync(join(import.meta.dirname, '../../../docs/reference', name), 'utf8');

it('docs/reference/rules.md says what the rows say', () => expect(page('rules.md')).toBe(rulesPage()));

it('docs/reference/obligations.md says what the rows say', () => expect(page('obligations.md')).toBe(obligationsPage()));
