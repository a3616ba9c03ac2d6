import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { Logger } from '@nestjs/common';
import { WebhookSecrets } from '#access/webhook-secrets';
import { type Clock, systemTimer, type Timer } from '#commands/clock';
import type { Commands } from '#commands/handle';
import type { Config } from '#config/config';
import { programName } from '#config/program-name';
import { type EventLog, Unavailable } from '#event-log/event-log';
import { clockDir, clockFile, webhookSecretsFile } from '#recovery/places';
import type { Reminders, RemindersStats } from '#reminders/reminders';
import { alarmOf } from '#reminders/redis/alarm-of';
import type { QueueAlarm } from '#reminders/redis/queue-alarm';
import type { ReminderQueries } from '#reminders/queries/reminder-queries';
import { quietOf } from '#reminders/quiet-of';
import type { Metrics } from '#telemetry/metrics';
import type { Tracing } from '#telemetry/tracing/tracing';
import { RequestProblem } from '../problems/request-problem.ts';

export interface ClockSideOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: EventLog;
  readonly commands: Commands;
  readonly onAppended: () => void;
  readonly metrics?: Metrics;
  readonly timer?: Timer;
  /** null: nothing is traced. */
  readonly tracing?: Tracing | null;
}

/** Longest wait of a question for a look that is at work: it is answered from what is there. Milliseconds. */
const FRESH_MS = 2_000;
/** How soon the clock is tried again that another process keeps, in milliseconds. */
const AGAIN_MS = 5_000;

/** What it costs to load is paid with the first look, not at the start. */
const installation = (): Promise<typeof import('#reminders/installation')> => import('#reminders/installation');

interface Kept {
  readonly reminders: Reminders;
  readonly queries: ReminderQueries;
  readonly queue: QueueAlarm | null;
}

/** The reminders of this process: kept by it, or read where another one keeps them. Opened with the first question or the first look. */
export class ClockSide {
  readonly #logger = new Logger(ClockSide.name);
  readonly #stopping = new AbortController();
  readonly #timer: Timer;
  #kept: Kept | null = null;
  #keeping: Promise<Kept | null> | null = null;
  #read: { readonly db: DatabaseSync; readonly queries: ReminderQueries } | null = null;
  #driving: Promise<void> = Promise.resolve();

  constructor(private readonly options: ClockSideOptions) {
    this.#timer = options.timer ?? systemTimer;
  }

  /** Looks at what is due from now on, unless the settings say that this process does not. */
  start(): void {
    if (this.options.config.sweepSeconds > 0) this.#driving = this.#drive();
  }

  /** Answers from tables that have reached the end of the log, unless a look that is at work takes too long. */
  async ask<Answer>(question: (queries: ReminderQueries) => Answer | Promise<Answer>): Promise<Answer> {
    const kept = await this.#keep();
    if (kept === null) return question(await this.#reading());
    const waited = new AbortController();
    await Promise.race([kept.reminders.bringUpToDate(), this.#timer.wait(FRESH_MS, waited.signal)]);
    waited.abort();
    return question(kept.queries);
  }

  /** null: this process does not keep the clock. */
  stats(): RemindersStats | null {
    return this.#kept === null ? null : this.#kept.reminders.stats();
  }

  /** Gauges of what this process keeps; none while it keeps nothing. */
  async measure(metrics: Metrics): Promise<void> {
    if (this.#kept === null || this.#stopping.signal.aborted) return;
    const { reminders, queue } = this.#kept;
    const [{ measureReminders }, { clockFigures }] = await Promise.all([
      import('#telemetry/reminder-metrics'),
      import('#reminders/clock-figures'),
    ]);
    const now = this.options.clock.now();
    measureReminders(
      { figures: clockFigures(reminders.database, now), stats: reminders.stats(), queue: queue?.state ?? null, now },
      metrics,
    );
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#driving;
    const kept = await this.#keeping;
    await kept?.reminders.stop();
    this.#read?.db.close();
  }

  async #drive(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const kept = await this.#keep();
      if (kept !== null) return kept.reminders.start();
      await this.#timer.wait(AGAIN_MS, this.#stopping.signal);
    }
  }

  /** null: another process keeps it. @throws RequestProblem `starting` the process stops */
  async #keep(): Promise<Kept | null> {
    if (this.#stopping.signal.aborted) throw new RequestProblem('starting', { headers: { 'Retry-After': '1' } });
    this.#keeping ??= this.#take();
    const kept = await this.#keeping;
    if (kept === null) this.#keeping = null;
    else this.#kept = kept;
    return kept;
  }

  async #take(): Promise<Kept | null> {
    const { remindersOf } = await installation();
    const { config, clock, log, commands, onAppended, metrics, tracing = null } = this.options;
    const secrets = new WebhookSecrets(webhookSecretsFile(config));
    const { reminderCounters } = await import('#telemetry/reminder-metrics');
    const alarm = await alarmOf({
      ...{ place: config.sweepSeconds > 0 ? config.queue : null, sweepSeconds: config.sweepSeconds },
      onRefused: (fault) => this.#logger.error(`nobody is reminded from here: ${fault}`),
      onStuck: () => this.#logger.error('the workers of the queue stand still, and so did those before them'),
      onChange: (trouble) => (trouble === null ? this.#logger.log('the queue rings') : this.#logger.warn(`the queue: ${trouble}`)),
      ...(tracing && { tracing }),
    });
    try {
      const reminders = remindersOf({
        ...alarm.option,
        ...(metrics === undefined ? {} : reminderCounters(metrics)),
        ...{ settings: config, clock, log: tracing?.watched(log) ?? log, commands, onAppended },
        ...(tracing && { spans: tracing.spans }),
        directory: clockDir(config),
        program: programName('api'),
        holder: `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`,
        secretsOf: (webhook) => secrets.of(webhook, clock.now()),
        onAlert: (alert) => this.#logger.error(alert),
        onError: (error) => this.#logger.error(error),
      });
      return { reminders, queries: await this.#queries(reminders.database.db), queue: alarm.queue() };
    } catch (error) {
      if (error instanceof Unavailable && error.code === 'locked') return null;
      throw error;
    }
  }

  async #reading(): Promise<ReminderQueries> {
    const file = clockFile(this.options.config);
    if (this.#read === null && !existsSync(file)) throw new RequestProblem('starting', { headers: { 'Retry-After': '5' } });
    if (this.#read === null) {
      const db = new DatabaseSync(file, { readOnly: true });
      this.#read = { db, queries: await this.#queries(db) };
    }
    return this.#read.queries;
  }

  async #queries(db: DatabaseSync): Promise<ReminderQueries> {
    const { ReminderQueries: Queries } = await import('#reminders/queries/reminder-queries');
    return new Queries(db, () => quietOf(this.options.config));
  }
}
