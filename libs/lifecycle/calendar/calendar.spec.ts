import { describe, expect, it } from '@jest/globals';
import type { ProvinceRef } from '#reference/province-ref';
import { type Past, scenarios } from '#testkit/scenario';
import { currentRules } from '../context.ts';
import { calendarAsKnown } from './as-known.ts';
import { calendar, type SetCalendarDays } from './calendar.decider.ts';
import { fileRows } from './calendar-file.fixture.ts';
import { type CalendarDay, type CalendarEvent, calendarStream } from './calendar.events.ts';
import { dayNumber } from '../calendar-date.ts';

const { given, stateAfter } = scenarios(calendar, { today: '2026-11-26', rules: currentRules });
const THANH_HOA: ProvinceRef = { set: 'vn34', code: '38' };

const swap: CalendarDay = {
  date: '2026-01-02',
  kind: 'swapped-off',
  name: 'Nghỉ hoán đổi dịp Tết Dương lịch',
  basis: 'Công văn 12729/VPCP-KGVX ngày 25/12/2025',
  documentNo: '12729/VPCP-KGVX',
  announcedOn: '2025-12-25',
  status: 'secondary',
  source: null,
};
const makeup: CalendarDay = { ...swap, date: '2026-01-10', kind: 'makeup-working', name: 'Làm bù cho 02/01/2026' };
const set: SetCalendarDays = {
  ...{ type: 'SetCalendarDays', occurredOn: '2026-11-26', actor: 'u-1', role: 'operator', province: null, days: [swap, makeup] },
};
const done = (...days: readonly CalendarDay[]): CalendarEvent => ({ type: 'CalendarDaysSet', data: { province: null, days } });
const past = (event: CalendarEvent, on = '2026-11-20'): Past<CalendarEvent> => ({ ...event, on });
const revoke = { ...set, type: 'RevokeCalendarDay' as const, date: swap.date, reason: 'Nhập nhầm ngày' };

const storm: CalendarDay = {
  ...{ date: '2026-09-14', kind: 'closure', name: 'Bão số 5', basis: 'Công điện 12/CĐ-UBND', documentNo: '12/CĐ-UBND' },
  ...{ announcedOn: '2026-09-13', status: 'verified', source: null },
};
const close: SetCalendarDays = { ...set, role: 'department-leader', province: THANH_HOA, days: [storm] };

