import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { RequestProblem } from '../problems/request-problem.ts';
import { type JobControl, Jobs } from './jobs.ts';

Logger.overrideLogger(false);

const clock = { now: () => '2026-11-01T00:00:00.000Z' };
const codeOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    if (error instanceof RequestProblem) return error.code;
    throw error;
  }
};

/** Work that ends when it is told to. */
function held() {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  let control: JobControl | null = null;
  const work = (given: JobControl): Promise<unknown> => {
    control = given;
    return promise;
  };
  return { work, resolve, reject, control: () => control as unknown as JobControl };
}

describe('a job', () => {
  it('runs, says how far it is, and keeps its result', async () => {
    const jobs = new Jobs(clock);
    const { work, resolve, control } = held();
    const job = jobs.start('test', 4, work);
    expect(job).toMatchObject({ state: 'running', startedAt: clock.now(), done: 0, total: 4, etaSeconds: null });
    control().progress(1, 4);
    expect(jobs.find(job.id)).toMatchObject({ done: 1, etaSeconds: expect.any(Number) });
    resolve({ figure: 1 });
    await setImmediate();
    expect(jobs.find(job.id)).toMatchObject({ state: 'done', result: { figure: 1 }, etaSeconds: null });
    expect(codeOf(() => jobs.cancel(job.id))).toBe('job-over');
  });

  it('that fails keeps why', async () => {
    const jobs = new Jobs(clock);
    const { work, reject } = held();
    const job = jobs.start('test', null, work);
    reject(new RequestProblem('bad-date'));
    await setImmediate();
    expect(jobs.find(job.id)).toMatchObject({ state: 'failed', error: { code: 'bad-date' } });
  });

  it('waits for its turn, and is refused when too many wait', () => {
    const jobs = new Jobs(clock);
    const states = Array.from({ length: 22 }, () => jobs.start('test', null, held().work).state);
    expect(states.filter((state) => state === 'running')).toHaveLength(2);
    expect(codeOf(() => jobs.start('test', null, held().work))).toBe('too-many-jobs');
  });

  it('that is cancelled stays so and lets the next one run', async () => {
    const jobs = new Jobs(clock);
    const [first, second, third] = [held(), held(), held()];
    const { id } = jobs.start('test', null, first.work);
    jobs.start('test', null, second.work);
    const waiting = jobs.start('test', null, third.work);
    expect(jobs.cancel(id).state).toBe('cancelled');
    expect(first.control().signal.aborted).toBe(true);
    first.resolve('done all the same');
    await setImmediate();
    expect(jobs.find(id)).toMatchObject({ state: 'cancelled', result: null });
    expect(jobs.find(waiting.id).state).toBe('running');
  });

  it('ends with the process, which waits for its last part', async () => {
    const jobs = new Jobs(clock);
    const { work, resolve } = held();
    jobs.start('test', null, work);
    jobs.onModuleDestroy();
    let stopped = false;
    const stopping = jobs.beforeApplicationShutdown().then(() => (stopped = true));
    await setImmediate();
    expect(stopped).toBe(false);
    resolve(null);
    await stopping;
  });

  it('that is over is kept for a while, the newest hundred', async () => {
    const jobs = new Jobs(clock);
    const ids: string[] = [];
    for (let n = 0; n < 105; n++) {
      ids.push(jobs.start('test', null, async () => n).id);
      await setImmediate();
    }
    expect(jobs.all()).toHaveLength(100);
    expect(codeOf(() => jobs.find(ids[0] ?? ''))).toBe('job-not-found');
  });
});
