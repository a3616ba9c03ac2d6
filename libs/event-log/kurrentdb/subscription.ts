import type { AllStreamSubscription } from '@kurrent/kurrentdb-client';
import { caughtUp, type RecordedEvent, Unavailable } from '../event-log.ts';
import { CommitBell } from '../follow.ts';
import type { Connection } from './connection.ts';
import { failureOf, mayPass, saidBy } from './failures.ts';
import { serverPosition } from './kurrent-position.ts';
import type { KurrentReads, Seen } from './reads.ts';
import { keptOf } from './stored-event.ts';
import { backOff, type KurrentTimes, pause } from './times.ts';

/** Longest wait before a subscription is taken up again. */
const PAUSE_MAX_MS = 10_000;
/** Events that the client holds ready, beside what the connection does. */
const READY_EVENTS = 64;

export interface SubscribeOptions {
  readonly connection: Connection;
  readonly reads: KurrentReads;
  readonly prefix: string;
  readonly times: KurrentTimes;
  readonly after: string | undefined;
  readonly signal: AbortSignal;
}

/** The subscription ended, in whatever way, and is to be taken up again. */
class Dropped extends Error {}

/**
 * Everything after a position, then live, until the signal aborts. The client's subscriptions never reconnect, may end in good order and may
 * fall silent: each end, of whatever kind, means another one from the last event that was handed out, and so does silence while the log goes on.
 * @throws WentBack the last event that was handed out is gone; `Damaged`
 */
export async function* subscribe(options: SubscribeOptions): AsyncGenerator<RecordedEvent | typeof caughtUp> {
  const { connection, reads, after, signal } = options;
  let seen: Seen | undefined = after === undefined ? undefined : { position: after, hash: undefined };
  let failures = 0;
  while (!signal.aborted) {
    try {
      if (seen !== undefined) await reads.assertStillThere(seen);
      for await (const item of oneSubscription(options, seen)) {
        yield item;
        if (item === caughtUp) continue;
        seen = { position: item.position, hash: item.meta['hash'] };
        failures = 0;
      }
    } catch (error) {
      if (!isPassing(error)) throw error;
      connection.counters.resubscribed += 1;
      connection.note(`subscribing again after ${saidBy(error)}`);
      await pause(backOff(failures++, PAUSE_MAX_MS), signal);
    }
  }
}

function isPassing(error: unknown): boolean {
  if (error instanceof Dropped) return true;
  if (error instanceof Unavailable) return error.code === 'unreachable';
  return mayPass(failureOf(error));
}

/** One subscription of the client's, until it ends. Ends normally on abort only. */
async function* oneSubscription(options: SubscribeOptions, from: Seen | undefined): AsyncGenerator<RecordedEvent | typeof caughtUp> {
  const { connection, reads, prefix, times, signal } = options;
  const { retired } = connection;
  const heard = new Heard(
    connection.client.subscribeToAll(
      { fromPosition: from === undefined ? 'start' : serverPosition(from.position), filter: reads.filter, requiresLeader: true },
      { highWaterMark: READY_EVENTS },
    ),
    retired,
  );
  const watch = new Watch(options);
  let seen = from;
  let atEnd = false;
  try {
    while (!signal.aborted) {
      const { rings } = heard.bell;
      const resolved = heard.next();
      if (resolved !== null) {
        watch.calm();
        const event = keptOf(resolved, prefix)?.event;
        if (event === undefined) continue;
        // Already handed out: a log that went back would be seen so. Whether it did is looked at before the next subscription.
        if (seen !== undefined && event.position <= seen.position) throw new Dropped(`${event.position} after ${seen.position}`);
        seen = { position: event.position, hash: event.meta['hash'] };
        atEnd = false;
        yield event;
        continue;
      }
      heard.assertGoesOn();
      if (heard.live && !atEnd) {
        atEnd = true;
        yield caughtUp;
        continue;
      }
      await heard.bell.wait(rings, times.stallMs / 2, signal);
      if (heard.bell.rings === rings && !signal.aborted) await watch.look(seen);
    }
  } finally {
    heard.leave();
  }
}

/** What the client's subscription says, in one place: it may end with an error, without one, or not at all. */
class Heard {
  readonly bell = new CommitBell();
  /** The server has sent everything that there was. What it sent before may not have been taken yet. */
  live = false;
  readonly #subscription: AllStreamSubscription;
  readonly #left = new AbortController();
  #ended: string | null = null;

  constructor(subscription: AllStreamSubscription, retired: AbortSignal) {
    this.#subscription = subscription;
    // In the same tick: an error that nobody listens to ends the process.
    subscription.on('error', (error) => this.#end(saidBy(error)));
    subscription.on('end', () => this.#end('its end'));
    subscription.on('close', () => this.#end('its end'));
    subscription.on('readable', () => this.bell.ring());
    subscription.on('caughtUp', () => {
      this.live = true;
      this.bell.ring();
    });
    retired.addEventListener('abort', () => this.#end('another client'), { signal: this.#left.signal });
  }

  next(): ReturnType<AllStreamSubscription['read']> {
    return this.#subscription.read();
  }

  /** @throws Dropped */
  assertGoesOn(): void {
    if (this.#ended !== null) throw new Dropped(this.#ended);
  }

  /** Without a connection there is nothing to leave, and the client says so by rejecting. */
  leave(): void {
    this.#left.abort();
    this.#subscription.unsubscribe().catch((error: unknown) => this.#end(saidBy(error)));
    this.#subscription.destroy();
  }

  #end(why: string): void {
    this.#ended ??= why;
    this.bell.ring();
  }
}

/** Looks at the log while the subscription is silent: half of `stallMs` after it fell silent, and again after the other half. */
class Watch {
  readonly #options: SubscribeOptions;
  #suspected = false;

  constructor(options: SubscribeOptions) {
    this.#options = options;
  }

  calm(): void {
    this.#suspected = false;
  }

  /** @throws Dropped the log goes on and nothing comes @throws WentBack */
  async look(seen: Seen | undefined): Promise<void> {
    const { connection, reads } = this.#options;
    const goesOn = await reads.goesOnAfter(seen);
    if (goesOn && this.#suspected) {
      connection.counters.stalled += 1;
      throw new Dropped('silence while the log goes on');
    }
    this.#suspected = goesOn;
  }
}
