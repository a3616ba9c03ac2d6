import type { Cause, Ground } from '#commands/spans';
import type { RecordedEvent } from '#event-log/event-log';
import { causeOf } from './cause-of.ts';

/** What follows within this time from a command goes on with its trace; what follows later is linked to it. Milliseconds. */
export const SOON_MS = 3_600_000;
const KEPT_MAX = 10_000;

export interface Seen {
  readonly cause: Cause;
  /** UTC instant */
  readonly recordedAt: string;
}

/** Causes of the events that a process read and that are not an hour old: what is done next may follow from them. */
export class RecentEvents {
  readonly #seen = new Map<string, Seen>();

  /** @param now UTC instant */
  take(events: readonly RecordedEvent[], now: string): void {
    const since = soonBefore(now);
    for (const event of events) {
      const { id, stream, type, meta } = event;
      const [cause, recordedAt = ''] = [causeOf(event), meta['recordedAt']];
      if (recordedAt < since || cause === null) continue;
      this.#keep(id, { cause, recordedAt });
      if (type === 'ResendAsked') this.#keep(stream, { cause, recordedAt });
    }
  }

  find({ stream, event }: Ground, now: string): Seen | undefined {
    const seen = this.#seen.get(event ?? stream);
    return seen !== undefined && seen.recordedAt >= soonBefore(now) ? seen : undefined;
  }

  #keep(key: string, seen: Seen): void {
    this.#seen.delete(key);
    this.#seen.set(key, seen);
    for (const oldest of this.#seen.keys()) {
      if (this.#seen.size <= KEPT_MAX) return;
      this.#seen.delete(oldest);
    }
  }
}

const soonBefore = (now: string): string => new Date(Date.parse(now) - SOON_MS).toISOString();
