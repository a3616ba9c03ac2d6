import { type Clock, systemClock, systemTimer, type Timer, vietnamDay } from '#commands/clock';
import { type Ground, noSpans, type Spans } from '#commands/spans';
import type { ReminderItem } from '#lifecycle/reminder/reminder.events';
import type { Alert } from '#read-models/alert';
import { arraysOf, statementOf } from '#read-models/kept-statements';
import type { ReadLog } from '#read-models/projector';
import type { Alarm, Rung } from './alarm.ts';
import { ClockDatabase } from './clock-model/clock-database.ts';
import { type Came, deliver, type Delivered, deliverOne, type DeliverOptions, owedNow } from './deliver.ts';
import { InlineAlarm } from './inline-alarm.ts';
import { nextOpening } from './opening.ts';
import { groundsOf, sweep, type Swept } from './sweep.ts';

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
  /** Default: the clock inside this process. */
  readonly alarm?: (rung: Rung) => Alarm;
  readonly onAlert?: (alert: Alert) => void;
  /** A look or a sending that failed; it is tried again. */
  readonly onError?: (error: unknown) => void;
  /** A sweep that ended well. */
  readonly onSwept?: (seconds: number) => void;
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
/** How long messages on their way may take when the process stops, in milliseconds. */
const DRAIN_MS = 20_000;

/** The reminders of one process: its tables of what is due, and what is done when an alarm rings. */
export class Reminders implements Rung {
  readonly #clock: ClockDatabase;
  readonly #now: Clock;
  readonly #timer: Timer;
  readonly #alarm: Alarm;
  readonly #stopping = new AbortController();
  readonly #cutting = new AbortController();
  readonly #sending = new Set<Promise<unknown>>();
  #stopped: Promise<void> | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #began: number | null = null;
  /** UTC instant at which the last look began. */
  #lookedAt: string;
  #stats = { lastAt: null as string | null, lastError: null as string | null, claimed: 0, sent: 0, failed: 0 };

  /** @throws Unavailable `locked`: another process keeps this folder */
  constructor(private readonly options: RemindersOptions) {
    this.#now = options.clock ?? systemClock;
    this.#lookedAt = this.#now.now();
    this.#timer = options.timer ?? systemTimer;
    this.#clock = new ClockDatabase(options);
    this.#alarm = options.alarm?.(this) ?? new InlineAlarm(this, this.#timer, options.sweepSeconds);
  }

  start(): void {
    this.#alarm.start();
  }

  lookNow(): Promise<{ readonly swept: Swept; readonly delivered: Delivered }> {
    return this.#exclusive(() => this.#timed(() => this.#spans.run({ name: 'look' }, () => this.#look())));
  }

  sweepNow(): Promise<Swept> {
    return this.#exclusive(() => this.#timed(() => this.#sweep()));
  }

