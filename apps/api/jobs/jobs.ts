import { randomUUID } from 'node:crypto';
import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { type Clock, systemTimer } from '#commands/clock';
import type { Job } from '#contracts/jobs';
import { JobCancelled } from '#jobs/long-job';
import { RequestProblem } from '../problems/request-problem.ts';
import { CLOCK } from '../tokens.ts';

/** Jobs that run at once; more would only share the same disk. */
const RUNNING_MAX = 2;
const QUEUED_MAX = 20;
/** Jobs that are over and can still be asked for: so many, and for so long. */
const OVER_MAX = 100;
const OVER_MS = 60 * 60_000;

/** How long whoever cancels a job waits for its end, in milliseconds: most steps are shorter. */
const CANCEL_WAIT_MS = 5_000;

/** What a job's work is given. */
export interface JobControl {
  /** Aborted by `DELETE`, with a `JobCancelled`, and when the process stops; work ends between two parts by `throwIfAborted`. */
  readonly signal: AbortSignal;
  /** @param total null: not known */
  progress(done: number, total: number | null): void;
}

export type JobWork = (control: JobControl) => Promise<unknown>;

/** A job as it is kept: what went wrong is an error, put into words for whoever asks. */
export interface KeptJob extends Omit<Job, 'problem'> {
  readonly error: unknown;
}

type State = { -readonly [Key in keyof KeptJob]: KeptJob[Key] } & {
  readonly work: JobWork;
  readonly abort: AbortController;
  run: Promise<void>;
  startedMs: number;
  overMs: number;
};

/**
 * Long work, in the memory of this process: after a restart nobody knows of it. Therefore a job only reads, or sends commands that
 * carry ids of their own, so that the same request again finishes what was begun.
 */
@Injectable()
export class Jobs implements OnModuleDestroy, BeforeApplicationShutdown {
  readonly #logger = new Logger(Jobs.name);
  readonly #jobs = new Map<string, State>();
  readonly #running = new Set<Promise<void>>();

  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** @throws RequestProblem `too-many-jobs` */
  start(kind: string, total: number | null, work: JobWork): KeptJob {
    this.#forget();
    const waiting = [...this.#jobs.values()].filter(({ state }) => state === 'queued').length;
    if (waiting >= QUEUED_MAX) throw new RequestProblem('too-many-jobs', { facts: { limit: QUEUED_MAX }, headers: { 'Retry-After': '5' } });
    const state: State = {
      id: randomUUID(),
      kind,
      state: 'queued',
      done: 0,
      total,
      startedAt: null,
      etaSeconds: null,
      result: null,
      error: null,
      work,
      abort: new AbortController(),
      run: Promise.resolve(),
      startedMs: 0,
      overMs: 0,
    };
    this.#jobs.set(state.id, state);
    this.#next();
    return state;
  }

  /** Newest first. */
  all(): readonly KeptJob[] {
    this.#forget();
    return [...this.#jobs.values()].toReversed();
  }

  /** @throws RequestProblem `job-not-found` */
  find(id: string): KeptJob {
    return this.#find(id);
  }

  /**
   * One that waits is not begun; one that runs ends at its next part, which is waited for a little. Said twice, true once.
   * @returns the job: `cancelled`, or still `running` when its part takes longer
   * @throws RequestProblem `job-not-found`; `job-over`: it is done or failed, perhaps only just
   */
  async cancel(id: string, waitMs = CANCEL_WAIT_MS): Promise<KeptJob> {
    const job = this.#find(id);
    if (job.state === 'queued') this.#over(job, 'cancelled');
    if (job.state === 'running') {
      job.abort.abort(new JobCancelled());
      const patience = new AbortController();
      await Promise.race([job.run, systemTimer.wait(waitMs, patience.signal)]);
      patience.abort();
    }
    if (job.state === 'done' || job.state === 'failed') throw new RequestProblem('job-over', { facts: { state: job.state } });
    return job;
  }

  onModuleDestroy(): void {
    for (const job of this.#jobs.values()) {
      if (job.state === 'queued') this.#over(job, 'cancelled');
      if (job.state === 'running') job.abort.abort();
    }
  }

  /** The log closes after this: nothing may write by then. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.#running);
  }

  #find(id: string): State {
    this.#forget();
    const job = this.#jobs.get(id);
    if (job === undefined) throw new RequestProblem('job-not-found');
    return job;
  }

  #next(): void {
    if (this.#running.size >= RUNNING_MAX) return;
    const job = [...this.#jobs.values()].find(({ state }) => state === 'queued');
    if (job === undefined) return;
    const run = this.#run(job).finally(() => {
      this.#running.delete(run);
      this.#next();
    });
    job.run = run;
    this.#running.add(run);
    this.#next();
  }

  /** Work that comes to its end although it was cancelled is done: what it did is there. */
  async #run(job: State): Promise<void> {
    job.state = 'running';
    job.startedAt = this.clock.now();
    job.startedMs = performance.now();
    const control: JobControl = { signal: job.abort.signal, progress: (done, total) => progressed(job, done, total) };
    try {
      job.result = await job.work(control);
      this.#over(job, 'done');
    } catch (error) {
      const { aborted } = job.abort.signal;
      if (!aborted) job.error = error;
      this.#logger.warn(`job ${job.kind} ${job.id} ${aborted ? 'was cancelled' : 'failed'}: ${String(error)}`);
      this.#over(job, aborted ? 'cancelled' : 'failed');
    }
  }

  #over(job: State, state: 'done' | 'failed' | 'cancelled'): void {
    job.state = state;
    job.etaSeconds = null;
    job.overMs = performance.now();
  }

  #forget(): void {
    const over = [...this.#jobs.values()].filter(({ overMs }) => overMs > 0).sort((a, b) => b.overMs - a.overMs);
    const oldest = performance.now() - OVER_MS;
    for (const [index, { id, overMs }] of over.entries()) if (index >= OVER_MAX || overMs < oldest) this.#jobs.delete(id);
  }
}

function progressed(job: State, done: number, total: number | null): void {
  if (job.state !== 'running') return;
  job.done = done;
  job.total = total;
  const seconds = (performance.now() - job.startedMs) / 1_000;
  job.etaSeconds = total === null || done === 0 ? null : Math.ceil((seconds / done) * (total - done));
}
