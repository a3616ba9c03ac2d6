import type { DatabaseSync } from 'node:sqlite';
import { readCheckpoints } from './database.ts';
import { columnsOf, contentTables, type Row, rowsOf } from './digest.ts';

/** Rows shown of each model that differs. */
export const SAMPLES_MAX = 20;

type Cells = Readonly<Record<string, string | number | null>>;

/** A row that is not the same in both: null where it is missing. */
export interface DifferentRow {
  readonly table: string;
  readonly live: Cells | null;
  readonly rebuilt: Cells | null;
}

export interface Difference {
  /** A read model, or `projector` for checkpoints, revisions and parked streams. */
  readonly model: string;
  readonly rows: number;
  readonly samples: readonly DifferentRow[];
}

/** Counts what differs by model, and keeps the first rows of each. */
export class DifferenceSums {
  readonly #found = new Map<string, { rows: number; samples: DifferentRow[] }>();

  add(model: string, row: DifferentRow): void {
    const sum = this.#found.get(model) ?? { rows: 0, samples: [] };
    if (sum.samples.length < SAMPLES_MAX) sum.samples.push(row);
    this.#found.set(model, { ...sum, rows: sum.rows + 1 });
  }

  all(): readonly Difference[] {
    return [...this.#found].map(([model, sum]) => ({ model, ...sum }));
  }
}

/** Compares two databases row by row, in key order. None: they are equal. A table that only one has, or has otherwise, counts as one row. */
export function* eachDifferentRow(
  live: DatabaseSync,
  rebuilt: DatabaseSync,
): Generator<{ readonly model: string; readonly row: DifferentRow }> {
  const models = readCheckpoints(rebuilt).map(({ model }) => model);
  for (const table of new Set([...contentTables(live), ...contentTables(rebuilt)])) {
    const model = models.find((name) => table.startsWith(`${name}_`)) ?? 'projector';
    const rows = isComparable(live, rebuilt, table) ? differentRows(live, rebuilt, table) : [{ table, live: null, rebuilt: null }];
    for (const row of rows) yield { model, row };
  }
}

/** Whether both have the table, with the same columns. */
export const isComparable = (live: DatabaseSync, rebuilt: DatabaseSync, table: string): boolean =>
  contentTables(live).includes(table) && contentTables(rebuilt).includes(table) && sameColumns(live, rebuilt, table);

const sameColumns = (live: DatabaseSync, rebuilt: DatabaseSync, table: string): boolean =>
  JSON.stringify(columnsOf(live, table)) === JSON.stringify(columnsOf(rebuilt, table));

function* differentRows(live: DatabaseSync, rebuilt: DatabaseSync, table: string): Generator<DifferentRow> {
  const { key, columns } = columnsOf(live, table);
  const [left, right] = [rowsOf(live, table), rowsOf(rebuilt, table)];
  let [a, b] = [left.next(), right.next()];
  while (!a.done || !b.done) {
    const order = a.done ? 1 : b.done ? -1 : compareKeys(a.value, b.value, key.length);
    const [mine, theirs] = [order <= 0 && !a.done ? a.value : null, order >= 0 && !b.done ? b.value : null];
    if (mine === null || theirs === null || mine.some((cell, index) => compareCells(cell, theirs[index] as Row[number]) !== 0))
      yield { table, live: mine && named(columns, mine), rebuilt: theirs && named(columns, theirs) };
    if (order <= 0) a = left.next();
    if (order >= 0) b = right.next();
  }
}

const named = (columns: readonly string[], row: Row): Cells =>
  Object.fromEntries(columns.map((name, index) => [name, printable(row[index] as Row[number])]));

function printable(cell: Row[number]): string | number | null {
  if (cell instanceof Uint8Array) return Buffer.from(cell).toString('hex');
  return typeof cell === 'bigint' ? Number(cell) : cell;
}

function compareKeys(a: Row, b: Row, length: number): number {
  for (let index = 0; index < length; index += 1) {
    const order = compareCells(a[index] as Row[number], b[index] as Row[number]);
    if (order !== 0) return order;
  }
  return 0;
}

/** SQLite's order within one column of a STRICT table: texts and blobs byte by byte. */
export function compareCells(a: Row[number], b: Row[number]): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  if (typeof a === 'string' || a instanceof Uint8Array) return Buffer.compare(Buffer.from(a as string), Buffer.from(b as string));
  return a < (b as typeof a) ? -1 : 1;
}
