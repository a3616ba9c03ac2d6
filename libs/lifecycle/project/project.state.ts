import type { Duty, Status as Stage } from '#reference/definitions/definition';
import type { Dong } from '../money.ts';
import { sum } from '../money.ts';
import type { Supported } from '../rules.ts';
import type {
  Adjustment,
  AppraisalLevel,
  ContentResult,
  CouncilMember,
  DeclinedFollowUp,
  Draft,
  EarlierMatch,
  Finding,
  Need,
  Obstacle,
  ReturnedItem,
  Tranche,
} from './project.events.ts';

/** A project as its events have made it. A field exists only in the statuses where it can have a value. */
export type Project = Absent | Surveyed | Drafted | Returned | Funded | Ended;

export type Absent = { readonly status: 'absent' };

/** `since`: the latest business day of the project's own acts; no later act may be dated before it. */
export type Known = { readonly need: Need; readonly since: string; readonly file: CaseFile };

/** What goes with a project through all its stages. */
export type CaseFile = {
  /** Stage graph that it is on. */
  readonly definition: string;
  /** Events so far: the stream's revision + 1. */
  readonly events: number;
  readonly hands: Hands;
  readonly documents: readonly { readonly kind: string; readonly proves: string | null }[];
  /** Open ones only. */
  readonly obstacles: readonly Obstacle[];
  /** Every obstacle's id that was ever raised. */
  readonly obstaclesRaised: readonly string[];
  /** Deadlines whose clock somebody stopped by a document. */
  readonly paused: readonly { readonly deadline: string; readonly document: string; readonly on: string }[];
  /** Who is in charge; null: nobody was named. */
  readonly officer: string | null;
  /** The last act, when it can still be reversed. */
  readonly last: Undo | null;
  /** Decisions of plans and contracts that it could not take; absent: none. */
  readonly declined?: readonly DeclinedFollowUp[];
};

/** Who did which duty, in whose stead included; imports count for nobody. */
export type Hands = Readonly<Partial<Record<Duty, readonly string[]>>>;

/** An act that may be reversed while nothing was built on it, and the project before it. */
export type Undo = {
  readonly type: string;
  readonly revision: number;
  readonly amount: Dong;
  readonly tranche: Tranche | null;
  readonly before: Exclude<Project, Absent>;
};

export type Surveyed = Known & { readonly status: 'surveyed' | 'kept-for-later' };

export type Council = {
  readonly meetingOn: string;
  readonly members: readonly CouncilMember[];
  readonly votes: readonly { readonly member: string; readonly vote: 'for' | 'against' | 'abstain' }[];
};

export type Proposal = Known & {
  readonly draft: Draft;
  /** What the last appraisal left of the amount asked for. */
  readonly appraised: Dong;
  readonly rounds: number;
  /** Assessed so far at each level; a conclusion takes them over. */
  readonly findings: Readonly<Record<AppraisalLevel, readonly Finding[]>>;
  readonly councils: Readonly<Record<AppraisalLevel, Council | null>>;
  /** Earlier support of the same beneficiary on which the appraiser has spoken. */
  readonly earlier: readonly EarlierMatch[];
  readonly judged: readonly { readonly earlier: string; readonly sameItem: boolean }[];
  /** Plan that it is proposed to; null: none. */
  readonly plan: string | null;
  /** Order of preference that the proposal names. */
  readonly priority: readonly string[];
  /** Priority multiplier that the last appraisal proposes; 1: none. */
  readonly multiplier: number;
};
export type Drafted = Proposal & { readonly status: 'draft' | 'registered' | 'base-passed' | 'submitted' | 'final-passed' | 'proposed' };
export type Returned = Proposal & {
  readonly status: 'returned';
  readonly backTo: 'registered' | 'base-passed' | 'submitted';
  /** Where it was returned from: a new draft may send it further back. */
  readonly returnedFrom: 'registered' | 'base-passed' | 'submitted';
  readonly items: readonly string[];
  readonly demanded: readonly ReturnedItem[];
  readonly answered: readonly { readonly item: string; readonly answer: string }[];
};

