import { DatabaseSync } from 'node:sqlite';
import { Unavailable } from '#event-log/event-log';
import { currentFile } from './generations.ts';

/** Pages that a connection keeps. With half of it a list that compares 2,000 of 100,000 projects' texts reads most of their pages again each time. */
const CACHE_KIB = 32_000;

/** The pointer's content says more than its time of change. */
export class ReadModelReader {
  readonly #directory: string;
  readonly #lookEveryMs: number;
  #file: string | null = null;
  #db: DatabaseSync | null = null;
  #looked = -Infinity;

  /** @param lookEveryMs how long it goes on with the build that it has: a look at the pointer costs as much as a short question */
  constructor(directory: string, lookEveryMs = 0) {
    this.#directory = directory;
    this.#lookEveryMs = lookEveryMs;
  }

  /**
   * The connection to the current build, read-only. Ask anew for each answer: after a rebuild it is another one.
   * @throws Unavailable `unreadable`: nothing was built yet
   */
  get db(): DatabaseSync {
    const now = performance.now();
    if (this.#db !== null && now - this.#looked < this.#lookEveryMs) return this.#db;
    this.#looked = now;
    const file = currentFile(this.#directory);
    if (file === null) throw new Unavailable('unreadable', `no read models in ${this.#directory} yet`);
    return this.#db !== null && file === this.#file ? this.#db : this.#open(file);
  }

  #open(file: string): DatabaseSync {
    this.close();
    try {
      this.#db = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
    } catch (error) {
      const now = currentFile(this.#directory);
      if (now === null || now === file) throw error;
      return this.#open(now); // It was dropped between the look at the pointer and now.
    }
    this.#db.exec(`PRAGMA cache_size=-${CACHE_KIB}; PRAGMA temp_store=MEMORY`);
    this.#file = file;
    return this.#db;
  }

  /** The pointer has moved: the next question looks at once. */
  look(): void {
    this.#looked = -Infinity;
  }

  close(): void {
    this.#db?.close();
    this.#db = null;
  }
}
