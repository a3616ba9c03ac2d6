import type { Figure } from './contest.ts';

export interface Goal {
  /** Of the list of goals in docs/reference/bench-and-proof.md. */
  readonly id: string;
  readonly goal: string;
  /** Null: could not be measured here, `why` says what is missing. */
  readonly value: number | null;
  readonly holds: boolean | null;
}

/** What one suite found. `ours`, `peer` and `limit` are its headline; every figure measured is in `figures`. */
export interface Found {
  readonly runs: number;
  readonly ours: Figure;
  /** Null: absent on this machine; `absent` says why. */
  readonly peer: Figure | null;
  /** The raw limit: what the machine could do at most if our code cost nothing. */
  readonly limit: Figure | null;
  readonly ratioToPeer: number | null;
  readonly ratioToLimit: number | null;
  readonly goals: readonly Goal[];
  readonly figures: readonly Figure[];
  readonly absent: readonly string[];
}

export interface SuiteOptions {
  /** Rounds of the contest; each suite has its own default. */
  readonly runs: number | undefined;
  /** Events or rows that the suite works on, where it has a size. */
  readonly size: number | undefined;
  /** A folder of this run's own; removed afterwards. */
  readonly folder: string;
  /** Progress, on stderr. */
  readonly say: (line: string) => void;
}

export type Suite = (options: SuiteOptions) => Promise<Found>;

export const atLeast = (id: string, what: string, least: number, value: number | null): Goal => ({
  id,
  goal: `${what} ≥ ${least}`,
  value,
  holds: value === null ? null : value >= least,
});

export const atMost = (id: string, what: string, most: number, value: number | null): Goal => ({
  id,
  goal: `${what} ≤ ${most}`,
  value,
  holds: value === null ? null : value <= most,
});
