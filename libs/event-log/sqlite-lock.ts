import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Unavailable } from './event-log.ts';
import { failureOf, unavailable } from './sqlite-failure.ts';

interface Holder {
  readonly pid: number;
  readonly since: string;
  readonly program: string;
  /** What the lock guards was opened and not closed in good order since. */
  readonly open: boolean;
}

/**
 * The right to write a log: an exclusive SQLite transaction held open on the side file `…-writer`. The kernel drops it when the
 * process ends, however it ends, so there is never a stale lock to clear. Who holds it stands in `…-writer.json`, which says
 * something only while the lock is held. Nothing else may open the side file: closing any descriptor of it would drop the lock.
 */
export class WriterLock {
  /** A connection that nothing refers to is closed by the garbage collector, and the lock with it: held locks stay referred to. */
  static readonly #held = new Set<WriterLock>();
  readonly #db: DatabaseSync;
  readonly #file: string;
  readonly #holder: Holder;

  private constructor(db: DatabaseSync, file: string, holder: Holder) {
    this.#db = db;
    this.#file = file;
    this.#holder = holder;
    WriterLock.#held.add(this);
  }

  /** @throws Unavailable `locked`, naming the holder; `read-only` when the side file cannot be made */
  static take(file: string, program: string): WriterLock {
    let db: DatabaseSync | undefined;
    try {
      db = new DatabaseSync(`${file}-writer`, { timeout: 0 });
      db.exec('BEGIN EXCLUSIVE');
      const holder = { pid: process.pid, since: new Date().toISOString(), program, open: readHolder(file)?.open === true };
      writeHolder(file, holder);
      return new WriterLock(db, file, holder);
    } catch (error) {
      db?.close();
      if (failureOf(error) === 'locked') throw new Unavailable('locked', `${file} is being written by ${holderOf(file)}`);
      throw unavailable(error, file);
    }
  }

  /** The one before us did not close what the lock guards in good order. */
  get leftOpen(): boolean {
    return this.#holder.open;
  }

  /** Says whether what the lock guards is open now. */
  mark(open: boolean): void {
    writeHolder(this.#file, { ...this.#holder, open });
  }

  release(): void {
    WriterLock.#held.delete(this);
    this.#db.close();
  }
}

const holderFile = (file: string): string => `${file}-writer.json`;

const writeHolder = (file: string, holder: Holder): void => writeFileSync(holderFile(file), `${JSON.stringify(holder)}\n`);

function holderOf(file: string): string {
  const holder = readHolder(file);
  return holder === null ? 'another process' : `process ${holder.pid} (${holder.program}) since ${holder.since}`;
}

/** Null: nobody ever held it, or it has the lock but has not yet said who it is. */
function readHolder(file: string): Holder | null {
  if (!existsSync(holderFile(file))) return null;
  try {
    return JSON.parse(readFileSync(holderFile(file), 'utf8')) as Holder;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
