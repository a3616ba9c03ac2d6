import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { BadEvent } from './bad-event.ts';

const THREAD = new URL(`./start-up-check-thread${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);

/** What a look found: at the end of the log, or on the way through all of it. */
export interface StartUpFinding {
  readonly bad: BadEvent;
  readonly where: 'tail' | 'whole';
}

/** A look at the log on a thread of its own, beside everything else. */
export class StartUpCheck {
  readonly #worker: Worker;
  #over = false;

  constructor(file: string, onFound: (finding: StartUpFinding) => void, onFailed: (error: Error) => void) {
    this.#worker = new Worker(THREAD, { workerData: file, name: 'start-up-check' });
    this.#worker.on('message', onFound);
    this.#worker.on('error', onFailed);
    this.#worker.once('exit', () => (this.#over = true));
    this.#worker.unref();
  }

  /** Ends it, finished or not. */
  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  /** Resolves when all was looked at. */
  async done(): Promise<void> {
    this.#worker.ref();
    if (!this.#over) await once(this.#worker, 'exit');
  }
}
