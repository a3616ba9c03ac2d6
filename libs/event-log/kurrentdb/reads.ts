import type { Filter, KurrentDBClient, ReadPosition, ResolvedEvent } from '@kurrent/kurrentdb-client';
import { LRUCache } from 'lru-cache';
import { Damaged, type RecordedEvent, StreamNotFound, Unavailable, WentBack } from '../event-log.ts';
import type { Connection } from './connection.ts';
import { failureOf, mayPass, saidBy } from './failures.ts';
import { serverPosition } from './kurrent-position.ts';
import { type Kept, keptOf, undamaged } from './stored-event.ts';
import { backOff, collected, type KurrentTimes, pause } from './times.ts';

const PAUSE_MAX_MS = 1_000;
const NEVER = new AbortController().signal;

/** Events that were handed out last and whose place is remembered: the ends of pages, so a reader that comes back finds its own. */
const REMEMBERED_MAX = 500;

/** Events looked at from the end backwards until one is found that is ours. */
const HEAD_PAGE = 16;

/** A reader that knows only a position knows less than one that saw the event. */
export interface Seen {
  readonly position: string;
  readonly hash: string | undefined;
}

export interface ReadsOptions {
  readonly connection: Connection;
  readonly prefix: string;
  readonly times: KurrentTimes;
  /** It is certain: an event that this process saw is gone. */
  readonly onWentBack: (error: WentBack) => void;
}

/** A part of one stream. */
export interface StreamPage {
  readonly stream: string;
  readonly from: number;
  readonly limit: number;
  /** When to give up, on the clock of `performance.now`; as the times say unless given. */
  readonly until?: number | undefined;
}

type AskedOf = Partial<Pick<StreamPage, 'stream' | 'until'>>;

interface AllOptions extends Pick<AskedOf, 'until'> {
  readonly direction?: 'forwards' | 'backwards';
}

type Read = (client: KurrentDBClient) => AsyncIterable<ResolvedEvent>;

/**
 * What is read, always from the leader: who has appended reads it, whichever replica asks. A read that fails is tried again for a while;
 * every read names how many events it wants and is read to its end.
 */
export class KurrentReads {
  readonly filter: Filter;
  readonly #connection: Connection;
  readonly #prefix: string;
  readonly #times: KurrentTimes;
  readonly #onWentBack: (error: WentBack) => void;
  readonly #remembered = new LRUCache<string, string>({ max: REMEMBERED_MAX });

  constructor({ connection, prefix, times, onWentBack }: ReadsOptions) {
    this.#connection = connection;
    this.#prefix = prefix;
    this.#times = times;
    this.#onWentBack = onWentBack;
    // The server leaves out what it can, `$` streams and other logs; `keptOf` leaves out the rest.
    const ofOurs = prefix === '' ? { regex: '^[a-z][A-Za-z0-9]*-' } : { prefixes: [prefix] };
    this.filter = { filterOn: 'streamName', checkpointInterval: 1_000, ...ofOurs };
  }

