/** Writes docs/reference/rules.md and obligations.md from the rule rows: node --conditions=source tools/write-rules-page.mjs */
import { writeFileSync } from 'node:fs';
import { obligationsPage } from '../libs/reference/rules/obligations-page.ts';
import { rulesPage } from '../libs/reference/rules/rules-page.ts';

writeFileSync(new URL('../docs/reference/rules.md', import.meta.url), rulesPage());
writeFileSync(new URL('../docs/reference/obligations.md', import.meta.url), obligationsPage());
