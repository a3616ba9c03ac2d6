import { type JobsOptions, Queue, type Telemetry } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Timer } from '#commands/clock';
import { ANSWER_MS, askingConnection, type RedisPlace } from './connection.ts';

export const SWEEPS = 'tiendo-sweeps';
export const DELIVERIES = 'tiendo-deliveries';
/** What an alarm rings for. */
export type RungQueue = typeof SWEEPS | typeof DELIVERIES;
/** Long work, which libs/jobs puts and takes. */
export const JOBS = 'tiendo-jobs';
export type QueueName = RungQueue | typeof JOBS;

const SCHEDULE = 'sweep';
/** Stands among the data of a long job that is to end. */
const CANCELLED = 'cancelled';
/**
 * Long jobs are asked after for a while, and their ids say that they were done: they are kept longer than the longest time between two
 * scheduled ones (a week). One that failed is tried again twice.
 */
const LONG: JobsOptions = {
  attempts: 3,
  backoff: { type: 'fixed', delay: 30_000 },
  removeOnComplete: { age: 8 * 86_400, count: 500 },
  removeOnFail: { age: 8 * 86_400, count: 500 },
};
/** A job that ended is no longer needed: the log says what became of it, and its id must be free for the next ring. */
export const ENDED = { removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } } as const;
const JOB: JobsOptions = { attempts: 1, removeOnComplete: true, removeOnFail: true };
/** A sweep that the schedule rings for is of no trace but its own. */
const RING: JobsOptions = { ...JOB, telemetry: { omitContext: true } };
/** Jobs in one command, so that it is answered in time. */
const AT_ONCE = 200;
/** A command may be several: one of them that is late fails them all. Milliseconds. */
const WHOLE_MS = 4 * ANSWER_MS;

export type Counts = Readonly<Record<'waiting' | 'active' | 'delayed', number>>;

export interface LongJobSeen {
  readonly state: 'open' | 'done' | 'failed';
  /** As its worker told it. */
  readonly progress: unknown;
  readonly result: unknown;
  /** Why it failed, or its last attempt did. */
  readonly reason: string | null;
}

/** BullMQ refuses `:`, and takes a second job of the same id for the first while that one waits or runs. */
export const jobIdOf = (stream: string): string => stream.replaceAll(':', '%3A');

/** What is put into the queues. Every call fails within seconds when Redis is away. */
export class Queues {
  readonly #redis: Redis;
  #queues: Readonly<Record<QueueName, Queue>> | null = null;

  constructor(
    place: RedisPlace,
    private readonly timer: Timer,
    private readonly telemetry?: Telemetry,
  ) {
    this.#redis = askingConnection(place);
    this.#redis.on('error', () => undefined); // Whoever asks is told; the connection is tried again by itself.
  }

  info(): Promise<string> {
    return this.#within(this.#redis.info());
  }

  /** The one schedule of sweeps, whoever says so and however often; put back when it was lost, or has not rung for two rounds. */
  async schedule(everyMs: number, nowMs: number): Promise<void> {
    const queue = this.#of(SWEEPS);
    const now = await this.#within(queue.getJobScheduler(SCHEDULE));
    if (now?.every === everyMs && (now.next ?? 0) > nowMs - 2 * everyMs) return;
    await this.#within(queue.upsertJobScheduler(SCHEDULE, { every: everyMs }, { name: SCHEDULE, opts: RING }));
  }

  /** One job for each message that is owed; those that have one already keep it. */
  async enqueue(streams: readonly string[]): Promise<void> {
    for (let from = 0; from < streams.length; from += AT_ONCE) {
      const jobs = streams.slice(from, from + AT_ONCE).map((stream) => ({
        name: 'deliver',
        data: { stream },
        opts: { ...JOB, jobId: jobIdOf(stream) },
      }));
      await this.#within(this.#of(DELIVERIES).addBulk(jobs));
    }
  }

  async counts(name: QueueName): Promise<Counts> {
    const { waiting = 0, active = 0, delayed = 0 } = await this.#within(this.#of(name).getJobCounts('waiting', 'active', 'delayed'));
    return { waiting, active, delayed };
  }

  /** A long job, once for its id, whoever says so and however often. */
  async put(kind: string, jobId: string, data: Readonly<Record<string, string>>): Promise<void> {
    await this.#within(this.#of(JOBS).add(kind, data, { ...LONG, jobId }));
  }

  /** What became of a long job; null: Redis does not know it. */
  async longJob(jobId: string): Promise<LongJobSeen | null> {
    // First how it stands: what is read afterwards then has the result or the reason that belongs to it.
    const state = await this.#within(this.#of(JOBS).getJobState(jobId));
    const job = await this.#within(this.#of(JOBS).getJob(jobId));
    if (job === undefined) return null;
    const { progress, returnvalue: result, failedReason: reason = null } = job;
    return { state: state === 'completed' ? 'done' : state === 'failed' ? 'failed' : 'open', progress, result, reason };
  }

  /** Takes a long job back. @returns false: a worker has begun it, and goes on */
  async withdraw(jobId: string): Promise<boolean> {
    return (await this.#within(this.#of(JOBS).remove(jobId))) === 1;
  }

  /**
   * Takes a long job back, or asks the worker that has begun it to end. The wish is there before anybody can take the job.
   * @returns what became of it; `open`: its worker has not ended yet; null: there is none any more
   */
  async cancel(jobId: string): Promise<LongJobSeen | null> {
    const job = await this.#within(this.#of(JOBS).getJob(jobId));
    if (job === undefined) return null;
    await this.#within(job.updateData({ ...(job.data as object), [CANCELLED]: 'yes' }));
    const seen = await this.longJob(jobId);
    if (seen?.state !== 'open') return seen;
    return (await this.withdraw(jobId)) ? null : seen;
  }

  /** Whether somebody asked that it end. */
  async isCancelled(jobId: string): Promise<boolean> {
    const job = await this.#within(this.#of(JOBS).getJob(jobId));
    return job !== undefined && CANCELLED in (job.data as object);
  }

  /** For a dashboard that only looks. */
  get all(): readonly Queue[] {
    return ([SWEEPS, DELIVERIES, JOBS] as const).map((name) => this.#of(name));
  }

  /** After a failure: what hung on the connection as it was is made anew with the next call. */
  forget(): void {
    this.#queues = null;
  }

  close(): void {
    this.#redis.disconnect();
  }

  #of(name: QueueName): Queue {
    this.#queues ??= { [SWEEPS]: this.#make(SWEEPS), [DELIVERIES]: this.#make(DELIVERIES), [JOBS]: this.#make(JOBS) };
    return this.#queues[name];
  }

  #make(name: QueueName): Queue {
    const traced = this.telemetry === undefined ? {} : { telemetry: this.telemetry };
    const queue = new Queue(name, { connection: this.#redis, skipMetasUpdate: true, skipVersionCheck: true, ...traced });
    queue.on('error', () => undefined); // As above.
    return queue;
  }

  /** @throws what the command failed with, or that no answer came in time */
  async #within<Result>(asked: Promise<Result>): Promise<Result> {
    const answered = new AbortController();
    const late = this.timer.wait(WHOLE_MS, answered.signal).then(() => {
      if (!answered.signal.aborted) throw new Error('Redis does not answer');
    }) as Promise<never>;
    asked.catch(() => undefined); // One that fails after its time has nobody to tell.
    try {
      return await Promise.race([asked, late]);
    } finally {
      answered.abort();
    }
  }
}
