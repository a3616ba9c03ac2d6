import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { prepareAppend } from '#event-log/append-request';
import { Unavailable } from '#event-log/event-log';
import { GroupCommit } from '#event-log/group-commit';
import { SqliteLog } from '#event-log/sqlite-log';
import { type StoredRow, StoredRows } from '#event-log/stored-rows';
import { verifyLog } from '#event-log/verify';
import { openForAppending } from '#event-log/writer-connection';
import { histories } from '#testkit/histories';

const PROJECTS = 24;
/** The last commits of a write-ahead log, which nothing after them vouches for. */
const LAST_COMMITS = 2;

export interface OpenedAgain {
  readonly rows: readonly StoredRow[];
  /** What `verify` says of it; null: sound. */
  readonly bad: string | null;
}

/** A log that was closed, and the same as a process left it that was killed: half of it still in its write-ahead log. */
export interface BitrotSubject {
  readonly folder: string;
  readonly file: string;
  readonly openFile: string;
  readonly walFile: string;
  readonly streams: readonly string[];
  readonly openRows: number;
  readonly beforeLastCommits: number;
  /** As the next process does; the reason when it is refused. */
  openAgain(file: string): Promise<OpenedAgain | string>;
  /** Whether these are the first events of the log. */
  isBeginning(rows: readonly StoredRow[]): boolean;
}

export async function makeSubject(folder: string, seed: number): Promise<BitrotSubject> {
  const file = join(folder, 'sound.sqlite');
  const open = join(folder, 'open');
  const [openFile, walFile] = [join(open, 'log.sqlite'), join(open, 'log.sqlite-wal')];
  mkdirSync(open);
  const working = join(folder, 'working.sqlite');
  const db = openForAppending({ file: working, createdBy: 'proof bitrot', checkpointPages: 100_000 });
  const group = new GroupCommit(db);
  const events = [...histories({ projects: PROJECTS, seed })];
  for (const [at, { stream, revision, event }] of events.entries()) {
    if (at === Math.floor(events.length / 2)) db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    const prepared = prepareAppend(stream, revision === 0 ? 'no_stream' : revision - 1, [event]);
    const [outcome] = group.commit([{ stream, first: revision, events: prepared }]);
    if (outcome?.kind !== 'appended') throw new Error(JSON.stringify(outcome));
  }
  copyFileSync(working, openFile);
  copyFileSync(`${working}-wal`, walFile);
  db.close();
  copyFileSync(working, file);
  const stored = new StoredRows(file);
  const whole = stored.read(0, Number.MAX_SAFE_INTEGER);
  stored.close();
  return {
    folder,
    file,
    openFile,
    walFile,
    streams: [...new Set(whole.map(([, stream]) => stream))],
    openRows: whole.length,
    beforeLastCommits: whole.length - LAST_COMMITS,
    openAgain,
    isBeginning: (rows) => rows.every((row, index) => row.every((value, column) => value === whole[index]?.[column])),
  };
}

async function openAgain(file: string): Promise<OpenedAgain | string> {
  try {
    await (await SqliteLog.open({ file, program: 'proof bitrot' })).close();
  } catch (error) {
    if (error instanceof Unavailable && error.code === 'unreadable') return error.message;
    throw error;
  }
  const { firstBad } = await verifyLog(file);
  const rows = new StoredRows(file);
  try {
    return { rows: rows.read(0, Number.MAX_SAFE_INTEGER), bad: firstBad && JSON.stringify(firstBad) };
  } finally {
    rows.close();
  }
}
