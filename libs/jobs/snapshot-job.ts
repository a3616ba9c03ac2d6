import type { SnapshotResult } from '#contracts/read-models';
import { type EventLog, Unavailable } from '#event-log/event-log';
import { openLog } from '#event-log/open';
import { openLive } from '#read-models/live-read-models';
import { readModels } from '#read-models/models';
import type { SnapshotManifest } from '#read-models/snapshots/manifest';
import { newestFitting } from '#read-models/snapshots/shelf';
import { NoSnapshot, takeSnapshot } from '#read-models/snapshots/take-snapshot';
import { type JobControl, type JobData, JobFailed, type Workshop } from './long-job.ts';

/**
 * Brings this process's own read models to the end of the log, from where they were the last time, and copies them. Rows that another thread or
 * process projects are copied as they stand.
 * @param data `since`, an instant: nothing is done when there is a snapshot that was made then or later; `jobId`, the same for whoever does it
 *   again
 */
export async function snapshotJob({ since, jobId: task }: JobData, workshop: Workshop, control: JobControl): Promise<SnapshotResult> {
  const { snapshotsDir: folder, snapshotsKept: keep, readModelsDir: directory, program, version } = workshop;
  if (folder === null) throw new JobFailed('snapshots-off', 'TIENDO_SNAPSHOTS names no folder', true);
  const log = await openLog(workshop.log, { program, readOnly: true });
  try {
    const there = since === undefined ? null : await madeSince(folder, log, since);
    if (there !== null) return resultOf(there, false);
    await bringForward(log, workshop, control);
    const { signal, progress } = control;
    const now = (): string => new Date().toISOString();
    return resultOf(
      await takeSnapshot({
        ...{ log, directory, folder, keep, program, version, now, signal, onProgress: progress },
        ...(task !== undefined && { task }),
      }),
      true,
    );
  } catch (error) {
    if (error instanceof NoSnapshot) throw new JobFailed(error.why, error.message);
    if (error instanceof Unavailable && error.code === 'locked') throw new JobFailed('snapshot-running', error.message);
    throw error;
  } finally {
    await log.close();
  }
}

async function madeSince(folder: string, { logId }: EventLog, since: string): Promise<SnapshotManifest | null> {
  const newest = await newestFitting(folder, { logId, models: readModels });
  return newest !== null && newest.madeAt >= since ? newest : null;
}

async function bringForward(
  log: EventLog,
  { readModelsDir: directory, snapshotsDir, program }: Workshop,
  control: JobControl,
): Promise<void> {
  const { signal } = control;
  try {
    const live = await openLive({
      ...{ log, directory, program, signal, snapshots: snapshotsDir ?? undefined },
      onProgress: ({ events, total }) => control.progress(events, total),
    });
    await live.projector.catchUp(signal).finally(() => live.close());
  } catch (error) {
    if (!(error instanceof Unavailable && error.code === 'locked')) throw error;
  }
}

const resultOf = ({ file, position, events, bytes, madeAt }: SnapshotManifest, made: boolean): SnapshotResult => ({
  ...{ file, position, events, bytes, madeAt, made },
});
