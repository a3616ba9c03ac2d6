/**
 * Writes the history of a release: `node dist/test/releases/record.js VERSION COMMIT`. Run once for each release, never again for
 * the same one: a history says how that release wrote, and today's code must still read it.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { foldedStates } from './folded-states.ts';
import { lived } from './lived.ts';

const [version = '', commit = ''] = process.argv.slice(2);
const folder = join(import.meta.dirname, '../../../test/histories', version);
if (!/^\d+\.\d+\.\d+$/.test(version) || !/^[0-9a-f]{40}$/.test(commit) || existsSync(folder)) {
  process.stderr.write(existsSync(folder) ? `${version} is recorded already\n` : 'usage: record.js VERSION COMMIT (40 hex digits)\n');
  process.exit(1);
}

const events = await lived(version);
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'events.jsonl'), events.map((event) => `${JSON.stringify(event)}\n`).join(''));
writeFileSync(join(folder, 'states.json'), `${JSON.stringify(foldedStates(events), null, 1)}\n`);
writeFileSync(join(folder, 'release.json'), `${JSON.stringify({ version, commit, events: events.length }, null, 1)}\n`);
process.stdout.write(`${events.length} events in ${folder}\n`);
