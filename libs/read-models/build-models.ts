import { rmSync } from 'node:fs';
import type { EventLog, LogPlace } from '#event-log/event-log';
import { ordinalIn } from '#event-log/positions';
import type { Alert } from './alert.ts';
import { buildFile, makeIndexes, openForBuilding } from './build-file.ts';
import type { BuildWatch } from './build-watch.ts';
import { prepareDatabase } from './database.ts';
import { mergeParts, PartHalted } from './merge-parts.ts';
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
  const { log, file, models, until, threads, watch, resumeMs, onAlert } = build;
  if (until === null) return Promise.resolve(buildEmpty(file, log.logId, models));
  const full = { ...build, until };
  const worthAThread = threads !== undefined || (ordinalIn(until) ?? Infinity) >= THREAD_EVENTS_MIN;
  const shared = models === readModels && worthAThread ? log.place : undefined;
  if (shared?.kind === 'sqlite' && threads !== undefined && threads >= 2) return buildParts(full, shared, threads);
  if (shared !== undefined) return buildAside(full, shared);
  const options = { ...(onAlert && { onAlert }), ...(resumeMs !== undefined && { resumeMs }) };
  return buildFile({ log, file, models, until, onEvents: (events, total) => watch.tick(events, total), signal: watch.signal, ...options });
}

function buildEmpty(file: string, logId: string, models: readonly ReadModel[]): number {
  const db = openForBuilding(file);
  prepareDatabase(db, { logId, models });
  db.close();
  return 0;
}

/** On one thread, whose heap is kept small and whose work holds nobody up. */
async function buildAside({ file, until, watch, resumeMs, onAlert }: FullBuild, log: LogPlace): Promise<number> {
  const thread = new RebuildThread({ log, file, until, ...(resumeMs !== undefined && { resumeMs }) });
  return thread.run(() => watch.tick(thread.events, thread.total), { onAlert, signal: watch.signal });
}

async function buildParts(build: FullBuild, place: LogPlace, threads: number): Promise<number> {
  const { log, models, file, until, watch, onAlert } = build;
  const parts = Array.from({ length: threads }, (_, index) => `${file}.part${index}`);
  try {
    const shares = parts.map((part, index) => new RebuildThread({ log: place, file: part, until, share: { index, of: threads } }));
    const tick = () =>
      watch.tick(
        shares.reduce((sum, { events }) => sum + events, 0),
        shares[0]?.total ?? 0,
      );
    const counts = await Promise.all(shares.map((share) => share.run(tick, { onAlert, signal: watch.signal })));
    rmSync(file, { force: true }); // A whole one that was killed may lie there.
    joinAll({ file, logId: log.logId, models, parts, until });
    const events = counts.reduce((sum, count) => sum + count, 0);
    watch.tick(events, events);
    return events;
  } catch (error) {
    if (!(error instanceof PartHalted)) throw error;
    rmSync(file, { force: true });
    return await buildAside(build, place);
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
