/** Values that parameters choose from: the same lists that the contracts and the reference data have. */
import type { ObligationKind, ObligationState, ProvinceSet, Region, Source } from '#contracts/figures';

const keysOf = <Key extends string>(table: Readonly<Record<Key, true>>): readonly Key[] => Object.keys(table) as Key[];

export const REGIONS = keysOf<Region>({ north: true, central: true, south: true });
export const SOURCES = keysOf<Source>({ KCQG: true, KCDP: true });
export const SETS = keysOf<ProvinceSet>({ vn63: true, vn34: true });
export const OBLIGATIONS = keysOf<ObligationKind>({
  'first-advance': true,
  'remaining-advance': true,
  'settlement-dossier': true,
  settlement: true,
});
export const OBLIGATION_STATES = keysOf<ObligationState>({ late: true, dueSoon: true, blocked: true, paused: true });

/** Plan years: the programme's first decree is of 2004; no plan is made a lifetime ahead. */
export const YEARS = { least: 2000, most: 2100 } as const;
