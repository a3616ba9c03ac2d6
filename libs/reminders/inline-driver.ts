import { type Clock, systemClock, systemTimer, type Timer, vietnamDay } from '#commands/clock';
import type { Alert } from '#read-models/alert';
import { statementOf } from '#read-models/kept-statements';
import type { ReadLog } from '#read-models/projector';
import { ClockDatabase } from './clock-model/clock-database.ts';
import { deliver, type Delivered, type DeliverOptions } from './deliver.ts';
import { nextOpening } from './opening.ts';
import { sweep, type Swept } from './sweep.ts';

export interface RemindersOptions extends Omit<DeliverOptions, 'clock' | 'now' | 'holder'> {
  readonly log: ReadLog;
  /** The clock's folder. */
  readonly directory: string;
  readonly program: string;
  /** Names this process and this run of it. */
  readonly holder: string;
  /** Longest time between two looks at what is due, in seconds. */
  readonly sweepSeconds: number;
  readonly clock?: Clock;
  readonly timer?: Timer;
  readonly onAlert?: (alert: Alert) => void;
  /** A look that failed; the next one tries again. */
  readonly onError?: (error: unknown) => void;
}

export interface RemindersStats {
  /** UTC instant of the last look that ended well; null: none has. */
  readonly lastAt: string | null;
  readonly lastError: string | null;
  /** A look has not ended for longer than it may. */
  readonly stalled: boolean;
  readonly claimed: number;
  readonly sent: number;
  readonly failed: number;
}

/** A look that takes longer is stuck: every sending gives up long before. Milliseconds. */
const STALLED_MS = 300_000;
/** The first wait after a look that failed; it doubles up to the time between two looks. */
const RETRY_MS = 1_000;
/** How long messages on their way may take when the process stops, in milliseconds. */
const DRAIN_MS = 20_000;

/** The clock inside one process: follows the log, looks at what is due at the moment it is, claims it and sends it. */
export class Reminders {
  readonly #clock: ClockDatabase;
  readonly #now: Clock;
  readonly #timer: Timer;
  readonly #stopping = new AbortController();
  readonly #cutting = new AbortController();
  #running: Promise<void> | null = null;
  #stopped: Promise<void> | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #wake: () => void = () => undefined;
  #began: number | null = null;
  #stats = { lastAt: null as string | null, lastError: null as string | null, claimed: 0, sent: 0, failed: 0 };

  /** @throws Unavailable `locked`: another process keeps this folder */
  constructor(private readonly options: RemindersOptions) {
    this.#now = options.clock ?? systemClock;
    this.#timer = options.timer ?? systemTimer;
    this.#clock = new ClockDatabase(options);
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Looks now, whatever the time: brings the tables up to date, claims what is due, sends what was claimed. */
  lookNow(): Promise<{ readonly swept: Swept; readonly delivered: Delivered }> {
    return this.#exclusive(() => this.#look());
  }

  /** Brings the tables to the end of the log and to today, for whoever asks them. */
  async bringUpToDate(): Promise<void> {
    await this.#exclusive(() => this.#clock.bringTo(vietnamDay(this.#now.now()), this.#stopping.signal));
  }

  get database(): ClockDatabase {
    return this.#clock;
  }

  stats(): RemindersStats {
    return { ...this.#stats, stalled: this.#began !== null && this.#timer.nowMs() - this.#began > STALLED_MS };
  }

  /** No new look; messages on their way are waited for, at most `DRAIN_MS`: then they are cut off and sent again by the next start. */
  stop(): Promise<void> {
    return (this.#stopped ??= this.#stop());
  }

  async #stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake();
    const drained = new AbortController();
    const cut = this.#timer.wait(DRAIN_MS, drained.signal).then(() => this.#cutting.abort());
    await this.#running;
    await this.#turn;
    drained.abort();
    await cut;
    await Promise.all(this.options.channels.map((channel) => channel.close()));
    this.#clock.close();
  }

  async #run(): Promise<void> {
    const { sweepSeconds, onError } = this.options;
    for (let retryMs = RETRY_MS; !this.#stopping.signal.aborted;) {
      try {
        await this.lookNow();
        retryMs = RETRY_MS;
        await this.#wait(Math.min(sweepSeconds * 1_000, this.#untilNext()));
      } catch (error) {
        this.#stats.lastError = error instanceof Error ? error.message : String(error);
        onError?.(error);
        await this.#wait(retryMs);
        retryMs = Math.min(retryMs * 2, sweepSeconds * 1_000);
      }
    }
  }

  async #look(): Promise<{ readonly swept: Swept; readonly delivered: Delivered }> {
    this.#began = this.#timer.nowMs();
    try {
      const options = { ...this.options, clock: this.#clock, now: this.#now };
      await this.#clock.bringTo(vietnamDay(this.#now.now()), this.#stopping.signal);
      const swept = await this.#sweepAll(options);
      const delivered = await deliver(options, this.#cutting.signal);
      if (delivered.sent + delivered.failed + delivered.withdrawn > 0) await this.#clock.projector.catchUp();
      this.#stats.claimed += swept.deliveries;
      this.#stats.sent += delivered.sent;
      this.#stats.failed += delivered.failed;
      this.#stats = { ...this.#stats, lastAt: this.#now.now(), lastError: null };
      return { swept, delivered };
    } finally {
      this.#began = null;
    }
  }

  async #sweepAll(options: DeliverOptions): Promise<Swept> {
    let swept = await sweep(options, this.#stopping.signal);
    for (let last = swept; last.more && !this.#stopping.signal.aborted;) {
      last = await sweep(options, this.#stopping.signal);
      const { looked, deliveries, steps, lost } = swept;
      swept = {
        looked: looked + last.looked,
        deliveries: deliveries + last.deliveries,
        steps: steps + last.steps,
        lost: lost + last.lost,
        more: last.more,
      };
    }
    return swept;
  }

  /** Milliseconds until something may be due: a step at the opening of its day, or a message that is to be tried again. */
  #untilNext(): number {
    const { db, grounds } = this.#clock;
    const now = this.#now.now();
    const row = statementOf(
      db,
      `SELECT (SELECT min(wake_on) FROM clock_obligation WHERE wake_on IS NOT NULL) AS wake,
       (SELECT min(next_at) FROM clock_delivery WHERE next_at IS NOT NULL) AS next`,
    ).get() as { readonly wake: string | null; readonly next: string | null };
    const opening = row.wake === null ? null : nextOpening(grounds, row.wake, now);
    const retry = row.next === null ? null : row.next > now ? row.next : nextOpening(grounds, vietnamDay(now), now);
    const times = [opening, retry].flatMap((instant) => (instant === null ? [] : Date.parse(instant) - Date.parse(now)));
    return Math.max(0, Math.min(...times, Infinity));
  }

  async #wait(ms: number): Promise<void> {
    const waiting = new AbortController();
    this.#wake = () => waiting.abort();
    if (!this.#stopping.signal.aborted) await this.#timer.wait(ms, waiting.signal);
  }

  #exclusive<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}
