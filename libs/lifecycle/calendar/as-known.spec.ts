import { describe, expect, it } from '@jest/globals';
import { dayNumber, fromDayNumber } from '../calendar-date.ts';
import { type CalendarLayers, calendarAsKnown, closureScopes } from './as-known.ts';
import { fnv1a } from './fnv1a.ts';
import { fileRows } from './calendar-file.fixture.ts';
import type { CalendarDay } from './calendar.events.ts';
import type { KnownDay } from './known-days.ts';
import { isAtTet, tetAnnounced, tetDays } from './tet.ts';
import { workingDayCount } from './working-calendar.ts';

const national = { national: fileRows };
const due = (layers: CalendarLayers, knownOn: string, from: string, days: number): string =>
  fromDayNumber(calendarAsKnown(layers, knownOn).add(dayNumber(from), workingDayCount(days)));
const isOff = (layers: CalendarLayers, knownOn: string, date: string): boolean => calendarAsKnown(layers, knownOn).isOff(dayNumber(date));
const closed = (date: string, announcedOn: string): CalendarDay => ({
  ...{
    date,
    kind: 'closure',
    name: 'Bão số 3',
    basis: '12/CĐ-UBND',
    documentNo: '12/CĐ-UBND',
    announcedOn,
    status: 'verified',
    source: null,
  },
});

describe('a deadline as known on a day', () => {
  it('does not count the swap of 29/04/2024 before its notice of 12/04/2024', () => {
    expect([isOff(national, '2024-04-11', '2024-04-29'), isOff(national, '2024-04-12', '2024-04-29')]).toEqual([false, true]);
    expect([isOff(national, '2024-04-11', '2024-05-04'), isOff(national, '2024-04-12', '2024-05-04')]).toEqual([true, false]);
    expect(due(national, '2024-04-11', '2024-04-25', 3)).toBe('2024-05-02');
    expect(due(national, '2024-04-12', '2024-04-25', 3)).toBe('2024-05-03');
    // Past the make-up Saturday the two agree again.
    expect(due(national, '2024-04-11', '2024-04-25', 5)).toBe('2024-05-06');
    expect(due(national, '2024-04-12', '2024-04-25', 5)).toBe('2024-05-06');
  });
  it('learns of 02/01/2026 a week before', () => {
    expect([due(national, '2025-12-24', '2025-12-31', 1), due(national, '2025-12-25', '2025-12-31', 1)]).toEqual([
      '2026-01-02',
      '2026-01-05',
    ]);
    expect([isOff(national, '2025-12-24', '2026-01-10'), isOff(national, '2025-12-25', '2026-01-10')]).toEqual([true, false]);
  });
  it('always counts what the law fixes, and never what is only expected', () => {
    expect(isOff(national, '2019-01-01', '2026-09-02')).toBe(true);
    expect(isOff(national, '2099-01-01', '2027-02-05')).toBe(false);
    expect(
      calendarAsKnown(national, '2026-06-01')
        .expectedBetween(dayNumber('2027-02-04'), dayNumber('2027-02-10'))
        .map(({ date }) => date),
    ).toEqual([...['2027-02-04', '2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08', '2027-02-09', '2027-02-10']]);
  });
  it('names the row that makes a day what it is', () => {
    const calendar = calendarAsKnown(national, '2026-01-01');
    expect(calendar.rowOf(dayNumber('2026-01-02'))?.kind).toBe('swapped-off');
    expect(calendar.rowOf(dayNumber('2026-01-03'))).toBeUndefined();
  });
});

describe('a row that another took the place of, or that was taken back', () => {
  const swap = fileRows.find(({ date }) => date === '2026-01-02') as CalendarDay;
  it('is known until then', () => {
    const rows: readonly KnownDay[] = [{ ...swap, until: '2025-12-30' }];
    expect(['2025-12-24', '2025-12-25', '2025-12-29', '2025-12-30'].map((day) => isOff({ national: rows }, day, swap.date))).toEqual([
      ...[false, true, true, false],
    ]);
  });
  it('gives way to the later one where both are known', () => {
    const rows: readonly KnownDay[] = [swap, { ...swap, name: 'Nghỉ theo công văn mới', announcedOn: '2025-12-26' }];
    expect(calendarAsKnown({ national: rows }, '2025-12-25').rowOf(dayNumber(swap.date))?.name).toBe(swap.name);
    expect(calendarAsKnown({ national: rows }, '2025-12-26').rowOf(dayNumber(swap.date))?.name).toBe('Nghỉ theo công văn mới');
  });
  it('is not hidden by one that is only expected', () => {
    const rows: readonly KnownDay[] = [swap, { ...swap, status: 'unverified', announcedOn: null }];
    const calendar = calendarAsKnown({ national: rows }, '2026-01-01');
    expect(calendar.isOff(dayNumber(swap.date))).toBe(true);
    expect(calendar.expectedBetween(dayNumber(swap.date), dayNumber(swap.date))).toEqual([]);
  });
});

