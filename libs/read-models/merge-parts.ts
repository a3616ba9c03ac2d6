import type { DatabaseSync } from 'node:sqlite';
import { makeIndexes, openForBuilding } from './build-file.ts';
import { prepareDatabase, readCheckpoints } from './database.ts';
import { columnsOf, contentTables } from './digest.ts';
import type { MergeTable, ReadModel } from './model.ts';

const SHARED_BY_ALL = 'checkpoint';

/** A part of a partitioned rebuild stopped at an event it cannot read: the others went past it, so the parts do not fit together. */
export class PartHalted extends Error {
  constructor(readonly model: string) {
    super(`${model} stopped at an event that this build cannot read`);
    this.name = 'PartHalted';
  }
}

export interface JoinPlan {
  /** Has no rows yet. */
  readonly file: string;
  readonly logId: string;
  readonly models: readonly ReadModel[];
  /** At most ten: SQLite attaches no more. */
  readonly parts: readonly string[];
  readonly until: string;
}

/** Makes one finished file of all parts. @throws PartHalted a model stopped in one of the parts */
export function joinParts(plan: JoinPlan): void {
  const db = openForBuilding(plan.file);
  try {
    prepareDatabase(db, { logId: plan.logId, models: plan.models, indexes: false });
    mergeParts(db, plan.parts, plan);
    makeIndexes(db, plan.models);
  } finally {
    db.close();
  }
}

/** Puts the rows of all parts into the database, in key order. */
function mergeParts(db: DatabaseSync, files: readonly string[], plan: JoinPlan): void {
  const parts = files.map((file, index) => {
    db.prepare(`ATTACH ? AS part${index}`).run(file);
    return `part${index}`;
  });
  db.exec('BEGIN');
  for (const part of parts) {
    const halted = db.prepare(`SELECT model FROM ${part}.checkpoint WHERE halted IS NOT NULL`).get();
    if (halted !== undefined) throw new PartHalted(String(halted['model']));
  }
  const special = new Map(plan.models.flatMap(({ merge }) => Object.entries(merge ?? {})));
  for (const table of contentTables(db)) {
    if (table === SHARED_BY_ALL) continue;
    const join = special.get(table);
    if (join === undefined) copyRows(db, table, parts);
    else joinRows(db, table, parts, join);
  }
  for (const { model } of readCheckpoints(db)) db.prepare('UPDATE checkpoint SET position = ? WHERE model = ?').run(plan.until, model);
  db.exec('COMMIT');
  for (const part of parts) db.exec(`DETACH ${part}`);
}

const fromAll = (table: string, parts: readonly string[], columns: string): string =>
  parts.map((part) => `SELECT ${columns} FROM ${part}."${table}"`).join(' UNION ALL ');

function copyRows(db: DatabaseSync, table: string, parts: readonly string[]): void {
  const { key } = columnsOf(db, table);
  db.exec(`INSERT INTO main."${table}" ${fromAll(table, parts, '*')} ORDER BY ${key.map((name) => `"${name}"`).join(', ')}`);
}

function joinRows(db: DatabaseSync, table: string, parts: readonly string[], { key, column, join }: MergeTable): void {
  const insert = db.prepare(
    `INSERT INTO main."${table}" (${[...key, column].join(', ')}) VALUES (${[...key, column].map(() => '?').join(', ')})`,
  );
  const rows = db.prepare(`${fromAll(table, parts, [...key, column].join(', '))} ORDER BY ${key.join(', ')}`);
  rows.setReturnArrays(true);
  let pending: { readonly key: readonly (string | number)[]; readonly values: Uint8Array[] } | null = null;
  const write = () => pending && insert.run(...pending.key, join(pending.values));
  for (const row of rows.iterate() as unknown as Iterable<(string | number)[]>) {
    const value = row.pop() as unknown as Uint8Array;
    if (pending !== null && row.every((cell, index) => cell === pending?.key[index])) pending.values.push(value);
    else {
      write();
      pending = { key: row, values: [value] };
    }
  }
  write();
}
