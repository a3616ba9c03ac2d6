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
  const before = knownAt === null ? null : new Date(`${addDays(knownAt, days(1))}T00:00:00.000+07:00`).toISOString();
  return ({ occurredOn = '', recordedAt = '' }) => occurredOn <= asOf && (before === null || recordedAt < before);
}
