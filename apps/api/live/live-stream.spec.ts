import { PassThrough, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { v5 as uuidv5 } from 'uuid';
import type { EventLog } from '#event-log/event-log';
import { MemoryLog } from '#event-log/memory-log';
import { LiveHub } from './live-hub.ts';
import { sendLive } from './live-stream.ts';

const NAMESPACE = '7a0f6b52-4a8e-4d57-9d0f-0c2f6d5b1a10';

async function append(log: EventLog, stream: string, revision: number, data: Record<string, string | object> = {}): Promise<string> {
  const event = {
    id: uuidv5(`${stream} ${revision}`, NAMESPACE),
    type: revision === 0 ? 'NeedSurveyed' : 'NoteAdded',
    version: 1,
    data: data as never,
    meta: { recordedAt: '2026-11-01T00:00:00.000Z', occurredOn: '2026-11-01' },
  };
  return (await log.append(stream, revision === 0 ? 'no_stream' : revision - 1, [event])).position;
}

const survey = (code: string, province: string) => ({ code, province: { set: 'vn34', code: province } });
const fail = (error: unknown): never => {
  throw error;
};

async function followed(log: EventLog, options: { position?: string; filter?: object; heartbeatMs?: number } = {}) {
  const hub = await LiveHub.start(log, fail);
  const out = new PassThrough();
  const stop = new AbortController();
  let text = '';
  out.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const position = options.position ?? (await log.head()) ?? '';
  const done = sendLive(
    hub,
    out,
    { position, filter: options.filter ?? {}, signal: stop.signal },
    { heartbeatMs: options.heartbeatMs ?? 60_000, stuckMs: 50 },
  );
  const ids = (): readonly string[] => [...text.matchAll(/^id: (\d+)\nevent/gm)].map(([, id = '']) => id);
  const end = async (): Promise<void> => {
    stop.abort();
    await done;
    hub.stop();
  };
  return { text: () => text, ids, end, out };
}

describe('a live stream', () => {
  it('begins now, says how to come back, and names the project of each event', async () => {
    const log = new MemoryLog();
    await append(log, 'project-a', 0, survey('KCQG-1', '38'));
    const live = await followed(log);
    const position = await append(log, 'project-a', 1);
    await sleep(20);
    expect(live.text()).toMatch(/^retry: 2000\n\n/);
    expect(live.ids()).toEqual([position]);
    const data = JSON.parse(/data: (.*)/.exec(live.text())?.[1] ?? '') as object;
    expect(data).toEqual({ stream: 'project-a', project: 'KCQG-1', type: 'NoteAdded', revision: 1, position, occurredOn: '2026-11-01' });
    await live.end();
  });

  it('resumes after any position without a gap or a repeat, over more than it remembers', async () => {
    const log = new MemoryLog();
    const positions = [await append(log, 'project-a', 0, survey('KCQG-1', '38'))];
    for (let n = 1; n < 700; n++) positions.push(await append(log, 'project-a', n));
    const live = await followed(log, { position: positions[9] as string });
    for (let n = 700; n < 3_200; n++) positions.push(await append(log, 'project-a', n));
    for (let tries = 0; live.ids().length < 3_190 && tries < 200; tries++) await sleep(20);
    expect(live.ids()).toEqual(positions.slice(10));
    await live.end();
  });

  it('passes on what is asked for; a heartbeat moves the place to resume from past the rest', async () => {
    const log = new MemoryLog();
    const [byCode, byId, byProvince] = await Promise.all([
      followed(log, { filter: { project: 'KCQG-2' } }),
      followed(log, { filter: { project: 'b' } }),
      followed(log, { filter: { province: 'vn34.38' }, heartbeatMs: 30 }),
    ]);
    const a = await append(log, 'project-a', 0, survey('KCQG-1', '38'));
    const b = await append(log, 'project-b', 0, survey('KCQG-2', '01'));
    const plan = await append(log, 'plan-x', 0);
    await sleep(100);
    expect([byCode.ids(), byId.ids(), byProvince.ids()]).toEqual([[b], [b], [a]]);
    expect(byProvince.text()).toContain(`: alive\nid: ${plan}\n\n`);
    await Promise.all([byCode.end(), byId.end(), byProvince.end()]);
  });

  it('says nothing twice when the log repeats itself, as a subscription may', async () => {
    const log = new MemoryLog();
    const subscribe = log.subscribe.bind(log);
    log.subscribe = async function* (options) {
      for await (const event of subscribe(options)) yield* [event, event];
    };
    const live = await followed(log);
    const positions = [await append(log, 'project-a', 0, survey('KCQG-1', '38')), await append(log, 'project-a', 1)];
    await sleep(20);
    expect(live.ids()).toEqual(positions);
    await live.end();
  });

  it('cuts off a client that takes nothing', async () => {
    const log = new MemoryLog();
    const hub = await LiveHub.start(log, fail);
    const stuck = new Writable({ highWaterMark: 100, write: () => undefined });
    const done = sendLive(
      hub,
      stuck,
      { position: '', filter: {}, signal: new AbortController().signal },
      { heartbeatMs: 60_000, stuckMs: 50 },
    );
    await append(log, 'project-a', 0, survey('KCQG-1', '38'));
    await done;
    expect(stuck.destroyed).toBe(true);
    hub.stop();
  });
});
