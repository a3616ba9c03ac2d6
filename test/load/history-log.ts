import { existsSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareAppend } from '#event-log/append-request';
import { type GroupAppend, GroupCommit } from '#event-log/group-commit';
import { openForAppending } from '#event-log/writer-connection';
import { histories } from '#testkit/histories';

/** Grows when the generator's events change: an old log is then not taken for a new one. */
const VERSION = 1;
/** A project's life in the generator is about this long; a few projects too many are begun and the rest is left out. */
const EVENTS_PER_PROJECT = 8;
const EVENTS_PER_COMMIT = 5_000;
/** A log that does not become whole is made again: it is written without a sync, and its indexes stay in memory. */
const FAST = 'PRAGMA synchronous = OFF; PRAGMA cache_size = -2000000';
/** Events between two words of progress. */
const SAY_EVERY = 1_000_000;

/** A log of realistic events, made once for each size and kept in the system's folder for temporary files. */
export async function historyLog(events: number, say: (line: string) => void): Promise<string> {
  const file = join(tmpdir(), `tiendo-bench-history-${VERSION}-${events}.sqlite`);
  if (existsSync(file)) return file;
  say(`making a log of ${events} events (once) …`);
  const making = `${file}.${process.pid}`;
  const db = openForAppending({ file: making, createdBy: 'bench', checkpointPages: 100_000 });
  db.exec(FAST);
  const group = new GroupCommit(db);
  let waiting: GroupAppend[] = [];
  let made = 0;
  const commit = (): void => {
    const failed = group.commit(waiting).find(({ kind }) => kind !== 'appended');
    if (failed) throw new Error(`the generator made what the log does not take: ${JSON.stringify(failed)}`);
    waiting = [];
  };
  for (const { stream, revision, event } of histories({ projects: Math.ceil(events / EVENTS_PER_PROJECT) })) {
    if (made === events) break;
    made += 1;
    waiting.push({ stream, first: revision, events: prepareAppend(stream, revision === 0 ? 'no_stream' : revision - 1, [event]) });
    if (waiting.length === EVENTS_PER_COMMIT) commit();
    if (made % SAY_EVERY === 0) say(`${made} of ${events} events`);
  }
  commit();
  db.close();
  if (made < events) throw new Error(`the generator ended at ${made} events`);
  renameSync(making, file);
  return file;
}
