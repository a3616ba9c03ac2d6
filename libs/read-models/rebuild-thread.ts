import { Worker } from 'node:worker_threads';
import type { LogPlace } from '#event-log/event-log';
import type { Share } from '#event-log/sqlite-reader';
import type { Alert } from './alert.ts';
import { compiled } from './compiled.ts';

export interface PartPlan {
  readonly log: LogPlace;
  readonly file: string;
  readonly until: string;
  /** Absent: all streams, and the file is finished. */
  readonly share?: Share;
  /** See `BuildPlan`. */
  readonly resumeMs?: number | undefined;
  /** See `SharedPlan`. */
  readonly shareEvents?: number | undefined;
}

/**
 * In MiB. V8 lets a heap of a small limit grow by a third before it collects, and one of the usual limit by two to four times: a
 * rebuild has 50 to 70 MiB in use at a time, so the limit halves what it takes from the machine, and costs no time. What models keep
 * is bounded (`relieve`) far below it, however long the log.
 */
const HEAP_LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 24 };

export type FromRebuild =
  | { readonly kind: 'events'; readonly events: number; readonly total: number }
  | { readonly kind: 'alert'; readonly alert: Alert }
  /** `taken`: by this thread, and not by an earlier one that was killed. */
  | { readonly kind: 'done'; readonly events: number; readonly total: number; readonly taken: number };

interface RunOptions {
  readonly onAlert?: ((alert: Alert) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Builds a file, or one part of it, on a thread of its own. Only counts cross between the threads: the rows go through the file. */
export class RebuildThread {
  events = 0;
  /** See `BuildPlan.onEvents`. */
  total = 0;
  readonly #plan: PartPlan;

  constructor(plan: PartPlan) {
    this.#plan = plan;
  }

  /** @throws Error whatever ended the thread, or the signal's reason */
  run(onEvents: () => void, { onAlert, signal }: RunOptions = {}): Promise<number> {
    const worker = new Worker(compiled('rebuild-worker', import.meta.url), {
      workerData: this.#plan,
      name: 'rebuild',
      resourceLimits: HEAP_LIMITS,
    });
    const abort = (): void => void worker.terminate();
    signal?.addEventListener('abort', abort);
    const ended = new Promise<number>((resolve, reject) => {
      worker.on('error', reject);
      worker.on('exit', (code) => reject(signal?.aborted ? signal.reason : new Error(`the rebuild's thread ended with ${code}`)));
      worker.on('message', (message: FromRebuild) => {
        if (message.kind === 'alert') return onAlert?.(message.alert);
        this.events = message.events;
        this.total = message.total;
        onEvents();
        if (message.kind === 'done') resolve(message.taken);
      });
    });
    return ended.finally(() => signal?.removeEventListener('abort', abort));
  }
}
