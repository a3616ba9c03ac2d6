/** Writes the pages that are generated: `node dist/test/api/write-reference.js` after a build. Tests keep them equal to the code. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageRoot } from '#config/package-root';
import { generatedPages } from './generated-pages.ts';
import { tutorialPage } from './walk-through/page.ts';
import { course, keyScheme, machine } from './walk-through/stories.ts';

for (const [path, text] of Object.entries({
  ...(await generatedPages()),
  'docs/tutorial/three-projects.md': tutorialPage([machine, course, keyScheme]),
})) {
  const file = join(packageRoot(), path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
