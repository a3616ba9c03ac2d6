/** The parts of a project's record. Days are YYYY-MM-DD business days, amounts đồng; null: not reached, or nobody said. */

import type { RecordedPause } from './record-deadlines.ts';
import type { Done, Holder } from './record-parts.ts';

/** For how many calendar days who had the ball, from the survey to the day asked for or the project's end. */
export interface BallInCourt {
  /** Who has it now; null: the project is over. */
  readonly holder: Holder | null;
  /** YYYY-MM-DD since which the holder has it. */
  readonly since: string;
  readonly days: Readonly<Record<Holder, number>>;
  readonly spans: readonly BallSpan[];
}

export interface BallSpan {
  readonly holder: Holder;
  readonly from: string;
  readonly to: string;
  readonly days: number;
  /** What the project waited for: the stage's own work, a pending request, or the answer to an obstacle. */
  readonly awaits: 'stage' | 'volume' | 'payment' | 'adjustment' | 'obstacle';
  /** Stage in which the span began. */ readonly stage: string;
}

/** A content of the appraisal, TT 36/2013/TT-BCT art. 9. */
export interface RecordedFinding {
  readonly criterion: string;
  readonly met: boolean;
  readonly finding: string;
  readonly evidence: string;
  readonly signer: string | null;
  readonly on: string;
  /** A later change took the ground from it: it is to be assessed again. */
  readonly reopened: boolean;
}

export interface RecordedVote extends Done {
  readonly member: string;
  readonly vote: 'for' | 'against' | 'abstain';
  readonly reason: string | null;
}

export interface RecordedCouncil extends Done {
  readonly meetingOn: string;
  readonly members: readonly { readonly person: string; readonly seat: 'chair' | 'member' | 'secretary' }[];
  readonly votes: readonly RecordedVote[];
}

export interface AppraisalSection {
  readonly findings: readonly RecordedFinding[];
  readonly council: RecordedCouncil | null;
  readonly conclusion:
    | (Done & {
        readonly result: string;
        readonly amount: number | null;
        readonly reason: string | null;
        /** Priority multiplier on the ceiling's cap that it proposes; null: none. */
        readonly multiplier: number | null;
      })
    | null;
}

/** One round of a returned dossier. */
export interface ReturnedRound {
  readonly round: number;
  readonly returned: Done;
  /** null: still with the implementing unit. */
  readonly completedOn: string | null;
  readonly items: readonly ReturnedItemLine[];
}

export interface ReturnedItemLine {
  readonly item: string;
  readonly demand: string;
  readonly criterion: string | null;
  readonly cause: string | null;
  readonly answer: string | null;
  readonly document: string | null;
  readonly answeredOn: string | null;
}

export interface RecordedDocument extends Done {
  readonly kind: string;
  readonly title: string;
  readonly number: string | null;
  readonly file: { readonly sha256: string; readonly name: string; readonly size: number; readonly mediaType: string } | null;
  readonly proves: string | null;
}

export interface RecordedObstacle extends Done {
  readonly obstacle: string;
  readonly level: 'commune' | 'department' | 'agency' | 'treasury' | 'enterprise';
  readonly cause: string;
  readonly text: string;
  readonly owner: string | null;
  readonly promisedOn: string | null;
  readonly answers: readonly (Done & { readonly answer: string })[];
  /** null: open. */
  readonly resolvedOn: string | null;
  /** Calendar days from the day it was raised to its resolution, or to the day asked for. */
  readonly ageDays: number;
  /** Open, and the promised day is over. */
  readonly overdue: boolean;
}

export interface RecordedAdjustment extends Done {
  readonly adjustment: string;
  readonly kinds: readonly string[];
  readonly change: Readonly<Record<string, unknown>>;
  readonly reason: string;
  readonly confirmed: (Done & { readonly visitedOn: string; readonly opinion: string }) | null;
  /** null: pending, or ended with the project. */
  readonly decided:
    | (Done & {
        readonly approved: boolean;
        readonly decisionNo: string;
        readonly reason: string | null;
        readonly reopens: readonly string[];
      })
    | null;
}

/** An amount that the plan decided, with what it was before. */
export interface RecordedApproval extends Done {
  readonly decisionNo: string;
  readonly amount: number;
  readonly before: number | null;
  readonly reason: string | null;
}

export interface RecordedAdvance {
  readonly tranche: 'first' | 'next' | 'remaining';
  readonly requested: (Done & { readonly amount: number }) | null;
  readonly confirmed: (Done & { readonly percent: number }) | null;
  readonly paid: (Done & { readonly amount: number; readonly treasuryRef: string | null }) | null;
  /** Calendar days from request to confirmation, and from there (or the request) to payment. */
  readonly daysToConfirm: number | null;
  readonly daysToPay: number | null;
}

export interface RecordedProgress extends Done {
  readonly period: string;
  readonly percent: number;
  readonly value: number;
  readonly finishOn: string | null;
  readonly difficulties: string | null;
}

