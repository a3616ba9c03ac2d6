import { caughtUp, comparePositions, ConcurrencyConflict, type EventLog, type RecordedEvent } from '#event-log/event-log';
import type { DomainEvent } from '#lifecycle/decider';
import { systemTimer, type Timer } from '../clock.ts';
import { StaleRevision } from '../decide-steps.ts';
import type { Commands } from '../handle.ts';
import { noSpans, type Spans } from '../spans.ts';
import { type AnyCommand, projectKind, type StreamKind } from '../stream-kind.ts';
import { StreamQueue } from '../stream-queue.ts';
import type { Answer } from './answers.ts';
import { Asking } from './asking.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { FollowUp } from './follow-up-commands.ts';
import { OpenFollowUps } from './open-follow-ups.ts';
import { Slots } from './slots.ts';

export interface FollowUpsOptions {
  readonly log: EventLog;
  readonly commands: Pick<Commands, 'handle' | 'look'>;
  readonly checkpoint: Pick<Checkpoint, 'read' | 'write'>;
  /** A follow-up that failed for no reason of the rules; it is tried again. */
  readonly onError?: (error: unknown, followUp: FollowUp | null) => void;
  /** Something was appended. */
  readonly onAppended?: () => void;
  /** Rules of the projects; the product's own by default. */
  readonly kind?: StreamKind<AnyCommand, unknown, DomainEvent>;
  /** First wait before a failed follow-up is tried again, in milliseconds. It doubles up to `RETRY_MAX_MS`. */
  readonly retryMs?: number;
  readonly timer?: Timer;
  readonly spans?: Spans;
}

export interface FollowUpStats {
  /** Not done yet. */
  readonly waiting: number;
  /** When the decision was recorded whose follow-up has waited longest, UTC; null: none waits. */
  readonly since: string | null;
  /** Position in the log up to which all was seen; null: nothing yet. */
  readonly position: string | null;
  /** The last failure while something waits; null: none. */
  readonly lastError: string | null;
}

/** Follow-ups at work at a time: few, so that people's commands find the log free. */
const AT_ONCE_MAX = 16;
const RETRY_MS = 50;
const RETRY_MAX_MS = 30_000;
/** Time between two checkpoints: a crash costs so much reading at the next start, about 10 µs for each event. */
const KEEP_EVERY_MS = 5_000;

/**
 * Carries a plan's and a contract's decisions to the projects that they name. It reads the log, never the command path: a decision is
 * answered before its follow-ups are done, and a crash in between leaves them in the log, from which they are taken up again. Each
 * has a command id of its own that derives from the deciding event, so that asking twice does it once.
 *
 * Any number of processes may carry over one log. What a project took or declined stands in its own stream under that id, and whoever
 * comes later is told that. Each asks at a revision up to which it has read the log, and only what the log still leaves open.
 */
export class FollowUps {
  readonly #open: OpenFollowUps;
  readonly #stopping = new AbortController();
  readonly #order = new StreamQueue();
  readonly #slots = new Slots(AT_ONCE_MAX);
  readonly #idlers = new Set<() => void>();
  readonly #asking: Asking;
  readonly #timer: Timer;
  #running: Promise<void> | null = null;
  readonly #atWork = new Set<Promise<void>>();
  #live = false;
  #lastError: string | null = null;
  #keptAt = -KEEP_EVERY_MS;

