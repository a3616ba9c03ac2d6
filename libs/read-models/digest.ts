import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { tableNames } from './database.ts';

/** The build's own name, and what it saw last, say nothing of the content. */
const NOT_CONTENT = new Set(['header', 'last_event']);

export type Row = readonly (string | number | bigint | null | Uint8Array)[];

/** A table's columns, primary key first, with the key's columns in its order. */
export function columnsOf(db: DatabaseSync, table: string): { readonly key: readonly string[]; readonly columns: readonly string[] } {
  const rows = db.prepare(`SELECT name, pk FROM pragma_table_info('${table}') ORDER BY cid`).all() as unknown as {
    name: string;
    pk: number;
  }[];
  const key = rows
    .filter(({ pk }) => pk > 0)
    .sort((a, b) => a.pk - b.pk)
    .map(({ name }) => name);
  if (key.length === 0) throw new TypeError(`${table} has no primary key: its rows have no order of their own`);
  return { key, columns: [...key, ...rows.map(({ name }) => name).filter((name) => !key.includes(name))] };
}

export const contentTables = (db: DatabaseSync): readonly string[] => tableNames(db).filter((name) => !NOT_CONTENT.has(name));

/** Rows of a table in the order of its primary key, which comes first in each row. */
export function* rowsOf(db: DatabaseSync, table: string): Generator<Row> {
  const { key, columns } = columnsOf(db, table);
  const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');
  const statement = db.prepare(`SELECT ${quoted(columns)} FROM "${table}" ORDER BY ${quoted(key)}`);
  statement.setReturnArrays(true);
  statement.setReadBigInts(true);
  for (const row of statement.iterate()) yield row as unknown as Row;
}

/**
 * SHA-256 over every row of every table in the order of its primary key. Two databases with the same digest answer every query alike:
 * "equal read models" means equal digests. Type tags and lengths keep neighbouring cells apart.
 */
export function digest(db: DatabaseSync): string {
  const hash = createHash('sha256');
  for (const table of contentTables(db)) {
    hash.update(`\u0000${table}\u0000`);
    for (const row of rowsOf(db, table)) for (const cell of row) hashCell(hash, cell);
  }
  return hash.digest('hex');
}

function hashCell(hash: ReturnType<typeof createHash>, cell: Row[number]): void {
  if (cell === null) hash.update('n;');
  else if (cell instanceof Uint8Array) hash.update(`b${cell.length};`).update(cell);
  else if (typeof cell === 'string') hash.update(`s${Buffer.byteLength(cell)};`).update(cell);
  else hash.update(`${typeof cell === 'bigint' ? 'i' : 'f'}${cell};`);
}
