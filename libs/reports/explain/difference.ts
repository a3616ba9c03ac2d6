import type { ChangedProject, ChangeEvent, FigureChange, FigureDifference, StageMove } from '#contracts/explanations';
import type { Cell as ReportCell } from '#contracts/figures';
import type { ToldEvent } from '#read-models/record/timeline';
import { type EventsSource, eventsBehind, FiguresDisagree } from '#read-models/figures/figure-events';
import type { Ledger } from '#read-models/figures/ledger';
import { regionReport } from '../region-report.ts';
import { changesOf, type Compared, MONEY_KEYS, type MoneyChanges, type MoneyKey, type ProjectChange } from './changes.ts';
import { eventOf } from './explain.ts';
import { inBoth } from './figure.ts';
import { nearestTo, UnknownFigure } from './find-figure.ts';
import { type Page, pageOf } from './page.ts';
import { CELL_FIGURES, type CellFigure, cellsOf, type NamedCell } from './region-cells.ts';
import { isIn } from './shares.ts';
import { FIGURE_WORDS } from './words.ts';

export type DifferenceAsked = Compared & {
  /** One figure of the region's report; null: all. */
  readonly path: string | null;
};

/** Everything that changed, as far as the ledger alone can say. */
export interface OpenedDifference {
  readonly figures: readonly FigureChange[];
  readonly stages: FigureDifference['stages'];
  /** The largest change first. */
  readonly projects: readonly ProjectChange[];
}

interface CellPair {
  readonly cell: NamedCell;
  readonly from: ReportCell;
  readonly to: ReportCell;
}

/** What a figure is a sum, or a ratio, of. */
const MADE_OF: Readonly<Record<CellFigure, readonly MoneyKey[]>> = {
  plan: ['plan'],
  executed: ['executed'],
  samePeriod: ['samePeriod'],
  percent: ['executed', 'plan'],
  growthPercent: ['executed', 'samePeriod'],
  shareOfRegion: ['plan'],
};

/**
 * The figures of a region that differ between two moments, and the projects behind.
 * @throws UnknownFigure no report of the region has the path
 * @throws FiguresDisagree the events do not add up to a change
 */
export function openDifference(ledger: Ledger, asked: DifferenceAsked): OpenedDifference {
  const pairs = pairsOf(ledger, asked);
  const projects = changesOf(ledger, asked);
  check(pairs, projects);
  const all = pairs.flatMap((pair) => CELL_FIGURES.map((key) => ({ pair, key, path: `${pair.cell.path}.${key}` })));
  if (asked.path === null) {
    const changed = all.filter(({ pair, key }) => pair.from[key] !== pair.to[key]);
    return { figures: changed.map(({ pair, key }) => figureChange(pair, key)), stages: movesOf(projects), projects };
  }
  const found = all.find(({ path }) => path === asked.path);
  if (found === undefined)
    throw new UnknownFigure(
      asked.path,
      nearestTo(
        asked.path,
        all.map(({ path }) => path),
      ),
    );
  const behind = projects.filter((change) => isBehind(change, found.pair.cell, found.key));
  return { figures: [figureChange(found.pair, found.key)], stages: movesOf(behind), projects: behind };
}

/** The share of a region moves with the plan of every cell of it. */
const isBehind = ({ project, province, events }: ProjectChange, { cell }: NamedCell, key: CellFigure): boolean =>
  (key === 'shareOfRegion' || isIn(cell, project, province)) &&
  events.some(({ effects }) => MADE_OF[key].some((money) => effects[money] !== undefined));

/** The cells of both reports in the order of the second; a content that only one of them has counts as nothing in the other. */
function pairsOf(ledger: Ledger, { region, year, set, from, to }: DifferenceAsked): readonly CellPair[] {
  const cellsAt = (moment: DifferenceAsked['from']) => cellsOf(regionReport(ledger, { region, year, set, ...moment, position: null }), set);
  const [before, after] = [byPath(cellsAt(from)), byPath(cellsAt(to))];
  const all = new Map([...after, ...[...before].filter(([path]) => !after.has(path))]);
  return [...all.values()].map((cell) => ({
    cell,
    from: before.get(cell.path)?.figures ?? NOTHING,
    to: after.get(cell.path)?.figures ?? NOTHING,
  }));
}

