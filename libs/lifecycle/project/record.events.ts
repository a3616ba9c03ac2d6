/** What keeps the record in order beside the course: documents, notes, hand-overs, corrections. */
import type { Count, Sha256, TaxCode } from '../fields.events.ts';
import type { Dong } from '../money.ts';

/** First advance (tạm ứng lần một) before acceptance, remaining advance after it; `next`: a multi-year project's later ones before it. */
export type Tranche = 'first' | 'next' | 'remaining';

/** A document of the dossier: a file in the content-addressed store, or a paper known by its number. */
export type FiledDocument = {
  /** Code of `libs/reference/rules/document-kinds.ts`. */
  readonly kind: string;
  readonly title: string;
  readonly number: string | null;
  readonly file: { readonly sha256: Sha256; readonly name: string; readonly size: Count; readonly mediaType: string } | null;
  /** What it proves: a criterion, an item that was returned, a content, an obstacle; null: the dossier as a whole. */
  readonly proves: string | null;
};

/** What keeps the record in order. A correction is an event of its own: nothing recorded is ever edited. */
export type RecordEvent =
  | { readonly type: 'DocumentAttached'; readonly data: FiledDocument }
  | {
      readonly type: 'NoteAdded';
      readonly data: { readonly about: string; readonly text: string; readonly audience: 'internal' | 'shared' };
    }
  | {
      readonly type: 'HandedOver';
      readonly data: { readonly from: string | null; readonly to: string; readonly reason: string; readonly openWork: readonly string[] };
    }
  | {
      readonly type: 'DetailsCorrected';
      readonly data: { readonly details: Details; readonly before: Details; readonly reason: string };
    }
  | {
      readonly type: 'ActReversed';
      readonly data: {
        /** Revision and type of the event whose effect ends. */ readonly revision: Count;
        readonly reversed: string;
        readonly reason: string;
        /** Money that the reversed event had moved, with its tranche; 0: none. */ readonly amount: Dong;
        readonly tranche: Tranche | null;
        /** Where the project stands again. */ readonly status: string;
      };
    }
  | {
      readonly type: 'MovedToDefinition';
      readonly data: { readonly from: string; readonly to: string; readonly legalBasis: string };
    }
  | { readonly type: 'FollowUpDeclined'; readonly data: DeclinedFollowUp };

/** What a decision of a plan or a contract asks of a project. */
export type FollowUpType = 'ApproveInPlan' | 'LeaveOutOfPlan' | 'AdjustApproval' | 'SignContract' | 'ExtendContract';

/** A decision that the project could not take. It stands under the follow-up's own command id, where what was taken would stand. */
export type DeclinedFollowUp = {
  readonly asked: FollowUpType;
  /** Id of the event that decided. */
  readonly decidedBy: string;
  /** The plan's or the contract's. */
  readonly stream: string;
  /** Number of the decision, the contract or its appendix. */
  readonly document: string;
  /** Code of the refusal. */
  readonly reason: string;
  /** Stage in which the project was. */
  readonly status: string;
};

/** Slips of the pen that change no money, no stage and no appraisal. */
export type Details = {
  readonly title?: string;
  readonly commune?: string;
  readonly beneficiaryName?: string;
  readonly taxCode?: TaxCode | null;
  readonly implementingUnit?: string;
};
