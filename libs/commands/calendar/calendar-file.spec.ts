import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fileRows } from '#lifecycle/calendar/calendar-file.fixture';
import { readCalendarFile } from './calendar-file.ts';

const SHIPPED = readFileSync('libs/reference/data/calendar-vn-2020-2027.csv');
const HEADER = 'date,kind,name_vi,basis,announced_on,status,source';
const ROW = '2026-01-02,swapped-off,Nghỉ hoán đổi,Công văn 12729/VPCP-KGVX,2025-12-25,secondary,';

const read = (...lines: readonly string[]) => readCalendarFile(Buffer.from(lines.join('\n')));
/** Row, column and problem of each fault. */
const faultsOf = (...lines: readonly string[]): readonly string[] =>
  read(...lines).faults.map(({ row, column, problem }) => `${row} ${column} ${problem}`.replace('  ', ' '));
const cell = (index: number, text: string): string => ROW.split(',').with(index, text).join();

describe('the shipped calendar', () => {
  const { days, faults } = readCalendarFile(SHIPPED);
  it('is read whole, as an independent reader reads it', () => {
    expect(faults).toEqual([]);
    expect(days.map((day) => ({ ...day, documentNo: null }))).toEqual(fileRows);
    const count = (status: string): number => days.filter((day) => day.status === status).length;
    expect([days.length, count('verified'), count('secondary'), count('unverified')]).toEqual([118, 76, 31, 11]);
  });
  it('names the notice of each row that was announced, and of no other', () => {
    for (const { date, documentNo, announcedOn } of days) expect([date, documentNo === null]).toEqual([date, announcedOn === null]);
    expect([...new Set(days.map(({ documentNo }) => documentNo))]).toEqual([
      ...[null, '4544', '4875/TB-LĐTBXH', '245/VPCP-KGVX', '8056/VPCP-KGVX', '5015/TB-LĐTBXH', '1570/TB-BLĐTBXH', '6150/TB-BLĐTBXH'],
      ...['12729/VPCP-KGVX', '9441'],
    ]);
  });
});

describe('a calendar file', () => {
  it('may have its columns in any order, a BOM, CRLF and a column for the document', () => {
    const { days, faults } = readCalendarFile(
      Buffer.from(
        '\uFEFFkind,date,name_vi,basis,status,announced_on,document_no,source\r\nholiday,2028-01-01,Tết Dương lịch,"BLLĐ 2019, Điều 112",verified,,1/TB,\r\n',
      ),
    );
    expect(faults).toEqual([]);
    expect(days).toEqual([
      {
        ...{ date: '2028-01-01', kind: 'holiday', name: 'Tết Dương lịch', basis: 'BLLĐ 2019, Điều 112', documentNo: '1/TB' },
        ...{ announcedOn: null, status: 'verified', source: null },
      },
    ]);
  });
  it.each([
    ['an empty one', [''], ['1 empty-file']],
    ['one without a column', ['date,kind,name_vi,basis,announced_on,status', ROW], ['1 source missing-column']],
    ['one with a column twice', [`${HEADER},date`, ROW], ['1 date duplicate-column']],
    ['one with a column of its own', [`${HEADER},note`, `${ROW},x`], ['1 note unknown-column']],
    ['a row of another length', [HEADER, ROW, `${ROW},x`], ['3 ragged-row']],
    ['a quote that never ends', [HEADER, ROW, '"2026-01-05,holiday'], ['3 csv']],
    ['a date twice', [HEADER, ROW, ROW], ['3 date duplicate-date']],
    ['a day that there is not', [HEADER, cell(0, '2026-02-29')], ['2 date no-such-day']],
    ['a date of another form', [HEADER, cell(0, '02/01/2026')], ['2 date no-such-day']],
    ['no date', [HEADER, cell(0, '')], ['2 date no-such-day']],
    ['an unknown kind', [HEADER, cell(1, 'nghỉ')], ['2 kind unknown-kind']],
    ['a kind that every object has', [HEADER, cell(1, '__proto__')], ['2 kind unknown-kind']],
    ['a closure', [HEADER, cell(1, 'closure')], ['2 kind only-a-province-closes']],
    ['a make-up day on a weekday', [HEADER, cell(1, 'makeup-working')], ['2 kind weekday']],
    ['compensation on a weekend', [HEADER, '2026-01-03,compensatory,x,x,2025-12-25,verified,'], ['2 kind weekend']],
    ['a swap on a weekend', [HEADER, cell(0, '2026-01-03')], ['2 kind weekend']],
    ['no name', [HEADER, cell(2, ' ')], ['2 name_vi blank']],
    ['no basis', [HEADER, cell(3, '')], ['2 basis blank']],
    ['a swap that nobody announced', [HEADER, cell(4, '')], ['2 announced_on not-announced']],
    ['a false day of announcement', [HEADER, cell(4, '2025-13-01')], ['2 announced_on no-such-day']],
    ['an unknown status', [HEADER, cell(5, 'sure')], ['2 status unknown-status']],
    ['a hidden character', [HEADER, cell(2, 'Nghỉ\u202Ehoán')], ['2 name_vi control-char']],
    ['a novel for a source', [HEADER, cell(6, 'x'.repeat(601))], ['2 source too-long']],
    ['several at once', [HEADER, cell(1, 'x'), ROW, cell(5, 'y')], ['2 kind unknown-kind', '4 status unknown-status']],
  ])('refuses %s, by row and column', (_words, lines, faults) => {
    expect(faultsOf(...lines)).toEqual(faults);
  });
  it('is UTF-8', () => expect(readCalendarFile(Buffer.from([0x64, 0xff, 0xfe])).faults).toMatchObject([{ row: 1, problem: 'encoding' }]));
  it('says in both languages what is wrong', () => {
    for (const line of [cell(1, 'x'), cell(4, ''), `${ROW},y`]) {
      const [fault] = read(HEADER, line).faults;
      expect(fault?.message).toMatch(/\S/);
      expect(fault?.messageEn).toMatch(/\S/);
      expect(fault?.messageEn).not.toBe(fault?.message);
    }
  });
  it('never throws, whatever bytes it is made of', () => {
    const line = fc.array(fc.oneof(fc.string(), fc.constantFrom('2026-01-02', 'holiday', 'verified', '"', '\n')), { maxLength: 9 });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
        const { days, faults } = read(HEADER, ...lines.map((cells) => cells.join()));
        expect(days.length + faults.length).toBeGreaterThanOrEqual(0);
      }),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => expect(readCalendarFile(bytes).days).toEqual([])));
  });
});
