import { accessSync, constants } from 'node:fs';
import { Unavailable } from './event-log.ts';
import { NotALog } from './sqlite-schema.ts';

/** The codes of `Unavailable` that SQLite can bring about. */
export type FailureCode = 'storage-full' | 'read-only' | 'locked' | 'unreadable';

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

/** The same of files that are not SQLite's. */
const SYSTEM_FAILURES: Readonly<Record<string, FailureCode>> = {
  EACCES: 'read-only',
  EDQUOT: 'storage-full',
  EIO: 'unreadable',
  ENOSPC: 'storage-full',
  EPERM: 'read-only',
  EROFS: 'read-only',
};

/** A write of SQLite's failed (https://www.sqlite.org/rescode.html#ioerr_write), or the change of a file's size. */
const WRITE_FAILURES = [778, 1_546];

/** Extended result code of SQLite, or undefined for any other error. */
export function resultCode(error: unknown): number | undefined {
  if (!Error.isError(error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  return error.errcode;
}

/** What kept the storage from answering; undefined means a bug. */
export function failureOf(error: unknown): FailureCode | undefined {
  if (error instanceof NotALog || error instanceof SyntaxError) return 'unreadable';
  const code = resultCode(error);
  if (code !== undefined) return FAILURES.get(code & 0xff);
  return Error.isError(error) && 'code' in error ? SYSTEM_FAILURES[String(error.code)] : undefined;
}

/** What the storage is to blame for becomes `Unavailable`; anything else stays what it is. */
export function unavailable(error: unknown, what: string): unknown {
  const code = error instanceof Unavailable ? undefined : failureOf(error);
  return code && Error.isError(error) ? new Unavailable(code, `${what}: ${error.message}`) : error;
}

/**
 * The same of a write to a log: SQLite has one code for a write that the disk could not do and for one that a file system does not take
 * any more, since it was mounted read-only meanwhile. Of the latter nothing is written.
 */
export function writeFailureOf(error: unknown, file: string): FailureCode | undefined {
  const wrote = WRITE_FAILURES.includes(resultCode(error) ?? 0);
  return wrote && isReadOnly(file) ? 'read-only' : failureOf(error);
}

function isReadOnly(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EROFS';
  }
}
