import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CalendarDay, CalendarLayer, CalendarPreview, CalendarYear } from '#contracts/calendar';
import type { DecisionAnswer } from '#contracts/service';
import { Caller } from './caller.ts';
import { newDataDir, removeDataDir, Served } from './served.ts';

const dataDir = newDataDir();
let api: Served & { readonly url: string };
let caller: Caller;
beforeAll(async () => {
  api = await Served.start(['--first-run'], { TIENDO_DATA: dataDir });
  caller = new Caller(api.url);
}, 120_000);
afterAll(async () => {
  await api.stop();
  removeDataDir(dataDir);
});

const today = { occurredOn: '2025-12-26' };
const day: CalendarDay = {
  ...{ date: '2025-12-24', kind: 'swapped-off', name: 'Nghỉ hoán đổi', basis: 'Công văn 1/VPCP-KGVX', documentNo: '1/VPCP-KGVX' },
  ...{ announcedOn: '2025-12-20', status: 'verified', source: null },
};
const makeup: CalendarDay = { ...day, date: '2025-12-20', kind: 'makeup-working', name: 'Làm bù cho 24/12/2025' };

const year = async (address: string): Promise<CalendarYear> => (await caller.get<CalendarYear>(`calendar/${address}`)).body;
const head = async (): Promise<string | null> =>
  (await caller.get('identity', 'supervisor', { prefer: 'wait=5' })).headers.get('tiendo-position');

describe('a year', () => {
  it('is there after a first run: months, days, and what they stand on', async () => {
    const shown = await year('2026');
    expect(shown).toMatchObject({ year: 2026, province: null, empty: false, announced: true, workingDays: 250 });
    expect(shown.version).toMatch(/^107\.[0-9a-f]{16}$/);
    expect(shown.months[0]).toEqual({ month: '2026-01', workingDays: 21 });
    expect(shown.days.find(({ date }) => date === '2026-01-02')).toMatchObject({
      ...{
        kind: 'swapped-off',
        documentNo: '12729/VPCP-KGVX',
        announcedOn: '2025-12-25',
        standing: 'counts',
        off: true,
        scope: 'national',
      },
    });
    expect(shown.days.find(({ date }) => date === '2026-11-24')).toMatchObject({ status: 'unverified', standing: 'expected' });
  });
  it('is as known on a day: what is announced later does not count yet', async () => {
    const before = await year('2024?knownAt=2024-04-11');
    expect([before.workingDays, before.days.find(({ date }) => date === '2024-04-29')?.standing]).toEqual([251, 'announced-later']);
    const after = await year('2024?knownAt=2024-04-12');
    expect([after.workingDays, after.days.find(({ date }) => date === '2024-04-29')?.standing]).toEqual([251, 'counts']);
    expect(before.months[3]?.workingDays).toBe((after.months[3]?.workingDays ?? 0) + 1);
    expect((await year('2026?knownAt=2025-10-15')).announced).toBe(false);
  });
  it('that nobody has announced is proposed, and counts nothing of it', async () => {
    const shown = await year('2030');
    expect(shown).toMatchObject({ announced: false, workingDays: 261 });
    expect(shown.days.find(({ date }) => date === '2030-02-02')).toMatchObject({ standing: 'expected', status: 'unverified' });
    expect(shown.days.every(({ standing }) => standing === 'expected')).toBe(true);
  });
  it.each([
    ['calendar/1989', 'not-found'],
    ['calendar/2101', 'not-found'],
    ['calendar/26', 'not-found'],
    ['calendar/national', 'not-found'],
    ['calendar/2026?knownAt=2026-02-29', 'bad-date'],
    ['calendar/2026?province=38', 'bad-parameter'],
    ['calendar/2026?province=vn63.03', 'bad-parameter'],
    ['calendar/2026?month=2', 'unknown-parameter'],
    ['calendar/layers/vn63.03', 'not-found'],
    ['calendar/layers/2026', 'not-found'],
  ])('%s is %s', async (address, code) => expect((await caller.get(address)).problem?.code).toBe(code));
});

