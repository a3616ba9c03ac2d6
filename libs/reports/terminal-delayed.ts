import type { DelayedReport, DelayedRow } from '#contracts/figures';
import { printedTy } from './ratio.ts';
import { type Terminal } from './terminal-table.ts';
import { vietnameseDate } from './printed-dates.ts';
import { type Column, heading, line, tableWidth, widthsOf } from './terminal-text.ts';

const SOURCE = { KCQG: 'KCQG', KCDP: 'KCĐP' } as const;
const OBLIGATION = {
  'first-advance': 'Tạm ứng lần một',
  'remaining-advance': 'Tạm ứng còn lại',
  'settlement-dossier': 'Hồ sơ quyết toán',
  settlement: 'Quyết toán',
} as const;
const STATE = { late: 'Quá hạn', dueSoon: 'Sắp đến hạn', blocked: 'Vướng mắc', paused: 'Tạm dừng' } as const;

const start: Column = { align: 'left', gap: 0 };
const text: Column = { align: 'left', gap: 1 };
const number: Column = { align: 'right', gap: 1 };

/** Late and due-soon disbursements in Vietnamese: their sums, then the `first` most overdue ones. */
export function delayedTable(report: DelayedReport, { columns, tty }: Terminal, first = 10): string {
  const title = heading(`Giải ngân, quyết toán chậm hoặc sắp đến hạn, đến ngày ${vietnameseDate(report.asOf)}`, tty);
  if (report.rows.length === 0) return `${title}\n\nKhông có khoản nào.`;
  const summary = table([start, text, text, number, number, number], [SUMMARY_HEADER, ...summaryOf(report.rows)], columns);
  const rows = report.rows.slice(0, first).map(cellsOf);
  const detail = table([start, text, number, number, number, text], [DETAIL_HEADER, ...rows], columns);
  return [title, '', ...summary, '', `${rows.length} khoản quá hạn lâu nhất trong ${report.rows.length}:`, '', ...detail].join('\n');
}

const SUMMARY_HEADER = ['Nguồn', 'Khoản', 'Tình trạng', 'Số khoản', 'Tỷ đồng', 'Trễ nhất (ngày)'];
const DETAIL_HEADER = ['Đề án', 'Khoản', 'Hạn', 'Trễ', 'Tỷ đồng', 'Chờ ai'];

function summaryOf(rows: readonly DelayedRow[]): readonly (readonly string[])[] {
  const sums = new Map<string, { readonly of: DelayedRow; count: number; vnd: number; oldest: number }>();
  for (const row of rows) {
    const key = `${row.source} ${row.obligation} ${row.state}`;
    const sum = sums.get(key) ?? { of: row, count: 0, vnd: 0, oldest: -Infinity };
    sums.set(key, { ...sum, count: sum.count + 1, vnd: sum.vnd + row.vnd, oldest: Math.max(sum.oldest, row.days) });
  }
  return [...sums.values()]
    .sort((a, b) => b.vnd - a.vnd)
    .map(({ of, count, vnd, oldest }) => [
      SOURCE[of.source],
      OBLIGATION[of.obligation],
      STATE[of.state],
      String(count),
      printedTy(vnd),
      oldest > 0 ? String(oldest) : '–',
    ]);
}

const cellsOf = (row: DelayedRow): readonly string[] => [
  row.project,
  OBLIGATION[row.obligation],
  vietnameseDate(row.due),
  String(row.days),
  printedTy(row.vnd),
  row.whoCanAct.vi,
];

/** The last column gives way when the lines would be too long. */
function table(layout: readonly Column[], rows: readonly (readonly string[])[], columns: number): readonly string[] {
  const widths = [...widthsOf(layout, rows)];
  const over = tableWidth(layout, widths) - columns;
  const last = widths.length - 1;
  if (over > 0) widths[last] = Math.max((widths[last] ?? 0) - over, 8);
  return rows.map((row) => line(layout, widths, row));
}
