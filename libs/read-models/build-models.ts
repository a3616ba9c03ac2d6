import { rmSync } from 'node:fs';
import type { EventLog, LogPlace } from '#event-log/event-log';
import { ordinalIn } from '#event-log/positions';
import { SqliteLog } from '#event-log/sqlite-log';
import type { Share } from '#event-log/sqlite-reader';
import type { Alert } from './alert.ts';
import { openForBuilding } from './build-file.ts';
import { buildInShares } from './build-in-shares.ts';
import type { BuildWatch } from './build-watch.ts';
import { prepareDatabase } from './database.ts';
import { joinParts, PartHalted } from './merge-parts.ts';
import type { ReadModel } from './model.ts';
import { readModels } from './models.ts';
import { RebuildThread } from './rebuild-thread.ts';

export interface Build {
  readonly log: EventLog;
  readonly models: readonly ReadModel[];
  readonly file: string;
  /** Position of the last event to take; null: an empty log. */
  readonly until: string | null;
  readonly watch: BuildWatch;
  /** See `RebuildOptions`. */
  readonly threads?: number | undefined;
  readonly resumeMs?: number | undefined;
  readonly shareEvents?: number | undefined;
  readonly onAlert?: ((alert: Alert) => void) | undefined;
}

type FullBuild = Build & { readonly until: string };

/** A thread takes a tenth of a second to start: a shorter log is built by then. */
const THREAD_EVENTS_MIN = 5_000;

/**
 * Builds a file up to `until`, or goes on with it. Returns the events taken by this call.
 * @throws BrokenOrder the log was read with a gap or out of order. @throws BuildCancelled
 */
export function buildModels(build: Build): Promise<number> {
  const { log, file, models, until, threads, watch, resumeMs, shareEvents, onAlert } = build;
  if (until === null) return Promise.resolve(buildEmpty(file, log.logId, models));
  const full = { ...build, until };
  const worthAThread = threads !== undefined || (ordinalIn(until) ?? Infinity) >= THREAD_EVENTS_MIN;
  const shared = models === readModels && worthAThread ? log.place : undefined;
  if (shared !== undefined && log instanceof SqliteLog && threads !== undefined && threads >= 2)
    return buildParts(full, shared, log.shares(until, threads));
  if (shared !== undefined) return buildAside(full, shared);
  const onEvents = (events: number, total: number): void => watch.tick(events, total);
  return buildInShares({ log, file, models, until, resumeMs, shareEvents, onEvents, onAlert, signal: watch.signal });
}

function buildEmpty(file: string, logId: string, models: readonly ReadModel[]): number {
  const db = openForBuilding(file);
  prepareDatabase(db, { logId, models });
  db.close();
  return 0;
}

/** On one thread, whose heap is kept small and whose work holds nobody up. */
async function buildAside({ file, until, watch, resumeMs, shareEvents, onAlert }: FullBuild, log: LogPlace): Promise<number> {
  const thread = new RebuildThread({ log, file, until, resumeMs, shareEvents });
  return thread.run(() => watch.tick(thread.events, thread.total), { onAlert, signal: watch.signal });
}

async function buildParts(build: FullBuild, place: LogPlace, shares: readonly Share[]): Promise<number> {
  const { log, models, file, until, watch, onAlert } = build;
  const parts = shares.map((_, index) => `${file}.part${index}`);
  const removeParts = (): void => parts.forEach((part) => rmSync(part, { force: true }));
  removeParts(); // Those of a killed build are of other shares.
  try {
    const threads = shares.map((share, index) => new RebuildThread({ log: place, file: parts[index] as string, until, share }));
    const tick = () =>
      watch.tick(
        threads.reduce((sum, { events }) => sum + events, 0),
        threads[0]?.total ?? 0,
      );
    const counts = await Promise.all(threads.map((thread) => thread.run(tick, { onAlert, signal: watch.signal })));
    rmSync(file, { force: true }); // A whole one that was killed may lie there.
    joinParts({ file, logId: log.logId, models, parts, until });
    const events = counts.reduce((sum, count) => sum + count, 0);
    watch.tick(events, events);
    return events;
  } catch (error) {
    if (!(error instanceof PartHalted)) throw error;
    rmSync(file, { force: true });
    return await buildAside(build, place);
  } finally {
    removeParts();
  }
}
