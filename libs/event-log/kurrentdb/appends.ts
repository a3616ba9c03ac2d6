import type { AppendResult } from '@kurrent/kurrentdb-client';
import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { firstRevision, type PreparedEvent } from '../append-request.ts';
import { FIRST_PREV_HASH } from '../chain.ts';
import {
  type Appended,
  ConcurrencyConflict,
  type ExpectedRevision,
  type RecordedEvent,
  StreamNotFound,
  Unavailable,
} from '../event-log.ts';
import type { Connection } from './connection.ts';
import { failureOf, mayPass, NotSent, TimedOut, Unanswered } from './failures.ts';
import { actualOf, type FailedAppend, portError } from './port-errors.ts';
import { eventAt } from './read-back.ts';
import type { KurrentReads, StreamPage } from './reads.ts';
import { eventsToSend, type Kept, keptOf } from './stored-event.ts';
import { backOff, type KurrentTimes, pause, within } from './times.ts';

const PAUSE_MAX_MS = 1_000;
const NEVER = new AbortController().signal;

/** Events that may be followed without a look at them, about 300 bytes each. */
const ENDS_MAX = 50_000;

/** What the next event of a stream is chained to. */
interface End {
  readonly revision: number;
  readonly hash: string;
  readonly recordedAt: string;
}

const BEGINNING: End = { revision: -1, hash: FIRST_PREV_HASH, recordedAt: '' };

interface Call extends FailedAppend {
  readonly expected: ExpectedRevision;
  readonly events: readonly PreparedEvent[];
  /** Tells this call's events from the same events of another call. */
  readonly attempt: string;
  /** When to give up, on the clock of `performance.now`. */
  readonly until: number;
  mayBeThere: unknown;
}

export interface AppendsOptions {
  readonly connection: Connection;
  readonly reads: KurrentReads;
  readonly prefix: string;
  readonly times: KurrentTimes;
}

/**
 * Appends with an expected revision. The server answers the same events at the same place as if they were new, so each success is read
 * back: whoever wrote them is in the metadata of the last. An outcome that is not known is found out by a look at the place, and the same
 * events are sent again where it is still free.
 */
export class KurrentAppends {
  readonly #connection: Connection;
  readonly #reads: KurrentReads;
  readonly #prefix: string;
  readonly #times: KurrentTimes;
  readonly #ends = new LRUCache<string, End>({ max: ENDS_MAX });

  constructor({ connection, reads, prefix, times }: AppendsOptions) {
    this.#connection = connection;
    this.#reads = reads;
    this.#prefix = prefix;
    this.#times = times;
  }

  /** @throws as `EventLog.append` */
  async append(stream: string, expected: ExpectedRevision, events: readonly PreparedEvent[]): Promise<Appended> {
    const until = performance.now() + this.#times.patienceMs;
    const call: Call = { stream, expected, events, attempt: randomUUID(), until, mayBeThere: null };
    for (let failures = 0; ; failures++) {
      try {
        return await this.#once(call, failures === 0);
      } catch (error) {
        const away = error instanceof Unavailable && error.code === 'unreachable';
        if (!(away || mayPass(failureOf(error))) || performance.now() > until) throw portError(error, call);
        this.#ends.clear(); // Another node may answer now, and what was read from the last one is not what it has.
        this.#connection.counters.resent += 1;
        await pause(backOff(failures, PAUSE_MAX_MS), NEVER);
      }
    }
  }

