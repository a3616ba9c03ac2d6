import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { syncDirectory } from '#event-log/durable-folder';
import { Unavailable } from '#event-log/event-log';
import { WriterLock } from '#event-log/sqlite-lock';
import { tuneWriter } from './database.ts';

/**
 * The read models' directory: one SQLite file a build, and `CURRENT`, which names the one that answers. A rebuild writes a new file and
 * switches by renaming a new `CURRENT` over the old one, so a reader sees the one build or the other, never half of each, and
 * no write-ahead log of one file can ever be taken for another's. The directory may be deleted at any time but while in use.
 */
const CURRENT = 'CURRENT';
const SUFFIX = '.db';
const BUILDING = '.building';

/** Null: nothing was built yet, or what `CURRENT` names is gone. */
export function currentFile(directory: string): string | null {
  const pointer = join(directory, CURRENT);
  if (!existsSync(pointer)) return null;
  const file = join(directory, readFileSync(pointer, 'utf8').trim());
  return existsSync(file) ? file : null;
}

/** Path for a build that is not yet the current one. */
export function newFile(directory: string): string {
  mkdirSync(directory, { recursive: true });
  return join(directory, `${randomUUID()}${SUFFIX}${BUILDING}`);
}

/**
 * Makes a finished, closed file the current one; returns its path. Readers of the old one keep it until they look again. The file was
 * built without a single sync, so all of it is made durable before its name, and its name before the pointer: after a power cut
 * `CURRENT` names a whole build, the old one or the new.
 */
export function switchTo(directory: string, file: string): string {
  const finished = file.endsWith(BUILDING) ? file.slice(0, -BUILDING.length) : file;
  syncFile(file);
  if (finished !== file) renameSync(file, finished);
  const pointer = join(directory, CURRENT);
  writeFileSync(`${pointer}.new`, `${finished.slice(directory.length + 1)}\n`, { flush: true });
  syncDirectory(directory);
  renameSync(`${pointer}.new`, pointer);
  syncDirectory(directory);
  return finished;
}

function syncFile(file: string): void {
  const descriptor = openSync(file, 'r+'); // Windows syncs only what is open for writing.
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Removes every build but the current one, unfinished ones too. Under the projector's lock only. */
export function dropOld(directory: string): void {
  const current = currentFile(directory);
  for (const name of existsSync(directory) ? readdirSync(directory) : []) {
    const path = join(directory, name);
    const ofABuild = name.includes(SUFFIX);
    if (ofABuild && (current === null || !path.startsWith(current))) rmSync(path, { force: true });
  }
}

/** The right to project into a directory: one process at a time, dropped by the kernel when the process ends. */
export class ProjectorLock {
  readonly #lock: WriterLock;

  private constructor(lock: WriterLock) {
    this.#lock = lock;
  }

  /** @throws Unavailable `locked`, naming the process that projects */
  static take(directory: string, program: string): ProjectorLock {
    mkdirSync(directory, { recursive: true });
    return new ProjectorLock(WriterLock.take(join(directory, 'projector'), program));
  }

  release(): void {
    this.#lock.release();
  }
}

/** Opens the current build for writing, or makes an empty one. Under the projector's lock only. */
export function openForWriting(directory: string): DatabaseSync {
  const file = currentFile(directory) ?? switchTo(directory, createEmpty(directory));
  const db = new DatabaseSync(file);
  tuneWriter(db);
  return db;
}

function createEmpty(directory: string): string {
  const file = newFile(directory);
  const db = new DatabaseSync(file);
  db.exec('PRAGMA user_version = 1');
  db.close();
  return file;
}

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
    if (file !== this.#file || this.#db === null) {
      this.close();
      this.#db = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
      this.#db.exec('PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY');
      this.#file = file;
    }
    return this.#db;
  }

  close(): void {
    this.#db?.close();
    this.#db = null;
  }
}
