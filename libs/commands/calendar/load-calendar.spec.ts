import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryLog } from '#event-log/memory-log';
import { dayNumber } from '#lifecycle/calendar-date';
import { calendarAsKnown } from '#lifecycle/calendar/as-known';
import type { CalendarCommand, SetCalendarDays } from '#lifecycle/calendar/calendar.decider';
import { type CalendarDay, calendarStream } from '#lifecycle/calendar/calendar.events';
import { closureDays } from '#lifecycle/calendar/closure-days';
import { Refusal } from '#lifecycle/refusal';
import type { ProvinceRef } from '#reference/province-ref';
import { Commands } from '../handle.ts';
import { calendarKind } from '../stream-kind.ts';
import { readCalendarFile } from './calendar-file.ts';
import { readLayers } from './layers.ts';
import { loadCalendar, SHIPPED_CALENDAR } from './load-calendar.ts';
import { tryCalendar } from './try-calendar.ts';

const { days } = readCalendarFile(readFileSync(SHIPPED_CALENDAR));
const today = '2026-11-26';
const asked = { occurredOn: today, actor: 'u-1', role: 'operator' } as const;
const NINH_BINH: ProvinceRef = { set: 'vn34', code: '37' };

let log: MemoryLog;
let commands: Commands;
beforeEach(() => {
  log = new MemoryLog();
  commands = new Commands(log, { now: () => '2026-11-26T05:00:00.000Z' });
});

let ids = 0;
const say = (command: CalendarCommand) => {
  const commandId = `018c2b5e-0000-7000-8000-${String(++ids).padStart(12, '0')}`;
  return commands.handle(calendarKind, calendarStream(command.province), { command, trace: { commandId, correlationId: commandId } });
};
const set = (province: ProvinceRef | null, ...rows: readonly CalendarDay[]): SetCalendarDays => ({
  ...{ ...asked, type: 'SetCalendarDays', province, days: rows },
});
const off = async (date: string, province: ProvinceRef | null = null): Promise<boolean> =>
  calendarAsKnown(await readLayers(commands, province), today).isOff(dayNumber(date));
const storm = closureDays({
  from: '2026-09-14',
  to: '2026-09-15',
  reason: 'Bão số 5',
  documentNo: '12/CĐ-UBND',
  announcedOn: '2026-09-13',
});

describe('loading the shipped calendar', () => {
  it('makes an event of each year, in one append; once more it changes nothing', async () => {
    expect(await loadCalendar(commands, days, asked)).toMatchObject({ events: 8, revision: 7, alreadyThere: 0, left: [] });
    const events = await log.readStream('calendar-national');
    expect(events.map(({ data }) => [...new Set((data['days'] as unknown as CalendarDay[]).map(({ date }) => date.slice(0, 4)))])).toEqual([
      ...[['2020'], ['2021'], ['2022'], ['2023'], ['2024'], ['2025'], ['2026'], ['2027']],
    ]);
    expect(await loadCalendar(commands, days, asked)).toMatchObject({ events: 0, revision: 7, alreadyThere: 118, toSet: [] });
    expect(await off('2026-02-16')).toBe(true);
  });
  it('leaves what was entered by hand since', async () => {
    await loadCalendar(commands, days, asked);
    await say({ ...asked, type: 'RevokeCalendarDay', province: null, date: '2027-02-04', reason: 'Tết 2027 nghỉ 1+4' });
    const announced = days.flatMap((day) =>
      day.date === '2027-02-05' ? [{ ...day, status: 'verified', announcedOn: today } as CalendarDay] : [],
    );
    await say(set(null, ...announced));
    expect(await loadCalendar(commands, days, asked)).toMatchObject({
      ...{ events: 0, alreadyThere: 116 },
      left: [
        { day: { date: '2027-02-04' }, why: 'revoked' },
        { day: { date: '2027-02-05' }, why: 'counts-already' },
      ],
    });
    expect([await off('2027-02-04'), await off('2027-02-05')]).toEqual([false, true]);
  });
  it('is all or nothing, and not for everybody', async () => {
    const nobody = loadCalendar(commands, days, { ...asked, role: 'supervisor' });
    await expect(nobody).rejects.toThrow(new Refusal('not-your-role'));
    const wrong = { ...days[100], kind: 'closure' } as CalendarDay;
    await expect(loadCalendar(commands, days.with(100, wrong), asked)).rejects.toThrow(new Refusal('calendar-row'));
    expect(await log.head()).toBeNull();
  });
});

