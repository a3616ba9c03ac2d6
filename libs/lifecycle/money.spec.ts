import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DONG_MAX, dong, exceedsPercent, percentOf, subtract, sum } from './money.ts';

describe('money', () => {
  it('is whole đồng within 10^15', () => {
    expect(dong(DONG_MAX)).toBe(1e15);
    for (const wrong of [1.5, Number.NaN, Infinity, DONG_MAX + 1, -DONG_MAX - 1, 2 ** 53]) expect(() => dong(wrong)).toThrow(RangeError);
  });
  it('refuses sums that leave the range', () => {
    expect(sum(1, 2, 3)).toBe(6);
    expect(() => sum(DONG_MAX, 1)).toThrow(RangeError);
    expect(() => subtract(-DONG_MAX, 1)).toThrow(RangeError);
  });
  it('compares with a percentage by integers', () => {
    expect(exceedsPercent(70, 70, 100)).toBe(false);
    expect(exceedsPercent(71, 70, 100)).toBe(true);
    expect(exceedsPercent(700_000_000_000_001, 70, DONG_MAX)).toBe(true);
  });
  it('agrees with exact arithmetic for every amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: DONG_MAX }), fc.integer({ min: 0, max: 1_000_000 }), (amount, basisPoints) => {
        const percent = basisPoints / 10_000;
        const most = percentOf(percent, amount);
        expect(BigInt(most)).toBe((BigInt(basisPoints) * BigInt(amount)) / 1_000_000n);
        expect(exceedsPercent(most, percent, amount)).toBe(false);
        if (most < DONG_MAX) expect(exceedsPercent(most + 1, percent, amount)).toBe(true);
      }),
      { seed: 1, numRuns: 2_000 },
    );
  });
});
