import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hashOfSecret } from '#access/secrets';
import type { ContactPage, ContactRecord, FeedAnswer } from '#contracts/contacts';
import type { DecisionAnswer } from '#contracts/service';
import { SqliteLog } from '#event-log/sqlite-log';
import { Caller } from './caller.ts';
import { newDataDir, removeDataDir, Served } from './served.ts';

const dataDir = newDataDir();
let api: Served & { readonly url: string };
let caller: Caller;
let log: SqliteLog;
beforeAll(async () => {
  api = await Served.start(['--first-run'], { TIENDO_DATA: dataDir });
  caller = new Caller(api.url);
  log = await SqliteLog.open({ file: join(dataDir, 'log.sqlite'), readOnly: true });
}, 120_000);
afterAll(async () => {
  await log.close();
  await api.stop();
  removeDataDir(dataDir);
});

const officer = {
  name: 'Cán bộ một',
  role: 'centre-officer',
  unit: 'Trung tâm Khuyến công Thanh Hóa',
  province: { set: 'vn63', code: '38' },
  email: 'th-01@example.invalid',
  language: 'vi',
  activeFrom: '2022-01-01',
  activeTo: null,
  ownActions: false,
};
const today = { occurredOn: '2024-01-02' };
const list = async (query: string): Promise<ContactPage> =>
  (await caller.get<ContactPage>(`contacts?${query}`, 'operator', { prefer: 'wait=5' })).body;
const people = ({ items }: ContactPage): readonly string[] => items.map(({ person }) => person);

describe('the contacts of a first run', () => {
  it('are the demo’s, by person, page by page', async () => {
    const pages: ContactPage[] = [await list('limit=50')];
    for (let next = pages[0]?.nextCursor; next; next = pages.at(-1)?.nextCursor) pages.push(await list(`limit=50&cursor=${next}`));
    expect(pages.map(({ items, total }) => [items.length, total])).toEqual([
      [50, 118],
      [50, 118],
      [18, 118],
    ]);
    const all = pages.flatMap(people);
    expect(all).toEqual([...new Set(all)].sort());
    expect((await list('limit=200')).items).toEqual(pages.flatMap(({ items }) => items));
  });

  it('are found by role, province and day', async () => {
    expect(people(await list('role=centre-officer&province=vn63.38'))).toEqual(['centre-officer.vn63-38']);
    expect(people(await list('province=vn34.38'))).toHaveLength(4);
    expect(people(await list('province=vn34.08'))).toEqual([]); // Tuyên Quang of the 34 was formed of two.
    expect((await list('activeOn=2018-12-31')).total).toBe(0);
    const { headers } = await caller.get<ContactPage>('contacts?role=operator', 'operator');
    expect([headers.get('link'), headers.get('cache-control'), headers.get('tiendo-position') === null]).toEqual([null, 'no-store', false]);
    const first = await caller.get<ContactPage>('contacts?role=centre-officer&limit=1', 'operator');
    const next = /<\/api\/v1\/([^>]*)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    expect(people((await caller.get<ContactPage>(next, 'operator')).body)).toEqual(['centre-officer.vn63-02']);
  });

  it.each([
    ['contacts?role=chief', 'bad-parameter'],
    ['contacts?province=vn63.03', 'bad-parameter'],
    ['contacts?activeOn=2022-02-30', 'bad-date'],
    ['contacts?limit=0', 'bad-limit'],
    ['contacts?cursor=x', 'bad-cursor'],
    ['contacts?q=x', 'unknown-parameter'],
    ['contacts/th-99', 'contact-not-found'],
    ['contacts/TH-99', 'not-found'],
    ['contacts/a~b', 'not-found'],
  ])('%s is %s', async (path, code) => expect((await caller.get(path)).problem?.code).toBe(code));

  it('goes on in one list only', async () => {
    const { nextCursor } = await list('limit=1&role=centre-officer');
    expect((await caller.get(`contacts?limit=1&role=supervisor&cursor=${nextCursor}`)).problem?.code).toBe('bad-cursor');
  });
});

