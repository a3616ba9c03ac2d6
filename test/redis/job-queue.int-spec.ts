import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Hands, JobQueue, type JobQueueOptions } from '#jobs/job-queue';
import { JobCancelled, type JobControl, JobFailed } from '#jobs/long-job';
import { RedisServer } from './redis-server.ts';

let redis: RedisServer;
let queues: JobQueue[];
let errors: unknown[];

beforeEach(async () => {
  redis = await RedisServer.start();
  [queues, errors] = [[], []];
});
afterEach(async () => {
  await Promise.all(queues.map((queue) => queue.stop()));
  await redis.close();
});

function queueOf(hands: Partial<Hands> | null, more: Partial<JobQueueOptions> = {}): JobQueue {
  const whole = hands === null ? null : { work: async () => 'done', due: async () => [], ...hands };
  const times = { tendMs: 50, lookMs: 50, lockMs: 1_000 };
  const queue = new JobQueue({ place: redis.place, hands: whole, onError: (error) => errors.push(error), ...times, ...more });
  queues.push(queue);
  queue.start();
  return queue;
}

async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 400 && !(await done()); turn++) await setTimeout(50);
  if (!(await done())) throw new Error(`not within 20 s; ${JSON.stringify([queues.map(({ state }) => state), errors])}`);
}

const asker = (signal = new AbortController().signal) => {
  const told: (readonly [number, number | null])[] = [];
  return { told, control: { signal, progress: (done, total) => told.push([done, total]) } as JobControl };
};

