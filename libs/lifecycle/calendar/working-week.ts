import { dayNumber } from '../calendar-date.ts';
import type { CalendarDay } from './calendar.events.ts';
import { isWeekend, weekdayOf, weekdaysUpTo } from './plain-week.ts';
import { type WorkingCalendar, workingDayCount, type WorkingDays } from './working-calendar.ts';

/** Working days that one deadline may count. */
const COUNT_MAX = 5_000;

export interface WeekRows {
  readonly version: string;
  /** The rows that count, one a date. */
  readonly counted: readonly CalendarDay[];
  /** Rows that are shown only, by date. */
  readonly expected: readonly CalendarDay[];
}

/**
 * The plain week and the rows that differ from it. Between the first and the last row everything is counted out once, in two arrays;
 * before and after them arithmetic suffices. So `add` and `between` take the same few steps for any day and any count.
 */
export class WorkingWeek implements WorkingCalendar {
  readonly version: string;
  readonly #rows: ReadonlyMap<number, CalendarDay>;
  readonly #expected: readonly { readonly day: number; readonly row: CalendarDay }[];
  /** The day before the stretch that is counted out; its first and last day differ from the plain week, or there is none. */
  readonly #before: number;
  /** Weekdays up to and including the day before. */
  readonly #base: number;
  /** Working days of the stretch up to and including its n-th day. */
  readonly #upTo: Int32Array;
  /** The working days of the stretch. */
  readonly #working: Int32Array;

  constructor({ version, counted, expected }: WeekRows) {
    this.version = version;
    this.#rows = new Map(counted.map((row) => [dayNumber(row.date), row]));
    this.#expected = expected.map((row) => ({ day: dayNumber(row.date), row }));
    const days = [...this.#rows.keys()].sort((a, b) => a - b);
    const [first = 0, last = -1] = [days[0], days.at(-1)];
    this.#before = first - 1;
    this.#base = weekdaysUpTo(this.#before);
    this.#upTo = new Int32Array(last - first + 1);
    const working: number[] = [];
    for (let day = first; day <= last; day++) {
      if (!this.isOff(day)) working.push(day);
      this.#upTo[day - first] = working.length;
    }
    this.#working = Int32Array.from(working);
  }

  isOff(day: number): boolean {
    const row = this.#rows.get(day);
    return row === undefined ? isWeekend(day) : row.kind !== 'makeup-working';
  }

  rowOf(day: number): CalendarDay | undefined {
    return this.#rows.get(day);
  }

  add(from: number, count: WorkingDays): number {
    if (!Number.isInteger(count) || count < 0 || count > COUNT_MAX)
      throw new RangeError(`working days are a whole number from 0 to ${COUNT_MAX}, not ${count}`);
    return count === 0 ? this.onOrAfter(from) : this.#reached(this.#count(from) + count);
  }

  between(from: number, to: number): WorkingDays {
    return workingDayCount(this.#count(to) - this.#count(from));
  }

  onOrBefore(day: number): number {
    return this.#reached(this.#count(day));
  }

  onOrAfter(day: number): number {
    return this.#reached(this.#count(day - 1) + 1);
  }

  expectedBetween(from: number, to: number): readonly CalendarDay[] {
    return this.#expected.flatMap(({ day, row }) => (day >= from && day <= to ? [row] : []));
  }

  /** Working days up to and including the day, counted from a Monday long ago. */
  #count(day: number): number {
    const nth = day - this.#before;
    if (nth <= 0) return weekdaysUpTo(day);
    if (nth <= this.#upTo.length) return this.#base + (this.#upTo[nth - 1] ?? 0);
    return weekdaysUpTo(day) - this.#shift;
  }

  /** The working day on which that count is reached. */
  #reached(count: number): number {
    const nth = count - this.#base;
    if (nth <= 0) return weekdayOf(count);
    return this.#working[nth - 1] ?? weekdayOf(count + this.#shift);
  }

  /** Weekdays of the stretch that are off, less its weekend days that are worked. */
  get #shift(): number {
    return weekdaysUpTo(this.#before + this.#upTo.length) - this.#base - this.#working.length;
  }
}
