import type { CsvCell } from '../export/csv.ts';
import type { Column } from './data-table.tsx';

/** Vietnamese order of letters: Đ after D, marks after the bare letter. */
const vietnamese = new Intl.Collator('vi');

/** Rows in the order of a column's plain values; without a figure comes last either way. */
export function sortRows<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sort: string): readonly Row[] {
  const column = columns.find(({ key, sortable }) => sortable && key === sort.replace(/^-/, ''));
  if (!column) return rows;
  const sign = sort.startsWith('-') ? -1 : 1;
  return [...rows].sort((a, b) => compare(column.csv(a), column.csv(b), sign));
}

function compare(a: CsvCell, b: CsvCell, sign: number): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : vietnamese.compare(String(a), String(b)));
}

/** The table as it stands, then the conditions that it was made under. */
export function tableToCsv<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  conditions: readonly (readonly [string, string])[],
): readonly (readonly CsvCell[])[] {
  return [
    columns.map(({ csvLabel, label }) => csvLabel ?? label),
    ...rows.map((row) => columns.map((column) => column.csv(row))),
    [],
    ...conditions,
  ];
}