  async sendOne(stream: string): Promise<Came> {
    if (this.#stopping.signal.aborted || this.options.isQuiet()) return 'left';
    const sending = this.#sendOne(stream);
    this.#sending.add(sending);
    try {
      return await sending;
    } finally {
      this.#sending.delete(sending);
    }
  }

  owed(): readonly string[] {
    return owedNow(this.#deliverOptions);
  }

  groundsOf(stream: string): readonly Ground[] {
    const [items] = (arraysOf(this.#clock.db, 'SELECT items FROM clock_delivery WHERE stream = ?').get(stream) ?? []) as unknown as [
      string?,
    ];
    return groundsOf(stream, JSON.parse(items ?? '[]') as readonly ReminderItem[]);
  }

  /** A step at the opening of its day, or a message that is to be tried again. */
  untilNext(): number {
    const { db, grounds } = this.#clock;
    const row = statementOf(
      db,
      `SELECT (SELECT min(wake_on) FROM clock_obligation WHERE wake_on IS NOT NULL) AS wake,
       (SELECT min(next_at) FROM clock_delivery WHERE next_at IS NOT NULL) AS next`,
    ).get() as { readonly wake: string | null; readonly next: string | null };
    // From when the last look began: what came due while it was at work is due now.
    const looked = this.#lookedAt;
    const opening = row.wake === null ? null : nextOpening(grounds, row.wake, looked);
    const retry = row.next === null ? null : row.next > looked ? row.next : nextOpening(grounds, vietnamDay(looked), looked);
    const now = this.#now.now();
    const times = [opening, retry].flatMap((instant) => (instant === null ? [] : Date.parse(instant) - Date.parse(now)));
    return Math.max(0, Math.min(...times, Infinity));
  }

  /** Brings the tables to the end of the log and to today, for whoever asks them. */
  async bringUpToDate(): Promise<void> {
    await this.#exclusive(() => this.#bring());
  }

  get database(): ClockDatabase {
    return this.#clock;
  }

  stats(): RemindersStats {
    return { ...this.#stats, stalled: this.#began !== null && this.#timer.nowMs() - this.#began > STALLED_MS };
  }

  failed(error: unknown): void {
    this.#stats.lastError = error instanceof Error ? error.message : String(error);
    this.options.onError?.(error);
  }

  /** No new look; messages on their way are waited for, at most `DRAIN_MS`: then they are cut off and sent again by the next start. */
  stop(): Promise<void> {
    return (this.#stopped ??= this.#stop());
  }

  async #stop(): Promise<void> {
    this.#stopping.abort();
    const drained = new AbortController();
    const cut = this.#timer.wait(DRAIN_MS, drained.signal).then(() => this.#cutting.abort());
    await this.#alarm.stop();
    await this.#turn;
    await Promise.allSettled(this.#sending); // What failed has been told to whoever asked for it.
    drained.abort();
    await cut;
    await Promise.all(this.options.channels.map((channel) => channel.close()));
    this.#clock.close();
  }

  get #spans(): Spans {
    return this.options.spans ?? noSpans;
  }

  get #deliverOptions(): DeliverOptions {
    return { ...this.options, clock: this.#clock, now: this.#now };
  }

  #bring(): Promise<void> {
    return this.#clock.bringTo(vietnamDay(this.#now.now()), this.#stopping.signal);
  }

  async #look(): Promise<{ readonly swept: Swept; readonly delivered: Delivered }> {
    const swept = await this.#sweep();
    const delivered = await deliver(this.#deliverOptions, this.#cutting.signal);
    if (delivered.sent + delivered.failed + delivered.withdrawn > 0) await this.#clock.projector.catchUp();
    this.#stats.sent += delivered.sent;
    this.#stats.failed += delivered.failed;
    return { swept, delivered };
  }

  async #sweep(): Promise<Swept> {
    const beganMs = this.#timer.nowMs();
    await this.#bring();
    const swept = await this.#spans.run({ name: 'sweep', told: factsOf }, () => this.#sweepAll(this.#deliverOptions));
    this.#stats.claimed += swept.deliveries;
    this.options.onSwept?.((this.#timer.nowMs() - beganMs) / 1_000);
    return swept;
  }

  async #sendOne(stream: string): Promise<Came> {
    await this.#bring();
    const came = await deliverOne(this.#deliverOptions, stream, this.#cutting.signal);
    if (came === 'left') return came;
    if (came !== 'withdrawn') this.#stats[came] += 1;
    this.options.onAppended?.();
    return came;
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

  /** Counts as a look that has not ended until it has. */
  async #timed<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#began = this.#timer.nowMs();
    this.#lookedAt = this.#now.now();
    try {
      const result = await work();
      this.#stats = { ...this.#stats, lastAt: this.#now.now(), lastError: null };
      return result;
    } finally {
      this.#began = null;
    }
  }

  #exclusive<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}

const factsOf = ({ looked, deliveries, lost }: Swept) => ({ looked, claimed: deliveries, lost });
