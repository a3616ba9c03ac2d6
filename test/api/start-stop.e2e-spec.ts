import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import { importRegister } from '#commands/register/import-register';
import { packageRoot } from '#config/package-root';
import { type RecordedEvent, StreamNotFound, Unavailable } from '#event-log/event-log';
import { SqliteLog } from '#event-log/sqlite-log';
import { eventually } from '#testkit/eventually';
import { newDataDir, removeDataDir, Served } from './served.ts';
import { surveyOf } from './need.ts';

const dataDirs: string[] = [];
const dataDir = (): string => {
  const folder = newDataDir();
  dataDirs.push(folder);
  return folder;
};
afterEach(() => dataDirs.splice(0).forEach(removeDataDir));

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Ended with 1, and one line that a person can act on. */
async function refusal(args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  const { code, stdout, stderr } = await new Served(args, env).ended();
  expect({ code, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({ code: 1, stdout: '', lines: 1 });
  expect(stderr).toMatch(/^tiendo: /);
  expect(stderr).not.toMatch(/ at .*:\d+|node_modules/);
  return stderr;
}

describe('a start that cannot be', () => {
  it.each([
    [{ PORT: 'abc' }, /PORT must be/],
    [{ PORT: '99999' }, /PORT must be/],
    [{ HOST: '0.0.0.0' }, /HOST must be a loopback address/],
    [{ HOST: '10.0.0.7' }, /HOST must be a loopback address/],
    [{ TIENDO_LOG: 'kurrentdb://admin:hunter2@db:0' }, /TIENDO_LOG (must be|has) /],
    [{ TIENDO_LOG: 'postgres://x' }, /TIENDO_LOG must be sqlite:PATH/],
    [{ TIENDO_QUEUE: 'redis://redis.example.vn:6379' }, /TIENDO_QUEUE must be inline/],
    [{ TIENDO_OPERATOR: 'Nguyễn Văn A' }, /TIENDO_OPERATOR must be/],
    [{ TIENDO_LANG: 'fr' }, /TIENDO_LANG must be vi or en/],
    [{ TIENDO_DTA: 'x' }, /TIENDO_DTA is no setting/],
    [{ PORT: 'x', HOST: 'y', TIENDO_LANG: 'z' }, /HOST .*PORT .*TIENDO_LANG |PORT .*HOST .*TIENDO_LANG /],
  ])('by %j says why in one line and touches nothing', async (env, line) => {
    const folder = join(dataDir(), 'data');
    const said = await refusal([], { TIENDO_DATA: folder, ...(env as unknown as Record<string, string>) });
    expect(said).toMatch(line);
    expect(said).not.toContain('hunter2');
    expect(existsSync(folder)).toBe(false);
  });

  it('by an option that nobody knows names those there are', async () =>
    expect(await refusal(['--frist-run'], { TIENDO_DATA: dataDir() })).toContain('--first-run'));

  it('because the port is taken says so and does not touch the data', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    const folder = join(dataDir(), 'data');
    try {
      expect(await refusal(['--first-run'], { TIENDO_DATA: folder, PORT: String(port) })).toContain(`port ${port}`);
      expect(existsSync(folder)).toBe(false);
    } finally {
      other.close();
    }
  });

  it('because the data folder is a file, or the log no log, says so', async () => {
    const folder = dataDir();
    writeFileSync(join(folder, 'file'), 'x');
    expect(await refusal([], { TIENDO_DATA: join(folder, 'file') })).toContain('data folder');
    writeFileSync(join(folder, 'log.sqlite'), 'this is not a database, and long enough to be taken for one'.repeat(100));
    expect(await refusal([], { TIENDO_DATA: folder })).toContain('log.sqlite');
  });

  it('because another process holds the data names that process', async () => {
    const folder = dataDir();
    const first = await Served.start([], { TIENDO_DATA: folder });
    expect(await refusal(['--first-run'], { TIENDO_DATA: folder })).toContain(String(first.pid));
    expect((await fetch(`${first.url}/health/ready`)).status).toBe(200);
    await first.stop();
  });
});

describe('--check-config', () => {
  it('prints every setting and opens nothing', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'tiendo-check-')), 'data');
    const { code, stdout } = await new Served(['--check-config'], { TIENDO_DATA: folder, PORT: '8080' }).ended();
    expect(code).toBe(0);
    expect(stdout).toContain('port=8080');
    expect(stdout).toContain(`log=sqlite:${join(folder, 'log.sqlite')}`);
    expect(existsSync(folder)).toBe(false);
  });
});

describe('a later start', () => {
  it('imports nothing again, and shows the same table', async () => {
    const folder = dataDir();
    const first = await Served.start(['--first-run'], { TIENDO_DATA: folder });
    await first.stop();
    const second = await Served.start(['--first-run'], { TIENDO_DATA: folder });
    expect(second.stderr).not.toContain('Lần chạy đầu tiên');
    const table = (text: string): string => text.split('Bảng điều hành')[0] ?? '';
    expect(table(second.stdout)).toBe(table(first.stdout));
    expect(table(second.stdout)).toContain('174,3');
    await second.stop();
  }, 120_000);
});

const calendarIn = async (folder: string): Promise<readonly RecordedEvent[]> => {
  const log = await SqliteLog.open({ file: join(folder, 'log.sqlite'), readOnly: true });
  try {
    return await log.readStream('calendar-national');
  } catch (error) {
    if (error instanceof StreamNotFound) return [];
    throw error;
  } finally {
    await log.close();
  }
};

