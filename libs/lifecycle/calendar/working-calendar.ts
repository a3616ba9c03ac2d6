import type { CalendarDay } from './calendar.events.ts';

declare const workingDays: unique symbol;
/** A count of working days (ngày làm việc); never converts into `CalendarDays` by itself. */
export type WorkingDays = number & { readonly [workingDays]: true };
export const workingDayCount = (count: number): WorkingDays => count as WorkingDays;

/** The working week of one province as known on one day. Days are numbers since 1970-01-01. */
export interface WorkingCalendar {
  /** Names the rows that count: equal versions give equal deadlines. Short, of `[A-Za-z0-9.+-]`. */
  readonly version: string;
  isOff(day: number): boolean;
  /** The row that makes the day what it is, the province's before the nation's; undefined: the plain week. */
  rowOf(day: number): CalendarDay | undefined;
  /**
   * The day on which the n-th working day after `from` falls: `from` itself is not counted (BLDS 2015 art. 147(1), unverified). 0: the
   * day itself, or the next working day when it is off.
   * @throws RangeError a count that is no whole number of 0 to 5,000
   */
  add(from: number, count: WorkingDays): number;
  /** Working days after `from` up to and including `to`; negative when `to` is earlier. The inverse of `add` on working days. */
  between(from: number, to: number): WorkingDays;
  /** The day itself when it is worked, else the last one before it. */
  onOrBefore(day: number): number;
  /** The day itself when it is worked, else the next one. */
  onOrAfter(day: number): number;
  /** Expected rows that are shown but not counted, between two days. */
  expectedBetween(from: number, to: number): readonly CalendarDay[];
}
