import { type Appended, type EventLog, type ExpectedRevision, type NewEvent, OutcomeUnknown, Unavailable } from '#event-log/event-log';
import type { Metrics } from './metrics.ts';
import { withAppend } from './with-append.ts';

/** A log whose appends are counted and timed; all else is the log's own. */
export function measuredLog(log: EventLog, metrics: Metrics): EventLog {
  const [seconds, written, failures] = [
    metrics.of('tiendo_log_append_seconds'),
    metrics.of('tiendo_log_events_total'),
    metrics.of('tiendo_log_append_failures_total'),
  ];
  const append = async (stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> => {
    const began = performance.now();
    try {
      const appended = await log.append(stream, expected, events);
      if (appended.repeated === undefined) written.add([], events.length);
      return appended;
    } catch (error) {
      if (error instanceof Unavailable) failures.add([error.code]);
      if (error instanceof OutcomeUnknown) failures.add(['outcome-unknown']);
      throw error;
    } finally {
      seconds.observe([], (performance.now() - began) / 1_000);
    }
  };
  return withAppend(log, append);
}