describe('the queue of long jobs', () => {
  it('gives a job to one worker, and its progress and result to whoever asked', async () => {
    const taken: string[] = [];
    for (const name of ['first', 'second'])
      queueOf({
        async work(kind, { since = '', jobId = '' }, { progress }) {
          expect(jobId).toMatch(/^snapshot-/);
          taken.push(`${kind} ${since} ${name}`);
          progress(1, 2);
          await setTimeout(300);
          return { file: 'a' };
        },
      });
    const { told, control } = asker();
    expect(await queueOf(null).follow('snapshot', { since: 'now' }, control)).toEqual({ file: 'a' });
    expect(taken).toHaveLength(1);
    expect(taken[0]).toMatch(/^snapshot now (first|second)$/);
    expect(told).toContainEqual([1, 2]);
  });

  it('does a scheduled job once, whoever asks for it and however often, also after it is done', async () => {
    let done = 0;
    const due = async () => [{ kind: 'snapshot', jobId: 'snapshot-slot-1', data: {} } as const];
    for (let n = 0; n < 3; n++) queueOf({ work: async () => (done += 1), due });
    await until(() => done > 0);
    await setTimeout(2_000); // Each has asked again several times.
    expect(done).toBe(1);
  });

  it('says why a job could not be done; what no other attempt would mend is not tried again', async () => {
    let tries = 0;
    queueOf({
      async work() {
        tries += 1;
        throw new JobFailed('snapshots-off', 'no folder: none', true);
      },
    });
    await expect(queueOf(null).follow('snapshot', {}, asker().control)).rejects.toMatchObject({
      ...{ name: 'JobFailed', code: 'snapshots-off', message: 'no folder: none' },
    });
    expect(tries).toBe(1);
  });

  it('puts a job again that a flush forgot, and outlives a Redis that was killed', async () => {
    const { control } = asker();
    const following = queueOf(null).follow('snapshot', {}, control);
    await setTimeout(200);
    await redis.flush();
    await setTimeout(300);
    await redis.kill();
    await setTimeout(300);
    await redis.start();
    queueOf({ work: async () => 'late' });
    expect(await following).toBe('late');
  });

  it('refuses at once to put anything while Redis is away, and the worker says so', async () => {
    const queue = queueOf({});
    await until(() => queue.state.trouble === null);
    await redis.kill();
    await expect(queue.follow('snapshot', {}, asker().control)).rejects.toMatchObject({ code: 'queue-away' });
    await until(() => queue.state.trouble?.startsWith('Redis is away') === true);
    await redis.start();
    await until(() => queue.state.trouble === null);
  });

  it('takes a job back that nobody has begun when whoever asked goes', async () => {
    const leaving = new AbortController();
    const queue = queueOf(null);
    const following = queue.follow('snapshot', {}, asker(leaving.signal).control);
    await until(async () => (await redis.ask((asked) => asked.llen('bull:tiendo-jobs:wait'))) === 1);
    leaving.abort(new Error('gone'));
    await expect(following).rejects.toThrow('gone');
    expect(await redis.ask((asked) => asked.llen('bull:tiendo-jobs:wait'))).toBe(0);
  });

  describe('and a job that a worker has begun', () => {
    const begun = () => redis.ask((asked) => asked.llen('bull:tiendo-jobs:active')).then((active) => active === 1);
    const waitingAgain = async () =>
      (await redis.ask((asked) => asked.zcard('bull:tiendo-jobs:delayed'))) +
      (await redis.ask((asked) => asked.llen('bull:tiendo-jobs:wait')));
    /** Work that goes on until it is told to end. */
    const endless =
      (tries: string[]): Hands['work'] =>
      (kind, _data, { signal }) =>
        new Promise((_resolve, reject) => {
          tries.push(kind);
          signal.addEventListener('abort', () => reject(signal.reason));
        });

    /** By its worker's word; or the job has ended and is gone already. */
    async function isCancelled(following: Promise<unknown>): Promise<void> {
      const why = await following.then(
        () => 'done',
        (error: unknown) => (error instanceof JobFailed ? error.code : error),
      );
      expect(['cancelled', new JobCancelled()]).toContainEqual(why);
    }

    it('is ended by it when whoever asked cancels it, for good, and the next one is taken', async () => {
      const tries: string[] = [];
      queueOf({ work: endless(tries) });
      const cancelling = new AbortController();
      const asking = queueOf(null);
      const following = asking.follow('snapshot', {}, asker(cancelling.signal).control);
      await until(begun);
      cancelling.abort(new JobCancelled());
      await isCancelled(following);
      expect([tries.length, await waitingAgain(), await begun(), errors]).toEqual([1, 0, false, []]);
      const again = new AbortController();
      const next = asking.follow('snapshot', {}, asker(again.signal).control);
      await until(() => tries.length === 2);
      again.abort(new JobCancelled());
      await isCancelled(next);
    });

    it('goes on when whoever asked goes without cancelling it', async () => {
      const tries: string[] = [];
      queueOf({ work: endless(tries) });
      const leaving = new AbortController();
      const following = queueOf(null).follow('snapshot', {}, asker(leaving.signal).control);
      await until(begun);
      leaving.abort(new Error('gone'));
      await expect(following).rejects.toThrow('gone');
      await setTimeout(500); // It would have been looked at ten times.
      expect(await begun()).toBe(true);
    });

    it('has a result when it came to its end all the same', async () => {
      queueOf({
        work: (_kind, _data, { signal }) =>
          new Promise((resolve) => signal.addEventListener('abort', () => resolve(signal.reason instanceof JobCancelled && 'too late'))),
      });
      const cancelling = new AbortController();
      const following = queueOf(null).follow('snapshot', {}, asker(cancelling.signal).control);
      await until(begun);
      cancelling.abort(new JobCancelled());
      expect(await following).toBe('too late');
    });

    it('is told of it as soon as Redis is there again', async () => {
      queueOf({ work: endless([]) });
      const cancelling = new AbortController();
      const following = queueOf(null).follow('snapshot', {}, asker(cancelling.signal).control);
      following.catch(() => undefined);
      await until(begun);
      await redis.kill();
      cancelling.abort(new JobCancelled());
      await setTimeout(500);
      await redis.start();
      await expect(following).rejects.toThrow(/cancelled/);
    });

    it('keeps nobody waiting whose own process stops', async () => {
      queueOf({ work: endless([]) });
      const cancelling = new AbortController();
      const asking = queueOf(null);
      const following = asking.follow('snapshot', {}, asker(cancelling.signal).control);
      await until(begun);
      await redis.kill();
      cancelling.abort(new JobCancelled());
      await setTimeout(200);
      asking.leave();
      await expect(following).rejects.toBeInstanceOf(JobCancelled);
      await redis.start();
    });
  });

  it('takes nothing from a Redis that evicts', async () => {
    await redis.ask((asked) => asked.config('SET', 'maxmemory-policy', 'allkeys-lru'));
    const queue = queueOf({});
    await until(() => queue.state.trouble?.includes('noeviction') === true);
  });

  it('cancels what is at work when its worker stops', async () => {
    let cancelled = false;
    const worker = queueOf({
      work: (_kind, _data, { signal }) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error(String((cancelled = true)))))),
    });
    const following = queueOf(null)
      .follow('snapshot', {}, asker().control)
      .catch(() => undefined);
    await until(async () => (await redis.ask((asked) => asked.llen('bull:tiendo-jobs:active'))) === 1);
    await worker.stop();
    expect(cancelled).toBe(true);
    expect(await redis.ask((asked) => asked.zcard('bull:tiendo-jobs:delayed'))).toBe(1); // For another one.
    await redis.flush();
    queueOf({});
    await following;
  });
});