describe('a contact', () => {
  it('is recorded by the operator, about the revision that was seen', async () => {
    const codes = async (who: 'appraisal-officer' | 'operator', headers: Record<string, string>) =>
      (await caller.post('contacts/th-01/details', who, { ...today, ...officer }, headers)).problem?.code;
    expect(await codes('appraisal-officer', { 'if-none-match': '*' })).toBe('not-your-role');
    expect(await codes('operator', {})).toBe('precondition-required');
    expect(await codes('operator', { 'if-match': '"r3"' })).toBe('changed-meanwhile');
    const done = await caller.act<DecisionAnswer>('contacts/th-01/details', 'operator', { ...today, ...officer });
    expect([done.status, done.body.events, done.headers.get('etag')]).toEqual([200, 1, '"r0"']);
    expect((await caller.act<DecisionAnswer>('contacts/th-01/details', 'operator', { ...today, ...officer })).body.events).toBe(0);
    const { body } = await caller.get<ContactRecord>('contacts/th-01', 'operator');
    expect(body).toEqual({
      ...officer,
      person: 'th-01',
      role: { code: 'centre-officer', vi: 'Cán bộ Trung tâm Khuyến công', en: 'Promotion-centre officer' },
      provinceName: 'Thanh Hóa',
      ended: null,
      hasFeed: false,
      revision: 0,
    });
    expect(people(await list('role=centre-officer&province=vn63.38'))).toEqual(['centre-officer.vn63-38', 'th-01']);
  });

  it.each<[object, number, string, string]>([
    [{ email: 'a@b\r\nBcc:x@y' }, 422, 'invalid-body', '/email control-char'],
    [{ email: 'a@b, c@d.vn' }, 422, 'contact-field', '/email contact-field'],
    [{ email: 'cán@bộ.vn' }, 422, 'contact-field', '/email contact-field'],
    [{ email: '' }, 422, 'invalid-body', '/email blank'],
    [{ email: `${'a'.repeat(64)}@${'d'.repeat(63)}.${'d'.repeat(63)}.${'d'.repeat(63)}.vn` }, 422, 'invalid-body', '/email too-long'],
    [{ name: 'Nguyễn Vаn' }, 422, 'invalid-body', '/name mixed-script'],
    [{ role: 'chief' }, 422, 'invalid-body', '/role choice'],
    [{ province: null }, 422, 'contact-field', '/province contact-field'],
    [{ province: { set: 'vn34', code: '02' } }, 422, 'invalid-body', '/province/code choice'],
    [{ activeTo: '2021-12-31' }, 422, 'contact-field', '/activeTo contact-field'],
    [{ activeFrom: '2022-02-30' }, 422, 'invalid-body', '/activeFrom date'],
    [{ ownActions: 'yes' }, 422, 'invalid-body', '/ownActions type'],
    [{ person: 'th-02' }, 422, 'invalid-body', '/person unknown-field'],
    [{ secretSha256: 'a'.repeat(64) }, 422, 'invalid-body', '/secretSha256 unknown-field'],
  ])('with %j is refused and nothing is written', async (more, status, code, fault) => {
    const head = await log.head();
    const refused = await caller.act('contacts/th-03/details', 'operator', { ...today, ...officer, ...more });
    expect([refused.status, refused.problem?.code]).toEqual([status, code]);
    expect(refused.problem?.errors?.map((error) => `${error.pointer ?? ''} ${error.code}`)).toEqual([fault]);
    expect(await log.head()).toBe(head);
  });

  it('has its fault said in both languages', async () => {
    const headers = { ...(await caller.seen('contacts/th-03')), 'accept-language': 'en' };
    const { problem } = await caller.post('contacts/th-03/details', 'operator', { ...today, ...officer, email: 'x' }, headers);
    expect(problem?.detail).toBe('“E-mail” of the contact is no e-mail address (ASCII, at most 254 characters).');
  });

  it('is ended with a reason and not brought back', async () => {
    await caller.act('contacts/th-04/details', 'operator', { ...today, ...officer });
    const ending = { ...today, lastDay: '2023-12-31', reason: 'Nghỉ hưu' };
    expect((await caller.act<DecisionAnswer>('contacts/th-04/ending', 'operator', ending)).body.events).toBe(1);
    expect((await caller.get<ContactRecord>('contacts/th-04', 'operator')).body).toMatchObject({
      activeTo: '2023-12-31',
      ended: { reason: 'Nghỉ hưu' },
    });
    expect((await caller.act('contacts/th-04/details', 'operator', { ...today, ...officer })).problem?.code).toBe('contact-ended');
    expect((await caller.act('contacts/th-04/feed', 'operator', today)).problem?.code).toBe('contact-ended');
    expect((await caller.act('contacts/th-99/ending', 'operator', ending)).problem?.code).toBe('contact-not-found');
  });
});

