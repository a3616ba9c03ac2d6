import type { DatabaseSync } from 'node:sqlite';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Clock } from '#commands/clock';
import { Checkpoint } from '#commands/follow-ups/checkpoint';
import { FollowUps, type FollowUpStats } from '#commands/follow-ups/follow-ups';
import { Commands } from '#commands/handle';
import { projectIdOfCode } from '#commands/project-id';
import type { Config } from '#config/config';
import { programName } from '#config/program-name';
import type { RestoredNotice } from '#contracts/service';
import { makeDurableFolder } from '#event-log/durable-folder';
import type { EventLog, Unavailable } from '#event-log/event-log';
import type { OpenedLog } from '#event-log/open';
import { SqliteLog } from '#event-log/sqlite-log';
import { StartUpCheck } from '#event-log/start-up-check';
import { readPosition } from '#read-models/database';
import { Ledger } from '#read-models/figures/ledger';
import { ReadModelReader } from '#read-models/read-model-reader';
import { statementOf } from '#read-models/kept-statements';
import type { ProjectorStats } from '#read-models/projector';
import type { RebuildProgress } from '#read-models/build-watch';
import { idOf } from '#read-models/projects/list-projects';
import { lastRestore } from '#recovery/generation';
import { openForWriting } from '#recovery/open-log';
import { followUpsFile } from '#recovery/places';
import { isUuid } from '../http/preconditions.ts';
import { RequestProblem } from '../problems/request-problem.ts';
import { commandMetrics } from '#telemetry/command-metrics';
import { countConnection } from '#telemetry/connection-metrics';
import { measuredLog } from '#telemetry/measured-log';
import { Metrics } from '#telemetry/metrics';
import type { Tracing } from '#telemetry/tracing/tracing';
import { ClockSide } from '../reminders/clock-side.ts';
import { CLOCK, CONFIG, TRACING } from '../tokens.ts';
import { endToStartAgain } from './end-to-start-again.ts';
import { OpeningCommands } from './opening-commands.ts';
import { ProjectorClient } from './projector-client.ts';

/** How long answers may go on with a build of the read models after a rebuild switched to another. */
const LOOK_EVERY_MS = 50;

/** What a question may look at: one snapshot of the read models. */
export interface ReadSide {
  readonly db: DatabaseSync;
  readonly ledger: Ledger;
  /** Log position that the snapshot stands at; null: empty log. */
  readonly position: string | null;
}

interface Opened {
  readonly log: OpenedLog;
  readonly began: string | null;
  readonly commands: Commands;
  readonly followUps: FollowUps;
  readonly projector: ProjectorClient;
  readonly reader: ReadModelReader;
  /** Null: the log is no file, and its server checks what it keeps. */
  readonly check: StartUpCheck | null;
  readonly reminders: ClockSide;
}

