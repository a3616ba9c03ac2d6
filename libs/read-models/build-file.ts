import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { EventLog } from '#event-log/event-log';
import type { Share } from '#event-log/sqlite-reader';
import type { Alert } from './alert.ts';
import { Applier, FlushFailed } from './applier.ts';
import { prepareDatabase } from './database.ts';
import type { ModelEvent, ReadModel } from './model.ts';
import { pagesOf } from './rebuild-source.ts';

/** Events between two looks at the models' memory. */
const RELIEVE_EVENTS = 50_000;

/** Events between two words of progress. */
const TURN_EVENTS = 4_000;

export interface BuildPlan {
  readonly log: EventLog;
  readonly file: string;
  readonly models: readonly ReadModel[];
  /** Position of the last event to take. */
  readonly until: string;
  /** Only these streams; the indexes are then left to who joins the parts. */
  readonly share?: Share;
  /** Called every few thousand events with the number taken so far. */
  readonly onEvents?: (events: number) => void;
  readonly onAlert?: (alert: Alert) => void;
}

/** No journal and no sync: a build that does not end is thrown away, and the log still has everything. */
export function openForBuilding(file: string): DatabaseSync {
  const db = new DatabaseSync(file);
  db.exec(
    'PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY',
  );
  return db;
}

/**
 * Builds a new file from the first event: models keep what will change again in memory, and the indexes are made last. When a
 * row is refused by its table, the file is begun again in small batches, which find the event and park its stream.
 * Returns the number of events taken.
 * @throws BrokenOrder the log was read with a gap or out of order
 */
export async function buildFile(plan: BuildPlan): Promise<number> {
  try {
    return await build(plan, false);
  } catch (error) {
    if (!(error instanceof FlushFailed)) throw error;
    rmSync(plan.file, { force: true });
    return build(plan, true);
  }
}

async function build(plan: BuildPlan, careful: boolean): Promise<number> {
  const db = openForBuilding(plan.file);
  try {
    prepareDatabase(db, { logId: plan.log.logId, models: plan.models, indexes: false });
    const applier = new Applier(db, plan.models, plan.onAlert);
    const events = careful ? await takeCarefully(plan, db, applier) : await takeAtOnce(plan, db, applier);
    if (plan.share === undefined) makeIndexes(db, plan.models);
    return events;
  } finally {
    db.close();
  }
}

/** Small transactions with a journal: finding the row that is refused rolls back. */
function takeCarefully(plan: BuildPlan, db: DatabaseSync, applier: Applier): Promise<number> {
  db.exec('PRAGMA journal_mode=MEMORY');
  return takePages(plan, (page) => applier.applyBatch(page));
}

async function takeAtOnce(plan: BuildPlan, db: DatabaseSync, applier: Applier): Promise<number> {
  db.exec('BEGIN');
  let sinceRelief = 0;
  const events = await takePages(plan, (page) => {
    for (const event of page) applier.take(event);
    if ((sinceRelief += page.length) < RELIEVE_EVENTS) return;
    applier.relieve();
    sinceRelief = 0;
  });
  applier.commit();
  db.exec('COMMIT');
  applier.announce();
  return events;
}

async function takePages({ log, until, share, onEvents }: BuildPlan, take: (page: readonly ModelEvent[]) => void): Promise<number> {
  let events = 0;
  let told = 0;
  for await (const page of pagesOf(log, until, share)) {
    take(page);
    events += page.length;
    if (events - told < TURN_EVENTS) continue;
    onEvents?.((told = events));
    await setImmediate(); // Whoever shares this thread gets its turn.
  }
  onEvents?.(events);
  return events;
}

export function makeIndexes(db: DatabaseSync, models: readonly ReadModel[]): void {
  for (const { indexes } of models) db.exec(indexes);
}
