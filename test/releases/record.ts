/**
 * Writes the history of a release: `node dist/test/releases/record.js VERSION COMMIT`. Run once for each release, never again for
 * the same one: a history says how that release wrote, and today's code must still read it.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { v5 as uuidv5 } from 'uuid';
import { Commands } from '#commands/handle';
import { MemoryLog } from '#event-log/memory-log';
import { foldedStates } from './folded-states.ts';
import { said } from './lives.ts';

const NAMESPACE = '5b7d0a54-0f0e-4f0a-9d0c-6f1d0f0a9b21';

const [version = '', commit = ''] = process.argv.slice(2);
const folder = join(import.meta.dirname, '../../../test/histories', version);
if (!/^\d+\.\d+\.\d+$/.test(version) || !/^[0-9a-f]{40}$/.test(commit) || existsSync(folder)) {
  process.stderr.write(existsSync(folder) ? `${version} is recorded already\n` : 'usage: record.js VERSION COMMIT (40 hex digits)\n');
  process.exit(1);
}

const log = new MemoryLog();
let second = 0;
const commands = new Commands(log, { now: () => new Date(Date.UTC(2022, 9, 15, 2, 0, second++)).toISOString() });
for (const [index, { kind, stream, command }] of said.entries()) {
  const commandId = uuidv5(`${version}/${index}`, NAMESPACE);
  await commands.handle(kind, stream, { command, trace: { commandId, correlationId: commandId } });
}
const events = await log.readAll({ limit: 5_000 });
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'events.jsonl'), events.map((event) => `${JSON.stringify(event)}\n`).join(''));
writeFileSync(join(folder, 'states.json'), `${JSON.stringify(foldedStates(events), null, 1)}\n`);
writeFileSync(join(folder, 'release.json'), `${JSON.stringify({ version, commit, events: events.length }, null, 1)}\n`);
process.stdout.write(`${events.length} events in ${folder}\n`);
