import { Worker } from 'node:worker_threads';
import type { Share } from '#event-log/sqlite-reader';
import type { Alert } from './alert.ts';
import { compiled } from './compiled.ts';

export interface PartPlan {
  /** Path of the SQLite log. */
  readonly log: string;
  readonly file: string;
  readonly until: string;
  readonly share: Share;
}

export type FromRebuild =
  | { readonly kind: 'events'; readonly events: number }
  | { readonly kind: 'alert'; readonly alert: Alert }
  | { readonly kind: 'done'; readonly events: number };

/** Builds one part of a rebuild on a thread of its own. Only counts cross between the threads: the rows go through the part's file. */
export class RebuildThread {
  events = 0;
  readonly #plan: PartPlan;

  constructor(plan: PartPlan) {
    this.#plan = plan;
  }

  /** @throws Error whatever ended the thread */
  run(onEvents: () => void, onAlert?: (alert: Alert) => void): Promise<number> {
    const worker = new Worker(compiled('rebuild-worker', import.meta.url), { workerData: this.#plan, name: 'rebuild' });
    return new Promise((resolve, reject) => {
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new Error(`the rebuild's thread ended with ${code}`)));
      worker.on('message', (message: FromRebuild) => {
        if (message.kind === 'alert') return onAlert?.(message.alert);
        this.events = message.events;
        onEvents();
        if (message.kind === 'done') resolve(message.events);
      });
    });
  }
}
