/** The deadlines of a project's record. Days are YYYY-MM-DD business days. */
import type { Done } from './record-parts.ts';

/** A deadline whose clock somebody stopped by a document. */
export interface RecordedPause extends Done {
  /** A kind of deadline, or one of several of a kind: `obstacle-answer:o1`. */
  readonly deadline: string;
  readonly document: string;
  readonly reason: string;
  /** null: its clock still stands. */
  readonly resumed: (Done & { readonly reason: string }) | null;
}
