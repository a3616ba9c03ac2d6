import type { Ledger } from '#read-models/figures/ledger';
import { delayedReport } from '../delayed-report.ts';
import { provinceBoard } from '../province-board.ts';
import { regionReport } from '../region-report.ts';
import { boardFigures } from './board-cells.ts';
import { delayedFigures } from './delayed-cells.ts';
import type { Figure, FigureAsked } from './figure.ts';
import { CELL_FIGURES, cellsOf, regionFigure } from './region-cells.ts';

const NEAREST = 5;
/** Longer than any path there is. */
export const PATH_LENGTH_MAX = 60;

/** No report has a figure of this path. */
export class UnknownFigure extends Error {
  constructor(
    readonly path: string,
    /** Those that read most like it. */
    readonly nearest: readonly string[],
  ) {
    super(`no figure ${path}; the nearest are ${nearest.join(', ')}`);
    this.name = 'UnknownFigure';
  }
}

/** The report that has the figure must be asked otherwise: a region is missing, or it has no such filter. */
export class FigureScopeUnfit extends Error {
  constructor(
    readonly parameter: 'region' | 'year' | 'source' | 'content',
    readonly needed: boolean,
  ) {
    super(needed ? `this figure needs a ${parameter}` : `the report that has this figure is not narrowed by ${parameter}`);
    this.name = 'FigureScopeUnfit';
  }
}

type Figures = ReadonlyMap<string, () => Figure>;

/**
 * The figure that a path names: `totals.all.percent`, `byProvince.38.KCQG.executed`, `byContent.ND1.all.plan` of the conference's
 * table, `board.total.committed` and `board.rows.38.late` of the board, `delayed.settlement.late` of the late list.
 * @throws UnknownFigure
 * @throws FigureScopeUnfit
 */
export function findFigure(ledger: Ledger, path: string, asked: FigureAsked): Figure {
  const figures = figuresLike(ledger, path, asked);
  const figure = figures.get(path);
  if (figure === undefined) throw new UnknownFigure(path, nearestTo(path, [...figures.keys()]));
  return figure();
}

function figuresLike(ledger: Ledger, path: string, asked: FigureAsked): Figures {
  if (path.startsWith('board')) return onBoard(ledger, asked);
  return path.startsWith('delayed') ? onLateList(ledger, asked) : inRegion(ledger, asked);
}

/** Every figure of the conference's table. @throws FigureScopeUnfit */
export function inRegion(ledger: Ledger, { region, year, set, source, content, asOf, knownAt }: FigureAsked): Figures {
  if (region === null) throw new FigureScopeUnfit('region', true);
  if (year === null) throw new FigureScopeUnfit('year', true);
  if (source !== null) throw new FigureScopeUnfit('source', false);
  if (content !== null) throw new FigureScopeUnfit('content', false);
  const report = regionReport(ledger, { region, year, set, asOf, knownAt, position: null });
  const cells = cellsOf(report, set);
  const whole = cells.find(({ path }) => path === 'totals.all') as (typeof cells)[number];
  return new Map(
    cells.flatMap((of) => CELL_FIGURES.map((key) => [`${of.path}.${key}`, () => regionFigure(report, set, { of, whole }, key)])),
  );
}

function onBoard(ledger: Ledger, { year, ...asked }: FigureAsked): Figures {
  if (year === null) throw new FigureScopeUnfit('year', true);
  return boardFigures(provinceBoard(ledger, { ...asked, year, position: null }), asked.content);
}

function onLateList(ledger: Ledger, asked: FigureAsked): Figures {
  if (asked.content !== null) throw new FigureScopeUnfit('content', false);
  return delayedFigures(delayedReport(ledger, { ...asked, position: null }), asked);
}

/** The paths that read most like it, the most alike first. */
export function nearestTo(path: string, paths: readonly string[]): readonly string[] {
  const asked = path.slice(0, PATH_LENGTH_MAX);
  const ranked = paths.map((known) => ({ known, edits: editsBetween(asked, known) }));
  return ranked
    .sort((a, b) => a.edits - b.edits)
    .slice(0, NEAREST)
    .map(({ known }) => known);
}

/** Letters to add, drop or change (Levenshtein), case aside. */
function editsBetween(a: string, b: string): number {
  const [from, to] = [a.toLowerCase(), b.toLowerCase()];
  const row = Uint16Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    let diagonal = i - 1;
    row[0] = i;
    for (let j = 1; j <= to.length; j++) {
      const above = row[j] as number;
      row[j] = Math.min(above + 1, (row[j - 1] as number) + 1, diagonal + (from[i - 1] === to[j - 1] ? 0 : 1));
      diagonal = above;
    }
  }
  return row[to.length] as number;
}
