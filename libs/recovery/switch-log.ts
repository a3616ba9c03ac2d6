import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Unavailable } from '#event-log/event-log';
import { settleLog } from '#event-log/sqlite-copy';
import { failureOf } from '#event-log/sqlite-failure';
import { syncDirectory } from '#event-log/sqlite-schema';
import { currentFile, newFile, switchTo } from '#read-models/generations';
import { keepRestore, type Restored } from './generation.ts';
import { LOG_NAME } from './manifest.ts';
import { forgetDerived } from './open-log.ts';
import type { Places } from './places.ts';

/** Folder of logs that were replaced, in the data folder. Nothing of ours ever deletes from it. */
const REPLACED = 'replaced';

export interface Switch {
  readonly places: Places;
  /** The log to put in place: settled, synced, on the disk of the log. */
  readonly staged: string;
  /** Read models that were built from it. */
  readonly stagedReadModels: string;
  /** What will be known of this restore; `keptAside` and `phase` are filled in here. */
  readonly restored: Omit<Restored, 'phase' | 'keptAside'>;
  /** A restore of the same backup that was cut off here: what it had done stands. */
  readonly cutOff: Restored | null;
  /** The log in place is the restored one already: the cut-off came after its renaming. */
  readonly inPlace: boolean;
}

/**
 * Puts a log in the place of another. Under the writer's lock. Synchronous, so that no signal comes between its steps; a kill or a power
 * cut leaves the phase `switching`, in which nobody writes, and the same restore once more finishes it. The one step that counts is a
 * rename: there is the old log or the new one, never neither, and never one log with the write-ahead log of another.
 */
export function switchLog({ places, staged, stagedReadModels, restored, cutOff, inPlace }: Switch): Restored {
  const { dataDir, logFile } = places;
  const aside = cutOff?.keptAside ?? (existsSync(logFile) && !inPlace ? asideFor(dataDir, restored.at) : null);
  const known = { ...restored, keptAside: aside };
  keepRestore(dataDir, { ...known, phase: 'switching' });
  if (aside !== null && !existsSync(join(dataDir, aside, LOG_NAME))) keepAside(logFile, join(dataDir, aside));
  forgetDerived(places);
  for (const side of ['-wal', '-shm']) rmSync(`${logFile}${side}`, { force: true });
  renameSync(staged, logFile);
  syncDirectory(dirname(logFile));
  adopt(stagedReadModels, places);
  const done: Restored = { ...known, phase: 'reconcile' };
  keepRestore(dataDir, done);
  return done;
}

/** A name by the instant, and by a number when two fall together. */
function asideFor(dataDir: string, at: string): string {
  const stamp = at.slice(0, 19).replaceAll(':', '-');
  for (let n = 1; ; n += 1) {
    const name = join(REPLACED, n === 1 ? stamp : `${stamp}-${n}`);
    if (!existsSync(join(dataDir, name))) return name;
  }
}

/** The log file comes last: with it the folder is whole. */
function keepAside(logFile: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const wal = join(folder, `${LOG_NAME}-wal`);
  if (existsSync(`${logFile}-wal`)) keep(`${logFile}-wal`, wal);
  try {
    settleLog(logFile);
    rmSync(wal, { force: true });
  } catch (error) {
    if (!(error instanceof Unavailable) && failureOf(error) === undefined) throw error; // Damaged, or read by somebody: kept with its write-ahead log.
  }
  keep(logFile, join(folder, LOG_NAME));
  syncDirectory(folder);
  syncDirectory(dirname(folder));
  syncDirectory(dirname(dirname(folder)));
}

/** By link: it takes no room and no time, and the log's own name is given to another file in a moment. */
function keep(file: string, target: string): void {
  rmSync(target, { force: true }); // Of a restore that was cut off.
  try {
    linkSync(file, target);
  } catch (error) {
    if (!['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    copyFileSync(file, target);
  }
}

/** The models that the comparison built spare the first start a rebuild. On another disk they are left: they come back from the log. */
function adopt(stagedReadModels: string, { readModelsDir }: Places): void {
  const built = currentFile(stagedReadModels);
  if (built === null) return;
  const file = newFile(readModelsDir);
  try {
    renameSync(built, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EXDEV') return;
    throw error;
  }
  switchTo(readModelsDir, file);
}