  /** Events of a stream as they are, unchecked against their hashes. @throws StreamNotFound, Damaged, Unavailable */
  async stream({ stream, from, limit, until }: StreamPage): Promise<readonly Kept[]> {
    const options = { fromRevision: BigInt(from), maxCount: limit, direction: 'forwards', requiresLeader: true } as const;
    const page = await this.#asked((client) => client.readStream(this.#prefix + stream, options), { stream, until });
    return page.map((resolved, index) => {
      const kept = keptOf(resolved, this.#prefix);
      if (kept === null || kept.event.revision !== from + index) throw new Damaged(stream, from + index);
      return kept;
    });
  }

  /** The same, each checked against its hash and the one before. */
  async checkedStream(asked: StreamPage): Promise<readonly RecordedEvent[]> {
    const page = await this.stream(asked);
    for (const [index, kept] of page.entries()) undamaged(kept, page[index - 1]?.event);
    return page.map(({ event }) => event);
  }

  /** Last revision of a stream; null: there is none. */
  async lastRevision(stream: string, until?: number): Promise<number | null> {
    const options = { fromRevision: 'end', maxCount: 1, direction: 'backwards', requiresLeader: true } as const;
    try {
      const [last] = await this.#asked((client) => client.readStream(this.#prefix + stream, options), { stream, until });
      return last?.event === undefined ? null : Number(last.event.revision);
    } catch (error) {
      if (error instanceof StreamNotFound) return null;
      throw error;
    }
  }

  /**
   * Strictly after a position. The event at the position is read too, so that one that is gone is noticed.
   * @throws WentBack; `Unavailable` when the server cannot be reached
   */
  async all(after: string | undefined, limit: number): Promise<readonly RecordedEvent[]> {
    const found: RecordedEvent[] = [];
    let from: ReadPosition = after === undefined ? 'start' : serverPosition(after);
    for (let pages = 0; ; pages++) {
      const asked = limit - found.length + (from === 'start' ? 0 : 1); // Where a page begins, the one before it ended.
      const page = await this.#all(from, asked);
      const events = page.flatMap((resolved) => keptOf(resolved, this.#prefix)?.event ?? []);
      if (pages === 0 && after !== undefined && !isThere(events[0], this.#seen(after))) {
        await this.assertStillThere(this.#seen(after));
        return this.all(after, limit);
      }
      const done = found.at(-1)?.position ?? after ?? '';
      found.push(...events.filter(({ position }) => position > done));
      const last = page.at(-1)?.event?.position;
      if (page.length < asked || found.length >= limit || last === undefined) break;
      from = last;
    }
    this.remember(found.at(-1));
    return found;
  }

  /** Position of the last event of this log; null: none. */
  async head(until?: number): Promise<string | null> {
    let from: ReadPosition = 'end';
    for (;;) {
      const page: readonly ResolvedEvent[] = await this.#all(from, HEAD_PAGE, { direction: 'backwards', until });
      for (const resolved of page) {
        const kept = keptOf(resolved, this.#prefix);
        if (kept !== null) return kept.event.position;
      }
      const last = page.at(-1)?.event?.position;
      if (page.length < HEAD_PAGE || last === undefined) return null;
      from = last;
    }
  }

  /**
   * Looks again for a while before it says so: a node that is about to lose the lead may be behind what another one has confirmed.
   * @throws WentBack the event is gone for good, or another one stands there
   */
  async assertStillThere(seen: Seen): Promise<void> {
    const until = performance.now() + this.#times.goneMs;
    for (let looks = 0; ; looks++) {
      const [first] = await this.#all(serverPosition(seen.position), 1);
      if (isThere(first && keptOf(first, this.#prefix)?.event, seen)) return;
      if (performance.now() > until) throw this.#wentBack(seen);
      await pause(backOff(looks, PAUSE_MAX_MS), NEVER);
    }
  }

  /** Whether anything of this log comes after; the event itself is looked for as well. @throws WentBack */
  async goesOnAfter(seen: Seen | undefined): Promise<boolean> {
    if (seen === undefined) return (await this.head()) !== null;
    await this.assertStillThere(seen);
    return (await this.all(seen.position, 1)).length > 0;
  }

  remember(event: RecordedEvent | undefined): void {
    if (event !== undefined) this.#remembered.set(event.position, event.meta['hash'] as string);
  }

  /** Where only a position was known, it may never have been one of this log. */
  #wentBack({ position, hash }: Seen): WentBack {
    const error = new WentBack(position);
    if (hash !== undefined) this.#onWentBack(error);
    return error;
  }

  #seen(position: string): Seen {
    return { position, hash: this.#remembered.get(position) };
  }

  #all(
    fromPosition: ReadPosition,
    maxCount: number,
    { direction = 'forwards', until }: AllOptions = {},
  ): Promise<readonly ResolvedEvent[]> {
    const options = { fromPosition, maxCount, direction, filter: this.filter, requiresLeader: true } as const;
    return this.#asked((client) => client.readAll(options), { until });
  }

  async #asked(
    read: Read,
    { stream, until = performance.now() + this.#times.patienceMs }: AskedOf = {},
  ): Promise<readonly ResolvedEvent[]> {
    for (let failures = 0; ; failures++) {
      const { client } = this.#connection;
      try {
        const events = await collected(read(client), this.#times.callMs);
        this.#connection.worked('read', client);
        return events;
      } catch (error) {
        const failure = failureOf(error);
        if (failure === 'stream-not-found' && stream !== undefined) {
          this.#connection.worked('read', client);
          throw new StreamNotFound(stream);
        }
        if (failure === 'stream-deleted') throw new Unavailable('unreadable', `${stream ?? 'a stream'} was deleted in KurrentDB`);
        if (failure === 'denied') throw new Unavailable('unreadable', 'KurrentDB does not let this account read');
        if (!mayPass(failure)) throw error;
        if (failure !== 'refused') this.#connection.failed('read', client, error);
        if (performance.now() > until) throw new Unavailable('unreachable', `KurrentDB does not answer: ${saidBy(error)}`);
        await pause(backOff(failures, PAUSE_MAX_MS), NEVER);
      }
    }
  }
}

const isThere = (event: RecordedEvent | null | undefined, { position, hash }: Seen): boolean =>
  event?.position === position && (hash === undefined || event.meta['hash'] === hash);
