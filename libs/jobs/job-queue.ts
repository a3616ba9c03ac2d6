import { randomUUID } from 'node:crypto';
import { systemClock, systemTimer, type Timer } from '#commands/clock';
import type { RedisPlace } from '#reminders/redis/connection';
import { type Counts, JOBS, Queues } from '#reminders/redis/queues';
import { serverFault } from '#reminders/redis/server-fault';
import { Station } from '#reminders/redis/station';
import { doJob } from './do-job.ts';
import { failureOf } from './job-failure.ts';
import { JobCancelled, type JobControl, type JobData, JobFailed } from './long-job.ts';
import type { JobKind } from './long-jobs.ts';
import type { Scheduled } from './schedule.ts';

/** Does the jobs of the queue, and puts those that the settings ask for. */
export interface Hands {
  readonly work: (kind: JobKind, data: JobData, control: JobControl) => Promise<unknown>;
  readonly due: (now: string) => Promise<readonly Scheduled[]>;
}

export interface JobQueueOptions {
  readonly place: RedisPlace;
  /** null: this process puts jobs and takes none. */
  readonly hands: Hands | null;
  /** A job failed, or the schedule could not be read: it is tried again. */
  readonly onError: (error: unknown) => void;
  /** The worker stands still and so does the one that replaced it. Default: it is replaced again. */
  readonly onStuck?: () => void;
  readonly timer?: Timer;
  /** See the constants; for tests. */
  readonly tendMs?: number;
  readonly lookMs?: number;
  readonly lockMs?: number;
}

export interface JobQueueState {
  /** Redis answers, or this process does not ask it. */
  readonly up: boolean;
  /** Why no job is taken; null: they are, or this process takes none. */
  readonly trouble: string | null;
  /** null: not known now. */
  readonly counts: Counts | null;
}

/** How often Redis, the worker and the schedule are looked after, in milliseconds. */
const TEND_MS = 5_000;
/** How often the folder that says what was done is read, in milliseconds: it may be far away. */
const DUE_MS = 60_000;
/** How often whoever waits for a job looks at it, and whoever does one at whether it is still wanted, in milliseconds. */
const LOOK_MS = 500;
/** Workers that may die over one job: a long one meets more restarts than a message does. */
const DEATHS_MAX = 5;

/** The queue of long jobs on Redis. It holds nothing that is not asked for again: what it loses is put back by whoever waits, and by the schedule. */
export class JobQueue {
  readonly #queues: Queues;
  readonly #timer: Timer;
  readonly #stopping = new AbortController();
  #station: Station | null = null;
  #running: Promise<void> | null = null;
  #state: JobQueueState = { up: false, trouble: 'starting', counts: null };
  #dueMs = -Infinity;

  constructor(private readonly options: JobQueueOptions) {
    this.#timer = options.timer ?? systemTimer;
    this.#queues = new Queues(options.place, this.#timer);
  }

  /** Takes jobs from now on, and keeps to the schedule; nothing where the process takes none. */
  start(): void {
    if (this.options.hands !== null) this.#running ??= this.#run(this.options.hands);
  }

  get state(): JobQueueState {
    return this.options.hands === null ? { up: true, trouble: null, counts: null } : this.#state;
  }

  /** What is at work ends, for another process to take; whoever waits here for the end of a cancelled job waits no longer. */
  leave(): void {
    this.#stopping.abort();
  }

  async stop(): Promise<void> {
    this.leave();
    await this.#running;
    await this.#station?.stop();
    this.#queues.close();
  }

