import type { StepNow } from '#lifecycle/obligation/ladder-steps';
import type { ReminderItem } from '#lifecycle/reminder/reminder.events';
import type { OpenRow } from './due-rows.ts';
import type { Addressee, Looked } from './look.ts';

/** Items of one message: the event stays well under the log's 256 KiB. What is over it waits for the next working day. */
export const ITEMS_MAX = 300;

/** What one recipient gets on one day. */
export interface Digest {
  readonly to: Addressee;
  readonly items: readonly ReminderItem[];
}

/** `today`: later today, when their hours begin. */
export type When = 'now' | 'today' | 'another-day';

export interface DayLimits {
  /** When they may be written to: on their working day, within the hours. */
  when(to: Addressee): When;
  /** Whether they have a message of this day already. */
  hasOne(to: Addressee): boolean;
}

/** Gathers what is to be said on one day into one message a recipient. Pure: it asks `limits` alone. */
export class DayPlan {
  readonly #digests = new Map<string, { readonly to: Addressee; readonly items: ReminderItem[] }>();
  readonly #rows = new Map<string, string[]>();

  constructor(private readonly limits: DayLimits) {}

  /** When part of it must be looked at again; `now`: all of it is taken. */
  add(row: OpenRow, { sends }: Looked): When {
    const waits = sends.map(({ to, step }) => {
      const when = this.limits.hasOne(to) ? 'another-day' : this.limits.when(to);
      return when === 'now' && !this.#put(row, to, step) ? 'another-day' : when;
    });
    return waits.includes('today') ? 'today' : waits.includes('another-day') ? 'another-day' : 'now';
  }

  digests(): readonly Digest[] {
    return [...this.#digests.values()];
  }

  /** The obligations of a message, each by `placeOf`. */
  placesIn({ to }: Digest): readonly string[] {
    return this.#rows.get(keyOf(to)) ?? [];
  }

  #put(row: OpenRow, to: Addressee, step: StepNow): boolean {
    const key = keyOf(to);
    let digest = this.#digests.get(key);
    if (digest === undefined) {
      this.#digests.set(key, (digest = { to, items: [] }));
      this.#rows.set(key, []);
    }
    if (digest.items.length === ITEMS_MAX) return false;
    digest.items.push(itemOf(row, step));
    this.#rows.get(key)?.push(placeOf(row));
    return true;
  }
}

/** Names an open obligation in the clock's tables. */
export const placeOf = ({ n, obligation }: Pick<OpenRow, 'n' | 'obligation'>): string => `${n} ${obligation}`;

const keyOf = ({ recipient, channel }: Addressee): string => `${channel}~${recipient}`;

export const itemOf = (row: OpenRow, { step, on, late, skipped }: StepNow): ReminderItem => ({
  project: row.project,
  code: row.code,
  obligation: row.obligation,
  kind: row.kind,
  step,
  on,
  due: row.due,
  late,
  skipped,
  rule: row.rule,
  ladder: row.ladder,
  calendar: row.calendar,
  startedBy: row.event,
});
