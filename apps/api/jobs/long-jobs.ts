import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { systemClock, systemTimer } from '#commands/clock';
import type { Config } from '#config/config';
import { programName, programVersion } from '#config/program-name';
import { Installation } from '#jobs/installation';
import { type JobControl, type JobData, JobFailed } from '#jobs/long-job';
import type { JobKind } from '#jobs/long-jobs';
import type { JobQueue } from '#jobs/job-queue';
import type { Scheduled } from '#jobs/schedule';
import { Metrics } from '#telemetry/metrics';
import { RequestProblem } from '../problems/request-problem.ts';
import { Storage } from '../storage/storage.ts';
import { CONFIG } from '../tokens.ts';
import { Jobs, type KeptJob } from './jobs.ts';

/** Where there is no queue: how often the schedule is looked at, in milliseconds, and how often a job of it is tried, a minute apart. */
const DUE_MS = 60_000;
const TRIES_MAX = 3;

/** Long jobs as jobs of the API: through the queue where there is Redis, else on a thread of this process. */
@Injectable()
export class LongJobs implements OnModuleDestroy, BeforeApplicationShutdown {
  readonly #logger = new Logger(LongJobs.name);
  readonly #stopping = new AbortController();
  readonly #running = new Set<Promise<unknown>>();
  readonly #tries = new Map<string, number>();
  #installed: { readonly installation: Installation; readonly queue: JobQueue | null } | null = null;
  #scheduling: Promise<void> = Promise.resolve();

  constructor(
    private readonly jobs: Jobs,
    private readonly storage: Storage,
    private readonly metrics: Metrics,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    metrics.beforeText(() => this.#measure());
  }

  /** Once the log is open. With a log in a file this process takes the jobs of the queue; else the workers do. */
  async start(): Promise<void> {
    const { config } = this;
    const installation = new Installation({
      ...{ settings: config, logId: this.storage.log.logId, program: programName('api'), version: programVersion() },
    });
    const queue = await installation.queue(config.log.kind === 'sqlite', { onError: (error) => this.#failed(error) });
    this.#installed = { installation, queue };
    if (queue === null) this.#scheduling = this.#schedule(installation);
    else queue.start();
  }

  /** @throws RequestProblem `too-many-jobs`, `starting` */
  ask(kind: JobKind, data: JobData = {}): KeptJob {
    this.#now();
    return this.jobs.start(kind, null, (control) => this.#run(kind, data, control));
  }

  async #measure(): Promise<void> {
    if (this.#installed === null || this.#stopping.signal.aborted) return;
    const { installation, queue } = this.#installed;
    if (queue === null && this.config.snapshotsDir === null) return;
    const { measureJobs, measureSnapshots } = await import('#telemetry/job-metrics');
    if (queue !== null) measureJobs(queue.state, this.metrics);
    if (this.config.snapshotsDir === null) return;
    measureSnapshots({ newestAt: await installation.newestSnapshot(), everyHours: this.config.snapshotHours }, this.metrics);
  }

  onModuleDestroy(): void {
    this.#stopping.abort();
    this.#installed?.queue?.leave();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#scheduling;
    await Promise.allSettled(this.#running);
    await this.#installed?.queue?.stop();
  }

  #now() {
    if (this.#installed === null) throw new RequestProblem('starting', { headers: { 'Retry-After': '1' } });
    return this.#installed;
  }

  async #run(kind: JobKind, data: JobData, control: JobControl): Promise<unknown> {
    const { installation, queue } = this.#now();
    const run = queue === null ? installation.run(kind, data, control) : queue.follow(kind, data, control);
    this.#running.add(run);
    try {
      return await run;
    } catch (error) {
      if (error instanceof JobFailed) this.#logger.warn(`${kind}: ${error.code}: ${error.message}`);
      throw error instanceof JobFailed ? problemOf(error) : error;
    } finally {
      this.#running.delete(run);
    }
  }

  async #schedule(installation: Installation): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        for (const one of await installation.due(systemClock.now())) await this.#doScheduled(one, installation);
      } catch (error) {
        if (!(error instanceof RequestProblem)) this.#failed(error); // One of a job was said.
      }
      await systemTimer.wait(DUE_MS, signal);
    }
  }

  /** Replicas without a queue find the same due: one of them does it. */
  async #doScheduled(one: Scheduled, installation: Installation): Promise<void> {
    const { kind, jobId, data } = one;
    const tries = this.#tries.get(jobId) ?? 0;
    if (tries >= TRIES_MAX) return;
    const control: JobControl = { signal: this.#stopping.signal, progress: () => undefined };
    const work = (): Promise<unknown> => {
      this.#tries.set(jobId, tries + 1);
      return this.#run(kind, { ...data, jobId }, control);
    };
    await installation.claimed(one, work, (error) => this.#failed(error));
  }

  #failed(error: unknown): void {
    this.#logger.warn(`long jobs: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const OWN = ['snapshots-off', 'snapshot-running', 'queue-away'] as const;

/** Reasons that whoever asked can act on are problems of their own; paths and the like are for the log of the process. */
function problemOf({ code }: JobFailed): RequestProblem {
  const own = OWN.find((known) => known === code);
  return own === undefined ? new RequestProblem('job-failed', { facts: { reason: code } }) : new RequestProblem(own);
}
