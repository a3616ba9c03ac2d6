import { describe, expect, it } from '@jest/globals';
import { Commands } from '#commands/handle';
import { projectKind } from '#commands/stream-kind';
import { ConcurrencyConflict, type EventLog, OutcomeUnknown, Unavailable } from '#event-log/event-log';
import { MemoryLog } from '#event-log/memory-log';
import { commandMetrics } from './command-metrics.ts';
import { measuredLog } from './measured-log.ts';
import { metricTable } from './metric-table.ts';
import { Metrics } from './metrics.ts';

const lines = async (metrics: Metrics, name: string): Promise<readonly string[]> =>
  (await metrics.text()).split('\n').filter((line) => line.startsWith(name));

describe('the metrics of a process', () => {
  it('shows every metric of the table with its kind, and those of Node', async () => {
    const text = await new Metrics().text();
    for (const [name, { kind, help }] of Object.entries(metricTable))
      expect(text).toContain(`# HELP ${name} ${help}\n# TYPE ${name} ${kind}\n`);
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
  });

  it('adds to counters and puts quantities into rising buckets', async () => {
    const metrics = new Metrics();
    metrics.of('tiendo_commands_total').add(['SurveyNeed', 'written']);
    metrics.of('tiendo_commands_total').add(['SurveyNeed', 'written'], 2);
    metrics.of('tiendo_http_request_seconds').observe(['/a', 'GET', '2xx'], 0.1);
    metrics.of('tiendo_http_request_seconds').observe(['/a', 'GET', '2xx'], 7);
    expect(await lines(metrics, 'tiendo_commands_total')).toEqual(['tiendo_commands_total{command="SurveyNeed",outcome="written"} 3']);
    const of = 'route="/a",method="GET",status="2xx"';
    expect(await lines(metrics, 'tiendo_http_request_seconds')).toEqual([
      ...[0.005, 0.025].map((le) => `tiendo_http_request_seconds_bucket{${of},le="${le}"} 0`),
      ...[0.1, 0.25, 1, 5].map((le) => `tiendo_http_request_seconds_bucket{${of},le="${le}"} 1`),
      `tiendo_http_request_seconds_bucket{${of},le="+Inf"} 2`,
      `tiendo_http_request_seconds_sum{${of}} 7.1`,
      `tiendo_http_request_seconds_count{${of}} 2`,
    ]);
  });

  it('computes gauges anew for each text: what is not set any more is not shown', async () => {
    const metrics = new Metrics();
    let known = true;
    metrics.beforeText(() => void (known && metrics.of('tiendo_projection_halted').set(['figures'], 1)));
    expect(await lines(metrics, 'tiendo_projection_halted')).toEqual(['tiendo_projection_halted{model="figures"} 1']);
    known = false;
    expect(await lines(metrics, 'tiendo_projection_halted')).toEqual([]);
  });

  it('gives those who ask at once one answer, and asks again after a failure', async () => {
    const metrics = new Metrics();
    let [asked, broken] = [0, true];
    metrics.beforeText(async () => {
      asked++;
      if (broken) throw new Error('the disk is gone');
    });
    await expect(Promise.all([metrics.text(), metrics.text()])).rejects.toThrow('the disk is gone');
    broken = false;
    await Promise.all([metrics.text(), metrics.text()]);
    expect(asked).toBe(2);
  });

  it('has names by the conventions of Prometheus, and labels of few values', () => {
    for (const [name, { kind, labels }] of Object.entries(metricTable)) {
      expect(name).toMatch(/^tiendo_[a-z]+(_[a-z]+)*$/);
      expect([name, name.endsWith('_total')]).toEqual([name, kind === 'counter']);
      if (kind === 'histogram') expect(name).toMatch(/_seconds$/);
      expect(labels.filter((label) => /(^|_)(id|project|stream|code|province|actor|path|url)$/.test(label))).toEqual(
        name === 'tiendo_command_refusals_total' ? ['code'] : [],
      );
    }
  });
});

