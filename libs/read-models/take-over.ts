import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { EventLog } from '#event-log/event-log';
import { isStillThere } from '#event-log/last-seen';
import type { Alert } from './alert.ts';
import { BuildCancelled } from './build-watch.ts';
import { BROKEN_TABLES, NO_POSITION, readCheckpoints, readLastEvent, tuneWriter, whyStale } from './database.ts';
import { buildNamed, currentFile, makeCurrent, point, type Pointer, previousFile, unpoint } from './generations.ts';
import type { ReadModel } from './model.ts';
import { Projector } from './projector.ts';

/** What whoever projects needs to take a build over. */
export interface TakeOver {
  readonly log: EventLog;
  readonly directory: string;
  readonly models: readonly ReadModel[];
  readonly onAlert?: ((alert: Alert) => void) | undefined;
}

/** Asks whoever projects, now or next, to take a finished build over. */
export const propose = (directory: string, file: string): void => point(directory, 'NEXT', file);

/** No database that can be read. */
export const DAMAGED = 'damaged';

/** Why a build cannot be gone on with by this program; null when it can. */
export async function whyUnfit(file: string, { log, models }: Pick<TakeOver, 'log' | 'models'>): Promise<string | null> {
  const found = lookInto(file, (db) => {
    const stale = whyStale(db, log.logId, models);
    return stale === null ? { stale, position: furthest(db), last: readLastEvent(db) } : { stale, position: NO_POSITION, last: null };
  });
  if (found === null) return DAMAGED;
  // The log is asked last: whoever projects goes on meanwhile, and is never ahead of it.
  if (found.stale !== null) return found.stale;
  if (found.position > ((await log.head()) ?? NO_POSITION)) return 'ahead of the log';
  return found.last === null || (await isStillThere(log, found.last)) ? null : 'its last event is not in the log';
}

const furthest = (db: DatabaseSync): string =>
  readCheckpoints(db).reduce((most, { position }) => (position > most ? position : most), NO_POSITION);

/** Null: it is damaged, and the log still has everything. */
function lookInto<Found>(file: string, look: (db: DatabaseSync) => Found): Found | null {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    return look(db);
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SQLITE_ERROR') return null;
    throw error;
  } finally {
    db.close();
  }
}

/** The build that a pointer names, when this program can go on with it. */
export async function fitting(pointer: Pointer, { log, directory, models }: TakeOver): Promise<string | null> {
  const file = pointer === 'PREVIOUS' ? previousFile(directory) : buildNamed(directory, pointer);
  return file !== null && (await whyUnfit(file, { log, models })) === null ? file : null;
}

/**
 * Before anything projects: takes over the proposed build, or, when the current one is not of this program's log, format and versions,
 * the kept one that is: a rolled back program finds its own rows again. False: none of them fits. Under the projector's lock only.
 */
export async function takeOverAtStart(start: TakeOver): Promise<boolean> {
  const { directory } = start;
  for (const pointer of ['NEXT', 'CURRENT', 'PREVIOUS'] as const) {
    const file = await fitting(pointer, start);
    if (file === null) continue;
    if (file === currentFile(directory)) return true;
    if (!(await caughtUp(start, file))) continue;
    makeCurrent(directory, file);
    if (pointer === 'NEXT') unpoint(directory, pointer);
    return true;
  }
  return false;
}

/** Readers of the former build have seen the end of the log already. False: it is damaged, and said so. */
async function caughtUp({ log, models, onAlert }: TakeOver, file: string): Promise<boolean> {
  const db = new DatabaseSync(file);
  try {
    tuneWriter(db);
    await new Projector({ log, db, models, ...(onAlert && { onAlert }) }).catchUp();
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_SQLITE_ERROR') throw error;
    onAlert?.({ kind: 'refused-build', error: (error as Error).message });
    return false;
  } finally {
    db.close();
  }
}

/**
 * While `projector` follows the log: takes over the proposed build, if there is one that fits, between two of its batches. Returns the
 * new connection, for the caller to close the former; null: nothing to take over. `onSwitched` is called before anybody is told that the new
 * rows have an event.
 * @throws whatever catching up throws; the proposal is then withdrawn and the former build goes on
 */
export async function takeOverNext(asked: TakeOver, projector: Projector, onSwitched: () => void): Promise<DatabaseSync | null> {
  const { log, directory, models, onAlert } = asked;
  const next = buildNamed(directory, 'NEXT');
  if (next === null) return null;
  if (next === currentFile(directory)) return (unpoint(directory, 'NEXT'), null);
  const unfit = await whyUnfit(next, asked);
  if (unfit === DAMAGED || unfit === BROKEN_TABLES) return (unpoint(directory, 'NEXT'), refused(asked, unfit));
  if (unfit !== null) return null; // A program of other versions may be waiting for it.
  const db = new DatabaseSync(next);
  try {
    tuneWriter(db);
    await new Projector({ log, db, models, ...(onAlert && { onAlert }) }).catchUp();
    await projector.moveTo(db, () => {
      if (buildNamed(directory, 'NEXT') !== next) throw new BuildCancelled(); // Withdrawn while it was brought forward.
      makeCurrent(directory, next);
      onSwitched();
    });
  } catch (error) {
    db.close();
    if (error instanceof BuildCancelled) return null;
    throw error;
  } finally {
    unpoint(directory, 'NEXT');
  }
  return db;
}

const refused = ({ onAlert }: TakeOver, error: string): null => (onAlert?.({ kind: 'refused-build', error }), null);

/** Gives back the room of the kept build. Returns whether there was one. A running program that projects does not use it. */
export function dropPrevious(directory: string): boolean {
  const kept = previousFile(directory);
  unpoint(directory, 'PREVIOUS');
  if (kept === null || kept === buildNamed(directory, 'NEXT')) return kept !== null;
  for (const beside of ['', '-wal', '-shm', '.differs']) rmSync(kept + beside, { force: true });
  return true;
}

/** How one process asks the one that projects to try the parked streams again. */
const RETRY = 'RETRY';

export const askRetry = (directory: string): void => writeFileSync(join(directory, RETRY), '');
export const retryAsked = (directory: string): boolean => existsSync(join(directory, RETRY));
export const retryDone = (directory: string): void => rmSync(join(directory, RETRY), { force: true });
