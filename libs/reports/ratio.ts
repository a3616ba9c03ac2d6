/** Rounding for showing: by integers, half up and away from zero (0,05 → 0,1; −0,05 → −0,1), once, from the exact ratio. */

const TY = 1_000_000_000;
const NONE = '–';

/** `part` / `whole` × 100 with at most 4 decimals; null: divisor 0. Amounts are whole numbers. */
export function percentageOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Number(rounded(BigInt(part) * 1_000_000n, BigInt(whole))) / 10_000;
}

/** The same as people read it: `42,3`; `–` when the divisor is 0. */
export function printedPercent(part: number, whole: number): string {
  return whole === 0 ? NONE : oneDecimal(rounded(BigInt(part) * 1_000n, BigInt(whole)));
}

/** đồng as tỷ (10^9): `174,3`, `1.234,5`. */
export const printedTy = (dong: number): string => oneDecimal(rounded(BigInt(dong) * 10n, BigInt(TY)));

function rounded(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const [n, d] = [magnitude(numerator), magnitude(denominator)];
  const half = (2n * n + d) / (2n * d);
  return negative ? -half : half;
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

function oneDecimal(tenths: bigint): string {
  const digits = magnitude(tenths);
  const whole = String(digits / 10n).replace(/\B(?=(\d{3})+$)/g, '.');
  return `${tenths < 0n ? '-' : ''}${whole},${digits % 10n}`;
}