/** The log, the one way to write it, and the read models. Opened after the port is ours; closed after the last answer. */
@Injectable()
export class Storage implements OnApplicationShutdown {
  readonly #logger = new Logger(Storage.name);
  readonly openingCommands = new OpeningCommands();
  #opening: Promise<Opened> | null = null;
  #opened: Opened | null = null;
  #lost: string | null = null;
  #builtTenth = -1;
  #ledger: { readonly db: DatabaseSync; readonly ledger: Ledger } | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly metrics: Metrics,
    @Inject(TRACING) private readonly tracing: Tracing | null,
  ) {}

  /** @throws Unavailable another process holds the log, or the folder cannot be used */
  async open(): Promise<void> {
    this.#opening ??= this.#open();
    this.#opened = await this.#opening;
  }

  /** @throws RequestProblem `starting` */
  get log(): EventLog {
    return this.#now().log;
  }

  /** @throws RequestProblem `starting` */
  get commands(): Commands {
    return this.#now().commands;
  }

  /** Asks the read models; all that the question reads is of one position. @throws RequestProblem `starting` */
  read<Answer>(question: (side: ReadSide) => Answer): Answer {
    const { db } = this;
    if (this.#ledger?.db !== db) this.#ledger = { db, ledger: new Ledger(db) };
    const { ledger } = this.#ledger;
    statementOf(db, 'BEGIN').run();
    try {
      return question({ db, ledger, position: readPosition(db) });
    } finally {
      statementOf(db, 'COMMIT').run();
    }
  }

  /** The read models of the current build. Ask anew for each answer. @throws RequestProblem `starting` */
  get db(): DatabaseSync {
    return this.#now().reader.db;
  }

  /** Where the read models stand; null before the first event and while nothing is open. */
  get position(): string | null {
    return this.#opened === null ? null : readPosition(this.#opened.reader.db);
  }

  /** A project's id by its id or code. Of a code that the read models do not have, the id that it has if it was opened a moment ago, through any replica. */
  projectIdOf(idOrCode: string): string {
    return isUuid(idOrCode) ? idOrCode : (idOf(this.db, idOrCode) ?? projectIdOfCode(idOrCode));
  }

  /** Where the log stood when this process opened it; null: it was empty. @throws RequestProblem `starting` */
  get began(): string | null {
    return this.#now().began;
  }

  /** Waits until the read models have an event; at most `timeoutMs`. */
  waitFor(position: string, timeoutMs: number): Promise<boolean> {
    return this.#now().projector.waitFor(position, timeoutMs);
  }

  /** Something was appended: the read models need not wait for their next look. */
  appended(): void {
    this.#opened?.projector.nudge();
  }

  /** What plans and contracts decided and their projects do not say yet; null while nothing is open. */
  get followUps(): FollowUpStats | null {
    return this.#opened === null ? null : this.#opened.followUps.stats();
  }

  /** Who is reminded of what. @throws RequestProblem `starting` */
  get reminders(): ClockSide {
    return this.#now().reminders;
  }

  /** Nobody has confirmed yet that what the log lacks since a restore was entered again; null: it lacks nothing. @throws UnreadableGeneration */
  get restored(): RestoredNotice | null {
    const last = lastRestore(this.config.dataDir);
    if (last === null || last.phase === 'confirmed') return null;
    const { generation, cause, at, position, backup } = last;
    return { generation, cause, at, position, backupMadeAt: backup?.madeAt ?? null };
  }

  /** Null while nothing is open, and when the projector is gone. */
  async stats(): Promise<ProjectorStats | null> {
    return this.#opened === null ? null : this.#opened.projector.stats();
  }

  /** Why nothing can be written; null: something can, or nothing is open yet. */
  async trouble(): Promise<Unavailable['code'] | null> {
    return this.#opened === null ? null : this.#opened.log.trouble();
  }

  /** Why answers cannot be trusted to be whole; null when they can. */
  get lost(): string | null {
    return this.#lost;
  }

  /** After the last answer: the projector, the read models, the log, and last what tells of them all. */
  async onApplicationShutdown(): Promise<void> {
    await this.#close();
    await this.tracing?.stop();
  }

  async #close(): Promise<void> {
    if (this.#opening === null) return;
    const opened = await this.#opening.catch(() => null); // A failed opening has been reported and has closed what it opened.
    this.#opened = null;
    if (opened === null) return;
    await opened.check?.stop();
    await opened.reminders.stop();
    await opened.followUps.stop();
    await opened.projector.stop();
    opened.reader.close();
    await opened.log.close();
  }

  #now(): Opened {
    if (this.#opened === null) throw new RequestProblem('starting', { headers: { 'Retry-After': '1' } });
    return this.#opened;
  }

  async #open(): Promise<Opened> {
    const { config } = this;
    makeDurableFolder(config.attachmentsDir);
    const log = await openForWriting({
      log: config.log,
      folders: config,
      program: programName('api'),
      by: config.operator,
      now: this.clock.now(),
      onLost: () => (config.log.kind === 'sqlite' ? this.#unknown() : this.#wentBack()),
      onNote: (note) => this.#note(note),
    });
    if (log instanceof SqliteLog && log.walMissing)
      this.#logger.error(`${log.file}-wal is gone since the last process ended without closing the log: the last events may be too`);
    const reader = new ReadModelReader(config.readModelsDir, LOOK_EVERY_MS);
    try {
      const began = await log.head();
      const projector = await this.#project(reader);
      const commands = this.#commandsOn(log);
      const followUps = new FollowUps({
        log,
        commands,
        checkpoint: new Checkpoint(followUpsFile(config), log.logId),
        onError: (error) => this.#logger.error(error),
        onAppended: () => projector.nudge(),
        ...(this.tracing && { spans: this.tracing.spans }),
      });
      followUps.start();
      const check = log instanceof SqliteLog ? this.#checkFile(log.file) : null;
      const reminders = new ClockSide({
        ...{ config, clock: this.clock, log, commands, metrics: this.metrics, tracing: this.tracing },
        onAppended: () => projector.nudge(),
      });
      return { log, began, commands, followUps, projector, reader, check, reminders };
    } catch (error) {
      await log.close();
      throw error;
    }
  }

  #project(reader: ReadModelReader): Promise<ProjectorClient> {
    const { log, readModelsDir, snapshotsDir, comparedPerMinute } = this.config;
    return ProjectorClient.start(
      { log, readModelsDir, snapshotsDir, comparedPerMinute, traced: this.tracing !== null },
      {
        onAlert: (alert) => this.#logger.error(alert),
        onBuilding: (progress) => this.#building(progress),
        onSwitched: () => reader.look(),
        onLost: (error) => this.#stopped(error),
        onWentBack: () => this.#wentBack(),
        onNote: (note) => this.#note(note),
        onBatch: (batch) => this.tracing?.projected(batch),
      },
    );
  }

  #commandsOn(log: EventLog): Commands {
    const measured = measuredLog(log, this.metrics);
    const commands = new Commands(this.tracing?.written(measured) ?? measured, this.clock);
    commands.watch(commandMetrics(this.metrics));
    if (this.tracing !== null) commands.enclose(this.tracing.command);
    return commands;
  }

  #checkFile(file: string): StartUpCheck {
    return new StartUpCheck(
      file,
      ({ bad, where }) => this.#logger.error({ bad, where }, 'the log is damaged: run `tiendo verify` and restore it'),
      (error) => this.#logger.error(error),
    );
  }

  #note(note: string): void {
    countConnection(this.metrics, note);
    this.#logger.warn(note);
  }

  /** A line for every tenth of the log. */
  #building({ events, total, etaSeconds }: RebuildProgress): void {
    const tenth = total === 0 ? 10 : Math.floor((events * 10) / total);
    if (tenth === this.#builtTenth) return;
    this.#builtTenth = tenth;
    this.#logger.log(`building the read models: ${events} of ${total} events, about ${etaSeconds} s left`);
  }

  #unknown(): void {
    this.#logger.error('a write to the log failed and may be there or not: ending, so that the next start reads what is');
    endToStartAgain();
  }

  /** What is derived from the log stands on events that are gone: the next start throws it away, and keeps quiet until people have reconciled. */
  #wentBack(): void {
    this.#logger.error('the log went back behind what was read of it: ending, so that the next start begins anew');
    endToStartAgain();
  }

  #stopped(error: Error): void {
    this.#lost = 'projector';
    this.#logger.error(error);
  }
}
