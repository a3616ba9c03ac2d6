import type { InTwoLanguages, Split, Sums } from '#contracts/explanations';
import type { ProvinceRef } from '#contracts/figures';
import { FACT_WIDTH } from '#read-models/figures/facts';
import { FiguresDisagree } from '#read-models/figures/figure-events';
import { type Ledger, type LedgerProject, momentOf } from '#read-models/figures/ledger';
import { ObligationsAt } from '#read-models/figures/obligations';
import { PlaceRows } from '#read-models/figures/places';
import type { Moment } from '#read-models/figures/standing';
import { stepsBetween } from '#read-models/figures/steps';
import { percentageOf } from '../ratio.ts';
import type { Cell, Figure, FigureAsked, FigureTerm } from './figure.ts';
import { actWords, contentWords, placeWords, SOURCE_WORDS } from './words.ts';

/** What a project adds to the terms of a figure, and by which of its events. */
export interface ProjectShare {
  readonly project: LedgerProject;
  /** The row of the table that it counts under. */
  readonly province: ProvinceRef;
  readonly shares: Record<string, number>;
  /** By revision. */
  readonly effects: Map<number, Record<string, number>>;
}

/** Everything about a figure that the ledger alone can say. */
export interface OpenedFigure {
  readonly figure: Figure;
  /** Those that add to it, the largest first. */
  readonly shares: readonly ProjectShare[];
  readonly splits: readonly Split[];
  readonly leftOut: { readonly events: number; readonly sums: Sums } | null;
}

/** @throws FiguresDisagree the shares do not add up to the figure of the report */
export function openFigure(ledger: Ledger, figure: Figure, asked: FigureAsked): OpenedFigure {
  const found = new Map<string, ProjectShare>();
  const leftOut = { events: new Set<string>(), sums: noSums(figure.terms) };
  for (const term of figure.terms) {
    const now = momentOf(term.asOf, asked.knownAt);
    const later = momentOf(term.asOf, null);
    addShares(ledger, { term, asked, from: null, to: now }, (project, province, revision, effect) => {
      let share = found.get(project.id);
      if (share === undefined)
        found.set(
          project.id,
          (share = { project, province, shares: noSums(figure.terms), effects: new Map<number, Record<string, number>>() }),
        );
      share.shares[term.key] = (share.shares[term.key] ?? 0) + effect;
      const effects = share.effects.get(revision) ?? {};
      share.effects.set(revision, { ...effects, [term.key]: (effects[term.key] ?? 0) + effect });
    });
    if (asked.knownAt === null) continue;
    addShares(ledger, { term, asked, from: now, to: later }, ({ id }, _province, revision, effect) => {
      leftOut.events.add(`${id} ${revision}`);
      leftOut.sums[term.key] = (leftOut.sums[term.key] ?? 0) + effect;
    });
  }
  // An obligation that was met, or a stage that was left, is no part of the figure; money that came and went is.
  const flows = figure.terms.every((term) => term.flows);
  const shares = [...found.values()].filter((share) => flows || Object.values(share.shares).some((sum) => sum !== 0));
  shares.sort((a, b) => compare(a, b, figure.terms));
  const splits = splitsOf(figure, shares, asked);
  check(figure, shares, splits);
  return { figure, shares, splits, leftOut: asked.knownAt === null ? null : { events: leftOut.events.size, sums: leftOut.sums } };
}

interface Asked {
  readonly term: FigureTerm;
  readonly asked: FigureAsked;
  readonly from: Moment | null;
  readonly to: Moment;
}

type Found = (project: LedgerProject, province: ProvinceRef, revision: number, effect: number) => void;

function addShares(ledger: Ledger, { term, asked: { region, set }, from, to }: Asked, found: Found): void {
  const rows = new PlaceRows(region, set, (province) => province);
  const due = new ObligationsAt(ledger, to);
  for (const project of term.year === null ? ledger.projects() : ledger.projectsOf([term.year])) {
    const province = rows.of(project.province);
    if (province === null || !isIn(term.cell, project, province)) continue;
    // What is due may hang on the whole contract: `due` must first see where the project truly stands, then each step towards it.
    if (!term.flows) term.measure(due.standing(project), project, due);
    for (const { revision, before, after } of stepsBetween(project.facts, from, to)) {
      const effect = term.measure(after, project, due) - term.measure(before, project, due);
      if (effect !== 0) found(project, province, revision, effect);
    }
  }
}

