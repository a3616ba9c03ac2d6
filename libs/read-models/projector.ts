import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EventLog, READ_EVENTS_MAX, type RecordedEvent, StreamNotFound, Unavailable } from '#event-log/event-log';
import { eventsBehind } from '#event-log/lag';
import type { Alert } from './alert.ts';
import { Applier } from './applier.ts';
import { NO_POSITION, type Parked, prepareDatabase } from './database.ts';
import type { Halt } from './halt.ts';
import type { ModelEvent, ReadModel } from './model.ts';
import { ReadEvent } from './model-event.ts';
import type { RunningModel } from './running-model.ts';

/** Events of one transaction: large enough that its cost is shared, small enough that readers see progress. */
const BATCH_EVENTS = 1_000;

/** How long an append that nobody told us of stays unseen, in milliseconds. */
const POLL_MS = 100;

/**
 * Under load each batch finds a few new events, and what a batch costs hardly depends on how many there are: after one, the projector
 * rests so many times as long as it took, at most so many milliseconds. Who waits for a position is not kept waiting.
 */
const REST_TIMES = 9;
const REST_MAX_MS = 100;

/** Whoever asks how far it is must be told soon, also when the log's server takes its time, in milliseconds. */
const LAG_MS = 1_000;

/** What a projector needs of the log. */
export type ReadLog = Pick<EventLog, 'logId' | 'readAll' | 'readStream' | 'head'>;

export interface ProjectorOptions {
  readonly log: ReadLog;
  /** Open for writing; nobody else writes to it (`ProjectorLock`). */
  readonly db: DatabaseSync;
  readonly models: readonly ReadModel[];
  /** 1..5000. */
  readonly batchEvents?: number;
  readonly onAlert?: (alert: Alert) => void;
  /** Some events were taken; reading and applying them began so long ago. Must not throw. */
  readonly onBatch?: (events: readonly RecordedEvent[], tookMs: number) => void;
}

export interface ProjectorStats {
  /** Every running model is at least here; null: before the first event. */
  readonly position: string | null;
  /** Events taken since the projector was made. */
  readonly events: number;
  /** Events between the models and the end of the log, at most; 0: caught up. See `eventsBehind`. Null: the log does not answer soon. */
  readonly lag: number | null;
  readonly halted: readonly { readonly model: string; readonly halt: Halt }[];
  readonly parked: readonly Parked[];
}

/** Keeps the read models of one database at the end of the log. */
export class Projector {
  readonly #log: ReadLog;
  #applier: Applier;
  readonly #models: readonly ReadModel[];
  readonly #onAlert: ((alert: Alert) => void) | undefined;
  readonly #onBatch: ProjectorOptions['onBatch'];
  readonly #batchEvents: number;
  readonly #waiting = new Set<{ readonly position: string; resolve(reached: boolean): void }>();
  #events = 0;
  #turn: Promise<unknown> = Promise.resolve();
  #nudged = false;
  #resting = false;
  #idle = false;
  #wake: () => void = () => undefined;

  constructor({ log, db, models, batchEvents = BATCH_EVENTS, onAlert, onBatch }: ProjectorOptions) {
    this.#log = log;
    this.#batchEvents = Math.min(batchEvents, READ_EVENTS_MAX);
    prepareDatabase(db, { logId: log.logId, models });
    this.#models = models;
    this.#onAlert = onAlert;
    this.#onBatch = onBatch;
    this.#applier = new Applier(db, models, onAlert);
  }

