import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readCalendarFile } from '#commands/calendar/calendar-file';
import { loadCalendar, SHIPPED_CALENDAR } from '#commands/calendar/load-calendar';
import { packageRoot } from '#config/package-root';
import type { ProjectResource } from '#contracts/projects';
import type { CommandAnswer, DecisionAnswer } from '#contracts/service';
import type { EventLog } from '#event-log/event-log';
import { openLog } from '#event-log/open';
import { placesUnder } from '#recovery/places';
import { contact, Office, registerRows, type Row, rowOn } from '#reminders/office.fixture';
import { Caller } from '../api/caller.ts';
import { newDataDir, removeDataDir, Served } from '../api/served.ts';
import { KurrentDouble } from '../kurrentdb/kurrent-double.ts';
import { RedisServer } from '../redis/redis-server.ts';
import { Collector, treeOf } from './collector.ts';

const SOON_MS = 60_000;
/** Approved, and without a contract: one that was signed 60 days ago makes the first advance due today. */
const row = rowOn(registerRows[0] as Row, '2021-02-27') as Row;
const TODAY = '2021-04-19';
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER = 'b7ad6b7169203331';

/** Texts that no trace may hold. */
const SECRETS = {
  contractNo: 'HĐ-BÍ-MẬT-77',
  unit: 'Trung tâm Bí Mật Hà Nội',
  beneficiary: 'Hợp tác xã Bí Mật',
  taxCode: '2801999777',
  code: 'KCQG-2021-38-777',
  person: 'nguoi-bi-mat',
  reason: 'Lý do bí mật của riêng dự án',
  name: 'Nguyễn Thị Bí Mật',
} as const;

/** Both ways to run: alone with a log in a file, and with a worker, a log in a server and Redis. */
class World {
  readonly folder = newDataDir();
  readonly places = placesUnder(join(this.folder, 'data'));
  collector!: Collector;
  api!: Served & { readonly url: string };
  caller!: Caller;
  #double: KurrentDouble | null = null;
  #redis: RedisServer | null = null;
  #worker: ChildProcess | null = null;
  readonly said: string[] = [];

  constructor(private readonly cluster: boolean) {}

