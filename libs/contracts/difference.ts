import type { OfMoment } from './figures.ts';
import type { RecordField } from './record-fields.ts';
import type { TimelineEntry } from './timeline.ts';

/** A field of a record at two moments. Of a list only the items that are not the same in both; null: the project was not there. */
export interface RecordChange {
  readonly field: RecordField;
  readonly name: { readonly vi: string; readonly en: string };
  readonly before: unknown;
  readonly after: unknown;
  /** Ids of the events behind it, as `events` lists them; empty: it changed by the passing of days, or by another project's events. */
  readonly events: readonly string[];
}

/** An event that one of the moments counts and the other does not. */
export interface DifferentEvent extends TimelineEntry {
  /** `added`: only the later view counts it. `removed`: only the earlier one does. */
  readonly side: 'added' | 'removed';
  /** `happened`: its day lies between. `learnt`: its day lay in both, and it was recorded only between. */
  readonly because: 'happened' | 'learnt';
}

/** `GET /api/v1/projects/{project}/diff` */
export interface RecordDifference {
  readonly project: { readonly id: string; readonly code: string };
  readonly from: Omit<OfMoment, 'position'> & { readonly exists: boolean };
  readonly to: Omit<OfMoment, 'position'> & { readonly exists: boolean };
  /** Log position; null: empty log. */
  readonly position: string | null;
  readonly changes: readonly RecordChange[];
  readonly events: readonly DifferentEvent[];
}
