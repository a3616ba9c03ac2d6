import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { failureOf } from '#event-log/sqlite-failure';
import type { Alert } from '#read-models/alert';
import { tuneWriter } from '#read-models/database';
import { ProjectorLock } from '#read-models/generations';
import { Projector, type ReadLog } from '#read-models/projector';
import { clockModel } from './clock.model.ts';
import type { ClockWriter } from './clock-writer.ts';

/** The file in the clock's folder; it may be deleted while nobody has it open. */
export const clockFile = (directory: string): string => join(directory, 'clock.sqlite');

/** Events of one transaction, about 20 ms: in the embedded mode requests are answered in between. */
const BATCH_EVENTS = 1_000;

export interface ClockOptions {
  readonly log: ReadLog;
  /** Made when absent. */
  readonly directory: string;
  /** Who keeps it, for the message to a second process. */
  readonly program: string;
  readonly onAlert?: (alert: Alert) => void;
}

/** The clock's tables, kept by one process; others read them. */
export class ClockDatabase {
  readonly db: DatabaseSync;
  readonly projector: Projector;
  readonly #lock: ProjectorLock;
  readonly #writer: ClockWriter;

  /** @throws Unavailable `locked`, naming the process that keeps it */
  constructor({ log, directory, program, onAlert }: ClockOptions) {
    this.#lock = ProjectorLock.take(directory, program);
    try {
      let writer: ClockWriter | undefined;
      const models = [clockModel((made) => (writer = made))];
      const options = { log: yielding(log), models, batchEvents: BATCH_EVENTS, ...(onAlert && { onAlert }) };
      [this.db, this.projector] = opened(clockFile(directory), (db) => new Projector({ ...options, db }));
      this.#writer = writer as ClockWriter;
    } catch (error) {
      this.#lock.release();
      throw error;
    }
  }

  get grounds(): ClockWriter['grounds'] {
    return this.#writer.grounds;
  }

  get projects(): ClockWriter['projects'] {
    return this.#writer.projects;
  }

  /** The log's end, and every deadline as it stands on `today`. @throws as `Projector.catchUp` */
  async bringTo(today: string, signal?: AbortSignal): Promise<void> {
    if (this.grounds.today === '') this.#turn(today);
    await this.projector.catchUp();
    if (this.grounds.today !== today) this.#turn(today);
    while (signal?.aborted !== true && this.transaction(() => this.#writer.tasks.step())) await setImmediate();
  }

  /** All or nothing. Synchronous, so that it never lies across a batch of the projector. */
  transaction<Result>(work: () => Result): Result {
    this.db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.db.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.db.isTransaction) this.db.exec('ROLLBACK');
      this.grounds.forget();
      throw error;
    }
  }

  close(): void {
    this.db.close();
    this.#lock.release();
  }

  #turn(today: string): void {
    this.transaction(() => this.#writer.turnTo(today));
  }
}

/** Whoever else this process serves has its turn between two pages. */
const yielding = (log: ReadLog): ReadLog => ({
  logId: log.logId,
  readAll: async (options) => {
    await setImmediate();
    return log.readAll(options);
  },
  readStream: (stream, options) => log.readStream(stream, options),
  head: () => log.head(),
});

/** What cannot be read is thrown away: all of it comes back from the log. */
function opened(file: string, open: (db: DatabaseSync) => Projector): [DatabaseSync, Projector] {
  const attempt = (): [DatabaseSync, Projector] => {
    const db = new DatabaseSync(file);
    try {
      tuneWriter(db);
      return [db, open(db)];
    } catch (error) {
      db.close();
      throw error;
    }
  };
  try {
    return attempt();
  } catch (error) {
    if (failureOf(error) !== 'unreadable') throw error;
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
    return attempt();
  }
}
