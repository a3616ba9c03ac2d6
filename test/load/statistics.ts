/** @throws RangeError no values */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** Linear between the two neighbours. @param share 0..1 @throws RangeError no values */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('no values');
  const sorted = Float64Array.from(values).sort();
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)] as number;
  const high = sorted[Math.ceil(at)] as number;
  return low + (high - low) * (at - Math.floor(at));
}

/** Enough digits to compare, few enough to read. */
export const rounded = (value: number): number => (value >= 1_000 ? Math.round(value) : Number(value.toPrecision(4)));
