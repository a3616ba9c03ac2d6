import { describe, expect, it } from '@jest/globals';
import { formatDay, formatInstant, parseDay } from './dates.ts';

describe('a day', () => {
  it.each([
    ['30/09/2022', '2022-09-30'],
    [' 1/2/2022 ', '2022-02-01'],
    ['30-9-2022', '2022-09-30'],
    ['2022-09-30', '2022-09-30'],
    ['29/02/2024', '2024-02-29'],
  ])('typed as %s is %s', (typed, day) => expect(parseDay(typed)).toBe(day));

  it.each(['29/02/2023', '31/04/2022', '2022', '', '30/09/22', '09/30/2022'])('"%s" is no day', (typed) =>
    expect(parseDay(typed)).toBeNull(),
  );

  it('is printed as dd/MM/yyyy', () => expect(formatDay('2022-09-30')).toBe('30/09/2022'));
});

it('tells an instant by the clock of Vietnam', () => {
  expect(formatInstant('2022-09-30T17:30:00.000Z')).toBe('01/10/2022 00:30:00');
});