const byPath = (cells: readonly NamedCell[]): ReadonlyMap<string, NamedCell> => new Map(cells.map((cell) => [cell.path, cell]));

const NONE = '–';
const NOTHING: ReportCell = {
  plan: 0,
  executed: 0,
  samePeriod: 0,
  percent: null,
  growthPercent: null,
  shareOfRegion: null,
  printed: { plan: '0,0', executed: '0,0', samePeriod: '0,0', percent: NONE, growthPercent: NONE, shareOfRegion: NONE },
};

/** @throws FiguresDisagree */
function check(pairs: readonly CellPair[], projects: readonly ProjectChange[]): void {
  for (const { cell, from, to } of pairs) {
    const sums: MoneyChanges = { plan: 0, executed: 0, samePeriod: 0 };
    for (const { project, province, changes } of projects)
      if (isIn(cell.cell, project, province)) for (const key of MONEY_KEYS) sums[key] += changes[key];
    for (const key of MONEY_KEYS)
      if (to[key] - from[key] !== sums[key])
        throw new FiguresDisagree(`${cell.path}.${key}`, `it changed by ${to[key] - from[key]}, its events add up to ${sums[key]}`);
  }
}

function figureChange({ cell, from, to }: CellPair, key: CellFigure): FigureChange {
  const { formula: _formula, ...name } = FIGURE_WORDS[key];
  return {
    path: `${cell.path}.${key}`,
    name: inBoth(name, cell.name),
    unit: MONEY_KEYS.some((money) => money === key) ? 'vnd' : 'percent',
    from: from[key],
    to: to[key],
    change: changeBetween(from[key], to[key]),
    printed: { from: from.printed[key], to: to.printed[key] },
  };
}

/** Percentages have four decimals, and so has their difference. */
function changeBetween(from: number | null, to: number | null): number | null {
  if (from === null || to === null) return null;
  return Number.isInteger(from) && Number.isInteger(to) ? to - from : (Math.round(to * 10_000) - Math.round(from * 10_000)) / 10_000;
}

function movesOf(projects: readonly ProjectChange[]): FigureDifference['stages'] {
  const counts = new Map<string, { readonly move: StageMove; projects: number }>();
  for (const { stage } of projects) {
    if (stage === null) continue;
    const key = `${stage.from} ${stage.to}`;
    const counted = counts.get(key);
    if (counted === undefined) counts.set(key, { move: stage, projects: 1 });
    else counted.projects += 1;
  }
  return [...counts.values()].sort((a, b) => b.projects - a.projects).map(({ move, projects: moved }) => ({ ...move, projects: moved }));
}

/**
 * The same with the events of a page of the projects, which alone are read from the log.
 * @throws FiguresDisagree the ledger says something else than the log
 * @throws CursorUnknown, CursorExpired
 */
export async function difference(
  log: EventsSource,
  { figures, stages, projects }: OpenedDifference,
  { asked, page, position }: { readonly asked: DifferenceAsked; readonly page: Page; readonly position: string | null },
): Promise<FigureDifference> {
  const { region, year, set, path, from, to } = asked;
  const { rows, nextCursor } = pageOf(projects, `diff ${path ?? ''}`, page);
  const told: ChangedProject[] = [];
  for (const change of rows) told.push(await toldChange(log, change));
  return { region, year, set, path, from, to, position, figures, stages, projects: told, projectCount: projects.length, nextCursor };
}

async function toldChange(log: EventsSource, { project, province, changes, stage, events }: ProjectChange): Promise<ChangedProject> {
  const { id, code, title, source, content, planYear } = project;
  const entries = await eventsBehind(
    log,
    project,
    events.map(({ revision }) => revision),
  );
  const told = events.map(({ revision, entered, effects, stage: move }): ChangeEvent => ({
    ...eventOf(entries.get(revision) as ToldEvent),
    effects,
    counts: entered ? 'entered' : 'left',
    stage: move,
  }));
  return { id, code, title, source, province, content, planYear, changes: { ...changes }, stage, events: told };
}
