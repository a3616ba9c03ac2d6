import type { ProvinceRef } from './figures.ts';

/** A row of the dated rules, with the fields of its list beside these. */
export interface RuleRow {
  readonly list: string;
  readonly id: string;
  /** First day in force. */
  readonly from: string;
  /** Last day in force; null: still. */
  readonly to: string | null;
  readonly instrument: string;
  readonly article: string;
  readonly status: 'verified' | 'unverified';
  /** The text that the row stands on, as it is cited in each language. */
  readonly legalBasis: { readonly vi: string; readonly en: string };
}

/** `GET /api/v1/rules`: the rows in force on a day. */
export interface RuleRows {
  readonly on: string;
  /** Id of the rule set in force on that day. */
  readonly ruleSet: string;
  readonly rules: readonly RuleRow[];
}

/** A row that says something else on the second day. */
export interface RuleChange {
  readonly list: string;
  readonly before: RuleRow;
  readonly after: RuleRow;
  readonly fields: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
}

/** `GET /api/v1/rules/comparison`: what changed between two days. */
export interface RuleDifference {
  readonly from: string;
  readonly to: string;
  readonly added: readonly RuleRow[];
  readonly removed: readonly RuleRow[];
  readonly changed: readonly RuleChange[];
}

/** `GET /api/v1/rules/{scope}`: what was activated for everybody, or for a province's KCDP. */
export interface RuleScope {
  /** `national`, or a province as `vn63.38`. */
  readonly scope: string;
  readonly province: ProvinceRef | null;
  /** -1: nothing was ever activated. */
  readonly revision: number;
  readonly position: string | null;
  readonly activations: readonly RuleActivation[];
  readonly revoked: readonly string[];
}

export interface RuleActivation {
  readonly activation: string;
  /** First day on which its rows hold. */
  readonly from: string;
  readonly decidedOn: string;
  readonly legalBasis: { readonly vi: string; readonly en: string };
  /** Rows that ended the day before. */
  readonly replaces: readonly string[];
  readonly rules: readonly RuleRow[];
}

/** Result of the job that `POST /api/v1/rules/trials` starts: nothing is written. */
export interface RuleTrial {
  readonly year: number;
  /** Projects of the plan year that a plan has approved. */
  readonly approved: number;
  readonly refused: readonly {
    readonly project: string;
    readonly code: string;
    readonly approvedOn: string;
    readonly approved: number;
    /** The most đồng that the rows allow. */
    readonly most: number;
    readonly rule: string;
    readonly legalBasis: string;
  }[];
  /** đồng of the refused projects above what the rows allow. */
  readonly overVnd: number;
  /** Lists of the rows by which an approved amount cannot be judged. */
  readonly notTried: readonly string[];
}
