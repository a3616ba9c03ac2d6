import { DatabaseSync } from 'node:sqlite';
import type { EventLog, RecordedEvent } from '#event-log/event-log';
import { Applier } from '#read-models/applier';
import { makeIndexes } from '#read-models/build-file';
import { prepareDatabase } from '#read-models/database';
import { ReadEvent } from '#read-models/model-event';
import { readModels } from '#read-models/models';

/** Events that a rebuild reads at a time. */
const PAGE = 200;

/** Read models of these events by the way that a rebuild goes: one transaction, relieved in between, indexes last. */
export function freshModels(logId: string, events: readonly RecordedEvent[]): DatabaseSync {
  const db = new DatabaseSync(':memory:');
  prepareDatabase(db, { logId, models: readModels, indexes: false });
  const applier = new Applier(db, readModels);
  db.exec('BEGIN');
  for (const [index, event] of events.entries()) {
    applier.take(new ReadEvent(event));
    if (index % 100 === 99) applier.relieve();
  }
  applier.commit();
  db.exec('COMMIT');
  makeIndexes(db, readModels);
  return db;
}

/** The whole log as a reader gets it, page by page. @throws Unavailable */
export async function readWhole(log: EventLog): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (;;) {
    const after = events.at(-1)?.position;
    const page = await log.readAll({ limit: PAGE, ...(after === undefined ? {} : { after }) });
    events.push(...page);
    if (page.length < PAGE) return events;
  }
}
