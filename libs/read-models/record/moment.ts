import { addDays, days } from '#lifecycle/calendar-date';

/** What a record is asked for: the business day, and the day whose knowledge counts (null: all that is known). */
export interface AskedMoment {
  /** YYYY-MM-DD */
  readonly asOf: string;
  /** YYYY-MM-DD, to its end in Asia/Ho_Chi_Minh */
  readonly knownAt: string | null;
}

/** True for events that had happened by `asOf` and were recorded before the end of the day `knownAt` in Asia/Ho_Chi_Minh. */
export function within({ asOf, knownAt }: AskedMoment): (meta: Readonly<Record<string, string>>) => boolean {
  const { before } = instantsOf({ from: null, to: knownAt });
  return ({ occurredOn = '', recordedAt = '' }) => occurredOn <= asOf && (before === null || recordedAt < before);
}

/** The UTC instants from which and before which days of Asia/Ho_Chi_Minh lie, both ends included; null: open. */
export function instantsOf({ from, to }: { readonly from: string | null; readonly to: string | null }): {
  readonly from: string | null;
  readonly before: string | null;
} {
  return { from: from === null ? null : beginOf(from), before: to === null ? null : beginOf(addDays(to, days(1))) };
}

const beginOf = (day: string): string => new Date(`${day}T00:00:00.000+07:00`).toISOString();
