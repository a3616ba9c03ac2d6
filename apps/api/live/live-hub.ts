import { caughtUp, comparePositions, type EventLog } from '#event-log/event-log';
import { CommitBell } from '#event-log/follow';
import { LiveEntries, type LiveEntry } from './live-entries.ts';

/** Events kept in memory for those who follow closely; who is further behind reads the log. */
const RECENT_MAX = 1_000;
/** Events that one who catches up reads at a time. */
const PAGE_EVENTS = 200;
/** A follower looks at least so often, whatever it was told, in ms. */
const LOOK_MS = 15_000;

/** One follow of the log for everybody: a hundred clients cost one reader. */
export class LiveHub {
  readonly #entries: LiveEntries;
  readonly #bell = new CommitBell();
  readonly #abort = new AbortController();
  #recent: LiveEntry[] = [];
  /** Everything after this position is in `#recent`; empty: from the beginning of the log. */
  #base = '';

  private constructor(
    private readonly log: EventLog,
    private readonly onLost: (error: unknown) => void,
  ) {
    this.#entries = new LiveEntries(log);
  }

  /** @param onLost the log can no longer be followed */
  static async start(log: EventLog, onLost: (error: unknown) => void): Promise<LiveHub> {
    const hub = new LiveHub(log, onLost);
    hub.#base = (await log.head()) ?? '';
    void hub.#follow();
    return hub;
  }

  get #newest(): string {
    return this.#recent.at(-1)?.position ?? this.#base;
  }

  stop(): void {
    this.#abort.abort();
    this.#bell.ring();
  }

  /**
   * Events after a position, in order, as they come, until the signal aborts. Nothing is kept for a slow reader: it is the next page
   * of the log that waits.
   */
  async *after(position: string, signal: AbortSignal): AsyncGenerator<readonly LiveEntry[]> {
    let at = position;
    while (!signal.aborted && !this.#abort.signal.aborted) {
      const heard = this.#bell.rings;
      const entries = comparePositions(at, this.#base) < 0 ? await this.#fromLog(at) : this.#fromMemory(at);
      if (entries.length > 0) {
        yield entries;
        at = entries.at(-1)?.position ?? at;
      } else if (comparePositions(at, this.#base) < 0) {
        at = this.#base; // The log ends here: what comes is remembered.
      } else {
        await this.#bell.wait(heard, LOOK_MS, signal);
      }
    }
  }

  async #follow(): Promise<void> {
    const { signal } = this.#abort;
    try {
      for await (const event of this.log.subscribe({ ...(this.#base === '' ? {} : { after: this.#base }), signal })) {
        if (event === caughtUp || comparePositions(event.position, this.#newest) <= 0) continue; // A subscription may repeat itself.
        this.#recent.push(await this.#entries.entryOf(event));
        if (this.#recent.length > RECENT_MAX * 2) this.#forget();
        this.#bell.ring();
      }
    } catch (error) {
      if (!signal.aborted) this.onLost(error);
    }
  }

  #forget(): void {
    const forgotten = this.#recent.splice(0, this.#recent.length - RECENT_MAX);
    this.#base = forgotten.at(-1)?.position ?? this.#base;
  }

  #fromMemory(at: string): readonly LiveEntry[] {
    let first = this.#recent.length;
    while (first > 0 && comparePositions(this.#recent[first - 1]?.position ?? '', at) > 0) first--;
    return this.#recent.slice(first, first + PAGE_EVENTS);
  }

  async #fromLog(at: string): Promise<readonly LiveEntry[]> {
    const events = await this.log.readAll({ ...(at === '' ? {} : { after: at }), limit: PAGE_EVENTS });
    const entries: LiveEntry[] = [];
    for (const event of events) entries.push(await this.#entries.entryOf(event));
    return entries;
  }
}
