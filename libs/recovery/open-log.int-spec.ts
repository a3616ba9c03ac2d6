import { copyFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openLive } from '#read-models/live-read-models';
import { currentFile } from '#read-models/generations';
import { readPosition } from '#read-models/database';
import { summarise } from '#event-log/log-summary';
import { gapOf } from './gap.ts';
import { lastRestore } from './generation.ts';
import { openForWriting } from './open-log.ts';
import { followUpsFile } from './places.ts';
import { quiet } from './quiet.ts';
import { clock, Installation } from './recovery.fixture.ts';
import { recordRun } from './runs.ts';

let made: Installation;
beforeEach(async () => {
  made = await Installation.withProjects(1);
  copyFileSync(made.places.logFile, older());
});
afterEach(() => made.remove());

const older = () => join(made.folder, 'older.sqlite');
/** What an operator does who knows no better: an older file in the place of the log. */
const putOlder = () => copyFileSync(older(), made.places.logFile);
const open = async () =>
  (
    await openForWriting({
      log: { kind: 'sqlite', file: made.places.logFile },
      folders: made.places,
      program: 'spec',
      by: 'operator',
      now: clock.now(),
    })
  ).close();
const live = async () =>
  made.writing(async (log) => {
    const rows = await openLive({ log, directory: made.places.readModelsDir });
    await rows.projector.catchUp();
    const position = readPosition(rows.db);
    rows.close();
    return position;
  });
const run = () => {
  const { logId, position, lastHash } = summarise(made.places.logFile);
  recordRun(made.places.dataDir, {
    kind: 'backup',
    at: clock.now(),
    ok: true,
    seconds: 1,
    logId,
    generation: 1,
    position,
    lastHash,
    folder: '/b',
  });
};

describe('an older log that was put in place without a restore', () => {
  it('is noticed by the read models that are ahead of it, which begin again', async () => {
    await made.work(0, 'later');
    expect(await live()).toBe('0000000000000022');
    putOlder();
    await open();
    expect(lastRestore(made.places.dataDir)).toMatchObject({
      generation: 2,
      phase: 'reconcile',
      cause: 'older-log',
      position: '0000000000000020',
      evidence: expect.arrayContaining(['read-models/projects: 0000000000000022']),
    });
    expect(quiet(made.places.dataDir)).toMatchObject({ why: 'older-log' });
    expect(await live()).toBe('0000000000000020');
  });

  it('is noticed by the follow-ups and by the last backup, once', async () => {
    await made.work(0, 'later');
    const { logId, position } = summarise(made.places.logFile);
    writeFileSync(followUpsFile(made.places), JSON.stringify({ log: logId, position }));
    run();
    putOlder();
    await open();
    expect(lastRestore(made.places.dataDir)?.evidence).toEqual([
      'follow-ups: 0000000000000022',
      `backup of ${clock.now()}: 0000000000000022`,
    ]);
    expect(existsSync(followUpsFile(made.places))).toBe(false);
    await open();
    expect(lastRestore(made.places.dataDir)?.generation).toBe(2);
  });

  it('is noticed even when it has gone on to the same place with other events', async () => {
    await made.work(0, 'later');
    run();
    putOlder();
    await made.work(0, 'another');
    await open();
    expect(lastRestore(made.places.dataDir)?.evidence).toEqual([`backup of ${clock.now()}: 0000000000000022, with another event`]);
  });

  it('and what nobody had read further is taken as it is: nothing here can know better', async () => {
    await made.work(0, 'later');
    putOlder();
    await open();
    expect(lastRestore(made.places.dataDir)).toBeNull();
  });
});

it.each(['null', '[]', '{"log":1}', 'not JSON'])('a checkpoint that says nothing (%s) says nothing of an older log', async (text) => {
  writeFileSync(followUpsFile(made.places), text);
  await open();
  expect(lastRestore(made.places.dataDir)).toBeNull();
});

it('a log that only went on is the same log', async () => {
  await live();
  run();
  await made.work(0, 'later');
  await open();
  expect(lastRestore(made.places.dataDir)).toBeNull();
});

it('read models that are further than the log are built anew, whoever opens them', async () => {
  await made.work(0, 'later');
  await live();
  const before = currentFile(made.places.readModelsDir);
  putOlder();
  expect(await live()).toBe('0000000000000020');
  expect(currentFile(made.places.readModelsDir)).not.toBe(before);
});

it('another log than the readers knew is no older one', async () => {
  await live();
  rmSync(made.places.logFile);
  await open();
  expect(lastRestore(made.places.dataDir)).toBeNull();
  expect(await gapOf(made.places, { ...unknownRestore, position: null })).toEqual({
    lacking: [],
    enteredAgain: 0,
    unreadable: null,
    newerFiles: [],
  });
});

const unknownRestore = {
  generation: 2,
  logId: 'x',
  phase: 'reconcile',
  cause: 'older-log',
  at: clock.now(),
  by: 'operator',
  backup: null,
  keptAside: null,
  evidence: [],
  confirmed: null,
} as const;
