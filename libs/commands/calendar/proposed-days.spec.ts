import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { dayNumber } from '#lifecycle/calendar-date';
import { calendarAsKnown } from '#lifecycle/calendar/as-known';
import { isWeekend } from '#lifecycle/calendar/plain-week';
import { readCalendarFile } from './calendar-file.ts';
import { proposedDays, withProposals } from './proposed-days.ts';

const { days: file } = readCalendarFile(readFileSync('libs/reference/data/calendar-vn-2020-2027.csv'));

/** Weekday dates off and weekend dates worked: what a calendar is about. */
const differing = (rows: readonly { readonly date: string; readonly kind: string }[]): readonly string[] =>
  rows.flatMap(({ date, kind }) => (isWeekend(dayNumber(date)) === (kind === 'makeup-working') ? [`${date} ${kind}`] : [])).sort();

/** What the proposals of a year would have got wrong against what was announced. */
async function misses(year: number): Promise<{ readonly unforeseen: readonly string[]; readonly wrong: readonly string[] }> {
  const announced = differing(file.filter(({ date, status }) => date.startsWith(`${year}`) && status !== 'unverified'));
  const proposed = differing(await proposedDays(year));
  return { unforeseen: announced.filter((day) => !proposed.includes(day)), wrong: proposed.filter((day) => !announced.includes(day)) };
}

describe('days that are proposed for a year', () => {
  // The choice of the Tết days and of the day beside 2/9 was read off these very years: for later ones it is a precedent, no more.
  it.each([
    [2021, []],
    [2022, []],
    [2023, []],
    [2024, ['2024-04-29 swapped-off', '2024-05-04 makeup-working']],
    [2025, ['2025-04-26 makeup-working', '2025-05-02 swapped-off']],
    [2026, ['2026-01-02 swapped-off', '2026-01-10 makeup-working', '2026-08-22 makeup-working', '2026-08-31 swapped-off']],
  ])('are those that were announced for %i, but for the swaps, which nobody can foresee', async (year, unforeseen) => {
    expect(await misses(year)).toEqual({ unforeseen, wrong: [] });
  });
  it('are what the file expects of 2027, but for the day of culture, which is not law', async () => {
    const expected = differing(file.filter(({ date }) => date.startsWith('2027')));
    const proposed = differing(await proposedDays(2027));
    expect(expected.filter((day) => !proposed.includes(day))).toEqual(['2027-11-24 holiday']);
    expect(proposed.filter((day) => !expected.includes(day))).toEqual([]);
  });
  it('are only expected, eleven holidays with a weekday off for each of them', async () => {
    for (const year of [2029, 2033, 2100]) {
      const rows = await proposedDays(year);
      expect([year, rows.filter(({ kind }) => kind === 'holiday').length, differing(rows).length]).toEqual([year, 11, 11]);
      expect(new Set(rows.map(({ date }) => date)).size).toBe(rows.length);
      for (const day of rows) {
        expect(day).toMatchObject({ status: 'unverified', documentNo: null, announcedOn: null });
        expect(day.name).toMatch(/^[^(].* \(dự kiến\)$/);
        expect(day.name).not.toMatch(/\(dự kiến\).*\(dự kiến\)/);
        expect(day.basis).toMatch(/^Bộ luật Lao động 2019, .*chưa có thông báo/);
      }
    }
  });
  it('follow the moon over Hà Nội, which in 2030 is new a day before Beijing’s', async () => {
    const tet = (await proposedDays(2030)).find(({ name }) => name.includes(': mùng 1 '));
    expect(tet?.date).toBe('2030-02-02');
  });
  it('are of no year before the Labour Code or after the century', async () => {
    for (const year of [2020, 2101, 2027.5]) await expect(proposedDays(year)).rejects.toThrow(RangeError);
  });
});

describe('layers with proposals', () => {
  const expectedOf = async (rows: typeof file, year: number): Promise<readonly string[]> => {
    const calendar = calendarAsKnown(await withProposals({ national: rows }, [year]), '2026-11-26');
    return calendar.expectedBetween(dayNumber(`${year}-01-01`), dayNumber(`${year}-12-31`)).map(({ date }) => date);
  };
  it('have them for a year without rows of its Tết, and none beside rows of their own', async () => {
    expect((await expectedOf(file, 2028)).length).toBe((await proposedDays(2028)).length);
    expect(await expectedOf(file, 2027)).toHaveLength(10);
    expect(await expectedOf(file, 2026)).toEqual(['2026-11-24']);
    expect(await expectedOf(file, 1999)).toEqual([]);
  });
  it('never count them', async () => {
    const plain = calendarAsKnown({ national: file }, '2026-11-26');
    const filled = calendarAsKnown(await withProposals({ national: file }, [2027, 2028, 2029]), '2026-11-26');
    expect(filled.version).toBe(plain.version);
  });
  it('leave a date that has a row as it is', async () => {
    const [day] = await proposedDays(2028);
    const law = { ...day, status: 'verified', name: 'Tết Dương lịch' } as (typeof file)[number];
    expect(await expectedOf([law], 2028)).not.toContain('2028-01-01');
  });
});
