import { DatabaseSync } from 'node:sqlite';
import { type Timer, vietnamDay } from '#commands/clock';
import { FollowUps } from '#commands/follow-ups/follow-ups';
import { Commands } from '#commands/handle';
import type { AnyCommand, StreamKind } from '#commands/stream-kind';
import { BrokenOrder } from '#read-models/alert';
import { comparePositions, type EventLog, type RecordedEvent, Unavailable } from '#event-log/event-log';
import type { DomainEvent } from '#lifecycle/decider';
import { Refusal } from '#lifecycle/refusal';
import { eachDifferentRow } from '#read-models/compare';
import { readParked, readPosition } from '#read-models/database';
import { readModels } from '#read-models/models';
import { Projector } from '#read-models/projector';
import { Weather } from './weather.ts';
import { freshModels, readWhole } from './fresh-models.ts';
import { poisoned } from './poison.ts';
import type { WritePath } from './parts.ts';
import { SimLog } from './sim-log.ts';
import type { World } from './world.ts';

/** Folded streams that a process keeps: so few that some are read again and again. */
const STREAMS_KEPT = [2, 6, 200];

/** What a process has in memory: gone when it dies. */
interface Process {
  readonly commands: WritePath;
  readonly followUps: FollowUps;
  projector: Projector;
  readonly log: EventLog;
  readonly readLog: EventLog;
  readonly died: Promise<'died'>;
  readonly die: (how: 'died') => void;
}

/** Commands, a carrier of follow-ups and a projector in one process, and its disk: read models and the follow-ups' checkpoint. */
export class Api {
  /** The process; null while it is down. */
  process: Process | null = null;
  /** How far its clock is off, in milliseconds. */
  skewMs = 0;
  /** The read models of its disk. */
  db = new DatabaseSync(':memory:');
  /** Rows that its tables refuse for now, by `stream revision`. */
  readonly poison = new Map<string, 'apply' | 'flush' | 'none'>();
  #busy = 0;
  #kept: string | undefined;
  #readTo: Readonly<Record<'projector' | 'follow-ups', string>> = { projector: '', 'follow-ups': '' };

  constructor(
    readonly world: World,
    readonly name: string,
  ) {}

  now(): string {
    return new Date(this.world.trueMs + this.skewMs).toISOString();
  }

  today(): string {
    return vietnamDay(this.now());
  }

  start(): void {
    const { world } = this;
    const { seams, scheduler } = world;
    scheduler.tell(`${this.name} starts`);
    seams.beforeStart(this);
    const weather = new Weather(world, this);
    const log = seams.connection(new SimLog(world.storage, weather), this);
    const readLog = seams.readSide(new SimLog(world.storage, weather), this);
    const timer: Timer = { nowMs: () => scheduler.nowMs, wait: (ms) => weather.wait(ms) };
    const streamsKept = scheduler.pick(STREAMS_KEPT);
    const commands = new Commands(log, seams.clock({ now: () => this.now() }, this), streamsKept, timer);
    const checkpoint = seams.checkpoint({ read: () => this.#kept, write: (position) => void (this.#kept = position) }, this);
    const followUps = new FollowUps({
      log,
      commands: seams.followUpCommands(commands, this),
      checkpoint,
      kind: seams.kinds(this).project as unknown as StreamKind<AnyCommand, unknown, DomainEvent>,
      timer,
      onError: (error, followUp) => {
        scheduler.tell(`${this.name} ${followUp?.command.type ?? 'follow-ups'}: ${String(error)}`);
        if (!isWeather(error) && !isEarly(error)) world.broken('unexpected', `follow-ups of ${this.name}: ${String(error)}`);
      },
    });
    const { promise: died, resolve: die } = Promise.withResolvers<'died'>();
    const projector = this.#projector(readLog);
    this.#readTo = { ...this.#readTo, 'follow-ups': '' };
    const process: Process = { commands: seams.commands(commands, this), followUps, projector, log, readLog, died, die };
    this.process = process;
    weather.process = process;
    followUps.start();
    void this.#project(process, weather);
  }

  /** The process is gone at once, whatever it was waiting for. */
  crash(): void {
    const { process } = this;
    if (process === null) return;
    this.world.scheduler.tell(`${this.name} dies`);
    this.process = null;
    process.die('died');
    void this.#startLater();
  }

  async #startLater(): Promise<void> {
    await this.world.scheduler.sleep(500 + this.world.scheduler.random() * 5_000);
    this.start();
  }

  /** Builds its read models anew beside the live ones, compares, and switches. */
  async rebuild(): Promise<void> {
    const { process } = this;
    if (process === null) return;
    const events = await readWhole(process.readLog).catch((error: unknown) => void this.#projectorFailed(error));
    if (events === undefined || this.process !== process) return;
    // From here on nothing is awaited: the live rows stand still.
    const until = this.world.seams.rebuildsUntil(this.position, this);
    const built = this.#built(
      process.log.logId,
      events.filter(({ position }) => position <= until),
    );
    if (built === null) return;
    const found = until === this.position && readParked(this.db).length === 0 ? [...eachDifferentRow(this.db, built)] : [];
    this.world.scheduler.tell(`${this.name} rebuilt up to ${until}`);
    if (found.length > 0) this.world.broken('read-models', `${this.name} differs from a rebuild: ${JSON.stringify(found).slice(0, 400)}`);
    this.db = built;
    process.projector = this.#projector(process.readLog);
  }

  /** Null: they are no order of events. */
  #built(logId: string, events: readonly RecordedEvent[]): DatabaseSync | null {
    try {
      return freshModels(logId, events);
    } catch (error) {
      this.#projectorFailed(error);
      return null;
    }
  }

