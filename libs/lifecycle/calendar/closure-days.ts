/** A province's offices are closed from one day to another: one row a day, so that a day can be taken back by itself. */
import { addDays, days, daysBetween } from '../calendar-date.ts';
import type { Day } from '../fields.events.ts';
import { Refusal } from '../refusal.ts';
import { CALENDAR_DAYS_MAX } from './calendar.decider.ts';
import type { CalendarDay } from './calendar.events.ts';

export interface Closure {
  readonly from: Day;
  /** The last day, included. */
  readonly to: Day;
  /** What people are told, Vietnamese. */
  readonly reason: string;
  readonly documentNo: string;
  readonly announcedOn: Day;
}

/** Weekends are among them: a make-up Saturday may fall there, or be announced later. @throws Refusal the days are in no order, or too many */
export function closureDays({ from, to, reason, documentNo, announcedOn }: Closure): readonly CalendarDay[] {
  const length = daysBetween(from, to) + 1;
  if (length < 1) throw new Refusal('date-order', { field: 'to', from, to });
  if (length > CALENDAR_DAYS_MAX)
    throw new Refusal('calendar-row', { row: length, date: to, field: 'to', why: 'too-many', most: CALENDAR_DAYS_MAX });
  return Array.from({ length }, (_, index) => ({
    ...{ date: addDays(from, days(index)), kind: 'closure', name: reason, basis: documentNo, documentNo, announcedOn },
    ...{ status: 'verified', source: null },
  }));
}
