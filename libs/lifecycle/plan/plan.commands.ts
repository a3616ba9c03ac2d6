import type { ProvinceRef, Source } from '#reference/province-ref';
import type { Asked } from '../decider.ts';
import type { Dong } from '../money.ts';
import type { Supported } from '../rules.ts';
import type { LeftOut, PlanDecided, PlanItem } from './plan.events.ts';

/** Which plan is spoken of; the stream is named after it. */
type OfPlan = Asked & { readonly source: Source; readonly year: number; readonly province: ProvinceRef | null };

/** What the project's own stream says of it, read by the server when it asks, never given by a client. */
export type ProjectFacts = {
  /** The most that may be approved: what the last appraisal left. */
  readonly proposedAmount: Dong;
  readonly supported: Supported & { readonly variant?: string; readonly multiplier?: number };
  /** Persons who appraised it, in whose stead included. */
  readonly appraisedBy: readonly string[];
  /** Business day of its last act. */
  readonly since: string;
};

/** Absent facts: the project is not before this plan. */
export type ProposedItem = PlanItem & { readonly facts?: ProjectFacts };
export type ProposedLeftOut = LeftOut & { readonly facts?: Pick<ProjectFacts, 'since'> };

/** Giao dự toán. Said again, it takes the place of what was allocated before. */
export type AllocatePlan = OfPlan & {
  readonly type: 'AllocatePlan';
  readonly amount: Dong;
  /** Number of the paper that gives the money. */
  readonly document: string;
  readonly legalBasis: string;
};

export type DecidePlan = OfPlan & {
  readonly type: 'DecidePlan';
  readonly decisionNo: string;
  readonly items: readonly ProposedItem[];
  readonly leftOut: readonly ProposedLeftOut[];
  readonly attested?: NonNullable<PlanDecided['attested']>;
};

export type AdjustItem = {
  readonly project: string;
  readonly code: string;
  /** The new amount. */
  readonly amount: Dong;
  readonly reason: string;
  /**
   * Absent: the project does not hold money of this plan. `spent`: the more of what was paid less recoveries and what was accepted;
   * `approvedOn`: the day whose rules the project keeps.
   */
  readonly facts?: ProjectFacts & { readonly spent: Dong; readonly approvedOn: string };
};
export type AdjustPlan = Asked & { readonly type: 'AdjustPlan'; readonly decisionNo: string; readonly items: readonly AdjustItem[] };

export type ReleaseItem = {
  readonly project: string;
  readonly code: string;
  readonly reason: string;
  /** Absent: the project has not ended. */
  readonly facts?: { readonly since: string; readonly spent: Dong };
};
/** A project was stopped or withdrawn: what it has not spent is free for others. */
export type ReleaseItems = Asked & { readonly type: 'ReleaseItems'; readonly decisionNo: string; readonly items: readonly ReleaseItem[] };

/** The answer of a project to a decision of the plan, brought by the follow-up. Nobody else may bring it. */
type Answer = Asked & { readonly decisionNo: string; readonly project: string; readonly code: string };
export type ConfirmTaken = Answer & { readonly type: 'ConfirmTaken' };
/** `reason`: the code of the project's refusal. */
export type TakeBack = Answer & { readonly type: 'TakeBack'; readonly reason: string };

export type PlanCommand = AllocatePlan | DecidePlan | AdjustPlan | ReleaseItems | ConfirmTaken | TakeBack;
