import { describe, expect, it } from '@jest/globals';
import { dayNumber, fromDayNumber } from '../calendar-date.ts';
import { calendarAsKnown } from './as-known.ts';
import { fileRows } from './calendar-file.fixture.ts';
import { isWeekend, weekday, weekdayOf, weekdaysUpTo } from './plain-week.ts';
import { workingDayCount } from './working-calendar.ts';

const known = () => calendarAsKnown({ national: fileRows }, '2099-12-31');
const add = (from: string, count: number): string => fromDayNumber(known().add(dayNumber(from), workingDayCount(count)));
const between = (from: string, to: string): number => known().between(dayNumber(from), dayNumber(to));

describe('the plain week', () => {
  it('knows Monday from Sunday by the dates themselves', () => {
    expect(weekday(dayNumber('2026-01-05'))).toBe(0);
    expect(weekday(dayNumber('1900-01-07'))).toBe(6);
    const week = [0, 1, 2, 3, 4, 5, 6].map((day) => isWeekend(dayNumber('2026-01-05') + day));
    expect(week).toEqual([false, false, false, false, false, true, true]);
  });
  it('counts weekdays and finds the one on which a count is reached', () => {
    for (let day = -1_000; day < 1_000; day++) {
      expect(weekdaysUpTo(day) - weekdaysUpTo(day - 1)).toBe(isWeekend(day) ? 0 : 1);
      if (!isWeekend(day)) expect(weekdayOf(weekdaysUpTo(day))).toBe(day);
    }
  });
});

describe('working days', () => {
  it('are counted from the day after', () => {
    expect([add('2026-11-26', 1), add('2026-11-27', 1), add('2026-11-28', 1), add('2026-11-29', 1)]).toEqual([
      ...['2026-11-27', '2026-11-30', '2026-11-30', '2026-11-30'],
    ]);
    expect([add('2026-11-26', 0), add('2026-11-28', 0)]).toEqual(['2026-11-26', '2026-11-30']);
  });
  it('leave out Tết, and take a make-up Saturday in', () => {
    expect([add('2026-02-13', 1), add('2026-02-12', 3)]).toEqual(['2026-02-23', '2026-02-24']);
    expect([add('2026-08-21', 1), add('2026-08-28', 1)]).toEqual(['2026-08-22', '2026-09-03']);
    expect([between('2026-08-21', '2026-08-24'), between('2026-08-28', '2026-09-03')]).toEqual([2, 1]);
  });
  it('are counted alike before the first row, between the rows and after the last', () => {
    expect([add('2019-12-30', 1), add('2019-12-31', 1), add('2019-06-03', 5)]).toEqual(['2019-12-31', '2020-01-02', '2019-06-10']);
    expect([add('2027-09-01', 1), add('2027-09-02', 1), add('2030-06-03', 5)]).toEqual(['2027-09-03', '2027-09-03', '2030-06-10']);
    expect([between('2019-12-27', '2020-01-02'), between('2027-08-31', '2030-06-03'), between('2031-01-06', '2031-01-13')]).toEqual([
      3, 718, 5,
    ]);
    expect(between('2026-11-30', '2026-11-26')).toBe(-2);
  });
  it('are found before and after a day', () => {
    const near = (date: string) => [known().onOrBefore(dayNumber(date)), known().onOrAfter(dayNumber(date))].map(fromDayNumber);
    expect(near('2026-02-18')).toEqual(['2026-02-13', '2026-02-23']);
    expect(near('2026-08-22')).toEqual(['2026-08-22', '2026-08-22']);
    expect(near('2031-01-05')).toEqual(['2031-01-03', '2031-01-06']);
  });
  it('are at most 5,000, and whole', () => {
    for (const count of [-1, 0.5, 5_001, Number.NaN, Infinity]) expect(() => add('2026-01-05', count)).toThrow(/0 to 5000/);
    expect(add('2026-01-05', 5_000)).toBe('2045-03-23');
  });
  it('are the plain week’s where there are no rows', () => {
    const plain = calendarAsKnown({ national: [] }, '2026-11-26');
    const from = dayNumber('2025-12-31');
    expect(fromDayNumber(plain.add(from, workingDayCount(1)))).toBe('2026-01-01');
    expect(plain.between(from, from + 365)).toBe(261);
  });
});
