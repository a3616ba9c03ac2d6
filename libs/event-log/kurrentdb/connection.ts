import type { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { Unavailable } from '../event-log.ts';
import { KEEP_ALIVE_MIN_MS } from './address.ts';
import { saidBy, TimedOut } from './failures.ts';
import type { KurrentTimes } from './times.ts';
import { Turns } from './turns.ts';

/** Counts since the log was opened, for metrics. */
export interface KurrentCounters {
  /** Clients that were thrown away. */
  recycled: number;
  /** Those of them that had worked: each leaks one connection for the life of the process. */
  leaked: number;
  /** Subscriptions that ended and were taken up again, stalled ones included. */
  resubscribed: number;
  stalled: number;
  /** Appends that were sent again because their outcome was not known, or the node did not take them. */
  resent: number;
  /** Appends that stood there already when they were answered. */
  repeated: number;
}

export type Connect = () => KurrentDBClient;

/** Reads and appends go over connections of their own. */
export type CallKind = 'read' | 'append';

/** A client that never worked leaks nothing when it is thrown away. */
const NEVER_WORKED_MS = 250;
/** How long a client that had worked must be refused before it is held for dead, and not the server for away. */
const PERSISTS_MS = 1_000;
/** One silent append may be a slow server. */
const SILENT_APPENDS = 2;
/** Least time between two clients that had worked; longer with each one in a row. */
const RECYCLE_MAX_MS = 60_000;
/** Leaked connections after which another process should go on. */
const LEAKED_MAX = 20;

export interface ConnectionOptions {
  readonly connect: Connect;
  readonly times: Pick<KurrentTimes, 'callMs' | 'recycleMs'>;
  readonly onNote: (note: string) => void;
}

/**
 * Appends that one client has under way. It sends them all over one call, which takes 16 messages before it wants to be waited for; what it
 * keeps waiting beyond that, it rejects where nobody can catch it when the connection breaks, and the process would end.
 */
const APPENDS_UNDER_WAY = 16;

/** One client, and how it has fared. */
class Life {
  readonly madeAt = performance.now();
  readonly retired = new AbortController();
  readonly turns = new Turns(APPENDS_UNDER_WAY);
  readonly lastWorked: Record<CallKind, number | null> = { read: null, append: null };
  failingSince: number | null = null;
  silentAppends = 0;
  readonly client: KurrentDBClient;

  constructor(client: KurrentDBClient) {
    this.client = client;
  }

  /** Whether it is better thrown away than asked again. */
  isDead(kind: CallKind, error: unknown, callMs: number): boolean {
    const now = performance.now();
    this.failingSince ??= now;
    if (!(error instanceof TimedOut)) return this.lastWorked.read === null || now - this.failingSince >= PERSISTS_MS;
    if (kind === 'append') this.silentAppends += 1;
    // While others of its kind are answered, it is the server that is slow.
    const othersWork = now - (this.lastWorked[kind] ?? -Infinity) < callMs;
    return !othersWork && (kind === 'read' || this.silentAppends >= SILENT_APPENDS);
  }
}

/**
 * Holds the client, and makes another one when it is dead: a client whose first connection failed, or that was sent to a node which is down,
 * never reads again though the server is back, and one whose connection fell silent takes twenty seconds to notice.
 */
export class Connection {
  readonly counters: KurrentCounters = { recycled: 0, leaked: 0, resubscribed: 0, stalled: 0, resent: 0, repeated: 0 };
  readonly note: (note: string) => void;
  readonly #connect: Connect;
  readonly #times: ConnectionOptions['times'];
  #life: Life;
  /** Clients thrown away one after the other, with no call answered of the kind that the first was thrown away for. */
  #inARow: { readonly kind: CallKind; readonly count: number } | null = null;
  #closed = false;

  constructor({ connect, times, onNote }: ConnectionOptions) {
    this.#connect = connect;
    this.#times = times;
    this.note = onNote;
    this.#life = new Life(connect());
  }

  /** @throws Unavailable closed */
  get client(): KurrentDBClient {
    if (this.#closed) throw new Unavailable('closed', 'the log is closed');
    return this.#life.client;
  }

  /** Turns of the client of now for its appends. */
  get turns(): Turns {
    return this.#life.turns;
  }

  /** Aborts when the client of now is replaced or let go. */
  get retired(): AbortSignal {
    return this.#life.retired.signal;
  }

  get wornOut(): boolean {
    return this.counters.leaked >= LEAKED_MAX;
  }

  worked(kind: CallKind, client: KurrentDBClient): void {
    if (client !== this.#life.client) return;
    this.#life.lastWorked[kind] = performance.now();
    if (kind === 'read') this.#life.failingSince = null;
    else this.#life.silentAppends = 0;
    if (this.#inARow?.kind === kind) this.#inARow = null;
  }

  /** A read was refused, or a call was not answered in time: the client may be dead though the server is not. */
  failed(kind: CallKind, client: KurrentDBClient, error: unknown): void {
    const life = this.#life;
    if (client !== life.client || this.#closed || !life.isDead(kind, error, this.#times.callMs)) return;
    const { read, append } = life.lastWorked;
    const hadWorked = read !== null || append !== null;
    const { count } = this.#inARow ?? { count: 0 };
    // One that was never answered may still be connecting, which takes half a second at best.
    const rested = hadWorked || error instanceof TimedOut ? Math.min(RECYCLE_MAX_MS, this.#times.recycleMs * 2 ** count) : NEVER_WORKED_MS;
    if (performance.now() - life.madeAt < rested) return;
    if (hadWorked) this.#inARow = { kind: this.#inARow?.kind ?? kind, count: count + 1 };
    this.counters.recycled += 1;
    this.counters.leaked += hadWorked ? 1 : 0;
    this.note(`a new client after ${saidBy(error)}`);
    this.#letGo();
    this.#life = new Life(this.#connect());
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#letGo();
  }

  #letGo(): void {
    this.#life.retired.abort();
    this.#life.client.dispose().catch((error: unknown) => this.note(`the client could not be let go: ${saidBy(error)}`));
  }
}

/**
 * The official client, loaded when a log is opened in KurrentDB and never before: it brings native code.
 * @throws Unavailable it cannot be loaded on this machine
 */
export async function clientFactory(address: string): Promise<Connect> {
  try {
    const { KurrentDBClient } = await import('@kurrent/kurrentdb-client');
    return () => KurrentDBClient.connectionString(withOwnConnection(address));
  } catch (error) {
    throw new Unavailable('unreachable', `the client of KurrentDB (@kurrent/kurrentdb-client) cannot be loaded here: ${saidBy(error)}`);
  }
}

/** Clients that this process has made. */
let made = 0;

/**
 * gRPC shares a connection between all channels of a process that have the same options, a dead one too: so that a client which is to
 * replace another has a connection of its own, each has a time between its pings that differs by a millisecond.
 */
function withOwnConnection(address: string): string {
  const asked = /([?&]keepAliveInterval=)(\d+)/;
  made += 1;
  if (asked.test(address)) return address.replace(asked, (_, name: string, ms: string) => `${name}${Number(ms) + made}`);
  return `${address}${address.includes('?') ? '&' : '?'}keepAliveInterval=${KEEP_ALIVE_MIN_MS + made}`;
}
