import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, days, daysBetween, fromDayNumber, isDate, sameDayLastYear } from './calendar-date.ts';

describe('calendar dates', () => {
  it('knows which days exist', () => {
    for (const day of ['2024-02-29', '1900-01-01', '2200-12-31']) expect(isDate(day)).toBe(true);
    for (const day of [
      '2022-02-29',
      '2022-13-01',
      '2022-00-10',
      '2022-1-1',
      '22-01-01',
      '2022-01-01T00:00',
      '01/01/2022',
      '0000-00-00',
      '1899-12-31',
      '2201-01-01',
    ])
      expect(isDate(day)).toBe(false);
  });
  it('counts plain days there and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: -4_000, max: 4_000 }), (start, count) => {
        const from = fromDayNumber(start);
        expect(daysBetween(from, addDays(from, days(count)))).toBe(count);
      }),
      { seed: 2 },
    );
  });
  it('takes 28 February for the same period of 29 February', () => {
    expect(sameDayLastYear('2024-02-29')).toBe('2023-02-28');
    expect(sameDayLastYear('2022-09-30')).toBe('2021-09-30');
  });
});
