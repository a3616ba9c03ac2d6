import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { packageRoot } from '#config/package-root';
import type { SnapshotResult } from '#contracts/read-models';
import { SqliteLog } from '#event-log/sqlite-log';
import { Installation } from '#jobs/installation';
import type { Scheduled } from '#jobs/schedule';
import { manifestOf } from '#read-models/snapshots/shelf';
import { histories } from '#testkit/histories';

/** Long enough that a child on a loaded machine is not taken for dead. */
const TIMES = { beatMs: 50, goneMs: 2_500 } as const;
const NOW = '2026-11-26T01:00:00.000Z';
const control = { signal: new AbortController().signal, progress: () => undefined };

let folder: string;
let log: SqliteLog;
let errors: unknown[];
const children: ChildProcess[] = [];

beforeEach(async () => {
  errors = [];
  folder = mkdtempSync(join(tmpdir(), 'tiendo-claims-'));
  log = await SqliteLog.open({ file: join(folder, 'log.sqlite') });
  const events = [...histories({ projects: 5, seed: 3 })];
  await Promise.all(events.map(({ stream, revision, event }) => log.append(stream, revision === 0 ? 'no_stream' : revision - 1, [event])));
});
afterEach(async () => {
  for (const child of children.splice(0)) await killed(child);
  await log.close();
  rmSync(folder, { recursive: true, force: true });
  expect(errors).toEqual([]);
});

const shelf = () => join(folder, 'shelf');
const rows = (name: string) => join(folder, name);
const claimsLeft = () => readdirSync(shelf()).filter((name) => name.startsWith('claim-'));

/** A replica without a queue, with a folder of its own for its read models. */
function installation(name: string): Installation {
  const place = { log: { kind: 'sqlite', file: log.file }, queue: null, readModelsDir: rows(name) } as const;
  const settings = { ...place, snapshotsDir: shelf(), snapshotHours: 24, snapshotsKept: 3 };
  return new Installation({ settings, logId: log.logId, program: name, version: '0.1.0', claims: TIMES });
}

async function dueOf(one: Installation): Promise<Scheduled> {
  const [due] = await one.due(NOW);
  if (due === undefined) throw new Error('nothing is due');
  return due;
}

const make = (one: Installation, { kind, data, jobId }: Scheduled) => one.run(kind, { ...data, jobId }, control) as Promise<SnapshotResult>;
const makeIfFree = (one: Installation, due: Scheduled) =>
  one.claimed(
    due,
    () => make(one, due),
    (error) => errors.push(error),
  );

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await once(child, 'exit');
}

/** A process that has claimed the slot and gives its signs of life. */
async function claiming({ jobId }: Scheduled): Promise<ChildProcess> {
  const script = join(packageRoot(), 'dist/test/faults/claiming-child.js');
  const args = ['--disable-warning=ExperimentalWarning', script, shelf(), jobId, String(TIMES.beatMs)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { PATH: process.env['PATH'] } });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

describe('the snapshot of a slot that two replicas without a queue find due at once', () => {
  const both = () => [installation('first'), installation('second')] as const;
  const built = () => ['first', 'second'].filter((name) => existsSync(rows(name)));

  it('is made by one of them', async () => {
    const [first, second] = both();
    const [due, same] = [await dueOf(first), await dueOf(second)];
    expect(due).toEqual(same);
    const results = await Promise.all([makeIfFree(first, due), makeIfFree(second, same)]);
    const made = results.filter((result) => result !== null);
    expect([made.length, made[0]?.made, built().length]).toEqual([1, true, 1]);
    expect(readdirSync(shelf()).sort()).toEqual([made[0]?.file ?? '', manifestOf(made[0]?.file ?? '')].sort());
    expect(await first.due(NOW)).toEqual([]);
  });

  it('would be made by both without the claim', async () => {
    const [first, second] = both();
    const due = await dueOf(first);
    await Promise.allSettled([make(first, due), make(second, due)]);
    expect(built()).toHaveLength(2);
  });

  it('is left to the other one when the first could not make it', async () => {
    const [first, second] = both();
    const due = await dueOf(first);
    const failing = first.claimed(
      due,
      () => Promise.reject(new Error('no room')),
      (error) => errors.push(error),
    );
    await expect(failing).rejects.toThrow('no room');
    expect(claimsLeft()).toEqual([]);
    expect(await makeIfFree(second, due)).toMatchObject({ made: true });
  });
});

describe('a claim', () => {
  it('holds while its process lives, however long it works, and is taken over by one when it is killed', async () => {
    const [first, second] = [installation('first'), installation('second')];
    const due = await dueOf(first);
    const owner = await claiming(due);
    for (const until = performance.now() + 1.2 * TIMES.goneMs; performance.now() < until; await setTimeout(100))
      expect([await makeIfFree(first, due), await makeIfFree(second, due)]).toEqual([null, null]);
    await killed(owner);
    const results: (SnapshotResult | null)[] = [];
    const giveUp = Date.now() + 20_000;
    while (!results.some((result) => result !== null) && Date.now() < giveUp) {
      results.push(...(await Promise.all([makeIfFree(first, due), makeIfFree(second, due)])));
      await setTimeout(50);
    }
    expect(results.filter((result) => result !== null)).toMatchObject([{ made: true }]);
    expect(claimsLeft()).toEqual([]);
  }, 60_000);
});