describe('recording days', () => {
  it('is for the operator or a leader, about the revision that was seen', async () => {
    const body = { ...today, days: [day] };
    const of = async (who: 'appraisal-officer' | 'operator', headers: Record<string, string>) =>
      (await caller.post('calendar/layers/national/days', who, body, headers)).problem;
    const seen = (await caller.get<CalendarLayer>('calendar/layers/national')).headers.get('etag') ?? '';
    expect(seen).toBe('"r7"');
    expect(await of('appraisal-officer', { 'if-match': seen })).toMatchObject({
      ...{ code: 'not-your-role', refusedBy: { rule: 'national-calendar', words: 'khoản 3 Điều 112 Bộ luật Lao động 2019' } },
    });
    expect((await of('operator', {}))?.code).toBe('precondition-required');
    expect((await of('operator', { 'if-match': '"r3"' }))?.code).toBe('changed-meanwhile');
  });
  it.each<[string, object, object]>([
    ['a make-up day on a weekday', { kind: 'makeup-working' }, { field: 'kind', why: 'weekday' }],
    ['a swap that nobody announced', { announcedOn: null }, { field: 'announcedOn', why: 'not-announced' }],
    ['a closure of the whole country', { kind: 'closure' }, { field: 'kind', why: 'only-a-province-closes' }],
  ])('refuses %s, and says why in a sentence', async (_words, change, facts) => {
    const at = await head();
    const { status, problem } = await caller.act('calendar/layers/national/days', 'operator', { ...today, days: [{ ...day, ...change }] });
    expect([status, problem?.code, problem?.facts]).toMatchObject([422, 'calendar-row', { row: 1, date: '2025-12-24', ...facts }]);
    expect(problem?.detail).toMatch(/^Dòng lịch 1 \(ngày 24\/12\/2025\), mục .*: [^{}]{10,}\.$/);
    expect(await head()).toBe(at);
  });
  it.each<[string, object, string, string]>([
    ['no rows', { days: [] }, '/days', 'too-few-items'],
    ['a row without a status', { days: [{ ...day, status: undefined }] }, '/days/0/status', 'required'],
    ['an unknown kind', { days: [{ ...day, kind: 'nghỉ' }] }, '/days/0/kind', 'choice'],
    ['a day that there is not', { days: [{ ...day, date: '2026-02-29' }] }, '/days/0/date', 'date'],
    ['a field of its own', { days: [{ ...day, off: true }] }, '/days/0/off', 'unknown-field'],
    ['hidden text', { days: [{ ...day, name: 'a\u200Bb' }] }, '/days/0/name', 'invisible-char'],
  ])('refuses %s by its place', async (_words, body, pointer, code) => {
    const { status, problem } = await caller.act('calendar/layers/national/days', 'operator', { ...today, ...body });
    expect([status, problem?.errors]).toMatchObject([422, [{ pointer, code }]]);
  });
  it('takes effect at once, and once; a day is taken back by a further event', async () => {
    const before = (await year('2025')).workingDays;
    const act = () => caller.act<DecisionAnswer>('calendar/layers/national/days', 'agency-leader', { ...today, days: [day, makeup] });
    expect([(await act()).body.events, (await act()).body.events]).toEqual([1, 0]);
    expect((await year('2025')).workingDays).toBe(before);
    const revoke = { ...today, date: '2025-12-20', reason: 'Không làm bù' };
    expect((await caller.act<DecisionAnswer>('calendar/layers/national/revocations', 'operator', revoke)).body.events).toBe(1);
    expect((await year('2025')).workingDays).toBe(before - 1);
    const { body } = await caller.get<CalendarLayer>('calendar/layers/national');
    expect(body.days.filter(({ date }) => date.startsWith('2025-12'))).toMatchObject([
      { date: '2025-12-20', until: '2025-12-26', revoked: 'Không làm bù' },
      { date: '2025-12-24', until: null, revoked: null },
    ]);
  });
});

describe('a province’s closure', () => {
  const closure = {
    ...today,
    from: '2025-12-08',
    to: '2025-12-10',
    reason: 'Lũ trên sông Mã',
    documentNo: '15/CĐ-UBND',
    announcedOn: '2025-12-08',
  };
  const close = (scope: string, body: object) => caller.act<DecisionAnswer>(`calendar/layers/${scope}/closures`, 'department-leader', body);
  it('is one row a day, in that province alone, and in those that it was formed from', async () => {
    expect((await close('vn34.38', closure)).body.events).toBe(1);
    const days = async (of: string) =>
      (await year(`2025?province=${of}`)).days.filter(({ kind }) => kind === 'closure').map(({ date }) => date);
    expect(await days('vn34.38')).toEqual(['2025-12-08', '2025-12-09', '2025-12-10']);
    expect(await days('vn63.38')).toEqual(['2025-12-08', '2025-12-09', '2025-12-10']);
    expect(await days('vn34.40')).toEqual([]);
    expect((await caller.get<CalendarLayer>('calendar/layers/vn34.38')).body).toMatchObject({ scope: 'vn34.38', revision: 0 });
  });
  it('is refused where it makes no sense', async () => {
    const code = async (scope: string, change: object) => (await close(scope, { ...closure, ...change })).problem;
    expect(await code('vn34.38', { to: '2025-12-01' })).toMatchObject({ code: 'date-order' });
    expect(await code('vn34.38', { to: '2030-12-01' })).toMatchObject({ code: 'calendar-row', facts: { why: 'too-many' } });
    expect(await code('vn63.38', {})).toMatchObject({ code: 'calendar-row', facts: { why: 'province-not-there' } });
    expect((await caller.act('calendar/layers/national/closures', 'operator', closure)).problem).toMatchObject({
      facts: { why: 'only-a-province-closes' },
    });
    expect((await caller.act('calendar/layers/vn34.38/closures', 'agency-leader', closure)).problem).toMatchObject({
      ...{ code: 'not-your-role', refusedBy: { rule: 'province-closures', status: 'unverified' } },
    });
  });
});

describe('a preview', () => {
  const preview = (scope: string, body: object, who: 'operator' | 'supervisor' = 'operator') =>
    caller.post<CalendarPreview>(`calendar/layers/${scope}/preview`, who, body);
  it('says which days would change; nothing is written', async () => {
    const at = await head();
    const { status, body } = await preview('national', { days: [{ ...day, date: '2025-12-31' }], revoked: ['2025-12-24'] });
    expect([status, body]).toMatchObject([
      200,
      {
        ...{ scope: 'national', revoked: ['2025-12-24'], set: [{ date: '2025-12-31' }], moved: { deadlines: 0, projects: 0, first: [] } },
        changed: [
          { date: '2025-12-24', before: { off: true }, after: { off: false, row: null } },
          { date: '2025-12-31', before: { off: false, row: null }, after: { off: true } },
        ],
      },
    ]);
    expect(await head()).toBe(at);
  });
  it('is refused as the change would be', async () => {
    expect((await preview('national', { days: [day] }, 'supervisor')).problem?.code).toBe('not-your-role');
    expect((await preview('national', {})).problem?.code).toBe('blank');
    expect((await preview('national', { revoked: ['2025-12-23'] })).problem?.code).toBe('unknown-name');
    expect((await preview('national', { revoked: ['2025-12-32'] })).problem?.code).toBe('unknown-name');
  });
});
