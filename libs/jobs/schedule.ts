import { readModels } from '#read-models/models';
import { newestFitting } from '#read-models/snapshots/shelf';
import type { JobData } from './long-job.ts';
import type { JobKind } from './long-jobs.ts';

/** A job that the settings ask for. */
export interface Scheduled {
  readonly kind: JobKind;
  /** The same in every process: the queue takes it once. */
  readonly jobId: string;
  readonly data: JobData;
}

export interface Schedule {
  readonly logId: string;
  readonly snapshotsDir: string | null;
  /** 0: never. */
  readonly snapshotHours: number;
}

const HOUR_MS = 3_600_000;
/** Slots begin at midnight in Vietnam (UTC+7), where the length of a day is a multiple of theirs. */
const MIDNIGHT_MS = 7 * HOUR_MS;

/** When the slot began that an instant is in; both in UTC. */
export function slotStart(now: string, hours: number): string {
  const length = hours * HOUR_MS;
  const slot = Math.floor((Date.parse(now) + MIDNIGHT_MS) / length);
  return new Date(slot * length - MIDNIGHT_MS).toISOString();
}

/** What is to be done now. The folder says what was done, whatever a queue has forgotten. @throws Error the folder cannot be read */
export async function dueJobs({ logId, snapshotsDir, snapshotHours }: Schedule, now: string): Promise<readonly Scheduled[]> {
  if (snapshotsDir === null || snapshotHours === 0) return [];
  const since = slotStart(now, snapshotHours);
  const newest = await newestFitting(snapshotsDir, { logId, models: readModels });
  if (newest !== null && newest.madeAt >= since) return [];
  const versions = readModels.map(({ version }) => version).join('.');
  return [{ kind: 'snapshot', jobId: `snapshot-${logId}-${versions}-${snapshotHours}h-${since.replaceAll(/[:.]/g, '')}`, data: { since } }];
}
