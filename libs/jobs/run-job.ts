import { Worker } from 'node:worker_threads';
import { type JobControl, JobFailed } from './long-job.ts';
import type { FromJob, JobStart } from './long-job-thread.ts';

/** In the build and in a bundle it lies beside us; tests run the sources, and a thread runs compiled code always. */
const THREAD = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/libs/jobs/long-job-thread.js' : './long-job-thread.js',
  import.meta.url,
);

/** Does a long job on a thread of its own. @throws JobFailed */
export async function runJob(start: JobStart, { signal, progress }: JobControl): Promise<unknown> {
  const worker = new Worker(THREAD, { workerData: start, name: `long job: ${start.kind}` });
  const cancel = (): void => worker.postMessage('cancel');
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  const ended = new Promise<unknown>((resolve, reject) => {
    worker.on('error', (error: Error) => reject(new JobFailed('internal', error.message)));
    worker.on('exit', (code) => reject(new JobFailed('internal', `the thread ended with ${code}`)));
    worker.on('message', (message: FromJob) => {
      if (message.kind === 'progress') progress(message.done, message.total);
      else if (message.kind === 'done') resolve(message.result);
      else reject(new JobFailed(message.code, message.message, message.forGood));
    });
  });
  return ended.finally(() => signal.removeEventListener('abort', cancel));
}
