import type { ProvinceRef, ProvinceSet, Source } from '#reference/province-ref';
import type { Region } from '#reference/provinces';
import { sameDayLastYear } from '#lifecycle/calendar-date';
import { type Ledger, momentOf } from './ledger.ts';
import { isIn, placeKey, rowOf, rowsOf } from './places.ts';
import { standingAt } from './standing.ts';

/** đồng */
export interface Money {
  plan: number;
  executed: number;
  /** `executed` of plan year − 1 at the same date one year earlier. */
  samePeriod: number;
}
export type MoneyBySource = { readonly [source in Source]: Money };

export interface RegionFigures {
  readonly totals: MoneyBySource;
  /** All provinces of the region by code. */
  readonly byProvince: readonly (MoneyBySource & { readonly province: ProvinceRef })[];
  /** Contents with a project of either plan year, by code. */
  readonly byContent: readonly (MoneyBySource & { readonly content: string })[];
}

export interface RegionAsked {
  readonly region: Region;
  readonly year: number;
  readonly asOf: string;
  readonly knownAt: string | null;
  readonly set: ProvinceSet;
}

/** The sums of a region's plan year and of its same period. @throws RangeError a sum leaves the safe integers */
export function regionFigures(ledger: Ledger, { region, year, asOf, knownAt, set }: RegionAsked): RegionFigures {
  const now = momentOf(asOf, knownAt);
  const yearEarlier = momentOf(sameDayLastYear(asOf), knownAt);
  const totals = noMoney();
  const places = new Map(rowsOf(region, set).map((province) => [placeKey(province), { province, ...noMoney() }]));
  const contents = new Map<string, MoneyBySource & { readonly content: string }>();
  for (const { planYear, province, content, source, facts } of ledger.projects()) {
    if ((planYear !== year && planYear !== year - 1) || !isIn(region, province)) continue;
    if (!knownBy(facts, now.knownDay)) continue;
    const row = rowOf(province, set);
    const cells = [
      totals,
      entry(places, placeKey(row), () => ({ province: row, ...noMoney() })),
      entry(contents, content, () => ({ content, ...noMoney() })),
    ];
    const standing = standingAt(facts, planYear === year ? now : yearEarlier);
    for (const cell of cells) {
      const money = cell[source];
      if (planYear === year) money.plan += standing.plan;
      money[planYear === year ? 'executed' : 'samePeriod'] += standing.advanced - standing.recovered;
    }
  }
  if (!Object.values(totals).every(({ plan, executed, samePeriod }) => [plan, executed, samePeriod].every(Number.isSafeInteger))) {
    throw new RangeError('a sum of the region leaves the safe integers');
  }
  return { totals, byProvince: sorted(places), byContent: sorted(contents) };
}

/** A project that nobody knew of by then has no row to make. Facts are recorded in order, so the first decides. */
const knownBy = (facts: readonly number[], knownDay: number): boolean => (facts[2] as number) <= knownDay;

const noMoney = (): MoneyBySource => ({
  KCQG: { plan: 0, executed: 0, samePeriod: 0 },
  KCDP: { plan: 0, executed: 0, samePeriod: 0 },
});

function entry<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

const sorted = <Value>(map: ReadonlyMap<string, Value>): readonly Value[] =>
  [...map.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
