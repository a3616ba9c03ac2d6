import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { packageRoot } from '#config/package-root';
import { KurrentDouble } from '../kurrentdb/kurrent-double.ts';
import { RedisServer } from './redis-server.ts';

/** Longest time until something is so, on a machine that has much else to do, in milliseconds. */
const SOON_MS = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'tiendo-worker-'));
let redis: RedisServer;
let double: KurrentDouble;
const children: ChildProcess[] = [];

beforeAll(async () => {
  redis = await RedisServer.start();
  double = await KurrentDouble.start();
});
afterEach(async () => {
  for (const child of children.splice(0)) if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit');
});
afterAll(async () => {
  await double.discard();
  await redis.close();
  rmSync(folder, { recursive: true, force: true });
});

function begin(name: string, env: Readonly<Record<string, string>> = {}, app: 'worker' | 'api' = 'worker') {
  const settings = {
    PORT: '0',
    TIENDO_DATA: join(folder, name),
    TIENDO_LOG: double.address,
    TIENDO_QUEUE: redis.url,
    TIENDO_SWEEP_SECONDS: '1',
  };
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(packageRoot(), `dist/apps/${app}/main.js`)], {
    env: { PATH: process.env['PATH'] ?? '', ...settings, ...env },
  });
  children.push(child);
  const said = { text: '' };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said.text += text));
  return { child, said };
}

async function until(done: () => boolean | Promise<boolean>, what: () => string): Promise<void> {
  for (const giveUp = Date.now() + SOON_MS; !(await done()); await setTimeout(100)) if (Date.now() > giveUp) throw new Error(what());
}

async function running(name: string, env: Readonly<Record<string, string>> = {}) {
  const { child, said } = begin(name, env);
  await until(
    () => said.text.includes('/health/ready') || child.exitCode !== null,
    () => said.text,
  );
  const [, url = ''] = /(http:\/\/\S+)\/health\/ready/.exec(said.text) ?? [];
  const status = async (path: string): Promise<number> => (await fetch(url + path)).status;
  await until(
    async () => (await status('/health/ready')) === 200,
    () => said.text,
  );
  return { child, said, url, status };
}

describe('a worker', () => {
  it(
    'is ready with its log and Redis, shows its metrics and the queues, and stops when told',
    async () => {
      const [first, second] = await Promise.all([running('first'), running('second')]);
      expect(await first.status('/health/live')).toBe(200);
      const metrics = await (await fetch(`${first.url}/metrics`)).text();
      expect(metrics).toMatch(/^tiendo_queue_up 1$/m);
      expect(metrics).toMatch(/^tiendo_log_up 1$/m);
      expect(metrics).toMatch(/^tiendo_queue_jobs\{queue="tiendo-deliveries",state="waiting"\} 0$/m);
      const board = await fetch(`${first.url}/queues/`);
      expect([board.status, await board.text()]).toEqual([200, expect.stringContaining('<title>')]);
      const queues = (await (await fetch(`${first.url}/queues/api/queues`)).json()) as {
        readonly queues: readonly { readonly name: string }[];
      };
      expect(queues.queues.map(({ name }) => name)).toEqual(['tiendo-sweeps', 'tiendo-deliveries', 'tiendo-jobs']);
      expect((await fetch(`${first.url}/queues/api/queues/tiendo-sweeps/pause`, { method: 'PUT' })).status).toBe(405);

      await redis.kill();
      await until(
        async () => (await first.status('/health/ready')) === 503,
        () => first.said.text,
      );
      expect(await first.status('/queues/api/queues')).toBe(503);
      expect(await (await fetch(`${first.url}/metrics`)).text()).toMatch(/^tiendo_queue_up 0$/m);
      await redis.start();
      await until(
        async () => (await first.status('/health/ready')) === 200,
        () => first.said.text,
      );

      for (const { child, said } of [first, second]) {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        expect([await ended, said.text]).toEqual([[0, null], expect.any(String)]);
      }
    },
    SOON_MS * 3,
  );

  it('is in the API where the log is a file', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { readonly port: number };
    await new Promise((resolve) => server.close(resolve));
    const { child, said } = begin('api', { TIENDO_LOG: '', PORT: String(port) }, 'api');
    const text = (): Promise<string> =>
      fetch(`http://127.0.0.1:${port}/metrics`).then(
        (answer) => answer.text(),
        () => '',
      );
    await until(
      async () => /^tiendo_queue_up 1$/m.test(await text()) && /^tiendo_sweep_seconds_count [1-9]/m.test(await text()),
      () => said.text,
    );
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  }, 60_000);

  it.each([
    [{ TIENDO_LOG: '' }, 'TIENDO_LOG must be kurrentdb://'],
    [{ TIENDO_QUEUE: 'redis://10.1.2.3' }, 'TIENDO_QUEUE must be'],
  ])('says in one line what it cannot work with: %j', async (env, line) => {
    const { child, said } = begin('refused', env);
    const [code] = (await once(child, 'close')) as [number];
    expect([code, said.text]).toEqual([1, expect.stringContaining(line)]);
    expect(said.text.trim().split('\n')).toHaveLength(1);
  });

  it(
    'refuses a Redis that evicts',
    async () => {
      await redis.ask((asked) => asked.config('SET', 'maxmemory-policy', 'allkeys-lru'));
      const { child, said } = begin('evicting', { TIENDO_LOG_LEVEL: 'silent' });
      const [code] = (await once(child, 'close')) as [number];
      expect([code, said.text]).toEqual([1, expect.stringContaining('maxmemory-policy allkeys-lru: it must be noeviction')]);
    },
    SOON_MS,
  );
});
