import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { projectId, streamOf } from '../../test/load/command-work.ts';
import { makeBackup } from './backup.ts';
import { drill } from './drill.ts';
import { gapOf } from './gap.ts';
import type { Restored } from './generation.ts';
import { Installation, VERSION } from './recovery.fixture.ts';
import { restore } from './restore.ts';
import { readRuns } from './runs.ts';

let made: Installation;
beforeEach(async () => {
  made = await Installation.withProjects(2);
});
afterEach(() => made.remove());

/** Backs up, works on, restores: what was done in between is lacking. */
async function restoredAfter(work: () => Promise<unknown>): Promise<Restored> {
  const folder = join(made.folder, 'backup');
  await makeBackup({ places: made.places, folder, settings: {}, programVersion: VERSION });
  await work();
  const { restored } = await restore({ folder, places: made.places, replace: true, by: 'operator', programVersion: VERSION });
  if (restored === null) throw new Error('nothing was restored');
  return restored;
}

it('lists what the restored log lacks by stream, in words, and the files that came after the backup', async () => {
  const restored = await restoredAfter(async () => {
    await made.work(1, 'one');
    await made.work(0, 'two');
    await made.attach(0, 'công văn');
  });
  const { lacking, newerFiles, unreadable, enteredAgain } = await gapOf(made.places, restored);
  expect({ unreadable, enteredAgain, files: newerFiles.length }).toEqual({ unreadable: null, enteredAgain: 0, files: 1 });
  const streams = [0, 0, 0, 1, 1].map(streamOf).sort();
  expect(lacking.map(({ stream }) => stream)).toEqual(streams);
  const own = lacking.filter(({ stream }) => stream === `project-${projectId(0)}`);
  expect(own.map(({ type, code, revision }) => [type, code, revision])).toEqual([
    ['DossierReturned', 'KCDP-2022-38-001', 20],
    ['DossierCompleted', 'KCDP-2022-38-001', 21],
    ['DocumentAttached', 'KCDP-2022-38-001', 22],
  ]);
  expect(own[0]).toMatchObject({ actor: 'u-4f1c2a90', occurredOn: '2022-03-15', sentence: { vi: expect.stringMatching(/./) } });
});

it('a command that is sent again under its id is simply new, and no longer lacking', async () => {
  const restored = await restoredAfter(async () => {
    await made.work(0, 'one');
    await made.work(0, 'two');
  });
  await made.work(0, 'one');
  const { lacking, enteredAgain } = await gapOf(made.places, restored);
  expect({ lacking: lacking.length, enteredAgain }).toEqual({ lacking: 2, enteredAgain: 2 });
});

it('a replaced log that is damaged is read as far as it can be, and says so', async () => {
  const restored = await restoredAfter(async () => {
    await made.work(0, 'one');
  });
  const kept = join(made.places.dataDir, restored.keptAside ?? '', 'log.sqlite');
  writeFileSync(kept, readFileSync(kept)); // Of its own, no longer shared.
  truncateSync(kept, 4096);
  expect((await gapOf(made.places, restored)).unreadable).toMatch(/./);
});

it('a drill restores aside, compares with the live log, says how long it took, and leaves a line', async () => {
  const drilled = await drill({ places: made.places, settings: {}, by: 'operator', programVersion: VERSION });
  expect(drilled).toMatchObject({ events: 40, differences: [], kept: null });
  expect(readRuns(made.places.dataDir)).toEqual([
    expect.objectContaining({ kind: 'drill', ok: true, position: '0000000000000040', seconds: drilled.restoreSeconds }),
  ]);
});