describe('a feed', () => {
  it('has its secret told once, and only the hash of it kept', async () => {
    const [seen, key] = [await caller.seen('contacts/th-01'), { 'idempotency-key': randomUUID() }];
    const { status, body } = await caller.post<FeedAnswer>('contacts/th-01/feed', 'operator', today, { ...seen, ...key });
    const secret = body.secret ?? '';
    expect([status, body.events, body.address]).toEqual([201, 1, `/api/v1/feeds/${secret}.ics`]);
    expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const again = await caller.post<FeedAnswer>('contacts/th-01/feed', 'operator', today, { ...seen, ...key });
    expect([again.status, again.headers.get('idempotency-replayed'), again.body]).toEqual([
      201,
      'true',
      { ...body, events: 0, replayed: true, secret: null, address: null },
    ]);
    const events = await log.readStream('access-contact~th-01');
    expect(events.at(-1)).toMatchObject({ type: 'FeedOpened', data: { person: 'th-01', secretSha256: hashOfSecret(secret) } });
    expect(JSON.stringify(await log.readAll({ after: events[0]?.position ?? '' }))).not.toContain(secret);
    expect((await caller.get<ContactRecord>('contacts/th-01', 'operator')).body.hasFeed).toBe(true);
  });

  it('is nobody else’s to open, and a new one takes the place of the old', async () => {
    expect((await caller.act('contacts/th-01/feed', 'centre-officer', today)).problem?.code).toBe('not-your-role');
    const { body } = await caller.act<FeedAnswer>('contacts/th-01/feed', 'operator', today);
    expect(body.events).toBe(1);
    const revocation = { ...today, reason: 'Lộ địa chỉ' };
    expect((await caller.act<DecisionAnswer>('contacts/th-01/feed-revocation', 'operator', revocation)).body.events).toBe(1);
    expect((await caller.act<DecisionAnswer>('contacts/th-01/feed-revocation', 'operator', revocation)).body.events).toBe(0);
    expect((await caller.get<ContactRecord>('contacts/th-01', 'operator')).body.hasFeed).toBe(false);
  });
});

describe('an inbox', () => {
  it('remembers what was read, of its own person', async () => {
    const mark = (deliveries: readonly string[]) =>
      caller.act<DecisionAnswer>('contacts/th-01/read-marks', 'operator', { ...today, deliveries });
    const own = 'reminder-delivery~th-01~2023-12-29~email';
    expect((await mark([own])).body.events).toBe(1);
    expect((await mark([own])).body.events).toBe(0);
    expect((await mark(['reminder-delivery~th-02~2023-12-29~email'])).problem?.code).toBe('unknown-name');
    expect((await mark([])).problem?.errors).toMatchObject([{ pointer: '/deliveries', code: 'too-few-items' }]);
  });
});

describe('a first run that is started again', () => {
  it('records no contact twice, and leaves one that was changed as it is', async () => {
    const head = await log.head();
    await api.stop();
    api = await Served.start(['--first-run'], { TIENDO_DATA: dataDir });
    caller = new Caller(api.url);
    expect(await log.head()).toBe(head);
    expect((await list('limit=1')).total).toBe(120);
  }, 60_000);
});
