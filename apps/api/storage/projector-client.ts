import { Worker } from 'node:worker_threads';
import type { Alert } from '#read-models/alert';
import type { ProjectorStats } from '#read-models/projector';
import type { Batch } from '#telemetry/tracing/batch';
import type { RebuildProgress } from '#read-models/build-watch';
import type { FromProjector, ProjectorStart, ToProjector } from './projector-protocol.ts';

const THREAD = new URL('./projector-thread.js', import.meta.url);

/** Heap of the projector's thread in MiB: a batch of events and the rows they change, far below. */
const HEAP_MIB = 256;

/** Appends within so many milliseconds are one nudge: each message costs both threads. */
const NUDGE_EVERY_MS = 20;

export interface ProjectorEvents {
  onAlert(alert: Alert): void;
  /** The rows of another log, format or version are built anew before the thread is ready. */
  onBuilding(progress: RebuildProgress): void;
  /** Another build answers from now on: readers look at the pointer before they go on. */
  onSwitched(): void;
  /** The log went back behind what was read of it. */
  onWentBack(): void;
  /** What the thread did about its connection to the log. */
  onNote(note: string): void;
  onBatch(batch: Batch): void;
  /** The thread ended without being asked to: the read models stand still. */
  onLost(error: Error): void;
}

/** The asking side of the projector's thread. */
export class ProjectorClient {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, (answer: unknown) => void>();
  readonly #exited: Promise<void>;
  #sequence = 0;
  #unsaid = false;
  /** Runs while appends come. */
  #nudged: NodeJS.Timeout | null = null;
  #stopping = false;
  #lost: Error | null = null;

  private constructor(worker: Worker, events: ProjectorEvents) {
    this.#worker = worker;
    worker.on('message', (message: FromProjector) => {
      told(message, events);
      if (message.kind === 'switched') events.onSwitched();
      if (message.kind === 'answer') this.#settle(message.id, message.answer);
    });
    const lost = (error: Error) => {
      if (this.#stopping || this.#lost !== null) return;
      this.#lost = error;
      for (const id of [...this.#waiting.keys()]) this.#settle(id, undefined);
      events.onLost(error);
    };
    worker.on('error', lost);
    this.#exited = new Promise((resolve) => {
      worker.once('exit', (code) => (lost(new Error(`the projector ended with ${code}`)), resolve()));
    });
  }

  /** Resolves when the read models can be asked; rows that could be continued may still be far behind the log. @throws Error they cannot be kept */
  static async start(start: ProjectorStart, events: ProjectorEvents): Promise<ProjectorClient> {
    const worker = new Worker(THREAD, { workerData: start, name: 'projector', resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB } });
    await new Promise<void>((resolve, reject) => {
      worker.on('message', (message: FromProjector) => {
        told(message, events);
        if (message.kind === 'building') events.onBuilding(message.progress);
        if (message.kind === 'ready') resolve();
      });
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the projector ended with ${code} before it began`)));
    });
    worker.removeAllListeners('message').removeAllListeners('error').removeAllListeners('exit');
    return new ProjectorClient(worker, events);
  }

  /** Says that something was appended; many in a row are said once. */
  nudge(): void {
    this.#unsaid = true;
    if (this.#nudged !== null) return;
    this.#sayUnsaid();
    this.#nudged = setInterval(() => this.#sayUnsaid(), NUDGE_EVERY_MS).unref();
  }

  #sayUnsaid(): void {
    if (this.#unsaid && this.#lost === null && !this.#stopping) this.#send({ kind: 'nudge' });
    else this.#endNudges();
    this.#unsaid = false;
  }

  #endNudges(): void {
    if (this.#nudged !== null) clearInterval(this.#nudged);
    this.#nudged = null;
  }

  /** True as soon as the read models have taken the event at `position`; false after `timeoutMs`. */
  waitFor(position: string, timeoutMs: number): Promise<boolean> {
    return this.#ask<boolean>((id) => ({ kind: 'waitFor', id, position, timeoutMs }), false);
  }

  /** Null when the thread is gone. */
  stats(): Promise<ProjectorStats | null> {
    return this.#ask<ProjectorStats | null>((id) => ({ kind: 'stats', id }), null);
  }

  /** Finishes the batch at work, then ends the thread. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#lost === null) this.#send({ kind: 'stop' });
    await this.#exited;
  }

  #ask<Answer>(message: (id: number) => ToProjector, lost: Answer): Promise<Answer> {
    if (this.#lost !== null || this.#stopping) return Promise.resolve(lost);
    const id = this.#sequence++;
    return new Promise((resolve) => {
      this.#waiting.set(id, (answer) => resolve(answer === undefined ? lost : (answer as Answer)));
      this.#send(message(id));
    });
  }

  #settle(id: number, answer: unknown): void {
    this.#waiting.get(id)?.(answer);
    this.#waiting.delete(id);
  }

  #send(message: ToProjector): void {
    this.#worker.postMessage(message);
  }
}

/** What the thread may say at any time. */
function told(message: FromProjector, events: ProjectorEvents): void {
  if (message.kind === 'alert') events.onAlert(message.alert);
  if (message.kind === 'went-back') events.onWentBack();
  if (message.kind === 'note') events.onNote(message.note);
  if (message.kind === 'batch') events.onBatch(message.batch);
}
