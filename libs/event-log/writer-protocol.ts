import type { PreparedEvent } from './append-request.ts';
import type { GroupAppend, Outcome } from './group-commit.ts';

/** What the writer thread is started with. */
export interface WriterStart {
  readonly file: string;
  readonly createdBy: string;
  /** Pages of write-ahead log after which it is moved into the file. */
  readonly checkpointPages: number;
}

/**
 * Appends in one flat list, as a structured clone of strings costs a fraction of one of objects:
 * per append `sequence, stream, first revision, number of events`, then per event its five fields.
 */
export type AppendBatch = (string | number)[];

/** `probe`: would a commit succeed now? */
export type ToWriter = AppendBatch | 'probe' | 'close';

export type FromWriter =
  | { readonly kind: 'ready'; readonly logId: string }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  | {
      readonly kind: 'answers';
      /** How many batches the group was made of. */
      readonly batches: number;
      readonly answers: readonly (readonly [sequence: number, outcome: Outcome])[];
    }
  | { readonly kind: 'probed'; readonly failure: Extract<Outcome, { readonly kind: 'unavailable' | 'unknown' }> | null }
  | { readonly kind: 'closed' };

export function encodeAppend(batch: AppendBatch, sequence: number, { stream, first, events }: GroupAppend): void {
  batch.push(sequence, stream, first, events.length);
  for (const { id, type, version, recordedAt, canonical } of events) batch.push(id, type, version, recordedAt, canonical);
}

/** The appends of a batch with their sequence numbers, in the order in which they were made. */
export function decodeAppends(batch: AppendBatch): readonly (readonly [sequence: number, append: GroupAppend])[] {
  const appends: (readonly [number, GroupAppend])[] = [];
  let at = 0;
  while (at < batch.length) {
    const [sequence, stream, first, count] = batch.slice(at, at + 4) as [number, string, number, number];
    at += 4;
    const events: PreparedEvent[] = [];
    for (const end = at + count * 5; at < end; at += 5) {
      const [id, type, version, recordedAt, canonical] = batch.slice(at, at + 5) as [string, string, number, string, string];
      events.push({ id, type, version, recordedAt, canonical });
    }
    appends.push([sequence, { stream, first, events }]);
  }
  return appends;
}
