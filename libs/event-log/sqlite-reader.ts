import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { chainHash } from './chain.ts';
import { Damaged, type RecordedEvent, StreamNotFound, Unavailable } from './event-log.ts';
import { ordinalOf, positionOf } from './positions.ts';
import { recordedEvent } from './recorded-event.ts';
import { failureOf } from './sqlite-failure.ts';
import { type AskedLevels, askedLevels, mayRead } from './sqlite-levels.ts';
import { BUSY_TIMEOUT_MS, checkFormat, makeDurable, readLogId } from './sqlite-schema.ts';

/**
 * An event as it lies in the file, for readers that parse only what they need. `ordinal` counts from 1 in log order without
 * gaps; `positionOf(ordinal)` is its position. `canonical` is the JSON of {data, id, meta, revision, stream, type, version}.
 */
export type RawEvent = readonly [
  ordinal: number,
  stream: string,
  revision: number,
  type: string,
  version: number,
  recordedAt: string,
  canonical: string,
];

/** A part of the streams: those whose names stand from `from` on and before `below`. Null: there is no such end. */
export interface Share {
  readonly from: string;
  readonly below: string | null;
}

type EventRow = [ordinal: number, canonical: string, prevHash: string, hash: string];

const CACHE_KIB = 4_000;
/** Shares then differ by a twentieth, and a log that lies on a slow disk is sampled within a second. */
const SAMPLED = 500;
const EVENT_COLUMNS = 'position, canonical, prev_hash, hash';
const RAW_COLUMNS = 'e.position, e.stream, e.revision, e.type, e.version, e.recorded_at, e.canonical';
const RAW = `SELECT ${RAW_COLUMNS} FROM events e WHERE position > ? AND position <= ? ORDER BY position LIMIT ?`;
/** Of the streams from one name on and before another, read from the index of streams alone; an empty blob stands behind all texts. */
const ORDINALS = `SELECT position FROM events INDEXED BY sqlite_autoindex_events_2
  WHERE stream >= ? AND stream < ifnull(?, x'') AND position > ? AND position <= ?`;
/** In the order in which they are asked for. */
const AT = `SELECT ${RAW_COLUMNS} FROM json_each(?) wanted CROSS JOIN events e ON e.position = wanted.value`;

/** A read-only connection on the calling thread. Every read finishes before it returns: none holds back a checkpoint. */
export class SqliteReader {
  readonly logId: string;
  readonly #db: DatabaseSync;
  readonly #stream: StatementSync;
  readonly #all: StatementSync;
  readonly #raw: StatementSync;
  readonly #ordinals: StatementSync;
  readonly #at: StatementSync;
  readonly #streamAt: StatementSync;
  readonly #last: StatementSync;
  readonly #exists: StatementSync;
  #open = true;

  /** @throws Unavailable the file is absent, unreadable or not a log */
  constructor(file: string) {
    let db: DatabaseSync | undefined;
    try {
      db = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
      checkFormat(db);
      mayRead(db);
      makeDurable(db);
      db.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
      this.logId = readLogId(db);
    } catch (error) {
      db?.close();
      throw unreadable(error, file);
    }
    this.#db = db;
    this.#stream = this.#prepare(`SELECT ${EVENT_COLUMNS} FROM events WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?`);
    this.#all = this.#prepare(`SELECT ${EVENT_COLUMNS} FROM events WHERE position > ? ORDER BY position LIMIT ?`);
    this.#raw = this.#prepare(RAW);
    this.#ordinals = this.#prepare(ORDINALS);
    this.#at = this.#prepare(AT);
    this.#streamAt = this.#prepare('SELECT stream FROM events WHERE position >= ? ORDER BY position LIMIT 1');
    this.#last = this.#prepare('SELECT max(position) FROM events');
    this.#exists = this.#prepare('SELECT 1 FROM events WHERE stream = ? LIMIT 1');
  }

