import { type Job, type Telemetry, Worker } from 'bullmq';
import type { Timer } from '#commands/clock';
import { type RedisPlace, WaitingConnections } from './connection.ts';
import { ProgressWatch } from './progress-watch.ts';
import { type Counts, ENDED, type QueueName } from './queues.ts';

export interface StationOptions {
  readonly place: RedisPlace;
  readonly queue: QueueName;
  /** Jobs at a time. */
  readonly hands: number;
  /** What it returns is kept as the job's result. */
  readonly work: (data: Readonly<Record<string, string>>, job: Job) => Promise<unknown>;
  readonly timer: Timer;
  readonly onError: (error: unknown) => void;
  readonly stuckMs?: number;
  /** How long a job is its worker's without a sign of life; it gives one every third of it. Milliseconds. */
  readonly lockMs?: number;
  /** How many workers may die over a job before it counts as failed. */
  readonly deathsMax?: number;
  readonly telemetry?: Telemetry;
}

/** See `StationOptions.lockMs`. */
const LOCK_MS = 30_000;
/** Seconds for which a worker waits for the next job before it asks again. */
const WAIT_SECONDS = 5;
/** What a worker may take to say what became of its last jobs; those of which Redis does not hear are rung for again. Milliseconds. */
const GOODBYE_MS = 200;

/** Takes the jobs of one queue; its worker is replaced when it stands still. */
export class Station {
  readonly #watch: ProgressWatch;
  #worker: Worker;
  #redis: WaitingConnections;
  #busy = 0;

  constructor(private readonly options: StationOptions) {
    this.#watch = new ProgressWatch(options.timer.nowMs(), options.stuckMs);
    [this.#worker, this.#redis] = this.#begin();
  }

  /** @param counts null: Redis was away, and is not asked */
  look(counts: Counts | null): 'fine' | 'replace' | 'give-up' {
    const nowMs = this.options.timer.nowMs();
    if (counts === null) {
      this.#watch.excused(nowMs);
      return 'fine';
    }
    return this.#watch.look({ nowMs, waiting: counts.waiting, full: this.#busy >= this.options.hands });
  }

  /** Jobs at work go on: who else is given them finds them leased in the log. */
  replace(): void {
    const [worker, redis] = [this.#worker, this.#redis];
    [this.#worker, this.#redis] = this.#begin();
    void worker.close(true).catch(this.options.onError);
    redis.cut();
  }

  /** Takes no more jobs, and waits for those at work. Not for Redis to hear of it: away, it never would (BullMQ #2430). */
  async stop(): Promise<void> {
    const { timer, onError } = this.options;
    const patience = new AbortController();
    await this.#worker.pause(true);
    while (this.#busy > 0) await timer.wait(50, patience.signal);
    await timer.wait(GOODBYE_MS, patience.signal);
    const closed = this.#worker.close(true).catch(onError);
    await Promise.race([closed, timer.wait(GOODBYE_MS, patience.signal)]);
    patience.abort();
    this.#redis.cut();
  }

  #begin(): [Worker, WaitingConnections] {
    const { place, queue, hands, onError, telemetry, lockMs = LOCK_MS, deathsMax = 1 } = this.options;
    const redis = new WaitingConnections(place);
    const worker = new Worker(queue, (job) => this.#run(job), {
      ...{ connection: redis.first, concurrency: hands, drainDelay: WAIT_SECONDS, lockDuration: lockMs, lockRenewTime: lockMs / 3 },
      ...{ stalledInterval: lockMs, maxStalledCount: deathsMax, ...ENDED, ...(telemetry && { telemetry }) },
    });
    worker.on('error', (error) => isAbsence(error) || onError(error));
    return [worker, redis];
  }

  async #run(job: Job): Promise<unknown> {
    this.#busy += 1;
    this.#watch.moved(this.options.timer.nowMs());
    try {
      return await this.options.work(job.data as Readonly<Record<string, string>>, job);
    } finally {
      this.#busy -= 1;
      this.#watch.moved(this.options.timer.nowMs());
    }
  }
}

/** Redis is away: the alarm says so once, not each connection at every attempt. */
const isAbsence = (error: Error): boolean =>
  ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT'].includes((error as NodeJS.ErrnoException).code ?? '') ||
  /Connection is closed|Socket timeout/.test(error.message);
