import type { Cause } from '#commands/spans';
import type { RecordedEvent } from '#event-log/event-log';
import { causeOf } from './cause-of.ts';

/** What a projector took at a time: it works in a thread of its own, and its span is made elsewhere. */
export interface Batch {
  readonly events: number;
  /** Commands that wrote them, `LINKS_MAX` at most. */
  readonly causes: readonly Cause[];
  /** Milliseconds since 1970 */
  readonly beganMs: number;
  readonly endedMs: number;
}

const LINKS_MAX = 32;

export function batchOf(events: readonly RecordedEvent[], tookMs: number): Batch {
  const causes = new Map<string, Cause>();
  for (const event of events) {
    if (causes.size === LINKS_MAX) break;
    const cause = causeOf(event);
    if (cause !== null) causes.set(cause.commandId, cause);
  }
  const endedMs = Date.now();
  return { events: events.length, causes: [...causes.values()], beganMs: endedMs - tookMs, endedMs };
}
