/** Figures that cross HTTP and the command line. Amounts are whole đồng, percentages numbers with at most 4 decimals; null: divisor 0. */

import type { CitedRule } from './cited-rule.ts';

export type Source = 'KCQG' | 'KCDP';
export type ProvinceSet = 'vn63' | 'vn34';
/** Regions of the khuyến công conferences, TT 26/2014/TT-BCT art. 3(1)c. */
export type Region = 'north' | 'central' | 'south';

export interface ProvinceRef {
  readonly set: ProvinceSet;
  readonly code: string;
}

/** The moment a figure is of: the business day asked for, the day of knowledge, and the log position it was computed at. */
export interface OfMoment {
  /** YYYY-MM-DD: facts with `occurredOn` ≤ asOf. */
  readonly asOf: string;
  /** YYYY-MM-DD: facts recorded before the end of this day in Asia/Ho_Chi_Minh; null: everything known. */
  readonly knownAt: string | null;
  /** Log position; null: empty log. */
  readonly position: string | null;
}

/** One cell of the conference's table. */
export interface Cell {
  /** kế hoạch: approved amounts, as changed by later decisions */
  readonly plan: number;
  /** thực hiện: advances and payments minus recoveries */
  readonly executed: number;
  /** executed / plan × 100 */
  readonly percent: number | null;
  /** `executed` of plan year − 1 at the same date one year earlier */
  readonly samePeriod: number;
  /** (executed − samePeriod) / samePeriod × 100 */
  readonly growthPercent: number | null;
  /** plan of the cell / plan of all sources of the region × 100 */
  readonly shareOfRegion: number | null;
  /** The same as people read them: tỷ and percentages with one decimal and a comma, rounded half up, `–` for null. */
  readonly printed: { readonly [figure in Exclude<keyof Cell, 'printed'>]: string };
}

export interface BySource {
  readonly KCQG: Cell;
  readonly KCDP: Cell;
  readonly all: Cell;
}

export interface RegionReport extends OfMoment {
  readonly region: Region;
  readonly year: number;
  readonly provinces: number;
  readonly totals: BySource;
  readonly byProvince: readonly (BySource & { readonly province: ProvinceRef })[];
  readonly byContent: readonly (BySource & { readonly content: string })[];
}

export type ObligationKind = 'first-advance' | 'remaining-advance' | 'settlement-dossier' | 'settlement';
export type ObligationState = 'late' | 'dueSoon' | 'blocked' | 'paused';

export interface DelayedRow {
  /** Project code, e.g. KCQG-2022-38-001. */
  readonly project: string;
  readonly projectId: string;
  readonly title: string;
  readonly source: Source;
  readonly province: ProvinceRef;
  readonly obligation: ObligationKind;
  readonly state: ObligationState;
  /** YYYY-MM-DD */
  readonly due: string;
  /** Calendar days from `due` to asOf: positive is late, negative still to go. */
  readonly days: number;
  readonly vnd: number;
  /** Who can act, as a role or organisation in Vietnamese, with its English name. */
  readonly whoCanAct: { readonly vi: string; readonly en: string };
  readonly rule: CitedRule;
}

export interface DelayedReport extends OfMoment {
  readonly region: Region | null;
  readonly rows: readonly DelayedRow[];
}

/** One province of the board; with `set=vn34` the projects of merged provinces are added up. */
export interface BoardRow {
  readonly province: ProvinceRef;
  readonly name: string;
  readonly region: Region | null;
  readonly projects: number;
  readonly plan: number;
  /** đã ký hợp đồng */
  readonly committed: number;
  /** đã tạm ứng: advances and payments, recoveries not deducted */
  readonly advanced: number;
  readonly executed: number;
  readonly settled: number;
  readonly percent: number | null;
  readonly samePeriod: number;
  readonly growthPercent: number | null;
  /** Disbursements and settlements late at asOf. */
  readonly late: number;
  readonly lateVnd: number;
  readonly stages: Readonly<Partial<Record<Stage, number>>>;
}

export interface ProvinceBoard extends OfMoment {
  readonly year: number;
  readonly set: ProvinceSet;
  readonly region: Region | null;
  readonly source: Source | null;
  readonly rows: readonly BoardRow[];
  readonly total: Omit<BoardRow, 'province' | 'name' | 'region'>;
}

/** Where a project stands, in the order of its life; then the ways out. */
export const STAGES = [
  'surveyed',
  'draft',
  'registered',
  'returned',
  'base-passed',
  'submitted',
  'final-passed',
  'proposed',
  'in-plan',
  'contracted',
  'executing',
  'accepted',
  'liquidated',
  'settled',
  'kept-for-later',
  'not-eligible',
  'rejected',
  'not-in-plan',
  'stopped',
  'withdrawn',
] as const;
export type Stage = (typeof STAGES)[number];
