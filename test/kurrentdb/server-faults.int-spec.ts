import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { caughtUp, StreamNotFound, Unavailable, WentBack } from '#event-log/event-log';
import { KurrentLog, type KurrentLogOptions } from '#event-log/kurrentdb/kurrent-log';
import { assertStillThere, lastSeen } from '#event-log/last-seen';
import { TIMES } from './contract.fixture.ts';
import { anEvent, following, until } from './events.fixture.ts';
import { fill } from './fill.ts';
import { KurrentDouble } from './kurrent-double.ts';

let double: KurrentDouble;
const opened: KurrentLog[] = [];

async function open(options: Partial<KurrentLogOptions> = {}): Promise<KurrentLog> {
  const log = await KurrentLog.open({ address: double.address, times: TIMES, ...options });
  opened.push(log);
  return log;
}

beforeEach(async () => {
  double = await KurrentDouble.start();
});
afterEach(async () => {
  for (const log of opened.splice(0)) await log.close();
  await double.discard();
});

describe('a log that went back', () => {
  it('stops who follows it, and nothing is read or written any more', async () => {
    let lost = 0;
    const log = await open({ onLost: () => lost++ });
    for (const n of [0, 1, 2]) await log.append('project-1', n === 0 ? 'no_stream' : n - 1, [anEvent(n)]);
    const follower = following(log);
    await until(() => follower.seen.length === 3);
    double.rewind(1);
    await expect(follower.ended).rejects.toThrow(WentBack);
    expect(lost).toBe(1);
    await expect(log.append('project-1', 1, [anEvent()])).rejects.toMatchObject({ name: 'Unavailable', code: 'unreadable' });
    await expect(log.readAll()).rejects.toThrow(WentBack);
    expect(await log.trouble()).toBe('unreadable');
  });

  it('is noticed when another event took the place, though no connection broke', async () => {
    const [log, other] = [await open(), await open()];
    await log.append('project-1', 'no_stream', [anEvent(0)]);
    const last = await log.append('project-1', 0, [anEvent(1)]);
    expect(await log.readAll()).toHaveLength(2);
    double.log.rewind(1);
    expect((await other.append('project-2', 'no_stream', [anEvent(2)])).position).toBe(last.position);
    await expect(log.readAll({ after: last.position })).rejects.toThrow(WentBack);
  });

  it('is noticed by a reader that comes back after its process ended', async () => {
    const log = await open();
    await log.append('project-1', 'no_stream', [anEvent(0), anEvent(1)]);
    const kept = (await log.readAll()).map(lastSeen);
    await log.close();
    double.rewind(1);
    const again = await open();
    await assertStillThere(again, kept[0] as (typeof kept)[0]);
    await expect(assertStillThere(again, kept[1] as (typeof kept)[1])).rejects.toThrow(WentBack);
    await expect(again.readAll({ after: kept[1]?.position as string })).rejects.toThrow(WentBack);
    // It never saw that event itself, so it goes on for those who ask for less.
    expect(await again.readAll()).toHaveLength(1);
  });

  it('is not what a reader is told that was read out of by a node behind the others, for a moment', async () => {
    const log = await open();
    await log.append('project-1', 'no_stream', [anEvent(0), anEvent(1)]);
    const [, last] = await log.readAll();
    const kept = double.log.records.splice(-1);
    const reading = log.readAll({ after: last?.position as string });
    await sleep(100);
    double.log.records.push(...kept);
    expect(await reading).toEqual([]);
  });
});

describe('a silent subscription', () => {
  it('is taken up again when the log goes on without it', async () => {
    const log = await open();
    double.faults.next({ on: 'subscribe', is: 'hang' });
    const follower = following(log);
    await log.append('project-1', 'no_stream', [anEvent(0)]);
    await until(() => follower.seen.length === 1);
    expect(log.counters).toMatchObject({ stalled: 1, resubscribed: 1 });
    follower.stop();
    await follower.ended;
  });

  it('is left alone while nothing happens, whatever the server writes for itself', async () => {
    const log = await open();
    await log.append('project-1', 'no_stream', [anEvent(0)]);
    const follower = following(log);
    for (let n = 0; n < 3; n++) {
      await sleep(TIMES.stallMs / 2);
      double.log.append('$stats-127.0.0.1:2113', 'any', [systemEvent()]);
    }
    expect(follower.seen).toHaveLength(1);
    expect(log.counters).toMatchObject({ stalled: 0, resubscribed: 0 });
    follower.stop();
    await follower.ended;
  });
});

const systemEvent = () => ({ id: randomUUID(), type: '$statsCollected', json: true, data: Buffer.from('{}'), meta: Buffer.from('{}') });

