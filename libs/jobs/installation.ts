import type { LogPlace } from '#event-log/event-log';
import { readModels } from '#read-models/models';
import { newestFitting } from '#read-models/snapshots/shelf';
import type { RedisPlace } from '#reminders/redis/connection';
import type { JobQueue, JobQueueOptions } from './job-queue.ts';
import type { JobControl, JobData, Workshop } from './long-job.ts';
import type { JobKind } from './long-jobs.ts';
import { runJob } from './run-job.ts';
import { dueJobs, type Scheduled } from './schedule.ts';
import { SlotClaims, type SlotClaimsOptions } from './slot-claims.ts';

/** What long jobs need of the settings. */
export interface JobSettings {
  readonly log: LogPlace;
  readonly queue: RedisPlace | null;
  readonly readModelsDir: string;
  readonly snapshotsDir: string | null;
  readonly snapshotHours: number;
  readonly snapshotsKept: number;
}

export interface Installed {
  readonly settings: JobSettings;
  readonly logId: string;
  readonly program: string;
  readonly version: string;
  /** For tests. */
  readonly claims?: Pick<SlotClaimsOptions, 'beatMs' | 'goneMs'>;
}

/** The long jobs of one process: what it does, when, and through which queue. */
export class Installation {
  #claims: SlotClaims | null = null;

  constructor(private readonly options: Installed) {}

  /** On a thread of this process. @throws JobFailed */
  run(kind: JobKind, data: JobData, control: JobControl): Promise<unknown> {
    const { settings, program, version } = this.options;
    const { log, readModelsDir, snapshotsDir, snapshotsKept } = settings;
    const workshop: Workshop = { log, readModelsDir, snapshotsDir, snapshotsKept, program, version };
    return runJob({ kind, data, workshop }, control);
  }

  /**
   * Does the work of a scheduled job unless another process over the same folder of snapshots does it: for where no queue gives it to one.
   * @param onError a sign of life could not be written; the work goes on
   * @returns null: another one does it, or has just done it
   * @throws whatever the work throws. Error the folder cannot be read or written
   */
  claimed<Result>({ jobId }: Scheduled, work: () => Promise<Result>, onError: (error: unknown) => void): Promise<Result | null> {
    const { settings, program, claims = {} } = this.options;
    if (settings.snapshotsDir === null) return work();
    this.#claims ??= new SlotClaims({ folder: settings.snapshotsDir, program, onError, ...claims });
    return this.#claims.run(jobId, work);
  }

  /** What the settings ask for and is not there yet. @throws Error the folder cannot be read */
  due(now: string): Promise<readonly Scheduled[]> {
    return dueJobs({ ...this.options.settings, logId: this.options.logId }, now);
  }

  /** When the newest snapshot was made that this program can begin from; null: there is none, or none can be read. */
  async newestSnapshot(): Promise<string | null> {
    const { settings, logId } = this.options;
    if (settings.snapshotsDir === null) return null;
    const newest = await newestFitting(settings.snapshotsDir, { logId, models: readModels }).catch(() => null);
    return newest?.madeAt ?? null;
  }

  /** null: no Redis; what it needs is loaded only where there is one. @param takes whether this process does the jobs of all */
  async queue(takes: boolean, options: Pick<JobQueueOptions, 'onError' | 'onStuck'>): Promise<JobQueue | null> {
    const place = this.options.settings.queue;
    if (place === null) return null;
    const { JobQueue: Queue } = await import('./job-queue.ts');
    const hands = { work: this.run.bind(this), due: this.due.bind(this) };
    return new Queue({ place, hands: takes ? hands : null, ...options });
  }
}
