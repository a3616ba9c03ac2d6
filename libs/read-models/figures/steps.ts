import { FACT, FACT_WIDTH } from './facts.ts';
import { type Moment, nothing, type Standing, standingAt, standingsUpTo } from './standing.ts';

/** One fact that counts at one of two moments only, and what it does to the standing. */
export interface Step {
  /** Its revision in the project's stream. */
  readonly revision: number;
  /** False: it counted at the first moment and does not at the second. */
  readonly entered: boolean;
  readonly before: Standing;
  readonly after: Standing;
}

const EVERYTHING: Moment = { asOfDay: Infinity, knownDay: Infinity };

/**
 * Leads a project from one moment (null: from nothing) to another, one fact a step: those that no longer count leave, the last first,
 * then those that now count enter in stream order. So whatever is measured before and after each step adds up to its change between
 * the two moments, also where a fact takes an earlier one back.
 */
export function* stepsBetween(facts: readonly number[], from: Moment | null, to: Moment): Generator<Step> {
  if (onlyAdds(facts, from, to)) {
    let before = nothing();
    for (const { at, after } of standingsUpTo(facts, to)) {
      if (from === null || !counts(facts, at, from)) yield { revision: at / FACT_WIDTH, entered: true, before, after };
      before = after;
    }
  } else yield* oneByOne(facts, from, to);
}

/** Whether what is new comes behind all that counted before, as it mostly does: then one fold says it all. */
function onlyAdds(facts: readonly number[], from: Moment | null, to: Moment): boolean {
  if (from === null) return true;
  let added = false;
  for (let at = 0; at < facts.length; at += FACT_WIDTH) {
    const is = counts(facts, at, to);
    if (counts(facts, at, from)) {
      if (added || !is) return false;
    } else added ||= is;
  }
  return true;
}

function* oneByOne(facts: readonly number[], from: Moment | null, to: Moment): Generator<Step> {
  const counted = facts.slice();
  const leaving: number[] = [];
  const entering: number[] = [];
  for (let at = 0; at < facts.length; at += FACT_WIDTH) {
    const was = from !== null && counts(facts, at, from);
    const is = counts(facts, at, to);
    if (!was) counted[at] = FACT.beside;
    if (was && !is) leaving.unshift(at);
    if (!was && is) entering.push(at);
  }
  let before = standingAt(counted, EVERYTHING);
  for (const at of [...leaving, ...entering]) {
    const entered = counted[at] !== facts[at];
    if (facts[at] === FACT.beside) continue;
    counted[at] = entered ? (facts[at] as number) : FACT.beside;
    const after = standingAt(counted, EVERYTHING);
    yield { revision: at / FACT_WIDTH, entered, before, after };
    before = after;
  }
}

const counts = (facts: readonly number[], at: number, { asOfDay, knownDay }: Moment): boolean =>
  (facts[at + 1] as number) <= asOfDay && (facts[at + 2] as number) <= knownDay;
