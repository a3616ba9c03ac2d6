import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { type Levels, makeLevels, mayRead, mayWrite, NewerLog, OWN_LEVELS, raiseLevels } from './sqlite-levels.ts';

/** "TLOG": tells a Tiendo log from any other SQLite file. */
const APPLICATION_ID = 0x544c4f47;
/** Layout of the file. It changes only when older programs could not even find their way in it. */
export const FORMAT = 1;

/** How long a statement waits for a lock of another connection, in milliseconds. */
export const BUSY_TIMEOUT_MS = 5_000;

/**
 * Everything in the file, by name: `verify` compares it with what is there, so a trigger that was taken away is noticed.
 * The insert trigger refuses what is not the next event: `INSERT OR REPLACE` removes rows without asking the delete trigger.
 */
export const OBJECTS: Readonly<Record<string, string>> = {
  log: `CREATE TABLE log (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  id TEXT NOT NULL,
  format INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT`,
  events: `CREATE TABLE events (
  position INTEGER PRIMARY KEY,
  stream TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision >= 0),
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  recorded_at TEXT NOT NULL,
  canonical TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  UNIQUE (stream, revision)
) STRICT`,
  events_only_grow: `CREATE TRIGGER events_only_grow BEFORE INSERT ON events
WHEN NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM events)
  OR NEW.revision <> (SELECT coalesce(max(revision), -1) + 1 FROM events WHERE stream = NEW.stream)
  OR EXISTS (SELECT 1 FROM events WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'not the next event'); END`,
  events_never_change: `CREATE TRIGGER events_never_change BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events never change'); END`,
  events_never_go: `CREATE TRIGGER events_never_go BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are never removed'); END`,
  log_never_changes: `CREATE TRIGGER log_never_changes BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'the log keeps its name'); END`,
  log_never_goes: `CREATE TRIGGER log_never_goes BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'the log keeps its name'); END`,
};

/** The file is not a log of this build: another application's, another format, or damaged. */
export class NotALog extends Error {}

/**
 * Makes every commit of this connection reach the disk before it returns, and reads back that it will.
 * Some builds of SQLite fall to `synchronous=NORMAL` in WAL mode, which loses acknowledged commits in a power cut.
 * @throws NotALog the settings did not take
 */
export function makeDurable(db: DatabaseSync): void {
  db.exec('PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF');
  const synchronous = pragma(db, 'synchronous');
  if (synchronous !== 2) throw new NotALog(`synchronous is ${String(synchronous)}, not FULL`);
  const mode = pragma(db, 'journal_mode');
  if (mode !== 'wal') throw new NotALog(`journal_mode is ${String(mode)}, not wal`);
}

/**
 * Makes the tables in an empty file, or checks that they are those of this build and that it may write there. From then on the log asks
 * of other programs what this one needs.
 * @throws NotALog, NewerLog
 */
export function createOrCheck(db: DatabaseSync, file: string, createdBy: string, levels: Levels = OWN_LEVELS): void {
  if (isEmpty(db)) create(db, file, createdBy, levels);
  checkFormat(db);
  makeDurable(db);
  mayRead(db, levels);
  mayWrite(db, levels);
  db.exec('BEGIN IMMEDIATE');
  raiseLevels(db, createdBy, levels);
  db.exec('COMMIT');
}

/** @throws NotALog; NewerLog its layout is of a newer program */
export function checkFormat(db: DatabaseSync): void {
  if (pragma(db, 'application_id') !== APPLICATION_ID) throw new NotALog('the file is not a Tiendo log');
  const format = pragma(db, 'user_version');
  if (Number(format) > FORMAT) throw new NewerLog(`the log has format ${String(format)}; this program knows ${FORMAT}: use a newer one`);
  if (format !== FORMAT) throw new NotALog(`the log has format ${String(format)}; this build knows ${FORMAT}`);
}

export function readLogId(db: DatabaseSync): string {
  const row = db.prepare('SELECT id FROM log').get();
  if (typeof row?.['id'] !== 'string') throw new NotALog('the log has no name');
  return row['id'];
}

function create(db: DatabaseSync, file: string, createdBy: string, levels: Levels): void {
  db.exec('PRAGMA journal_mode = WAL');
  makeDurable(db);
  db.exec('BEGIN IMMEDIATE');
  for (const sql of Object.values(OBJECTS)) db.exec(sql);
  makeLevels(db);
  const at = new Date().toISOString();
  db.prepare('INSERT INTO log VALUES (1, ?, ?, ?, ?)').run(randomUUID(), FORMAT, createdBy, at);
  db.prepare('INSERT INTO levels VALUES (1, ?, ?, ?, ?)').run(levels.reader, levels.writer, createdBy, at);
  db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${FORMAT}; COMMIT`);
  syncDirectory(dirname(file));
}

/** A crash may have left the file without its tables: that counts as empty too. */
const isEmpty = (db: DatabaseSync): boolean => pragma(db, 'application_id') === 0 && pragma(db, 'schema_version') === 0;

const pragma = (db: DatabaseSync, name: string): unknown => Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];

/** A new file is not durable before its directory entry is. */
export function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return; // Windows cannot open a directory, and needs no sync of it.
  const descriptor = openSync(directory, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
