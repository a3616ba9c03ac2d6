import {
  type Appended,
  caughtUp,
  type EventLog,
  type ExpectedRevision,
  type NewEvent,
  OutcomeUnknown,
  type RecordedEvent,
  Unavailable,
} from '#event-log/event-log';
import type { SimStorage } from './sim-storage.ts';

/** Where a call of the log can wait, and where its process can die. */
export type Place = 'request' | 'reply' | 'read' | 'deliver';

/** What can go wrong between a process and the log. */
export type NetFault = 'unavailable' | 'request lost' | 'reply lost' | 'read fails' | 'dropped' | 'again';

/** The way between one process and the log. */
export interface Way {
  /** Passes time. Never returns when the process dies meanwhile. */
  pass(place: Place): Promise<void>;
  /** Whether this goes wrong now. */
  meets(fault: NetFault): boolean;
  /** Events delivered at a time, from 1. */
  pageEvents(): number;
}

/** Nothing takes time and nothing goes wrong: the port as the contract suite asks for it. */
export const clearWay: Way = { pass: () => Promise.resolve(), meets: () => false, pageEvents: () => 500 };

/** Events of a subscription that may come again after it was dropped inside. */
const AGAIN_MAX = 3;

/** One process's connection to a log that all processes share: the port `EventLog` with whatever can happen on the way. */
export class SimLog implements EventLog {
  readonly logId: string;
  readonly #inFlight = new Set<Promise<unknown>>();
  #closed = false;

  constructor(
    private readonly storage: SimStorage,
    private readonly way: Way,
  ) {
    this.logId = storage.log.logId;
  }

  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const work = this.#append(stream, expected, events);
    this.#inFlight.add(work);
    const done = (): void => void this.#inFlight.delete(work);
    work.then(done, done);
    return work;
  }

  async #append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    this.#assertOpen();
    const sent = structuredClone(events) as readonly NewEvent[];
    await this.way.pass('request');
    if (this.way.meets('unavailable')) throw new Unavailable('unreachable', 'the log cannot be reached');
    if (this.way.meets('request lost')) throw new OutcomeUnknown(stream, 'the request was lost');
    const appended = await this.storage.append(stream, expected, sent);
    if (this.way.meets('reply lost')) throw new OutcomeUnknown(stream, 'the reply was lost');
    await this.way.pass('reply');
    return appended;
  }

  async readStream(stream: string, options?: { readonly from?: number; readonly limit?: number }): Promise<readonly RecordedEvent[]> {
    await this.#read();
    return this.storage.log.readStream(stream, options);
  }

  async readAll(options?: { readonly after?: string; readonly limit?: number }): Promise<readonly RecordedEvent[]> {
    await this.#read();
    return this.storage.log.readAll(options);
  }

  async head(): Promise<string | null> {
    await this.#read();
    return this.storage.log.head();
  }

  async *subscribe({
    after,
    signal,
  }: {
    readonly after?: string;
    readonly signal: AbortSignal;
  }): AsyncGenerator<RecordedEvent | typeof caughtUp> {
    let position = after;
    let atEnd = false;
    while (!signal.aborted) {
      const heard = this.storage.commits;
      await this.way.pass('deliver');
      this.#assertOpen();
      if (this.way.meets('dropped')) throw new Unavailable('unreachable', 'the subscription was dropped');
      const limit = this.way.pageEvents();
      const page = await this.storage.log.readAll({ limit, ...(position === undefined ? {} : { after: position }) });
      for (const event of this.way.meets('again') ? twice(page) : page) {
        if (signal.aborted) return;
        yield event;
        atEnd = false;
      }
      position = page.at(-1)?.position ?? position;
      if (page.length === limit) continue;
      if (!atEnd) yield caughtUp;
      atEnd = true;
      await this.storage.next(heard, signal);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#inFlight);
    this.storage.wake();
  }

  async #read(): Promise<void> {
    this.#assertOpen();
    await this.way.pass('read');
    if (this.way.meets('read fails')) throw new Unavailable('unreachable', 'the log cannot be reached');
  }

  #assertOpen(): void {
    if (this.#closed) throw new Unavailable('closed', 'the log is closed');
  }
}

/** At least once: the last events of a page come again, in order. */
const twice = (page: readonly RecordedEvent[]): readonly RecordedEvent[] => [...page, ...page.slice(-AGAIN_MAX)];
