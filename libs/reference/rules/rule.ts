import type { ProvinceRef } from '../province-ref.ts';

/** What every rule row carries: when it holds, which text says so, and how sure we are of that text. */
export interface Rule {
  /** Stable name; refusals and obligations cite it. */
  readonly id: string;
  /** First day on which it holds, YYYY-MM-DD. */
  readonly from: string;
  /** Last day on which it holds; null: still in force. */
  readonly to: string | null;
  readonly instrument: string;
  readonly article: string;
  /** `verified`: the article, or an excerpt that quotes it, was read. `unverified`: from memory or assumed. */
  readonly status: 'verified' | 'unverified';
  readonly note?: string;
  /** The province whose own rule it is, for KCDP alone (TTLT 26/2014 art. 6(3), TT 46/2012 art. 8(3)b); absent: everybody's. */
  readonly province?: ProvinceRef;
}

export const inForce = (rule: Rule, day: string): boolean => rule.from <= day && (rule.to === null || day <= rule.to);

export const legalBasisOf = (rule: Rule): string => `${rule.instrument}, ${rule.article}`;

/** The row in force on a day; undefined before the first. */
export const ruleOn = <Row extends Rule>(rows: readonly Row[], day: string, fits: (row: Row) => boolean = () => true): Row | undefined =>
  rows.find((row) => inForce(row, day) && fits(row));