  /**
   * Applies everything up to the end of the log.
   * @throws BrokenOrder the log was read with a gap or out of order. The signal's reason, between two batches
   */
  async catchUp(signal?: AbortSignal): Promise<void> {
    while ((await this.#exclusive(() => this.#step())) > 0) signal?.throwIfAborted();
  }

  /** Catches up and stays there until `signal` aborts; `nudge` shortens the wait. @throws as `catchUp` */
  async follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const began = performance.now();
      const taken = await this.#exclusive(() => this.#step());
      if (taken === this.#batchEvents) continue;
      this.#idle = taken === 0;
      if (taken === 0) await this.#nap(signal, POLL_MS);
      else await this.#rest(signal, performance.now() - began);
    }
  }

  /** Whether it follows and has nothing to do. */
  get idle(): boolean {
    return this.#idle && this.#waiting.size === 0;
  }

  /** Says that something was appended. */
  nudge(): void {
    this.#nudged = true;
    if (!this.#resting) this.#wake();
  }

  /** True as soon as every model has taken the event at `position`; false after `timeoutMs`. For reading one's own writes. */
  async waitFor(position: string, timeoutMs: number): Promise<boolean> {
    if (this.#reached(position)) return true;
    this.#nudged = true;
    this.#wake();
    return new Promise((resolve) => {
      const waiter = { position, resolve: (reached: boolean) => (clearTimeout(timer), this.#waiting.delete(waiter), resolve(reached)) };
      const timer = setTimeout(() => waiter.resolve(this.#reached(position)), timeoutMs);
      this.#waiting.add(waiter);
    });
  }

  /**
   * Goes on with another database of the same log, models and format. Between two batches it is brought at least as far as the present
   * one, so that whoever reads the one and then the other never sees less; `become` then makes it the one that answers.
   * @throws whatever applying or `become` throws; the present database then goes on
   */
  moveTo(db: DatabaseSync, become: () => void): Promise<void> {
    return this.#exclusive(async () => {
      const next = new Applier(db, this.#models, this.#onAlert);
      while (next.position < this.#applier.position && !next.halted) if ((await this.#take(next)) === 0) break;
      if (next.position < this.#applier.position) throw new Error(`the other rows stop at ${next.position}, behind those that answer`);
      become();
      this.#applier = next;
    });
  }

  /** Reads each parked stream again from the event that failed, and applies it in order. Returns what is still parked. */
  async retryParked(): Promise<readonly Parked[]> {
    await this.#exclusive(async () => {
      for (const model of this.#applier.models) for (const parked of model.parked) await this.#retry(model, parked);
    });
    return this.#applier.models.flatMap((model) => model.parked);
  }

  async stats(): Promise<ProjectorStats> {
    const position = this.#applier.position === NO_POSITION ? null : this.#applier.position;
    const halted = this.#applier.models.flatMap(({ name, halted: halt }) => (halt === null ? [] : [{ model: name, halt }]));
    return {
      position,
      events: this.#events,
      lag: await this.#lag(position),
      halted,
      parked: this.#applier.models.flatMap((model) => model.parked),
    };
  }

  async #lag(position: string | null): Promise<number | null> {
    const lag = this.#log.head().then((head) => eventsBehind(this.#log, position, head));
    const answered = lag.catch((error: unknown) => {
      if (error instanceof Unavailable) return null;
      throw error;
    });
    const asked = new AbortController();
    try {
      return await Promise.race([answered, sleep(LAG_MS, null, { signal: asked.signal })]);
    } finally {
      asked.abort();
    }
  }

  async #step(): Promise<number> {
    if (this.#applier.halted) return 0;
    const taken = await this.#take(this.#applier);
    this.#events += taken;
    if (taken > 0) for (const waiter of this.#waiting) if (this.#reached(waiter.position)) waiter.resolve(true);
    return taken;
  }

  async #take(applier: Applier): Promise<number> {
    const after = applier.position;
    const began = performance.now();
    const page = await this.#log.readAll({ limit: this.#batchEvents, ...(after === NO_POSITION ? {} : { after }) });
    if (page.length === 0) return 0;
    applier.applyBatch(page.map((event) => new ReadEvent(event)));
    this.#onBatch?.(page, performance.now() - began);
    return page.length;
  }

  async #retry(model: RunningModel, { stream, fromRevision }: Parked): Promise<void> {
    const last = this.#applier.revisionOf(stream);
    const events: ModelEvent[] = [];
    for (let from = fromRevision; from <= last; from = fromRevision + events.length) {
      const page = await this.#log.readStream(stream, { from, limit: Math.min(READ_EVENTS_MAX, last - from + 1) });
      if (page.length === 0) throw new StreamNotFound(stream);
      events.push(...page.filter(({ position }) => position <= model.position).map((event) => new ReadEvent(event)));
      if (events.length < page.length) break;
    }
    this.#applier.retry(model, stream, events);
  }

  #reached(position: string): boolean {
    return this.#applier.models.every((model) => model.position >= position);
  }

  /** One at a time: a page that is read twice would be applied twice. */
  #exclusive<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  /** Nudges are kept for afterwards. */
  async #rest(signal: AbortSignal, tookMs: number): Promise<void> {
    if (this.#waiting.size > 0 || signal.aborted) return;
    this.#resting = true;
    await this.#sleep(signal, Math.min(REST_MAX_MS, tookMs * REST_TIMES));
    this.#resting = false;
  }

  async #nap(signal: AbortSignal, ms: number): Promise<void> {
    if (!this.#nudged && !signal.aborted) await this.#sleep(signal, ms);
    this.#nudged = false;
  }

  #sleep(signal: AbortSignal, ms: number): Promise<void> {
    return new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      signal.addEventListener('abort', wake);
      this.#wake = wake;
    });
  }
}
