import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { projectIdOfCode } from '#commands/project-id';
import { readCalendarFile } from '#commands/calendar/calendar-file';
import { loadCalendar, SHIPPED_CALENDAR } from '#commands/calendar/load-calendar';
import { packageRoot } from '#config/package-root';
import type { FeedAnswer } from '#contracts/contacts';
import type { DeliveryPage, InboxPage, ReminderControl, SuppressedPage, ToSend } from '#contracts/reminder-answers';
import type { DayPreview, ReminderReasons } from '#contracts/reminders';
import type { DecisionAnswer } from '#contracts/service';
import { SqliteLog } from '#event-log/sqlite-log';
import { makeBackup } from '#recovery/backup';
import { placesUnder } from '#recovery/places';
import { confirmReconciled } from '#recovery/reconcile';
import { restore } from '#recovery/restore';
import { contact, Office, registerRows, type Row, rowOn } from '#reminders/office.fixture';
import { Caller } from './caller.ts';
import { newDataDir, removeDataDir, Served } from './served.ts';

/** The first advance of this project is due on 29/04/2021; its holder is reminded on 19/04 and 26/04. */
const row = rowOn(registerRows[0] as Row, '2021-03-01') as Row;
const code = row['code'] as string;
const project = projectIdOfCode(code);
const DELIVERY = 'reminder-delivery~an~2021-04-19~email';

const folder = newDataDir();
const places = placesUnder(join(folder, 'data'));
const backup = join(folder, 'backup');
const outbox = (): readonly string[] => {
  try {
    return readdirSync(join(places.dataDir, 'outbox')).filter((name) => name.endsWith('.eml'));
  } catch {
    return []; // Nothing was ever written.
  }
};

let api: Served & { readonly url: string };
let caller: Caller;

/** The API with its clock at nine in the morning of a working day, sweeping each second. */
async function start(): Promise<void> {
  const preload = pathToFileURL(join(packageRoot(), 'test/api/shifted-clock.mjs')).href;
  api = await Served.start([], {
    ...{ TIENDO_DATA: places.dataDir, TIENDO_SWEEP_SECONDS: '1', TIENDO_LOG_LEVEL: 'info' },
    ...{ NODE_OPTIONS: `--import=${preload}`, TEST_STARTS_AT: '2021-04-19T02:00:00.000Z' },
  });
  caller = new Caller(api.url);
}

beforeAll(async () => {
  mkdirSync(places.dataDir);
  const log = await SqliteLog.open({ file: places.logFile, program: 'spec' });
  const office = new Office('2021-03-01', log);
  const frame = { occurredOn: '2021-03-01', actor: 'u-operator', role: 'operator' } as const;
  await loadCalendar(office.commands, readCalendarFile(readFileSync(SHIPPED_CALENDAR)).days, frame);
  await office.record(contact('an'));
  await office.register([row]);
  await log.close();
  await office.close();
  await makeBackup({ places, folder: backup, settings: {}, programVersion: 'spec' });
  await start();
}, 120_000);
afterAll(async () => {
  await api.stop();
  removeDataDir(folder);
});

const until = async <Body>(path: string, fits: (body: Body) => boolean): Promise<Body> => {
  const body = await caller.until<Body>(`reminders/${path}`, fits);
  expect(fits(body)).toBe(true);
  return body;
};
const today = { occurredOn: '2021-04-19' };
const say = (path: string, body: object, who: 'operator' | 'supervisor' = 'operator') =>
  caller.post<DecisionAnswer>(`reminders/${path}`, who, { ...today, ...body });
const preview = async (): Promise<DayPreview> => (await caller.get<DayPreview>('reminders/preview?date=2021-04-26')).body;

