import { closeSync, existsSync, fsyncSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncDirectory } from './durable-folder.ts';
import { NotALog } from './sqlite-schema.ts';
import { walDamage } from './wal-damage.ts';
import { StoredRows } from './stored-rows.ts';
import { problemInTail } from './tail-check.ts';
import { chainHash } from './chain.ts';
import { resultCode } from './sqlite-failure.ts';

const CHUNK_BYTES = 1024 * 1024;

/** The write-ahead log beside a log's file. There is one while the log is open, and after a process that did not end in good order. */
export const walOf = (file: string): string => `${file}-wal`;

/**
 * Takes over what another process left: before anything is written, by the only writer.
 * @throws NotALog the write-ahead log beside the file is damaged, or not this log's
 */
export function takeOverWal(file: string): void {
  if (!existsSync(file) || (statSync(walOf(file), { throwIfNoEntry: false })?.size ?? 0) === 0) return;
  if (existsSync(`${file}-journal`)) return; // A crash in the making of the file: SQLite undoes it, and nothing was acknowledged.
  const damage = walDamage(walOf(file));
  if (damage !== null)
    throw new NotALog(`${walOf(file)}: ${damage}; restore the log, or take this file away to go back to what was last moved into ${file}`);
  renew(walOf(file));
  syncDirectory(dirname(file));
  checkBelonging(file);
}

/**
 * Writes the same bytes over themselves and syncs them. If a sync failed, the process before us stopped; but the system believes
 * those bytes written, would never write them again, and shows them to us: without this an append could be found, acknowledged, and lost to a
 * power cut (the "fsyncgate"). SQLite locks the other two files, not this one, so closing it here drops no lock.
 */
function renew(wal: string): void {
  const descriptor = openSync(wal, 'r+');
  try {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    for (let at = 0; ;) {
      const length = readSync(descriptor, chunk, 0, CHUNK_BYTES, at);
      if (length === 0) break;
      for (let done = 0; done < length;) done += writeSync(descriptor, chunk, done, length - done, at + done);
      at += length;
    }
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * SQLite lays any write-ahead log over the file beside it: it has no way to tell whose it is. Ours must lead on from the file: the last
 * event in the file alone is still there, and what follows continues it. A read-only connection looks, since the last one that may write
 * would move the strange pages into the file when it closes.
 */
function checkBelonging(file: string): void {
  const base = lastOf(file);
  const together = new StoredRows(file);
  try {
    if (together.isEmpty()) return;
    const altered = together.alteredObject();
    if (altered !== null) throw strange(file, altered);
    if (base === null) return;
    if (together.logId() !== base.logId) throw strange(file, 'it has another name');
    const [row] = together.read(base.position - 1, 1);
    if (base.position > 0 && row?.[9] !== base.hash) throw strange(file, `event ${base.position} is another one`);
    const { last, byId, byStream } = together.counts();
    if (byId !== last || byStream !== last) throw strange(file, `${last} events, ${byId} and ${byStream} by the indexes`);
    const bad = problemInTail(together, base.position);
    if (bad !== null) throw strange(file, `event ${bad.position}: ${bad.problem}`);
  } catch (error) {
    if (error instanceof NotALog) throw error;
    throw strange(file, complaint(error));
  } finally {
    together.close();
  }
}

const strange = (file: string, why: string): NotALog =>
  new NotALog(
    `${walOf(file)} does not continue ${file} (${why}); put back the one that belongs to it, or take it away to open the log as it was last moved into the file`,
  );

/** ERROR (a table is missing), CORRUPT, NOTADB: what SQLite says of pages that do not fit together. */
const MISFITS = [1, 11, 26];
/** IOERR_SHORT_READ: the last page is not whole, as a power cut in the middle of a move leaves it. No other IOERR says so. */
const SHORT_READ = 522;

/** @throws any other error: it says nothing about the pages */
function complaint(error: unknown): string {
  const code = resultCode(error) ?? 0;
  const misfit = error instanceof NotALog || MISFITS.includes(code & 0xff) || code === SHORT_READ;
  if (misfit && Error.isError(error)) return error.message;
  throw error;
}

interface Base {
  readonly logId: string;
  readonly position: number;
  readonly hash: string;
}

/** The end of the file without its write-ahead log. Null: a power cut left it in the middle of a move, or nothing was ever moved into it. */
function lastOf(file: string): Base | null {
  let alone: StoredRows | undefined;
  try {
    alone = new StoredRows(file, { alone: true });
    const logId = alone.logId();
    const { last } = alone.counts();
    if (last === 0) return { logId, position: 0, hash: '' };
    const [row] = alone.read(last - 1, 1);
    if (row === undefined || row[0] !== last || chainHash(row[8], row[7]) !== row[9]) return null;
    return { logId, position: last, hash: row[9] };
  } catch (error) {
    complaint(error);
    return null;
  } finally {
    alone?.close();
  }
}
