/**
 * What happens to one project (đề án), from survey to settlement. Stream `project-{id}`. Business days are the event's
 * `occurredOn` in the metadata; money is whole đồng. `data` is JSON: no undefined, no dates but YYYY-MM-DD strings.
 */
import type { ProvinceRef, Source } from '#reference/province-ref';
import type { Dong } from '../money.ts';

/** A fact taken over from a document instead of being lived through in Tiendo, and the steps that it stands for. */
export type Attested = {
  readonly by: 'register';
  readonly document: string;
  /** Record number in the document, the header being 1. */
  readonly row: number;
  readonly steps: readonly AttestedStep[];
};

/** Preconditions that an attested command may skip, because the document has no column for them. */
export type AttestedStep =
  'draft' | 'findings' | 'segregation' | 'allocation' | 'contract' | 'request' | 'volume' | 'dossier' | 'liquidation';

export type Party = { readonly name: string; /** 10 digits, 13, or 10-3; null for groups. */ readonly taxCode: string | null };

/** Where and for whom: known from the survey on. */
export type Need = {
  readonly code: string;
  readonly source: Source;
  readonly planYear: number;
  readonly province: ProvinceRef;
  readonly commune: string;
  /** Code of NĐ 45/2012 art. 4, e.g. ND3b. */
  readonly content: string;
  readonly beneficiary: Party;
};

/** What is registered: the draft's figures. `counterpart` = `totalCost` − `supportRequested`. */
export type Draft = {
  readonly title: string;
  readonly implementingUnit: string;
  readonly beneficiary: Party;
  readonly totalCost: Dong;
  readonly supportRequested: Dong;
  readonly counterpart: Dong;
  readonly output: { readonly unit: string; readonly planned: number };
  readonly note: string | null;
};

export type AppraisalResult = 'pass' | 'pass_reduced' | 'fail';

/** One of the five contents of an appraisal, TT 36/2013/TT-BCT art. 9. */
export type Criterion = 'principles' | 'aims-and-money' | 'capability' | 'combination' | 'dossier';
export type Finding = {
  readonly criterion: Criterion;
  readonly met: boolean;
  readonly finding: string;
  /** Document that proves it, or the reason why none is needed. */
  readonly evidence: string;
};

type With<Data> = Data & { readonly attested?: Attested };

export type ProjectEvent =
  | { readonly type: 'NeedSurveyed'; readonly data: With<Need & { readonly outcome: 'recorded' | 'kept-for-later' }> }
  | { readonly type: 'NeedFoundNotEligible'; readonly data: With<Need & { readonly reason: string }> }
  | { readonly type: 'ProjectDrafted'; readonly data: Draft }
  | { readonly type: 'ProjectRegistered'; readonly data: With<Draft> }
  | {
      readonly type: 'DossierReturned';
      readonly data: { readonly round: number; readonly items: readonly { readonly item: string; readonly demand: string }[] };
    }
  | {
      readonly type: 'DossierCompleted';
      readonly data: { readonly round: number; readonly answers: readonly { readonly item: string; readonly answer: string }[] };
    }
  | {
      readonly type: 'BaseAppraisalConcluded';
      readonly data: With<{
        readonly result: AppraisalResult;
        /** null: failed */ readonly amount: Dong | null;
        readonly reason: string | null;
        readonly findings: readonly Finding[];
      }>;
    }
  | {
      readonly type: 'FinalAppraisalConcluded';
      readonly data: With<{
        readonly level: 'ministry' | 'province';
        readonly result: AppraisalResult;
        readonly amount: Dong | null;
        readonly reason: string | null;
        readonly findings: readonly Finding[];
      }>;
    }
  | { readonly type: 'ApprovedInPlan'; readonly data: With<{ readonly plan: string; readonly decisionNo: string; readonly amount: Dong }> }
  | { readonly type: 'LeftOutOfPlan'; readonly data: With<{ readonly plan: string; readonly decisionNo: string; readonly reason: string }> }
  /** `contract`, like `plan` above, names the stream that decided. */
  | {
      readonly type: 'ContractSigned';
      readonly data: With<{ readonly contract: string; readonly contractNo: string; readonly endsOn: string }>;
    }
  | { readonly type: 'AdvanceRequested'; readonly data: { readonly tranche: Tranche; readonly amount: Dong } }
  | {
      readonly type: 'VolumeConfirmed';
      readonly data: {
        readonly tranche: Tranche;
        /** Done volume in % of the supported investment, 0..100, up to 2 decimals. */ readonly percent: number;
      };
    }
  | {
      readonly type: 'AdvancePaid';
      readonly data: With<{ readonly tranche: Tranche; readonly amount: Dong; readonly treasuryRef: string | null }>;
    }
  | {
      readonly type: 'AcceptanceHeld';
      readonly data: With<{
        readonly result: 'full' | 'part' | 'not-accepted';
        /** đồng of support that the accepted volume earns */ readonly amount: Dong;
        readonly output: number | null;
        readonly remarks: string | null;
      }>;
    }
  | { readonly type: 'SettlementDossierLodged'; readonly data: { readonly documents: readonly string[] } }
  | { readonly type: 'ContractLiquidated'; readonly data: { readonly minutesNo: string } }
  | { readonly type: 'SettlementApproved'; readonly data: With<{ readonly amount: Dong }> }
  | { readonly type: 'AdvanceRecovered'; readonly data: With<{ readonly amount: Dong; readonly reason: string | null }> }
  | { readonly type: 'ProjectStopped'; readonly data: With<{ readonly reason: string; readonly decisionNo: string | null }> }
  | { readonly type: 'ProjectWithdrawn'; readonly data: { readonly reason: string } };

/** First advance (tạm ứng lần một) before acceptance, remaining advance (tạm ứng kinh phí còn lại) after it: TT 36/2013 art. 13, 14. */
export type Tranche = 'first' | 'remaining';
