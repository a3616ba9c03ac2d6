/** Text in columns for a terminal: counts what is seen, so that letters of several code points do not shift a column. */

const MARKS = /\p{M}/gu;

/** Cells of a fixed-width terminal that a text takes: composed letters count once, combining marks not at all. */
export const displayWidth = (text: string): number => [...text.normalize('NFC').replace(MARKS, '')].length;

export type Align = 'left' | 'right' | 'centre';

/** Fills a text up to a width, or cuts it with `…`. */
export function fill(text: string, width: number, align: Align): string {
  const composed = text.normalize('NFC');
  const missing = width - displayWidth(composed);
  if (missing < 0) return `${[...composed].slice(0, width - 1).join('')}…`;
  const before = align === 'left' ? 0 : align === 'right' ? missing : Math.floor(missing / 2);
  return ' '.repeat(before) + composed + ' '.repeat(missing - before);
}

export interface Column {
  readonly align: Align;
  /** Blanks before it. */
  readonly gap: number;
}

/** How wide each column must be for its widest cell. */
export const widthsOf = (columns: readonly Column[], rows: readonly (readonly string[])[]): readonly number[] =>
  columns.map((_, index) => Math.max(...rows.map((row) => displayWidth(row[index] ?? ''))));

export const line = (columns: readonly Column[], widths: readonly number[], cells: readonly string[]): string =>
  columns
    .map(({ align, gap }, index) => ' '.repeat(gap) + fill(cells[index] ?? '', widths[index] ?? 0, align))
    .join('')
    .trimEnd();

/** How a heading is set off: by bold letters on a terminal, by nothing elsewhere. */
export const heading = (text: string, tty: boolean): string => (tty ? `\u001b[1m${text}\u001b[22m` : text);

/** Breaks a text at blanks so that no line is wider than `columns`, as long as no word is. */
export function wrap(text: string, columns: number): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || displayWidth(last) + 1 + displayWidth(word) > columns) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join('\n');
}

/** Characters in the longest line of a table. */
export const tableWidth = (columns: readonly Column[], widths: readonly number[]): number =>
  columns.reduce((sum, { gap }, index) => sum + gap + (widths[index] ?? 0), 0);
