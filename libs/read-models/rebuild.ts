import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import type { BusinessDifferences } from '#contracts/read-models';
import { comparePositions, type EventLog } from '#event-log/event-log';
import type { Alert } from './alert.ts';
import { buildModels } from './build-models.ts';
import { BuildCancelled, BuildWatch, type RebuildProgress } from './build-watch.ts';
import { beginBuilding, removeBuilding } from './building.ts';
import { compareBuilds } from './compare-builds.ts';
import type { Difference } from './compare.ts';
import { readCheckpoints, readHeader, readPosition, tuneWriter, whyStale } from './database.ts';
import { currentFile, finish, ifFree, makeCurrent, newFile, takeBuildLock } from './generations.ts';
import type { ReadModel } from './model.ts';
import { readModels } from './models.ts';
import { Projector, type ReadLog } from './projector.ts';

export interface RebuildOptions {
  readonly log: EventLog;
  /** The read models' directory. */
  readonly directory: string;
  readonly models?: readonly ReadModel[];
  /**
   * The streams are shared out among so many worker threads; absent: one, or none for a short log. Only for a SQLite log and this build's
   * models: others are built on the thread that asks. Parts of a killed build are not gone on with.
   */
  readonly threads?: number;
  /** Whether to compare with the live rows before the switch; true when absent. */
  readonly compare?: boolean;
  /** Day of the figures that are compared, YYYY-MM-DD; today in Asia/Ho_Chi_Minh when absent. */
  readonly asOf?: string;
  /** Who builds, for the message to a second process. */
  readonly program?: string;
  readonly onProgress?: (progress: RebuildProgress) => void;
  readonly onAlert?: (alert: Alert) => void;
  /** Ends the build; nothing of it is left. */
  readonly signal?: AbortSignal;
  /** See `BuildPlan`; for tests. */
  readonly resumeMs?: number;
}

export interface Rebuilt {
  /** Taken by this run. */
  readonly events: number;
  /** Reading, rows and indexes; without the comparison. */
  readonly seconds: number;
  readonly eventsPerSecond: number;
  readonly peakRssBytes: number;
  /** Empty: the live rows were the same. Null: there was nothing to compare with. */
  readonly differences: readonly Difference[] | null;
  /** The same for people; null: not compared, or the figures' tables are not comparable. */
  readonly business: BusinessDifferences | null;
  /** Whether it went on with what a killed run had built. */
  readonly resumed: boolean;
}

/** A finished build, of the live rows' position when they were compared. */
export interface Built extends Rebuilt {
  readonly file: string;
}

/**
 * Builds all read models anew beside the live ones, compares, and switches in one step. Readers see the old rows until then. The caller
 * holds the directory's `ProjectorLock`, and no connection of its own writes to it.
 * @throws BrokenOrder the log was read with a gap or out of order; the live rows stay. @throws BuildCancelled
 */
export async function rebuild(options: RebuildOptions): Promise<Rebuilt> {
  const { log, directory, models = readModels, program = 'tiendo', compare = true } = options;
  const lock = ifFree(() => takeBuildLock(directory, program));
  try {
    if (compare) await bringForward(log, directory, models);
    const { file, ...rebuilt } = await buildBeside({ ...options, lock: lock !== null });
    makeCurrent(directory, file);
    return rebuilt;
  } finally {
    lock?.release();
  }
}

/** Brings live rows that can be continued to the end of the log, so that they and a build can be compared. Under the projector's lock only. */
export async function bringForward(log: EventLog, directory: string, models: readonly ReadModel[]): Promise<void> {
  const current = currentFile(directory);
  if (current === null) return;
  const live = new DatabaseSync(current);
  try {
    if (whyStale(live, log.logId, models) !== null) return;
    tuneWriter(live);
    await new Projector({ log, db: live, models }).catchUp();
  } finally {
    live.close();
  }
}

/**
 * Builds a finished file beside the current one, compared with it at one position, and leaves the switch to the caller.
 * @param options.lock whether the caller holds the build lock: only then is a killed build gone on with, and shown to other processes
 * @throws BrokenOrder, BuildCancelled
 */
