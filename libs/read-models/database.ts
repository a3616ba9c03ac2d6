import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { LastSeen } from '#event-log/last-seen';
import { type Halt, haltOf } from './halt.ts';
import { arraysOf, statementOf } from './kept-statements.ts';
import type { ModelEvent, ReadModel } from './model.ts';

/** Grows when the tables below change: a file of another format is thrown away. */
export const FORMAT = 2;

/** Before the first event. */
export const NO_POSITION = '';

const OWN_TABLES = `
CREATE TABLE header (one INTEGER PRIMARY KEY CHECK (one = 1), format INTEGER NOT NULL, log_id TEXT NOT NULL, build_id TEXT NOT NULL) STRICT;
CREATE TABLE checkpoint (model TEXT PRIMARY KEY, version INTEGER NOT NULL, position TEXT NOT NULL, halted TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE stream_revision (stream TEXT PRIMARY KEY, revision INTEGER NOT NULL, number INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE last_event (
  one INTEGER PRIMARY KEY CHECK (one = 1), position TEXT NOT NULL, stream TEXT NOT NULL, revision INTEGER NOT NULL, id TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE TABLE parked (
  model TEXT NOT NULL, stream TEXT NOT NULL, from_revision INTEGER NOT NULL, position TEXT NOT NULL, error TEXT NOT NULL,
  waiting INTEGER NOT NULL, PRIMARY KEY (model, stream)
) STRICT, WITHOUT ROWID;
`;

export interface Header {
  readonly format: number;
  readonly logId: string;
  /** Names this build of the rows: cursors carry it, so that one from before a rebuild is recognised. */
  readonly buildId: string;
}

export interface Checkpoint {
  readonly model: string;
  readonly version: number;
  /** Position of the last event taken; `NO_POSITION` before the first. */
  readonly position: string;
  /** Why the model stopped, JSON of a `Halt`; null: it runs. */
  readonly halted: string | null;
}

/** A stream that waits in one model because an event of it could not be applied. */
export interface Parked {
  readonly model: string;
  readonly stream: string;
  /** Revision of the event that failed. */
  readonly fromRevision: number;
  readonly position: string;
  readonly error: string;
  /** Events that wait, the failed one included. */
  readonly waiting: number;
}

