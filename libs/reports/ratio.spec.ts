import { describe, expect, it } from '@jest/globals';
import { percentageOf, printedPercent, printedTy } from './ratio.ts';

describe('a percentage', () => {
  it('is rounded half up to 4 decimals, away from zero', () => {
    expect(percentageOf(1, 3)).toBe(33.3333);
    expect(percentageOf(2, 3)).toBe(66.6667);
    expect(percentageOf(1, 2_000_000)).toBe(0.0001);
    expect(percentageOf(-1, 2_000_000)).toBe(-0.0001);
    expect(percentageOf(1, 2_000_001)).toBe(0);
  });

  it('is exact where floats are not', () => {
    expect(percentageOf(999_999_999_999_999, 1_000_000_000_000_000)).toBe(100);
    expect(percentageOf(999_999_000_000_000, 1_000_000_000_000_000)).toBe(99.9999);
  });

  it('is none of nothing', () => {
    expect(percentageOf(5, 0)).toBeNull();
    expect(printedPercent(5, 0)).toBe('–');
  });

  it('is printed from the exact ratio, not from one that was rounded before', () => {
    expect(percentageOf(4_224_999_9, 100_000_000)).toBe(42.25);
    expect(printedPercent(4_224_999_9, 100_000_000)).toBe('42,2');
    expect(printedPercent(4_225, 10_000)).toBe('42,3');
  });
});

describe('an amount', () => {
  it('is printed in tỷ with one decimal, half up', () => {
    expect(printedTy(174_250_000_000)).toBe('174,3');
    expect(printedTy(174_249_999_999)).toBe('174,2');
    expect(printedTy(0)).toBe('0,0');
    expect(printedTy(1_234_567_000_000_000)).toBe('1.234.567,0');
  });

  it('below zero keeps its sign, and zero has none', () => {
    expect(printedTy(-50_000_000)).toBe('-0,1');
    expect(printedTy(-49_999_999)).toBe('0,0');
  });
});
