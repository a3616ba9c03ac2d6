/** The thread of one long job: neither requests nor reminders wait for it. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { Unavailable } from '#event-log/event-log';
import { failureOf } from '#event-log/sqlite-failure';
import { type JobData, JobFailed, type Workshop } from './long-job.ts';
import { type JobKind, longJobs } from './long-jobs.ts';

export interface JobStart {
  readonly kind: JobKind;
  readonly data: JobData;
  readonly workshop: Workshop;
}

export type FromJob =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number | null }
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly forGood: boolean };

/** Time between two words of progress, in milliseconds. */
const TOLD_EVERY_MS = 100;

const port = parentPort as MessagePort;
const send = (message: FromJob): void => port.postMessage(message);
const { kind, data, workshop } = workerData as JobStart;
const cancelling = new AbortController();
port.once('message', () => cancelling.abort());

let toldMs = -Infinity;
function progress(done: number, total: number | null): void {
  if (done !== total && performance.now() - toldMs < TOLD_EVERY_MS) return;
  toldMs = performance.now();
  send({ kind: 'progress', done, total });
}

try {
  send({ kind: 'done', result: await longJobs[kind](data, workshop, { signal: cancelling.signal, progress }) });
} catch (error) {
  const failed = failureText(error);
  if (failed === null) throw error;
  send({ kind: 'failed', ...failed });
} finally {
  port.close();
}

/** null: a fault of the program. */
function failureText(error: unknown): Pick<JobFailed, 'code' | 'message' | 'forGood'> | null {
  if (error instanceof JobFailed) return { code: error.code, message: error.message, forGood: error.forGood };
  if (cancelling.signal.aborted) return { code: 'cancelled', message: 'the job was cancelled', forGood: false };
  const code = error instanceof Unavailable ? error.code : failureOf(error);
  return code === undefined ? null : { code, message: (error as Error).message, forGood: false };
}