  /** Spares the look at the event that the next append follows. */
  learn(event: RecordedEvent | undefined): void {
    if (event === undefined || (this.#ends.get(event.stream)?.revision ?? -1) > event.revision) return;
    const { revision, meta } = event;
    this.#ends.set(event.stream, { revision, hash: meta['hash'] as string, recordedAt: meta['recordedAt'] as string });
  }

  async #once(call: Call, first: boolean): Promise<Appended> {
    const known = first ? this.#knownEnd(call) : undefined;
    const end = known ?? (await this.#look(call));
    if ('position' in end) return end;
    const { stream, expected, events } = call;
    if ((events[0] as PreparedEvent).recordedAt < end.recordedAt) throw new TypeError(`${stream}: recordedAt goes back`);
    try {
      const result = await this.#send(call, end);
      call.mayBeThere = new Error('confirmed, and not read back');
      return await this.#readBack(call, result);
    } catch (error) {
      if (failureOf(error) === 'unanswered') call.mayBeThere = error;
      if (failureOf(error) !== 'conflict') throw error;
      const found = await this.#look(call);
      if ('position' in found) return found;
      throw new ConcurrencyConflict(stream, expected, actualOf(error));
    }
  }

  #knownEnd({ stream, expected }: Call): End | undefined {
    const end = this.#ends.get(stream);
    if (expected === 'no_stream') return end === undefined ? BEGINNING : undefined;
    return end?.revision === expected ? end : undefined;
  }

  /**
   * Looks at the place where the events are to stand: the end that they follow when it is free, their place when they are there.
   * @throws ConcurrencyConflict others are there, or the stream is not that long
   */
  async #look(call: Call): Promise<End | Appended> {
    const { stream, expected, events, until } = call;
    const first = firstRevision(expected);
    const from = Math.max(0, first - 1);
    const page = await this.#page({ stream, from, limit: first - from + events.length, until });
    const before = page[0]?.event;
    const there = page.slice(first - from);
    if (there.length === 0) {
      if (expected === 'no_stream') return BEGINNING;
      if (before === undefined) throw await this.#conflict(call);
      this.learn(before);
      return { revision: before.revision, hash: before.meta['hash'] as string, recordedAt: before.meta['recordedAt'] as string };
    }
    const same = there.length === events.length && there.every(({ event }, index) => event.id === events[index]?.id);
    if (!same) throw await this.#conflict(call);
    return this.#answer(call, there.at(-1) as Kept);
  }

  async #page(asked: StreamPage): Promise<readonly Kept[]> {
    try {
      return await this.#reads.stream(asked);
    } catch (error) {
      if (error instanceof StreamNotFound) return [];
      throw error;
    }
  }

  async #conflict({ stream, expected, until }: Call): Promise<ConcurrencyConflict> {
    return new ConcurrencyConflict(stream, expected, (await this.#reads.lastRevision(stream, until)) ?? 'no_stream');
  }

  /** Whose events they are is known only now. */
  async #readBack(call: Call, { nextExpectedRevision }: AppendResult): Promise<Appended> {
    const { stream, events } = call;
    const revision = firstRevision(call.expected) + events.length - 1;
    if (nextExpectedRevision !== BigInt(revision))
      throw new Unavailable('unreadable', `${stream} was deleted in KurrentDB and written again: its events are no whole chain any more`);
    const resolved = await within(this.#times.callMs, eventAt(this.#connection.client, this.#prefix + stream, revision));
    const last = keptOf(resolved, this.#prefix);
    if (last?.event.id !== events.at(-1)?.id) throw new Unanswered(`${stream}: another event where one was confirmed`);
    return this.#answer(call, last as Kept);
  }

  #answer({ attempt: mine }: Call, { event, attempt }: Kept): Appended {
    this.learn(event);
    this.#reads.remember(event);
    const { revision, position } = event;
    if (attempt === mine) return { revision, position };
    this.#connection.counters.repeated += 1;
    return { revision, position, repeated: true };
  }

  async #send(call: Call, end: End): Promise<AppendResult> {
    const { stream, expected, events, attempt, until } = call;
    const toSend = [...eventsToSend(events, end.hash, attempt)];
    const streamState = expected === 'no_stream' ? expected : BigInt(expected);
    const { client, turns } = this.#connection;
    const patienceMs = Math.max(0, until - performance.now());
    const giveBack = await turns.take(patienceMs);
    if (giveBack === null) {
      this.#connection.failed('append', client, new TimedOut(patienceMs));
      throw new NotSent('too many appends are under way');
    }
    if (client !== this.#connection.client) {
      giveBack();
      throw new NotSent('another client took over');
    }
    // `throwOnAppendFailure` stays on, and each call has a time of its own: the client's own deadline is not heeded for batches.
    const appending = client.appendToStream(this.#prefix + stream, toSend, { streamState, requiresLeader: true });
    appending.then(giveBack, giveBack); // Not before, though we wait no longer: the client still holds its message.
    try {
      const result = await within(this.#times.callMs, appending);
      this.#connection.worked('append', client);
      return result;
    } catch (error) {
      if (error instanceof TimedOut) this.#connection.failed('append', client, error);
      else if (!mayPass(failureOf(error))) this.#connection.worked('append', client); // A no is an answer.
      throw error;
    }
  }
}
