export interface ProofOptions {
  /** Attempts to break it. */
  readonly n: number;
  readonly seed: number;
  /** `sim` only: this planted bug alone. */
  readonly bug?: string;
  /** `reminders` only: the register day by day instead of kills; `n` takes every n-th project. */
  readonly register?: boolean;
  /** A folder of this run's own; removed afterwards. */
  readonly folder: string;
  /** Progress, on stderr. */
  readonly say: (line: string) => void;
}

export interface ProofResult {
  readonly proof: string;
  readonly attempts: number;
  /** Acknowledged, and not in the log afterwards. */
  readonly lost: number;
  /** In the log more than once. */
  readonly doubled: number;
  /** Anything else that must not be: a broken chain, half an append, read models that differ from a rebuild. */
  readonly violations: number;
  /** Whether the same check found the fault that was built in on purpose. A proof whose control is missed proves nothing. */
  readonly control: 'caught' | 'missed';
  /** The first faults in words. */
  readonly details: readonly string[];
  /** `sim` only: SHA-256 over everything that happened in all runs; equal for equal seeds. */
  readonly digest?: string;
  /** `sim` only: each bug that was planted, and where it was found. */
  readonly planted?: readonly PlantedFound[];
}

/** `seed` null: not found. `step`: commands asked by then. `what`: what was seen. */
export interface PlantedFound {
  readonly bug: string;
  readonly seed: number | null;
  readonly step: number | null;
  readonly invariant: string | null;
  readonly what: string;
}

export type Proof = (options: ProofOptions) => Promise<ProofResult>;

const DETAILS_MAX = 20;

/** Counts faults and keeps the first of them in words. */
export class Findings {
  lost = 0;
  doubled = 0;
  violations = 0;
  readonly details: string[] = [];

  add(kind: 'lost' | 'doubled' | 'violations', what: string): void {
    this[kind] += 1;
    if (this.details.length < DETAILS_MAX) this.details.push(`${kind}: ${what}`);
  }

  get any(): boolean {
    return this.lost + this.doubled + this.violations > 0;
  }
}

/** One part of the proof of kills: who is killed. */
export interface KillPart extends Pick<ProofResult, 'attempts' | 'control'> {
  readonly findings: Findings;
}

export interface KillOptions extends Omit<ProofOptions, 'seed'> {
  readonly random: () => number;
}

/** What a race draws its lots from and where it writes what it finds. */
export interface Race {
  readonly random: () => number;
  readonly findings: Findings;
}
