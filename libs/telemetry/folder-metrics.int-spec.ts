import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { recordRun, type RecoveryRun } from '#recovery/runs';
import { measureFolder } from './folder-metrics.ts';
import { Metrics } from './metrics.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'tiendo-telemetry-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const run = (kind: RecoveryRun['kind'], at: string): RecoveryRun => ({
  ...{ kind, at, ok: true, seconds: 1, logId: 'log', generation: 1 },
  ...{ position: null, lastHash: null, folder: null },
});

async function measured(ownLog: boolean): Promise<(name: string) => number | undefined> {
  const metrics = new Metrics();
  metrics.beforeText(() => measureFolder({ dataDir, ownLog }, metrics));
  const text = await metrics.text();
  return (name) => {
    const value = new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1];
    return value === undefined ? undefined : Number(value);
  };
}

it('tells the room that is left, and that nothing stops mails', async () => {
  const value = await measured(true);
  const { bsize, blocks } = statfsSync(dataDir);
  expect(value('tiendo_disk_size_bytes')).toBe(bsize * blocks);
  expect(value('tiendo_disk_free_bytes')).toBeGreaterThan(0);
  expect(value('tiendo_restored_unreconciled')).toBe(0);
});

it('tells when the last backup was made: 0 when never, and nothing of a log that is not ours to back up', async () => {
  expect((await measured(true))('tiendo_backup_last_timestamp_seconds')).toBe(0);
  recordRun(dataDir, run('backup', '2026-11-22T09:00:00.000Z'));
  recordRun(dataDir, run('drill', '2026-11-23T09:00:00.000Z'));
  expect((await measured(true))('tiendo_backup_last_timestamp_seconds')).toBe(Date.parse('2026-11-22T09:00:00Z') / 1_000);
  expect((await measured(false))('tiendo_backup_last_timestamp_seconds')).toBeUndefined();
});
