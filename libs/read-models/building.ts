import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { BuildingProgress } from '#contracts/read-models';
import { countTaken, FORMAT, readHeader } from './database.ts';
import { buildFiles, BUILDING, newFile, removeFile } from './generations.ts';
import type { ReadModel } from './model.ts';

/** Beside each unfinished file: what it is built from and on what machine. Taking it away cancels the build. */
const ORIGIN = '.origin';

/** Written by whoever builds, beside the builds. */
const STATE = 'BUILDING';

/** Changes when the machine starts anew: pages that were never synced are then in doubt. Null: not known here, so always in doubt. */
function bootId(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return null; // Not Linux: a killed build begins anew.
  }
}

const originOf = (logId: string, models: readonly ReadModel[]): string =>
  JSON.stringify({ boot: bootId(), format: FORMAT, logId, models: models.map(({ name, version }) => `${name} ${version}`) });

export interface Begun {
  readonly file: string;
  /** Whether a killed build of the same log and models is gone on with. */
  readonly resumed: boolean;
}

/**
 * Takes up what a killed build of the same log, format and models left since the machine started, or begins a new file; every other
 * unfinished file goes. Under the build lock only.
 */
export function beginBuilding(
  directory: string,
  { logId, models }: { readonly logId: string; readonly models: readonly ReadModel[] },
): Begun {
  const origin = originOf(logId, models);
  const left = buildFiles(directory).filter((path) => path.endsWith(BUILDING));
  const fitting = bootId() === null ? undefined : left.find((path) => originFound(path) === origin);
  for (const path of buildFiles(directory))
    if (path.includes(BUILDING) && (fitting === undefined || !path.startsWith(fitting))) removeFile(path);
  if (fitting !== undefined) return { file: fitting, resumed: true };
  const file = newFile(directory);
  writeFileSync(file + ORIGIN, origin);
  return { file, resumed: false };
}

/** Null: none, or cut short by a kill. */
const originFound = (file: string): string | null => (existsSync(file + ORIGIN) ? readFileSync(file + ORIGIN, 'utf8') : null);

/** Whether somebody asked that this build end. */
export const isCancelled = (file: string): boolean => !existsSync(file + ORIGIN);

/** Ends what is being built, by whatever process, or takes away what a killed one left. Returns whether there was anything. */
export function cancelBuilding(directory: string): boolean {
  const files = buildFiles(directory).filter((path) => path.endsWith(BUILDING + ORIGIN));
  for (const path of files) removeFile(path);
  return files.length > 0;
}

/** Where the build of a file keeps its n-th share, see `build-in-shares.ts`. */
export const shareFile = (file: string, index: number): string => `${file}.share${index}`;

/** Events that the rows of an unfinished build are made of, or those of its shares that are not joined yet. */
export function eventsLeft(file: string): number {
  let events = eventsIn(file);
  if (events > 0) return events;
  for (let index = 0; existsSync(shareFile(file, index)); index += 1) events += eventsIn(shareFile(file, index));
  return events;
}

/** Of one file, which need not be there; one that cannot be read shows so in the build itself. */
export function eventsIn(file: string): number {
  if (!existsSync(file)) return 0;
  const db = new DatabaseSync(file);
  try {
    return readHeader(db) === null ? 0 : countTaken(db);
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SQLITE_ERROR') return 0;
    throw error;
  } finally {
    db.close();
  }
}

/** Removes an unfinished build and all that lies beside it. */
export function removeBuilding(directory: string, file: string): void {
  for (const path of buildFiles(directory)) if (path.startsWith(file)) removeFile(path);
}

export function writeState(directory: string, state: BuildingProgress): void {
  const path = join(directory, STATE);
  writeFileSync(`${path}.new`, JSON.stringify(state));
  renameSync(`${path}.new`, path);
}

export const clearState = (directory: string): void => rmSync(join(directory, STATE), { force: true });

/** What the process that builds last said of itself; null: nothing. After a kill it says what was: ask whether the lock is free. */
export function readState(directory: string): BuildingProgress | null {
  try {
    return JSON.parse(readFileSync(join(directory, STATE), 'utf8')) as BuildingProgress;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
