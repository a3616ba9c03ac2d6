/**
 * What happens to one project (đề án), from survey to settlement. Stream `project-{id}`. Business days are the event's
 * `occurredOn` in the metadata; money is whole đồng. `data` is JSON: no undefined, no dates but YYYY-MM-DD strings.
 */
import type { Count, Day, Month, Percent, Year } from '../fields.events.ts';
import type { Dong } from '../money.ts';
import type { Adjustment, AdjustmentKind, Obstacle } from './change.events.ts';
import type { ClockEvent } from './clock.events.ts';
import type { RecordEvent, Tranche } from './record.events.ts';
import type {
  AppraisalLevel,
  AppraisalResult,
  CouncilMember,
  Draft,
  EarlierMatch,
  Finding,
  Need,
  ReturnedItem,
  Survey,
} from './proposal.events.ts';

export type { DeclinedFollowUp, Details, FiledDocument, FollowUpType, Tranche } from './record.events.ts';
export type { Adjustment, AdjustmentKind, Change, Obstacle, ObstacleLevel } from './change.events.ts';
export type {
  AppraisalLevel,
  AppraisalResult,
  ContentPlan,
  CouncilMember,
  Criterion,
  Draft,
  EarlierMatch,
  EstimateLine,
  Finding,
  Need,
  Party,
  ReturnedItem,
  SchemeKind,
  ScheduleStep,
  Survey,
} from './proposal.events.ts';

/** A fact taken over from a document instead of being lived through in Tiendo, and the steps that it stands for. */
export type Attested = {
  readonly by: 'register';
  readonly document: string;
  /** Record number in the document, the header being 1. */
  readonly row: Count;
  readonly steps: readonly AttestedStep[];
};

/** Preconditions that an attested command may skip, because the document has no column for them. */
export type AttestedStep =
  'draft' | 'findings' | 'segregation' | 'allocation' | 'contract' | 'request' | 'volume' | 'dossier' | 'liquidation' | 'submission';

type With<Data> = Data & { readonly attested?: Attested };

export type ContentResult = {
  readonly content: string;
  readonly year: Year;
  readonly actual: number;
  readonly spent: Dong;
  /** Why the year's target was missed; null: it was not. */
  readonly shortfall: string | null;
};

type Concluded = With<{
  readonly result: AppraisalResult;
  /** null: failed */ readonly amount: Dong | null;
  readonly reason: string | null;
  readonly findings: readonly Finding[];
  /** Priority multiplier on the ceiling's cap, proposed by the appraisal: TTLT 26/2014 art. 6(2)t. */
  readonly multiplier?: number;
}>;

type ProposalEvent =
  | { readonly type: 'NeedSurveyed'; readonly data: With<Need & Survey & { readonly outcome: 'recorded' | 'kept-for-later' }> }
  | { readonly type: 'NeedFoundNotEligible'; readonly data: With<Need & Survey & { readonly reason: string; readonly cause?: string }> }
  | { readonly type: 'ProjectDrafted'; readonly data: Draft }
  | {
      readonly type: 'ProjectRegistered';
      readonly data: With<
        Draft & {
          readonly earlierSupport?: readonly EarlierMatch[];
          /** How many were found, when that is more than are listed. */ readonly earlierSupportFound?: Count;
        }
      >;
    }
  | { readonly type: 'DossierReturned'; readonly data: { readonly round: Count; readonly items: readonly ReturnedItem[] } }
  | {
      readonly type: 'ReturnedItemAnswered';
      readonly data: { readonly round: Count; readonly item: string; readonly answer: string; readonly document: string | null };
    }
  | {
      readonly type: 'DossierCompleted';
      readonly data: {
        readonly round: Count;
        readonly answers: readonly { readonly item: string; readonly answer: string }[];
        /** Where it goes back to, when a new draft took the ground from the appraisal before; absent: where it was returned from. */
        readonly backTo?: 'registered' | 'base-passed' | 'submitted';
      };
    }
  | {
      readonly type: 'EarlierSupportJudged';
      readonly data: { readonly earlier: string; readonly matchedBy: string; readonly sameItem: boolean; readonly reason: string };
    }
  | { readonly type: 'CriterionAssessed'; readonly data: { readonly level: AppraisalLevel } & Finding }
  | {
      readonly type: 'CouncilConvened';
      readonly data: { readonly level: AppraisalLevel; readonly meetingOn: Day; readonly members: readonly CouncilMember[] };
    }
  | {
      readonly type: 'VoteCast';
      readonly data: {
        readonly level: AppraisalLevel;
        readonly member: string;
        readonly vote: 'for' | 'against' | 'abstain';
        readonly reason: string | null;
      };
    }
  | { readonly type: 'BaseAppraisalConcluded'; readonly data: Concluded }
  | { readonly type: 'SubmittedForFinalAppraisal'; readonly data: { readonly level: 'ministry' | 'province'; readonly letterNo: string } }
  | { readonly type: 'FinalAppraisalConcluded'; readonly data: Concluded & { readonly level: 'ministry' | 'province' } }
  | {
      readonly type: 'ProposedForPlan';
      readonly data: { readonly plan: string; readonly statementNo: string; readonly priority: readonly string[] };
    }
  | { readonly type: 'ProjectWithdrawn'; readonly data: { readonly reason: string } };

