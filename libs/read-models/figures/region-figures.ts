import type { ProvinceRef, ProvinceSet, Source } from '#reference/province-ref';
import type { Region } from '#reference/provinces';
import { sameDayLastYear } from '#lifecycle/calendar-date';
import { type Ledger, momentOf } from './ledger.ts';
import { PlaceRows } from './places.ts';
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
  const places = new PlaceRows(region, set, (province) => ({ province, ...noMoney() }));
  const contents = new Map<string, MoneyBySource & { readonly content: string }>();
  for (const { planYear, province, content, source, facts } of ledger.projectsOf([year, year - 1])) {
    const place = places.of(province);
    if (place === null || !knownBy(facts, now.knownDay)) continue;
    let ofContent = contents.get(content);
    if (ofContent === undefined) contents.set(content, (ofContent = { content, ...noMoney() }));
    const { plan, advanced, recovered } = standingAt(facts, planYear === year ? now : yearEarlier);
    const figure = planYear === year ? 'executed' : 'samePeriod';
    for (const { [source]: money } of [totals, place, ofContent]) {
      if (planYear === year) money.plan += plan;
      money[figure] += advanced - recovered;
    }
  }
  for (const sum of [...Object.values(totals.KCQG), ...Object.values(totals.KCDP)]) {
    if (!Number.isSafeInteger(sum)) throw new RangeError(`a sum of ${region} leaves the safe integers`);
  }
  return { totals, byProvince: places.all(), byContent: [...contents.values()].sort((a, b) => (a.content < b.content ? -1 : 1)) };
}

/** A project that nobody knew of by then has no row to make. Facts are recorded in order, so the first decides. */
const knownBy = (facts: readonly number[], knownDay: number): boolean => (facts[2] as number) <= knownDay;

const noMoney = (): MoneyBySource => ({
  KCQG: { plan: 0, executed: 0, samePeriod: 0 },
  KCDP: { plan: 0, executed: 0, samePeriod: 0 },
});
