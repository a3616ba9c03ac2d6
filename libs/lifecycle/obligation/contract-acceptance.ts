import type { Day } from '../fields.events.ts';
import type { Track } from './track.ts';

/** The last acceptance among the members of a contract, once each that goes on is accepted; null before (TT 36/2013 art. 18(1)). */
export function lastAcceptanceOf(_members: readonly Track[]): Day | null {
  return null;
}
