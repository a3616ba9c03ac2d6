import type { JobQueueState } from '#jobs/job-queue';
import { JOBS } from '#reminders/redis/queues';
import type { Metrics } from './metrics.ts';

/** Jobs of the queue of long jobs, where this process takes them; Redis is down as soon as one who uses it finds it so. */
export function measureJobs({ up, counts }: JobQueueState, metrics: Metrics): void {
  if (!up) metrics.of('tiendo_queue_up').set([], 0);
  for (const [state, jobs] of Object.entries(counts ?? {})) metrics.of('tiendo_queue_jobs').set([JOBS, state], jobs);
}

export interface MeasuredSnapshots {
  /** UTC instant; null: there is none, or the folder cannot be read. */
  readonly newestAt: string | null;
  readonly everyHours: number;
}

/** Only where the settings name a folder. */
export function measureSnapshots({ newestAt, everyHours }: MeasuredSnapshots, metrics: Metrics): void {
  metrics.of('tiendo_snapshot_newest_timestamp_seconds').set([], newestAt === null ? 0 : Date.parse(newestAt) / 1_000);
  metrics.of('tiendo_snapshot_every_seconds').set([], everyHours * 3_600);
}
