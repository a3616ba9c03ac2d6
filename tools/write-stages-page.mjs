/** Writes docs/reference/stage-graphs.md from the stage graphs: node --conditions=source tools/write-stages-page.mjs */
import { writeFileSync } from 'node:fs';
import { stagesPage } from '../libs/reference/definitions/diagram.ts';

writeFileSync(new URL('../docs/reference/stage-graphs.md', import.meta.url), stagesPage());
