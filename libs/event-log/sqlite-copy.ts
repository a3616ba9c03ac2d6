import { backup, DatabaseSync } from 'node:sqlite';
import { Unavailable } from './event-log.ts';
import { BUSY_TIMEOUT_MS, checkFormat } from './sqlite-schema.ts';

/** Pages (4 KiB) copied between two words of progress: about 10 ms. */
const STEP_PAGES = 1_000;

export interface LogCopy {
  readonly source: string;
  /** Must not exist. */
  readonly target: string;
  readonly onProgress?: (donePages: number, totalPages: number) => void;
}

/**
 * Copies a log to another file while others write to it: the copy is the log as it was at one commit. Not durable before it is synced.
 *
 * The read transaction is the point of it. Without one SQLite begins a stepwise copy again whenever another connection has committed,
 * and under steady load never ends; all pages in one step would keep signals and progress waiting.
 * @throws Error of SQLite or NotALog: the source is no log of this build, or the target cannot be written
 */
export async function copyLog({ source, target, onProgress }: LogCopy): Promise<void> {
  const db = new DatabaseSync(source, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
  try {
    checkFormat(db);
    db.exec('BEGIN');
    db.prepare('SELECT max(position) FROM events').get(); // The transaction begins with the first read.
    const progress = ({ totalPages, remainingPages }: { totalPages: number; remainingPages: number }) =>
      onProgress?.(totalPages - remainingPages, totalPages);
    await backup(db, target, { rate: STEP_PAGES, progress });
  } finally {
    db.close();
  }
  settleLog(target);
}

/**
 * Moves the write-ahead log of a log that nobody has open into its file, so that the file alone is the log.
 * @throws Unavailable `locked`: it is open elsewhere; Error of SQLite or NotALog: it is damaged
 */
export function settleLog(file: string): void {
  const db = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    checkFormat(db);
    const moved = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { readonly busy: number };
    if (moved.busy !== 0) throw new Unavailable('locked', `${file} is open in another process`);
  } finally {
    db.close();
  }
}
