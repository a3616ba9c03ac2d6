import { DatabaseSync } from 'node:sqlite';
import { prepareAppend } from '#event-log/append-request';
import { type Appended, type EventLog, type ExpectedRevision, type NewEvent, OutcomeUnknown, Unavailable } from '#event-log/event-log';
import { GroupCommit, type Outcome } from '#event-log/group-commit';
import { positionOf } from '#event-log/positions';
import type { SqliteLog } from '#event-log/sqlite-log';
import { BUSY_TIMEOUT_MS, createOrCheck } from '#event-log/sqlite-schema';

/** A log with another `append`. */
function appending(log: SqliteLog, append: EventLog['append']): EventLog {
  return {
    logId: log.logId,
    append,
    readStream: (...args) => log.readStream(...args),
    readAll: (...args) => log.readAll(...args),
    head: () => log.head(),
    subscribe: (options) => log.subscribe(options),
    close: () => log.close(),
  };
}

/** Broken on purpose: after a failed sync it opens the file again, finds the events there and believes that they are on the disk. */
export function credulous(log: SqliteLog): EventLog {
  const open = (): { readonly db: DatabaseSync; readonly group: GroupCommit } => {
    const db = new DatabaseSync(log.file, { timeout: BUSY_TIMEOUT_MS });
    createOrCheck(db, log.file, 'credulous');
    return { db, group: new GroupCommit(db) };
  };
  let writer = open();
  const attempt = (stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Outcome | undefined =>
    writer.group.commit([
      { stream, first: expected === 'no_stream' ? 0 : expected + 1, events: prepareAppend(stream, expected, events) },
    ])[0];
  const log2 = appending(log, async (stream, expected, events): Promise<Appended> => {
    let outcome = attempt(stream, expected, events);
    if (outcome?.kind === 'unknown') {
      writer.db.close();
      writer = open();
      outcome = attempt(stream, expected, events);
    }
    if (outcome?.kind === 'appended') return { revision: outcome.revision, position: positionOf(outcome.ordinal) };
    if (outcome?.kind === 'unknown') throw new OutcomeUnknown(stream, outcome.message);
    throw new Unavailable('unreachable', JSON.stringify(outcome));
  });
  return {
    ...log2,
    close: async () => {
      writer.db.close();
      await log.close();
    },
  };
}

/** Broken on purpose: a full disk is not the caller's business. */
export const forgetful = (log: SqliteLog): EventLog =>
  appending(log, async (stream, expected, events) => {
    try {
      return await log.append(stream, expected, events);
    } catch (error) {
      if (!(error instanceof Unavailable) || error.code !== 'storage-full') throw error;
      return { revision: (expected === 'no_stream' ? -1 : expected) + events.length, position: positionOf(1) };
    }
  });
