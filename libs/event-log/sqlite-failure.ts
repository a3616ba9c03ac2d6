import { accessSync, closeSync, constants, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { Unavailable } from './event-log.ts';
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
  if (error instanceof NewerLog) return 'newer-log';
  if (error instanceof NotALog || error instanceof SyntaxError) return 'unreadable';
  const code = resultCode(error);
  if (code !== undefined) return FAILURES.get(code & 0xff);
  return Error.isError(error) && 'code' in error ? SYSTEM_FAILURES[String(error.code)] : undefined;
}

/** IOERR and CANTOPEN: SQLite does not say why. */
const UNEXPLAINED = [10, 14];

/**
 * What kept a log from being opened for writing. Where SQLite does not say it, a few bytes beside the file tell a full disk and a
 * read-only one from one that fails.
 */
export function openFailureOf(error: unknown, file: string): FailureCode | undefined {
  const code = failureOf(error);
  if (!UNEXPLAINED.includes((resultCode(error) ?? 0) & 0xff)) return code;
  const trial = `${file}-trial`;
  try {
    const descriptor = openSync(trial, 'w');
    try {
      writeSync(descriptor, Buffer.alloc(TRIAL_BYTES));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    rmSync(trial);
    return code;
  } catch (cause) {
    return failureOf(cause) ?? code;
  }
}

const TRIAL_BYTES = 8_192;

/** What the storage is to blame for becomes `Unavailable`; anything else stays what it is. */
export function unavailable(error: unknown, file: string): unknown {
  const code = error instanceof Unavailable ? undefined : openFailureOf(error, file);
  return code && Error.isError(error) ? new Unavailable(code, `${file}: ${error.message}`) : error;
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
