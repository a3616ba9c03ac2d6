import type { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import type { EventLog } from '#event-log/event-log';
import type { Alert } from './alert.ts';
import type { RebuildProgress } from './build-watch.ts';
import { dropOld, ifFree, openForWriting, ProjectorLock } from './generations.ts';
import type { ReadModel } from './model.ts';
import { readModels } from './models.ts';
import { Projector, type ProjectorOptions } from './projector.ts';
import { rebuild } from './rebuild.ts';
import { bootstrapFrom } from './snapshots/bootstrap.ts';
import { retryAsked, retryDone, type TakeOver, takeOverAtStart, takeOverNext } from './take-over.ts';

export interface LiveOptions {
  readonly log: EventLog;
  /** The read models' directory; made when absent. */
  readonly directory: string;
  readonly models?: readonly ReadModel[];
  /** Who projects, for the message to a second process. */
  readonly program?: string;
  /** How long to wait while another process projects, in milliseconds; 0 when absent. */
  readonly patienceMs?: number;
  readonly onAlert?: (alert: Alert) => void;
  /** Called while rows of another log, format or model version are built anew. */
  readonly onProgress?: (progress: RebuildProgress) => void;
  /** Folder of snapshots to begin from before anything is built anew; absent: none. */
  readonly snapshots?: string | undefined;
  /** What was done about a snapshot, a line each. */
  readonly onNote?: (note: string) => void;
  /** Ends the build anew; nothing of it is left. */
  readonly signal?: AbortSignal;
  /** Once the rows are there: what is taken at a time. */
  readonly onBatch?: ProjectorOptions['onBatch'];
}

/** How often whoever projects looks for what other processes ask of it, in milliseconds. */
const LOOK_MS = 200;

/**
 * Takes the right to project and opens rows with a projector, which the caller starts (`projector.catchUp`, `follow`). Rows that this
 * program can go on with are the proposed build's, the current one's, the kept one's or those of the newest snapshot, in this order; where
 * there are none, they are built anew beside what is there.
 * @throws Unavailable `locked`, naming the process that projects
 * @throws BrokenOrder the log was read with a gap or out of order
 */
export async function openLive(options: LiveOptions): Promise<LiveReadModels> {
  const { log, directory, models = readModels, program = 'tiendo', patienceMs = 0, onAlert } = options;
  const lock = await lockOf(directory, program, patienceMs);
  try {
    const start: TakeOver = { log, directory, models, onAlert };
    if (!(await takeOverAtStart(start)) && !(await begunFromSnapshot(options))) await rebuild({ ...options, compare: false });
    dropOld(directory);
    return new LiveReadModels(start, lock, options.onBatch);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function begunFromSnapshot({ snapshots: folder, onNote, ...options }: LiveOptions): Promise<boolean> {
  if (folder === undefined) return false;
  const taken = await bootstrapFrom({ ...options, folder, onNote });
  if (taken !== null) onNote?.(`snapshot ${taken.file} is taken: ${taken.events} events, position ${taken.position}`);
  return taken !== null;
}

async function lockOf(directory: string, program: string, patienceMs: number): Promise<ProjectorLock> {
  for (const until = performance.now() + patienceMs; performance.now() < until; await setTimeout(LOOK_MS)) {
    const lock = ifFree(() => ProjectorLock.take(directory, program));
    if (lock !== null) return lock;
  }
  return ProjectorLock.take(directory, program);
}

/** The rows that answer, their projector, and the switch to other rows while it runs. */
export class LiveReadModels {
  readonly projector: Projector;
  readonly #start: TakeOver;
  readonly #lock: ProjectorLock;
  #db: DatabaseSync;

  /** @param lock released by `close` */
  constructor(start: TakeOver, lock: ProjectorLock, onBatch?: ProjectorOptions['onBatch']) {
    this.#start = start;
    this.#lock = lock;
    const { log, directory, models, onAlert } = start;
    this.#db = openForWriting(directory);
    this.projector = new Projector({ log, db: this.#db, models, ...(onAlert && { onAlert }), ...(onBatch && { onBatch }) });
  }

  /** The current connection: another one after a switch. */
  get db(): DatabaseSync {
    return this.#db;
  }

  /**
   * Keeps the rows at the end of the log until `signal` aborts, takes over proposed builds and retries parked streams as other processes
   * ask. @param onSwitched readers must look at the pointer again before they are told anything more
   * @throws as `Projector.follow`
   */
  async follow(signal: AbortSignal, onSwitched: () => void = () => undefined): Promise<void> {
    const ending = new AbortController();
    const asked = this.#answer(AbortSignal.any([signal, ending.signal]), onSwitched);
    try {
      await this.projector.follow(signal);
    } finally {
      ending.abort();
      await asked;
    }
  }

  close(): void {
    this.#db.close();
    this.#lock.release();
  }

  async #answer(signal: AbortSignal, onSwitched: () => void): Promise<void> {
    while (!signal.aborted) {
      await this.#takeOver(onSwitched);
      await this.#retry();
      await setTimeout(LOOK_MS, undefined, { signal }).catch(abortedOnly);
    }
  }

  async #takeOver(onSwitched: () => void): Promise<void> {
    const { directory, onAlert } = this.#start;
    try {
      const next = await takeOverNext(this.#start, this.projector, onSwitched);
      if (next === null) return;
      const former = this.#db;
      this.#db = next;
      former.close();
      dropOld(directory);
    } catch (error) {
      onAlert?.({ kind: 'refused-build', error: error instanceof Error ? error.message : String(error) });
    }
  }

  /** The wish goes when it is fulfilled: who waits then looks at what is still parked. */
  async #retry(): Promise<void> {
    const { directory, onAlert } = this.#start;
    if (!retryAsked(directory)) return;
    try {
      await this.projector.retryParked();
    } catch (error) {
      onAlert?.({ kind: 'not-retried', error: error instanceof Error ? error.message : String(error) });
    }
    retryDone(directory);
  }
}

function abortedOnly(error: unknown): void {
  if ((error as { name?: string }).name !== 'AbortError') throw error;
}