  async begin(): Promise<void> {
    this.collector = await Collector.start();
    mkdirSync(this.places.dataDir);
    if (this.cluster) [this.#double, this.#redis] = await Promise.all([KurrentDouble.start(), RedisServer.start()]);
    await this.#fill(await openLog(this.#place(), { program: 'spec' }));
    const env = {
      ...{ TIENDO_OTLP: this.collector.url, TIENDO_LOG_LEVEL: 'info', TIENDO_WEBHOOK_LOOPBACK: '1' },
      NODE_OPTIONS: `--import=${pathToFileURL(join(packageRoot(), 'test/api/shifted-clock.mjs')).href}`,
      TEST_STARTS_AT: `${TODAY}T02:00:00.000Z`,
      ...(this.#double === null ? {} : { TIENDO_LOG: this.#double.address, TIENDO_QUEUE: this.#redis?.url ?? '' }),
    };
    this.api = await Served.start([], { ...env, TIENDO_DATA: this.places.dataDir, TIENDO_SWEEP_SECONDS: this.cluster ? '0' : '1' });
    this.caller = new Caller(this.api.url);
    if (this.cluster) this.#work({ ...env, PORT: '0', TIENDO_DATA: join(this.folder, 'worker'), TIENDO_SWEEP_SECONDS: '1' });
  }

  /** After this all spans have come. */
  async end(): Promise<void> {
    await this.api.stop();
    if (this.#worker !== null && this.#worker.exitCode === null && this.#worker.kill('SIGTERM')) await once(this.#worker, 'close');
  }

  async discard(): Promise<void> {
    await this.end();
    await this.#double?.discard();
    await this.#redis?.close();
    await this.collector.close();
    removeDataDir(this.folder);
  }

  mails(): readonly string[] {
    const outbox = join(this.cluster ? join(this.folder, 'worker') : this.places.dataDir, 'outbox');
    try {
      return readdirSync(outbox).flatMap((name) => (name.endsWith('.eml') ? readFileSync(join(outbox, name), 'utf8') : []));
    } catch {
      return []; // Nothing was ever written.
    }
  }

  #place() {
    return this.#double === null
      ? ({ kind: 'sqlite', file: this.places.logFile } as const)
      : ({ kind: 'kurrentdb', address: this.#double.address } as const);
  }

  async #fill(log: EventLog): Promise<void> {
    const office = new Office('2021-02-27', log);
    const frame = { occurredOn: '2021-02-27', actor: 'u-operator', role: 'operator' } as const;
    await loadCalendar(office.commands, readCalendarFile(readFileSync(SHIPPED_CALENDAR)).days, frame);
    await office.record(contact(SECRETS.person, { name: SECRETS.name, email: `${SECRETS.person}@example.invalid` }));
    await office.register([row]);
    await log.close();
    await office.close();
  }

  #work(env: Readonly<Record<string, string>>): void {
    const main = join(packageRoot(), 'dist/apps/worker/main.js');
    this.#worker = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
      env: { PATH: process.env['PATH'] ?? '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#worker.stdout, this.#worker.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => this.said.push(text));
  }
}

describe.each([
  ['an API alone, with its log in a file', false],
  ['an API and a worker, with their log in a server and Redis between them', true],
])('%s', (_name, cluster) => {
  const world = new World(cluster);
  beforeAll(() => world.begin(), SOON_MS * 2);
  afterAll(() => world.discard(), SOON_MS);

  it(
    'tells in one trace how a request became a mail',
    async () => {
      const { caller, collector } = world;
      const province = { set: 'vn63', code: row['province'] ?? '' };
      const contract = { contractNo: SECRETS.contractNo, implementingUnit: row['implementing_unit'], endsOn: '2021-11-30' };
      const said = { ...contract, occurredOn: '2021-02-18', source: 'KCDP', province, members: [row['code']] };
      const headers = { 'if-none-match': '*', traceparent: `00-${TRACE}-${CALLER}-00`, tracestate: `x=${SECRETS.person}` };
      const answer = await caller.post<DecisionAnswer>('contracts', 'department-leader', said, headers);
      expect([answer.problem, answer.headers.get('x-trace-id')]).toEqual([null, TRACE]);
      for (const giveUp = Date.now() + SOON_MS; world.mails().length === 0; await setTimeout(100))
        if (Date.now() > giveUp) throw new Error(`no mail: ${world.api.stderr.slice(-2_000)} ${world.said.join('').slice(-2_000)}`);
      expect(world.mails().join()).toContain(`${SECRETS.person}@example.invalid`); // So that their absence below says something.

      const sees = { occurredOn: TODAY, reason: SECRETS.reason };
      expect((await caller.post('reminders/pauses', 'operator', { ...sees, kind: 'settlement' })).problem).toBeNull();
      await caller.get<ProjectResource>(`projects/${row['code']}`, 'supervisor', { prefer: 'wait=5' });
      const need = { code: SECRETS.code, source: 'KCQG', planYear: 2021, province: { set: 'vn63', code: '38' }, commune: 'Xã Bí Mật' };
      const owner = { name: SECRETS.beneficiary, taxCode: SECRETS.taxCode };
      const survey = { ...need, occurredOn: TODAY, content: 'ND3b', beneficiary: owner, outcome: 'recorded' };
      const surveyed = await caller.post<CommandAnswer>('projects', 'centre-officer', survey);
      expect(surveyed.problem).toBeNull();
      expect((await caller.post('projects', 'centre-officer', { ...survey, planYear: SECRETS.person })).status).toBe(422);
      await world.end();

      const spans = collector.trace(TRACE);
      const tree = treeOf(spans);
      const asked = [
        'POST /api/v1/contracts',
        '  command ConcludeContract',
        '    append',
        '      follow-up',
        '        command SignContract',
      ];
      expect(tree).toContain(`${asked.join('\n')}\n          append\n`);
      const queued = ['addBulk tiendo-deliveries', '  process tiendo-deliveries', '    delivery'];
      for (const line of ['claim', ...(cluster ? queued : ['delivery']), 'send email'])
        expect(tree).toMatch(new RegExp(`^ {12,}${line}$`, 'm'));
      expect(spans.find(({ kind }) => kind === 2)?.parent).toBe(CALLER);
      expect(new Set(spans.map(({ service }) => service))).toEqual(new Set(cluster ? ['tiendo-api', 'tiendo-worker'] : ['tiendo-api']));
      expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
    },
    SOON_MS * 2,
  );

  it('links a batch of the projector to what wrote its events', () => {
    const batches = world.collector.spans.filter(({ name }) => name === 'projector batch');
    expect(batches.flatMap(({ links }) => links.map(({ traceId }) => traceId))).toContain(TRACE);
    expect(batches.map(({ traceId }) => traceId)).not.toContain(TRACE);
  });

  it('names no person, no project and nothing that was said', () => {
    const { bodies, spans } = world.collector;
    const told = bodies.join('\n');
    for (const secret of [...Object.values(SECRETS), row['code'], row['title'], row['implementing_unit']])
      expect(told).not.toContain(secret);
    expect(told).not.toMatch(/Bí Mật|example\.invalid|demo:|reminder-delivery|project-/);
    for (const value of spans.flatMap(({ attributes }) => Object.values(attributes)))
      expect(String(value)).toMatch(/^(?:[A-Za-z][A-Za-z-]*|\d{1,6}|\/api\/v1[a-z/:-]*)$/i);
    expect(spans.map(({ name }) => name).filter((name) => /extendLocks|getNextJob|Stalled|^add /.test(name))).toEqual([]);
  });

  it('writes the ids of its span into the lines of its log', () => {
    const lines = world.api.stderr
      .split('\n')
      .flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Record<string, unknown>] : []));
    const answered = lines.filter(({ msg, reqId }) => msg === 'request completed' && reqId === TRACE);
    expect(answered).toMatchObject([{ trace_id: TRACE, span_id: expect.stringMatching(/^[0-9a-f]{16}$/) }]);
  });
});
