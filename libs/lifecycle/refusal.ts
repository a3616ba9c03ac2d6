/** Every reason the rules may say no. The list is closed: apps/api maps each to HTTP and docs/problems explains each. */
export type RefusalCode =
  | 'project-exists'
  | 'project-not-found'
  | 'illegal-transition'
  | 'not-attestable'
  | 'in-the-future'
  | 'date-order'
  | 'blank'
  | 'amount'
  | 'counterpart'
  | 'output'
  | 'dossier-open'
  | 'findings-missing'
  | 'amount-over-requested'
  | 'amount-over-appraised'
  | 'amount-over-approved'
  | 'amount-over-accepted'
  | 'ceiling'
  | 'rule-row'
  | 'not-own-rule'
  | 'rules-in-use'
  | 'calendar-row'
  | 'advance-cap'
  | 'advance-over-approved'
  | 'advance-conditions'
  | 'recovery-over-advanced'
  | 'sum-mismatch'
  | 'not-in-plan'
  | 'plan-conflict'
  | 'not-proposed'
  | 'not-ended'
  | 'multiplier'
  | 'allocation-missing'
  | 'allocation-exceeded'
  | 'allocation-under-funded'
  | 'extension-undecided'
  | 'not-your-role'
  | 'segregation'
  | 'contract-not-found'
  | 'contract-conflict'
  | 'percent'
  | 'not-your-role'
  | 'segregation'
  | 'not-eligible'
  | 'reserved-identity'
  | 'draft-incomplete'
  | 'promise-missing'
  | 'estimate-line'
  | 'estimate-sum'
  | 'management-cost'
  | 'dossier-incomplete'
  | 'double-support'
  | 'evidence-missing'
  | 'council-members'
  | 'council-majority'
  | 'not-on-council'
  | 'multiplier'
  | 'wrong-kind'
  | 'nothing-to-do'
  | 'already-done'
  | 'unknown-name'
  | 'named-twice'
  | 'document-empty'
  | 'amount-under-spent'
  | 'reapproval-needed'
  | 'volume-over-reported'
  | 'progress-backwards'
  | 'shortfall-unexplained'
  | 'results-missing'
  | 'targets-missed'
  | 'force-majeure'
  | 'adjustment-pending'
  | 'adjustment-unconfirmed'
  | 'plan-decides'
  | 'nothing-changes'
  | 'not-the-last-act'
  | 'carry-over-year'
  | 'contact-not-found'
  | 'contact-field'
  | 'contact-ended'
  | 'command-id-reused';

export type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** The rule that refused and the text that it stands on. `status` says how sure we are of the text. */
export interface RefusedBy {
  readonly rule: string;
  readonly legalBasis: string;
  readonly status?: 'verified' | 'unverified';
}

/** An expected no, thrown by `decide` only. Carries facts, not sentences: those live with the languages, at the edge. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly facts: Facts = {},
    readonly refusedBy?: RefusedBy,
  ) {
    super(code);
    this.name = 'Refusal';
  }
}
