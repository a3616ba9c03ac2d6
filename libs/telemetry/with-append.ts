import type { EventLog } from '#event-log/event-log';

/** The log with another way to append; all else is the log's own. */
export const withAppend = (log: EventLog, append: EventLog['append']): EventLog => ({
  logId: log.logId,
  ...(log.place && { place: log.place }),
  append,
  readStream: (stream, options) => log.readStream(stream, options),
  readAll: (options) => log.readAll(options),
  head: () => log.head(),
  subscribe: (options) => log.subscribe(options),
  close: () => log.close(),
});
