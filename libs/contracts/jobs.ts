import type { Problem } from './problem.ts';

/** `GET /api/v1/jobs/{job}`: work that takes longer than an answer may. */
export interface Job {
  readonly id: string;
  /** What it does, as `batch`. */
  readonly kind: string;
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  /** Parts done so far. */
  readonly done: number;
  /** Parts in all; null: not known yet. */
  readonly total: number | null;
  /** Instant at which it began to run, UTC; null: it waits. */
  readonly startedAt: string | null;
  /** Seconds until it will probably be done; null: not known, or over. */
  readonly etaSeconds: number | null;
  /** What came of it, by its kind; null until it is done. */
  readonly result: unknown;
  /** Why it failed. */
  readonly problem: Problem | null;
}

/** `GET /api/v1/jobs`, newest first. */
export interface JobList {
  readonly items: readonly Job[];
}