describe('a start over a log without a calendar', () => {
  it.each([
    ['loads the shipped one where the log is the sample’s', 'register-north-2021-2022.csv', 118],
    ['leaves somebody’s own register alone', 'register-bom-crlf.csv', 0],
  ])(
    '%s',
    async (_words, register, days) => {
      const folder = dataDir();
      const log = await SqliteLog.open({ file: join(folder, 'log.sqlite') });
      await importRegister({ log, file: join(packageRoot(), 'libs/reference/data', register), operator: 'demo' });
      await log.close();
      const served = await Served.start(['--first-run'], { TIENDO_DATA: folder });
      await served.stop();
      expect((await calendarIn(folder)).flatMap(({ data }) => data['days'] as never)).toHaveLength(days);
    },
    120_000,
  );
});

describe('a first run that was killed while it imported', () => {
  it('is finished by the next start, without doubling', async () => {
    const folder = dataDir();
    const first = new Served(['--first-run'], { TIENDO_DATA: folder });
    await eventually(async () => (await eventsIn(folder)) >= 1_000);
    await first.stop('SIGKILL');
    const left = await eventsIn(folder);
    const second = await Served.start(['--first-run'], { TIENDO_DATA: folder });
    expect(second.stdout).toContain('174,3');
    await second.stop();
    const calendar = await calendarIn(folder);
    expect([left < SAMPLE_EVENTS, (await eventsIn(folder)) - calendar.length]).toEqual([true, SAMPLE_EVENTS]);
    expect(calendar.flatMap(({ data }) => data['days'] as never)).toHaveLength(118);
  }, 120_000);

  /** What the whole sample comes to: the register's facts, the contacts, and each import's own beginning and end. */
  const SAMPLE_EVENTS = 6_713 + 2 + (118 + 2);

  async function eventsIn(folder: string): Promise<number> {
    const file = join(folder, 'log.sqlite');
    if (!existsSync(file)) return 0;
    try {
      const log = await SqliteLog.open({ file, readOnly: true });
      const head = await log.head();
      await log.close();
      return Number(head ?? 0);
    } catch (error) {
      if (error instanceof Unavailable) return 0; // The file is there, its tables not yet.
      throw error;
    }
  }
});

describe('told to stop', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('by %s, it answers what is in flight, takes nothing new, and closes the log', async (signal) => {
    const folder = dataDir();
    const api = await Served.start([], { TIENDO_DATA: folder });
    const waiting = { prefer: 'wait=2', 'tiendo-position': '9999999999999999' };
    const inFlight = fetch(`${api.url}/api/v1/identity`, { headers: waiting });
    await sleep(500);
    const stopped = Date.now();
    const ended = api.stop(signal);
    await sleep(500);
    await expect(fetch(`${api.url}/health/live`)).rejects.toThrow();
    const answer = await inFlight;
    expect([answer.status, ((await answer.json()) as { id: string }).id]).toEqual([200, 'demo:officer']);
    expect(await ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(Date.now() - stopped).toBeLessThan(10_000); // Well below the limit after which connections are cut.
    expect(readdirSync(folder).filter((name) => /log\.sqlite-(wal|shm)$/.test(name))).toEqual([]);
  });

  it('by an error that nobody caught, it says so, answers what is in flight, closes the log and asks to be started again', async () => {
    const folder = dataDir();
    const faulty = pathToFileURL(join(packageRoot(), 'dist/test/faults/throw-on-signal.js')).href;
    const api = await Served.start([], { TIENDO_DATA: folder, NODE_OPTIONS: `--import=${faulty}` });
    const waiting = { prefer: 'wait=2', 'tiendo-position': '9999999999999999' };
    const inFlight = fetch(`${api.url}/api/v1/identity`, { headers: waiting });
    await sleep(500);
    const { code, signal, stderr } = await api.stop('SIGUSR2');
    expect([(await inFlight).status, code, signal]).toEqual([200, 75, null]);
    expect(stderr).toMatch(/thrown from a timer[^]*nobody caught|nobody caught[^]*thrown from a timer/);
    expect(stderr).toContain('rejected and not handled');
    expect(readdirSync(folder).filter((name) => /log\.sqlite-(wal|shm)$/.test(name))).toEqual([]);
  });

  it('under load, gives every client an answer or a refused connection, and forgets no command that it answered', async () => {
    const folder = dataDir();
    const api = await Served.start([], { TIENDO_DATA: folder });
    const accepted: string[] = [];
    let [stopped, refused] = [false, 0];
    const client = async (n: number): Promise<void> => {
      for (let at = 0; !stopped; at++) {
        const code = `KCQG-2027-38-${String(n * 1_000 + at).padStart(5, '0')}`;
        const response = await survey(api.url, code).catch(() => null);
        if (response === null) refused += 1;
        else if (response.status === 201) accepted.push(code);
        else expect(response.status).toBe(503);
        if (response === null) return;
      }
    };
    const clients = Promise.all([1, 2, 3, 4].map(client));
    await sleep(1_500);
    expect(await api.stop()).toMatchObject({ code: 0 });
    stopped = true;
    await clients;
    expect(accepted.length).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
    const again = await Served.start([], { TIENDO_DATA: folder });
    const prefer = { prefer: 'wait=10' };
    const { total } = (await (await fetch(`${again.url}/api/v1/projects?limit=1`, { headers: prefer })).json()) as { total: number };
    expect(total).toBeGreaterThanOrEqual(accepted.length);
    for (const code of accepted.slice(-20)) expect((await fetch(`${again.url}/api/v1/projects/${code}`)).status).toBe(200);
    await again.stop();
  }, 120_000);
});

const survey = (url: string, code: string): Promise<Response> =>
  fetch(`${url}/api/v1/projects`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify(surveyOf(code)),
  });
