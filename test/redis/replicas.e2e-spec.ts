import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { packageRoot } from '#config/package-root';
import type { Job } from '#contracts/jobs';
import type { ReadModelSnapshots, ReadModelsState, SnapshotResult } from '#contracts/read-models';
import { openLog } from '#event-log/open';
import { histories } from '#testkit/histories';
import { KurrentDouble } from '../kurrentdb/kurrent-double.ts';
import { RedisServer } from './redis-server.ts';

/** Longest time until something is so, on a machine that has much else to do, in milliseconds. */
const SOON_MS = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'tiendo-replicas-'));
const shelf = join(folder, 'snapshots');
let redis: RedisServer;
let double: KurrentDouble;
const children: ChildProcess[] = [];

beforeAll(async () => {
  redis = await RedisServer.start();
  double = await KurrentDouble.start();
  const log = await openLog({ kind: 'kurrentdb', address: double.address }, { program: 'spec' });
  for (const { stream, revision, event } of histories({ projects: 8, seed: 2 }))
    await log.append(stream, revision === 0 ? 'no_stream' : revision - 1, [event]);
  await log.close();
}, SOON_MS);
afterAll(async () => {
  for (const child of children) if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit');
  await double.discard();
  await redis.close();
  rmSync(folder, { recursive: true, force: true });
});

async function until(so: () => boolean | Promise<boolean>, what: () => string): Promise<void> {
  for (const giveUp = Date.now() + SOON_MS; !(await so()); await setTimeout(100)) if (Date.now() > giveUp) throw new Error(what());
}

/** A process over the log of all, with a data folder of its own, once it is ready. */
async function running(app: 'api' | 'worker', name: string) {
  const settings = {
    ...{ PORT: '0', TIENDO_DATA: join(folder, name), TIENDO_LOG: double.address, TIENDO_QUEUE: redis.url },
    ...{ TIENDO_SWEEP_SECONDS: app === 'worker' ? '60' : '0', TIENDO_SNAPSHOTS: shelf, TIENDO_SNAPSHOT_HOURS: '168' },
  };
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(packageRoot(), `dist/apps/${app}/main.js`)], {
    env: { PATH: process.env['PATH'] ?? '', ...settings },
  });
  children.push(child);
  const said = { text: '' };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said.text += text));
  const url = (): string => /http:\/\/127\.0\.0\.1:\d+/.exec(said.text)?.[0] ?? '';
  const status = (): Promise<number> => fetch(`${url()}/health/ready`).then((answer) => answer.status);
  await until(
    async () => url() !== '' && (await status()) === 200,
    () => said.text,
  );
  const ask = async <Answer>(method: string, path: string): Promise<Answer> => {
    const answer = await fetch(`${url()}${path}`, { method, headers: { 'tiendo-demo-identity': 'demo:operator' } });
    return (await answer.json()) as Answer;
  };
  return { said, ask, url };
}

it(
  'workers make the one snapshot of the slot and those that an API asks for; a replica that joins begins from the newest',
  async () => {
    const [worker] = await Promise.all([running('worker', 'worker-1'), running('worker', 'worker-2')]);
    const api = await running('api', 'api-1');
    const listed = async () => (await api.ask<ReadModelSnapshots>('GET', '/api/v1/read-models/snapshots')).items;
    await until(
      async () => (await listed()).length > 0,
      () => worker.said.text,
    );

    let job = await api.ask<Job>('POST', '/api/v1/read-models/snapshots');
    await until(
      async () => !['queued', 'running'].includes((job = await api.ask<Job>('GET', `/api/v1/jobs/${job.id}`)).state),
      () => `${JSON.stringify(job)} ${worker.said.text}`,
    );
    expect(job).toMatchObject({ state: 'done', result: { made: true, position: expect.stringMatching(/^\d{40}$/) } });
    const { file, position } = job.result as SnapshotResult;
    expect(await listed()).toHaveLength(2); // One for the slot, whatever the number of workers, and ours.
    expect(readdirSync(join(folder, 'worker-1')).concat(readdirSync(join(folder, 'worker-2')))).toContain('read-models');

    const joining = await running('api', 'api-2');
    expect(joining.said.text).toContain(`snapshot ${file} is taken`);
    expect(joining.said.text).not.toContain('building the read models');
    expect(await joining.ask<ReadModelsState>('GET', '/api/v1/read-models')).toMatchObject({ lag: 0, current: { position } });
    const metrics = async (): Promise<string> => (await fetch(`${worker.url()}/metrics`)).text();
    await until(
      async () => /^tiendo_queue_jobs\{queue="tiendo-jobs",state="active"\} 0$/m.test(await metrics()),
      () => worker.said.text,
    );
    expect(await metrics()).toMatch(/^tiendo_snapshot_newest_timestamp_seconds 1[\d.]{9,}$/m);
  },
  SOON_MS * 4,
);
