/** Excel takes a file for UTF-8 only with this mark at its head. */
const BYTE_ORDER_MARK = '\uFEFF';
/** A cell that begins so is run as a formula by spreadsheets; an apostrophe in front makes it text. */
const FORMULA_START = /^\s*[=+\-@\t\r\n＝＋－＠]/;

/** RFC 4180 with CRLF and a byte order mark. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  BYTE_ORDER_MARK + rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('');

function cellText(cell: string): string {
  const text = FORMULA_START.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