  /** @throws StreamNotFound; Damaged when an event is not what was written */
  readStream(stream: string, from: number, limit: number): readonly RecordedEvent[] {
    return this.#reading(() => {
      const rows = this.#stream.all(stream, from, limit) as unknown as EventRow[];
      if (rows.length === 0 && (from === 0 || !this.#exists.get(stream))) throw new StreamNotFound(stream);
      return rows.map((row, index) => undamaged(row, stream, from + index));
    });
  }

  readAll(after: string | undefined, limit: number): readonly RecordedEvent[] {
    const start = after === undefined ? 0 : ordinalOf(after);
    return this.#reading(() => (this.#all.all(start, limit) as unknown as EventRow[]).map(toRecorded));
  }

  readRaw(after: number, until: number, limit: number): readonly RawEvent[] {
    return this.#reading(() => this.#raw.all(after, until, limit) as unknown as RawEvent[]);
  }

  /** Of a share's events, in log order; 8 bytes each. */
  ordinalsOf({ from, below }: Share, after: number, until: number): Float64Array {
    return this.#reading(() => {
      const found: number[] = []; // One by one: all rows at once would take 60 bytes each.
      for (const [ordinal] of this.#ordinals.iterate(from, below, after, until) as unknown as Iterable<[number]>) found.push(ordinal);
      return Float64Array.from(found).sort();
    });
  }

  /** @param ordinals in log order; one that is not there is left out */
  readRawAt(ordinals: Float64Array): readonly RawEvent[] {
    return this.#reading(() => this.#at.all(`[${ordinals.join()}]`) as unknown as RawEvent[]);
  }

  /** All streams in at most `count` shares of about as many events each, judged by `SAMPLED` events a share among the first `until`. */
  shares(until: number, count: number): readonly Share[] {
    const sampled = count * SAMPLED;
    const names = this.#reading(() =>
      Array.from({ length: sampled }, (_, index) => {
        const [stream] = (this.#streamAt.get(Math.ceil(((index + 1) * until) / sampled)) ?? ['']) as unknown as [string];
        return stream;
      }),
    ).sort();
    const ends = new Set(Array.from({ length: count - 1 }, (_, index) => names[(index + 1) * SAMPLED] as string));
    const from = ['', ...ends];
    return from.map((name, index) => ({ from: name, below: from[index + 1] ?? null }));
  }

  head(): string | null {
    return this.#reading(() => {
      const [last] = this.#last.get() as unknown as [number | null];
      return last === null ? null : positionOf(last);
    });
  }

  levels(): AskedLevels {
    return this.#reading(() => askedLevels(this.#db));
  }

  close(): void {
    if (this.#open) this.#db.close();
    this.#open = false;
  }

  #reading<T>(read: () => T): T {
    if (!this.#open) throw new Unavailable('closed', 'the log is closed');
    try {
      return read();
    } catch (error) {
      throw unreadable(error, 'the log');
    }
  }

  #prepare(sql: string): StatementSync {
    const statement = this.#db.prepare(sql);
    statement.setReturnArrays(true);
    return statement;
  }
}

const toRecorded = ([ordinal, canonical, prevHash, hash]: EventRow): RecordedEvent => recordedEvent({ ordinal, canonical, prevHash, hash });

/** A stream is read to decide on it: a damaged event is refused there and then, at about 2 µs each, and not when someone verifies. */
function undamaged(row: EventRow, stream: string, revision: number): RecordedEvent {
  const [, canonical, prevHash, hash] = row;
  if (chainHash(prevHash, canonical) !== hash) throw new Damaged(stream, revision);
  const event = toRecorded(row);
  if (event.stream !== stream || event.revision !== revision) throw new Damaged(stream, revision);
  return event;
}

/** What reading cannot do anything about becomes `Unavailable`; anything else stays what it is. */
function unreadable(error: unknown, what: string): unknown {
  const code = failureOf(error);
  if (!code || !Error.isError(error)) return error;
  return new Unavailable(code === 'locked' || code === 'newer-log' ? code : 'unreadable', `${what}: ${error.message}`);
}
