/**
 * The port to the facts. Nothing else in Tiendo is the truth: every table, queue and file but the log can be deleted and
 * comes back from it. Adapters: `memory-log.ts`, `sqlite-log.ts`, `kurrentdb/kurrent-log.ts`; each passes `event-log.contract.ts`.
 */

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };
export type JsonObject = { readonly [key: string]: JsonValue };

/** Metadata is a flat object of strings: KurrentDB's v2 appends demand it. */
export type Meta = Readonly<Record<string, string>>;

export interface NewEvent {
  /** UUID in lower case, unique across the whole log; derived from the command id, never random. */
  readonly id: string;
  /** Past tense, e.g. `AdvancePaid`; never begins with `$`. */
  readonly type: string;
  /** Schema version of `data`, from 1. */
  readonly version: number;
  readonly data: JsonObject;
  /**
   * Without `prevHash`, `hash` and `schemaVersion`, which the log adds, and without names that begin with `$`, which are for the log's
   * server and for tracing. Must hold `recordedAt` (UTC, ms) and `occurredOn` (YYYY-MM-DD).
   */
  readonly meta: Meta;
}

export interface RecordedEvent extends NewEvent {
  readonly stream: string;
  /** 0-based, without gaps in a stream. */
  readonly revision: number;
  /** Opaque and ordered: compare through `comparePositions` only. Not portable between logs. */
  readonly position: string;
}

/** What the writer believes about the stream: absent, or its last revision. There is no `any`. */
export type ExpectedRevision = 'no_stream' | number;

export interface Appended {
  /** Revision of the last event. On an idempotent repeat: the original one. */
  readonly revision: number;
  /** Position of the last event. */
  readonly position: string;
  /** The same ids stood at this place before: nothing was written. */
  readonly repeated?: true;
}

export const EVENT_BYTES_MAX = 256 * 1024;
export const APPEND_BYTES_MAX = 900 * 1024;
export const APPEND_EVENTS_MAX = 500;
export const READ_EVENTS_MAX = 5_000;
export const STREAM_NAME = /^[a-z][A-Za-z0-9]*-[A-Za-z0-9_.:~-]{1,200}$/;

/** Where a log is. */
export type LogPlace = { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'kurrentdb'; readonly address: string };

export interface EventLog {
  /** Names this log; checkpoints carry it, so that a checkpoint of another log is noticed. */
  readonly logId: string;
  /** Where another thread or process opens the same log; absent: it is in this one's memory. An address holds its password. */
  readonly place?: LogPlace;

  /**
   * Appends 1..500 events to one stream, all or nothing, and returns after they are durable.
   * The same ids again at the same place change nothing and return the original result.
   * @throws ConcurrencyConflict the stream is not at `expected` (or only part of the events is there)
   * @throws TooLarge an event over 256 KiB, an append over 900 KiB or over 500 events
   * @throws DuplicateEventId one of the ids is in the log already, but not at this place. Not every log can know: KurrentDB has no index
   *   of ids, and takes it. Ids that derive from the command never come to it
   * @throws TypeError empty append, bad stream name, id or type, data that JSON cannot carry unchanged, non-string metadata,
   *   `recordedAt` earlier than the stream's last: a bug of the caller
   * @throws Unavailable nothing was written; the same call may succeed later
   * @throws OutcomeUnknown it may have been written: repeat with the same ids and the same `expected`
   */
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended>;

  /**
   * Events of one stream from a revision (inclusive, default 0), oldest first, at most `limit` (1..5000).
   * Events come as stored: upcasting is the reader's.
   * @throws StreamNotFound nothing was ever appended to it
   */
  readStream(stream: string, options?: { readonly from?: number; readonly limit?: number }): Promise<readonly RecordedEvent[]>;

  /** Every stream in log order, strictly after `after` (absent: from the start), at most `limit` (1..5000). */
  readAll(options?: { readonly after?: string; readonly limit?: number }): Promise<readonly RecordedEvent[]>;

  /** Position of the last event; null when the log is empty. */
  head(): Promise<string | null>;

  /**
   * Catch-up, then live, until `signal` aborts: every event after `after` in order, at least once. Yields `caughtUp` each time
   * the end is reached (a hint, may repeat).
   */
  subscribe(options: { readonly after?: string; readonly signal: AbortSignal }): AsyncIterable<RecordedEvent | typeof caughtUp>;

  /** Waits for appends in flight, then releases everything. Idempotent. */
  close(): Promise<void>;
}

export const caughtUp = Symbol('caughtUp');

/** Total order of positions of one log: negative, zero or positive. */
export const comparePositions = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export class ConcurrencyConflict extends Error {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly actual: ExpectedRevision;

  constructor(stream: string, expected: ExpectedRevision, actual: ExpectedRevision) {
    super(`${stream}: expected ${expected}, found ${actual}`);
    this.stream = stream;
    this.expected = expected;
    this.actual = actual;
    this.name = 'ConcurrencyConflict';
  }
}

/** An id is unique across the log: this one names another event. Never worth a retry; the caller derived two ids alike. */
export class DuplicateEventId extends TypeError {
  readonly stream: string;
  readonly id: string;

  constructor(stream: string, id: string) {
    super(`${stream}: event id ${id} is in the log already`);
    this.stream = stream;
    this.id = id;
    this.name = 'DuplicateEventId';
  }
}

export class StreamNotFound extends Error {
  readonly stream: string;

  constructor(stream: string) {
    super(`${stream} does not exist`);
    this.stream = stream;
    this.name = 'StreamNotFound';
  }
}

export class TooLarge extends Error {
  readonly limit: number;

  constructor(what: string, limit: number) {
    super(`${what} is over the limit of ${limit}`);
    this.limit = limit;
    this.name = 'TooLarge';
  }
}

/** Nothing was written. `code`: `storage-full`, `read-only`, `locked`, `closed`, `unreadable`, `unreachable`, `newer-log`. */
export class Unavailable extends Error {
  readonly code: 'storage-full' | 'read-only' | 'locked' | 'closed' | 'unreadable' | 'unreachable' | 'newer-log';

  constructor(code: Unavailable['code'], message: string) {
    super(message);
    this.code = code;
    this.name = 'Unavailable';
  }
}

/** What is stored of an event is not what was written: nothing is decided on its stream until the log is restored. */
export class Damaged extends Unavailable {
  readonly stream: string;
  readonly revision: number;

  constructor(stream: string, revision: number) {
    super('unreadable', `${stream}, revision ${revision}: the stored event is damaged; verify the log`);
    this.stream = stream;
    this.revision = revision;
  }
}

/**
 * An event that was read or confirmed before is not there any more: the log's server lost what it had confirmed, or an older copy was put
 * in place. Whatever was derived from the log may stand on events that are gone.
 */
export class WentBack extends Unavailable {
  readonly position: string;

  constructor(position: string) {
    super('unreadable', `the log went back: the event at ${position} is not there any more`);
    this.position = position;
  }
}

export class OutcomeUnknown extends Error {
  readonly stream: string;
  override readonly cause: unknown;

  constructor(stream: string, cause: unknown) {
    super(`${stream}: the append may or may not have been written`);
    this.stream = stream;
    this.cause = cause;
    this.name = 'OutcomeUnknown';
  }
}
