import { existsSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteLog } from '#event-log/sqlite-log';
import { histories } from '#testkit/histories';

/** Grows when the generator's events change: an old log is then not taken for a new one. */
const VERSION = 1;
/** A project's life in the generator is about this long; a few projects too many are begun and the rest is left out. */
const EVENTS_PER_PROJECT = 8;
const IN_FLIGHT = 5_000;

/** A log of realistic events, made once for each size and kept in the system's folder for temporary files. */
export async function historyLog(events: number, say: (line: string) => void): Promise<string> {
  const file = join(tmpdir(), `tiendo-bench-history-${VERSION}-${events}.sqlite`);
  if (existsSync(file)) return file;
  say(`making a log of ${events} events (once) …`);
  const making = `${file}.${process.pid}`;
  const log = await SqliteLog.open({ file: making, program: 'bench' });
  let waiting: Promise<unknown>[] = [];
  let made = 0;
  for (const { stream, revision, event } of histories({ projects: Math.ceil(events / EVENTS_PER_PROJECT) })) {
    if (made === events) break;
    made += 1;
    waiting.push(log.append(stream, revision === 0 ? 'no_stream' : revision - 1, [event]));
    if (waiting.length < IN_FLIGHT) continue;
    await Promise.all(waiting);
    waiting = [];
  }
  await Promise.all(waiting);
  await log.close();
  if (made < events) throw new Error(`the generator ended at ${made} events`);
  renameSync(making, file);
  for (const left of ['-writer', '-writer.json']) rmSync(`${making}${left}`, { force: true });
  return file;
}
