import type { DatabaseSync } from 'node:sqlite';

/**
 * What a program can do with a log, and what it leaves behind. A level is raised only when an older program would read or write
 * wrongly without noticing: a new event type or version needs none, for whoever does not know it stops there by itself.
 */
export interface Levels {
  /** Reads and writes logs that ask for at most so much. */
  readonly able: number;
  /** Least level of a program that may read a log that this one has opened for writing. */
  readonly reader: number;
  /** Least level of a program that may write to it. */
  readonly writer: number;
}

/** This build's. docs/explanation/versions.md says when and how to raise them. */
export const OWN_LEVELS: Levels = { able: 1, reader: 1, writer: 1 };

/** What a log asks of the programs that open it. */
export interface AskedLevels {
  readonly reader: number;
  readonly writer: number;
  /** Who raised them to that, and when (UTC); null: a log from before there were levels, which asks for 1 and 1. */
  readonly raised: { readonly by: string; readonly at: string } | null;
}

/** Part of each new log; a log from before there were levels gets them when they are first raised above 1. */
export const LEVEL_OBJECTS: Readonly<Record<string, string>> = {
  levels: `CREATE TABLE levels (
  step INTEGER PRIMARY KEY,
  min_reader INTEGER NOT NULL CHECK (min_reader >= 1),
  min_writer INTEGER NOT NULL CHECK (min_writer >= min_reader),
  raised_by TEXT NOT NULL,
  raised_at TEXT NOT NULL
) STRICT`,
  levels_only_rise: `CREATE TRIGGER levels_only_rise BEFORE INSERT ON levels
WHEN NEW.step <> (SELECT coalesce(max(step), 0) + 1 FROM levels)
  OR NEW.min_reader < (SELECT coalesce(max(min_reader), 1) FROM levels)
  OR NEW.min_writer < (SELECT coalesce(max(min_writer), 1) FROM levels)
BEGIN SELECT RAISE(ABORT, 'levels only rise'); END`,
  levels_never_change: `CREATE TRIGGER levels_never_change BEFORE UPDATE ON levels
BEGIN SELECT RAISE(ABORT, 'levels only rise'); END`,
  levels_never_go: `CREATE TRIGGER levels_never_go BEFORE DELETE ON levels
BEGIN SELECT RAISE(ABORT, 'levels only rise'); END`,
};

/** The log asks for a newer program. */
export class NewerLog extends Error {}

export function askedLevels(db: DatabaseSync): AskedLevels {
  if (!hasLevels(db)) return { reader: 1, writer: 1, raised: null };
  const row = db.prepare('SELECT min_reader, min_writer, raised_by, raised_at FROM levels ORDER BY step DESC LIMIT 1').get();
  if (row === undefined) return { reader: 1, writer: 1, raised: null };
  return {
    reader: Number(row['min_reader']),
    writer: Number(row['min_writer']),
    raised: { by: String(row['raised_by']), at: String(row['raised_at']) },
  };
}

/** @throws NewerLog this program is too old to read the log */
export function mayRead(db: DatabaseSync, { able }: Levels = OWN_LEVELS): void {
  const asked = askedLevels(db);
  if (asked.reader > able) throw new NewerLog(tooOld('read', asked.reader, able, asked));
}

/** @throws NewerLog this program is too old to write to the log */
export function mayWrite(db: DatabaseSync, { able }: Levels = OWN_LEVELS): void {
  const asked = askedLevels(db);
  if (asked.writer > able) throw new NewerLog(tooOld('written to', asked.writer, able, asked));
}

/** Inside a transaction of the writer: from here on, the log asks for what this program needs. Nothing happens when it does already. */
export function raiseLevels(db: DatabaseSync, by: string, { reader, writer }: Levels = OWN_LEVELS): void {
  const asked = askedLevels(db);
  if (asked.reader >= reader && asked.writer >= writer) return;
  if (!hasLevels(db)) makeLevels(db);
  db.prepare('INSERT INTO levels SELECT coalesce(max(step), 0) + 1, ?, ?, ?, ? FROM levels').run(
    Math.max(asked.reader, reader),
    Math.max(asked.writer, writer),
    by,
    new Date().toISOString(),
  );
}

export function makeLevels(db: DatabaseSync): void {
  for (const sql of Object.values(LEVEL_OBJECTS)) db.exec(sql);
}

const hasLevels = (db: DatabaseSync): boolean =>
  db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'levels'").get() !== undefined;

function tooOld(done: string, asked: number, able: number, { raised }: AskedLevels): string {
  const by = raised === null ? '' : ` since ${raised.by} opened it on ${raised.at.slice(0, 10)}`;
  return `the log may be ${done} by programs of level ${asked} or higher only${by}; this program has level ${able}: use that one or a newer one`;
}
