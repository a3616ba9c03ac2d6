import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { JobCancelled } from '#jobs/long-job';
import { RequestProblem } from '../problems/request-problem.ts';
import { type JobControl, Jobs } from './jobs.ts';

Logger.overrideLogger(false);

const clock = { now: () => '2026-11-01T00:00:00.000Z' };
const codeOf = async (work: () => unknown): Promise<unknown> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RequestProblem) return error.code;
    throw error;
  }
};

/** Work that ends when it is told to. `obey` is what most work does between two parts. */
function held() {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  let control: JobControl | null = null;
  const work = (given: JobControl): Promise<unknown> => {
    control = given;
    return promise;
  };
  const obey = (): void => control?.signal.addEventListener('abort', () => reject(control?.signal.reason));
  return { work, resolve, reject, obey, control: () => control as unknown as JobControl };
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
    expect(await codeOf(() => jobs.cancel(job.id))).toBe('job-over');
  });

  it('that fails keeps why', async () => {
    const jobs = new Jobs(clock);
    const { work, reject } = held();
    const job = jobs.start('test', null, work);
    reject(new RequestProblem('bad-date'));
    await setImmediate();
    expect(jobs.find(job.id)).toMatchObject({ state: 'failed', error: { code: 'bad-date' } });
  });

  it('waits for its turn, and is refused when too many wait', async () => {
    const jobs = new Jobs(clock);
    const states = Array.from({ length: 22 }, () => jobs.start('test', null, held().work).state);
    expect(states.filter((state) => state === 'running')).toHaveLength(2);
    expect(await codeOf(() => jobs.start('test', null, held().work))).toBe('too-many-jobs');
  });

  it('that is cancelled has ended when that is said, stays so however often it is said, and lets the next one run', async () => {
    const jobs = new Jobs(clock);
    const [first, second, third] = [held(), held(), held()];
    const { id } = jobs.start('test', null, first.work);
    jobs.start('test', null, second.work);
    const waiting = jobs.start('test', null, third.work);
    first.obey();
    for (let said = 0; said < 3; said++) expect(await jobs.cancel(id)).toMatchObject({ state: 'cancelled', result: null, error: null });
    expect(first.control().signal.reason).toBeInstanceOf(JobCancelled);
    expect(jobs.find(waiting.id).state).toBe('running');
  });

  it('that waits and is cancelled is never begun', async () => {
    const jobs = new Jobs(clock);
    const others = [held(), held()];
    for (const { work } of others) jobs.start('test', null, work);
    const waiting = held();
    expect(await jobs.cancel(jobs.start('test', null, waiting.work).id)).toMatchObject({ state: 'cancelled', startedAt: null });
    for (const { resolve } of others) resolve(null);
    await setImmediate();
    expect(waiting.control()).toBe(null);
  });

  it('that comes to its end all the same is done, and whoever cancelled it is told so', async () => {
    const jobs = new Jobs(clock);
    const { work, resolve } = held();
    const { id } = jobs.start('test', null, work);
    const cancelling = codeOf(() => jobs.cancel(id));
    resolve('what it did');
    expect(await cancelling).toBe('job-over');
    expect(jobs.find(id)).toMatchObject({ state: 'done', result: 'what it did' });
  });

  it('whose part takes long is running until that ends', async () => {
    const jobs = new Jobs(clock);
    const { work, reject } = held();
    const { id } = jobs.start('test', null, work);
    expect((await jobs.cancel(id, 1)).state).toBe('running');
    reject(new Error('ended at last'));
    await setImmediate();
    expect(jobs.find(id)).toMatchObject({ state: 'cancelled', error: null });
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
    expect(await codeOf(() => jobs.find(ids[0] ?? ''))).toBe('job-not-found');
  });
});
