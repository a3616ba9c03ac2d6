import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { ordinalOf, positionOf } from './positions.ts';
import { BUSY_TIMEOUT_MS, checkFormat, readLogId } from './sqlite-schema.ts';

/** What tells one state of a log from every other. */
export interface LogSummary {
  readonly logId: string;
  readonly format: number;
  readonly events: number;
  readonly streams: number;
  /** Of the last event; null: empty. */
  readonly position: string | null;
  /** Chain hash and instant of the last event; null: empty. */
  readonly lastHash: string | null;
  readonly lastRecordedAt: string | null;
  /**
   * SHA-256 over one line `stream revision hash` for the last event of every stream, in the byte order of their names. Each hash is the
   * end of its stream's chain, so the digest stands for every byte of every event; only positions are not in it.
   */
  readonly headsDigest: string;
}

/** @throws Error of SQLite or NotALog: no log of this build, or damaged */
export function summarise(file: string): LogSummary {
  return reading(file, (db) => {
    const [format] = arrays(db, 'PRAGMA user_version').get() as unknown as [number];
    const [events] = arrays(db, 'SELECT count(*) FROM events').get() as unknown as [number];
    const last = arrays(db, 'SELECT position, hash, recorded_at FROM events ORDER BY position DESC LIMIT 1').get();
    const [ordinal, lastHash, lastRecordedAt] = (last ?? [0, null, null]) as unknown as [number, string | null, string | null];
    const position = ordinal === 0 ? null : positionOf(ordinal);
    return { logId: readLogId(db), format, events, position, lastHash, lastRecordedAt, ...headsOf(db) };
  });
}

/** Chain hash of the event at a position; null: the log does not reach it. */
export function hashAt(file: string, position: string): string | null {
  return reading(file, (db) => {
    const row = arrays(db, 'SELECT hash FROM events WHERE position = ?').get(ordinalOf(position));
    return row === undefined ? null : (row as unknown as [string])[0];
  });
}

/** SHA-256 over the hashes of all events up to a position, in log order: two logs with the same one are the same up to there. */
export function prefixDigest(file: string, position: string): string {
  return reading(file, (db) => {
    const digest = createHash('sha256');
    const rows = arrays(db, 'SELECT position, hash FROM events WHERE position <= ? ORDER BY position').iterate(ordinalOf(position));
    for (const [ordinal, hash] of rows as Iterable<unknown> as Iterable<[number, string]>) digest.update(`${ordinal} ${hash}\n`);
    return digest.digest('hex');
  });
}

function headsOf(db: DatabaseSync): Pick<LogSummary, 'streams' | 'headsDigest'> {
  const digest = createHash('sha256');
  const head = arrays(db, 'SELECT revision, hash FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 1');
  let streams = 0;
  for (const [stream] of arrays(db, 'SELECT DISTINCT stream FROM events ORDER BY stream').iterate() as Iterable<unknown> as Iterable<
    [string]
  >) {
    const [revision, hash] = head.get(stream) as unknown as [number, string];
    digest.update(`${stream} ${revision} ${hash}\n`);
    streams += 1;
  }
  return { streams, headsDigest: digest.digest('hex') };
}

/** One read transaction: all that is said is of one commit. */
function reading<Answer>(file: string, ask: (db: DatabaseSync) => Answer): Answer {
  const db = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
  try {
    checkFormat(db);
    db.exec('BEGIN');
    return ask(db);
  } finally {
    db.close();
  }
}

function arrays(db: DatabaseSync, sql: string) {
  const statement = db.prepare(sql);
  statement.setReturnArrays(true);
  return statement;
}
