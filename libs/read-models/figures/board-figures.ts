import type { Stage } from '#contracts/figures';
import type { ProvinceRef, ProvinceSet, Source } from '#reference/province-ref';
import type { Region } from '#reference/provinces';
import { sameDayLastYear } from '#lifecycle/calendar-date';
import { type Ledger, type LedgerProject, momentOf } from './ledger.ts';
import { ObligationsAt } from './obligations.ts';
import { PlaceRows } from './places.ts';
import { type Standing, standingAt } from './standing.ts';

/** One row of the province board. Amounts in đồng. */
export interface BoardFigures {
  readonly province: ProvinceRef;
  /** Projects of the plan year that had begun. */
  projects: number;
  plan: number;
  /** Approved amounts under a signed contract. */
  committed: number;
  advanced: number;
  executed: number;
  settled: number;
  samePeriod: number;
  /** Late obligations, as `report delayed` lists them: a project may have two. */
  late: number;
  lateVnd: number;
  readonly stages: { [stage in Stage]?: number };
}

export interface BoardAsked {
  readonly year: number;
  readonly asOf: string;
  readonly knownAt: string | null;
  readonly set: ProvinceSet;
  readonly region?: Region | null;
  readonly source?: Source | null;
  readonly content?: string | null;
}

/** Every province of the set (of the region) by code, those without projects too. */
export function boardFigures(ledger: Ledger, asked: BoardAsked): readonly BoardFigures[] {
  const { year, asOf, knownAt, set, region = null, source = null, content = null } = asked;
  const due = new ObligationsAt(ledger, momentOf(asOf, knownAt));
  const yearEarlier = momentOf(sameDayLastYear(asOf), knownAt);
  const rows = new PlaceRows(region, set, emptyRow);
  for (const project of ledger.projectsOf([year, year - 1])) {
    if ((source !== null && project.source !== source) || (content !== null && project.content !== content)) continue;
    const row = rows.of(project.province);
    if (row === null) continue;
    const standing = project.planYear === year ? due.standing(project) : standingAt(project.facts, yearEarlier);
    if (standing.stage === null) continue;
    if (project.planYear === year) count(row, project, standing, due);
    else row.samePeriod += standing.advanced - standing.recovered;
  }
  return rows.all();
}

function count(row: BoardFigures, project: LedgerProject, standing: Standing, due: ObligationsAt): void {
  row.projects += 1;
  row.plan += standing.plan;
  if (standing.contractDay !== null) row.committed += standing.plan;
  row.advanced += standing.advanced;
  row.executed += standing.advanced - standing.recovered;
  row.settled += standing.settled ?? 0;
  if (standing.stage !== null) row.stages[standing.stage] = (row.stages[standing.stage] ?? 0) + 1;
  for (const { state, vnd } of due.of(project, standing)) {
    if (state !== 'late') continue;
    row.late += 1;
    row.lateVnd += vnd;
  }
}

const emptyRow = (province: ProvinceRef): BoardFigures => ({
  province,
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
});
