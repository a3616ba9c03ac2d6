/**
 * Writes the history of a release: `node dist/test/releases/record.js` on the commit that is released, after a build. Run once for each
 * release, never again for the same one: a history says how that release wrote, and today's code must still read it.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#config/package-root';
import { programVersion } from '#config/program-name';
import { foldedStates } from './folded-states.ts';
import { committedSchemas } from './event-checker.ts';
import { schemaDigest } from './event-schemas.ts';
import { lived } from './lived.ts';
import { HISTORIES } from './stored-releases.ts';

const version = programVersion();
const folder = join(HISTORIES, version);

const git = (...args: readonly string[]): string => execFileSync('git', args, { cwd: packageRoot(), encoding: 'utf8' }).trim();

/** Why nothing may be recorded here and now; null: it may. */
function fault(): string | null {
  if (existsSync(folder)) return `${version} is recorded already`;
  if (git('status', '--porcelain') !== '') return 'there are changes that no commit holds: commit first, N−1 is built from the commit';
  return null;
}

const found = fault();
if (found !== null) {
  process.stderr.write(`record: ${found}\n`);
  process.exit(1);
}
const events = await lived(version);
const schemas = [...committedSchemas()].map(([name, schema]) => [name, schemaDigest(schema)] as const);
const json = (value: object): string => `${JSON.stringify(value, null, 1)}\n`;
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'events.jsonl'), events.map((event) => `${JSON.stringify(event)}\n`).join(''));
writeFileSync(join(folder, 'states.json'), json(foldedStates(events)));
writeFileSync(join(folder, 'schemas.json'), json(Object.fromEntries(schemas.toSorted(([a], [b]) => (a < b ? -1 : 1)))));
writeFileSync(join(folder, 'release.json'), json({ version, commit: git('rev-parse', 'HEAD'), events: events.length }));
process.stdout.write(`${events.length} events, ${schemas.length} schemas in ${folder}\n`);
