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
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Unavailable } from '#event-log/event-log';
import { WriterLock } from '#event-log/sqlite-lock';
import { syncDirectory } from '#event-log/sqlite-schema';
import { tuneWriter } from './database.ts';

/**
 * The read models' directory: one SQLite file a build, and three pointers. `CURRENT` names the one that answers, `PREVIOUS` the one that
 * answered before, and `NEXT` a finished one that whoever projects is to take over. A switch renames a new `CURRENT` over the old one, so
 * a reader sees the one build or the other, never half of each, and no write-ahead log of one file can ever be taken for another's. The
 * directory may be deleted at any time but while in use.
 */
export type Pointer = 'CURRENT' | 'PREVIOUS' | 'NEXT';

const SUFFIX = '.db';
export const BUILDING = '.building';

/** The build that a pointer names. Null: it names none, or what it names is gone. */
export function buildNamed(directory: string, pointer: Pointer): string | null {
  const name = wordOf(join(directory, pointer));
  if (name === null || name !== basename(name) || !name.endsWith(SUFFIX)) return null; // No name that we gave.
  const file = join(directory, name);
  return existsSync(file) ? file : null;
}

/** Null: nothing was built yet, or what `CURRENT` names is gone. */
export const currentFile = (directory: string): string | null => buildNamed(directory, 'CURRENT');

/** What the switch before the last left; kept until it is dropped, or until the next switch takes its place. */
export function previousFile(directory: string): string | null {
  const file = buildNamed(directory, 'PREVIOUS');
  return file === currentFile(directory) ? null : file; // Killed between the two pointers of a switch.
}

function wordOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Atomic and durable: a pointer names a build or another, whenever the power fails. */
export function point(directory: string, pointer: Pointer, file: string): void {
  const path = join(directory, pointer);
  writeFileSync(`${path}.new`, `${basename(file)}\n`, { flush: true });
  syncDirectory(directory);
  renameSync(`${path}.new`, path);
  syncDirectory(directory);
}

export const unpoint = (directory: string, pointer: Pointer): void => rmSync(join(directory, pointer), { force: true });

/** Path for a build that is not finished yet. */
export function newFile(directory: string): string {
  mkdirSync(directory, { recursive: true });
  return join(directory, `${randomUUID()}${SUFFIX}${BUILDING}`);
}

/**
 * Gives a finished, closed file its lasting name; returns its path. It was built without a single sync, so all of it is made durable
 * before its name, and its name before it is current: after a power cut a pointer names a whole build or nothing.
 * @param proposed whether `NEXT` names it, from the moment that it is there: whoever drops what no pointer names must not find it
 */
export function finish(directory: string, file: string, proposed = false): string {
  const finished = file.endsWith(BUILDING) ? file.slice(0, -BUILDING.length) : file;
  syncFile(file);
  if (proposed) point(directory, 'NEXT', finished);
  if (finished !== file) renameSync(file, finished);
  syncDirectory(directory);
  return finished;
}

/** Makes a finished build the current one and remembers the former. Readers of the old one keep it until they look again. Under the projector's lock only. */
export function makeCurrent(directory: string, file: string): void {
  const former = currentFile(directory);
  if (former !== null && former !== file) point(directory, 'PREVIOUS', former);
  point(directory, 'CURRENT', file);
}

/** Makes a closed file the current one; returns its path. Under the projector's lock only. */
export function switchTo(directory: string, file: string): string {
  const finished = finish(directory, file);
  makeCurrent(directory, finished);
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

/** Paths of all files of builds, those beside them included (`…-wal`, `….building`, …). */
export const buildFiles = (directory: string): readonly string[] =>
  existsSync(directory) ? readdirSync(directory).flatMap((name) => (name.includes(SUFFIX) ? [join(directory, name)] : [])) : [];

/** Removes every build that no pointer names; what is being built stays. Under the projector's lock only. */
export function dropOld(directory: string): void {
  const named = (['CURRENT', 'PREVIOUS', 'NEXT'] as const).map((pointer) => buildNamed(directory, pointer)).filter((file) => file !== null);
  for (const path of buildFiles(directory)) if (!path.includes(BUILDING) && !named.some((file) => path.startsWith(file))) removeFile(path);
}

/** On Windows a reader may still have it open: it goes with the next switch. */
export function removeFile(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch (error) {
    if (!['EBUSY', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

/** The right to project into a directory and to switch its builds: one process at a time, dropped by the kernel when the process ends. */
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

/** The right to build beside the current build. Who needs both takes this one first. @throws Unavailable `locked`, naming the process that builds */
export function takeBuildLock(directory: string, program: string): WriterLock {
  mkdirSync(directory, { recursive: true });
  return WriterLock.take(join(directory, 'builder'), program);
}

/** Null: another process has it. @throws Unavailable the directory cannot be used */
export function ifFree<Lock>(take: () => Lock): Lock | null {
  try {
    return take();
  } catch (error) {
    if (error instanceof Unavailable && error.code === 'locked') return null;
    throw error;
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
