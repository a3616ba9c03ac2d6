import { describe, expect, it } from '@jest/globals';
import type { Column } from './data-table.tsx';
import { sortRows, tableToCsv } from './table-rows.ts';

type Row = { name: string; plan: number | null };
const columns: Column<Row>[] = [
  { key: 'name', label: 'Tỉnh', sortable: true, cell: (row) => row.name, csv: (row) => row.name },
  { key: 'plan', label: 'Kế hoạch', csvLabel: 'Kế hoạch (đồng)', sortable: true, cell: (row) => row.plan, csv: (row) => row.plan },
];
const rows: Row[] = [
  { name: 'Điện Biên', plan: 5 },
  { name: 'Hà Nội', plan: null },
  { name: 'Cao Bằng', plan: 9 },
];
const names = (sorted: readonly Row[]) => sorted.map(({ name }) => name);

describe('a table in the order asked for', () => {
  it('puts Đ between C and H', () => expect(names(sortRows(rows, columns, 'name'))).toEqual(['Cao Bằng', 'Điện Biên', 'Hà Nội']));
  it('keeps what has no figure last, whichever way round', () => {
    expect(names(sortRows(rows, columns, 'plan'))).toEqual(['Điện Biên', 'Cao Bằng', 'Hà Nội']);
    expect(names(sortRows(rows, columns, '-plan'))).toEqual(['Cao Bằng', 'Điện Biên', 'Hà Nội']);
  });
  it('leaves the rows alone when the address names no column', () => expect(sortRows(rows, columns, '-constructor')).toEqual(rows));
});

it('exports the table and under it the conditions', () => {
  expect(tableToCsv(columns, rows.slice(0, 1), [['Tính đến', '30/09/2022']])).toEqual([
    ['Tỉnh', 'Kế hoạch (đồng)'],
    ['Điện Biên', 5],
    [],
    ['Tính đến', '30/09/2022'],
  ]);
});