describe('what the server says', () => {
  it('that another node leads: reads and appends wait for the leader, and come back from one that is down', async () => {
    const log = await open();
    await log.append('project-1', 'no_stream', [anEvent(0)]);
    double.leader = { host: '127.0.0.1', port: 9 };
    const [appending, reading] = [log.append('project-1', 0, [anEvent(1)]), log.readStream('project-1')];
    await sleep(300);
    double.leader = null;
    expect((await appending).revision).toBe(1);
    expect((await reading).length).toBeGreaterThan(0);
    expect(log.counters.recycled).toBeGreaterThan(0); // The client never reads again once it was sent to a node that is down.
  });

  it('that the account may not: nothing was written, and nothing is tried again', async () => {
    const log = await open();
    double.faults.next({ on: 'append', is: 'denied' });
    await expect(log.append('project-1', 'no_stream', [anEvent()])).rejects.toMatchObject({ name: 'Unavailable', code: 'read-only' });
    double.faults.next({ on: 'read', is: 'denied' });
    await expect(log.readAll()).rejects.toMatchObject({ name: 'Unavailable', code: 'unreadable' });
    expect(double.faults.left).toBe(0);
  });

  it('that an append is larger than it takes, which the port’s limits keep from an ordinary server', async () => {
    await double.discard();
    double = await KurrentDouble.start({ maxAppendBytes: 1_000 });
    const log = await open();
    const large = { ...anEvent(), data: { text: 'x'.repeat(1_000) } };
    await expect(log.append('project-1', 'no_stream', [large])).rejects.toMatchObject({ name: 'TooLarge', limit: 1_000 });
  });
});

describe('a cluster', () => {
  it('is found through any of its nodes, and followed when another one leads', async () => {
    const other = await KurrentDouble.start({ log: double.log });
    try {
      other.leader = { host: '127.0.0.1', port: double.port };
      const log = await open({ address: `kurrentdb://127.0.0.1:${other.port},127.0.0.1:${double.port}?tls=false` });
      const follower = following(log);
      await log.append('project-1', 'no_stream', [anEvent(0)]);
      double.leader = { host: '127.0.0.1', port: other.port };
      other.leader = null;
      double.endSubscriptions('break');
      expect((await log.append('project-1', 0, [anEvent(1)])).revision).toBe(1);
      expect(await log.readStream('project-1')).toHaveLength(2);
      await until(() => follower.seen.length === 2);
      follower.stop();
      await follower.ended;
    } finally {
      await other.stop();
    }
  });
});

describe('a stream that somebody touched in the database', () => {
  /** With the tools that every client has. */
  const touch = async (use: (client: KurrentDBClient) => Promise<unknown>) => {
    const client = KurrentDBClient.connectionString(double.address);
    await use(client);
    await client.dispose();
  };

  it('deleted for good can neither be read nor written', async () => {
    const log = await open();
    await log.append('project-1', 'no_stream', [anEvent()]);
    await touch((client) => client.tombstoneStream('project-1'));
    await expect(log.append('project-1', 0, [anEvent()])).rejects.toMatchObject({ name: 'Unavailable', code: 'unreadable' });
    await expect(log.readStream('project-1')).rejects.toMatchObject({ name: 'Unavailable', code: 'unreadable' });
  });

  it('deleted softly is told of as soon as somebody writes it anew: the server goes on counting, and no chain begins there', async () => {
    const log = await open();
    await log.append('project-1', 'no_stream', [anEvent(), anEvent()]);
    await touch((client) => client.deleteStream('project-1'));
    const other = await open();
    await expect(other.readStream('project-1')).rejects.toThrow(StreamNotFound);
    const event = anEvent();
    await expect(other.append('project-1', 'no_stream', [event])).rejects.toMatchObject({ name: 'OutcomeUnknown' });
    await expect(other.append('project-1', 'no_stream', [event])).rejects.toMatchObject({ name: 'Unavailable', code: 'unreadable' });
  });

  it('cut off at its beginning is damaged', async () => {
    const log = await open();
    await log.append('project-1', 'no_stream', [anEvent(), anEvent()]);
    double.log.truncateBefore('project-1', 1);
    await expect(log.readStream('project-1')).rejects.toMatchObject({ name: 'Unavailable', stream: 'project-1', revision: 0 });
    expect(await log.readStream('project-1', { from: 1 })).toHaveLength(1);
  });

  it.each([
    ['with an event of another hand', (text: string) => text.replace('"n":1', '"n":2')],
    ['with an event without a hash', (text: string) => text.replace(/"hash":"[0-9a-f]+"/, '"hash":""')],
    ['with an event that is no JSON', (text: string) => text.slice(1)],
  ])('%s is not decided on', async (_, altered) => {
    const log = await open();
    await log.append('project-1', 'no_stream', [anEvent(0), anEvent(1)]);
    const record = double.log.records.findLast(({ stream }) => stream === 'project-1') as { data: Uint8Array; meta: Uint8Array };
    record.data = Buffer.from(altered(Buffer.from(record.data).toString()));
    record.meta = Buffer.from(altered(Buffer.from(record.meta).toString()));
    await expect(log.readStream('project-1')).rejects.toMatchObject({ name: 'Unavailable', stream: 'project-1', revision: 1 });
    await expect(log.append('project-9', 'no_stream', [anEvent()])).resolves.toMatchObject({ revision: 0 });
  });

  it('bears a name of ours and an event that is not: it stops who follows, instead of being passed over', async () => {
    const log = await open();
    double.log.append('account-1', 'any', [{ ...systemEvent(), type: 'AccountOpened' }]);
    await expect(log.readAll()).rejects.toMatchObject({ name: 'Unavailable', stream: 'account-1', revision: 0 });
    await expect(following(log).ended).rejects.toMatchObject({ name: 'Unavailable', stream: 'account-1' });
  });
});

