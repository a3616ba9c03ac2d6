import { existsSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { Unavailable } from './event-log.ts';
import { LEVEL_OBJECTS, mayRead } from './sqlite-levels.ts';
import { BUSY_TIMEOUT_MS, checkFormat, isEmpty, OBJECTS, readLogId } from './sqlite-schema.ts';
import type { StoredLinks } from './stream-heads.ts';

/** Every column of an event as it lies in the file. */
export type StoredRow = readonly [
  position: number,
  stream: string,
  revision: number,
  id: string,
  type: string,
  version: number,
  recordedAt: string,
  canonical: string,
  prevHash: string,
  hash: string,
];

/** `integrity_check` looks each row up in the indexes: without room for the pages it reads them again and again. */
const INTEGRITY_CACHE_KIB = 64_000;

/** What the two indexes hold, in its own order and read from it alone. */
const ENTRIES = {
  id: 'SELECT id, 0, position FROM events INDEXED BY sqlite_autoindex_events_1 ORDER BY id',
  stream: 'SELECT stream, revision, position FROM events INDEXED BY sqlite_autoindex_events_2 ORDER BY stream, revision',
} as const;

/** The text is no string, and the revision no whole number, where the file is damaged. */
export type IndexEntry = readonly [text: unknown, revision: unknown, position: number];

/** A read-only look at a log's file that takes nothing for granted: for `verify`. */
export class StoredRows {
  readonly file: string;
  readonly #db: DatabaseSync;
  #page: StatementSync | undefined;
  #links: StatementSync | undefined;
  #bytes: StatementSync | undefined;

  /**
   * @param alone the file without its write-ahead log: how far that was moved into it
   * @throws Unavailable there is no such file
   */
  constructor(file: string, { alone = false }: { readonly alone?: boolean } = {}) {
    if (!existsSync(file)) throw new Unavailable('unreadable', `${file} does not exist`);
    this.file = file;
    const place = alone ? `${pathToFileURL(file).href}?immutable=1` : file;
    this.#db = new DatabaseSync(place, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
  }

  /** What of the file's own making is missing, changed or added; null when it is what this build makes. */
  alteredObject(): string | null {
    checkFormat(this.#db);
    mayRead(this.#db);
    readLogId(this.#db);
    const rows = this.#arrays("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'").all();
    const found = new Map(rows as unknown as [string, string][]);
    const own = Object.keys(LEVEL_OBJECTS).some((name) => found.has(name)) ? { ...OBJECTS, ...LEVEL_OBJECTS } : OBJECTS;
    const missing = Object.keys(own).find((name) => !found.has(name));
    if (missing) return `${missing} is missing`;
    const altered = [...found].find(([name, sql]) => own[name] !== sql);
    return altered ? `${altered[0]} is not what this build makes` : null;
  }

  /** Nothing was made in the file yet. */
  isEmpty(): boolean {
    return isEmpty(this.#db);
  }

  /** @throws NotALog */
  logId(): string {
    return readLogId(this.#db);
  }

  count(): number {
    return (this.#arrays('SELECT count(*) FROM events').get() as unknown as [number])[0];
  }

  read(after: number, limit: number): readonly StoredRow[] {
    this.#page ??= this.#arrays('SELECT * FROM events WHERE position > ? ORDER BY position LIMIT ?');
    return this.#page.all(after, limit) as unknown as StoredRow[];
  }

  /** The same without the texts: a third of the cost. */
  readLinks(after: number, limit: number): readonly StoredLinks[] {
    this.#links ??= this.#arrays(
      'SELECT position, stream, revision, prev_hash, hash FROM events WHERE position > ? ORDER BY position LIMIT ?',
    );
    return this.#links.all(after, limit) as unknown as StoredLinks[];
  }

  /** The event before a place of a stream: what it must continue. */
  before(stream: string, revision: number): { readonly revision: number; readonly hash: string } | undefined {
    const row = this.#arrays('SELECT revision, hash FROM events WHERE stream = ? AND revision = ?').get(stream, revision - 1);
    const [found, hash] = (row ?? []) as unknown as [number?, string?];
    return found === undefined || hash === undefined ? undefined : { revision: found, hash };
  }

  /** Events by the table and by its two indexes: three ways that must agree. */
  counts(): { readonly last: number; readonly byId: number; readonly byStream: number } {
    const count = (index: string) =>
      (
        this.#arrays(
          `SELECT count(*) FROM events INDEXED BY sqlite_autoindex_events_${index} WHERE ${index === '1' ? "id > ''" : "stream > ''"}`,
        ).get() as unknown as [number]
      )[0];
    const [last] = this.#arrays('SELECT coalesce(max(position), 0) FROM events').get() as unknown as [number];
    return { last, byId: count('1'), byStream: count('2') };
  }

  /** The very bytes: a text that is not UTF-8 does not survive being read as one. */
  bytesAt(position: number): Uint8Array {
    this.#bytes ??= this.#arrays('SELECT CAST(canonical AS BLOB) FROM events WHERE position = ?');
    return (this.#bytes.get(position) as unknown as [Uint8Array])[0];
  }

  /** What `look` reads, it reads at one moment of the log: what a writer adds meanwhile is not there. */
  atOneMoment<Result>(look: () => Result): Result {
    this.#db.exec('BEGIN');
    try {
      return look();
    } finally {
      this.#db.exec('ROLLBACK');
    }
  }

  /** All entries of an index from first to last, also those that no search would find. */
  entries(index: keyof typeof ENTRIES): Iterable<IndexEntry> {
    return this.#arrays(ENTRIES[index]).iterate() as unknown as Iterable<IndexEntry>;
  }

  /** What the indexes are to hold of the events after a place. */
  named(after: number): Iterable<readonly [position: number, stream: string, revision: number, id: string]> {
    const rows = this.#arrays('SELECT position, stream, revision, id FROM events WHERE position > ? ORDER BY position').iterate(after);
    return rows as unknown as Iterable<readonly [number, string, number, string]>;
  }

  /** First complaint of SQLite's own check of pages and rows, which does not compare the indexes with them; null when sound. */
  pagesProblem(): string | null {
    return this.#verdict('quick_check');
  }

  /** The same with the indexes, ids and (stream, revision) being unique included: five times as slow. */
  integrityProblem(): string | null {
    this.#db.exec(`PRAGMA cache_size = -${INTEGRITY_CACHE_KIB}`);
    return this.#verdict('integrity_check');
  }

  close(): void {
    this.#db.close();
  }

  #verdict(check: string): string | null {
    const [verdict] = this.#arrays(`PRAGMA ${check}(1)`).get() as unknown as [string];
    return verdict === 'ok' ? null : verdict;
  }

  #arrays(sql: string): StatementSync {
    const statement = this.#db.prepare(sql);
    statement.setReturnArrays(true);
    return statement;
  }
}