const hasTable = (db: DatabaseSync, name: string): boolean =>
  db.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`).get(name) !== undefined;

/** Null when the file has no header: empty, or not a file of read models. */
export function readHeader(db: DatabaseSync): Header | null {
  if (!hasTable(db, 'header')) return null;
  const row = db.prepare('SELECT format, log_id AS logId, build_id AS buildId FROM header').get();
  return row === undefined ? null : (row as unknown as Header);
}

/** Names the build of the rows, of a file that has a header. */
export const readBuildId = (db: DatabaseSync): string =>
  (arraysOf(db, 'SELECT build_id FROM header').get() as unknown as readonly [string])[0];

export const readCheckpoints = (db: DatabaseSync): readonly Checkpoint[] =>
  db.prepare('SELECT model, version, position, halted FROM checkpoint ORDER BY model').all() as unknown as Checkpoint[];

export const readParked = (db: DatabaseSync): readonly Parked[] =>
  db
    .prepare('SELECT model, stream, from_revision AS fromRevision, position, error, waiting FROM parked ORDER BY model, stream')
    .all() as unknown as Parked[];

/** The models that stopped, each at an event that it cannot read. */
export const haltedOf = (db: DatabaseSync): readonly { readonly model: string; readonly halt: Halt }[] =>
  readCheckpoints(db).flatMap(({ model, halted }) => (halted === null ? [] : [{ model, halt: haltOf(halted) }]));

/** The position that every model has reached: what answers are of. Null before the first event. A halted model holds it back. */
export function readPosition(db: DatabaseSync): string | null {
  const [position] = arraysOf(db, 'SELECT min(position) FROM checkpoint').get() as unknown as readonly [string | null];
  return position === NO_POSITION ? null : position;
}

/** Events that the rows are made of. */
export const countTaken = (db: DatabaseSync): number =>
  (db.prepare('SELECT coalesce(sum(revision + 1), 0) AS events FROM stream_revision').get() as { readonly events: number }).events;

/** The last event taken, to notice a log that went back; null: none was, or it came from a source without hashes. */
export function readLastEvent(db: DatabaseSync): LastSeen | null {
  const row = db.prepare('SELECT position, stream, revision, id, hash FROM last_event').get();
  return row === undefined ? null : ({ ...row } as unknown as LastSeen);
}

/** Forgets the one before, also where this one cannot be kept. */
export function keepLastEvent(db: DatabaseSync, { position, stream, revision, id, hash }: ModelEvent): void {
  if (hash === undefined) statementOf(db, 'DELETE FROM last_event').run();
  else statementOf(db, 'INSERT OR REPLACE INTO last_event VALUES (1, ?, ?, ?, ?, ?)').run(position, stream, revision, id, hash);
}

/**
 * Pages (4 KiB) of write-ahead log, 32 MB in all, after which SQLite moves them into the file. The lists of words are written again and
 * again, and each move syncs twice beside the log's own syncs: with SQLite's 1,000 pages transactions, moves included, were 40 % of the projector's time under load.
 */
const CHECKPOINT_PAGES = 8_000;

/**
 * WAL, so that readers never wait for the projector. `synchronous=NORMAL` syncs at checkpoints only: a power cut may cost the last
 * commits, which the log still has, but never leaves half of one. With `OFF` it could leave a file that opens and answers wrongly.
 * A killed process costs nothing, for the operating system has the pages.
 */
export function tuneWriter(db: DatabaseSync): void {
  db.exec(
    'PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY',
  );
  db.exec(`PRAGMA wal_autocheckpoint=${CHECKPOINT_PAGES}`);
}

/** Why the rows of this file cannot be continued with these models; null when they can. A model that is only missing or of another version is named too. */
export function whyStale(db: DatabaseSync, logId: string, models: readonly ReadModel[]): string | null {
  const header = readHeader(db);
  if (header === null) return 'empty';
  if (header.format !== FORMAT) return `format ${header.format}, this build writes ${FORMAT}`;
  if (header.logId !== logId) return `built from log ${header.logId}`;
  const versions = new Map(readCheckpoints(db).map(({ model, version }) => [model, version]));
  const changed = models.find(({ name, version }) => versions.get(name) !== version);
  if (changed) return `${changed.name} version ${versions.get(changed.name) ?? 'none'}, this build has ${changed.version}`;
  const gone = [...versions.keys()].find((name) => models.every((model) => model.name !== name));
  if (gone !== undefined) return `${gone} is no model of this build`;
  return schemaOf(db) === schemaFor(models) ? null : BROKEN_TABLES;
}

/** Of the right versions, but not as this build makes them: somebody changed the file. */
export const BROKEN_TABLES = 'its tables are not those of this build';

/** Tables and indexes, as they were written. */
function schemaOf(db: DatabaseSync): string {
  const rows = db.prepare('SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name').all();
  return rows.map(({ name, sql }) => `${String(name)}: ${String(sql)}`).join('\n');
}

function schemaFor(models: readonly ReadModel[]): string {
  const db = new DatabaseSync(':memory:');
  try {
    prepareDatabase(db, { logId: '', models });
    return schemaOf(db);
  } finally {
    db.close();
  }
}

export interface Preparation {
  readonly logId: string;
  readonly models: readonly ReadModel[];
  /** False in a rebuild, which makes them last. */
  readonly indexes?: boolean;
}

/**
 * Makes the database ready for these models and this log. Rows of another log or format go entirely; a model of another version
 * loses its own and starts again from the first event.
 */
export function prepareDatabase(db: DatabaseSync, { logId, models, indexes = true }: Preparation): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    const header = readHeader(db);
    if (header?.logId !== logId || header.format !== FORMAT) startOver(db, logId);
    const versions = new Map(readCheckpoints(db).map(({ model, version }) => [model, version]));
    for (const name of versions.keys()) if (models.every((model) => model.name !== name)) dropModel(db, name);
    for (const model of models) {
      if (versions.get(model.name) === model.version) continue;
      dropModel(db, model.name);
      db.exec(model.tables);
      if (indexes) db.exec(model.indexes);
      db.prepare('INSERT INTO checkpoint VALUES (?, ?, ?, NULL)').run(model.name, model.version, NO_POSITION);
    }
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

function startOver(db: DatabaseSync, logId: string): void {
  for (const name of tableNames(db)) db.exec(`DROP TABLE IF EXISTS "${name}"`);
  db.exec(OWN_TABLES);
  db.prepare('INSERT INTO header VALUES (1, ?, ?, ?)').run(FORMAT, logId, randomUUID());
}

function dropModel(db: DatabaseSync, name: string): void {
  for (const table of tableNames(db)) if (table.startsWith(`${name}_`)) db.exec(`DROP TABLE "${table}"`);
  db.prepare('DELETE FROM checkpoint WHERE model = ?').run(name);
  db.prepare('DELETE FROM parked WHERE model = ?').run(name);
}

/** Every table but SQLite's own, by name. */
export function tableNames(db: DatabaseSync): readonly string[] {
  const rows = db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`)
    .all();
  return rows.map(({ name }) => String(name));
}
