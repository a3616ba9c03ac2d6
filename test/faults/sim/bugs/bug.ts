import type { EventLog } from '#event-log/event-log';
import type { Seams } from '../seams.ts';

/** A fault that is built in on purpose, between the parts of the engine. */
export interface Bug {
  readonly name: string;
  /** What is wrong, in words. */
  readonly what: string;
  /** Made anew for each run: a bug may remember. */
  seams(): Partial<Seams>;
}

/** The same log but for what is given. */
export const through = (log: EventLog, otherwise: Partial<EventLog>): EventLog => ({
  logId: log.logId,
  append: (stream, expected, events) => log.append(stream, expected, events),
  readStream: (stream, options) => log.readStream(stream, options),
  readAll: (options) => log.readAll(options),
  head: () => log.head(),
  subscribe: (options) => log.subscribe(options),
  close: () => log.close(),
  ...otherwise,
});
