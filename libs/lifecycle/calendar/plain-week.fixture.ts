import type { WorkingCalendar } from './working-calendar.ts';
import { WorkingWeek } from './working-week.ts';

const week = new WorkingWeek({ version: 'plain-week', counted: [], expected: [] });

/** Monday to Friday, no holiday. A plain object, so that a test may change a part of it. */
export const plainWeek: WorkingCalendar = {
  version: week.version,
  isOff: (day) => week.isOff(day),
  rowOf: (day) => week.rowOf(day),
  add: (from, count) => week.add(from, count),
  between: (from, to) => week.between(from, to),
  onOrBefore: (day) => week.onOrBefore(day),
  onOrAfter: (day) => week.onOrAfter(day),
  expectedBetween: (from, to) => week.expectedBetween(from, to),
};