export async function buildBeside(options: RebuildOptions & { readonly lock: boolean }): Promise<Built> {
  const { log, directory, models = readModels, compare = true, lock, program = 'tiendo' } = options;
  const { file, resumed } = lock ? beginBuilding(directory, { logId: log.logId, models }) : { file: newFile(directory), resumed: false };
  const { onProgress, signal, threads, resumeMs, onAlert, asOf = todayInVietnam() } = options;
  const watch = new BuildWatch({ directory, file, shown: lock, program, onProgress, signal });
  try {
    const until = compare ? await targetOf(log, directory, models) : await log.head();
    watch.total = until === null ? 0 : Number(until);
    watch.begin('reading');
    const events = await buildModels({ log, models, file, until, watch, threads, resumeMs, onAlert });
    const seconds = watch.seconds;
    const found = compare ? await compareWithLive({ log, directory, models, file, watch, onAlert, asOf }) : null;
    const finished = finish(directory, file);
    removeBuilding(directory, file); // What lay beside it under its former name.
    const eventsPerSecond = Math.round(events / seconds);
    const measured = { events, seconds, eventsPerSecond, peakRssBytes: watch.peakRssBytes, resumed };
    return { ...measured, differences: found?.differences ?? null, business: found?.business ?? null, file: finished };
  } catch (error) {
    removeBuilding(directory, file);
    // What a killed run left may be damaged in ways that only show now: once more, from the first event.
    if (resumed && !(error instanceof BuildCancelled)) return await buildBeside(options);
    throw error;
  } finally {
    watch.end();
  }
}

/** Rows of another version, which nobody may bring forward here, are compared where they stand. */
async function targetOf(log: EventLog, directory: string, models: readonly ReadModel[]): Promise<string | null> {
  const head = await log.head();
  const current = currentFile(directory);
  if (current === null || head === null) return head;
  const live = new DatabaseSync(current, { readOnly: true });
  try {
    if (whyNotComparable(live, log.logId) !== null || whyStale(live, log.logId, models) === null) return head;
    return readPosition(live) ?? head;
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SQLITE_ERROR') return head; // Damaged: `compareWithLive` says so too.
    throw error;
  } finally {
    live.close();
  }
}

/** How long live rows that are behind the build may take to reach it, in milliseconds. */
const BEHIND_MAX_MS = 30_000;
const LOOK_MS = 50;

interface Compared {
  readonly log: EventLog;
  readonly directory: string;
  readonly models: readonly ReadModel[];
  readonly file: string;
  readonly watch: BuildWatch;
  readonly onAlert: ((alert: Alert) => void) | undefined;
  readonly asOf: string;
}

/**
 * The live rows are read from one snapshot, and the build is brought to its position: all that one of them has and the other has not yet
 * would count as a difference. The process that projects goes on meanwhile.
 */
async function compareWithLive(asked: Compared): Promise<Awaited<ReturnType<typeof compareBuilds>> | null> {
  const { log, directory, models, file, watch, onAlert, asOf } = asked;
  const current = currentFile(directory);
  if (current === null) return null;
  const [live, built] = [new DatabaseSync(current, { readOnly: true }), new DatabaseSync(file)];
  try {
    if (whyNotComparable(live, log.logId) !== null) return null;
    tuneWriter(built);
    watch.begin('catching-up');
    const position = await snapshotAt(live, built, watch);
    if (position === undefined) return null;
    await new Projector({ log: upTo(log, position), db: built, models, ...(onAlert && { onAlert }) }).catchUp();
    watch.begin('comparing');
    return await compareBuilds({ live, built }, log, asOf);
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SQLITE_ERROR' && whyDamaged(live) !== null) return null;
    throw error;
  } finally {
    live.close();
    built.close();
  }
}

/** Opens a read transaction on live rows that have what the build has; returns their position. Undefined: they do not get there. */
async function snapshotAt(live: DatabaseSync, built: DatabaseSync, watch: BuildWatch): Promise<string | null | undefined> {
  const least = readPosition(built) ?? '';
  for (const until = performance.now() + BEHIND_MAX_MS; performance.now() < until; await setTimeout(LOOK_MS)) {
    watch.signal.throwIfAborted();
    live.exec('BEGIN');
    const position = readPosition(live);
    const halted = readCheckpoints(live).some((checkpoint) => checkpoint.halted !== null); // Compared as it stands.
    if (halted || comparePositions(position ?? '', least) >= 0) return position;
    live.exec('COMMIT');
  }
  return undefined;
}

const todayInVietnam = (): string => Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh').toString();

function whyNotComparable(live: DatabaseSync, logId: string): string | null {
  const header = readHeader(live);
  if (header === null) return 'empty';
  return header.logId === logId ? null : `built from log ${header.logId}`;
}

/** Rows that SQLite itself cannot read are no rows to compare with: they are the reason for the rebuild. */
function whyDamaged(live: DatabaseSync): string | null {
  try {
    const [row] = live.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[];
    return row?.quick_check === 'ok' ? null : (row?.quick_check ?? 'unreadable');
  } catch (error) {
    return String(error);
  }
}

/** The log as it was when it ended at `until`. */
const upTo = (log: EventLog, until: string | null): ReadLog => ({
  logId: log.logId,
  head: () => Promise.resolve(until),
  readStream: (stream, options) => log.readStream(stream, options),
  readAll: async (options) => (await log.readAll(options)).filter(({ position }) => until !== null && position <= until),
});
