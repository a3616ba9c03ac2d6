/** The rows of one layer of the calendar: everything that was set, each with the stretch of days in which it is known. */
import type { Day } from '../fields.events.ts';
import type { CalendarDay, CalendarEvent } from './calendar.events.ts';

/** A row that was set. Plain data: a database may keep it as JSON. */
export interface KeptDay extends CalendarDay {
  /** First day on which it is no longer known so: a later notice took its place, or it was taken back; null: it still is. */
  readonly until: Day | null;
  /** Why it was taken back; null: it was not. */
  readonly revoked: string | null;
}

/** Rows as `calendarAsKnown` takes them: those of a layer, or of a file as they stand. */
export type KnownDay = CalendarDay & { readonly until?: Day | null };

/** True of what counts once it is known; what is only expected never does. */
export const counts = ({ status }: CalendarDay): boolean => status !== 'unverified';

/** Known on a day: announced by then (what the law fixes always is), and not yet replaced or taken back. */
export const isKnown = ({ announcedOn, until }: KnownDay, on: Day): boolean =>
  (announcedOn === null || announcedOn <= on) && (until === undefined || until === null || on < until);

/** The layer after an event. @param on business day of the event: what is taken back is known until then */
export function afterEvent(days: readonly KeptDay[], event: CalendarEvent, on: Day): readonly KeptDay[] {
  if (event.type === 'CalendarDaysSet') {
    return event.data.days.reduce(withDay, days).toSorted(byDate);
  }
  const { date, reason } = event.data;
  return days.map((day) => (day.date === date && day.until === null ? { ...day, until: on, revoked: reason } : day));
}

/** A later notice ends the row before it on the day of the notice; any other row of the same date corrects it, and it is gone. */
function withDay(days: readonly KeptDay[], day: CalendarDay): readonly KeptDay[] {
  const { announcedOn } = day;
  const others = days.flatMap((one) => {
    if (one.date !== day.date || one.until !== null) return [one];
    return announcedOn !== null && announcedOn > (one.announcedOn ?? '') ? [{ ...one, until: announcedOn }] : [];
  });
  return [...others, { ...day, until: null, revoked: null }];
}

/** The rows that hold now, by date. */
export const currentDays = (days: readonly KeptDay[]): ReadonlyMap<Day, KeptDay> =>
  new Map(days.flatMap((day) => (day.until === null ? [[day.date, day]] : [])));

const FIELDS = ['date', 'kind', 'name', 'basis', 'documentNo', 'announcedOn', 'status', 'source'] as const satisfies (keyof CalendarDay)[];

export const sameDay = (a: CalendarDay, b: CalendarDay): boolean => FIELDS.every((field) => a[field] === b[field]);

/** Rows of one date stay in the order in which they were set. */
export const byDate = (a: CalendarDay, b: CalendarDay): number => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0);
