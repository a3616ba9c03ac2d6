import { type Appended, ConcurrencyConflict, type EventLog, type ExpectedRevision, type NewEvent } from '#event-log/event-log';

/**
 * A log broken on purpose: it writes behind whatever is there, whatever the writer believes. The control of the race: the check
 * must find what this does.
 */
export function blind(log: EventLog): EventLog {
  return {
    logId: log.logId,
    append: async (stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> => {
      for (let believed = expected; ;) {
        try {
          return await log.append(stream, believed, events);
        } catch (error) {
          if (!(error instanceof ConcurrencyConflict)) throw error;
          believed = error.actual;
        }
      }
    },
    readStream: (...args) => log.readStream(...args),
    readAll: (...args) => log.readAll(...args),
    head: () => log.head(),
    subscribe: (options) => log.subscribe(options),
    close: () => log.close(),
  };
}