  constructor(private readonly options: FollowUpsOptions) {
    this.#open = new OpenFollowUps(options.checkpoint.read());
    this.#timer = options.timer ?? systemTimer;
    const kind = options.kind ?? (projectKind as unknown as StreamKind<AnyCommand, unknown, DomainEvent>);
    this.#asking = new Asking(options.commands, kind, options.onAppended);
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Leaves what is not done in the log, for the next start. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    await Promise.all(this.#atWork);
    try {
      this.#keep();
    } catch (error) {
      this.#failed(error, null); // An older checkpoint only means more to read.
    }
  }

  /** Resolves when every decision in the log now has been carried to its projects, or once stopped. */
  async idle(): Promise<void> {
    const head = await this.options.log.head();
    while (!this.#stopping.signal.aborted && !(this.#hasRead(head) && this.#live && this.#open.size === 0)) await this.#change();
  }

  stats(): FollowUpStats {
    return { waiting: this.#open.size, since: this.#open.since, position: this.#open.position ?? null, lastError: this.#lastError };
  }

  #hasRead(to: string | null): boolean {
    const { position } = this.#open;
    return to === null || (position !== undefined && comparePositions(position, to) >= 0);
  }

  /** Resolves when something was read or done, or once stopped. */
  #change(): Promise<void> {
    return new Promise((resolve) => this.#idlers.add(resolve));
  }

  async #run(): Promise<void> {
    for (let retryMs = this.options.retryMs ?? RETRY_MS; !this.#stopping.signal.aborted; retryMs = Math.min(retryMs * 2, RETRY_MAX_MS)) {
      try {
        await this.#read();
      } catch (error) {
        this.#failed(error, null);
        await this.#wait(retryMs);
      }
    }
    this.#wake();
  }

  /** Until the end was reached once, nothing is asked: the log itself may tell further on that it was done. */
  async #read(): Promise<void> {
    const after = this.#open.position;
    for await (const event of this.options.log.subscribe({ ...(after === undefined ? {} : { after }), signal: this.#stopping.signal })) {
      if (event === caughtUp) this.#caughtUp();
      else this.#take(event);
    }
  }

  #take(event: RecordedEvent): void {
    const opened = this.#open.take(event);
    if (this.#open.size === 0) this.#lastError = null;
    if (this.#live) for (const followUp of opened) this.#begin(followUp);
    this.#wake();
  }

  #caughtUp(): void {
    if (!this.#live) {
      this.#live = true;
      for (const followUp of this.#open.all()) this.#begin(followUp);
    }
    if (this.#timer.nowMs() - this.#keptAt >= KEEP_EVERY_MS) this.#keep();
    this.#wake();
  }

  #begin(followUp: FollowUp): void {
    // One project's follow-ups in the order in which they were decided.
    const work = this.#order.run(followUp.stream, () => this.#untilDone(followUp));
    this.#atWork.add(work);
    void work.finally(() => this.#atWork.delete(work));
  }

  async #untilDone(followUp: FollowUp): Promise<void> {
    for (let retryMs = this.options.retryMs ?? RETRY_MS; !this.#stopping.signal.aborted; retryMs = Math.min(retryMs * 2, RETRY_MAX_MS)) {
      try {
        await this.#slots.run(() => this.#traced(followUp));
        this.#open.close(followUp);
        if (this.#open.size === 0) this.#lastError = null;
        this.#wake();
        return;
      } catch (error) {
        if (error === this.#stopping.signal.reason) return;
        this.#failed(error, followUp);
        await this.#wait(retryMs);
      }
    }
  }

  #traced(followUp: FollowUp): Promise<void> {
    const { decidedBy, trace, command } = followUp;
    const after = { commandId: decidedBy.commandId, correlationId: trace.correlationId };
    const work = { name: 'follow-up', facts: { command: command.type }, after };
    return (this.options.spans ?? noSpans).run(work, () => this.#once(followUp));
  }

  /** @throws whatever is no answer of the rules: it is tried again */
  async #once(followUp: FollowUp): Promise<void> {
    const answer = await this.#ask(followUp);
    if (answer !== null && this.#open.has(followUp)) await this.#asking.tell(followUp, answer);
  }

  /**
   * Null: nobody need be told, or somebody else has seen to it. A follow-up that was done long ago may be taken by a project that has
   * moved on, so nothing is asked at a revision that the log was not read up to.
   */
  async #ask(followUp: FollowUp): Promise<Answer | null> {
    for (;;) {
      const { revision, position } = await this.#asking.look(followUp);
      while (!this.#hasRead(position)) {
        this.#stopping.signal.throwIfAborted();
        await this.#change();
      }
      if (!this.#open.has(followUp)) return null;
      try {
        return await this.#asking.askAt(revision, followUp);
      } catch (error) {
        // The project has moved on meanwhile.
        if (!(error instanceof StaleRevision || error instanceof ConcurrencyConflict)) throw error;
      }
    }
  }

  #failed(error: unknown, followUp: FollowUp | null): void {
    this.#lastError = error instanceof Error ? error.message : String(error);
    this.options.onError?.(error, followUp);
  }

  #keep(): void {
    const { doneTo } = this.#open;
    if (this.#live && doneTo !== undefined) this.options.checkpoint.write(doneTo);
    this.#keptAt = this.#timer.nowMs();
  }

  #wake(): void {
    for (const wake of this.#idlers) wake();
    this.#idlers.clear();
  }

  /** Ends early when stopped. */
  #wait(ms: number): Promise<void> {
    return this.#timer.wait(ms, this.#stopping.signal);
  }
}
