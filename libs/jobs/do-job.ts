import type { Job } from 'bullmq';
import type { Timer } from '#commands/clock';
import type { Queues } from '#reminders/redis/queues';
import { spoken } from './job-failure.ts';
import { JobCancelled, type JobControl, type JobData, JobFailed } from './long-job.ts';
import type { JobKind } from './long-jobs.ts';

export interface TakenJob {
  readonly work: (kind: JobKind, data: JobData, control: JobControl) => Promise<unknown>;
  readonly data: JobData;
  readonly job: Job;
  readonly queues: Queues;
  readonly timer: Timer;
  /** How often it is looked at whether the job is still wanted, in milliseconds. */
  readonly lookMs: number;
  readonly onError: (error: unknown) => void;
  /** This process stops: another one is to take the job. */
  readonly stopping: AbortSignal;
}

/** Does a job of the queue, and ends it when somebody asks for that. @throws Error in the queue's words; for good when it was cancelled */
export async function doJob(taken: TakenJob): Promise<unknown> {
  const { work, data, job, onError, stopping } = taken;
  const [cancelling, over] = [new AbortController(), new AbortController()];
  void watch(taken, cancelling, over.signal);
  const signal = AbortSignal.any([stopping, cancelling.signal]);
  const progress = (done: number, total: number | null): void => void job.updateProgress([done, total]).catch(() => undefined);
  try {
    return await work(job.name as JobKind, { ...data, jobId: job.id ?? '' }, { signal, progress });
  } catch (error) {
    if (cancelling.signal.aborted) throw spoken(new JobFailed('cancelled', 'whoever asked for it has cancelled it', true));
    onError(error);
    throw spoken(error);
  } finally {
    over.abort(); // Not waited for: Redis may be away.
  }
}

async function watch({ job, queues, timer, lookMs }: TakenJob, cancelling: AbortController, over: AbortSignal): Promise<void> {
  while (!over.aborted && !cancelling.signal.aborted) {
    const wanted = !(await queues.isCancelled(job.id ?? '').catch(() => false)); // Redis is away: it is looked at again.
    if (wanted) await timer.wait(lookMs, over);
    else cancelling.abort(new JobCancelled());
  }
}
