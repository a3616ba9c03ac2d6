import type { Explanation, FigureUnit } from '#contracts/explanations';
import type { TFunction } from 'i18next';
import { formatCount, formatMoney, formatPercentOf, type Language, type MoneyUnit, NO_FIGURE } from '../format/numbers.ts';

/** The figure as its table prints it, with its unit. */
export function printResult({ unit, result, ratio }: Explanation, language: Language, t: TFunction): string {
  if (result === null) return NO_FIGURE;
  if (ratio !== null) return `${formatPercentOf(ratio.numerator, ratio.denominator, language)} %`;
  return unit === 'count' ? formatCount(result, language) : `${formatMoney(result, 'billion', language)} ${t('unit.billion')}`;
}

/** A sum in the reader's unit; a count as it is. */
export const printSum = (sum: number, { of, unit, language }: SumPrint): string =>
  of === 'count' ? formatCount(sum, language) : formatMoney(sum, unit, language);

/** With its sign, plus too. */
export const printEffect = (sum: number, print: SumPrint): string => `${sum > 0 ? '+' : ''}${printSum(sum, print)}`;

export interface SumPrint {
  readonly of: FigureUnit;
  readonly unit: MoneyUnit;
  readonly language: Language;
}

/** A difference of percentages: `+21,5`. */
export function printPoints(change: number, language: Language): string {
  const tenths = formatPercentOf(Math.round(change * 10_000), 1_000_000, language);
  return `${change > 0 ? '+' : ''}${tenths}`;
}
