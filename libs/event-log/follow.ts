import { setImmediate } from 'node:timers/promises';
import { caughtUp, type RecordedEvent } from './event-log.ts';

/** Events read at a time while following: small enough that a slow consumer holds little, large enough to be quick. */
const PAGE_EVENTS = 500;

/** How long a commit of another process may stay unseen, in milliseconds. */
const POLL_MS = 200;

/** Wakes the followers of a log after a commit. Remembers how often it rang, so that a ring between a read and a wait is not lost. */
export class CommitBell {
  rings = 0;
  readonly #waiting = new Set<() => void>();

  ring(): void {
    this.rings += 1;
    for (const wake of this.#waiting) wake();
  }

  /** Resolves when it has rung since `heard`, after `ms`, or on abort, whichever is first. */
  async wait(heard: number, ms: number, signal: AbortSignal): Promise<void> {
    if (this.rings !== heard || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      signal.addEventListener('abort', wake);
      this.#waiting.add(wake);
    });
  }
}

export interface Followed {
  readonly bell: CommitBell;
  readonly after: string | undefined;
  readonly signal: AbortSignal;
  /** Synchronous, so that no commit falls between the read and the look at the bell. */
  read(after: string | undefined, limit: number): readonly RecordedEvent[];
}

/** `EventLog.subscribe` over paged reads: catch-up, then live, until the signal aborts or a read throws. */
export async function* follow({ bell, after, signal, read }: Followed): AsyncGenerator<RecordedEvent | typeof caughtUp> {
  let position = after;
  let atEnd = false;
  while (!signal.aborted) {
    const heard = bell.rings;
    const page = read(position, PAGE_EVENTS);
    for (const event of page) {
      if (signal.aborted) return;
      yield event;
      position = event.position;
      atEnd = false;
    }
    if (page.length === PAGE_EVENTS) {
      await setImmediate(); // A long catch-up must not keep the event loop from everyone else.
      continue;
    }
    if (!atEnd) yield caughtUp;
    atEnd = true;
    await bell.wait(heard, POLL_MS, signal);
  }
}
