import type { BySource, Cell, RegionReport } from '#contracts/figures';
import { provinceName } from '#reference/provinces';
import { type Column, fill, heading, line, tableWidth, widthsOf, wrap } from './terminal-text.ts';
import { vietnameseDate } from './printed-dates.ts';

export interface Terminal {
  /** Characters in a line; where the table does not fill, only the sums of both sources are shown. */
  readonly columns: number;
  /** False: plain text, for a file or a pipe. */
  readonly tty: boolean;
}

const REGION = { north: 'khu vực phía Bắc', central: 'khu vực miền Trung – Tây Nguyên', south: 'khu vực phía Nam' } as const;

const FOOTNOTE = 'Đơn vị: tỷ đồng. Các tổng được cộng bằng đồng rồi mới làm tròn, nên cộng các số đã làm tròn có thể lệch 0,1.';
const ABBREVIATIONS = 'KH: kế hoạch; TH: thực hiện (tạm ứng, thanh toán trừ thu hồi); cùng kỳ: tăng, giảm so với cùng kỳ năm trước.';

const name: Column = { align: 'left', gap: 0 };
const first: Column = { align: 'right', gap: 3 };
const next: Column = { align: 'right', gap: 2 };

type SourceColumn = keyof typeof GROUP;
const GROUP = { KCQG: 'KCQG', KCDP: 'KCĐP', all: 'Tổng' } as const;

/** The conference's table of a region in Vietnamese: the region first, then its provinces. */
export function regionTable(report: RegionReport, { columns, tty }: Terminal): string {
  const full = columnsOf(report, ['KCQG', 'KCDP', 'all']);
  const { header, total, provinces } = full.width <= columns ? full : columnsOf(report, ['all']);
  const notes = [FOOTNOTE, ABBREVIATIONS].map((note) => wrap(note, columns));
  return [heading(wrap(titleOf(report), columns), tty), '', ...header, heading(total, tty), ...provinces, '', ...notes].join('\n');
}

function columnsOf(report: RegionReport, sources: readonly SourceColumn[]) {
  const layout = [name, ...sources.flatMap(() => [first, next, next]), first];
  const cells = (label: string, row: BySource): readonly string[] => [
    label,
    ...sources.flatMap((source) => money(row[source])),
    growth(row.all),
  ];
  const header = ['Tỉnh, thành phố', ...sources.flatMap(() => ['KH', 'TH', '%']), 'Cùng kỳ %'];
  const total = cells('Toàn vùng', report.totals);
  const provinces = report.byProvince.map((row) => cells(provinceName(row.province), row));
  const widths = widthsOf(layout, [header, total, ...provinces]);
  return {
    width: tableWidth(layout, widths),
    header: [groups(layout, widths, sources), line(layout, widths, header)],
    total: line(layout, widths, total),
    provinces: provinces.map((row) => line(layout, widths, row)),
  };
}

const titleOf = ({ region, year, asOf, knownAt }: RegionReport): string =>
  `Kinh phí khuyến công ${REGION[region]}, kế hoạch năm ${year}, đến ngày ${vietnameseDate(asOf)}${knownAt === null ? '' : ` (theo dữ liệu ghi đến ${vietnameseDate(knownAt)})`}`;

const money = ({ printed }: Cell): readonly string[] => [printed.plan, printed.executed, printed.percent];

const growth = ({ growthPercent, printed }: Cell): string =>
  (growthPercent !== null && growthPercent > 0 ? '+' : '') + printed.growthPercent;

/** The line above the header: each source in the middle of its three columns. */
function groups(layout: readonly Column[], widths: readonly number[], sources: readonly SourceColumn[]): string {
  const [nameWidth = 0] = widths;
  const centred = sources.map((source, index) => {
    const from = 1 + index * 3;
    const inner = [from, from + 1, from + 2].reduce((sum, at) => sum + (widths[at] ?? 0), 0) + 2 * next.gap;
    return ' '.repeat(layout[from]?.gap ?? 0) + fill(GROUP[source], inner, 'centre');
  });
  return (' '.repeat(nameWidth) + centred.join('')).trimEnd();
}