describe('a running sweep', () => {
  it('sends what is due, once, and tells it in every list', async () => {
    const { items } = await until<DeliveryPage>('sent', (page) => page.items.length > 0);
    expect(items).toMatchObject([
      { delivery: DELIVERY, attempts: 1, recipient: { recipient: 'an' }, items: [{ code, step: 'before-10' }] },
    ]);
    expect(outbox()).toEqual(['2021-04-19_reminder-delivery~an~2021-04-19~email.eml']);
    const { body: ahead } = await caller.get<ToSend>('reminders/to-send?days=8');
    expect([ahead.today, ahead.quiet, ahead.days.map(({ steps }) => steps)]).toEqual(['2021-04-19', null, [0, 0, 0, 0, 0, 0, 0, 1]]);
    const { body: why } = await caller.get<ReminderReasons>(`reminders/why?project=${code}`);
    const advance = why.obligations.find(({ kind }) => kind === 'first-advance');
    expect(advance?.steps[0]?.recipients).toMatchObject([{ state: 'sent', messageId: items[0]?.messageId }]);
    const { body: own } = await caller.get<ReminderReasons>('reminders/why?person=an');
    expect(own.obligations.map(({ obligation }) => obligation)).toContain('first-advance');
    const { body: running } = await caller.get<ReminderReasons>(`obligations?project=${project}`);
    expect(running.obligations.find(({ kind }) => kind === 'first-advance')).toMatchObject({ due: '2021-04-29', left: 10 });
  });

  it.each([
    [`project=${code}&kind=first-advance&person=an&days=2021-04-19..2021-04-19`, 1],
    ['days=2021-04-20..', 0],
    ['days=..2021-04-18', 0],
    ['kind=settlement', 0],
    ['person=binh', 0],
    ['project=KCQG-1999-01-001', 0],
  ])('is narrowed down by %s', async (query, found) => {
    expect((await caller.get<DeliveryPage>(`reminders/sent?${query}`)).body.items).toHaveLength(found);
  });

  it('gives each list as a file, a row for each deadline', async () => {
    const files = ['to-send', 'sent', 'failed', 'suppressed'].map(async (list) => {
      const response = await fetch(`${api.url}/api/v1/reminders/${list}?format=csv`, { headers: { accept: 'text/csv, */*' } });
      return [response.headers.get('content-type'), (await response.text()).split('\r\n').length - 1];
    });
    expect(await Promise.all(files)).toEqual([1, 2, 1, 1].map((lines) => ['text/csv; charset=utf-8', lines]));
  });

  it.each([
    ['to-send?date=2021-04-18', 'bad-parameter'],
    ['preview?date=2031-01-01', 'bad-parameter'],
    ['preview', 'bad-date'],
    ['why', 'bad-parameter'],
    [`why?project=${code}&person=an`, 'bad-parameter'],
    ['why?project=KCQG-1999-01-001', 'project-not-found'],
    ['sent?cursor=abc', 'bad-cursor'],
    ['suppressed?days=2021-13-01..', 'bad-date'],
    ['sent?kind=lunch', 'bad-parameter'],
  ])('%s is %s', async (path, problem) => expect((await caller.get(`reminders/${path}`)).problem?.code).toBe(problem));

  it('is found in the inbox until it is read', async () => {
    const inbox = async () => (await caller.get<InboxPage>('inbox/an')).body;
    expect(await inbox()).toMatchObject({ unread: 1, items: [{ delivery: DELIVERY, read: false }] });
    await caller.act('contacts/an/read-marks', 'operator', { ...today, deliveries: [DELIVERY] });
    expect(await inbox()).toMatchObject({ unread: 0, items: [{ read: true }] });
  });
});

describe('the operator', () => {
  it('alone decides, and says why', async () => {
    expect((await say('pauses', { kind: 'first-advance', reason: 'x' }, 'supervisor')).problem?.code).toBe('not-your-role');
    expect((await say('pauses', { kind: 'first-advance', reason: ' ' })).problem?.code).toBe('invalid-body');
    expect((await say('exclusions', { project: code, obligation: 'lunch', recipient: null, reason: 'x' })).problem?.code).toBe(
      'obligation-not-found',
    );
    expect((await say('deliveries/reminder-delivery~an~2021-04-20~email/resends', { reason: 'x' })).problem?.code).toBe(
      'delivery-not-found',
    );
    expect((await caller.get<ReminderControl>('reminders/control')).body).toMatchObject({ paused: [], excluded: [] });
  });

  it('pauses a kind and leaves a deadline out, until it is taken back', async () => {
    const pause = { kind: 'first-advance', reason: 'Chờ hướng dẫn' };
    expect((await say('pauses', pause)).body.events).toBe(1);
    const { body: control } = await caller.get<ReminderControl>('reminders/control');
    expect(control).toMatchObject({
      paused: [{ ...pause, by: 'demo:operator', on: '2021-04-19' }],
      run: { sweepSeconds: 1, stalled: false },
    });
    const decided = { by: 'demo:operator', on: '2021-04-19', reason: pause.reason };
    expect(await preview()).toMatchObject({ steps: 0, suppressed: [{ why: 'kind-paused', decided, recipient: { recipient: 'an' } }] });
    await say('resumptions', pause);
    expect(await preview()).toMatchObject({ steps: 1, suppressed: [] });
    const leaveOut = { project: code, obligation: 'first-advance', recipient: 'an', reason: 'Đã thống nhất' };
    await say('exclusions', leaveOut);
    expect(await preview()).toMatchObject({ steps: 0, suppressed: [{ why: 'excluded' }] });
    await say('inclusions', leaveOut);
    expect(await preview()).toMatchObject({ steps: 1, suppressed: [] });
  });

  it('has a message sent again: under the same id, as a second attempt', async () => {
    const before = (await caller.get<DeliveryPage>('reminders/sent')).body.items[0];
    expect((await say(`deliveries/${DELIVERY}/resends`, { reason: 'Mất thư' })).body.events).toBe(1);
    const { items } = await until<DeliveryPage>('sent', (page) => page.items[0]?.attempts === 2);
    expect(items).toMatchObject([{ messageId: before?.messageId, resend: 'Mất thư' }]);
    expect(outbox()).toHaveLength(1);
  });
});

