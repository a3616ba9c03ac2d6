import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { dueJobs, slotStart } from './schedule.ts';

const folder = mkdtempSync(join(tmpdir(), 'tiendo-schedule-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a slot', () => {
  it.each([
    ['2026-11-26T16:59:59.999Z', 24, '2026-11-25T17:00:00.000Z'],
    ['2026-11-26T17:00:00.000Z', 24, '2026-11-26T17:00:00.000Z'],
    ['2026-11-26T06:24:00.000Z', 6, '2026-11-26T05:00:00.000Z'],
    ['2026-11-26T06:24:00.000Z', 1, '2026-11-26T06:00:00.000Z'],
  ])('at %s of %d hours began at %s: midnight in Vietnam begins one', (now, hours, start) => expect(slotStart(now, hours)).toBe(start));
});

describe('what the settings ask for', () => {
  const schedule = { logId: 'a-log', snapshotsDir: folder, snapshotHours: 24 };

  it('is one job a slot, of the same id wherever it is asked', async () => {
    const [morning, evening, tomorrow] = await Promise.all(
      ['2026-11-26T01:00:00.000Z', '2026-11-26T16:00:00.000Z', '2026-11-26T18:00:00.000Z'].map((now) => dueJobs(schedule, now)),
    );
    expect(morning).toEqual(evening);
    expect(morning?.[0]).toMatchObject({ kind: 'snapshot', data: { since: '2026-11-25T17:00:00.000Z' } });
    expect(morning?.[0]?.jobId).not.toMatch(/:/); // BullMQ refuses it.
    expect(tomorrow?.[0]?.jobId).not.toBe(morning?.[0]?.jobId);
  });

  it('is nothing without a folder or an interval; a folder that is not there yet has nothing in it', async () => {
    const now = '2026-11-26T01:00:00.000Z';
    expect(await dueJobs({ ...schedule, snapshotsDir: null }, now)).toEqual([]);
    expect(await dueJobs({ ...schedule, snapshotHours: 0 }, now)).toEqual([]);
    expect(await dueJobs({ ...schedule, snapshotsDir: join(folder, 'later') }, now)).toHaveLength(1);
  });
});
