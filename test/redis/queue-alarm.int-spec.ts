import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Office, registerRows, type Row, rowOn } from '#reminders/office.fixture';
import type { Reminders, RemindersOptions } from '#reminders/reminders';
import { QueueAlarm, type QueueAlarmOptions } from '#reminders/redis/queue-alarm';
import { RedisServer } from './redis-server.ts';

let redis: RedisServer;
let office: Office;
const alarms: QueueAlarm[] = [];

beforeEach(async () => {
  redis = await RedisServer.start();
  office = await Office.on('2021-03-01');
  alarms.length = 0;
});
afterEach(async () => {
  await office.close();
  await redis.close();
});

function worker(more: Partial<QueueAlarmOptions> = {}, options: Partial<RemindersOptions> = {}): Reminders {
  const reminders = office.reminders({
    alarm: (rung) => {
      const alarm = new QueueAlarm(rung, { place: redis.place, sweepSeconds: 1, tendMs: 50, ...more });
      alarms.push(alarm);
      return alarm;
    },
    ...options,
  });
  reminders.start();
  return reminders;
}

async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 400 && !(await done()); turn++) await setTimeout(50);
  if (!(await done())) throw new Error(`not within 20 s; ${JSON.stringify(alarms.map(({ state }) => state))}`);
}

const ups = () => alarms.every(({ state }) => state.trouble === null);
const row = rowOn(registerRows[0] as Row, '2021-03-01') as Row;
const sentOnce = async () => {
  const sent = (await office.events()).filter(({ type }) => type === 'DeliverySent');
  return sent.length === 1 && office.mail.sent.length === 1;
};

async function due(): Promise<void> {
  await office.register([row]);
  office.clock.set('2021-04-19');
}

describe('Redis as the alarm clock', () => {
  it('rings for a sweep and for what it claimed: two workers send it once', async () => {
    await due();
    worker();
    worker();
    await until(sentOnce);
    await setTimeout(1_500);
    expect(await sentOnce()).toBe(true);
    expect(await office.events().then((all) => all.filter(({ type }) => type === 'DeliveryLeased'))).toHaveLength(1);
  });

  it('has one schedule, however many say so and how often, and it rings on while they do', async () => {
    for (let n = 0; n < 3; n++) worker();
    await until(ups);
    await setTimeout(2_500);
    const keys = await redis.ask((asked) => asked.zrange('bull:tiendo-sweeps:repeat', '0', '-1'));
    expect(keys).toEqual(['sweep']);
    const delayed = await redis.ask((asked) => asked.zcard('bull:tiendo-sweeps:delayed'));
    expect(delayed).toBeLessThanOrEqual(1);
    await due();
    await until(sentOnce);
  });

  it('is told again by the log after a flush, and after Redis was killed', async () => {
    worker();
    await until(ups);
    await redis.flush();
    await due();
    await until(sentOnce);
    await redis.kill();
    await until(() => alarms[0]?.state.trouble?.startsWith('Redis is away') === true);
    office.clock.set('2021-04-26');
    await redis.start();
    await until(async () => office.mail.sent.length === 2);
  });

  it('says that nothing rings while Redis is paused, and goes on after', async () => {
    await due();
    worker();
    await until(ups);
    redis.pause();
    await until(() => alarms[0]?.state.trouble !== null);
    redis.resume();
    await until(() => ups());
    await until(sentOnce);
  });

  it('takes nothing from a Redis that evicts', async () => {
    await redis.ask((asked) => asked.config('SET', 'maxmemory-policy', 'allkeys-lru'));
    const refused: string[] = [];
    await due();
    worker({ onRefused: (fault) => refused.push(fault) });
    await until(() => refused.length > 0);
    await setTimeout(300);
    expect(refused).toEqual(['Redis has maxmemory-policy allkeys-lru: it must be noeviction, or it drops what is queued']);
    expect(await redis.ask((asked) => asked.keys('*'))).toEqual([]);
    expect(office.mail.sent).toEqual([]);
  });

  it('leaves a message that failed to the log, which says when it is tried again', async () => {
    await due();
    office.mail.answer = () => ({ sent: false, temporary: true, reason: '421' });
    worker();
    await until(async () => (await office.events()).some(({ type }) => type === 'DeliveryFailed'));
    await setTimeout(1_500);
    expect((await office.events()).filter(({ type }) => type === 'DeliveryFailed')).toHaveLength(1);
    office.mail.answer = () => ({ sent: true, response: '250 ok' });
    office.clock.set('2021-04-19', '09:06');
    await until(sentOnce);
  });

  it('waits for the message on its way when it stops, also while Redis is away', async () => {
    await due();
    let answer: () => void = () => undefined;
    office.mail.answer = () => new Promise((resolve) => (answer = () => resolve({ sent: true, response: '250' })));
    const reminders = worker();
    await until(async () => (await office.events()).some(({ type }) => type === 'DeliveryLeased'));
    await redis.kill();
    let stopped = false;
    const stopping = reminders.stop().then(() => (stopped = true));
    await setTimeout(500);
    expect(stopped).toBe(false);
    answer();
    await stopping;
    expect((await office.events()).at(-1)?.type).toBe('DeliverySent');
  });
});
