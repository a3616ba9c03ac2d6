import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { packageRoot } from '#config/package-root';
import type { Job } from '#contracts/jobs';
import type { Problem } from '#contracts/problem';
import type { ParkedStreams, ReadModelsState, RebuildResult } from '#contracts/read-models';
import type { Ready } from '#contracts/service';
import { SqliteLog } from '#event-log/sqlite-log';
import { currentFile } from '#read-models/generations';
import { openLive } from '#read-models/live-read-models';
import type { ReadModel } from '#read-models/model';
import { readModels } from '#read-models/models';
import { histories } from '#testkit/histories';
import { eventually } from '#testkit/eventually';
import { newDataDir, removeDataDir, Served } from './served.ts';

const dataDir = newDataDir();
const rows = join(dataDir, 'read-models');
let api: Served & { readonly url: string };
let parkedStream = '';

/** The projects model as a build with a fault had it: one stream's advance cannot be taken. */
const faulty: readonly ReadModel[] = readModels.map((model) =>
  model.name !== 'projects'
    ? model
    : {
        ...model,
        open(db) {
          const writer = model.open(db);
          const apply: typeof writer.apply = (event) => {
            if (event.type === 'ApprovedInPlan' && (parkedStream === '' || parkedStream === event.stream)) {
              parkedStream = event.stream;
              throw new RangeError('a fault of this build');
            }
            writer.apply(event);
          };
          return { apply, flush: () => writer.flush(), reset: () => writer.reset() };
        },
      },
);

/** Records lives, and projects them with the fault. */
beforeAll(async () => {
  const log = await SqliteLog.open({ file: join(dataDir, 'log.sqlite') });
  const lives = [...histories({ projects: 60, seed: 5 })];
  await Promise.all(lives.map(({ stream, revision, event }) => log.append(stream, revision === 0 ? 'no_stream' : revision - 1, [event])));
  (await openLive({ log, directory: rows })).close();
  const live = await openLive({ log, directory: rows, models: faulty.map((model) => ({ ...model, version: model.version + 1 })) });
  live.close();
  await log.close();
  const db = new DatabaseSync(currentFile(rows) as string);
  db.exec('UPDATE checkpoint SET version = version - 1'); // As if the fault had not changed the version.
  db.close();
  api = await Served.start([], { TIENDO_DATA: dataDir, TIENDO_COMPARE_RATE: '6000' });
}, 120_000);

afterAll(async () => {
  await api.stop();
  removeDataDir(dataDir);
});

async function ask<Answer>(
  method: string,
  path: string,
  identity = 'demo:operator',
): Promise<{ readonly status: number; readonly body: Answer }> {
  const response = await fetch(`${api.url}${path}`, { method, headers: { 'tiendo-demo-identity': identity } });
  return { status: response.status, body: (await response.json()) as Answer };
}

const state = async (): Promise<ReadModelsState> => (await ask<ReadModelsState>('GET', '/api/v1/read-models')).body;

async function done(job: Job): Promise<Job> {
  let now = job;
  await eventually(async () => {
    now = (await ask<Job>('GET', `/api/v1/jobs/${job.id}`)).body;
    return now.state !== 'queued' && now.state !== 'running';
  });
  return now;
}

async function tiendo(...args: readonly string[]): Promise<{ readonly exit: number; readonly document: Record<string, unknown> }> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(packageRoot(), 'dist/apps/cli/main.js'), ...args, '--json'],
    {
      env: { PATH: process.env['PATH'], TIENDO_DATA: dataDir },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  const [exit] = (await once(child, 'close')) as [number];
  return { exit, document: JSON.parse(out) as Record<string, unknown> };
}

describe('parked streams', () => {
  it('are listed, counted in health, and retried in order while the API runs', async () => {
    const { body } = await ask<ParkedStreams>('GET', '/api/v1/read-models/parked');
    expect(body.items).toMatchObject([{ model: 'projects', stream: parkedStream, error: 'RangeError: a fault of this build' }]);
    expect((await ask<Ready>('GET', '/health/ready')).body).toMatchObject({ status: 'ready', parked: 1 });
    expect(await tiendo('parked')).toMatchObject({ exit: 2, document: { parked: [{ stream: parkedStream }] } });
    expect(await ask<Problem>('POST', '/api/v1/read-models/parked/retry', 'demo:supervisor')).toMatchObject({ status: 403 });
    expect(await ask('POST', '/api/v1/read-models/parked/retry')).toEqual({ status: 200, body: { items: [] } });
    expect(await tiendo('parked', '--retry')).toMatchObject({ exit: 0, document: { tried: true, parked: [] } });
    expect(await tiendo('compare', '--streams', '60')).toMatchObject({ exit: 0, document: { streams: 60, differences: [] } });
  }, 60_000);
});