/** @param row the row of the table that the project counts under */
export const isIn = (cell: Cell, project: LedgerProject, row: ProvinceRef): boolean =>
  (cell.source === null || cell.source === project.source) &&
  (cell.content === null || cell.content === project.content) &&
  (cell.province === null || (cell.province.set === row.set && cell.province.code === row.code));

const noSums = (terms: readonly { readonly key: string }[]): Record<string, number> => Object.fromEntries(terms.map(({ key }) => [key, 0]));

/** The largest share of the first term first, then of the others, then by code. */
function compare(a: ProjectShare, b: ProjectShare, terms: readonly FigureTerm[]): number {
  for (const { key } of terms) {
    const more = Math.abs(b.shares[key] ?? 0) - Math.abs(a.shares[key] ?? 0);
    if (more !== 0) return more;
  }
  return a.project.code < b.project.code ? -1 : 1;
}

interface Place {
  readonly key: string;
  readonly name: InTwoLanguages;
  readonly cell: Cell | null;
  readonly sums: Sums;
}

/** By source, province, content and act, as far as the figure's cell leaves them open. */
function splitsOf({ cell, terms, pathIn }: Figure, shares: readonly ProjectShare[], { set }: FigureAsked): readonly Split[] {
  const split = (by: Split['by'], placesOf: (share: ProjectShare) => readonly Place[]): Split => {
    const parts = new Map<string, { readonly place: Place; readonly sums: Record<string, number> }>();
    for (const place of shares.flatMap(placesOf)) {
      let part = parts.get(place.key);
      if (part === undefined) parts.set(place.key, (part = { place, sums: noSums(terms) }));
      for (const [key, sum] of Object.entries(place.sums)) part.sums[key] = (part.sums[key] ?? 0) + sum;
    }
    const sorted = [...parts.values()].sort((a, b) => (a.place.key < b.place.key ? -1 : 1));
    return {
      by,
      parts: sorted.map(({ place: { key, name, cell }, sums }) => ({ key, path: cell === null ? null : pathIn(cell), name, sums })),
    };
  };
  const splits: Split[] = [];
  if (cell.source === null)
    splits.push(
      split('source', ({ project: { source }, shares: sums }) => [
        { key: source, name: SOURCE_WORDS[source], cell: { ...cell, source }, sums },
      ]),
    );
  if (cell.province === null)
    splits.push(
      split('province', ({ province, shares: sums }) => [
        {
          key: `${province.set === set ? '' : `${province.set}.`}${province.code}`,
          name: placeWords(province),
          cell: { ...cell, province },
          sums,
        },
      ]),
    );
  if (cell.content === null)
    splits.push(
      split('content', ({ project: { content }, shares: sums }) => [
        { key: content, name: contentWords(content), cell: { ...cell, content }, sums },
      ]),
    );
  if (terms.every(({ flows }) => flows)) splits.push(split('act', actsOf));
  return splits;
}

const actsOf = ({ project, effects }: ProjectShare): readonly Place[] =>
  [...effects].map(([revision, sums]) => {
    const [key, name] = actWords(project.facts[revision * FACT_WIDTH] as number);
    return { key, name, cell: null, sums };
  });

/** Computed a second way, from the events up; the report computes from the standings down. @throws FiguresDisagree */
function check({ path, terms, numerator, result }: Figure, shares: readonly ProjectShare[], splits: readonly Split[]): void {
  for (const { key, path: of, sum } of terms) {
    const made = shares.reduce((total, share) => total + (share.shares[key] ?? 0), 0);
    if (made !== sum) throw new FiguresDisagree(of, `the report says ${sum}, its projects add up to ${made}`);
    for (const { by, parts } of splits) {
      const split = parts.reduce((total, { sums }) => total + (sums[key] ?? 0), 0);
      if (split !== sum) throw new FiguresDisagree(of, `the report says ${sum}, its parts by ${by} add up to ${split}`);
    }
  }
  const sums = terms.map(({ sum }) => sum);
  const recomputed = numerator === null ? (sums[0] ?? 0) : percentageOf(numerator(sums), sums.at(-1) ?? 0);
  if (recomputed !== result) throw new FiguresDisagree(path, `the report says ${result}, its terms make ${recomputed}`);
}
