import type { BySource, Cell as ReportCell, ProvinceSet, RegionReport } from '#contracts/figures';
import type { InTwoLanguages } from '#contracts/explanations';
import { executed, planned } from '#read-models/figures/measures';
import { sameDayLastYear } from '#lifecycle/calendar-date';
import { printedTy } from '../ratio.ts';
import { type Cell, EVERYWHERE, type Figure, type FigureTerm, inBoth, ratioFigure, sumFigure } from './figure.ts';
import { BOTH_SOURCES, contentWords, FIGURE_WORDS, placeWords, REGION_WORDS, SOURCE_WORDS } from './words.ts';

export type CellFigure = keyof ReportCell['printed'];
type MoneyFigure = 'plan' | 'executed' | 'samePeriod';

export const CELL_FIGURES: readonly CellFigure[] = ['plan', 'executed', 'percent', 'samePeriod', 'growthPercent', 'shareOfRegion'];
const SOURCES: readonly (keyof BySource)[] = ['KCQG', 'KCDP', 'all'];

/** One cell of the report and what it is called. */
export interface NamedCell {
  readonly path: string;
  readonly cell: Cell;
  readonly name: InTwoLanguages;
  readonly figures: ReportCell;
}

/** Every cell of the conference's table, in the order of the report. */
export function cellsOf(report: RegionReport, set: ProvinceSet): readonly NamedCell[] {
  const rowsOf = (where: Omit<Cell, 'source'>, name: InTwoLanguages, row: BySource): readonly NamedCell[] =>
    SOURCES.map((key) => {
      const cell = { ...where, source: key === 'all' ? null : key };
      const path = pathOf(cell, set) ?? '';
      return { path, cell, name: inBoth(key === 'all' ? BOTH_SOURCES : SOURCE_WORDS[key], name), figures: row[key] };
    });
  return [
    ...rowsOf(EVERYWHERE, REGION_WORDS[report.region], report.totals),
    ...report.byProvince.flatMap((row) => rowsOf({ ...EVERYWHERE, province: row.province }, placeWords(row.province), row)),
    ...report.byContent.flatMap((row) => rowsOf({ ...EVERYWHERE, content: row.content }, contentWords(row.content), row)),
  ];
}

/** As in the report's JSON, rows by their code; null: the report has no such cell. */
export function pathOf({ province, content, source }: Cell, set: ProvinceSet): string | null {
  if (province !== null && content !== null) return null;
  const column = source ?? 'all';
  if (province !== null) return `byProvince.${province.set === set ? '' : `${province.set}.`}${province.code}.${column}`;
  return content === null ? `totals.${column}` : `byContent.${content}.${column}`;
}

const RATIOS: Readonly<Partial<Record<CellFigure, { readonly terms: readonly MoneyFigure[]; readonly numerator: Numerator }>>> = {
  percent: { terms: ['executed', 'plan'], numerator: ([executed = 0]) => executed },
  growthPercent: { terms: ['executed', 'samePeriod'], numerator: ([executed = 0, samePeriod = 0]) => executed - samePeriod },
  shareOfRegion: { terms: ['plan'], numerator: ([plan = 0]) => plan },
};
type Numerator = (sums: readonly number[]) => number;

/** A figure of the conference's table. @param whole the region's own cell, of both sources */
export function regionFigure(
  report: RegionReport,
  set: ProvinceSet,
  { of, whole }: Record<'of' | 'whole', NamedCell>,
  key: CellFigure,
): Figure {
  const { formula, ...name } = FIGURE_WORDS[key];
  const pathIn = (cell: Cell) => {
    const path = pathOf(cell, set);
    return path === null ? null : `${path}.${key}`;
  };
  const ratio = RATIOS[key];
  if (ratio === undefined) return sumFigure(termOf(report, of, key as MoneyFigure), { formula, pathIn });
  const terms = ratio.terms.map((money) => termOf(report, of, money));
  if (key === 'shareOfRegion') terms.push({ ...termOf(report, whole, 'plan'), key: 'planOfRegion' });
  const path = `${of.path}.${key}`;
  return ratioFigure(terms, ratio.numerator, {
    path,
    name: inBoth(name, of.name),
    result: of.figures[key],
    formula,
    cell: of.cell,
    pathIn,
  });
}

function termOf({ year, asOf }: RegionReport, { path, cell, name, figures }: NamedCell, key: MoneyFigure): FigureTerm {
  const previous = key === 'samePeriod';
  return {
    key,
    path: `${path}.${key}`,
    name: inBoth(FIGURE_WORDS[key], name),
    unit: 'vnd',
    sum: figures[key],
    printed: printedTy(figures[key]),
    year: previous ? year - 1 : year,
    asOf: previous ? sameDayLastYear(asOf) : asOf,
    cell,
    measure: key === 'plan' ? planned : executed,
    flows: true,
  };
}
