import { beforeAll, describe, expect, it } from '@jest/globals';
import { emptyFigures, project, registerEvents } from '#read-models/figures/figures.fixture';
import { Ledger } from '#read-models/figures/ledger';
import { delayedReport } from './delayed-report.ts';
import { regionReport } from './region-report.ts';
import { delayedTable } from './terminal-delayed.ts';
import { regionTable } from './terminal-table.ts';
import { displayWidth, fill, wrap } from './terminal-text.ts';

const PLAIN = { columns: 100, tty: false };
let ledger: Ledger;

beforeAll(() => {
  const db = emptyFigures();
  project(db, registerEvents());
  ledger = new Ledger(db);
});

const region = (set: 'vn63' | 'vn34' = 'vn63', knownAt: string | null = null) =>
  regionReport(ledger, { region: 'north', year: 2022, asOf: '2022-09-30', knownAt, set, position: null });
const delayed = () => delayedReport(ledger, { region: 'north', asOf: '2022-09-30', knownAt: null, position: null });

describe("the conference's table on a terminal", () => {
  it('prints the region first, with the published figures', () => {
    const lines = regionTable(region(), PLAIN).split('\n');
    const total = lines.find((line) => line.startsWith('Toàn vùng')) ?? '';
    expect(total.split(/\s{2,}/)).toEqual(['Toàn vùng', '79,7', '33,3', '41,8', '94,6', '40,3', '42,6', '174,3', '73,7', '42,3', '+112,8']);
    expect(lines.indexOf(total)).toBeLessThan(lines.findIndex((line) => line.startsWith('Hà Nội')));
    expect(lines.filter((line) => line.startsWith('Thanh Hóa'))).toHaveLength(1);
  });

  it('says that sums are made in đồng and rounded last', () => {
    expect(regionTable(region(), PLAIN)).toMatch(/cộng bằng đồng rồi mới làm tròn/);
  });

  it.each([60, 80, 100])('stays within %i columns', (columns) => {
    const text = `${regionTable(region(), { columns, tty: false })}\n${regionTable(region('vn34'), { columns, tty: false })}`;
    expect(Math.max(...text.split('\n').map(displayWidth))).toBeLessThanOrEqual(columns);
    expect(text).toMatch('174,3');
  });

  it('keeps its columns under one another, whatever the letters are made of', () => {
    const rows = regionTable(region(), PLAIN)
      .split('\n')
      .filter((line) => /( –|,\d)$/.test(line));
    expect(new Set(rows.map(displayWidth)).size).toBe(1);
  });

  it('has no escape codes unless it is a terminal', () => {
    expect(regionTable(region(), PLAIN) + delayedTable(delayed(), PLAIN)).not.toContain('\u001b');
    expect(regionTable(region(), { columns: 100, tty: true })).toContain('\u001b[1m');
  });

  it('says when it shows less than is known today', () => {
    expect(regionTable(region('vn63', '2022-10-15'), { columns: 140, tty: false })).toMatch('theo dữ liệu ghi đến 15/10/2022');
  });
});

describe('the delayed disbursements on a terminal', () => {
  it('come as sums, then the most overdue', () => {
    const lines = delayedTable(delayed(), PLAIN, 3).split('\n');
    expect(lines.map((line) => line.trim().split(/\s{2,}/)[0])).toContain('3 khoản quá hạn lâu nhất trong 159:');
    expect(lines.some((line) => /^KCĐP\s+Tạm ứng lần một\s+Quá hạn\s+86\s+41,6\s+172$/.test(line))).toBe(true);
    expect(lines.filter((line) => /^KC(QG|DP)-2022-/.test(line))).toHaveLength(3);
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(100);
  });

  it('are cut to a narrow terminal', () => {
    const lines = delayedTable(delayed(), { columns: 72, tty: false }).split('\n');
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(72);
  });

  it('are said to be none when there are none', () => {
    const none = delayedReport(ledger, { region: 'south', asOf: '2022-09-30', knownAt: null, position: null });
    expect(delayedTable(none, PLAIN)).toMatch('Không có khoản nào.');
  });
});

describe('text in columns', () => {
  it('counts what is seen, composed or not', () => {
    expect(displayWidth('Thanh Hóa'.normalize('NFD'))).toBe(9);
    expect(fill('Hà Nội'.normalize('NFD'), 8, 'right')).toBe('  Hà Nội');
    expect(fill('Bà Rịa - Vũng Tàu', 8, 'left')).toBe('Bà Rịa …');
  });

  it('breaks at blanks', () => {
    expect(wrap('một hai ba', 7)).toBe('một hai\nba');
  });
});