describe('a province’s closures', () => {
  const province = [closed('2024-09-09', '2024-09-08'), closed('2024-09-10', '2024-09-08')];
  it('are days off there, from the day on which they are announced', () => {
    expect(isOff({ ...national, province }, '2024-09-07', '2024-09-09')).toBe(false);
    expect(isOff({ ...national, province }, '2024-09-08', '2024-09-09')).toBe(true);
    expect(isOff(national, '2024-09-08', '2024-09-09')).toBe(false);
    expect(due({ ...national, province }, '2024-09-08', '2024-09-06', 1)).toBe('2024-09-11');
  });
  it('close on a make-up Saturday too, and go before the nation’s row', () => {
    const layers = { ...national, province: [closed('2024-05-04', '2024-05-03')] };
    expect(isOff(layers, '2024-05-03', '2024-05-04')).toBe(true);
    expect(calendarAsKnown(layers, '2024-05-03').rowOf(dayNumber('2024-05-04'))?.kind).toBe('closure');
  });
  it('are those of the province and of the one that it became part of in July 2025', () => {
    expect(closureScopes({ set: 'vn63', code: '35' })).toEqual([
      { set: 'vn63', code: '35' },
      { set: 'vn34', code: '37' },
    ]);
    expect(closureScopes({ set: 'vn34', code: '37' })).toEqual([{ set: 'vn34', code: '37' }]);
  });
});

describe('the version', () => {
  const version = (layers: CalendarLayers, knownOn: string): string => calendarAsKnown(layers, knownOn).version;
  it('is short and plain, and says how many rows count', () => {
    expect(version(national, '2026-11-01')).toMatch(/^107\.[0-9a-f]{16}$/);
    expect(version({ national: [] }, '2026-11-01')).toMatch(/^0\.[0-9a-f]{16}$/);
    expect(version({ ...national, province: [closed('2024-09-09', '2024-09-08')] }, '2026-11-01')).toMatch(/^107\+1\.[0-9a-f]{16}$/);
  });
  it('is the same for the same rows in any order, and another as soon as one more or another one counts', () => {
    const of = (rows: readonly CalendarDay[]): string => version({ national: rows }, '2026-11-01');
    expect(of(fileRows.toReversed())).toBe(of(fileRows));
    const others = fileRows.filter(({ status }) => status !== 'unverified').map((left) => of(fileRows.filter((row) => row !== left)));
    expect(new Set([of(fileRows), ...others]).size).toBe(others.length + 1);
    expect(version(national, '2024-04-11')).not.toBe(version(national, '2024-04-12'));
    expect(version(national, '2024-04-12')).toBe(version(national, '2024-11-30'));
    const expectedMore = [...fileRows, { ...closed('2028-01-24', '2028-01-01'), kind: 'holiday', status: 'unverified' } as CalendarDay];
    expect(of(expectedMore)).toBe(of(fileRows));
  });
  it('tells a closure from a national row of the same day', () => {
    const day = closed('2024-09-09', '2024-09-08');
    expect(version({ national: [day] }, '2026-11-01')).not.toBe(version({ national: [], province: [day] }, '2026-11-01'));
  });
});

describe('FNV-1a', () => {
  it('gives the published digests', () => {
    expect(['', 'a', 'foobar'].map(fnv1a)).toEqual(['cbf29ce484222325', 'af63dc4c8601ec8c', '85944171f73967e8']);
    for (let at = 0; at < 2_000; at++) expect(fnv1a(String(at))).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe('Tết', () => {
  it('is announced when a notice of it is known', () => {
    const on = (knownOn: string, year: number): boolean => tetAnnounced(calendarAsKnown(national, knownOn), year);
    expect([on('2025-10-15', 2026), on('2025-10-16', 2026), on('2026-11-01', 2027), on('2026-11-01', 2028)]).toEqual([
      false,
      true,
      false,
      false,
    ]);
    for (let year = 2020; year <= 2026; year++) expect([year, on('2026-11-01', year)]).toEqual([year, true]);
  });
  it('lies in five weeks, and New Year does not', () => {
    expect(['2026-01-18', '2026-01-19', '2026-02-24', '2026-02-25', '2025-02-01'].map((date) => isAtTet(date, 2026))).toEqual([
      ...[false, true, true, false, false],
    ]);
  });
  it('needs a notice: days that are only law, or only expected, are none', () => {
    const day = { ...closed('2030-02-24', '2029-11-01'), kind: 'holiday' as const };
    const announced = (row: CalendarDay): boolean => tetAnnounced(calendarAsKnown({ national: [row] }, '2029-12-01'), 2030);
    expect([announced(day), announced({ ...day, announcedOn: null }), announced({ ...day, status: 'unverified' })]).toEqual([
      true,
      false,
      false,
    ]);
    expect(announced({ ...day, kind: 'swapped-off' })).toBe(false);
  });
  it('is shown as expected until then', () => {
    const calendar = calendarAsKnown(national, '2026-11-01');
    expect(tetDays(calendar, 2027).map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'unverified'));
    expect(tetDays(calendar, 2026).map(({ date }) => date)).toEqual(['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20']);
    expect(tetDays(calendar, 2028)).toEqual([]);
  });
});
