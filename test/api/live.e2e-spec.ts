import { randomUUID } from 'node:crypto';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LiveEvent } from '#contracts/live';
import type { Problem } from '#contracts/problem';
import type { CommandAnswer } from '#contracts/service';
import { newDataDir, removeDataDir, Served } from './served.ts';
import { surveyOf } from './need.ts';

const dataDir = newDataDir();
let api: Served & { readonly url: string };
beforeAll(async () => (api = await Served.start([], { TIENDO_DATA: dataDir })), 120_000);
afterAll(() => removeDataDir(dataDir));

class Listener {
  text = '';
  readonly ended: Promise<void>;

  constructor(readonly response: IncomingMessage) {
    response.setEncoding('utf8').on('data', (chunk: string) => (this.text += chunk));
    this.ended = new Promise((resolve) => response.on('close', resolve));
  }

  static open(query = '', headers: Readonly<Record<string, string>> = {}): Promise<Listener> {
    return new Promise((resolve, reject) =>
      get(`${api.url}/api/v1/live${query}`, { headers: { accept: 'text/event-stream', ...headers }, agent: false }, (response) =>
        resolve(new Listener(response)),
      ).on('error', reject),
    );
  }

  get events(): readonly LiveEvent[] {
    return [...this.text.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data) as LiveEvent);
  }

  async until(count: number): Promise<readonly LiveEvent[]> {
    for (let tries = 0; this.events.length < count && tries < 250; tries++) await sleep(20);
    return this.events;
  }
}

async function survey(code: string): Promise<CommandAnswer> {
  const response = await fetch(`${api.url}/api/v1/projects`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify(surveyOf(code)),
  });
  return (await response.json()) as CommandAnswer;
}

describe('the live stream over real sockets', () => {
  it('tells many clients of the same event, and resumes where one left', async () => {
    const listeners = await Promise.all(Array.from({ length: 20 }, () => Listener.open()));
    const { headers } = (listeners[0] as Listener).response;
    expect([headers['content-type'], headers['x-accel-buffering'], headers['cache-control']]).toEqual([
      'text/event-stream; charset=utf-8',
      'no',
      'no-store',
    ]);
    const { position } = await survey('KCQG-2027-38-001');
    for (const listener of listeners) {
      expect(await listener.until(1)).toMatchObject([{ type: 'NeedSurveyed', project: 'KCQG-2027-38-001', revision: 0, position }]);
      listener.response.destroy();
    }
    const missed = await survey('KCQG-2027-38-002');
    const back = await Listener.open('', { 'last-event-id': String(position) });
    expect((await back.until(1)).map((event) => event.position)).toEqual([missed.position]);
    back.response.destroy();
  });

  it('filters by project and province', async () => {
    const [one, province, other] = await Promise.all([
      Listener.open('?project=KCQG-2027-38-010'),
      Listener.open('?province=vn34.38'),
      Listener.open('?province=vn34.01'),
    ]);
    await survey('KCQG-2027-38-009');
    await survey('KCQG-2027-38-010');
    expect((await one.until(1)).map(({ project }) => project)).toEqual(['KCQG-2027-38-010']);
    expect(await province.until(2)).toHaveLength(2);
    expect(other.events).toEqual([]);
    for (const { response } of [one, province, other]) response.destroy();
  });

  it.each([
    ['?province=vn34.99', {}, 'bad-parameter'],
    ['?topic=x', {}, 'unknown-parameter'],
    ['', { 'last-event-id': 'x' }, 'bad-event-id'],
    ['', { 'last-event-id': '9999999999999999' }, 'bad-event-id'],
  ])('refuses %j %j', async (query, headers, code) => {
    const response = await fetch(`${api.url}/api/v1/live${query}`, { headers: headers as Record<string, string> });
    expect([response.status, ((await response.json()) as Problem).code]).toEqual([400, code]);
  });

  it('answers HEAD and ends', async () => expect((await fetch(`${api.url}/api/v1/live`, { method: 'HEAD' })).status).toBe(200));

  it('is let go when the process stops', async () => {
    const listener = await Listener.open();
    const began = Date.now();
    expect(await api.stop()).toMatchObject({ code: 0 });
    await listener.ended;
    expect(Date.now() - began).toBeLessThan(5_000);
  });
});
