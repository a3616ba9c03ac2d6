/** The row of the rules by which something is so. */
export interface CitedRule {
  readonly id: string;
  readonly legalBasis: string;
  /** The same as people cite it. */
  readonly words: { readonly vi: string; readonly en: string };
  readonly status: 'verified' | 'unverified';
}
