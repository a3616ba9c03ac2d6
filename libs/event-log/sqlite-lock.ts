import { readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Unavailable } from './event-log.ts';
import { failureOf } from './sqlite-failure.ts';

interface Holder {
  readonly pid: number;
  readonly since: string;
  readonly program: string;
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

  private constructor(db: DatabaseSync) {
    this.#db = db;
    WriterLock.#held.add(this);
  }

  /** @throws Unavailable `locked`, naming the holder; `read-only` when the side file cannot be made */
  static take(file: string, program: string): WriterLock {
    let db: DatabaseSync | undefined;
    try {
      db = new DatabaseSync(`${file}-writer`, { timeout: 0 });
      db.exec('BEGIN EXCLUSIVE');
      const holder: Holder = { pid: process.pid, since: new Date().toISOString(), program };
      writeFileSync(holderFile(file), `${JSON.stringify(holder)}\n`);
      return new WriterLock(db);
    } catch (error) {
      db?.close();
      const code = failureOf(error);
      if (code === 'locked') throw new Unavailable('locked', `${file} is being written by ${holderOf(file)}`);
      if (code) throw new Unavailable(code, `${file}: ${Error.isError(error) ? error.message : String(error)}`);
      throw error;
    }
  }

  release(): void {
    WriterLock.#held.delete(this);
    this.#db.close();
  }
}

const holderFile = (file: string): string => `${file}-writer.json`;

function holderOf(file: string): string {
  try {
    const { pid, since, program } = JSON.parse(readFileSync(holderFile(file), 'utf8')) as Holder;
    return `process ${pid} (${program}) since ${since}`;
  } catch {
    return 'another process'; // It has the lock but has not yet said who it is.
  }
}
