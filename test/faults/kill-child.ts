/**
 * The process that is killed: several clients work at once on a log, each acknowledging a piece of work on stdout when it is durable,
 * while a projector follows. Work begins with whatever was not acknowledged last time, under the same command ids.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { Commands } from '#commands/handle';
import { projectKind } from '#commands/stream-kind';
import { SqliteLog } from '#event-log/sqlite-log';
import { openForWriting, ProjectorLock } from '#read-models/generations';
import { readModels } from '#read-models/models';
import { Projector } from '#read-models/projector';
import { beginning, streamOf, workOn } from '../load/command-work.ts';

export interface KillChildPlan {
  readonly folder: string;
  /** Piece that each client begins with. */
  readonly starts: readonly number[];
  /** Pieces of each client; then the process ends by itself. */
  readonly pieces: number;
  /** `sound` is the product. The others are broken on purpose: acknowledged before the commit; other command ids after every start. */
  readonly variant: 'sound' | 'acknowledged-first' | 'fresh-ids';
  /** How often a child was started on this folder before. */
  readonly generation: number;
}

const STDOUT = 1;
const FULL_PIPE_MS = 1;
const { folder, starts, pieces, variant, generation } = JSON.parse(process.argv[2] ?? '') as KillChildPlan;

const log = await SqliteLog.open({ file: join(folder, 'log.sqlite'), program: 'proof kill' });
const models = join(folder, 'read-models');
const lock = ProjectorLock.take(models, 'proof kill');
const db = openForWriting(models);
const stopping = new AbortController();
const followed = new Projector({ log, db, models: readModels, batchEvents: 50 }).follow(stopping.signal);
const commands = new Commands(log);

/** A write to a pipe is there for the parent even when this process dies at once. When the pipe is full it waits for the reader. */
function say(line: string): void {
  let left = Buffer.from(`${line}\n`);
  while (left.length > 0) {
    try {
      left = left.subarray(writeSync(STDOUT, left));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, FULL_PIPE_MS);
    }
  }
}

async function client(start: number, project: number): Promise<void> {
  await commands.handleAll(projectKind, streamOf(project), beginning(project));
  for (let piece = start; piece < start + pieces; piece++) {
    if (variant === 'acknowledged-first') say(`${project} ${piece}`);
    const attempt = variant === 'fresh-ids' ? ` ${generation}` : '';
    await commands.handleAll(projectKind, streamOf(project), workOn(project, String(piece), attempt));
    if (variant !== 'acknowledged-first') say(`${project} ${piece}`);
  }
}

say('ready');
await Promise.all(starts.map(client));
stopping.abort();
await followed;
db.close();
lock.release();
await log.close();
