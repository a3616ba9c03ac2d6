import { NewerLog } from './sqlite-levels.ts';
import { NotALog } from './sqlite-schema.ts';

/** The codes of `Unavailable` that SQLite can bring about. */
export type FailureCode = 'storage-full' | 'read-only' | 'locked' | 'unreadable' | 'newer-log';

/** Primary result codes of SQLite (https://www.sqlite.org/rescode.html) that are the world's fault and not ours. */
const FAILURES: ReadonlyMap<number, FailureCode> = new Map([
  [3, 'read-only'], // PERM
  [5, 'locked'], // BUSY
  [6, 'locked'], // LOCKED
  [8, 'read-only'], // READONLY
  [10, 'unreadable'], // IOERR
  [11, 'unreadable'], // CORRUPT
  [13, 'storage-full'], // FULL
  [14, 'read-only'], // CANTOPEN
  [26, 'unreadable'], // NOTADB
]);

/** Extended result code of SQLite, or undefined for any other error. */
export function resultCode(error: unknown): number | undefined {
  if (!Error.isError(error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  return error.errcode;
}

/** What kept the storage from answering; undefined means a bug. */
export function failureOf(error: unknown): FailureCode | undefined {
  if (error instanceof NewerLog) return 'newer-log';
  if (error instanceof NotALog || error instanceof SyntaxError) return 'unreadable';
  const code = resultCode(error);
  return code === undefined ? undefined : FAILURES.get(code & 0xff);
}
