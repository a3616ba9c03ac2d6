import type { ComparedMoment, Explanation, FigureScope, InTwoLanguages, Term } from '#contracts/explanations';
import type { ProvinceRef, Source } from '#contracts/figures';
import type { Measure } from '#read-models/figures/measures';
import { printedPercent } from '../ratio.ts';

export type FigureAsked = FigureScope & ComparedMoment;

/** Which projects count: those of a row of the table, a content and a source; null: any. */
export interface Cell {
  readonly province: ProvinceRef | null;
  readonly content: string | null;
  readonly source: Source | null;
}

export const EVERYWHERE: Cell = { province: null, content: null, source: null };

export interface FigureTerm extends Term {
  readonly cell: Cell;
  readonly measure: Measure;
  /** Moved by payments and decisions alone, so that it also splits by what they were. */
  readonly flows: boolean;
}

/** One figure of a report, as the report has it, and the sums that it is made of. */
export interface Figure extends Pick<Explanation, 'path' | 'name' | 'unit' | 'result' | 'printed' | 'formula'> {
  readonly terms: readonly FigureTerm[];
  /** Of a percentage: what is above the line, from the sums of the terms in their order; the last of them is below it. */
  readonly numerator: ((sums: readonly number[]) => number) | null;
  readonly cell: Cell;
  /** The path of the same figure of another cell; null: the report has none. */
  readonly pathIn: (cell: Cell) => string | null;
}

/** Joined by commas. */
export const inBoth = (...parts: readonly InTwoLanguages[]): InTwoLanguages => ({
  vi: parts.map(({ vi }) => vi).join(', '),
  en: parts.map(({ en }) => en).join(', '),
});

/** A plain sum. */
export const sumFigure = (term: FigureTerm, rest: Pick<Figure, 'formula' | 'pathIn'>): Figure => {
  const { path, name, unit, sum: result, printed, cell } = term;
  return { path, name, unit, result, printed, terms: [term], numerator: null, cell, ...rest };
};

/** A percentage of two sums; the last is what is divided by. */
export function ratioFigure(
  terms: readonly FigureTerm[],
  numerator: (sums: readonly number[]) => number,
  rest: Pick<Figure, 'path' | 'name' | 'result' | 'formula' | 'cell' | 'pathIn'>,
): Figure {
  const sums = terms.map(({ sum }) => sum);
  return { unit: 'percent', printed: printedPercent(numerator(sums), sums.at(-1) ?? 0), terms, numerator, ...rest };
}