describe('rows that are not what the log says', () => {
  it('are found while the API is idle, and a rebuild says which figure of which project', async () => {
    const db = new DatabaseSync(currentFile(rows) as string, { timeout: 5_000 });
    db.exec('UPDATE projects_state SET executed = executed + 7000000 WHERE n = (SELECT min(n) FROM projects_state)');
    db.exec('DELETE FROM figures_project WHERE id = (SELECT max(id) FROM figures_project)');
    db.close();
    await eventually(async () => (await ask<Ready>('GET', '/health/ready')).body.differing >= 2);
    expect((await state()).differing.map(({ table }) => table).sort()).toEqual(['figures_project', 'projects_state']);
    expect(await tiendo('doctor')).toMatchObject({ exit: 2 });
    expect(await tiendo('compare', '--streams', '60')).toMatchObject({ exit: 2, document: { streams: 60 } });

    const before = await state();
    expect(await ask<Problem>('POST', '/api/v1/read-models/rebuilds', 'demo:officer')).toMatchObject({
      status: 403,
      body: { code: 'not-your-role' },
    });
    const { status, body } = await ask<Job>('POST', '/api/v1/read-models/rebuilds');
    expect(status).toBe(202);
    const job = await done(body);
    const result = job.result as RebuildResult;
    expect(job).toMatchObject({ state: 'done', kind: 'rebuild' });
    expect(result).toMatchObject({ switched: true, business: { appearing: 1, disappearing: 0, changing: 1 } });
    expect(result.differences?.map(({ model, rows: count }) => [model, count])).toEqual([
      ['figures', 1],
      ['projects', 1],
    ]);
    const said = result.business?.groups
      .flatMap(({ sentence, samples }) => [sentence.vi, ...samples.map((sample) => sample.sentence.vi)])
      .join('\n');
    expect(said).toMatch(/: \d+ → \d+ đề án/);
    expect(said).toMatch(/xuất hiện, do sự kiện NeedSurveyed ngày/);
    expect(said).toMatch(/thực hiện \(danh sách\) 7\.000\.000|thực hiện \(danh sách\) [\d.]+ → /);
    const after = await state();
    expect(after.previous?.file).toBe(before.current?.file);
    expect(after.differing).toEqual([]);
  }, 60_000);
});

describe('the builds', () => {
  it('are rolled back, rebuilt from another process, and dropped, while the API answers', async () => {
    const [asking, faults] = [new AbortController(), new Set<string>()];
    const asked = (async () => {
      for (; !asking.signal.aborted; await setTimeout(5)) {
        const { status } = await fetch(`${api.url}/api/v1/projects?limit=5`);
        if (status !== 200) faults.add(String(status));
      }
    })();
    const before = await state();
    const back = await done((await ask<Job>('POST', '/api/v1/read-models/rollbacks')).body);
    expect(back).toMatchObject({
      state: 'done',
      result: { current: { file: before.previous?.file }, previous: { file: before.current?.file } },
    });
    expect(await tiendo('rebuild')).toMatchObject({ exit: 0, document: { switched: true, business: { appearing: 1 } } });
    expect(await tiendo('builds')).toMatchObject({ exit: 0, document: { previous: { file: before.previous?.file } } });
    asking.abort();
    await asked;
    expect([...faults]).toEqual([]);
    expect(await ask('DELETE', '/api/v1/read-models/previous')).toMatchObject({ status: 200, body: { previous: null } });
    expect(await ask('DELETE', '/api/v1/read-models/previous')).toMatchObject({ status: 409, body: { code: 'former-build-missing' } });
    expect(await ask('POST', '/api/v1/read-models/rollbacks')).toMatchObject({ status: 409, body: { code: 'former-build-missing' } });
    expect(await ask('DELETE', '/api/v1/read-models/building')).toMatchObject({ status: 409, body: { code: 'nothing-building' } });
    expect(await tiendo('builds', 'roll-back')).toMatchObject({ exit: 2 });
  }, 60_000);
});
