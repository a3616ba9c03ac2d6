import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayNumber, fromDayNumber } from '../calendar-date.ts';
import { plainWeek } from './plain-week.ts';
import { workingDayCount } from './working-calendar.ts';

/** By the host's own calendar, one day after the other. */
const isWeekend = (day: number): boolean => [0, 6].includes(new Date(`${fromDayNumber(day)}T00:00:00Z`).getUTCDay());
function slowly(from: number, count: number): number {
  let day = from;
  for (let left = count; left > 0; left -= isWeekend(day) ? 0 : 1) day++;
  while (count === 0 && isWeekend(day)) day++;
  return day;
}

const day = fc.integer({ min: dayNumber('1900-01-01'), max: dayNumber('2200-12-31') });
const count = fc.integer({ min: 0, max: 60 });

describe('the plain week', () => {
  it('counts as one does day by day', () => {
    fc.assert(
      fc.property(day, count, (from, n) => {
        const to = plainWeek.add(from, workingDayCount(n));
        expect(to).toBe(slowly(from, n));
        expect(plainWeek.isOff(from)).toBe(isWeekend(from));
        if (n > 0) expect(plainWeek.between(from, to)).toBe(n);
        expect(plainWeek.between(to, from)).toBe(0 - plainWeek.between(from, to));
      }),
      { seed: 20_221_015 },
    );
  });

  it('moves off the week-end, forwards or back', () => {
    const [friday, saturday, sunday, monday] = ['2022-10-14', '2022-10-15', '2022-10-16', '2022-10-17'].map(dayNumber) as [
      number,
      number,
      number,
      number,
    ];
    expect([saturday, sunday, monday].map((one) => plainWeek.onOrAfter(one))).toEqual([monday, monday, monday]);
    expect([friday, saturday, sunday].map((one) => plainWeek.onOrBefore(one))).toEqual([friday, friday, friday]);
  });

  it.each([-1, 0.5, 5_001, NaN])('refuses to count %s days', (n) => {
    expect(() => plainWeek.add(0, workingDayCount(n))).toThrow(RangeError);
  });
});
