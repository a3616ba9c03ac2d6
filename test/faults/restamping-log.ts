import type { Clock } from '#commands/clock';
import type { EventLog, ExpectedRevision, NewEvent } from '#event-log/event-log';

/** A log broken on purpose: events bear whatever the host's clock says, however far it went back. The control of the clocks' proof. */
export function restamping(log: EventLog, clock: Clock): EventLog {
  return {
    logId: log.logId,
    append: (stream: string, expected: ExpectedRevision, events: readonly NewEvent[]) => {
      const recordedAt = clock.now();
      return log.append(
        stream,
        expected,
        events.map((event) => ({ ...event, meta: { ...event.meta, recordedAt } })),
      );
    },
    readStream: (...args) => log.readStream(...args),
    readAll: (...args) => log.readAll(...args),
    head: () => log.head(),
    subscribe: (options) => log.subscribe(options),
    close: () => log.close(),
  };
}
