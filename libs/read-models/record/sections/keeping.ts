/** What keeps the record in order: papers, notes, hand-overs, corrections. */
import type { RecordedCorrection, RecordedDocument, RecordedHandOver, RecordedNote, RecordedReversal } from '#contracts/record-sections';
import { type Dated, done, ofType } from '../dated.ts';

export const documents = (events: readonly Dated[]): readonly RecordedDocument[] =>
  ofType(events, 'DocumentAttached').map((one) => ({ ...done(one), ...one.event.data }));

/** With their audience: whoever shows them leaves the internal ones out for others. */
export const notes = (events: readonly Dated[]): readonly RecordedNote[] =>
  ofType(events, 'NoteAdded').map((one) => ({ ...done(one), ...one.event.data }));

export const handOvers = (events: readonly Dated[]): readonly RecordedHandOver[] =>
  ofType(events, 'HandedOver').map((one) => ({ ...done(one), ...one.event.data }));

export const corrections = (events: readonly Dated[]): readonly RecordedCorrection[] =>
  ofType(events, 'DetailsCorrected').map((one) => ({ ...done(one), ...one.event.data }));

export const reversals = (events: readonly Dated[]): readonly RecordedReversal[] =>
  ofType(events, 'ActReversed').map((one) => {
    const { revision, reversed, reason, amount } = one.event.data;
    return { ...done(one), revision, reversed, reason, amount };
  });
