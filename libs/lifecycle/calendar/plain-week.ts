/** The plain Monday-to-Friday week, by arithmetic. Days are numbers since 1970-01-01, a Thursday. */
const MONDAY_OF_DAY_0 = 3;

/** 0: Monday … 6: Sunday. */
export const weekday = (day: number): number => (((day + MONDAY_OF_DAY_0) % 7) + 7) % 7;

export const isWeekend = (day: number): boolean => weekday(day) >= 5;

/** Weekdays from Monday 1969-12-29 to the day, both included; negative before. */
export const weekdaysUpTo = (day: number): number => Math.floor((day + MONDAY_OF_DAY_0) / 7) * 5 + Math.min(weekday(day) + 1, 5);

/** The weekday on which that count is reached: the inverse of `weekdaysUpTo`. */
export function weekdayOf(count: number): number {
  const weeks = Math.floor((count - 1) / 5);
  return weeks * 7 + (count - 1 - weeks * 5) - MONDAY_OF_DAY_0;
}