export interface RecordedInspection extends Done {
  readonly inspector: string;
  readonly findings: string;
  readonly demands: readonly string[];
}

/** Against its target; null: nothing reported yet. */
export type TargetVerdict = 'over' | 'met' | 'under' | null;

/** One content of a key scheme, year by year. */
export interface ContentSection {
  readonly content: string;
  readonly unit: string;
  readonly years: readonly {
    readonly year: number;
    readonly target: number;
    readonly actual: number | null;
    readonly money: number;
    readonly spent: number | null;
    readonly verdict: TargetVerdict;
    readonly shortfall: string | null;
  }[];
  readonly target: number;
  readonly actual: number;
  readonly money: number;
  readonly spent: number;
  /** Of the years that have been reported. */
  readonly verdict: TargetVerdict;
}

export interface SettlementSection {
  readonly lodged:
    | (Done & {
        readonly documents: readonly string[];
        readonly dossier: 'A' | 'B' | null;
        readonly vouchers: readonly { readonly number: string; readonly on: string; readonly amount: number }[];
        readonly vouchersAmount: number | null;
      })
    | null;
  readonly liquidated: (Done & { readonly minutesNo: string }) | null;
  readonly settled: (Done & { readonly amount: number }) | null;
  readonly carriedOver: (Done & { readonly amount: number; readonly toYear: number; readonly decisionNo: string }) | null;
}

export interface RecordedNote extends Done {
  readonly about: string;
  readonly text: string;
  /** `internal`: not for the implementing unit and the beneficiary. */
  readonly audience: 'internal' | 'shared';
}

export interface RecordedHandOver extends Done {
  readonly from: string | null;
  readonly to: string;
  readonly reason: string;
  readonly openWork: readonly string[];
}

export interface RecordedCorrection extends Done {
  readonly details: Readonly<Record<string, string | null>>;
  readonly before: Readonly<Record<string, string | null>>;
  readonly reason: string;
}

export interface RecordedReversal extends Done {
  /** The event whose effect ended. */
  readonly revision: number;
  readonly reversed: string;
  readonly reason: string;
  readonly amount: number;
}

export interface RecordedEarlierSupport {
  /** Code of the earlier project. */
  readonly earlier: string;
  readonly content: string | null;
  readonly planYear: number | null;
  readonly matchedBy: string;
  /** null: the appraiser has not spoken on it yet. */
  readonly judged: (Done & { readonly sameItem: boolean; readonly reason: string }) | null;
}

export interface ForceMajeureSection {
  readonly declared: Done & { readonly event: string; readonly explanation: string };
  readonly confirmations: readonly (Done & {
    readonly party: 'department' | 'commune';
    readonly percent: number;
    readonly minutesNo: string;
  })[];
}

/** The compulsory contents of a proposal beyond its money, TT 36/2013/TT-BCT art. 5; null: a register has no column for it. */
export interface ProposalSection {
  readonly needBasis: string | null;
  readonly aims: string | null;
  readonly scale: string | null;
  readonly organisation: string | null;
  readonly effect: string | null;
  readonly coordinatingUnit: string | null;
  readonly schedule: readonly { readonly step: string; readonly from: string; readonly to: string; readonly responsible: string }[];
  readonly estimate: readonly EstimateRow[];
  readonly serials: readonly string[];
}

export interface EstimateRow {
  readonly item: string;
  readonly unit: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly amount: number;
  readonly payer: 'support' | 'own' | 'other';
  readonly management: boolean;
}

/** What a record holds besides its head and its money. */
export interface RecordSections {
  readonly proposal: ProposalSection | null;
  readonly appraisal: { readonly base: AppraisalSection; readonly final: AppraisalSection };
  readonly returns: readonly ReturnedRound[];
  readonly ball: BallInCourt;
  readonly documents: readonly RecordedDocument[];
  readonly earlierSupport: readonly RecordedEarlierSupport[];
  /** How many earlier projects of the beneficiary were found at the registration: more than are listed when the list was cut. */
  readonly earlierSupportFound: number;
  readonly approvals: readonly RecordedApproval[];
  readonly groupPlan:
    | (Done & {
        readonly decisionNo: string;
        readonly places: readonly { readonly commune: string; readonly beneficiary: string; readonly amount: number }[];
      })
    | null;
  readonly supportContract: (Done & { readonly contractNo: string; readonly investor: string }) | null;
  readonly advances: readonly RecordedAdvance[];
  readonly obstacles: readonly RecordedObstacle[];
  readonly adjustments: readonly RecordedAdjustment[];
  readonly progress: readonly RecordedProgress[];
  readonly inspections: readonly RecordedInspection[];
  readonly forceMajeure: ForceMajeureSection | null;
  readonly contents: readonly ContentSection[];
  readonly settlement: SettlementSection;
  readonly pauses: readonly RecordedPause[];
  readonly notes: readonly RecordedNote[];
  readonly handOvers: readonly RecordedHandOver[];
  readonly corrections: readonly RecordedCorrection[];
  readonly reversals: readonly RecordedReversal[];
}
