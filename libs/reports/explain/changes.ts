import type { ComparedMoment, StageMove } from '#contracts/explanations';
import type { ProvinceRef, ProvinceSet, Region } from '#contracts/figures';
import { sameDayLastYear } from '#lifecycle/calendar-date';
import { type Ledger, type LedgerProject, momentOf } from '#read-models/figures/ledger';
import { PlaceRows } from '#read-models/figures/places';
import type { Moment, Standing } from '#read-models/figures/standing';
import { stepsBetween } from '#read-models/figures/steps';

/** The sums that every figure of a region is made of. */
export const MONEY_KEYS = ['plan', 'executed', 'samePeriod'] as const;
export type MoneyKey = (typeof MONEY_KEYS)[number];
export type MoneyChanges = { [key in MoneyKey]: number };

export interface EventChange {
  readonly revision: number;
  readonly entered: boolean;
  /** Only what it moved. */
  readonly effects: { [key in MoneyKey]?: number };
  readonly stage: StageMove | null;
}

export interface ProjectChange {
  readonly project: LedgerProject;
  /** The row of the table that it counts under. */
  readonly province: ProvinceRef;
  readonly changes: MoneyChanges;
  readonly stage: StageMove | null;
  readonly events: readonly EventChange[];
}

export interface Compared {
  readonly region: Region;
  readonly year: number;
  readonly set: ProvinceSet;
  readonly from: ComparedMoment;
  readonly to: ComparedMoment;
}

/** The projects of the plan year and of the one before that moved a figure or their stage between two moments, and by which events. */
export function changesOf(ledger: Ledger, { region, year, set, from, to }: Compared): readonly ProjectChange[] {
  const rows = new PlaceRows(region, set, (province) => province);
  const moments = { [year]: [at(from), at(to)], [year - 1]: [yearBefore(from), yearBefore(to)] } as const;
  const changed: ProjectChange[] = [];
  for (const project of ledger.projectsOf([year, year - 1])) {
    const province = rows.of(project.province);
    const between = moments[project.planYear];
    if (province === null || between === undefined) continue;
    const change = changeOf(project, project.planYear === year ? ofThisYear : ofYearBefore, between);
    if (change !== null) changed.push({ ...change, project, province });
  }
  return changed.sort((a, b) => largest(b) - largest(a) || (a.project.code < b.project.code ? -1 : 1));
}

const at = ({ asOf, knownAt }: ComparedMoment) => momentOf(asOf, knownAt);
const yearBefore = ({ asOf, knownAt }: ComparedMoment) => momentOf(sameDayLastYear(asOf), knownAt);

type Effects = (before: Standing, after: Standing) => Pick<EventChange, 'effects' | 'stage'>;
type Between = readonly [from: Moment, to: Moment];

const ofThisYear: Effects = (before, after) => {
  const [plan, executed] = [after.plan - before.plan, executedOf(after) - executedOf(before)];
  return { effects: { ...(plan !== 0 && { plan }), ...(executed !== 0 && { executed }) }, stage: moveOf(before, after) };
};

/** Of the year before only what was executed counts. */
const ofYearBefore: Effects = (before, after) => {
  const samePeriod = executedOf(after) - executedOf(before);
  return { effects: samePeriod === 0 ? {} : { samePeriod }, stage: null };
};

const executedOf = ({ advanced, recovered }: Standing): number => advanced - recovered;

const moveOf = (before: Standing, after: Standing): StageMove | null =>
  before.stage === after.stage ? null : { from: before.stage, to: after.stage };

function changeOf({ facts }: LedgerProject, effectsOf: Effects, [from, to]: Between): Omit<ProjectChange, 'project' | 'province'> | null {
  const changes: MoneyChanges = { plan: 0, executed: 0, samePeriod: 0 };
  const events: EventChange[] = [];
  for (const { revision, entered, before, after } of stepsBetween(facts, from, to)) {
    const { effects, stage } = effectsOf(before, after);
    if (stage === null && Object.keys(effects).length === 0) continue;
    events.push({ revision, entered, effects, stage });
    for (const key of MONEY_KEYS) changes[key] += effects[key] ?? 0;
  }
  const moves = events.flatMap(({ stage }) => (stage === null ? [] : [stage]));
  const [first, last] = [moves[0], moves.at(-1)];
  const stage = first === undefined || last === undefined || first.from === last.to ? null : { from: first.from, to: last.to };
  return events.length === 0 ? null : { changes, stage, events };
}

const largest = ({ changes }: ProjectChange): number => Math.max(...MONEY_KEYS.map((key) => Math.abs(changes[key])));
