import { BrokenChain, CheckedWalk } from './checked-walk.ts';
import { type EventLog, READ_EVENTS_MAX } from './event-log.ts';
import type { Verified } from './verify.ts';

/**
 * `verifyLog` for a log that is no file: reads everything through the port and recomputes each event's hash, link and revision, and the order of
 * the positions. What an adapter keeps beside the events (indexes, columns) is not looked at, nor whether an id stands twice. 300 bytes a stream.
 * @param onProgress events that are done, and that there will be as far as it can be told, after each page
 * @throws Unavailable the log cannot be read
 */
export async function verifyByReading(
  log: Pick<EventLog, 'readAll' | 'head'>,
  onProgress: (events: number, total: number) => void = () => undefined,
): Promise<Verified> {
  const walk = new CheckedWalk(log);
  const head = await log.head();
  const ended = (firstBad: Verified['firstBad']): Verified => ({
    events: walk.events,
    streams: walk.heads.size,
    ok: firstBad === null,
    firstBad,
    unanchoredSince: null,
  });
  try {
    while ((await walk.page(READ_EVENTS_MAX)).length > 0) onProgress(walk.events, walk.eventsUntil(head));
    return ended(null);
  } catch (error) {
    if (error instanceof BrokenChain) return ended(error.bad);
    throw error;
  }
}
