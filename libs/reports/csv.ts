export type CsvCell = string | number | null;

/** Excel takes a file for UTF-8 only with this mark at its head. */
const BYTE_ORDER_MARK = '\uFEFF';
/** A text that begins so is run as a formula by spreadsheets; an apostrophe in front makes it text. */
const FORMULA_START = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** RFC 4180 with CRLF and a byte order mark. Numbers stay plain digits, so that a spreadsheet can add them up. */
export const toCsv = (rows: readonly (readonly CsvCell[])[]): string =>
  BYTE_ORDER_MARK + rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');

function csvCell(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA_START.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
