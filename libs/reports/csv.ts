import { guarded } from '#reference/spreadsheet-cell';

export type CsvCell = string | number | null;

/** Excel takes a file for UTF-8 only with this mark at its head. */
const BYTE_ORDER_MARK = '\uFEFF';

/** RFC 4180 with CRLF and a byte order mark. Numbers stay plain digits, so that a spreadsheet can add them up. */
export const toCsv = (rows: readonly (readonly CsvCell[])[]): string =>
  BYTE_ORDER_MARK + rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');

function csvCell(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = guarded(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
