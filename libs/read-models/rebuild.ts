import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { EventLog } from '#event-log/event-log';
import { SqliteLog } from '#event-log/sqlite-log';
import type { Alert } from './alert.ts';
import { buildFile, makeIndexes, openForBuilding } from './build-file.ts';
import { type Difference, differences } from './compare.ts';
import { prepareDatabase, tuneWriter, whyStale } from './database.ts';
import { currentFile, newFile, switchTo } from './generations.ts';
import { mergeParts, PartHalted } from './merge-parts.ts';
import type { ReadModel } from './model.ts';
import { readModels } from './models.ts';
import { Projector, type ReadLog } from './projector.ts';
import { RebuildThread } from './rebuild-thread.ts';

export interface RebuildProgress {
  readonly events: number;
  readonly total: number;
  readonly eventsPerSecond: number;
  readonly etaSeconds: number;
}

export interface RebuildOptions {
  readonly log: EventLog;
  /** The read models' directory; the caller holds its `ProjectorLock`, and no connection of its own writes to it. */
  readonly directory: string;
  readonly models?: readonly ReadModel[];
  /**
   * The streams are shared out among so many worker threads; absent: one, or none for a short log. Only for a SQLite log and this build's
   * models: others are built on the thread that asks.
   */
  readonly threads?: number;
  /** Whether to compare with the live rows before the switch; true when absent. */
  readonly compare?: boolean;
  readonly onProgress?: (progress: RebuildProgress) => void;
  readonly onAlert?: (alert: Alert) => void;
}

export interface Rebuilt {
  readonly events: number;
  /** Reading, rows and indexes; without the comparison. */
  readonly seconds: number;
  readonly eventsPerSecond: number;
  readonly peakRssBytes: number;
  /** Empty: the live rows were the same. Null: there was nothing to compare with. */
  readonly differences: readonly Difference[] | null;
}

/**
 * Builds all read models anew beside the live ones, compares, and switches in one step. Readers see the old rows until then.
 * @throws BrokenOrder the log was read with a gap or out of order; the live rows stay
 */
export async function rebuild(options: RebuildOptions): Promise<Rebuilt> {
  const { log, directory, models = readModels, compare = true } = options;
  const until = await log.head();
  const file = newFile(directory);
  const watch = new Watch(until === null ? 0 : Number(until), options.onProgress);
  try {
    const events = until === null ? buildEmpty(file, log.logId, models) : await buildAll({ ...options, models, file, until, watch });
    const seconds = watch.seconds;
    const found = compare ? await compareWithLive({ log, directory, models, file, until }) : null;
    switchTo(directory, file);
    return { events, seconds, eventsPerSecond: Math.round(events / seconds), peakRssBytes: watch.peakRssBytes, differences: found };
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
}

/** A thread takes a tenth of a second to start: a shorter log is built by then. */
const THREAD_EVENTS_MIN = 5_000;

/** Time, memory and progress of one rebuild. */
class Watch {
  peakRssBytes = 0;
  readonly #started = performance.now();
  readonly #total: number;
  readonly #onProgress: ((progress: RebuildProgress) => void) | undefined;

  constructor(total: number, onProgress?: (progress: RebuildProgress) => void) {
    this.#total = total;
    this.#onProgress = onProgress;
    this.tick(0);
  }

  get seconds(): number {
    return (performance.now() - this.#started) / 1000;
  }

  tick(events: number): void {
    this.peakRssBytes = Math.max(this.peakRssBytes, process.memoryUsage.rss());
    const eventsPerSecond = Math.round(events / Math.max(this.seconds, 0.001));
    const left = Math.max(0, this.#total - events);
    this.#onProgress?.({ events, total: this.#total, eventsPerSecond, etaSeconds: events === 0 ? 0 : Math.ceil(left / eventsPerSecond) });
  }
}

function buildEmpty(file: string, logId: string, models: readonly ReadModel[]): number {
  const db = openForBuilding(file);
  prepareDatabase(db, { logId, models });
  db.close();
  return 0;
}

interface Build extends RebuildOptions {
  readonly models: readonly ReadModel[];
  readonly file: string;
  readonly until: string;
  readonly watch: Watch;
}

function buildAll(build: Build): Promise<number> {
  const { log, file, models, until, threads, onAlert } = build;
  const worthAThread = threads !== undefined || Number(until) >= THREAD_EVENTS_MIN;
  const shared = log instanceof SqliteLog && models === readModels && worthAThread ? log : null;
  if (shared === null)
    return buildFile({ log, file, models, until, onEvents: (events) => build.watch.tick(events), ...(onAlert && { onAlert }) });
  return threads === undefined || threads < 2 ? buildAside(build, shared) : buildParts(build, shared, threads);
}

/** On one thread, whose heap is kept small and whose work holds nobody up. */
async function buildAside({ file, until, watch, onAlert }: Build, log: SqliteLog): Promise<number> {
  const thread = new RebuildThread({ log: log.file, file, until });
  return thread.run(() => watch.tick(thread.events), onAlert);
}

async function buildParts(build: Build, log: SqliteLog, threads: number): Promise<number> {
  const { models, file, until, watch, onAlert } = build;
  const parts = Array.from({ length: threads }, (_, index) => `${file}.part${index}`);
  try {
    const shares = parts.map((part, index) => new RebuildThread({ log: log.file, file: part, until, share: { index, of: threads } }));
    const tick = () => watch.tick(shares.reduce((sum, { events }) => sum + events, 0));
    const counts = await Promise.all(shares.map((share) => share.run(tick, onAlert)));
    joinAll({ file, logId: log.logId, models, parts, until });
    watch.tick(counts.reduce((sum, count) => sum + count, 0));
    return counts.reduce((sum, count) => sum + count, 0);
  } catch (error) {
    if (!(error instanceof PartHalted)) throw error;
    rmSync(file, { force: true });
    return await buildAside(build, log);
  } finally {
    for (const part of parts) rmSync(part, { force: true });
  }
}

function joinAll(plan: {
  readonly file: string;
  readonly logId: string;
  readonly models: readonly ReadModel[];
  readonly parts: readonly string[];
  readonly until: string;
}): void {
  const db = openForBuilding(plan.file);
  try {
    prepareDatabase(db, { logId: plan.logId, models: plan.models, indexes: false });
    mergeParts(db, plan.parts, plan);
    makeIndexes(db, plan.models);
  } finally {
    db.close();
  }
}

/** The live rows are first brought to the same position, or all that was appended since would count as a difference. */
async function compareWithLive(asked: {
  readonly log: EventLog;
  readonly directory: string;
  readonly models: readonly ReadModel[];
  readonly file: string;
  readonly until: string | null;
}): Promise<readonly Difference[] | null> {
  const { log, directory, models, file } = asked;
  const current = currentFile(directory);
  if (current === null) return null;
  const [live, rebuilt] = [new DatabaseSync(current), new DatabaseSync(file)];
  try {
    if (whyStale(live, log.logId, models) !== null) return null;
    tuneWriter(live);
    await new Projector({ log: upTo(log, asked.until), db: live, models }).catchUp();
    return differences(live, rebuilt);
  } finally {
    live.close();
    rebuilt.close();
  }
}

/** The log as it was when it ended at `until`. */
const upTo = (log: EventLog, until: string | null): ReadLog => ({
  logId: log.logId,
  head: () => Promise.resolve(until),
  readStream: (stream, options) => log.readStream(stream, options),
  readAll: async (options) => (await log.readAll(options)).filter(({ position }) => until !== null && position <= until),
});
