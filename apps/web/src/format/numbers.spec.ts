import { describe, expect, it } from '@jest/globals';
import { formatCount, formatGrowth, formatMoney, formatPercentOf, NO_FIGURE } from './numbers.ts';

describe('money on the screen', () => {
  it.each([
    [174_300_000_000, 'billion', 'vi', '174,3'],
    [174_300_000_000, 'billion', 'en', '174.3'],
    [73_680_000_000, 'billion', 'vi', '73,7'],
    [50_000_000, 'billion', 'vi', '0,1'],
    [49_999_999, 'billion', 'vi', '0,0'],
    [1_234_567_890_000, 'million', 'vi', '1.234.567,9'],
    [310_000_000, 'dong', 'vi', '310.000.000'],
    [-310_000_000, 'dong', 'en', '−310,000,000'],
    [-250_000_000, 'billion', 'vi', '−0,2'],
    [-260_000_000, 'billion', 'vi', '−0,3'],
    [-50_000_000, 'billion', 'vi', '0,0'],
    [1_000_000_000_000_000, 'billion', 'vi', '1.000.000,0'],
  ] as const)('%d đồng in %s for %s reads %s', (vnd, unit, language, text) => {
    expect(formatMoney(vnd, unit, language)).toBe(text);
  });

  it('shows a dash for a figure that does not exist', () => {
    expect(formatMoney(null, 'billion', 'vi')).toBe(NO_FIGURE);
    expect(formatPercentOf(1, 0, 'vi')).toBe(NO_FIGURE);
  });
});

describe('percentages on the screen', () => {
  it('rounds once, from the đồng', () => {
    expect(formatPercentOf(73_680_000_000, 174_300_000_000, 'vi')).toBe('42,3');
    // 42.24996 % would become 42.2500 with four decimals and then, wrongly, 42.3.
    expect(formatPercentOf(4_224_996, 10_000_000, 'vi')).toBe('42,2');
  });

  it('says how much more or less than a year ago', () => {
    expect(formatGrowth(73_680_000_000, 34_620_000_000, 'vi')).toBe('112,8');
    expect(formatGrowth(50, 100, 'en')).toBe('−50.0');
  });
});

it('groups thousands the way each language does', () => {
  expect(formatCount(6421, 'vi')).toBe('6.421');
  expect(formatCount(1_234_567, 'en')).toBe('1,234,567');
});
