import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { LRUCache } from 'lru-cache';
import type { PreparedEvent } from './append-request.ts';
import { chainHash, FIRST_PREV_HASH } from './chain.ts';
import { type FailureCode, resultCode, writeFailureOf } from './sqlite-failure.ts';
import { FORMAT } from './sqlite-schema.ts';

/** One append as the writer sees it: `first` is the revision that its first event is to have. */
export interface GroupAppend {
  readonly stream: string;
  readonly first: number;
  readonly events: readonly PreparedEvent[];
}

export type Outcome =
  | { readonly kind: 'appended'; readonly revision: number; readonly ordinal: number; readonly repeated?: true }
  | { readonly kind: 'conflict'; /** Last revision, −1 when the stream is absent. */ readonly actual: number }
  | { readonly kind: 'duplicate'; readonly id: string }
  | { readonly kind: 'backwards'; readonly recordedAt: string }
  | { readonly kind: 'unavailable'; readonly code: FailureCode | 'unreachable'; readonly message: string }
  | { readonly kind: 'unknown'; readonly message: string };

interface Head {
  readonly revision: number;
  readonly hash: string;
  readonly recordedAt: string;
}

const ABSENT: Head = { revision: -1, hash: FIRST_PREV_HASH, recordedAt: '' };

/** Streams whose last revision and hash are kept at hand, about 300 bytes each. */
const HEADS_MAX = 50_000;

/**
 * Appends that wait together become durable together: one transaction and one sync for all of them, in the order given.
 * Owns its connection's transactions; synchronous; used by the writer thread only.
 */
