import { LogFile } from './log-file.ts';
import type { LogRecord, Proposed } from './log-record.ts';
import { SystemEvents } from './system-events.ts';

/** What a client expects of a stream; a number is its last revision. */
export type Expected = 'any' | 'no_stream' | 'stream_exists' | number;

export type AppendOutcome =
  | { readonly kind: 'written'; readonly revision: number; readonly position: bigint }
  /** `current`: last revision, null: no stream. */
  | { readonly kind: 'conflict'; readonly current: number | null }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'append-too-large'; readonly max: number }
  | { readonly kind: 'event-too-large' };

interface Stream {
  readonly records: LogRecord[];
  /** Revisions before this one are hidden, as `$tb` does; after a soft delete all of them. */
  from: number;
  tombstoned: boolean;
}

export interface ServerLogOptions {
  /** Keeps the log in this file, one line a record, and begins with what is there. */
  readonly file?: string;
  /** Largest append in bytes, as a server counts them. */
  readonly maxAppendBytes?: number;
  readonly maxEventBytes?: number;
  /** Whether `$` events and links appear between those of the clients; they do unless told. */
  readonly systemEvents?: boolean;
}

/** Beyond what a double holds exactly: whoever takes a position for a number goes wrong at once. */
const FIRST_POSITION = 2n ** 53n + 1_001n;
/** What a record takes beside its content, in bytes. */
const RECORD_OVERHEAD = 128n;
const MIB = 1024 * 1024;

/** The log of the double: in memory, with positions like byte offsets and the append rules of a server. */
export class ServerLog {
  readonly records: LogRecord[] = [];
  readonly #streams = new Map<string, Stream>();
  readonly #listeners = new Set<() => void>();
  readonly #maxAppendBytes: number;
  readonly #maxEventBytes: number;
  readonly #file: LogFile | null;
  readonly #system: SystemEvents | null;
  #next = FIRST_POSITION;

  constructor({ file, maxAppendBytes = MIB, maxEventBytes = 16 * MIB, systemEvents = true }: ServerLogOptions = {}) {
    this.#maxAppendBytes = maxAppendBytes;
    this.#maxEventBytes = maxEventBytes;
    this.#system = systemEvents ? new SystemEvents((stream, event) => this.#write(stream, event)) : null;
    this.#file = file === undefined ? null : new LogFile(file);
    for (const kept of this.#file?.read() ?? []) {
      if ('hidden' in kept) Object.assign(this.#stream(kept.stream), { from: kept.hidden, tombstoned: kept.tombstoned });
      else this.#keep(kept);
    }
  }

  append(stream: string, expected: Expected, events: readonly Proposed[]): AppendOutcome {
    if (events.some((event) => bytesOf(event) > this.#maxEventBytes)) return { kind: 'event-too-large' };
    if (events.reduce((sum, event) => sum + bytesOf(event), 0) > this.#maxAppendBytes)
      return { kind: 'append-too-large', max: this.#maxAppendBytes };
    const there = this.#streams.get(stream);
    if (there?.tombstoned) return { kind: 'deleted' };
    const known = this.#known(there, expected, events);
    if (known !== null) return known;
    const written = events.map((event) => this.#write(stream, event));
    this.#system?.follow(stream, written);
    this.#ring();
    const last = written.at(-1) ?? there?.records.at(-1);
    return { kind: 'written', revision: last?.revision ?? -1, position: last?.position ?? 0n };
  }

  /** Null: it is to be written. A repeat is answered with its first place; ids that are in part there are a conflict. */
  #known(there: Stream | undefined, expected: Expected, events: readonly Proposed[]): AppendOutcome | null {
    const last = (there?.records.length ?? 0) - 1;
    const hidden = there !== undefined && there.from > last;
    if (expected === 'any') return null;
    if (expected === 'stream_exists') return last < 0 || hidden ? { kind: 'conflict', current: null } : null;
    const at = expected === 'no_stream' ? -1 : expected;
    if (at === last || (expected === 'no_stream' && hidden)) return null;
    const first = there?.records.slice(at + 1, at + 1 + events.length) ?? [];
    const repeated = at < last && first.length === events.length && first.every(({ id }, index) => id === events[index]?.id);
    const { revision, position } = first.at(-1) ?? { revision: -1, position: 0n };
    return repeated ? { kind: 'written', revision, position } : { kind: 'conflict', current: last < 0 ? null : last };
  }

  /** Visible records of a stream; null: none. */
  read(stream: string): readonly LogRecord[] | 'deleted' | null {
    const there = this.#streams.get(stream);
    if (there === undefined || there.records.length <= there.from) return there?.tombstoned ? 'deleted' : null;
    return there.tombstoned ? 'deleted' : there.records.slice(there.from);
  }

  /** Place in `records` of the first record at or after a position. */
  indexAt(position: bigint): number {
    let [low, high] = [0, this.records.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.records[middle] as LogRecord).position < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** @param forGood a tombstone; else the stream may be written anew and goes on counting */
  delete(stream: string, forGood: boolean): void {
    const there = this.#stream(stream);
    if (forGood) there.tombstoned = true;
    else there.from = there.records.length;
    this.#file?.hide(stream, there.from, there.tombstoned);
    this.#ring();
  }

  /** Hides the events before a revision, as `$tb` or `$maxCount` on the stream would. */
  truncateBefore(stream: string, revision: number): void {
    this.#stream(stream).from = revision;
    this.#file?.hide(stream, revision, false);
  }

  /** Forgets the last events of clients and what came after, as a node does that had confirmed what the others never got. New ones take their positions. */
  rewind(events: number): void {
    let from = this.records.length;
    for (let left = events; left > 0 && from > 0;) if (isOfClient(this.records[--from] as LogRecord)) left -= 1;
    for (const { stream } of this.records.splice(from)) this.#stream(stream).records.pop();
    const last = this.records.at(-1);
    this.#next = last === undefined ? FIRST_POSITION : last.position + sizeOf(last);
    this.#file?.rewrite(this.records);
    for (const [stream, { from, tombstoned }] of this.#streams) if (from > 0 || tombstoned) this.#file?.hide(stream, from, tombstoned);
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#file?.close();
  }

  #write(stream: string, event: Proposed): LogRecord {
    const revision = this.#streams.get(stream)?.records.length ?? 0;
    const record = { ...event, position: this.#next, stream, revision, createdMs: Date.now() };
    this.#keep(record);
    this.#file?.write(record);
    return record;
  }

  #keep(record: LogRecord): void {
    this.records.push(record);
    this.#stream(record.stream).records.push(record);
    this.#next = record.position + sizeOf(record);
  }

  #stream(name: string): Stream {
    const there = this.#streams.get(name) ?? { records: [], from: 0, tombstoned: false };
    this.#streams.set(name, there);
    return there;
  }

  #ring(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** A server counts the type in UTF-16. */
const bytesOf = ({ type, data, meta }: Proposed): number => type.length * 2 + data.length + meta.length;

const sizeOf = (record: Proposed): bigint => BigInt(bytesOf(record)) + RECORD_OVERHEAD;

const isOfClient = ({ stream, type }: LogRecord): boolean => !stream.startsWith('$') && !type.startsWith('$');
