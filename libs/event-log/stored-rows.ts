import { existsSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { Unavailable } from './event-log.ts';
import { LEVEL_OBJECTS, mayRead } from './sqlite-levels.ts';
import { BUSY_TIMEOUT_MS, checkFormat, OBJECTS, readLogId } from './sqlite-schema.ts';

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

/** The check looks each index entry up in the table: without room for the pages it reads them again and again. */
const INTEGRITY_CACHE_KIB = 64_000;

/** A read-only look at a log's file that takes nothing for granted: for `verify`. */
export class StoredRows {
  readonly file: string;
  readonly #db: DatabaseSync;
  #page: StatementSync | undefined;
  #bytes: StatementSync | undefined;

  /** @throws Unavailable there is no such file */
  constructor(file: string) {
    if (!existsSync(file)) throw new Unavailable('unreadable', `${file} does not exist`);
    this.file = file;
    this.#db = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
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

  count(): number {
    return (this.#arrays('SELECT count(*) FROM events').get() as unknown as [number])[0];
  }

  read(after: number, limit: number): readonly StoredRow[] {
    this.#page ??= this.#arrays('SELECT * FROM events WHERE position > ? ORDER BY position LIMIT ?');
    return this.#page.all(after, limit) as unknown as StoredRow[];
  }

  /** The very bytes: a text that is not UTF-8 does not survive being read as one. */
  bytesAt(position: number): Uint8Array {
    this.#bytes ??= this.#arrays('SELECT CAST(canonical AS BLOB) FROM events WHERE position = ?');
    return (this.#bytes.get(position) as unknown as [Uint8Array])[0];
  }

  /** First complaint of SQLite's own check of pages and indexes, ids and (stream, revision) being unique included; null when sound. */
  integrityProblem(): string | null {
    this.#db.exec(`PRAGMA cache_size = -${INTEGRITY_CACHE_KIB}`);
    const [verdict] = this.#arrays('PRAGMA integrity_check(1)').get() as unknown as [string];
    return verdict === 'ok' ? null : verdict;
  }

  close(): void {
    this.#db.close();
  }

  #arrays(sql: string): StatementSync {
    const statement = this.#db.prepare(sql);
    statement.setReturnArrays(true);
    return statement;
  }
}