export class GroupCommit {
  readonly #db: DatabaseSync;
  readonly #heads = new LRUCache<string, Head>({ max: HEADS_MAX });
  readonly #statements: Readonly<Record<keyof typeof STATEMENTS, StatementSync>>;
  readonly #file: string;
  #lastOrdinal = 0;
  #dataVersion: unknown = null;
  #poison: string | null = null;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#file = db.location() ?? '';
    this.#statements = prepare(db);
  }

  /** Answers each append after the commit. Never throws: what fails, fails in the outcomes. */
  commit(appends: readonly GroupAppend[]): readonly Outcome[] {
    if (this.#poison !== null) return this.#forAll(appends, { kind: 'unavailable', code: 'unreachable', message: this.#poison });
    let outcomes: readonly Outcome[];
    try {
      this.#statements.begin.run();
      this.#refreshIfOthersWrote();
      outcomes = appends.map((append) => this.#append(append));
    } catch (error) {
      this.#rollBack();
      return this.#forAll(appends, this.#notWritten(error));
    }
    try {
      this.#statements.commit.run();
      return outcomes;
    } catch (error) {
      return this.#forAll(appends, this.#afterFailedCommit(error));
    }
  }

  /** A durable commit that changes nothing: whether one would succeed now. Null: it does. */
  probe(): Extract<Outcome, { kind: 'unavailable' | 'unknown' }> | null {
    if (this.#poison !== null) return { kind: 'unavailable', code: 'unreachable', message: this.#poison };
    try {
      this.#statements.begin.run();
      this.#db.exec(`PRAGMA user_version = ${FORMAT}`);
    } catch (error) {
      this.#rollBack();
      return this.#notWritten(error);
    }
    try {
      this.#statements.commit.run();
      return null;
    } catch (error) {
      return this.#afterFailedCommit(error);
    }
  }

  #append(append: GroupAppend): Outcome {
    const { stream, first, events } = append;
    const head = this.#head(stream);
    if (head.revision !== first - 1) return this.#repeated(append) ?? { kind: 'conflict', actual: head.revision };
    if ((events[0] as PreparedEvent).recordedAt < head.recordedAt) return { kind: 'backwards', recordedAt: head.recordedAt };

    const used = events.find(({ id }) => this.#statements.idUsed.get(id));
    if (used) return { kind: 'duplicate', id: used.id };

    let { revision, hash } = head;
    for (const { id, type, version, recordedAt, canonical } of events) {
      const prevHash = hash;
      hash = chainHash(prevHash, canonical);
      revision += 1;
      this.#lastOrdinal += 1;
      this.#statements.insert.run(this.#lastOrdinal, stream, revision, id, type, version, recordedAt, canonical, prevHash, hash);
    }
    this.#heads.set(stream, { revision, hash, recordedAt: (events.at(-1) as PreparedEvent).recordedAt });
    return { kind: 'appended', revision, ordinal: this.#lastOrdinal };
  }

  /** The same ids at the same place: what was answered then. Undefined when any of them is missing or another. */
  #repeated({ stream, first, events }: GroupAppend): Outcome | undefined {
    let ordinal = 0;
    for (const [index, { id }] of events.entries()) {
      const stored = this.#statements.at.get(stream, first + index) as unknown as [string, number] | undefined;
      if (stored?.[0] !== id) return undefined;
      ordinal = stored[1];
    }
    return { kind: 'appended', revision: first + events.length - 1, ordinal, repeated: true };
  }

  #head(stream: string): Head {
    const cached = this.#heads.get(stream);
    if (cached) return cached;
    const row = this.#statements.head.get(stream) as unknown as [number, string, string] | undefined;
    if (!row) return ABSENT;
    const head = { revision: row[0], hash: row[1], recordedAt: row[2] };
    this.#heads.set(stream, head);
    return head;
  }

  /** The lock keeps other writers away, but a lock file can be deleted: inside the transaction, believe the file only. */
  #refreshIfOthersWrote(): void {
    const [version] = this.#statements.dataVersion.get() as unknown as [number];
    if (version === this.#dataVersion) return;
    this.#heads.clear();
    [this.#lastOrdinal] = this.#statements.last.get() as unknown as [number];
    this.#dataVersion = version;
  }

  #afterFailedCommit(error: unknown): Extract<Outcome, { kind: 'unavailable' | 'unknown' }> {
    this.#rollBack();
    const code = writeFailureOf(error, this.#file);
    // A full, busy or read-only file stops before the commit record is complete. After any other failure it may be on the disk.
    if (code === 'storage-full' || code === 'locked' || code === 'read-only') return this.#notWritten(error);
    this.#poison = `the writer stopped after a commit of unknown outcome (${describe(error)}); open the log again`;
    return { kind: 'unknown', message: describe(error) };
  }

  #rollBack(): void {
    this.#heads.clear();
    this.#dataVersion = null;
    if (!this.#db.isTransaction) return;
    try {
      this.#statements.rollback.run();
    } catch (error) {
      this.#poison = `the writer could not roll back (${describe(error)}); open the log again`;
    }
  }

  #notWritten(error: unknown): Extract<Outcome, { kind: 'unavailable' }> {
    return { kind: 'unavailable', code: writeFailureOf(error, this.#file) ?? 'unreachable', message: describe(error) };
  }

  #forAll(appends: readonly GroupAppend[], outcome: Outcome): readonly Outcome[] {
    return appends.map(() => outcome);
  }
}

const STATEMENTS = {
  begin: 'BEGIN IMMEDIATE',
  commit: 'COMMIT',
  rollback: 'ROLLBACK',
  dataVersion: 'PRAGMA data_version',
  last: 'SELECT coalesce(max(position), 0) FROM events',
  head: 'SELECT revision, hash, recorded_at FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 1',
  at: 'SELECT id, position FROM events WHERE stream = ? AND revision = ?',
  idUsed: 'SELECT 1 FROM events WHERE id = ?',
  insert: 'INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
} as const;

function prepare(db: DatabaseSync): Record<keyof typeof STATEMENTS, StatementSync> {
  const named = Object.entries(STATEMENTS).map(([name, sql]) => {
    const statement = db.prepare(sql);
    statement.setReturnArrays(true);
    return [name, statement] as const;
  });
  return Object.fromEntries(named) as Record<keyof typeof STATEMENTS, StatementSync>;
}

const describe = (error: unknown): string =>
  `${Error.isError(error) ? error.message : String(error)} [${resultCode(error) ?? 'not SQLite'}]`;