  /** How far its follow-ups are done, as its disk says; '' from the start. */
  get checkpoint(): string {
    return this.#kept ?? '';
  }

  /** Position of its read models; '' before the first event. */
  get position(): string {
    return readPosition(this.db) ?? '';
  }

  /** Parked streams are read again from where they failed. */
  async retryParked(): Promise<void> {
    const { process } = this;
    if (process === null) return;
    this.world.scheduler.tell(`${this.name} retries what is parked`);
    this.#busy += 1;
    await process.projector.retryParked().catch((error: unknown) => this.#projectorFailed(error));
    this.#busy -= 1;
  }

  /** Nothing that was begun is still under way. */
  get idle(): boolean {
    return this.#busy === 0;
  }

  /** All that is in the log was taken and carried on. */
  isIdleAt(head: string): boolean {
    if (this.process === null || this.position < head) return false;
    const { waiting, position } = this.process.followUps.stats();
    return waiting === 0 && (position ?? '') >= head;
  }

  /** Readers only go on. */
  checkReaders(): void {
    if (this.process === null) return;
    const at = { projector: this.position, 'follow-ups': this.process.followUps.stats().position ?? '' };
    for (const reader of ['projector', 'follow-ups'] as const)
      if (comparePositions(at[reader], this.#readTo[reader]) < 0)
        this.world.broken('readers', `${reader} of ${this.name} went back from ${this.#readTo[reader]} to ${at[reader]}`);
    this.#readTo = at;
  }

  #projector(log: EventLog): Projector {
    const models = this.world.seams.models(poisoned(readModels, this), this);
    const batchEvents = 1 + Math.floor(this.world.scheduler.random() * 40);
    return new Projector({ log, db: this.db, models, batchEvents });
  }

  async #project(process: Process, weather: Weather): Promise<void> {
    for (;;) {
      const heard = this.world.storage.commits;
      const failed = await process.projector.catchUp().then(
        () => false,
        (error: unknown) => this.#projectorFailed(error),
      );
      if (this.world.found !== null) return;
      if (!failed) await this.world.storage.next(heard);
      await weather.pass('deliver');
    }
  }

  #projectorFailed(error: unknown): true {
    this.world.scheduler.tell(`projector of ${this.name}: ${String(error)}`);
    const full = (error as { errcode?: number }).errcode === 13;
    if (error instanceof BrokenOrder || !(isWeather(error) || full))
      this.world.broken('read-models', `the projector of ${this.name}: ${String(error)}`);
    return true;
  }
}

/** What the port says that a caller must live with. */
const isWeather = (error: unknown): boolean =>
  error instanceof Unavailable || (error instanceof Error && ['ConcurrencyConflict', 'OutcomeUnknown'].includes(error.name));

/** The clock went back behind the decision. */
const isEarly = (error: unknown): boolean => error instanceof Refusal && error.code === 'in-the-future';
