/** Writes docs/reference/rules.md from the rule rows: node --conditions=source tools/write-rules-page.mjs */
import { writeFileSync } from 'node:fs';
import { rulesPage } from '../libs/reference/rules/rules-page.ts';

writeFileSync(new URL('../docs/reference/rules.md', import.meta.url), rulesPage());
