import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Job } from '#contracts/jobs';
import type { Problem } from '#contracts/problem';
import type { ReadModelSnapshots, ReadModelsState, SnapshotResult } from '#contracts/read-models';
import { SqliteLog } from '#event-log/sqlite-log';
import { currentFile } from '#read-models/generations';
import { histories } from '#testkit/histories';
import { RedisServer } from '../redis/redis-server.ts';
import { newDataDir, removeDataDir, Served } from './served.ts';

const folders = [newDataDir(), newDataDir(), newDataDir(), newDataDir()] as const;
const [recorded, first, second, shelf] = folders;

beforeAll(async () => {
  const log = await SqliteLog.open({ file: join(recorded, 'log.sqlite') });
  const events = [...histories({ projects: 20, seed: 5 })];
  await Promise.all(events.map(({ stream, revision, event }) => log.append(stream, revision === 0 ? 'no_stream' : revision - 1, [event])));
  await log.close();
  for (const replica of [first, second]) copyFileSync(join(recorded, 'log.sqlite'), join(replica, 'log.sqlite'));
});
const running: Served[] = [];
afterEach(async () => {
  for (const api of running.splice(0)) await api.stop();
});
afterAll(() => folders.forEach(removeDataDir));

/** A replica, asked as the operator unless another is named. */
async function replica(dataDir: string, env: Readonly<Record<string, string>> = {}) {
  const api = await Served.start([], { TIENDO_DATA: dataDir, ...env });
  running.push(api);
  const ask = async <Answer>(method: string, path: string, identity = 'demo:operator') => {
    const answer = await fetch(api.url + path, { method, headers: { 'tiendo-demo-identity': identity } });
    const text = await answer.text();
    return { status: answer.status, body: (path === '/metrics' ? text : JSON.parse(text)) as Answer };
  };
  const listed = async () => (await ask<ReadModelSnapshots>('GET', SNAPSHOTS)).body;
  const done = async ({ id }: Job): Promise<Job> => {
    for (;;) {
      const { body } = await ask<Job>('GET', `/api/v1/jobs/${id}`);
      if (body.state !== 'queued' && body.state !== 'running') return body;
      await setTimeout(50);
    }
  };
  const taken = async (): Promise<Job> => {
    for (;;) {
      const { status, body } = await ask<Job & Problem>('POST', SNAPSHOTS);
      if (status !== 503) return done(body); // It says where it listens before its log is open.
      await setTimeout(50);
    }
  };
  return { api, ask, listed, done, taken };
}

/** Enough that copying it takes long enough to be cancelled. */
const PADDING_BYTES = 96 * 1024 * 1024;
const SNAPSHOTS = '/api/v1/read-models/snapshots';

async function until(so: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 400 && !(await so()); turn++) await setTimeout(50);
  if (!(await so())) throw new Error('not within 20 s');
}

