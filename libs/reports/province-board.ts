import type { BoardRow, ProvinceBoard, Stage } from '#contracts/figures';
import { type BoardAsked, type BoardFigures, boardFigures } from '#read-models/figures/board-figures';
import type { Ledger } from '#read-models/figures/ledger';
import { provinceName, regionOf } from '#reference/provinces';
import { percentageOf } from './ratio.ts';

export type ProvinceBoardAsked = BoardAsked & {
  /** Log position that the read model stands at; null: empty log. */
  readonly position: string | null;
};

/** Progress of every province at any date, as known at any date; in the table of the 34 merged provinces are added up. */
export function provinceBoard(ledger: Ledger, asked: ProvinceBoardAsked): ProvinceBoard {
  const { year, asOf, knownAt, position, set, region = null, source = null } = asked;
  const figures = boardFigures(ledger, asked);
  const rows = figures.map((row): BoardRow => ({
    province: row.province,
    name: provinceName(row.province),
    region: region ?? regionOf(row.province),
    ...progressOf(row),
  }));
  return { year, asOf, knownAt, position, set, region, source, rows, total: progressOf(figures.reduce(added, NOTHING)) };
}

type Progress = Omit<BoardFigures, 'province'>;

const NOTHING: Progress = {
  projects: 0,
  plan: 0,
  committed: 0,
  advanced: 0,
  executed: 0,
  settled: 0,
  samePeriod: 0,
  late: 0,
  lateVnd: 0,
  stages: {},
};

const added = (sum: Progress, row: Progress): Progress => ({
  projects: sum.projects + row.projects,
  plan: sum.plan + row.plan,
  committed: sum.committed + row.committed,
  advanced: sum.advanced + row.advanced,
  executed: sum.executed + row.executed,
  settled: sum.settled + row.settled,
  samePeriod: sum.samePeriod + row.samePeriod,
  late: sum.late + row.late,
  lateVnd: sum.lateVnd + row.lateVnd,
  stages: addedStages(sum.stages, row.stages),
});

function addedStages(sum: Progress['stages'], row: Progress['stages']): Progress['stages'] {
  const stages = { ...sum };
  for (const [stage, count] of Object.entries(row) as [Stage, number][]) stages[stage] = (stages[stage] ?? 0) + count;
  return stages;
}

function progressOf(row: Progress): ProvinceBoard['total'] {
  const { projects, plan, committed, advanced, executed, settled, samePeriod, late, lateVnd, stages } = row;
  const percent = percentageOf(executed, plan);
  const growthPercent = percentageOf(executed - samePeriod, samePeriod);
  return { projects, plan, committed, advanced, executed, settled, percent, samePeriod, growthPercent, late, lateVnd, stages };
}