export type Funded = Known & {
  readonly status: 'in-plan' | 'contracted' | 'executing' | 'accepted' | 'liquidated' | 'stopped' | 'settled';
  readonly draft: Draft;
  readonly approval: {
    readonly plan: string;
    readonly decisionNo: string;
    readonly amount: Dong;
    readonly on: string;
    /** Priority multiplier on the ceiling, set by the decision: TTLT 26/2014 art. 6(2)t. */
    readonly multiplier?: number;
  };
  readonly contract: { readonly stream: string; readonly contractNo: string; readonly endsOn: string } | null;
  readonly request: { readonly tranche: Tranche; readonly amount: Dong; readonly volumePercent: number | null } | null;
  readonly paid: { readonly first: Dong; readonly next: Dong; readonly remaining: Dong };
  readonly recovered: Dong;
  readonly accepted: Dong | null;
  readonly dossierLodged: boolean;
  readonly stopReason: string | null;
  readonly findings: readonly Finding[];
  /** Criteria that a change took the ground from: to be assessed again before money moves on. */
  readonly reopened: readonly string[];
  /** Group schemes: the Sở approved the detailed plan (Mẫu số 11). */
  readonly groupPlan: boolean;
  readonly supportContract: boolean;
  readonly progress: { readonly period: string; readonly percent: number } | null;
  readonly adjustment: (Adjustment & { readonly confirmed: boolean }) | null;
  readonly adjustmentsMade: readonly string[];
  readonly force: { readonly departmentPercent: number | null; readonly communePercent: number | null } | null;
  readonly results: readonly ContentResult[];
  /** Sum of the vouchers of the settlement dossier; null: none was given. */
  readonly vouchers: Dong | null;
  readonly carriedOver: { readonly amount: Dong; readonly toYear: number } | null;
};

export type Ended = Known & {
  readonly status: 'not-eligible' | 'rejected' | 'not-in-plan' | 'withdrawn';
  readonly reason: string;
  /** Left out by the plan only: it may be proposed again when money becomes free. */
  readonly waiting: Proposal | null;
  /** The decision that left it out; null: it ended otherwise. */
  readonly leftOutBy: { readonly plan: string; readonly decisionNo: string } | null;
};

export type Status = Project['status'];
/** The members of the union that can have one of these statuses, narrowed to them. */
export type In<S extends Status> = Narrowed<Project, S>;
type Narrowed<P, S> = P extends { readonly status: infer T }
  ? [Extract<T, S>] extends [never]
    ? never
    : P & { readonly status: Extract<T, S> }
  : never;

/** Compiles only while the states and the stage graphs speak of the same stages. */
export type StagesAgree = [Exclude<Status, 'absent'>, Stage] extends [Stage, Exclude<Status, 'absent'>] ? true : never;
export const stagesAgree: StagesAgree = true;

export const advancedGross = ({ paid }: Pick<Funded, 'paid'>): Dong => sum(paid.first, paid.next, paid.remaining);

export const advancedNet = (project: Pick<Funded, 'paid' | 'recovered'>): Dong => sum(advancedGross(project), -project.recovered);

/** The day whose rules judge an act: a project keeps the rules in force when its plan was approved (NĐ 235/2025, transition). */
export const rulesDayOf = (project: Project, occurredOn: string): string => ('approval' in project ? project.approval.on : occurredOn);

/** What a ceiling is measured against. */
export const supportedBy = ({ need, draft }: Pick<Proposal, 'need' | 'draft'>): Supported => ({
  source: need.source,
  province: need.province,
  content: need.content,
  totalCost: draft.totalCost,
  outputPlanned: draft.output.planned,
  ...(draft.variant === undefined ? {} : { variant: draft.variant }),
});
