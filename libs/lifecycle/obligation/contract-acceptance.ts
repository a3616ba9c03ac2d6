import type { Day } from '../fields.events.ts';
import type { Track } from './track.ts';

/** The last acceptance among the members of a contract, once each that goes on is accepted; null before (TT 36/2013 art. 18(1)). */
export function lastAcceptanceOf(members: readonly Track[]): Day | null {
  let last: Day | null = null;
  for (const { contracted, ended, accepted } of members) {
    if (contracted === null || ended) continue;
    if (accepted === null) return null;
    if (last === null || accepted.on > last) last = accepted.on;
  }
  return last;
}