describe('setting days', () => {
  it('records the rows', () => given().when(set).then(done(swap, makeup)));
  it('takes the whole file, and the same file again changes nothing', () => {
    const file: SetCalendarDays = { ...set, days: fileRows };
    given()
      .when(file)
      .then(done(...fileRows));
    given(past(done(...fileRows)))
      .when(file)
      .thenNothing();
  });
  it('records of rows that are there already only those that say something else', () => {
    const better = { ...makeup, status: 'verified' as const };
    given(past(done(swap, makeup)))
      .when({ ...set, days: [swap, better] })
      .then(done(better));
  });
  it('is for the operator and the leader of the Cục; a province is closed by the operator or the leader of its Sở', () => {
    given()
      .when({ ...set, role: 'agency-leader' })
      .then(done(swap, makeup));
    given()
      .when({ ...set, role: 'department-leader' })
      .thenRefused('not-your-role', { who: ['operator', 'agency-leader'] }, 'Bộ luật Lao động 2019, art. 112(3)');
    given()
      .when(close)
      .then({ type: 'CalendarDaysSet', data: { province: THANH_HOA, days: [storm] } });
    given()
      .when({ ...close, role: 'agency-leader' })
      .thenRefused('not-your-role', { who: ['operator', 'department-leader'] }, 'Luật 33/2013/QH13, art. 27');
    const { role: _role, ...nobody } = set;
    given().when(nobody).thenRefused('not-your-role', { role: null });
  });
  it('is of a province that there is, and never of a day to come', () => {
    given()
      .when({ ...close, province: { set: 'vn34', code: '99' } })
      .thenRefused('unknown-name', { field: 'province', given: 'vn34.99', known: [] });
    given()
      .when({ ...set, occurredOn: '2026-11-27' })
      .thenRefused('in-the-future', { occurredOn: '2026-11-27', today: '2026-11-26' });
  });
  it('needs rows, each date once, not too many', () => {
    given()
      .when({ ...set, days: [] })
      .thenRefused('blank', { field: 'days' });
    given()
      .when({ ...set, days: [swap, makeup, { ...swap, name: 'Lần nữa' }] })
      .thenRefused('named-twice', { field: 'days', name: '2026-01-02' });
    given()
      .when({
        ...set,
        days: Array.from(
          { length: 201 },
          (_, index) =>
            ({ ...fileRows[0], date: `20${10 + Math.floor(index / 28)}-02-${String((index % 28) + 1).padStart(2, '0')}` }) as CalendarDay,
        ),
      })
      .thenRefused('calendar-row', { row: 201, field: 'days', why: 'too-many', most: 200 });
  });
  it.each<[string, Partial<CalendarDay>, Partial<SetCalendarDays>, object]>([
    ['a day that there is not', { date: '2026-02-29' }, {}, { field: 'date', why: 'no-such-day' }],
    ['a kind that there is not', { kind: 'nghỉ' as CalendarDay['kind'] }, {}, { field: 'kind', why: 'unknown-kind' }],
    ['a kind that every object has', { kind: 'constructor' as CalendarDay['kind'] }, {}, { field: 'kind', why: 'unknown-kind' }],
    ['a status that there is not', { status: 'sure' as CalendarDay['status'] }, {}, { field: 'status', why: 'unknown-status' }],
    ['no name', { name: ' ' }, {}, { field: 'name', why: 'blank' }],
    ['a name that is none', { name: null as unknown as string }, {}, { field: 'name', why: 'blank' }],
    ['no basis', { basis: '' }, {}, { field: 'basis', why: 'blank' }],
    ['an empty document', { documentNo: '' }, {}, { field: 'documentNo', why: 'blank' }],
    ['hidden text', { name: 'Nghỉ\u202Ehoán đổi' }, {}, { field: 'name', why: 'control-char' }],
    ['a novel', { source: 'x'.repeat(601) }, {}, { field: 'source', why: 'too-long' }],
    ['an announcement on no day', { announcedOn: '25/12/2025' }, {}, { field: 'announcedOn', why: 'no-such-day' }],
    ['a swap that nobody announced', { announcedOn: null }, {}, { field: 'announcedOn', why: 'not-announced' }],
    ['a swap of a Saturday', { date: '2026-01-03' }, {}, { field: 'kind', why: 'weekend' }],
    ['compensation on a Sunday', { kind: 'compensatory', date: '2026-01-04' }, {}, { field: 'kind', why: 'weekend' }],
    ['a make-up day on a Friday', { kind: 'makeup-working' }, {}, { field: 'kind', why: 'weekday' }],
    ['a closure of the nation', { kind: 'closure' }, {}, { field: 'kind', why: 'only-a-province-closes' }],
    ['a province’s own holiday', { kind: 'holiday' }, { province: THANH_HOA }, { field: 'kind', why: 'a-province-only-closes' }],
    [
      'a province that is no more',
      { kind: 'closure' },
      { province: { set: 'vn63', code: '38' } },
      { field: 'date', why: 'province-not-there' },
    ],
    [
      ...(['a province that was not yet', { kind: 'closure', date: '2025-06-30', announcedOn: '2025-06-29' }] as const),
      ...([{ province: THANH_HOA }, { field: 'date', why: 'province-not-there' }] as const),
    ],
  ])('refuses %s', (_words, change, more, facts) => {
    given()
      .when({ ...set, ...more, days: [{ ...swap, ...change }] })
      .thenRefused('calendar-row', { row: 1, ...facts });
  });
  it('takes texts as long as they may be, and closures up to the day on which the provinces change', () => {
    const long = { ...swap, source: 'x'.repeat(600) };
    given()
      .when({ ...set, days: [long] })
      .then(done(long));
    for (const [province, date] of [
      [{ set: 'vn63', code: '38' }, '2025-06-30'],
      [THANH_HOA, '2025-07-01'],
    ] as const)
      given()
        .when({ ...close, province, days: [{ ...storm, date }] })
        .then({ type: 'CalendarDaysSet', data: { province, days: [{ ...storm, date }] } });
  });
  it('takes a holiday on a weekend, and an expected swap that nobody announced yet', () => {
    const expected: CalendarDay = { ...swap, status: 'unverified', announcedOn: null, documentNo: null };
    const sunday: CalendarDay = { ...swap, kind: 'holiday', date: '2026-04-26', announcedOn: null };
    given()
      .when({ ...set, days: [expected, sunday] })
      .then(done(expected, sunday));
  });
  it('never puts what is only expected in the place of what counts', () =>
    given(past(done(swap)))
      .when({ ...set, days: [{ ...swap, status: 'unverified' }] })
      .thenRefused('calendar-row', { field: 'status', why: 'counts-already', by: '12729/VPCP-KGVX' }));
});

