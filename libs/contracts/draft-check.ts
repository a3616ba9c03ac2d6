import type { Problem } from './problem.ts';

/** `POST /api/v1/projects/{project}/checks/draft`: what the rules say of a draft as it is typed. Nothing is written. */
export interface DraftChecked {
  /** What drafting it would be refused for, all at once. */
  readonly faults: readonly {
    readonly code: string;
    readonly detail: string;
    /** Place in the draft (JSON Pointer); null: the draft as a whole. */
    readonly pointer: string | null;
    readonly facts: Readonly<Record<string, unknown>>;
    readonly refusedBy: NonNullable<Problem['refusedBy']> | null;
  }[];
  /** null: no ceiling is known for the content. */
  readonly ceiling: {
    readonly rule: string;
    readonly legalBasis: { readonly vi: string; readonly en: string };
    readonly ratePercent: number | null;
    /** đồng; null: no cap. */
    readonly cap: number | null;
    /** The cap counts for each planned unit of output. */
    readonly perUnit: boolean;
    /** The most đồng for this draft, without a priority multiplier; null: the rule names no figure. */
    readonly most: number | null;
    /** đồng requested above that; 0: none. */
    readonly over: number;
  } | null;
  /** Compulsory contents and promises without which it cannot be registered. */
  readonly missing: readonly string[];
  /** Papers that a registration needs. */
  readonly papers: readonly {
    readonly document: string;
    readonly name: { readonly vi: string; readonly en: string };
    readonly sets: number | null;
    /** The dossier has it. */
    readonly there: boolean;
    readonly legalBasis: { readonly vi: string; readonly en: string };
  }[];
  /** Other projects of the same beneficiary that have or may get support. */
  readonly earlierSupport: readonly {
    readonly code: string;
    readonly content: string;
    readonly planYear: number;
    readonly matchedBy: 'tax-code' | 'name' | 'serial';
  }[];
}
