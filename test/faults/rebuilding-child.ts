/** The process that is killed while it rebuilds beside the one that projects. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SqliteLog } from '#event-log/sqlite-log';
import { buildFile } from '#read-models/build-file';
import { contentTables } from '#read-models/digest';
import { currentFile } from '#read-models/generations';
import { readModels } from '#read-models/models';
import { rebuildBeside } from '#read-models/rebuild-beside';

export interface RebuildingPlan {
  readonly folder: string;
  /** `sound` is the product. The other is broken on purpose: it empties the tables that answer and fills them again. */
  readonly variant: 'sound' | 'in-place';
  readonly resumeMs: number;
  /** Absent: the log is too short for shares. */
  readonly shareEvents?: number;
}

const { folder, variant, ...made } = JSON.parse(process.argv[2] ?? '') as RebuildingPlan;
const directory = join(folder, 'read-models');
const log = await SqliteLog.open({ file: join(folder, 'log.sqlite'), readOnly: true });
process.stdout.write('ready\n');
if (variant === 'sound') {
  const { switched, differences } = await rebuildBeside({ log, directory, program: 'proof kill', ...made });
  process.stdout.write(`${JSON.stringify({ switched, rows: differences?.length ?? null })}\n`);
} else await inPlace();
await log.close();

async function inPlace(): Promise<void> {
  const file = join(folder, 'in-place.db');
  await buildFile({ log, file, models: readModels, until: (await log.head()) ?? '' });
  const db = new DatabaseSync(currentFile(directory) as string, { timeout: 10_000 });
  db.prepare('ATTACH ? AS built').run(file);
  for (const table of contentTables(db)) {
    db.exec(`DELETE FROM main."${table}"`);
    db.exec(`INSERT INTO main."${table}" SELECT * FROM built."${table}"`);
  }
  db.close();
}