/** `plan` and `contract` name the stream that decided. */
type FundingEvent =
  | {
      readonly type: 'ApprovedInPlan';
      readonly data: With<{ readonly plan: string; readonly decisionNo: string; readonly amount: Dong; readonly multiplier?: number }>;
    }
  | { readonly type: 'LeftOutOfPlan'; readonly data: With<{ readonly plan: string; readonly decisionNo: string; readonly reason: string }> }
  | {
      readonly type: 'ApprovalAdjusted';
      readonly data: {
        readonly plan: string;
        readonly decisionNo: string;
        readonly amount: Dong;
        readonly before: Dong;
        readonly reason: string;
        /** Request that it answers, and the contents of the appraisal that it re-opens. */ readonly adjustment?: string;
        readonly reopens?: readonly string[];
      };
    }
  | {
      readonly type: 'GroupPlanApproved';
      readonly data: {
        readonly decisionNo: string;
        readonly places: readonly { readonly commune: string; readonly beneficiary: string; readonly amount: Dong }[];
      };
    }
  | {
      readonly type: 'ContractSigned';
      readonly data: With<{ readonly contract: string; readonly contractNo: string; readonly endsOn: Day }>;
    }
  | {
      readonly type: 'ContractExtended';
      readonly data: { readonly contract: string; readonly appendixNo: string; readonly endsOn: Day };
    }
  | { readonly type: 'TaskAssigned'; readonly data: { readonly decisionNo: string; readonly endsOn: Day } }
  | { readonly type: 'SupportContractSigned'; readonly data: { readonly contractNo: string; readonly investor: string } }
  | { readonly type: 'AdvanceRequested'; readonly data: { readonly tranche: Tranche; readonly amount: Dong } }
  | {
      readonly type: 'VolumeConfirmed';
      readonly data: {
        readonly tranche: Tranche;
        /** Done volume in % of the supported investment, 0..100, up to 2 decimals. */ readonly percent: Percent;
      };
    }
  | {
      readonly type: 'AdvancePaid';
      readonly data: With<{ readonly tranche: Tranche; readonly amount: Dong; readonly treasuryRef: string | null }>;
    }
  | { readonly type: 'AdvanceRecovered'; readonly data: With<{ readonly amount: Dong; readonly reason: string | null }> };

type CarryingOutEvent =
  | {
      readonly type: 'ProgressReported';
      readonly data: {
        /** YYYY-MM; the report is due before the 25th: TT 36/2013 art. 23(3)a. */ readonly period: Month;
        /** Done volume in %, 0..100. */ readonly percent: Percent;
        readonly value: Dong;
        readonly finishOn: Day | null;
        readonly difficulties: string | null;
      };
    }
  | { readonly type: 'ContentResultReported'; readonly data: ContentResult }
  | {
      readonly type: 'InspectionHeld';
      readonly data: { readonly by: string; readonly findings: string; readonly demands: readonly string[] };
    }
  | { readonly type: 'ForceMajeureDeclared'; readonly data: { readonly event: string; readonly explanation: string } }
  | {
      readonly type: 'ForceMajeureConfirmed';
      readonly data: { readonly by: 'department' | 'commune'; readonly percent: Percent; readonly minutesNo: string };
    }
  | { readonly type: 'ObstacleRaised'; readonly data: Obstacle }
  | {
      readonly type: 'AnswerPromised';
      readonly data: { readonly obstacle: string; readonly owner: string; readonly promisedOn: Day };
    }
  | {
      readonly type: 'ObstacleAnswered';
      readonly data: { readonly obstacle: string; readonly answer: string; readonly resolved: boolean };
    };

type ChangeEvent =
  | { readonly type: 'AdjustmentRequested'; readonly data: Adjustment }
  | {
      readonly type: 'AdjustmentConfirmed';
      readonly data: { readonly adjustment: string; readonly visitedOn: Day; readonly opinion: string };
    }
  | {
      readonly type: 'AdjustmentDecided';
      readonly data: {
        readonly adjustment: string;
        readonly kinds: readonly AdjustmentKind[];
        readonly approved: boolean;
        readonly decisionNo: string;
        readonly reason: string | null;
        /** The contents of the appraisal that stood on what changed: they are assessed again before money moves on. */
        readonly reopens: readonly string[];
      };
    }
  | {
      readonly type: 'ProjectStopped';
      readonly data: With<{ readonly reason: string; readonly decisionNo: string | null; readonly cause?: string }>;
    };

type ClosingEvent =
  | {
      readonly type: 'AcceptanceHeld';
      readonly data: With<{
        readonly result: 'full' | 'part' | 'not-accepted';
        /** đồng of support that the accepted volume earns */ readonly amount: Dong;
        readonly output: number | null;
        readonly remarks: string | null;
        readonly minutesNo?: string;
      }>;
    }
  | {
      readonly type: 'SettlementDossierLodged';
      readonly data: {
        readonly documents: readonly string[];
        /** A: the unit issues no invoice to the Cục; B: it does (TT 36/2013 art. 19). */ readonly dossier?: 'A' | 'B';
        readonly vouchers?: readonly { readonly number: string; readonly on: Day; readonly amount: Dong }[];
      };
    }
  | { readonly type: 'ContractLiquidated'; readonly data: { readonly minutesNo: string } }
  | { readonly type: 'SettlementApproved'; readonly data: With<{ readonly amount: Dong }> }
  | { readonly type: 'CarriedOver'; readonly data: { readonly amount: Dong; readonly toYear: Year; readonly decisionNo: string } };

export type ProjectEvent = ProposalEvent | FundingEvent | CarryingOutEvent | ChangeEvent | ClosingEvent | ClockEvent | RecordEvent;
