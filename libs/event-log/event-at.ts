import type { EventLog, RecordedEvent } from './event-log.ts';
import { ordinalIn, positionOf } from './positions.ts';

/** The event at a position of a log whose positions count its events; null: there is none, or the log is of another kind. */
export async function eventAt(log: Pick<EventLog, 'readAll'>, position: string): Promise<RecordedEvent | null> {
  const ordinal = ordinalIn(position);
  if (ordinal === null) return null;
  const [event] = await log.readAll({ limit: 1, ...(ordinal > 1 && { after: positionOf(ordinal - 1) }) });
  return event?.position === position ? event : null;
}
