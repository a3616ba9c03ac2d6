import { DatabaseSync } from 'node:sqlite';
import { chainHash, FIRST_PREV_HASH } from '#event-log/chain';
import { failureOf } from '#event-log/sqlite-failure';
import { StoredRows } from '#event-log/stored-rows';
import type { BadEvent } from '#event-log/bad-event';
import { verifyLog } from '#event-log/verify';

const COLUMNS = ['position', 'stream', 'revision', 'id', 'type', 'version', 'recorded_at', 'canonical', 'prev_hash', 'hash'];
const ROWS = `SELECT ${COLUMNS.map((name) => `hex(CAST(${name} AS BLOB))`).join(`||'/'||`)} AS row FROM events`;

/** Every value that can be read of a log, by the table and by its indexes, byte for byte; or why it cannot. */
export function readable(file: string, streams: readonly string[]): string {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { readOnly: true });
    const byStream = db.prepare(`${ROWS} WHERE stream = ? ORDER BY revision`);
    return JSON.stringify([
      db.prepare('PRAGMA application_id').get(),
      db.prepare('PRAGMA user_version').get(),
      db.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all(),
      db.prepare('SELECT * FROM log').all(),
      db.prepare(`${ROWS} ORDER BY position`).all(),
      streams.map((stream) => byStream.all(stream)),
      db.prepare('SELECT id FROM events ORDER BY id').all(),
    ]);
  } catch (error) {
    return `unreadable: ${String(error)}`;
  } finally {
    db?.close();
  }
}

/** What of `verify` finds it: the walk over events, tables and columns, or only the check of pages and indexes. */
export async function foundBy(file: string): Promise<{ readonly by: 'chain' | 'storage' | null; readonly bad: BadEvent | null }> {
  const { ok, firstBad: bad, events } = await verifyLog(file);
  if (ok || bad === null) return { by: null, bad: null };
  const rows = unlessDamaged(() => new StoredRows(file));
  const walked =
    rows && unlessDamaged(() => rows.count()) === events && bad.position === null && unlessDamaged(() => rows.alteredObject()) === null;
  rows?.close();
  return { by: walked === true ? 'storage' : 'chain', bad };
}

/** A `verify` without the chain: SQLite's own check, and the tables as this build makes them. @returns it passes */
export function withoutChain(file: string): boolean {
  return passes(file, (rows) => rows.alteredObject() === null && rows.integrityProblem() === null);
}

/** A `verify` that hashes the stored bytes and never compares the columns with them. @returns it passes */
export function withoutColumns(file: string): boolean {
  return passes(file, (rows) => {
    const heads = new Map<string, string>();
    const sound = rows.read(0, Number.MAX_SAFE_INTEGER).every((row, index) => {
      const { stream } = JSON.parse(row[7]) as { stream: string };
      const chained = row[0] === index + 1 && row[8] === (heads.get(stream) ?? FIRST_PREV_HASH) && chainHash(row[8], row[7]) === row[9];
      heads.set(stream, row[9]);
      return chained;
    });
    return sound && rows.alteredObject() === null;
  });
}

function passes(file: string, check: (rows: StoredRows) => boolean): boolean {
  const rows = unlessDamaged(() => new StoredRows(file));
  const passed = rows ? unlessDamaged(() => check(rows)) : false;
  rows?.close();
  return passed === true;
}

function unlessDamaged<Result>(look: () => Result): Result | undefined {
  try {
    return look();
  } catch (error) {
    const outOfRange = Error.isError(error) && 'code' in error && error.code === 'ERR_OUT_OF_RANGE';
    if (outOfRange || failureOf(error) || (Error.isError(error) && 'errcode' in error)) return undefined;
    throw error;
  }
}
