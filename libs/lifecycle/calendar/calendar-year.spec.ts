import { describe, expect, it } from '@jest/globals';
import { fileRows } from './calendar-file.fixture.ts';
import { calendarYear } from './calendar-year.ts';
import type { CalendarDay } from './calendar.events.ts';
import type { KnownDay } from './known-days.ts';

const national = { national: fileRows };

describe('a year of the calendar', () => {
  it('counts its months, and the months make the year', () => {
    const year = calendarYear(national, 2026, '2026-11-26');
    expect(year).toMatchObject({ year: 2026, knownOn: '2026-11-26', announced: true, workingDays: 250 });
    expect(year.months.map(({ month }) => month.slice(5))).toEqual([
      '01',
      '02',
      '03',
      '04',
      '05',
      '06',
      '07',
      '08',
      '09',
      '10',
      '11',
      '12',
    ]);
    // January: 22 weekdays, two of them off, and a Saturday worked.
    expect(year.months[0]).toEqual({ month: '2026-01', workingDays: 21 });
    expect(year.months.reduce((sum, { workingDays }) => sum + workingDays, 0)).toBe(250);
  });
  it('shows every row of the year, and how it stands on the day of the view', () => {
    const standing = (knownOn: string): unknown =>
      Object.fromEntries(
        calendarYear(national, 2026, knownOn).days.map(({ date, standing: is, off }) => [date.slice(5), `${is}${off ? '' : ' worked'}`]),
      );
    expect(standing('2025-12-24')).toMatchObject({
      ...{ '01-01': 'counts', '01-02': 'announced-later', '01-10': 'announced-later worked', '08-22': 'counts worked' },
      ...{ '09-01': 'counts', '11-24': 'expected' },
    });
    expect(standing('2025-12-25')).toMatchObject({ '01-02': 'counts', '01-10': 'counts worked', '11-24': 'expected' });
    expect(calendarYear(national, 2026, '2025-12-25').days).toHaveLength(17);
  });
  it('is not whole before the notice of its Tết', () => {
    expect(calendarYear(national, 2026, '2025-10-15').announced).toBe(false);
    expect(calendarYear(national, 2027, '2026-11-26')).toMatchObject({ announced: false });
    expect(calendarYear(national, 2031, '2026-11-26')).toMatchObject({ announced: false, workingDays: 261, days: [] });
  });
  it('shows a province’s closures beside the nation’s rows', () => {
    const closure: CalendarDay = {
      ...{
        date: '2026-09-02',
        kind: 'closure',
        name: 'Bão',
        basis: 'x',
        documentNo: '1',
        announcedOn: '2026-09-01',
        status: 'verified',
        source: null,
      },
    };
    const days = calendarYear({ ...national, province: [closure, { ...closure, date: '2026-09-03' }] }, 2026, '2026-11-26').days;
    expect(days.filter(({ date }) => date >= '2026-09-02' && date < '2026-10-01').map(({ scope, kind }) => [scope, kind])).toEqual([
      ...[
        ['national', 'holiday'],
        ['province', 'closure'],
        ['province', 'closure'],
      ],
    ]);
  });
  it('shows them by date', () => {
    const closure = { ...(fileRows[0] as CalendarDay), kind: 'closure' as const, announcedOn: '2026-01-01' };
    const province = ['2026-10-01', '2026-03-02'].map((date) => ({ ...closure, date }));
    const dates = calendarYear({ ...national, province }, 2026, '2026-11-26').days.map(({ date }) => date);
    expect(dates).toEqual(dates.toSorted());
    expect(dates).toHaveLength(19);
  });
  it('shows what stands today though another row is announced for later, and nothing of one that was taken back before it was announced', () => {
    const day = fileRows.find(({ date }) => date === '2026-09-01') as CalendarDay;
    const standing = (...rows: readonly KnownDay[]) =>
      calendarYear({ national: rows }, 2026, '2026-06-01').days.map(({ name, standing: is }) => [name, is]);
    const later = { ...day, name: 'Mới', announcedOn: '2026-07-01' };
    expect(standing({ ...day, until: '2026-07-01' }, later)).toEqual([[day.name, 'counts']]);
    expect(standing(later)).toEqual([['Mới', 'announced-later']]);
    expect(standing({ ...day, announcedOn: '2026-06-01' })).toEqual([[day.name, 'counts']]);
    expect(standing(day, { ...day, name: 'Mới', announcedOn: '2026-05-01' })).toEqual([['Mới', 'counts']]);
    expect(standing({ ...later, until: '2026-05-01' })).toEqual([]);
    expect(standing({ ...day, announcedOn: null, until: '2026-05-01' })).toEqual([]);
  });
  it('leaves out what was replaced or taken back, and shows what stands', () => {
    const day = fileRows.find(({ date }) => date === '2026-09-01') as CalendarDay;
    const rows: readonly KnownDay[] = [
      { ...day, until: '2026-08-01' },
      { ...day, name: 'Mới', announcedOn: '2026-08-01' },
    ];
    const names = (knownOn: string) => calendarYear({ national: rows }, 2026, knownOn).days.map(({ name, standing }) => [name, standing]);
    expect(names('2026-07-31')).toEqual([[day.name, 'counts']]);
    expect(names('2026-08-01')).toEqual([['Mới', 'counts']]);
    expect(calendarYear({ national: [{ ...day, until: '2026-08-01' }] }, 2026, '2026-08-01').days).toEqual([]);
  });
});