describe('snapshots over HTTP', () => {
  it('are asked for by operators, and need a folder', async () => {
    const { api, ask, listed } = await replica(first);
    expect(await ask<Problem>('POST', SNAPSHOTS, 'demo:supervisor')).toMatchObject({ status: 403, body: { code: 'not-your-role' } });
    expect(await ask<Problem>('POST', SNAPSHOTS)).toMatchObject({ status: 409, body: { code: 'snapshots-off' } });
    expect(await listed()).toEqual({ everyHours: 0, items: [] });
    await api.stop();
  });

  it('are made by a job, and another replica with an empty folder begins from the newest', async () => {
    const one = await replica(first, { TIENDO_SNAPSHOTS: shelf });
    const job = await one.taken();
    expect(job).toMatchObject({ kind: 'snapshot', state: 'done', result: { made: true } });
    const { file, position } = job.result as SnapshotResult;
    expect((await one.listed()).items).toMatchObject([{ file, position, unfit: null }]);
    await one.api.stop();

    const two = await replica(second, { TIENDO_SNAPSHOTS: shelf });
    await until(async () => (await two.ask('GET', '/health/ready')).status === 200);
    expect(two.api.stderr).toContain(`snapshot ${file} is taken`);
    expect(two.api.stderr).not.toContain('building the read models');
    const state = async () => (await two.ask<ReadModelsState>('GET', '/api/v1/read-models')).body;
    expect(await state()).toMatchObject({ head: position, lag: 0, current: { position, unfit: null } });
    await two.api.stop();
  });

  it('end when their job is cancelled, and nothing of them is left; one that is there stays', async () => {
    const rows = join(first, 'read-models');
    const db = new DatabaseSync(currentFile(rows) as string);
    db.exec(`INSERT INTO parked VALUES ('places', 'padding', 0, '', hex(zeroblob(${PADDING_BYTES / 2})), 1)`);
    db.close();
    const { api, ask, done, taken } = await replica(first, { TIENDO_SNAPSHOTS: shelf });
    await until(async () => (await ask('GET', '/health/ready')).status === 200);
    const before = readdirSync(shelf);
    const { body } = await ask<Job>('POST', SNAPSHOTS);
    const copying = () => [...readdirSync(rows), ...readdirSync(shelf)].filter((name) => /\.copy|\.part-/.test(name));
    while (copying().length === 0) await setTimeout(1);
    const job = `/api/v1/jobs/${body.id}`;
    for (let said = 0; said < 2; said++) expect(await ask<Job>('DELETE', job)).toMatchObject({ status: 200, body: { state: 'cancelled' } });
    expect(await done(body)).toMatchObject({ state: 'cancelled', result: null, problem: null });
    expect([readdirSync(shelf), copying()]).toEqual([before, []]);

    const whole = await taken();
    expect(whole.state).toBe('done');
    expect(await ask<Problem>('DELETE', `/api/v1/jobs/${whole.id}`)).toMatchObject({ status: 409, body: { code: 'job-over' } });
    expect(await done(whole)).toMatchObject({ state: 'done', result: whole.result });
    await api.stop();
  });

  it('are made by themselves once a slot, and the metrics say when', async () => {
    rmSync(shelf, { recursive: true });
    const env = { TIENDO_SNAPSHOTS: shelf, TIENDO_SNAPSHOT_HOURS: '168' };
    const { api, ask, listed } = await replica(first, env);
    await until(async () => (await ask('GET', '/health/ready')).status === 200);
    await until(async () => (await listed()).items.length === 1);
    const { body } = await ask<string>('GET', '/metrics');
    expect(body).toMatch(/^tiendo_snapshot_newest_timestamp_seconds 1[\d.]{9,}$/m);
    expect(body).toMatch(/^tiendo_snapshot_every_seconds 604800$/m);
    await api.stop();
    const again = await replica(first, env);
    await until(async () => (await again.ask('GET', '/health/ready')).status === 200);
    await setTimeout(1_000);
    expect((await again.listed()).items).toHaveLength(1);
    await again.api.stop();
  });

  it('go through the queue where there is Redis, and say that it is away', async () => {
    const redis = await RedisServer.start();
    const { api, ask, taken } = await replica(first, { TIENDO_SNAPSHOTS: shelf, TIENDO_QUEUE: redis.url });
    expect(await taken()).toMatchObject({ state: 'done', result: { made: true } });
    expect(await redis.ask((asked) => asked.zcard('bull:tiendo-jobs:completed'))).toBe(1);
    await until(async () =>
      (await ask<string>('GET', '/metrics')).body.includes('tiendo_queue_jobs{queue="tiendo-jobs",state="waiting"} 0'),
    );
    await redis.kill();
    expect(await taken()).toMatchObject({ state: 'failed', problem: { code: 'queue-away', status: 503 } });
    await api.stop();
    await redis.close();
  });

  it('leave nothing half done in the folder', () =>
    expect(readdirSync(shelf).filter((name) => !/^read-models-\w+-[0-9a-f]{8}\.(db|json)$/.test(name))).toEqual([]));
});