describe('several logs in one database', () => {
  it('know nothing of each other, and each has an id that stays', async () => {
    const named = (name: string) => double.address.replace('?', `/${name}?`);
    const [one, two, plain] = [await open({ address: named('one') }), await open({ address: named('two') }), await open()];
    await one.append('project-1', 'no_stream', [anEvent(1)]);
    await two.append('project-1', 'no_stream', [anEvent(2)]);
    expect((await one.readAll()).map(({ stream, data }) => [stream, data])).toEqual([['project-1', { n: 1 }]]);
    expect((await two.readAll()).map(({ data }) => data)).toEqual([{ n: 2 }]);
    expect(await plain.head()).toBeNull();
    expect(await plain.readAll()).toEqual([]);
    expect(new Set([one, two, plain].map(({ logId }) => logId)).size).toBe(3);
    expect((await open({ address: named('one') })).logId).toBe(one.logId);
  });

  it('are named once, by whoever is first', async () => {
    const logs = await Promise.all([open(), open(), open()]);
    expect(new Set(logs.map(({ logId }) => logId)).size).toBe(1);
  });

  it('are not made by a reader, and not read by a program that is too old', async () => {
    await expect(open({ readOnly: true })).rejects.toMatchObject({ name: 'Unavailable', code: 'unreadable' });
    const data = Buffer.from(JSON.stringify({ logId: randomUUID(), format: 2 }));
    double.log.append('tiendo.log', 'no_stream', [{ ...systemEvent(), type: 'LogCreated', data }]);
    await expect(open()).rejects.toMatchObject({ name: 'Unavailable', code: 'newer-log' });
  });

  it('opened for reading only take no appends', async () => {
    await (await open()).append('project-1', 'no_stream', [anEvent()]);
    const log = await open({ readOnly: true });
    await expect(log.append('project-2', 'no_stream', [anEvent()])).rejects.toMatchObject({ name: 'Unavailable', code: 'read-only' });
    expect(await log.readAll()).toHaveLength(1);
    expect(await log.trouble()).toBe('read-only');
  });
});

describe('answers that never come', () => {
  it('do not keep the appends after them waiting for good, however many there were', async () => {
    const log = await open();
    const many = Array.from({ length: 40 }, (_, n) => n);
    double.faults.next({ on: 'append', is: 'lost-reply', by: 'silence' }, 20);
    const answers = await Promise.all(many.map((n) => log.append(`project-${n}`, 'no_stream', [anEvent(n)])));
    expect(answers).toEqual(many.map(() => ({ revision: 0, position: expect.any(String) })));
    expect(await log.readAll()).toHaveLength(40);
    expect(double.faults.left).toBe(0);
  });
});

describe('a server that is away', () => {
  it('is told of in one line when a log is opened, and as trouble afterwards', async () => {
    const log = await open();
    expect(await log.trouble()).toBeNull();
    await double.stop();
    const opening = open({ times: { ...TIMES, patienceMs: 100 } });
    await expect(opening).rejects.toBeInstanceOf(Unavailable);
    await expect(opening).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringMatching(/^KurrentDB does not answer: [^\n]+$/),
    });
    await double.start();
  });
});

describe('a consumer that is slower than the log', () => {
  it('holds the server back: what lies between them stays small, and nothing is lost', async () => {
    const [events, textBytes] = [6_000, 4_000];
    fill(double.log, events, textBytes);
    const log = await open();
    const stop = new AbortController();
    const sentBefore = double.sent;
    let taken = 0;
    let most = 0;
    for await (const event of log.subscribe({ signal: stop.signal })) {
      if (event === caughtUp) break;
      if (event.data['n'] !== taken) throw new Error(`${event.data['n']} where ${taken} was to come`);
      taken += 1;
      if (taken < 200) await sleep(2);
      most = Math.max(most, double.sent - sentBefore - taken);
    }
    expect(taken).toBe(events);
    expect(most * textBytes).toBeLessThan(16 * 1024 * 1024); // What the buffers of two connections hold.
  });
});
