/** Numbers as people read them. Rounding is half up, done once, on whole đồng: never on a figure that is already rounded. */

export type Language = 'vi' | 'en';
export type MoneyUnit = 'dong' | 'million' | 'billion';

const DONG_PER: Record<MoneyUnit, bigint> = { dong: 1n, million: 1_000_000n, billion: 1_000_000_000n };
/** What stands for a figure that does not exist, such as a percentage of nothing. */
export const NO_FIGURE = '–';

/** Whole đồng in the unit, with one decimal for triệu and tỷ: 174300000000 → `174,3`. */
export function formatMoney(vnd: number | null, unit: MoneyUnit, language: Language): string {
  if (vnd === null) return NO_FIGURE;
  if (unit === 'dong') return formatCount(vnd, language);
  return tenths(divideHalfUp(BigInt(vnd) * 10n, DONG_PER[unit]), language);
}

/** `part` / `whole` × 100 with one decimal and no sign: `42,3`. */
export function formatPercentOf(part: number, whole: number, language: Language): string {
  return whole === 0 ? NO_FIGURE : tenths(divideHalfUp(BigInt(part) * 1000n, BigInt(whole)), language);
}

/** Growth of `now` over `before` in %, one decimal: `112,8`. */
export const formatGrowth = (now: number, before: number, language: Language): string => formatPercentOf(now - before, before, language);

export function formatCount(count: number, language: Language): string {
  const digits = String(Math.abs(count)).replace(/\B(?=(\d{3})+$)/g, language === 'vi' ? '.' : ',');
  return count < 0 ? `−${digits}` : digits;
}

/** Half up means towards plus infinity, so that −0,25 becomes −0,2, as the reports of the API do it. */
function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  const doubled = 2n * numerator + denominator;
  const quotient = doubled / (2n * denominator);
  return doubled < 0n && doubled % (2n * denominator) !== 0n ? quotient - 1n : quotient;
}

function tenths(value: bigint, language: Language): string {
  const absolute = value < 0n ? -value : value;
  const text = `${formatCount(Number(absolute / 10n), language)}${language === 'vi' ? ',' : '.'}${absolute % 10n}`;
  return value < 0n ? `−${text}` : text;
}

/** A log position without the zeros that only make it sort as text. */
export const formatPosition = (position: string): string => position.replace(/^0+(?=\d)/, '');
