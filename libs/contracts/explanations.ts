/** A figure opened down to its events, and what changed between two moments. Amounts are whole đồng. */
import type { OfMoment, ProvinceRef, ProvinceSet, Region, Source, Stage } from './figures.ts';

export interface InTwoLanguages {
  readonly vi: string;
  readonly en: string;
}

export type FigureUnit = 'vnd' | 'percent' | 'count';

/** By the key of a term: `{"executed": 73653000000, "plan": 174258000000}`. */
export interface Sums {
  readonly [term: string]: number;
}

/** A sum over projects that a figure's formula is made of. */
export interface Term {
  readonly key: string;
  /** Where it is explained itself; of a plain sum that is the figure asked for. */
  readonly path: string;
  readonly name: InTwoLanguages;
  readonly unit: Exclude<FigureUnit, 'percent'>;
  readonly sum: number;
  readonly printed: string;
  /** Plan year of the projects that count; null: all. */
  readonly year: number | null;
  /** YYYY-MM-DD: the same period has its own. */
  readonly asOf: string;
}

export interface Part {
  /** Source, `set.code` of a province, code of a content, or what an act was. */
  readonly key: string;
  /** Where the same figure of this part is explained; null: no report has it. */
  readonly path: string | null;
  readonly name: InTwoLanguages;
  readonly sums: Sums;
}

/** One way to split the figure: the parts of each add up to its terms. */
export interface Split {
  readonly by: 'source' | 'province' | 'content' | 'act';
  readonly parts: readonly Part[];
}

/** An event that moved a figure. */
export interface FigureEvent {
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly type: string;
  readonly occurredOn: string;
  /** UTC instant, ms. */
  readonly recordedAt: string;
  readonly document: string | null;
  readonly sentence: InTwoLanguages;
  /** By how much it moved each term. */
  readonly effects: Sums;
}

export interface FigureProject {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly source: Source;
  readonly province: ProvinceRef;
  readonly content: string;
  readonly planYear: number;
  /** What it adds to each term: the sum of its events' effects. */
  readonly shares: Sums;
  readonly events: readonly FigureEvent[];
}

/** What a question is about, beside its moment. */
export interface FigureScope {
  readonly region: Region | null;
  /** Plan year; null: all. */
  readonly year: number | null;
  readonly set: ProvinceSet;
  readonly source: Source | null;
  readonly content: string | null;
}

/** `GET /api/v1/reports/explain`, `report explain`. The sums are checked before they are shown. */
export interface Explanation extends OfMoment, FigureScope {
  readonly path: string;
  readonly name: InTwoLanguages;
  readonly unit: FigureUnit;
  /** The figure; null: divisor 0. */
  readonly result: number | null;
  readonly printed: string;
  readonly formula: InTwoLanguages & { readonly symbols: string };
  /** Of a percentage: what is divided by what, and how it is rounded. */
  readonly ratio: { readonly numerator: number; readonly denominator: number; readonly rounding: InTwoLanguages } | null;
  readonly terms: readonly Term[];
  readonly splits: readonly Split[];
  /** Events up to asOf that were recorded after knownAt and would move the figure; null: everything known was asked for. */
  readonly leftOut: { readonly events: number; readonly sums: Sums } | null;
  /** The largest share first. */
  readonly projects: readonly FigureProject[];
  /** Of all pages. */
  readonly projectCount: number;
  readonly nextCursor: string | null;
}

/** The moment of one side of a comparison. */
export interface ComparedMoment {
  readonly asOf: string;
  readonly knownAt: string | null;
}

export interface FigureChange {
  readonly path: string;
  readonly name: InTwoLanguages;
  readonly unit: FigureUnit;
  readonly from: number | null;
  readonly to: number | null;
  /** In đồng or percentage points; null: one of them does not exist. */
  readonly change: number | null;
  readonly printed: { readonly from: string; readonly to: string };
}

export interface StageMove {
  /** null: nothing of it had happened, or was known, yet. */
  readonly from: Stage | null;
  readonly to: Stage | null;
}

export interface ChangeEvent extends FigureEvent {
  /** `left`: it counted at the first moment and does not at the second. */
  readonly counts: 'entered' | 'left';
  readonly stage: StageMove | null;
}

export interface ChangedProject extends Omit<FigureProject, 'shares' | 'events'> {
  /** By how much it changed plan, executed and samePeriod: the sum of its events' effects. */
  readonly changes: Sums;
  readonly stage: StageMove | null;
  readonly events: readonly ChangeEvent[];
}

/** `GET /api/v1/reports/diff`, `report diff`: a region's figures at two moments. */
export interface FigureDifference {
  readonly region: Region;
  readonly year: number;
  readonly set: ProvinceSet;
  /** The one figure asked for; null: all. */
  readonly path: string | null;
  readonly from: ComparedMoment;
  readonly to: ComparedMoment;
  readonly position: string | null;
  /** Those that changed, in the order of the report. */
  readonly figures: readonly FigureChange[];
  readonly stages: readonly (StageMove & { readonly projects: number })[];
  /** The largest change first. */
  readonly projects: readonly ChangedProject[];
  /** Of all pages. */
  readonly projectCount: number;
  readonly nextCursor: string | null;
}
