/** Writes docs/reference/schemas: `node dist/test/releases/write-schemas.js` after a build. What a release has published stays. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#config/package-root';
import { eventSchemas, schemaDigest, schemaName, SCHEMAS, schemaText } from './event-schemas.ts';
import { lived } from './lived.ts';
import { schemasPage } from './schemas-page.ts';
import { publishedSchemas, storedReleases } from './stored-releases.ts';

const schemas = eventSchemas();
const changed = storedReleases().flatMap(({ version }) => {
  const published = publishedSchemas(version);
  return schemas.map((one) => [version, schemaName(one), published[schemaName(one)], schemaDigest(one.schema)] as const);
});
const broken = changed.filter(([, , published, digest]) => published !== undefined && published !== digest);
if (broken.length > 0) {
  for (const [version, name] of broken) process.stderr.write(`${name} was published by ${version} and must not change: add a version\n`);
  process.exit(1);
}
const folder = join(packageRoot(), SCHEMAS);
mkdirSync(folder, { recursive: true });
for (const one of schemas) writeFileSync(join(folder, `${schemaName(one)}.schema.json`), schemaText(one));
writeFileSync(join(folder, 'README.md'), schemasPage(schemas, await lived('0.0.0')));
process.stdout.write(`${schemas.length} schemas in ${folder}\n`);
