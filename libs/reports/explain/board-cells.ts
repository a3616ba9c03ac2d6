import type { InTwoLanguages } from '#contracts/explanations';
import { type ProvinceBoard, type ProvinceRef, type ProvinceSet, type Stage, STAGES } from '#contracts/figures';
import {
  advanced,
  begun,
  committed,
  executed,
  type Measure,
  obligationCount,
  obligationVnd,
  planned,
  settled,
  standsAt,
} from '#read-models/figures/measures';
import { sameDayLastYear } from '#lifecycle/calendar-date';
import { stages } from '#reference/definitions/stages';
import { printedTy } from '../ratio.ts';
import { type Cell, type Figure, type FigureTerm, inBoth, ratioFigure, sumFigure } from './figure.ts';
import { BOTH_SOURCES, contentWords, COUNTRY, FIGURE_WORDS, placeWords, REGION_WORDS, SOURCE_WORDS, STAGE_FORMULA } from './words.ts';

type Progress = ProvinceBoard['total'];
type SumFigure = 'projects' | 'plan' | 'committed' | 'advanced' | 'executed' | 'settled' | 'samePeriod' | 'late' | 'lateVnd';
type RatioFigure = 'percent' | 'growthPercent';

interface Summed {
  readonly measure: Measure;
  readonly unit: FigureTerm['unit'];
  readonly flows?: boolean;
}

const LATE = { kind: null, state: 'late' } as const;
const SUMS: Readonly<Record<SumFigure, Summed>> = {
  projects: { measure: begun, unit: 'count' },
  plan: { measure: planned, unit: 'vnd', flows: true },
  committed: { measure: committed, unit: 'vnd', flows: true },
  advanced: { measure: advanced, unit: 'vnd', flows: true },
  executed: { measure: executed, unit: 'vnd', flows: true },
  settled: { measure: settled, unit: 'vnd', flows: true },
  samePeriod: { measure: executed, unit: 'vnd', flows: true },
  late: { measure: obligationCount(LATE), unit: 'count' },
  lateVnd: { measure: obligationVnd(LATE), unit: 'vnd' },
};
const RATIOS = {
  percent: { terms: ['executed', 'plan'], numerator: ([part = 0]: readonly number[]) => part },
  growthPercent: { terms: ['executed', 'samePeriod'], numerator: ([now = 0, before = 0]: readonly number[]) => now - before },
} as const;

interface Row {
  readonly path: string;
  readonly province: ProvinceRef | null;
  readonly name: InTwoLanguages;
  readonly progress: Progress;
}

/** Every figure of the board by its path; `content` narrows it as the board itself was narrowed. */
export function boardFigures(board: ProvinceBoard, content: string | null): ReadonlyMap<string, () => Figure> {
  const found = new Map<string, () => Figure>();
  for (const row of rowsOf(board)) {
    const of = new BoardRowFigures(board, content, row);
    for (const key of Object.keys(SUMS) as SumFigure[]) found.set(`${row.path}.${key}`, () => of.sum(key));
    for (const key of Object.keys(RATIOS) as RatioFigure[]) found.set(`${row.path}.${key}`, () => of.ratio(key));
    for (const stage of STAGES) if (stage in row.progress.stages) found.set(`${row.path}.stages.${stage}`, () => of.stage(stage));
  }
  return found;
}

function rowsOf({ region, total, rows, set }: ProvinceBoard): readonly Row[] {
  const whole = { path: pathOf(null, set), province: null, name: region === null ? COUNTRY : REGION_WORDS[region], progress: total };
  const ofProvince = (row: ProvinceBoard['rows'][number]): Row => {
    const { province } = row;
    return { path: pathOf(province, set), province, name: placeWords(province), progress: row };
  };
  return [whole, ...rows.map(ofProvince)];
}

/** As in the board's JSON, rows by their code. */
const pathOf = (province: ProvinceRef | null, set: ProvinceSet): string =>
  province === null ? 'board.total' : `board.rows.${province.set === set ? '' : `${province.set}.`}${province.code}`;

/** The figures of one row of the board. */
class BoardRowFigures {
  constructor(
    private readonly board: ProvinceBoard,
    private readonly content: string | null,
    private readonly row: Row,
  ) {}

  sum(key: SumFigure): Figure {
    return sumFigure(this.#term(key), { formula: FIGURE_WORDS[key].formula, pathIn: this.#pathIn(key) });
  }

  stage(stage: Stage): Figure {
    const key = `stages.${stage}`;
    const name = { vi: `Số đề án ở bước “${stages[stage].vi}”`, en: `Projects at stage “${stages[stage].en}”` };
    const sum = this.row.progress.stages[stage] ?? 0;
    const term = this.#named(key, name, { measure: standsAt(stage), unit: 'count', sum });
    return sumFigure(term, { formula: STAGE_FORMULA, pathIn: this.#pathIn(key) });
  }

  ratio(key: RatioFigure): Figure {
    const { formula, ...name } = FIGURE_WORDS[key];
    const terms = RATIOS[key].terms.map((term) => this.#term(term));
    const path = `${this.row.path}.${key}`;
    const result = this.row.progress[key];
    return ratioFigure(terms, RATIOS[key].numerator, {
      path,
      name: this.#words(name),
      result,
      formula,
      cell: this.#cell,
      pathIn: this.#pathIn(key),
    });
  }

  get #cell(): Cell {
    return { province: this.row.province, source: this.board.source, content: this.content };
  }

  /** The board shows one source and content, or all: only other rows of it have a path. */
  #pathIn(key: string): Figure['pathIn'] {
    const { board, content } = this;
    return (cell) => (cell.source === board.source && cell.content === content ? `${pathOf(cell.province, board.set)}.${key}` : null);
  }

  #term(key: SumFigure): FigureTerm {
    return this.#named(key, FIGURE_WORDS[key], { ...SUMS[key], sum: this.row.progress[key] });
  }

  #named(key: string, name: InTwoLanguages, { sum, measure, unit, flows = false }: Summed & { readonly sum: number }): FigureTerm {
    const { year, asOf } = this.board;
    const previous = key === 'samePeriod';
    return {
      key,
      path: `${this.row.path}.${key}`,
      name: this.#words(name),
      unit,
      sum,
      printed: unit === 'vnd' ? printedTy(sum) : String(sum),
      year: previous ? year - 1 : year,
      asOf: previous ? sameDayLastYear(asOf) : asOf,
      cell: this.#cell,
      measure,
      flows,
    };
  }

  #words(name: InTwoLanguages): InTwoLanguages {
    const { source } = this.board;
    const narrowed = this.content === null ? [] : [contentWords(this.content)];
    return inBoth(name, source === null ? BOTH_SOURCES : SOURCE_WORDS[source], this.row.name, ...narrowed);
  }
}
