/** Whether the days off at Tết, which the Prime Minister fixes each year, are announced: until then a year's calendar is not whole. */
import { dayNumber } from '../calendar-date.ts';
import type { Day } from '../fields.events.ts';
import type { CalendarDay } from './calendar.events.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/** The first day of the lunar year falls on 21 January to 20 February; at most two days off before it and four from it on. */
const windowOf = (year: number): readonly [first: Day, last: Day] => [`${year}-01-19`, `${year}-02-24`];

/** A holiday of such a date is one of Tết. */
export const isAtTet = (date: Day, year: number): boolean => date >= windowOf(year)[0] && date <= windowOf(year)[1];

/** The days off at Tết that count; those that are only expected where none does. */
export function tetDays(calendar: WorkingCalendar, year: number): readonly CalendarDay[] {
  const [first, last] = windowOf(year).map(dayNumber) as [number, number];
  const days: CalendarDay[] = [];
  for (let day = first; day <= last; day++) {
    const row = calendar.rowOf(day);
    if (row?.kind === 'holiday') days.push(row);
  }
  return days.length > 0 ? days : calendar.expectedBetween(first, last).filter(({ kind }) => kind === 'holiday');
}

/** True when a notice of the year's Tết is known. @param calendar the nation's, or any province's */
export const tetAnnounced = (calendar: WorkingCalendar, year: number): boolean =>
  tetDays(calendar, year).some(({ announcedOn, status }) => announcedOn !== null && status !== 'unverified');