describe('taking a day back', () => {
  it('says why, and is true once', () => {
    given(past(done(swap)))
      .when(revoke)
      .then({ type: 'CalendarDayRevoked', data: { date: '2026-01-02', reason: 'Nhập nhầm ngày' } });
    given(past(done(swap)))
      .when({ ...revoke, reason: ' ' })
      .thenRefused('blank', { field: 'reason' });
    given(past(done(swap)), past({ type: 'CalendarDayRevoked', data: { date: '2026-01-02', reason: 'x' } }))
      .when(revoke)
      .thenNothing();
    given().when(revoke).thenRefused('unknown-name', { field: 'date', given: '2026-01-02', known: [] });
    given(past(done(makeup)))
      .when(revoke)
      .thenRefused('unknown-name');
    const taken: CalendarEvent = { type: 'CalendarDayRevoked', data: { date: '2026-01-02', reason: 'x' } };
    given(past(done(swap)), past(taken), past(done(swap)))
      .when(revoke)
      .then({ ...taken, data: { ...taken.data, reason: 'Nhập nhầm ngày' } });
    given(past(done(swap)))
      .when({ ...revoke, role: 'supervisor' })
      .thenRefused('not-your-role');
  });
  it('is known from its own day on; the day may be set again', () => {
    const taken = past({ type: 'CalendarDayRevoked', data: { date: '2026-01-02', reason: 'x' } }, '2025-12-28');
    const off = (knownOn: string, ...events: readonly Past<CalendarEvent>[]): boolean =>
      calendarAsKnown({ national: stateAfter(events).days }, knownOn).isOff(dayNumber('2026-01-02'));
    expect(['2025-12-24', '2025-12-27', '2025-12-28'].map((day) => off(day, past(done(swap)), taken))).toEqual([false, true, false]);
    const again = past(done({ ...swap, announcedOn: '2025-12-30' }));
    expect(['2025-12-27', '2025-12-29', '2025-12-30'].map((day) => off(day, past(done(swap)), taken, again))).toEqual([true, false, true]);
  });
});

describe('what is left of a row that another took the place of', () => {
  const days = (...events: readonly CalendarEvent[]) => stateAfter(events.map((event) => past(event))).days;
  it('a later notice ends it on its day', () => {
    const later = { ...swap, kind: 'holiday' as const, announcedOn: '2025-12-30' };
    expect(days(done(swap), done(later))).toEqual([
      { ...swap, until: '2025-12-30', revoked: null },
      { ...later, until: null, revoked: null },
    ]);
  });
  it('a notice ends what was only expected', () => {
    const expected: CalendarDay = { ...swap, status: 'unverified', announcedOn: null };
    expect(days(done(expected), done(swap)).map(({ until }) => until)).toEqual(['2025-12-25', null]);
  });
  it('a correction leaves nothing of it', () => {
    expect(days(done(swap), done({ ...swap, name: 'Sửa tên' }))).toEqual([{ ...swap, name: 'Sửa tên', until: null, revoked: null }]);
    const earlier = { ...swap, announcedOn: '2025-12-20' };
    expect(days(done(swap), done(earlier))).toEqual([{ ...earlier, until: null, revoked: null }]);
  });
  it('what is taken back is that row alone', () => {
    const taken = (date: string): CalendarEvent => ({ type: 'CalendarDayRevoked', data: { date, reason: 'x' } });
    const later = { ...swap, announcedOn: '2025-12-30' };
    expect(days(done(swap, makeup), done(later), taken(swap.date)).map(({ date, until, revoked }) => [date, until, revoked])).toEqual([
      ['2026-01-02', '2025-12-30', null],
      ['2026-01-02', '2026-11-20', 'x'],
      ['2026-01-10', null, null],
    ]);
  });
  it('rows are kept by date', () => expect(days(done(makeup), done(swap)).map(({ date }) => date)).toEqual(['2026-01-02', '2026-01-10']));
});

describe('the streams', () => {
  it('are the nation’s, and one for each province', () => {
    expect([calendarStream(null), calendarStream(THANH_HOA)]).toEqual(['calendar-national', 'calendar-vn34.38']);
  });
});
