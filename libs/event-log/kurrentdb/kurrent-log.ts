import { prepareAppend } from '../append-request.ts';
import {
  type Appended,
  type caughtUp,
  type EventLog,
  type ExpectedRevision,
  type LogPlace,
  type NewEvent,
  type RecordedEvent,
  STREAM_NAME,
  StreamNotFound,
  Unavailable,
  type WentBack,
} from '../event-log.ts';
import { pageSize, startRevision } from '../recorded-event.ts';
import { parseKurrentAddress } from './address.ts';
import { KurrentAppends } from './appends.ts';
import { clientFactory, Connection, type Connect, type KurrentCounters } from './connection.ts';
import { serverPosition } from './kurrent-position.ts';
import { identityOf } from './log-identity.ts';
import { KurrentReads } from './reads.ts';
import { prefixOf } from './stored-event.ts';
import { subscribe } from './subscription.ts';
import { type KurrentTimes, TIMES } from './times.ts';

export interface KurrentLogOptions {
  /** As `TIENDO_LOG` has it: `kurrentdb://…`. */
  readonly address: string;
  /** `append` throws `read-only`, and a log that has no name yet is not made. */
  readonly readOnly?: boolean;
  /** Who opens it: kept in a new log. */
  readonly program?: string;
  /** The log went back: nothing is read or written any more. Open it again in another process, and look at what was derived from it. */
  readonly onLost?: () => void;
  /** What the adapter did about the connection, for the process's own log. Holds no password. */
  readonly onNote?: (note: string) => void;
  readonly times?: Partial<KurrentTimes>;
  /** Makes a client; the official one for the address unless given. */
  readonly connect?: Connect;
}

/**
 * The log in KurrentDB, through the official client. Many processes may append to it and read it. Every call has a time of its own; what
 * the server or the network does in between is found out or told as `Unavailable` and `OutcomeUnknown`. See docs/explanation/kurrentdb.md.
 */
export class KurrentLog implements EventLog {
  readonly logId: string;
  readonly place: LogPlace;
  readonly #connection: Connection;
  readonly #reads: KurrentReads;
  readonly #appends: KurrentAppends;
  readonly #prefix: string;
  readonly #times: KurrentTimes;
  readonly #readOnly: boolean;
  readonly #closing = new AbortController();
  readonly #inFlight = new Set<Promise<unknown>>();
  #wentBack: WentBack | null = null;

  private constructor(logId: string, connection: Connection, options: Opened) {
    const { address, prefix, times, readOnly, onLost } = options;
    const onWentBack = (error: WentBack) => {
      if (this.#wentBack !== null) return;
      this.#wentBack = error;
      connection.note(error.message);
      onLost?.();
    };
    this.logId = logId;
    this.place = { kind: 'kurrentdb', address };
    this.#connection = connection;
    this.#prefix = prefix;
    this.#times = times;
    this.#readOnly = readOnly;
    this.#reads = new KurrentReads({ connection, prefix, times, onWentBack });
    this.#appends = new KurrentAppends({ connection, reads: this.#reads, prefix, times });
  }

  /**
   * Reads before it says that it is open, so that a server which is away is noticed here.
   * @throws BadKurrentAddress @throws Unavailable `unreachable`, `unreadable`, `read-only`, `newer-log`
   */
  static async open(options: KurrentLogOptions): Promise<KurrentLog> {
    const { readOnly = false, program = 'tiendo', onLost, onNote = () => undefined } = options;
    const { client, name } = parseKurrentAddress(options.address);
    const times = { ...TIMES, ...options.times };
    const prefix = prefixOf(name);
    const connect = options.connect ?? (await clientFactory(client));
    const connection = new Connection({ connect, times, onNote });
    try {
      const logId = await identityOf({ connection, prefix, times, program, create: !readOnly });
      return new KurrentLog(logId, connection, { address: options.address, prefix, times, readOnly, onLost });
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  get counters(): Readonly<KurrentCounters> {
    return this.#connection.counters;
  }

  /** Why nothing can be read or written; null: the server answers a read. Another process should go on when it stays so. */
  async trouble(): Promise<Unavailable['code'] | null> {
    if (this.#wentBack !== null) return this.#wentBack.code;
    if (this.#connection.wornOut) return 'unreachable';
    try {
      this.#assertUsable();
      await this.#reads.head(performance.now()); // One try: whoever asks wants to know how it is now.
      return this.#readOnly ? 'read-only' : null;
    } catch (error) {
      if (error instanceof Unavailable) return error.code;
      throw error;
    }
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const prepared = prepareAppend(stream, expected, events);
    this.#assertUsable();
    if (this.#readOnly) throw new Unavailable('read-only', 'the log was opened for reading only');
    return this.#tracked(this.#appends.append(stream, expected, prepared));
  }

  async readStream(stream: string, options: { readonly from?: number; readonly limit?: number } = {}): Promise<readonly RecordedEvent[]> {
    const asked = { stream, from: startRevision(options.from), limit: pageSize(options.limit) };
    this.#assertUsable();
    if (!STREAM_NAME.test(stream)) throw new StreamNotFound(stream);
    const events = await this.#reads.checkedStream(asked);
    this.#appends.learn(events.at(-1));
    return events;
  }

  async readAll(options: { readonly after?: string; readonly limit?: number } = {}): Promise<readonly RecordedEvent[]> {
    const { after, limit } = { after: options.after, limit: pageSize(options.limit) };
    if (after !== undefined) serverPosition(after);
    this.#assertUsable();
    return this.#reads.all(after, limit);
  }

  async head(): Promise<string | null> {
    this.#assertUsable();
    return this.#reads.head();
  }

  async *subscribe(options: {
    readonly after?: string;
    readonly signal: AbortSignal;
  }): AsyncGenerator<RecordedEvent | typeof caughtUp, void, undefined> {
    const { after, signal } = options;
    this.#assertUsable();
    const [connection, reads, prefix, times] = [this.#connection, this.#reads, this.#prefix, this.#times];
    yield* subscribe({ connection, reads, prefix, times, after, signal: AbortSignal.any([signal, this.#closing.signal]) });
    if (!signal.aborted) this.#assertUsable();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#inFlight);
    this.#connection.close();
  }

  async #tracked<Result>(work: Promise<Result>): Promise<Result> {
    this.#inFlight.add(work);
    try {
      return await work;
    } finally {
      this.#inFlight.delete(work);
    }
  }

  #assertUsable(): void {
    if (this.#closing.signal.aborted) throw new Unavailable('closed', 'the log is closed');
    if (this.#wentBack !== null) throw this.#wentBack;
  }
}

interface Opened {
  readonly address: string;
  readonly prefix: string;
  readonly times: KurrentTimes;
  readonly readOnly: boolean;
  readonly onLost: (() => void) | undefined;
}
