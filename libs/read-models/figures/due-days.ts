import { FACT, FACT_WIDTH } from './facts.ts';

/** Behind every day that a date can name; fits into 32 bits. */
const NEVER = 0x7fffffff;

/** When a project can owe anything at all. Days since 1970-01-01. */
export interface DueDays {
  /** Of the first contract or acceptance; never: there is none, so nothing can be due. */
  readonly fromDay: number;
  /** Of the settlement or the end, when it is the last fact; never: it goes on. */
  readonly endDay: number;
  readonly endKnownDay: number;
}

export function dueDaysOf(facts: readonly number[]): DueDays {
  let fromDay = NEVER;
  for (let at = 0; at < facts.length; at += FACT_WIDTH)
    if (facts[at] === FACT.contracted || facts[at] === FACT.accepted) fromDay = Math.min(fromDay, facts[at + 1] as number);
  const last = facts.length - FACT_WIDTH;
  const kind = facts[last];
  const ended = kind === FACT.settled || kind === FACT.stopped || kind === FACT.withdrawn;
  return { fromDay, endDay: ended ? (facts[last + 1] as number) : NEVER, endKnownDay: ended ? (facts[last + 2] as number) : NEVER };
}