  /**
   * Has a job done by whoever takes it, and waits for its end, however long Redis is away meanwhile. One that it forgot is put again.
   * @returns what came of it, also when the signal's wish came too late
   * @throws JobFailed, `queue-away` when it cannot even be put, `cancelled` when its worker has ended it
   * @throws the signal's reason: a job that waits is taken back; one that was begun goes on, unless the reason is `JobCancelled`
   */
  async follow(kind: JobKind, data: JobData, { signal, progress }: JobControl): Promise<unknown> {
    const { lookMs = LOOK_MS } = this.options;
    const jobId = `${kind}-${randomUUID()}`;
    await this.#queues.put(kind, jobId, data).catch((error: Error) => {
      throw new JobFailed('queue-away', error.message);
    });
    for (;;) {
      await this.#timer.wait(lookMs, signal);
      if (signal.aborted) return signal.reason instanceof JobCancelled ? this.#cancel(jobId, signal.reason) : this.#leave(jobId, signal);
      const seen = await this.#look(kind, jobId, data);
      if (Array.isArray(seen?.progress)) progress(...(seen.progress as [number, number | null]));
      if (seen?.state === 'done') return seen.result;
      if (seen?.state === 'failed') throw failureOf(seen.reason ?? '');
    }
  }

  async #leave(jobId: string, signal: AbortSignal): Promise<never> {
    await this.#queues.withdraw(jobId).catch(this.options.onError); // Locked by its worker, or Redis is away: it is done for nobody.
    throw signal.reason;
  }

  /** Waits until it is certain what became of it, however long Redis or the worker is away meanwhile. */
  async #cancel(jobId: string, reason: JobCancelled): Promise<unknown> {
    const { lookMs = LOOK_MS } = this.options;
    while (!this.#stopping.signal.aborted) {
      const seen = await this.#queues.cancel(jobId).catch(() => undefined); // Redis is away: it is told again.
      if (seen === null) break;
      if (seen?.state === 'done') return seen.result;
      if (seen?.state === 'failed') throw failureOf(seen.reason ?? '');
      await this.#timer.wait(lookMs, this.#stopping.signal);
    }
    throw reason;
  }

  /** null: not known now. */
  async #look(kind: JobKind, jobId: string, data: JobData) {
    try {
      const seen = await this.#queues.longJob(jobId);
      if (seen === null) await this.#queues.put(kind, jobId, data);
      return seen;
    } catch {
      return null; // Redis is away: it is looked at again.
    }
  }

  async #run(hands: Hands): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await this.#tend(hands);
      } catch (error) {
        this.#queues.forget();
        this.#station?.look(null);
        this.#state = { up: false, trouble: `Redis is away: ${error instanceof Error ? error.message : String(error)}`, counts: null };
      }
      await this.#timer.wait(this.options.tendMs ?? TEND_MS, signal);
    }
  }

  /** @throws Redis is away, or takes no writes */
  async #tend(hands: Hands): Promise<void> {
    const fault = serverFault(await this.#queues.info());
    if (fault !== null) return void (this.#state = { up: true, trouble: fault, counts: null });
    this.#station ??= this.#begin(hands);
    for (const { kind, jobId, data } of await this.#due(hands)) await this.#queues.put(kind, jobId, data);
    const counts = await this.#queues.counts(JOBS);
    const verdict = this.#station.look(counts);
    if (verdict === 'give-up') this.options.onStuck?.();
    if (verdict !== 'fine') this.#station.replace();
    this.#state = { up: true, trouble: verdict === 'fine' ? null : 'no long job is taken', counts };
  }

  async #due({ due }: Hands): Promise<readonly Scheduled[]> {
    const nowMs = this.#timer.nowMs();
    if (nowMs - this.#dueMs < Math.min(DUE_MS, 12 * (this.options.tendMs ?? TEND_MS))) return [];
    this.#dueMs = nowMs;
    try {
      return await due(systemClock.now());
    } catch (error) {
      this.options.onError(error);
      return [];
    }
  }

  #begin({ work }: Hands): Station {
    const { place, onError, lockMs, lookMs = LOOK_MS } = this.options;
    const { signal: stopping } = this.#stopping;
    return new Station({
      ...{ place, queue: JOBS, hands: 1, timer: this.#timer, onError, deathsMax: DEATHS_MAX },
      ...(lockMs === undefined ? {} : { lockMs }),
      work: (data, job) => doJob({ work, data, job, queues: this.#queues, timer: this.#timer, lookMs, onError, stopping }),
    });
  }
}
