import { type WorkingCalendar, workingDayCount } from './working-calendar.ts';

const MOST = 5_000;
/** 1970-01-01 was a Thursday; Monday is 0. */
const weekday = (day: number): number => (((day + 3) % 7) + 7) % 7;
const isWeekend = (day: number): boolean => weekday(day) > 4;
/** Working days from a Monday long ago up to and including a day. */
const worked = (day: number): number => Math.floor((day + 3) / 7) * 5 + Math.min(weekday(day) + 1, 5);
/** The working day with that count. */
const nth = (count: number): number => Math.floor((count - 1) / 5) * 7 + ((((count - 1) % 5) + 5) % 5) - 3;

const onOrAfter = (day: number): number => (isWeekend(day) ? day + 7 - weekday(day) : day);

/** Monday to Friday, no holiday: what counts where no calendar is loaded. */
export const plainWeek: WorkingCalendar = {
  version: 'plain-week',
  isOff: isWeekend,
  rowOf: () => undefined,
  add(from, count) {
    if (!Number.isInteger(count) || count < 0 || count > MOST) throw new RangeError(`not a count of working days: ${count}`);
    return count === 0 ? onOrAfter(from) : nth(worked(from) + count);
  },
  between: (from, to) => workingDayCount(worked(to) - worked(from)),
  onOrBefore: (day) => (isWeekend(day) ? day + 4 - weekday(day) : day),
  onOrAfter,
  expectedBetween: () => [],
};