const need = {
  code: 'KCQG-2022-38-001',
  source: 'KCQG' as const,
  planYear: 2022,
  province: { set: 'vn63' as const, code: '38' },
  commune: 'Xã Ngọc Phụng',
  content: 'ND3b' as const,
  beneficiary: { name: 'Hợp tác xã Thọ Xuân', taxCode: null },
};
const by = { projectId: 'p-1', actor: 'u-1', role: 'centre-officer' as const, occurredOn: '2021-01-10' };
const survey = { ...by, type: 'SurveyNeed' as const, need, outcome: 'recorded' as const };
const withdraw = { ...by, type: 'WithdrawProject' as const, reason: 'Cơ sở xin rút' };
const commandId = (last: number): string => `7a0f6b52-4a8e-5d57-9d0f-0c2f6d5b1a${last}`;
const step = <C>(command: C, id: number) => ({ command, trace: { commandId: commandId(id), correlationId: commandId(id) } });
const noon = { now: () => '2022-10-15T05:00:00.000Z' };

/** Commands on a log of which the next append goes wrong. */
function measured(log: EventLog = new MemoryLog()): { readonly commands: Commands; readonly metrics: Metrics } {
  const metrics = new Metrics();
  const commands = new Commands(measuredLog(log, metrics), noon);
  commands.watch(commandMetrics(metrics));
  return { commands, metrics };
}

describe('commands and appends', () => {
  it('are counted by what became of them', async () => {
    const { commands, metrics } = measured();
    await commands.handle(projectKind, 'project-p-1', step(survey, 10));
    await commands.handle(projectKind, 'project-p-1', step(survey, 10));
    await expect(commands.handle(projectKind, 'project-p-1', step(survey, 11))).rejects.toThrow('project-exists');
    await expect(commands.handle(projectKind, 'project-p-1', step(withdraw, 12), 7)).rejects.toThrow('you saw revision 7');
    await commands.handle(projectKind, 'project-p-1', step(withdraw, 13));
    expect(await lines(metrics, 'tiendo_commands_total')).toEqual([
      'tiendo_commands_total{command="SurveyNeed",outcome="written"} 1',
      'tiendo_commands_total{command="SurveyNeed",outcome="repeated"} 1',
      'tiendo_commands_total{command="SurveyNeed",outcome="refused"} 1',
      'tiendo_commands_total{command="WithdrawProject",outcome="conflict"} 1',
      'tiendo_commands_total{command="WithdrawProject",outcome="written"} 1',
    ]);
    expect(await lines(metrics, 'tiendo_command_refusals_total')).toEqual(['tiendo_command_refusals_total{code="project-exists"} 1']);
    expect(await lines(metrics, 'tiendo_log_events_total')).toEqual(['tiendo_log_events_total 2']);
    expect(await lines(metrics, 'tiendo_command_seconds_count')).toEqual(['tiendo_command_seconds_count 5']);
    expect(await lines(metrics, 'tiendo_log_append_seconds_count')).toEqual(['tiendo_log_append_seconds_count 2']);
  });

  it.each([
    ['a full disk', new Unavailable('storage-full', 'no room'), ['tiendo_log_append_failures_total{reason="storage-full"} 1']],
    [
      'a lost answer, each time it is asked again',
      new OutcomeUnknown('project-p-1', 'cut'),
      ['tiendo_log_append_failures_total{reason="outcome-unknown"} 6'],
    ],
    ['other processes that keep winning, which is no failure', new ConcurrencyConflict('project-p-1', 'no_stream', 3), []],
  ])('tell of %s', async (_what, error, failures) => {
    const log = new MemoryLog();
    log.append = () => Promise.reject(error);
    const { commands, metrics } = measured(log);
    await expect(commands.handle(projectKind, 'project-p-1', step(survey, 10))).rejects.toBe(error);
    expect(await lines(metrics, 'tiendo_log_append_failures_total')).toEqual(failures);
    expect(await lines(metrics, 'tiendo_commands_total')).toEqual([
      `tiendo_commands_total{command="SurveyNeed",outcome="${error instanceof ConcurrencyConflict ? 'conflict' : 'failed'}"} 1`,
    ]);
    expect(await lines(metrics, 'tiendo_log_events_total')).toEqual(['tiendo_log_events_total 0']);
  });
});
