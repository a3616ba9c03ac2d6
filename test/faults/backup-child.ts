/**
 * The process that writes while backups are made: clients work through `Commands`, now and then with an attached file, and each says by
 * which position it was acknowledged. Its write-ahead log is moved into the file all the time, which is when a plain copy tears.
 */
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { AttachmentStore } from '#attachments/attachment-store';
import { Commands } from '#commands/handle';
import { projectKind } from '#commands/stream-kind';
import { openForWriting } from '#recovery/open-log';
import { placesUnder } from '#recovery/places';
import { attachmentOf, beginning, streamOf, workOn } from '../load/command-work.ts';

export interface BackupChildPlan {
  readonly dataDir: string;
  readonly clients: number;
  /** Between two pieces of work of a client, in milliseconds. */
  readonly pauseMs: number;
}

/** What the child says to its parent. */
export type BackupChildSaid = 'ready' | { readonly acknowledged: string };

const CHECKPOINT_EVERY_MS = 40;
/** A piece of work with a file comes so often. */
const FILE_EVERY = 8;

const { dataDir, clients, pauseMs } = JSON.parse(process.argv[2] ?? '') as BackupChildPlan;
const places = placesUnder(dataDir);
const log = await openForWriting({
  log: { kind: 'sqlite', file: places.logFile },
  folders: places,
  program: 'proof backup',
  by: 'proof',
  now: new Date().toISOString(),
});
const store = new AttachmentStore(places.attachmentsDir);
const commands = new Commands(log);
const say = (said: BackupChildSaid): void => void process.send?.(said);
let stopping = false;
process.once('message', () => (stopping = true));

async function* bytesOf(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text.repeat(500));
}

async function client(project: number): Promise<void> {
  await commands.handleAll(projectKind, streamOf(project), beginning(project));
  for (let piece = 0; !stopping; piece += 1) {
    const done = await commands.handleAll(projectKind, streamOf(project), workOn(project, `${process.pid} ${piece}`));
    if (done.position !== null) say({ acknowledged: done.position });
    if (piece % FILE_EVERY === 0) {
      const name = `tệp ${project} ${process.pid} ${piece}`;
      const stored = await store.put(bytesOf(name), async () => undefined);
      await commands.handleAll(projectKind, streamOf(project), [attachmentOf(project, { ...stored, name })]);
    }
    await setTimeout(pauseMs);
  }
}

async function checkpoints(): Promise<void> {
  const db = new DatabaseSync(places.logFile, { timeout: 1_000 });
  while (!stopping) {
    db.exec('PRAGMA wal_checkpoint(RESTART)');
    await setTimeout(CHECKPOINT_EVERY_MS);
  }
  db.close();
}

const work = Array.from({ length: clients }, (_, project) => client(project));
say('ready');
await Promise.all([...work, checkpoints()]);
await log.close();
process.disconnect?.();
