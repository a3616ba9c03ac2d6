import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayNumber, fromDayNumber } from '../calendar-date.ts';
import { plainWeek } from '../calendar/plain-week.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import { type Limit, reckon, type Still } from './reckoning.ts';

/** Counts one day after the other, as a clerk does on a wall calendar. */
function slowly(
  { unit, count }: { readonly unit: string; readonly count: number },
  start: number,
  stills: readonly Still[],
  today: number,
) {
  const stands = (day: number): boolean => stills.some(({ from, to }) => from <= day && day < (to ?? today + 1));
  const counts = (day: number): boolean => !stands(day) && (unit === 'calendar' || !plainWeek.isOff(day));
  let used = 0;
  for (let day = start + 1; day <= today; day++) if (counts(day)) used++;
  let due = start;
  for (let left = count; left > 0; due++) if (counts(due + 1)) left--;
  return { due, given: count, used, left: count - used };
}

const START = dayNumber('2022-03-01');
const day = (from: number, to: number) => fc.integer({ min: START + from, max: START + to });
const still = fc.record({ from: day(-5, 60), length: fc.option(fc.integer({ min: 1, max: 25 }), { freq: 6, nil: null }) });
const stills = fc.array(still, { maxLength: 4 });
const limit = fc.record({ unit: fc.constantFrom('calendar' as const, 'working' as const), count: fc.integer({ min: 1, max: 40 }) });

describe('a term whose clock may stand still', () => {
  it('is counted as one counts on a wall calendar', () => {
    fc.assert(
      fc.property(limit, stills, day(0, 90), (given, stretches, today) => {
        const known = stretches
          .filter(({ from }) => from <= today)
          .map(({ from, length }): Still => ({ from, to: length === null || from + length > today ? null : from + length }));
        expect(reckon(given, START, known, { today, calendar: plainWeek })).toEqual(slowly(given, START, known, today));
      }),
      { numRuns: 2_000, seed: 20_221_015 },
    );
  });

  it('that is a day of the year stays where it is, and only its used days leave out what stood still', () => {
    const at = { today: START + 10, calendar: plainWeek };
    const fixed: Limit = { unit: 'fixed', day: START + 30 };
    expect(reckon(fixed, START, [], at)).toEqual({ due: START + 30, given: null, used: 10, left: 20 });
    expect(reckon(fixed, START, [{ from: START + 5, to: null }], at)).toEqual({ due: START + 30, given: null, used: 4, left: 20 });
  });

  it('over before the clock stood still stays over by as many days', () => {
    const given: Limit = { unit: 'calendar', count: 15 };
    const late = { due: START + 15, given: 15, used: 17, left: -2 };
    for (const today of [START + 17, START + 30])
      expect(reckon(given, START, [{ from: START + 18, to: null }], { today, calendar: plainWeek })).toEqual(late);
  });

  it('in working days asks the calendar that it is given', () => {
    const holiday = dayNumber('2022-04-11');
    const calendar: WorkingCalendar = { ...plainWeek, add: (from, count) => plainWeek.add(from, count) + (from < holiday ? 1 : 0) };
    const given: Limit = { unit: 'working', count: 2 };
    const { due } = reckon(given, dayNumber('2022-04-07'), [], { today: dayNumber('2022-04-08'), calendar });
    expect(fromDayNumber(due)).toBe('2022-04-12');
  });
});
