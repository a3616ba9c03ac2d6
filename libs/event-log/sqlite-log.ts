import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { prepareAppend } from './append-request.ts';
import {
  type Appended,
  type caughtUp,
  type EventLog,
  type ExpectedRevision,
  type LogPlace,
  type NewEvent,
  READ_EVENTS_MAX,
  type RecordedEvent,
  Unavailable,
} from './event-log.ts';
import { CommitBell, follow } from './follow.ts';
import { ordinalOf } from './positions.ts';
import { pageSize, startRevision } from './recorded-event.ts';
import type { AskedLevels } from './sqlite-levels.ts';
import { WriterLock } from './sqlite-lock.ts';
import { type RawEvent, type Share, SqliteReader } from './sqlite-reader.ts';
import { unavailable } from './sqlite-failure.ts';
import { walOf } from './wal-file.ts';
import { WriterThread } from './writer-thread.ts';

export interface SqliteLogOptions {
  /** Path of the log. Made when absent, unless `readOnly`; its directory must exist. */
  readonly file: string;
  /** Reads beside a writer of any process, without its lock. `append` throws `read-only`. */
  readonly readOnly?: boolean;
  /** Who opens it: for the message to a second writer and, in a new log, its `created_by`. */
  readonly program?: string;
  /** Pages (4 KiB) of write-ahead log after which it is moved into the file, 16,000 unless given; the move waits for two syncs. */
  readonly checkpointPages?: number;
  /** What became of an append is not known, so that nothing is written any more: open the log again, best in another process. */
  readonly onLost?: () => void;
}

/**
 * Pages (4 KiB) of write-ahead log, 64 MB in all, after which SQLite moves them into the file. Ids are spread over their index, so
 * nearly every event dirties a page of it; moving them seldom spares writing those again (2,000 pages: a third fewer commands a second at
 * 64 writers) and leaves under one group in a hundred that waits for the move.
 */
const CHECKPOINT_PAGES = 16_000;

export interface ScanRange {
  readonly after?: string;
  readonly until?: string;
  readonly limit?: number;
  readonly share?: Share;
}

interface WriteSide {
  readonly thread: WriterThread;
  readonly lock: WriterLock;
  readonly walMissing: boolean;
}

/**
 * The log in one SQLite file: WAL, synchronous FULL, one writer per file, all waiting appends in one durable commit.
 * Appends are made on a thread of their own; reads are synchronous on the calling thread (about 2 µs an event).
 * Never read the file with `fs` in a process that has it open: closing that descriptor would drop SQLite's locks.
 */
export class SqliteLog implements EventLog {
  readonly file: string;
  readonly place: LogPlace;
  readonly logId: string;
  readonly #reader: SqliteReader;
  readonly #writer: WriteSide | null;
  readonly #bell: CommitBell;
  #closed: Promise<void> | null = null;

  private constructor(file: string, reader: SqliteReader, writer: WriteSide | null, bell: CommitBell) {
    this.file = file;
    this.place = { kind: 'sqlite', file };
    this.logId = reader.logId;
    this.#reader = reader;
    this.#writer = writer;
    this.#bell = bell;
  }

  /** @throws Unavailable `locked` by another writer (named in the message), `newer-log`, `read-only`, `unreadable`, `storage-full` */
  static async open(options: SqliteLogOptions): Promise<SqliteLog> {
    const { file, readOnly = false, program = 'tiendo', checkpointPages = CHECKPOINT_PAGES, onLost } = options;
    const path = resolve(file);
    const bell = new CommitBell();
    if (readOnly) {
      if (!existsSync(path)) throw new Unavailable('unreadable', `${path} does not exist`);
      return new SqliteLog(path, new SqliteReader(path), null, bell);
    }
    const lock = WriterLock.take(path, program);
    let thread: WriterThread | undefined;
    try {
      const walMissing = lock.leftOpen && existsSync(path) && !existsSync(walOf(path));
      lock.mark(true);
      const createdBy = `${program} on node ${process.version}`;
      thread = await WriterThread.start({ file: path, createdBy, checkpointPages }, { onCommit: () => bell.ring(), onLost });
      return new SqliteLog(path, new SqliteReader(path), { thread, lock, walMissing }, bell);
    } catch (error) {
      await thread?.close();
      lock.release();
      throw unavailable(error, path);
    }
  }

  /**
   * The process before did not close the log, and its write-ahead log is not there: whatever was not yet moved into the file is gone.
   * A process that was killed while it opened the log leaves it so too, and then nothing is.
   */
  get walMissing(): boolean {
    return this.#writer?.walMissing === true;
  }

  /** Why nothing can be written; null: something can, or could the last time. */
  async trouble(): Promise<Unavailable['code'] | null> {
    return this.#writer ? this.#writer.thread.trouble() : 'read-only';
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const prepared = prepareAppend(stream, expected, events);
    if (this.#closed) throw new Unavailable('closed', 'the log is closed');
    if (!this.#writer) throw new Unavailable('read-only', `${this.file} was opened for reading only`);
    return this.#writer.thread.append(stream, expected, prepared);
  }

  async readStream(stream: string, options: { readonly from?: number; readonly limit?: number } = {}): Promise<readonly RecordedEvent[]> {
    return this.#reader.readStream(stream, startRevision(options.from), pageSize(options.limit));
  }

  async readAll(options: { readonly after?: string; readonly limit?: number } = {}): Promise<readonly RecordedEvent[]> {
    return this.#reader.readAll(options.after, pageSize(options.limit));
  }

  /** What the log asks of programs that open it. */
  levels(): AskedLevels {
    return this.#reader.levels();
  }

  async head(): Promise<string | null> {
    return this.#reader.head();
  }

  subscribe({ after, signal }: { readonly after?: string; readonly signal: AbortSignal }): AsyncIterable<RecordedEvent | typeof caughtUp> {
    return follow({ bell: this.#bell, after, signal, read: (position, limit) => this.#reader.readAll(position, limit) });
  }

  /**
   * Raw rows in log order, unparsed, for rebuilds: strictly after `after`, up to and including `until`, in pages of at most
   * `limit` (1..5000) rows, so that the caller may breathe between two, of one `share` of the streams if given. Ends at what was the end when it got there.
   */
  *scan(range: ScanRange = {}): Generator<readonly RawEvent[]> {
    const limit = pageSize(range.limit ?? READ_EVENTS_MAX);
    const until = range.until === undefined ? Number.MAX_SAFE_INTEGER : ordinalOf(range.until);
    let after = range.after === undefined ? 0 : ordinalOf(range.after);
    if (range.share !== undefined) {
      const ordinals = this.#reader.ordinalsOf(range.share, after, until);
      for (let from = 0; from < ordinals.length; from += limit) yield this.#reader.readRawAt(ordinals.subarray(from, from + limit));
      return;
    }
    for (;;) {
      const page = this.#reader.readRaw(after, until, limit);
      const last = page.at(-1);
      if (!last) return;
      yield page;
      [after] = last;
    }
  }

  /** See `SqliteReader.shares`. */
  shares(until: string, count: number): readonly Share[] {
    return this.#reader.shares(ordinalOf(until), count);
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  /** The reader goes first: the writer's connection is then the last, and leaves a single file without a write-ahead log. */
  async #close(): Promise<void> {
    this.#reader.close();
    this.#bell.ring();
    if (!this.#writer) return;
    const { thread, lock } = this.#writer;
    await thread.close();
    try {
      if (!existsSync(walOf(this.file))) lock.mark(false);
    } finally {
      lock.release();
    }
  }
}
