import { DatabaseSync } from 'node:sqlite';
import type { BusinessDifferences } from '#contracts/read-models';
import type { EventLog } from '#event-log/event-log';
import { ordinalIn } from '#event-log/positions';
import type { Alert } from './alert.ts';
import { buildModels } from './build-models.ts';
import { BuildCancelled, BuildWatch, type RebuildProgress } from './build-watch.ts';
import { beginBuilding, eventsLeft, removeBuilding } from './building.ts';
import { compareWithLive, targetOf } from './compare-with-live.ts';
import type { Difference } from './compare.ts';
import { tuneWriter, whyStale } from './database.ts';
import { currentFile, finish, ifFree, makeCurrent, newFile, takeBuildLock } from './generations.ts';
import type { ReadModel } from './model.ts';
import { readModels } from './models.ts';
import { Projector } from './projector.ts';

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
  /** See `SharedPlan`; for tests. */
  readonly shareEvents?: number;
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

interface BesideOptions extends RebuildOptions {
  /** Whether the caller holds the build lock: only then is a killed build gone on with, and shown to other processes. */
  readonly lock: boolean;
  /** Whether `NEXT` is to name it. */
  readonly proposed?: boolean;
}

/** Builds a finished file beside the current one, compared with it at one position. @throws BrokenOrder, BuildCancelled */
export async function buildBeside(options: BesideOptions): Promise<Built> {
  const { log, directory, models = readModels, compare = true, lock, proposed = false, program = 'tiendo' } = options;
  const { file, resumed } = lock ? beginBuilding(directory, { logId: log.logId, models }) : { file: newFile(directory), resumed: false };
  const { onProgress, signal, threads, resumeMs, shareEvents, onAlert, asOf = todayInVietnam() } = options;
  const watch = new BuildWatch({ directory, file, shown: lock, program, onProgress, signal });
  try {
    const until = compare ? await targetOf(log, directory, models) : await log.head();
    watch.total = until === null ? 0 : (ordinalIn(until) ?? 0);
    watch.before = resumed ? eventsLeft(file) : 0;
    watch.begin('reading');
    const events = await buildModels({ log, models, file, until, watch, threads, resumeMs, shareEvents, onAlert });
    const seconds = watch.seconds;
    const found = compare ? await compareWithLive({ log, directory, models, file, watch, onAlert, asOf }) : null;
    watch.check();
    const finished = finish(directory, file, proposed);
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

const todayInVietnam = (): string => Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh').toString();
