import { FACT, FACT_WIDTH } from './facts.ts';
import type { Moment } from './standing.ts';

/** Behind every day that a date can name; fits into 32 bits. */
const NEVER = 0x7fffffff;

/** Of `dueDaysOf`. */
export const DUE_DAYS = 6;

/**
 * Days since 1970-01-01 that tell without a fold when a project owes nothing: that of its first contract or acceptance; of its first
 * advance, in both times, and of its first acceptance; and of its settlement or end, in both times, when that is the last fact.
 */
export function dueDaysOf(facts: readonly number[]): readonly number[] {
  let [contracted, paid, paidKnown, accepted, reversed] = [NEVER, NEVER, NEVER, NEVER, false];
  for (let at = 0; at < facts.length; at += FACT_WIDTH) {
    const day = facts[at + 1] as number;
    if (facts[at] === FACT.contracted) contracted = Math.min(contracted, day);
    if (facts[at] === FACT.accepted) accepted = Math.min(accepted, day);
    if (facts[at] === FACT.firstAdvance && paid === NEVER) [paid, paidKnown] = [day, facts[at + 2] as number];
    if (facts[at] === FACT.reversed) reversed = true;
  }
  if (reversed) paid = NEVER; // It may have been the advance that was taken back.
  const last = facts.length - FACT_WIDTH;
  const ended = facts[last] === FACT.settled || facts[last] === FACT.stopped || facts[last] === FACT.withdrawn;
  const [end, endKnown] = ended ? [facts[last + 1] as number, facts[last + 2] as number] : [NEVER, NEVER];
  return [Math.min(contracted, accepted), paid, paidKnown, accepted, end, endKnown];
}

/** False: neither contract nor acceptance yet, or advanced and not accepted yet, or settled or ended. True: only a fold can tell. @param at where the project's days begin */
export function mayOwe(days: Int32Array, at: number, { asOfDay, knownDay }: Moment): boolean {
  if ((days[at] as number) > asOfDay) return false;
  if ((days[at + 1] as number) <= asOfDay && (days[at + 2] as number) <= knownDay && (days[at + 3] as number) > asOfDay) return false;
  return (days[at + 4] as number) > asOfDay || (days[at + 5] as number) > knownDay;
}
