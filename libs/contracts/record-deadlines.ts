/** The deadlines of a project's record. Days are YYYY-MM-DD business days. */
import type { CitedRule } from './cited-rule.ts';
import type { Done, Holder } from './record-parts.ts';

/** A deadline whose clock somebody stopped by a document. */
export interface RecordedPause extends Done {
  /** A kind of deadline, or one of several of a kind: `obstacle-answer:o1`. */
  readonly deadline: string;
  readonly document: string;
  readonly reason: string;
  /** null: its clock still stands. */
  readonly resumed: (Done & { readonly reason: string }) | null;
}

/** A stretch in which a clock stood still. */
export interface RecordedStill {
  readonly from: string;
  /** First day that counts again; null: it still stands. */
  readonly to: string | null;
  readonly reason: 'dossier-returned' | 'adjustment-pending' | 'force-majeure' | 'by-decision';
  /** Number of the document; null: the event itself is the reason. */
  readonly document: string | null;
}

/** What somebody owes by a day. */
export interface RecordedDeadline {
  /** Unique in the project; `deadline-pauses` takes it. */
  readonly key: string;
  readonly kind: string;
  readonly name: { readonly vi: string; readonly en: string };
  readonly startedOn: string;
  readonly due: string;
  /** `fixed`: a day of the calendar; `calendar`: plain days; `working`: days worked. */
  readonly unit: 'calendar' | 'working' | 'fixed';
  /** Days given, used and left (negative: overdue) in that unit (`fixed`: plain days); `given` null: fixed. */
  readonly given: number | null;
  readonly used: number;
  readonly left: number;
  /** Its clock stands still on the day asked for: `due` is the day that comes when it goes on tomorrow. */
  readonly paused: boolean;
  readonly pauses: readonly RecordedStill[];
  /** How the days stand, in a line. */
  readonly standing: { readonly vi: string; readonly en: string };
  /** Version of the working calendar; null: plain days. */
  readonly calendar: string | null;
  readonly holder: Holder;
  /** đồng that wait for it; null: none. */
  readonly vnd: number | null;
  readonly rule: CitedRule;
}