describe('a calendar feed', () => {
  it('shows the deadlines of whoever has its address, and of nobody once revoked', async () => {
    const { body } = await caller.act<FeedAnswer>('contacts/an/feed', 'operator', today);
    const read = () => fetch(`${api.url}${body.address}`, { headers: { accept: 'text/calendar' } });
    const opened = await caller
      .until<InboxPage>('inbox/an', () => true)
      .then(async () => {
        for (let tries = 0; ; tries++) {
          const response = await read();
          if (response.ok || tries === 50) return response;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      });
    expect([opened.status, opened.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    const events = new ICAL.Component(ICAL.parse(await opened.text())).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
    expect(events.find(({ uid }) => uid.includes('first-advance'))?.startDate.toString()).toBe('2021-04-29');
    await caller.act('contacts/an/feed-revocation', 'operator', { ...today, reason: 'Lộ địa chỉ' });
    for (let tries = 0; tries < 50 && (await read()).ok; tries++) await new Promise((resolve) => setTimeout(resolve, 50));
    const [revoked, unknown] = [await read(), await fetch(`${api.url}/api/v1/feeds/${'x'.repeat(43)}.ics`)];
    const told = async (response: Response) => ({ ...((await response.json()) as object), traceId: '', status: response.status });
    expect(await told(revoked)).toEqual(await told(unknown));
    expect(revoked.status).toBe(404);
  });

  it('leaves its secret in no line of the log, however its address is written', async () => {
    const { body } = await caller.act<FeedAnswer>('contacts/an/feed', 'operator', today);
    const { secret } = body;
    const spellings = [
      `/api/v1/feeds/${secret}.ics`,
      `/api/v1/%66eeds/${secret}.ics`,
      `//api/v1/feeds/${secret}.ics?x=1`,
      `/api/V1/Feeds/${secret}.ics`,
    ];
    for (const path of spellings) await fetch(`${api.url}${path}`, { headers: { referer: `${api.url}${path}` } });
    const logged = () =>
      api.stderr
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => (JSON.parse(line) as { readonly req?: { readonly url?: string } }).req?.url ?? '');
    for (let tries = 0; tries < 50 && !logged().includes('/api/v1/feeds/…?x=1'); tries++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(logged()).toEqual(expect.arrayContaining(['/api/v1/feeds/…', '/api/v1/feeds/…?x=1']));
    expect(api.stderr).not.toContain(secret);
  });
});

describe('after a restore', () => {
  beforeAll(async () => {
    await api.stop();
    rmSync(join(places.dataDir, 'outbox'), { recursive: true });
    expect((await restore({ folder: backup, places, replace: true, by: 'operator', programVersion: 'spec' })).outcome).toBe('restored');
    await start();
  }, 120_000);

  it('nothing is sent, and what is held back is shown, until somebody has reconciled: then it is sent once', async () => {
    const { run } = await until<ReminderControl>('control', (control) => control.run.lastAt !== null);
    await until<ReminderControl>('control', (control) => (control.run.lastAt ?? '') > (run.lastAt ?? ''));
    const { body: held } = await caller.get<SuppressedPage>('reminders/suppressed');
    expect(held).toMatchObject({
      quiet: 'restored',
      items: [{ why: 'restored', recipient: { recipient: 'an' }, item: { step: 'before-10' } }],
    });
    expect((await caller.get<DeliveryPage>('reminders/sent')).body.items).toEqual([]);
    expect(outbox()).toEqual([]);
    confirmReconciled({ dataDir: places.dataDir, by: 'operator', reason: 'đã đối chiếu' });
    const { items } = await until<DeliveryPage>('sent', (page) => page.items.length > 0);
    expect(items).toMatchObject([{ delivery: DELIVERY, attempts: 1 }]);
    expect(outbox()).toHaveLength(1);
    expect((await caller.get<SuppressedPage>('reminders/suppressed')).body).toMatchObject({ quiet: null, items: [] });
  });
});
