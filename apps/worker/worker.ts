import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { AddressInfo } from 'node:net';
import { fastify, type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { WebhookSecrets } from '#access/webhook-secrets';
import { systemClock } from '#commands/clock';
import { Commands } from '#commands/handle';
import type { Config } from '#config/config';
import type { LogServer } from '#config/log-place';
import { programName, programVersion } from '#config/program-name';
import { smtpText } from '#config/smtp';
import { makeDurableFolder } from '#event-log/durable-folder';
import { type EventLog, Unavailable } from '#event-log/event-log';
import { openLog } from '#event-log/open';
import { Installation } from '#jobs/installation';
import type { JobQueue } from '#jobs/job-queue';
import { clockDir, webhookSecretsFile } from '#recovery/places';
import { clockFigures } from '#reminders/clock-figures';
import { remindersOf } from '#reminders/installation';
import { NOTHING_LEAVES } from '#reminders/outbox/outbox-notice';
import { alarmOf } from '#reminders/redis/alarm-of';
import type { QueueAlarm } from '#reminders/redis/queue-alarm';
import type { Reminders } from '#reminders/reminders';
import { commandMetrics } from '#telemetry/command-metrics';
import { measureFolder } from '#telemetry/folder-metrics';
import { countConnection } from '#telemetry/connection-metrics';
import { measuredLog } from '#telemetry/measured-log';
import { measureJobs, measureSnapshots } from '#telemetry/job-metrics';
import { Metrics } from '#telemetry/metrics';
import { measureReminders, reminderCounters } from '#telemetry/reminder-metrics';
import type { Tracing } from '#telemetry/tracing/tracing';
import { answerHealth } from './health.ts';
import { showQueues } from './queue-board.ts';

export type ServerConfig = Config<LogServer>;

interface Working {
  readonly log: EventLog;
  readonly reminders: Reminders;
  readonly queue: QueueAlarm | null;
  readonly jobs: Installation;
  /** null: no Redis, and no long job is done here. */
  readonly jobQueue: JobQueue | null;
}

/** Reminds, and does long jobs: takes what a queue has for it, and says how it is. Its port comes first, its log is closed last. */
export class Worker {
  readonly #metrics = new Metrics();
  readonly #server: FastifyInstance = fastify({ logger: false, forceCloseConnections: true });
  #working: Working | null = null;
  #stopping = false;
  /** Another start may mend it. */
  onBroken: (why: string) => void = () => undefined;
  /** No start will, before somebody changes something. */
  onRefused: (fault: string) => void = () => undefined;

  constructor(
    private readonly config: ServerConfig,
    private readonly logger: Logger,
    /** null: nothing is traced. */
    private readonly tracing: Tracing | null,
  ) {}

  /** @returns what is said to whoever started it @throws Unavailable the log does not answer, or another process keeps the folder */
  async start(): Promise<string> {
    const { host, port, queue: place } = this.config;
    this.#metrics.beforeText(() => this.#measure());
    answerHealth(this.#server, { reasons: () => this.#reasons(), metrics: this.#metrics });
    if (place !== null) await showQueues(this.#server, { place, isUp: () => this.#isRedisUp() });
    await this.#server.listen({ host, port });
    this.#working = await this.#open();
    if (this.config.sweepSeconds > 0) this.#working.reminders.start();
    this.#working.jobQueue?.start();
    return this.#greeting();
  }

  /** Not ready; no new job; what is on its way arrives; the clock and the log are closed; nobody is answered any more. */
  async stop(): Promise<void> {
    if (this.#stopping) return;
    this.#stopping = true;
    const working = this.#working;
    await Promise.all([working?.reminders.stop(), working?.jobQueue?.stop()]);
    await working?.log.close();
    await this.#server.close();
    await this.tracing?.stop();
  }

  async #open(): Promise<Working> {
    const { config, logger, tracing } = this;
    makeDurableFolder(config.dataDir);
    const onNote = (note: string): void => {
      countConnection(this.#metrics, note);
      logger.warn(note);
    };
    const log = await openLog(config.log, { program: programName('worker'), onNote, onLost: () => this.onBroken('the log was lost') });
    const measured = measuredLog(log, this.#metrics);
    const commands = new Commands(tracing?.written(measured) ?? measured, systemClock);
    commands.watch(commandMetrics(this.#metrics));
    if (tracing !== null) commands.enclose(tracing.command);
    const secrets = new WebhookSecrets(webhookSecretsFile(config));
    const alarm = await alarmOf({
      ...{ place: config.sweepSeconds > 0 ? config.queue : null, sweepSeconds: config.sweepSeconds },
      onRefused: (fault) => this.onRefused(fault),
      onStuck: () => this.onBroken('no job is taken, by the second worker either'),
      onChange: (trouble) => (trouble === null ? logger.info('the queue rings') : logger.warn(`the queue: ${trouble}`)),
      ...(tracing && { tracing }),
    });
    try {
      const reminders = remindersOf({
        ...{ settings: config, clock: systemClock, commands, directory: clockDir(config), program: programName('worker') },
        log: tracing?.watched(log) ?? log,
        ...(tracing && { spans: tracing.spans }),
        ...alarm.option,
        ...reminderCounters(this.#metrics),
        holder: `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`,
        secretsOf: (webhook) => secrets.of(webhook, systemClock.now()),
        onAlert: (alert) => logger.error(alert),
        onError: (error) => logger.error(error),
      });
      return { log, reminders, queue: alarm.queue(), ...(await this.#jobs(log)) };
    } catch (error) {
      await log.close();
      throw error;
    }
  }

  async #jobs({ logId }: EventLog): Promise<Pick<Working, 'jobs' | 'jobQueue'>> {
    const jobs = new Installation({ settings: this.config, logId, program: programName('worker'), version: programVersion() });
    const jobQueue = await jobs.queue(true, {
      onError: (error) => this.logger.error(error, 'a long job failed'),
      onStuck: () => this.onBroken('no long job is taken, by the second worker either'),
    });
    return { jobs, jobQueue };
  }

  /** As soon as one that uses it finds it away, nobody is sent there. */
  #isRedisUp(): boolean {
    const { queue, jobQueue } = this.#working ?? { queue: null, jobQueue: null };
    return (queue?.state.up ?? true) && (jobQueue?.state.up ?? false);
  }

  async #reasons(): Promise<readonly string[]> {
    if (this.#working === null) return ['starting'];
    const { log, reminders, queue, jobQueue } = this.#working;
    return [
      ...(this.#stopping ? ['stopping'] : []),
      ...(await troubleOf(log)),
      ...(queue === null || queue.state.trouble === null ? [] : [`queue: ${queue.state.trouble}`]),
      ...(jobQueue === null || jobQueue.state.trouble === null ? [] : [`jobs: ${jobQueue.state.trouble}`]),
      ...(reminders.stats().stalled ? ['stalled'] : []),
    ];
  }

  async #measure(): Promise<void> {
    const metrics = this.#metrics;
    metrics.of('tiendo_build_info').set([programVersion()], 1);
    this.tracing?.measure(metrics);
    if (this.#working === null || this.#stopping) return;
    const { log, reminders, queue, jobs, jobQueue } = this.#working;
    metrics.of('tiendo_log_up').set([], (await troubleOf(log)).length === 0 ? 1 : 0);
    const now = systemClock.now();
    measureReminders(
      { figures: clockFigures(reminders.database, now), stats: reminders.stats(), queue: queue?.state ?? null, now },
      metrics,
    );
    if (jobQueue !== null) measureJobs(jobQueue.state, metrics);
    const { snapshotsDir, snapshotHours: everyHours } = this.config;
    if (snapshotsDir !== null) measureSnapshots({ newestAt: await jobs.newestSnapshot(), everyHours }, metrics);
    await measureFolder({ dataDir: this.config.dataDir, ownLog: false }, metrics);
  }

  #greeting(): string {
    const { smtp, outboxDir, sweepSeconds } = this.config;
    const { address, port } = this.#server.server.address() as AddressInfo;
    return [
      `tiendo worker: http://${address.includes(':') ? `[${address}]` : address}:${port}/health/ready`,
      smtp === null ? `  ${NOTHING_LEAVES.en}: ${outboxDir}` : `  Reminders are sent through ${smtpText(smtp)}.`,
      ...(sweepSeconds > 0 ? [] : ['  This process sends no reminders (TIENDO_SWEEP_SECONDS=0).']),
    ].join('\n');
  }
}

/** By reading it. */
async function troubleOf(log: EventLog): Promise<readonly string[]> {
  try {
    await log.head();
    return [];
  } catch (error) {
    if (error instanceof Unavailable) return [`log:${error.code}`];
    throw error;
  }
}
