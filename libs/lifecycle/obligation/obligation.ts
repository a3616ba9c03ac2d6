/** What somebody owes by a day, derived from a project's events, the dated rules and the working calendar. */
import type { Holder } from './holder.ts';
import type { Day } from '../fields.events.ts';

export type ObligationKind =
  /** The dossier at the Sở, in the year before the plan year: TT 36/2013 art. 10(1)b. */
  | 'registration'
  /** The Sở's registration at the Cục: TT 36/2013 art. 10. */
  | 'submission'
  | 'base-appraisal'
  | 'dossier-completion'
  | 'final-appraisal'
  | 'first-advance'
  /** TT 36/2013 art. 22(2), 23(3)a: each month before the 25th while the work goes on. */
  | 'monthly-report'
  /** By the end of the contract. */
  | 'acceptance'
  | 'remaining-advance'
  /** TT 36/2013 art. 18(1). */
  | 'settlement-dossier'
  /** TT 36/2013 art. 18(2). */
  | 'settlement'
  | 'year-end-adjustment'
  | 'obstacle-answer'
  | 'adjustment-decision';

/** Why a clock stands still: a closed list. */
export type PauseReason =
  /** The dossier is with the implementing unit for completion: DossierReturned until DossierCompleted. */
  | 'dossier-returned'
  /** An adjustment is asked for and not decided. */
  | 'adjustment-pending'
  /** Force majeure is declared: TT 36/2013 art. 18(4). */
  | 'force-majeure'
  /** Somebody with the power paused it by a document. */
  | 'by-decision';

/** A stretch in which the clock stood still; `to` null: it still does. `from` is the first day that does not count, `to` the first that counts again. */
export interface Pause {
  readonly from: Day;
  readonly to: Day | null;
  readonly reason: PauseReason;
  /** Number of the document; null: the event itself is the reason. */
  readonly document: string | null;
}

export interface Obligation {
  /** Unique in the project, of `[A-Za-z0-9.:-]`, at most 60 characters: the kind, then `:` and what tells several apart (`monthly-report:2022-03`). */
  readonly key: string;
  readonly kind: ObligationKind;
  readonly startedOn: Day;
  /** Event that started it. */
  readonly startedBy: { readonly eventId: string; readonly actor: string };
  /** Last day, as known today. */
  readonly due: Day;
  /** How it is counted; `fixed`: a day of the calendar year. */
  readonly unit: 'calendar' | 'working' | 'fixed';
  /** Days given, used and left (negative: overdue) in that unit (`fixed`: calendar days); `given` null: fixed. Paused days are not used. */
  readonly given: number | null;
  readonly used: number;
  readonly left: number;
  readonly pauses: readonly Pause[];
  readonly paused: boolean;
  /** Version of the working calendar; null: plain days, so no calendar moves it. */
  readonly calendar: string | null;
  /** Whose court the ball is in. */
  readonly holder: Holder;
  /** Money that waits for it, in đồng; null: none. */
  readonly vnd: number | null;
  readonly rule: { readonly id: string; readonly legalBasis: string; readonly status: 'verified' | 'unverified' };
}
