import { comparePositions, type EventLog, READ_EVENTS_MAX } from './event-log.ts';
import { ordinalIn } from './positions.ts';

/**
 * Events after a position (null: all) up to `head`. Exact where positions count events; else they are read, at most 5,000, and 5,000 says so
 * many or more.
 */
export async function eventsBehind(log: Pick<EventLog, 'readAll'>, position: string | null, head: string | null): Promise<number> {
  if (head === null || (position !== null && comparePositions(position, head) >= 0)) return 0;
  const [from, to] = [position === null ? 0 : ordinalIn(position), ordinalIn(head)];
  if (from !== null && to !== null) return to - from;
  return (await log.readAll({ limit: READ_EVENTS_MAX, ...(position !== null && { after: position }) })).length;
}
