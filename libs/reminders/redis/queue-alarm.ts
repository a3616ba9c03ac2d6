import type { Telemetry } from 'bullmq';
import { systemClock, systemTimer, type Timer } from '#commands/clock';
import { noSpans, type Spans } from '#commands/spans';
import { AT_ONCE } from '../deliver.ts';
import type { Alarm, Rung } from '../alarm.ts';
import type { RedisPlace } from './connection.ts';
import { type Counts, DELIVERIES, Queues, type RungQueue, SWEEPS } from './queues.ts';
import { serverFault } from './server-fault.ts';
import { Station } from './station.ts';

export interface QueueAlarmOptions {
  readonly place: RedisPlace;
  readonly sweepSeconds: number;
  readonly timer?: Timer;
  /** Redis is of a kind that must not be used: nothing is taken from it until it is another. Told once. */
  readonly onRefused?: (fault: string) => void;
  /** The workers stand still and so do those that replaced them. Default: they are replaced again. */
  readonly onStuck?: () => void;
  /** Redis went away or came back. */
  readonly onChange?: (trouble: string | null) => void;
  /** Time between two looks after Redis and the workers, and what counts as standing still. Milliseconds. */
  readonly tendMs?: number;
  readonly stuckMs?: number;
  /** Whoever traces, and how jobs take a trace along. */
  readonly tracing?: { readonly spans: Spans; readonly queues: Telemetry };
}

export interface QueueState {
  /** Redis answers, and takes what is written. */
  readonly up: boolean;
  /** Why nothing rings; null: it does. */
  readonly trouble: string | null;
  readonly counts: Readonly<Partial<Record<RungQueue, Counts>>>;
}

/** How often the schedule, the workers and the server are looked after. What a flush forgot is back after this and one sweep. Milliseconds. */
const TEND_MS = 5_000;

/**
 * Redis as the alarm clock of many processes: one schedule of sweeps for all, one job a message. It holds nothing that is not in the log:
 * whatever it loses, the next sweep puts back; whatever it rings twice for, the log's claim and lease give to one.
 */
export class QueueAlarm implements Alarm {
  readonly #queues: Queues;
  readonly #timer: Timer;
  readonly #stopping = new AbortController();
  #stations: Readonly<Record<RungQueue, Station>> | null = null;
  #running: Promise<void> | null = null;
  #state: QueueState = { up: false, trouble: 'starting', counts: {} };
  #refused = false;

  constructor(
    private readonly rung: Pick<Rung, 'sweepNow' | 'sendOne' | 'owed' | 'groundsOf' | 'failed'>,
    private readonly options: QueueAlarmOptions,
  ) {
    this.#timer = options.timer ?? systemTimer;
    this.#queues = new Queues(options.place, this.#timer, options.tracing?.queues);
  }

  start(): void {
    this.#running ??= this.#run();
  }

  get state(): QueueState {
    return this.#state;
  }

  get queues(): Queues {
    return this.#queues;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    await Promise.all(Object.values(this.#stations ?? {}).map((station) => station.stop()));
    this.#queues.close();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await this.#tend();
      } catch (error) {
        this.#queues.forget();
        for (const station of Object.values(this.#stations ?? {})) station.look(null);
        this.#say({ up: false, trouble: `Redis is away: ${error instanceof Error ? error.message : String(error)}`, counts: {} });
      }
      await this.#timer.wait(this.options.tendMs ?? TEND_MS, signal);
    }
  }

  /** @throws Redis is away, or takes no writes */
  async #tend(): Promise<void> {
    const fault = serverFault(await this.#queues.info());
    if (fault !== null) return this.#refuse(fault);
    await this.#queues.schedule(this.options.sweepSeconds * 1_000, Date.parse(systemClock.now()));
    this.#stations ??= { [SWEEPS]: this.#station(SWEEPS, 1, () => this.#sweep()), [DELIVERIES]: this.#deliveries() };
    const counts = { [SWEEPS]: await this.#queues.counts(SWEEPS), [DELIVERIES]: await this.#queues.counts(DELIVERIES) };
    const stuck = (Object.keys(counts) as RungQueue[]).filter((name) => !this.#movesOn(name, counts[name]));
    this.#say({ up: true, trouble: stuck.length === 0 ? null : `no job of ${stuck.join(', ')} is taken`, counts });
  }

  #refuse(fault: string): void {
    this.#say({ up: true, trouble: fault, counts: {} });
    if (!this.#refused) this.options.onRefused?.(fault);
    this.#refused = true;
  }

  #movesOn(name: RungQueue, counts: Counts): boolean {
    const station = this.#stations?.[name];
    const verdict = station?.look(counts) ?? 'fine';
    if (verdict === 'give-up') this.options.onStuck?.();
    if (verdict !== 'fine') station?.replace();
    return verdict === 'fine';
  }

  async #sweep(): Promise<void> {
    await this.rung.sweepNow();
    const { spans } = this.options.tracing ?? { spans: noSpans };
    await spans.grouped(
      this.rung.owed(),
      (stream) => this.rung.groundsOf(stream),
      (streams) => this.#queues.enqueue(streams),
    );
  }

  #deliveries(): Station {
    return this.#station(DELIVERIES, AT_ONCE, async ({ stream = '' }) => void (await this.rung.sendOne(stream)));
  }

  #station(queue: RungQueue, hands: number, work: (data: Readonly<Record<string, string>>) => Promise<void>): Station {
    const { place, stuckMs, tracing } = this.options;
    const told = async (data: Readonly<Record<string, string>>): Promise<void> => {
      try {
        await work(data);
      } catch (error) {
        this.rung.failed(error);
        throw error;
      }
    };
    const onError = (error: unknown): void => this.rung.failed(error);
    const more = { ...(stuckMs === undefined ? {} : { stuckMs }), ...(tracing && { telemetry: tracing.queues }) };
    return new Station({ place, queue, hands, work: told, timer: this.#timer, onError, ...more });
  }

  #say(state: QueueState): void {
    const changed = state.trouble !== this.#state.trouble;
    this.#state = state;
    if (changed) this.options.onChange?.(state.trouble);
  }
}
