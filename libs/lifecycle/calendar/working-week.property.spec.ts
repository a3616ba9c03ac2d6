import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayNumber, fromDayNumber } from '../calendar-date.ts';
import { calendarAsKnown } from './as-known.ts';
import { fileRows } from './calendar-file.fixture.ts';
import type { CalendarDay, CalendarDayKind } from './calendar.events.ts';
import { isWeekend, weekdaysUpTo } from './plain-week.ts';
import { type WorkingCalendar, workingDayCount } from './working-calendar.ts';

const [FIRST, LAST] = [dayNumber('1990-01-01'), dayNumber('2100-12-31')];
/** Every announcement is known. */
const AFTER_ALL = '2099-12-31';
const announced = calendarAsKnown({ national: fileRows }, AFTER_ALL);

/** Straight from the file: off on a weekend without a make-up row, and on any other row that is not only expected. */
const off: ReadonlySet<string> = new Set(
  fileRows.flatMap(({ date, kind, status }) => (kind === 'makeup-working' || status === 'unverified' ? [] : [date])),
);
const madeUp: ReadonlySet<string> = new Set(
  fileRows.flatMap(({ date, kind, status }) => (kind === 'makeup-working' && status !== 'unverified' ? [date] : [])),
);

/** A calendar with rows of any kind on any day, on a stretch of two months, so that they crowd. */
const crowded = fc
  .tuple(fc.integer({ min: FIRST, max: LAST - 60 }), fc.array(fc.tuple(fc.nat(60), fc.nat(4)), { maxLength: 40 }))
  .map(([start, picked]) => {
    const kinds: readonly CalendarDayKind[] = ['holiday', 'compensatory', 'swapped-off', 'makeup-working', 'closure'];
    const rows = picked.map(([offset, kind]) => row(fromDayNumber(start + offset), kinds[kind] ?? 'holiday'));
    return { start, calendar: calendarAsKnown({ national: rows }, AFTER_ALL) };
  });
const row = (date: string, kind: CalendarDayKind): CalendarDay => ({
  ...{ date, kind, name: 'x', basis: 'x', documentNo: null, announcedOn: '1990-01-01', status: 'verified', source: null },
});
const near = fc.integer({ min: -30, max: 100 });
const count = fc.integer({ min: 0, max: 60 });

/** Day by day, the way one counts on fingers. */
function slowAdd(calendar: WorkingCalendar, from: number, days: number): number {
  let day = from;
  if (days === 0) while (calendar.isOff(day)) day += 1;
  for (let left = days; left > 0;) {
    day += 1;
    if (!calendar.isOff(day)) left -= 1;
  }
  return day;
}

const property = <Ts>(checked: fc.IProperty<Ts>): void => fc.assert(checked, { numRuns: 500 });

describe('counting working days, whatever the rows', () => {
  it('never lands on a day off', () =>
    property(
      fc.property(crowded, near, count, ({ start, calendar }, at, days) => {
        expect(calendar.isOff(calendar.add(start + at, workingDayCount(days)))).toBe(false);
        expect(calendar.isOff(calendar.onOrBefore(start + at))).toBe(false);
        expect(calendar.isOff(calendar.onOrAfter(start + at))).toBe(false);
      }),
    ));
  it('is monotone: a later start or a greater count never falls earlier', () =>
    property(
      fc.property(crowded, near, count, ({ start, calendar }, at, days) => {
        const due = calendar.add(start + at, workingDayCount(days));
        expect(calendar.add(start + at + 1, workingDayCount(days))).toBeGreaterThanOrEqual(due);
        expect(calendar.add(start + at, workingDayCount(days + 1))).toBeGreaterThan(due - (days === 0 ? 1 : 0));
        expect(due).toBeGreaterThanOrEqual(start + at + days);
      }),
    ));
  it('is undone by counting back', () =>
    property(
      fc.property(crowded, near, count, near, ({ start, calendar }, at, days, other) => {
        const from = calendar.onOrAfter(start + at);
        expect(calendar.between(from, calendar.add(from, workingDayCount(days)))).toBe(days);
        const to = calendar.onOrAfter(start + other);
        const passed = calendar.between(from, to);
        expect(calendar.between(to, from)).toBe(passed === 0 ? 0 : -passed);
        if (passed >= 0) expect(calendar.add(from, passed)).toBe(to);
      }),
    ));
  it('is the same as counting day by day', () =>
    property(
      fc.property(crowded, near, count, ({ start, calendar }, at, days) => {
        expect(calendar.add(start + at, workingDayCount(days))).toBe(slowAdd(calendar, start + at, days));
      }),
    ));
  it('goes to the nearest working day before or after', () =>
    property(
      fc.property(crowded, near, ({ start, calendar }, at) => {
        const [before, after] = [calendar.onOrBefore(start + at), calendar.onOrAfter(start + at)];
        expect(before <= start + at && start + at <= after).toBe(true);
        if (!calendar.isOff(start + at)) expect([before, after]).toEqual([start + at, start + at]);
        else expect(calendar.between(before, after)).toBe(1);
      }),
    ));
  it('counts over a century, and no further than a deadline can reach', () => {
    const [from, to] = [FIRST, LAST];
    const weekdaysOff = [...off].filter((date) => !isWeekend(dayNumber(date))).length;
    expect(announced.between(from, to)).toBe(weekdaysUpTo(to) - weekdaysUpTo(from) - weekdaysOff + madeUp.size);
    for (const days of [-1, 0.5, 5_001, Number.NaN]) expect(() => announced.add(from, workingDayCount(days))).toThrow(RangeError);
    expect(announced.add(to - 8_000, workingDayCount(5_000))).toBe(slowAdd(announced, to - 8_000, 5_000));
  });
});

function worked(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return day === 0 || day === 6 ? madeUp.has(date) : !off.has(date);
}

describe('the calendar file, all announcements known', () => {
  it('gives the same as counting in the file, for every pair of days from 2020 to 2026', () => {
    const dates: string[] = [];
    for (let at = Date.UTC(2020, 0, 1); at <= Date.UTC(2026, 11, 31); at += 86_400_000) dates.push(new Date(at).toISOString().slice(0, 10));
    const works = dates.map(worked);
    const start = dayNumber('2020-01-01');
    let [pairs, wrong] = [0, 0];
    for (let from = 0; from < dates.length; from++) {
      let passed = 0;
      for (let to = from; to < dates.length; to++) {
        if (to > from && works[to]) passed += 1;
        pairs += 1;
        if (announced.between(start + from, start + to) !== passed) wrong += 1;
        if (announced.between(start + to, start + from) !== 0 - passed) wrong += 1;
        if (works[to] && to > from && announced.add(start + from, workingDayCount(passed)) !== start + to) wrong += 1;
      }
    }
    expect({ days: dates.length, pairs, wrong }).toEqual({ days: 2_557, pairs: 3_270_403, wrong: 0 });
  });
  it('works the days that state bodies worked', () => {
    const perYear = Object.fromEntries(
      [2020, 2021, 2022, 2023, 2024, 2025, 2026].map((year) => [
        year,
        announced.between(dayNumber(`${year}-01-01`) - 1, dayNumber(`${year}-12-31`)),
      ]),
    );
    expect(perYear).toEqual({ 2020: 252, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 250, 2026: 250 });
  });
});
