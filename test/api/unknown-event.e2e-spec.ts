import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Problem } from '#contracts/problem';
import type { EventLog, NewEvent } from '#event-log/event-log';
import { SqliteLog } from '#event-log/sqlite-log';
import { wholeLife } from '#testkit/whole-lives.fixture';
import { Caller } from './caller.ts';
import { newDataDir, removeDataDir, Served } from './served.ts';

/** A log that a newer program has written to, served by this one: what it does not know it neither reads past nor writes after. */
const PLAN = 'plan-KCQG-2031';
const projects = {
  ofAnUnknownType: '00000000-0000-5000-8000-00000000000a',
  ofANewerVersion: '00000000-0000-5000-8000-00000000000b',
  known: '00000000-0000-5000-8000-00000000000c',
} as const;

const dataDir = newDataDir();
let api: Served & { readonly url: string };
let caller: Caller;

const event = (id: number, type: string, data: NewEvent['data'], version = 1): NewEvent => ({
  id: `00000000-0000-5000-8000-${String(id).padStart(12, '0')}`,
  ...{ type, version, data },
  meta: { occurredOn: '2026-01-05', recordedAt: '2026-01-05T02:00:00.000Z', actor: 'u-centre' },
});
const surveyed = (id: number): NewEvent => event(id, 'NeedSurveyed', wholeLife[0]?.event.data as unknown as NewEvent['data']);

beforeAll(async () => {
  const log = await SqliteLog.open({ file: join(dataDir, 'log.sqlite') });
  await log.append(`project-${projects.known}`, 'no_stream', [surveyed(1)]);
  await log.append(`project-${projects.ofAnUnknownType}`, 'no_stream', [surveyed(2), event(3, 'ProjectBlessed', { by: 'x' })]);
  await log.append(`project-${projects.ofANewerVersion}`, 'no_stream', [surveyed(4), event(5, 'ProjectDrafted', { name: 'x' }, 2)]);
  await log.append(PLAN, 'no_stream', [event(6, 'PlanBlessed', {})]);
  await log.close();
  api = await Served.start([], { TIENDO_DATA: dataDir });
  caller = new Caller(api.url);
}, 120_000);
afterAll(async () => {
  await api.stop();
  removeDataDir(dataDir);
});

async function head(): Promise<string | null> {
  const log: EventLog = await SqliteLog.open({ file: join(dataDir, 'log.sqlite'), readOnly: true });
  try {
    return await log.head();
  } finally {
    await log.close();
  }
}

const withdrawal = { occurredOn: '2026-11-02', reason: 'Không còn nhu cầu' };
const firstSeen = { 'if-match': '"r0"' };

describe('a log with events of a newer program', () => {
  it('is not ready to be asked, and says why', async () => {
    for (const giveUp = Date.now() + 20_000; ;) {
      const response = await fetch(`${api.url}/health/ready`);
      const problem = (await response.json()) as Problem;
      if (JSON.stringify(problem).includes('unknown-event') || Date.now() > giveUp) {
        expect(problem).toMatchObject({
          status: 503,
          code: 'not-ready',
          facts: { reasons: expect.arrayContaining(['unknown-event:projects']) },
        });
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });

  it('says in its metrics which model stands still, and for how long', async () => {
    const text = await (await fetch(`${api.url}/metrics`)).text();
    const value = (name: string): number =>
      Number(
        text
          .split('\n')
          .find((line) => line.startsWith(`${name} `))
          ?.slice(name.length),
      );
    expect(value('tiendo_projection_halted{model="projects"}')).toBe(1);
    expect(value('tiendo_projection_lag_events')).toBeGreaterThan(0);
    // The first event that is not taken was recorded in January 2026.
    const recorded = Date.parse('2026-01-05T02:00:00.000Z');
    expect(value('tiendo_projection_lag_seconds')).toBeGreaterThan((Date.now() - recorded) / 1_000 - 600);
  });

  it.each([
    [projects.ofAnUnknownType, { event: 'ProjectBlessed', version: 1, known: 0 }],
    [projects.ofANewerVersion, { event: 'ProjectDrafted', version: 2, known: 1 }],
  ])('shows no record that it cannot read: %s', async (id, facts) => {
    for (const path of [`projects/${id}`, `projects/${id}/timeline`]) {
      const { status, problem } = await caller.get(path);
      expect({ status, ...problem }).toMatchObject({ status: 503, code: 'unknown-event', type: '/problems/unknown-event', facts });
      expect(problem?.detail).toMatch(/^Hồ sơ có sự kiện \w+ phiên bản \d do bản Tiendo mới hơn ghi/);
    }
    expect((await fetch(`${api.url}/problems/unknown-event`)).status).toBe(200);
  });

  it('refuses a command on a stream that holds such an event, and writes nothing', async () => {
    const before = await head();
    for (const id of [projects.ofAnUnknownType, projects.ofANewerVersion]) {
      const { status, problem } = await caller.post(`projects/${id}/withdrawal`, 'centre-officer', withdrawal, { 'if-match': '"r1"' });
      expect({ status, code: problem?.code }).toEqual({ status: 503, code: 'unknown-event' });
    }
    const allocation = { occurredOn: '2026-11-02', amount: 1_000_000, document: '1/QĐ', legalBasis: 'NĐ 45/2012/NĐ-CP, art. 14' };
    const plan = await caller.post('plans/KCQG-2031/allocation', 'agency-leader', allocation, { 'if-none-match': '*' });
    expect({ status: plan.status, code: plan.problem?.code }).toEqual({ status: 503, code: 'unknown-event' });
    expect(await head()).toBe(before);
  });

  it('goes on with what it knows', async () => {
    const { status } = await caller.post(`projects/${projects.known}/withdrawal`, 'centre-officer', withdrawal, firstSeen);
    expect(status).toBe(200);
  });
});