describe('the layers of a province', () => {
  it('are the nation’s rows, its own closures and those of the province that it became part of', async () => {
    await loadCalendar(commands, days, asked);
    await say(set(NINH_BINH, ...storm));
    expect([await off('2026-09-14', NINH_BINH), await off('2026-09-14', { set: 'vn63', code: '35' })]).toEqual([true, true]);
    expect([await off('2026-09-14'), await off('2026-09-14', { set: 'vn34', code: '38' })]).toEqual([false, false]);
    expect(await off('2026-09-02', NINH_BINH)).toBe(true);
  });
});

describe('trying a change', () => {
  const tried = (province: ProvinceRef | null, ...changes: readonly CalendarCommand[]) =>
    tryCalendar(commands, { province, asked: changes, today });
  const swap: CalendarDay = {
    ...{ date: '2026-12-31', kind: 'swapped-off', name: 'Nghỉ hoán đổi', basis: 'x', documentNo: '1/VPCP', announcedOn: today },
    ...{ status: 'verified', source: null },
  };
  beforeEach(async () => void (await loadCalendar(commands, days, asked)));

  it('says which days change, and writes nothing', async () => {
    const head = await log.head();
    const makeup: CalendarDay = { ...swap, date: '2026-12-26', kind: 'makeup-working' };
    const revoke: CalendarCommand = { ...asked, type: 'RevokeCalendarDay', province: null, date: '2026-09-01', reason: 'x' };
    expect(await tried(null, set(null, swap, makeup), revoke)).toMatchObject({
      ...{ province: null, knownOn: today, revoked: ['2026-09-01'] },
      set: [{ date: '2026-12-31' }, { date: '2026-12-26' }],
      changed: [
        { date: '2026-09-01', before: { off: true, row: { kind: 'holiday' } }, after: { off: false, row: null } },
        { date: '2026-12-26', before: { off: true, row: null }, after: { off: false, row: { kind: 'makeup-working' } } },
        { date: '2026-12-31', before: { off: false, row: null }, after: { off: true, row: { kind: 'swapped-off' } } },
      ],
    });
    expect(await log.head()).toBe(head);
  });
  it('leaves out rows that are there already, and days that stay as they are', async () => {
    const there = days.find(({ date }) => date === '2026-09-02') as CalendarDay;
    expect(await tried(null, set(null, there))).toMatchObject({ set: [], changed: [] });
    const renamed = { ...there, name: 'Quốc khánh' };
    expect(await tried(null, set(null, renamed))).toMatchObject({ set: [renamed], changed: [] });
  });
  it('looks at what is announced later as of then', async () => {
    expect(await tried(null, set(null, { ...swap, announcedOn: '2026-12-01' }))).toMatchObject({
      knownOn: '2026-12-01',
      changed: [{ date: '2026-12-31' }],
    });
  });
  it('counts a closure on the nation’s holiday for nothing', async () => {
    const closed = closureDays({ from: '2026-09-01', to: '2026-09-03', reason: 'Lũ', documentNo: '3/CĐ', announcedOn: '2026-08-31' });
    const { set: rows, changed } = await tried(NINH_BINH, set(NINH_BINH, ...closed));
    expect([rows.length, changed.map(({ date }) => date)]).toEqual([3, ['2026-09-03']]);
  });
  it('is refused as the change would be', async () => {
    await expect(tried(null, { ...set(null, swap), role: 'supervisor' })).rejects.toMatchObject({ code: 'not-your-role' });
    await expect(tried(null, set(null, { ...swap, date: '2026-12-27' }))).rejects.toMatchObject({
      code: 'calendar-row',
      facts: { why: 'weekend' },
    });
  });
});
