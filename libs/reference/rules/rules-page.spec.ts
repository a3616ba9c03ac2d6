import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { rulesPage } from './rules-page.ts';

it('docs/reference/rules.md says what the rows say', () =>
  expect(readFileSync(join(import.meta.dirname, '../../../docs/reference/rules.md'), 'utf8')).toBe(rulesPage()));
