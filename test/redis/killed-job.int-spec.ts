import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { packageRoot } from '#config/package-root';
import type { SnapshotResult } from '#contracts/read-models';
import { SqliteLog } from '#event-log/sqlite-log';
import { JobQueue } from '#jobs/job-queue';
import { JobCancelled } from '#jobs/long-job';
import { currentFile } from '#read-models/generations';
import { openLive } from '#read-models/live-read-models';
import { manifestOf } from '#read-models/snapshots/shelf';
import { histories } from '#testkit/histories';
import { RedisServer } from './redis-server.ts';

const LOCK_MS = 1_000;
/** Enough that writing it takes long enough to be killed at. */
const PADDING_BYTES = 96 * 1024 * 1024;

let folder: string;
let redis: RedisServer;
let log: SqliteLog;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tiendo-killed-'));
  redis = await RedisServer.start();
  log = await SqliteLog.open({ file: join(folder, 'log.sqlite') });
  const events = [...histories({ projects: 10, seed: 1 })];
  await Promise.all(events.map(({ stream, revision, event }) => log.append(stream, revision === 0 ? 'no_stream' : revision - 1, [event])));
  for (const name of ['first', 'second']) {
    (await openLive({ log, directory: rows(name) })).close();
    const db = new DatabaseSync(currentFile(rows(name)) as string);
    db.exec(`INSERT INTO parked VALUES ('places', 'padding', 0, '', hex(zeroblob(${PADDING_BYTES / 2})), 1)`);
    db.close();
  }
});
afterEach(async () => {
  for (const child of children.splice(0)) await killed(child);
  await log.close();
  await redis.close();
  rmSync(folder, { recursive: true, force: true });
});

const rows = (name: string) => join(folder, name);
const shelf = () => join(folder, 'shelf');
const onShelf = (): readonly string[] => (existsSync(shelf()) ? readdirSync(shelf()) : []);

function worker(name: string): ChildProcess {
  const args = [String(redis.port), log.logId, log.file, rows(name), shelf(), String(LOCK_MS)];
  const script = join(packageRoot(), 'dist/test/redis/job-worker.js');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], { stdio: 'inherit' });
  children.push(child);
  return child;
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await once(child, 'exit');
}

async function until(done: () => boolean, what: string): Promise<void> {
  for (const giveUp = Date.now() + 30_000; !done(); await setTimeout(1)) if (Date.now() > giveUp) throw new Error(`never ${what}`);
}

const leftIn = (name: string): readonly string[] =>
  [...onShelf(), ...readdirSync(rows(name))].filter((file) => /\.part-|\.copy/.test(file));
const MIDDLES: readonly [string, () => boolean][] = [
  ['copies the rows', () => readdirSync(rows('first')).some((name) => name.endsWith('.copy'))],
  ['writes into the folder', () => onShelf().some((name) => name.includes('.db.part-'))],
];

describe('a worker that is killed while it writes a snapshot', () => {
  it.each(MIDDLES)(
    'as it %s leaves a job that another takes, and no half file',
    async (_, inTheMiddle) => {
      const asking = new JobQueue({ place: redis.place, hands: null, onError: () => undefined, lookMs: 50 });
      const control = { signal: new AbortController().signal, progress: () => undefined };
      const following = asking.follow('snapshot', {}, control) as Promise<SnapshotResult>;
      const first = worker('first');
      await until(inTheMiddle, 'in the middle');
      await killed(first);
      expect(onShelf().filter((name) => name.endsWith('.json'))).toEqual([]);
      expect(leftIn('first')).not.toEqual([]); // Or it was not killed in the middle.
      worker('second');
      const { file, made } = await following;
      expect(made).toBe(true);
      expect([...onShelf()].sort()).toEqual([file, manifestOf(file)].sort());
      expect(readdirSync(rows('second')).filter((name) => name.includes('.copy'))).toEqual([]);
      await asking.stop();
    },
    60_000,
  );
});

describe('a worker whose job is cancelled while it writes a snapshot', () => {
  it.each(MIDDLES)(
    'as it %s ends it, leaves nothing of it, and does the next one',
    async (_, inTheMiddle) => {
      const asking = new JobQueue({ place: redis.place, hands: null, onError: () => undefined, lookMs: 50 });
      const cancelling = new AbortController();
      const following = asking.follow('snapshot', {}, { signal: cancelling.signal, progress: () => undefined });
      worker('first');
      await until(inTheMiddle, 'in the middle');
      cancelling.abort(new JobCancelled());
      await expect(following).rejects.toMatchObject({ code: 'cancelled' });
      expect([onShelf(), leftIn('first')]).toEqual([[], []]);
      const control = { signal: new AbortController().signal, progress: () => undefined };
      const { file } = (await asking.follow('snapshot', {}, control)) as SnapshotResult;
      expect([...onShelf()].sort()).toEqual([file, manifestOf(file)].sort());
      await asking.stop();
    },
    60_000,
  );
});
