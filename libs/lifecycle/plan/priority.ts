import type { Priority } from './freed-offers.ts';

/**
 * The order of preference that a proposal names, as codes: `place-a` to `place-d` and `trade-product`, `trade-industry`
 * (TT 36/2013 art. 7; TT 46/2012 art. 6(3)). A key scheme comes first by its kind. Codes that are not of these rank nothing.
 */
export function priorityOf(kind: 'single' | 'group' | 'key', codes: readonly string[]): Priority {
  const places = ['a', 'b', 'c', 'd'] as const;
  const trades = ['product', 'industry'] as const;
  return {
    keyScheme: kind === 'key',
    place: places.find((place) => codes.includes(`place-${place}`)) ?? null,
    trade: trades.find((trade) => codes.includes(`trade-${trade}`)) ?? null,
    experience: codes.filter((code) => code.startsWith('experience-')).length,
  };
}
