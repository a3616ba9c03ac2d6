import type { EventGroup } from './event-kinds.ts';
import type { OfMoment, Stage } from './figures.ts';
import type { HeadField, RecordField } from './record-fields.ts';

/** A value of the record's head that an event changed; null: there was none. Amounts in đồng. */
export interface FieldChange {
  readonly field: HeadField;
  readonly before: string | number | null;
  readonly after: string | number | null;
}

/** One event as a sentence a newcomer can read. */
export interface TimelineEntry {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly type: string;
  readonly group: EventGroup;
  readonly occurredOn: string;
  /** UTC instant, ms. */
  readonly recordedAt: string;
  readonly actor: string;
  readonly onBehalfOf: string | null;
  /** The actor's unit; null: nobody said. */
  readonly unit: string | null;
  readonly commandId: string | null;
  /** Event that the command followed from; null: a person or a file said it. */
  readonly causationId: string | null;
  /** Where the project stood once this had happened. */
  readonly stage: Stage;
  readonly sentence: { readonly vi: string; readonly en: string };
  /** đồng, when the event moves money. */
  readonly amount: number | null;
  /** Why, in the words of whoever did it; null: none was given. */
  readonly reason: string | null;
  /** Document behind the fact, e.g. `register-north-2021-2022.csv, dòng 12` or a decision number. */
  readonly document: string | null;
  /** What it changed in the record's head. */
  readonly changes: readonly FieldChange[];
  /** Every field and section that it wrote, `changes` among them. */
  readonly wrote: readonly RecordField[];
  /** The event's data as stored. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** By business day, then in the order of the log. */
export interface Timeline extends OfMoment {
  readonly project: { readonly id: string; readonly code: string };
  readonly entries: readonly TimelineEntry[];
  /** Entries that the filters leave, on all pages. */
  readonly total: number;
  /** Opaque; null on the last page. */
  readonly nextCursor: string | null;
}
