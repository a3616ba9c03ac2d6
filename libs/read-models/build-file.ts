import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { comparePositions, type EventLog } from '#event-log/event-log';
import { ordinalIn, shareOfWay } from '#event-log/positions';
import type { Share } from '#event-log/sqlite-reader';
import type { Alert } from './alert.ts';
import { Applier, FlushFailed } from './applier.ts';
import { countTaken, NO_POSITION, prepareDatabase } from './database.ts';
import type { ModelEvent, ReadModel } from './model.ts';
import { pagesOf } from './rebuild-source.ts';

/** Events between two looks at the models' memory. */
const RELIEVE_EVENTS = 50_000;

/** Events between two words of progress. */
const TURN_EVENTS = 4_000;

/**
 * Milliseconds between two places from which a killed build goes on. Each writes all that the models keep, which would otherwise be
 * written once: a log that is read in less has none and pays nothing.
 */
const RESUME_MS = 15_000;

export interface BuildPlan {
  readonly log: EventLog;
  readonly file: string;
  readonly models: readonly ReadModel[];
  /** Position of the last event to take. */
  readonly until: string;
  /** Only these streams; the indexes are then left to who joins the parts, and a part that was killed before its end begins anew. */
  readonly share?: Share;
  /** See `RESUME_MS`; for tests. */
  readonly resumeMs?: number | undefined;
  /**
   * Called every few thousand events with the number taken so far, those of a killed run included, and the number that there will be: an
   * estimate where positions do not count events.
   */
  readonly onEvents?: (events: number, total: number) => void;
  readonly onAlert?: ((alert: Alert) => void) | undefined;
  readonly signal?: AbortSignal;
}

/**
 * With a journal, so that a killed process leaves its last resume point; the first transaction only adds pages, and so writes none.
 * Indexes are sorted in temporary files (`SQLITE_TMPDIR`): in memory, those of ten million events take 2 GB.
 */
export function openForBuilding(file: string): DatabaseSync {
  const db = new DatabaseSync(file);
  db.exec(`PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-16000`);
  return db;
}

/**
 * Builds a file from the first event, or goes on with one that a killed process left: models keep what will change again in memory, and
 * the indexes are made last. When a row is refused by its table, the file is begun again in small batches, which find the event and park
 * its stream. Returns the number of events taken by this call.
 * @throws BrokenOrder the log was read with a gap or out of order
 */
export async function buildFile(plan: BuildPlan): Promise<number> {
  try {
    return await build(plan, false);
  } catch (error) {
    if (!(error instanceof FlushFailed)) throw error;
    rmSync(plan.file, { force: true });
    rmSync(`${plan.file}-journal`, { force: true });
    return build(plan, true);
  }
}

async function build(plan: BuildPlan, careful: boolean): Promise<number> {
  const db = openForBuilding(plan.file);
  try {
    prepareDatabase(db, { logId: plan.log.logId, models: plan.models, indexes: false });
    const applier = new Applier(db, plan.models, plan.onAlert);
    const after = applier.position;
    const source = { ...plan, ...(after === NO_POSITION ? {} : { after, before: countTaken(db) }) };
    // Killed behind `until`, while it caught up: nothing is left to read here.
    const over = comparePositions(after, plan.until) >= 0;
    const events = over ? 0 : careful ? await takeCarefully(source, applier) : await takeAtOnce(source, db, applier);
    if (plan.share === undefined) makeIndexes(db, plan.models);
    return events;
  } finally {
    db.close();
  }
}

interface Source extends BuildPlan {
  /** Where an earlier run of this build ended. */
  readonly after?: string;
  /** The events that it took. */
  readonly before?: number;
}

/** Small transactions: finding the row that is refused rolls back. */
function takeCarefully(source: Source, applier: Applier): Promise<number> {
  return takePages(source, (page) => applier.applyBatch(page));
}

async function takeAtOnce(source: Source, db: DatabaseSync, applier: Applier): Promise<number> {
  const { resumeMs = RESUME_MS } = source;
  let sinceRelief = 0;
  let saved = performance.now();
  const save = (): void => {
    applier.commit();
    db.exec('COMMIT');
    applier.announce();
    saved = performance.now();
  };
  db.exec('BEGIN');
  const events = await takePages(source, (page) => {
    for (const event of page) applier.take(event);
    if (source.share === undefined && performance.now() - saved >= resumeMs) {
      save();
      db.exec('BEGIN');
      sinceRelief = 0;
    }
    if ((sinceRelief += page.length) < RELIEVE_EVENTS) return;
    applier.relieve();
    sinceRelief = 0;
  });
  save();
  return events;
}

async function takePages(
  { log, until, share, after, before = 0, onEvents, signal }: Source,
  take: (page: readonly ModelEvent[]) => void,
): Promise<number> {
  let events = 0;
  let told = 0;
  let total = ordinalIn(until) ?? 0;
  for await (const page of pagesOf(log, { until, ...(share && { share }), ...(after !== undefined && { after }) })) {
    take(page);
    events += page.length;
    if (events - told < TURN_EVENTS) continue;
    if (ordinalIn(until) === null) total = Math.round((before + events) / shareOfWay(page.at(-1)?.position ?? until, until));
    onEvents?.(before + (told = events), total);
    await setImmediate(); // Whoever shares this thread gets its turn.
    signal?.throwIfAborted();
  }
  onEvents?.(before + events, Math.max(total, before + events));
  return events;
}

/** All or none of a model's: a killed build that has them goes on with them. */
export function makeIndexes(db: DatabaseSync, models: readonly ReadModel[]): void {
  const made = db.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND substr(tbl_name, 1, ?) = ? LIMIT 1`);
  for (const { name, indexes } of models) {
    const prefix = `${name}_`;
    if (made.get(prefix.length, prefix) === undefined) db.exec(`BEGIN; ${indexes}; COMMIT`);
  }
}
