import type { Source } from '../province-ref.ts';
import type { Rule } from './rule.ts';

/** The act before which the papers must be there: the command's type, advances told apart by tranche. */
export type DossierAct =
  | 'RegisterProject'
  | 'SubmitForFinalAppraisal'
  | 'DecidePlan'
  | 'ApproveGroupPlan'
  | 'RequestFirstAdvance'
  | 'RequestNextAdvance'
  | 'RequestRemainingAdvance'
  | 'RequestAdjustment'
  | 'HoldAcceptance'
  | 'LodgeSettlementDossier'
  | 'LiquidateContract'
  | 'SettleForceMajeure';

/** What must be true of the case for a paper to be needed. */
export type When =
  | 'beneficiary-is-not-implementer'
  | 'kind-has-annex-2-papers'
  | 'base-appraised'
  | 'council'
  | 'hired-contractor'
  | 'organisation-plan-needed'
  | 'with-invoice'
  | 'without-invoice'
  /** Of a unit that issues no invoice: the support is a share of all that the project costs. */
  | 'by-percentage'
  | 'late-settlement'
  | 'last-contract-of-year'
  | 'force-majeure'
  | 'enterprise-investor'
  | 'course'
  | 'collective-mark'
  | 'web-site'
  | 'money-for-participants'
  | 'technology-transfer'
  | 'contest'
  | 'as-department-asks';

/** A paper of a dossier. */
export interface DossierPaper extends Rule {
  readonly act: DossierAct;
  readonly source: Source;
  /** Contents that it is for; null: all. */
  readonly contents: readonly string[] | null;
  /** Sub-kinds of the contents; null stands for a project that names none. Absent: all. */
  readonly variants?: readonly (string | null)[];
  /** Kinds of scheme; absent: all. */
  readonly schemes?: readonly ('single' | 'group' | 'key')[];
  /** Code of `document-kinds.ts`. */
  readonly document: string;
  /** Form, where the act asks for one of several. */
  readonly form?: string;
  /** Sets to hand in; null: the text does not say. */
  readonly sets: number | null;
  /** Always needed: null. */
  readonly when: When | null;
}
