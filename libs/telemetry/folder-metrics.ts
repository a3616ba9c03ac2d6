import { statfs } from 'node:fs/promises';
import { quiet } from '#recovery/quiet';
import { readRuns } from '#recovery/runs';
import type { Metrics } from './metrics.ts';

export interface MeasuredFolder {
  readonly dataDir: string;
  /** The log lies in a file of ours, which `tiendo backup` backs up. */
  readonly ownLog: boolean;
}

/** What the data folder says: room, the last backup, whether nothing is sent out. */
export async function measureFolder({ dataDir, ownLog }: MeasuredFolder, metrics: Metrics): Promise<void> {
  const { bsize, blocks, bavail } = await statfs(dataDir);
  metrics.of('tiendo_disk_size_bytes').set([], blocks * bsize);
  metrics.of('tiendo_disk_free_bytes').set([], bavail * bsize);
  metrics.of('tiendo_restored_unreconciled').set([], quiet(dataDir) === null ? 0 : 1);
  if (!ownLog) return;
  const last = readRuns(dataDir).findLast(({ kind }) => kind === 'backup');
  metrics.of('tiendo_backup_last_timestamp_seconds').set([], last === undefined ? 0 : Date.parse(last.at) / 1_000);
}
