import { randomUUID } from 'node:crypto';
import { firstRevision, type PreparedEvent, prepareAppend } from './append-request.ts';
import { chainHash, FIRST_PREV_HASH } from './chain.ts';
import {
  type Appended,
  type caughtUp,
  ConcurrencyConflict,
  DuplicateEventId,
  type EventLog,
  type ExpectedRevision,
  type NewEvent,
  type RecordedEvent,
  StreamNotFound,
  Unavailable,
} from './event-log.ts';
import { CommitBell, follow } from './follow.ts';
import { ordinalOf, positionOf } from './positions.ts';
import { pageSize, recordedEvent, startRevision, type StoredEvent } from './recorded-event.ts';

type Kept = StoredEvent & PreparedEvent;

/** The port in memory, for tests: the same checks, hashes and texts as the SQLite adapter, and durable for as long as the process. */
export class MemoryLog implements EventLog {
  readonly logId: string;
  readonly #all: Kept[] = [];
  readonly #streams = new Map<string, Kept[]>();
  readonly #ids = new Set<string>();
  readonly #bell = new CommitBell();
  #closed = false;

  /** @param logId fixed by tests that look at checkpoints; else a new one */
  constructor(logId: string = randomUUID()) {
    this.logId = logId;
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const prepared = prepareAppend(stream, expected, events);
    this.#assertOpen();
    const past = this.#streams.get(stream) ?? [];
    const first = firstRevision(expected);
    if (first !== past.length) return this.#repeated({ stream, expected, prepared, past });

    const used = prepared.find(({ id }) => this.#ids.has(id));
    if (used) throw new DuplicateEventId(stream, used.id);
    const last = past.at(-1);
    if (last && (prepared[0] as PreparedEvent).recordedAt < last.recordedAt) throw new TypeError(`${stream}: recordedAt goes back`);

    for (const event of prepared) {
      const prevHash = past.at(-1)?.hash ?? FIRST_PREV_HASH;
      const kept = { ...event, ordinal: this.#all.length + 1, prevHash, hash: chainHash(prevHash, event.canonical) };
      past.push(kept);
      this.#all.push(kept);
      this.#ids.add(event.id);
    }
    this.#streams.set(stream, past);
    this.#bell.ring();
    return { revision: past.length - 1, position: positionOf(this.#all.length) };
  }

  async readStream(stream: string, options: { readonly from?: number; readonly limit?: number } = {}): Promise<readonly RecordedEvent[]> {
    const from = startRevision(options.from);
    const limit = pageSize(options.limit);
    this.#assertOpen();
    const past = this.#streams.get(stream);
    if (!past) throw new StreamNotFound(stream);
    return past.slice(from, from + limit).map(recordedEvent);
  }

  async readAll(options: { readonly after?: string; readonly limit?: number } = {}): Promise<readonly RecordedEvent[]> {
    return this.#page(options.after, pageSize(options.limit));
  }

  async head(): Promise<string | null> {
    this.#assertOpen();
    return this.#all.length === 0 ? null : positionOf(this.#all.length);
  }

  subscribe({ after, signal }: { readonly after?: string; readonly signal: AbortSignal }): AsyncIterable<RecordedEvent | typeof caughtUp> {
    return follow({ bell: this.#bell, after, signal, read: (position, limit) => this.#page(position, limit) });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#bell.ring();
  }

  #page(after: string | undefined, limit: number): readonly RecordedEvent[] {
    const start = after === undefined ? 0 : ordinalOf(after);
    this.#assertOpen();
    return this.#all.slice(start, start + limit).map(recordedEvent);
  }

  #repeated({ stream, expected, prepared, past }: Repeat): Appended {
    const there = past.slice(firstRevision(expected), firstRevision(expected) + prepared.length);
    const last = there.at(-1);
    if (last && there.length === prepared.length && there.every(({ id }, index) => id === prepared[index]?.id))
      return { revision: firstRevision(expected) + prepared.length - 1, position: positionOf(last.ordinal), repeated: true };
    throw new ConcurrencyConflict(stream, expected, past.length === 0 ? 'no_stream' : past.length - 1);
  }

  #assertOpen(): void {
    if (this.#closed) throw new Unavailable('closed', 'the log is closed');
  }
}

interface Repeat {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly prepared: readonly PreparedEvent[];
  readonly past: readonly Kept[];
}
