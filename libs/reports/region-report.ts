import type { BySource, Cell, RegionReport } from '#contracts/figures';
import type { Ledger } from '#read-models/figures/ledger';
import { type Money, type MoneyBySource, type RegionAsked, regionFigures } from '#read-models/figures/region-figures';
import { percentageOf, printedPercent, printedTy } from './ratio.ts';

export type RegionReportAsked = RegionAsked & {
  /** Log position that the read model stands at; null: empty log. */
  readonly position: string | null;
};

/**
 * The conference's table of a region: plan and execution by province and by content, both sources, with the same period. Sums are
 * made in đồng and rounded last, so printed parts need not add up to the printed whole.
 */
export function regionReport(ledger: Ledger, asked: RegionReportAsked): RegionReport {
  const { region, year, asOf, knownAt, position } = asked;
  const { totals, byProvince, byContent } = regionFigures(ledger, asked);
  const planOfRegion = totals.KCQG.plan + totals.KCDP.plan;
  const ofRegion = (money: MoneyBySource): BySource => cellsOf(money, planOfRegion);
  return {
    region,
    year,
    asOf,
    knownAt,
    position,
    provinces: byProvince.length,
    totals: ofRegion(totals),
    byProvince: byProvince.map((row) => ({ province: row.province, ...ofRegion(row) })),
    byContent: byContent.map((row) => ({ content: row.content, ...ofRegion(row) })),
  };
}

function cellsOf({ KCQG, KCDP }: MoneyBySource, planOfRegion: number): BySource {
  const all: Money = {
    plan: KCQG.plan + KCDP.plan,
    executed: KCQG.executed + KCDP.executed,
    samePeriod: KCQG.samePeriod + KCDP.samePeriod,
  };
  return { KCQG: cellOf(KCQG, planOfRegion), KCDP: cellOf(KCDP, planOfRegion), all: cellOf(all, planOfRegion) };
}

function cellOf({ plan, executed, samePeriod }: Money, planOfRegion: number): Cell {
  const growth = executed - samePeriod;
  return {
    plan,
    executed,
    percent: percentageOf(executed, plan),
    samePeriod,
    growthPercent: percentageOf(growth, samePeriod),
    shareOfRegion: percentageOf(plan, planOfRegion),
    printed: {
      plan: printedTy(plan),
      executed: printedTy(executed),
      percent: printedPercent(executed, plan),
      samePeriod: printedTy(samePeriod),
      growthPercent: printedPercent(growth, samePeriod),
      shareOfRegion: printedPercent(plan, planOfRegion),
    },
  };
}
