import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandAnswer } from '#contracts/service';
import { type MetricDefinition, metricTable } from '#telemetry/metric-table';
import { eventually } from '#testkit/eventually';
import { Caller } from './caller.ts';
import { newDataDir, removeDataDir, Served } from './served.ts';

const CODE = 'KCQG-2027-38-001';
const need = {
  occurredOn: '2026-11-01',
  code: CODE,
  source: 'KCQG',
  planYear: 2027,
  province: { set: 'vn34', code: '38' },
  commune: 'Xã Hoằng Hóa',
  content: 'ND3b',
  beneficiary: { name: 'Công ty TNHH Mây tre', taxCode: '2801234567' },
  outcome: 'recorded',
};

const dataDir = newDataDir();
let api: Served & { readonly url: string };
let project = '';
beforeAll(async () => {
  api = await Served.start([], { TIENDO_DATA: dataDir, TIENDO_SNAPSHOTS: join(dataDir, 'snapshots'), TIENDO_SWEEP_SECONDS: '1' });
  const caller = new Caller(api.url);
  const done = await caller.post<CommandAnswer>('projects', 'centre-officer', need);
  project = done.body.project;
  await caller.act(`projects/${project}/withdrawal`, 'supervisor', { occurredOn: '2026-11-02', reason: 'Không còn nhu cầu' });
  await caller.get(`projects/${project}`, 'supervisor', {
    prefer: 'wait=10',
    'tiendo-position': done.headers.get('tiendo-position') ?? '',
  });
  await caller.get(`no-such/${project}`);
  // The first look at the clock.
  await eventually(async () => (await scrape()).includes('\ntiendo_sweep_last_success_timestamp_seconds '), { everyMs: 100 });
}, 120_000);
afterAll(async () => {
  await api.stop();
  removeDataDir(dataDir);
});

const scrape = async (): Promise<string> => (await fetch(`${api.url}/metrics`)).text();
/** Values by name and labels, as the text writes them. */
const samples = (text: string): ReadonlyMap<string, number> =>
  new Map(
    text
      .split('\n')
      .filter((line) => line.startsWith('tiendo_'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))] as const),
  );

/** Nothing failed, nothing fell due, and there is neither Redis, KurrentDB nor a collector of traces: these have no value here. */
const QUIET: readonly string[] = [
  'tiendo_log_append_failures_total',
  'tiendo_reminders_sent_total',
  'tiendo_reminders_failed_total',
  'tiendo_reminders_suppressed',
  'tiendo_queue_jobs',
  'tiendo_queue_up',
  'tiendo_trace_spans_dropped_total',
];

describe('GET /metrics', () => {
  it('is plain text for Prometheus, kept by nobody', async () => {
    const { status, headers } = await fetch(`${api.url}/metrics`);
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
      'no-store',
    ]);
  });

  it('has a value of every metric of the table, with the labels of its definition and no other', async () => {
    const found = [...samples(await scrape()).keys()];
    for (const [name, { kind, labels }] of Object.entries<MetricDefinition>(metricTable)) {
      const own = found.filter((key) => new RegExp(`^${name}${kind === 'histogram' ? '(_bucket|_sum|_count)' : ''}(\\{|$)`).test(key));
      expect([name, own.length > 0]).toEqual([name, !QUIET.includes(name)]);
      for (const key of own)
        expect([...key.matchAll(/(\w+)="/g)].map(([, label]) => label).filter((label) => label !== 'le')).toEqual(labels);
    }
  });

  it('counts commands, refusals and events, and requests by the template of their route', async () => {
    const values = samples(await scrape());
    expect(values.get('tiendo_commands_total{command="SurveyNeed",outcome="written"}')).toBe(1);
    expect(values.get('tiendo_commands_total{command="WithdrawProject",outcome="refused"}')).toBe(1);
    expect(values.get('tiendo_command_refusals_total{code="not-your-role"}')).toBe(1);
    expect(values.get('tiendo_log_events_total')).toBe(1);
    expect(values.get('tiendo_projection_events_total')).toBe(1);
    expect(values.get('tiendo_log_up')).toBe(1);
    expect(values.get('tiendo_http_request_seconds_count{route="/api/v1/projects",method="POST",status="2xx"}')).toBe(1);
    expect(values.get('tiendo_http_request_seconds_count{route="/api/v1/projects/:project",method="GET",status="2xx"}')).toBe(2);
    expect(values.get('tiendo_http_request_seconds_count{route="/*",method="GET",status="4xx"}')).toBe(1);
  });

  it('names no project, no person and no province', async () => {
    const text = await scrape();
    for (const secret of [project, CODE, 'demo:', 'Mây tre', '2801234567', 'vn34'])
      expect([secret, text.includes(secret)]).toEqual([secret, false]);
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
  });
});
