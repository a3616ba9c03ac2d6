/**
 * Money is whole đồng in a safe integer, at most 10^15 either way. Every result is checked, so no đồng is lost in silence;
 * rates go through bigint. Rounding exists only for showing (`libs/reports`), never here.
 */

/**
 * Whole đồng.
 * @asType integer
 * @minimum -1000000000000000
 * @maximum 1000000000000000
 */
export type Dong = number;

export const DONG_MAX = 1_000_000_000_000_000;

export const isDong = (value: unknown): value is Dong => Number.isSafeInteger(value) && Math.abs(value as number) <= DONG_MAX;

/** @throws RangeError not a whole number of đồng within ±10^15 */
export function dong(value: number): Dong {
  if (!isDong(value)) throw new RangeError(`not an amount of đồng: ${value}`);
  return value;
}

/** @throws RangeError the sum leaves ±10^15 */
export const sum = (...amounts: readonly Dong[]): Dong => dong(amounts.reduce((a, b) => dong(a + b), 0));

/**
 * What amounts come to, to be compared with an amount of đồng and never stored: unlike `sum` it may leave ±10^15, so that somebody's
 * list of amounts can be refused for its total.
 */
export const sumUp = (amounts: readonly Dong[]): number => amounts.reduce((a, b) => a + b, 0);

export const subtract = (from: Dong, amount: Dong): Dong => dong(from - amount);

/** `part` is over `percent` % of `whole`, by integers. `percent` may have up to 4 decimals. */
export function exceedsPercent(part: Dong, percent: number, whole: Dong): boolean {
  return BigInt(part) * 1_000_000n > BigInt(Math.round(percent * 10_000)) * BigInt(whole);
}

/** `percent` % of `amount`, rounded down to whole đồng: a ceiling never rounds up. `percent` may have up to 4 decimals. */
export function percentOf(percent: number, amount: Dong): Dong {
  return dong(Number((BigInt(Math.round(percent * 10_000)) * BigInt(amount)) / 1_000_000n));
}
