import type { DatabaseSync, StatementSync } from 'node:sqlite';

interface Kept {
  readonly objects: Map<string, StatementSync>;
  readonly arrays: Map<string, StatementSync>;
}

const statements = new WeakMap<DatabaseSync, Kept>();

function keptOf(db: DatabaseSync): Kept {
  let kept = statements.get(db);
  if (kept === undefined) statements.set(db, (kept = { objects: new Map(), arrays: new Map() }));
  return kept;
}

/**
 * The statement of a connection for a text, prepared once: preparing costs more than most questions. Only for texts of which there are
 * few, and never for one that is asked again while its rows are still being read.
 */
export function statementOf(db: DatabaseSync, sql: string): StatementSync {
  const { objects } = keptOf(db);
  let statement = objects.get(sql);
  if (statement === undefined) objects.set(sql, (statement = db.prepare(sql)));
  return statement;
}

/** The same, with rows as arrays. */
export function arraysOf(db: DatabaseSync, sql: string): StatementSync {
  const { arrays } = keptOf(db);
  let statement = arrays.get(sql);
  if (statement === undefined) {
    arrays.set(sql, (statement = db.prepare(sql)));
    statement.setReturnArrays(true);
  }
  return statement;
}
