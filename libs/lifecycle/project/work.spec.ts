import { describe, expect, it } from '@jest/globals';
import { scenarios } from '#testkit/scenario';
import { currentRules } from '../context.ts';
import type { Of } from './funded.fixture.ts';
import { project } from './project.decider.ts';
import { by, keyDraft, on, reported, upTo, withDraft } from './project.fixture.ts';

const { given, stateAfter } = scenarios(project);
const later = scenarios(project, { today: '2024-12-31', rules: currentRules });

describe('the monthly progress report (TT 36/2013 art. 23(3)a)', () => {
  const report: Of<'ReportProgress'> = {
    ...by('2022-03-24', 'centre-officer'),
    type: 'ReportProgress',
    period: '2022-03',
    percent: 40.25,
    value: 300_000_000,
    finishOn: '2022-06-30',
    difficulties: null,
  };
  it('says volume and value of a month, and starts the execution', () => {
    given(...upTo.contracted)
      .when(report)
      .then({
        type: 'ProgressReported',
        data: { period: '2022-03', percent: 40.25, value: 300_000_000, finishOn: '2022-06-30', difficulties: null },
      });
    expect(stateAfter([...upTo.contracted, reported])).toMatchObject({ status: 'executing', progress: { period: '2022-03', percent: 75 } });
  });
  it('is taken late, too: after the 25th, or months later', () =>
    given(...upTo.contracted)
      .when({ ...report, ...by('2022-08-30', 'centre-officer') })
      .then(expect.objectContaining({ type: 'ProgressReported' }) as never));
  it('is of no month to come and of none before the money was approved', () => {
    given(...upTo.contracted)
      .when({ ...report, period: '2022-04' })
      .thenRefused('date-order', { field: 'period', period: '2022-04' }, 'TT 36/2013/TT-BCT, art. 23(3)a');
    given(...upTo.contracted)
      .when({ ...report, period: '2021-11' })
      .thenRefused('date-order', { field: 'period', since: '2021-12' });
    given(...upTo.contracted)
      .when({ ...report, period: '2021-12' })
      .then(expect.objectContaining({ type: 'ProgressReported' }) as never);
  });
  it('never goes back: not to an earlier month, not to less', () => {
    const april = { ...report, ...by('2022-04-24', 'centre-officer') };
    given(...upTo.contracted, reported)
      .when({ ...april, period: '2022-02' })
      .thenRefused('date-order', { field: 'period', period: '2022-02', since: '2022-03' });
    given(...upTo.contracted, reported)
      .when({ ...april, period: '2022-04', percent: 74.99 })
      .thenRefused('progress-backwards', { percent: 74.99, reported: 75 }, 'TT 36/2013/TT-BCT, art. 23(3)a');
    given(...upTo.contracted, reported)
      .when({ ...april, period: '2022-03', percent: 75 })
      .then(expect.objectContaining({ type: 'ProgressReported' }) as never);
  });
  it('wants a percentage and whole đồng, 0 included', () => {
    given(...upTo.contracted)
      .when({ ...report, percent: 100.01 })
      .thenRefused('percent', { field: 'percent', percent: 100.01 });
    given(...upTo.contracted)
      .when({ ...report, value: -1 })
      .thenRefused('amount', { field: 'value', amount: -1 });
    given(...upTo.contracted)
      .when({ ...report, percent: 0, value: 0 })
      .then(expect.objectContaining({ type: 'ProgressReported' }) as never);
    given(...upTo.contracted)
      .when({ ...report, percent: 100 })
      .then(expect.objectContaining({ type: 'ProgressReported' }) as never);
  });
  it('is not of a project without a contract', () =>
    given(...upTo['in-plan'])
      .when(report)
      .thenRefused('illegal-transition', { status: 'in-plan' }));
});

describe('results of a key scheme by content and year (TT 36/2013 art. 2(3))', () => {
  const key = withDraft(upTo.executing, keyDraft);
  const result: Of<'ReportContentResult'> = {
    ...by('2022-05-01', 'centre-officer'),
    type: 'ReportContentResult',
    content: 'ND1',
    year: 2022,
    actual: 60,
    spent: 100_000_000,
    shortfall: null,
  };
  const { type: _type, projectId: _id, occurredOn: _on, role: _role, actor: _actor, ...said } = result;
  it('says what came of each, against its target', () =>
    given(...key)
      .when(result)
      .then({ type: 'ContentResultReported', data: said }));
  it('explains a missed target', () => {
    for (const shortfall of [null, ' '])
      given(...key)
        .when({ ...result, actual: 59, shortfall })
        .thenRefused('shortfall-unexplained', { content: 'ND1', year: 2022, actual: 59, target: 60 }, 'TT 36/2013/TT-BCT, art. 2(3)');
    given(...key)
      .when({ ...result, actual: 59, shortfall: 'Một học viên bỏ học' })
      .then({ type: 'ContentResultReported', data: { ...said, actual: 59, shortfall: 'Một học viên bỏ học' } });
  });
  it('keeps no explanation where the target was met or passed', () => {
    for (const actual of [60, 61])
      given(...key)
        .when({ ...result, actual, shortfall: 'x' })
        .then({ type: 'ContentResultReported', data: { ...said, actual } });
  });
  it('may be said again: the later one counts', () => {
    const first = on('2022-05-01', 'centre-officer', { type: 'ContentResultReported', data: { ...said, actual: 10, shortfall: 'x' } });
    const other = on('2022-05-01', 'centre-officer', { type: 'ContentResultReported', data: { ...said, content: 'ND3b', actual: 1 } });
    const next = on('2022-05-02', 'centre-officer', { type: 'ContentResultReported', data: { ...said, content: 'ND3b', year: 2023 } });
    const again = on('2022-05-03', 'centre-officer', { type: 'ContentResultReported', data: said });
    expect(stateAfter([...key, first, other, next, again])).toMatchObject({
      results: [
        { content: 'ND3b', year: 2022 },
        { content: 'ND3b', year: 2023 },
        { content: 'ND1', actual: 60 },
      ],
    });
  });
  it('is of a planned content and year, and of no year to come', () => {
    given(...key)
      .when({ ...result, content: 'ND5' })
      .thenRefused('unknown-name', { field: 'content', given: 'ND5 2022', known: ['ND1 2022', 'ND3b 2022', 'ND3b 2023'] });
    given(...key)
      .when({ ...result, year: 2023 })
      .thenRefused('unknown-name', { given: 'ND1 2023' });
    given(...key)
      .when({ ...result, content: 'ND3b', year: 2023, actual: 1 })
      .thenRefused('date-order', { field: 'year', year: 2023 });
    later
      .given(...key)
      .when({ ...result, ...by('2023-01-01', 'centre-officer'), content: 'ND3b', year: 2023, actual: 1 })
      .then({ type: 'ContentResultReported', data: { ...said, content: 'ND3b', year: 2023, actual: 1 } });
  });
  it('spends no more than its slice, in whole đồng, and counts whole units', () => {
    given(...key)
      .when({ ...result, spent: 100_000_001 })
      .thenRefused('amount-over-approved', { amount: 100_000_001, approved: 100_000_000 }, 'TT 36/2013/TT-BCT, art. 2(3)');
    given(...key)
      .when({ ...result, spent: -1 })
      .thenRefused('amount', { field: 'spent' });
    given(...key)
      .when({ ...result, actual: 0, spent: 0, shortfall: 'Chưa mở lớp' })
      .then({ type: 'ContentResultReported', data: { ...said, actual: 0, spent: 0, shortfall: 'Chưa mở lớp' } });
    for (const actual of [-1, 0.5])
      given(...key)
        .when({ ...result, actual })
        .thenRefused('output', { actual });
  });
  it('is for key schemes only', () => {
    given(...upTo.executing)
      .when(result)
      .thenRefused('wrong-kind', { kind: 'single', needs: 'key' }, 'TT 36/2013/TT-BCT, art. 2(3)');
    const { kind: _kind, ...kindless } = keyDraft;
    given(...withDraft(upTo.executing, kindless))
      .when(result)
      .thenRefused('wrong-kind', { kind: 'single' });
    const { contents: _contents, ...empty } = keyDraft;
    given(...withDraft(upTo.executing, empty))
      .when(result)
      .thenRefused('unknown-name', { known: [] });
  });
});

describe('inspection (TT 36/2013 art. 20(3), 21(3))', () => {
  const inspect: Of<'HoldInspection'> = {
    ...by('2022-05-01', 'agency-officer'),
    type: 'HoldInspection',
    findings: 'Máy đã lắp, chưa chạy thử',
    demands: ['Chạy thử trước 30/05'],
  };
  it('says what was found and demanded, and by whom: the organisation, else the person', () => {
    given(...upTo.executing)
      .when(inspect)
      .then({ type: 'InspectionHeld', data: { by: 'u-agency-officer', findings: inspect.findings, demands: inspect.demands } });
    given(...upTo.executing)
      .when({ ...inspect, onBehalfOf: 'Cục' })
      .then({ type: 'InspectionHeld', data: { by: 'Cục', findings: inspect.findings, demands: inspect.demands } });
  });
  it('says nothing without findings', () =>
    given(...upTo.executing)
      .when({ ...inspect, findings: ' ' })
      .thenRefused('blank', { field: 'findings' }));
  it('moves nothing', () => {
    const before = stateAfter([...upTo.executing]);
    const after = stateAfter([
      ...upTo.executing,
      on('2022-05-01', 'agency-officer', { type: 'InspectionHeld', data: { by: 'x', findings: 'x', demands: [] } }),
    ]);
    expect({ ...after, since: null, file: null }).toEqual({ ...before, since: null, file: null });
  });
  it('is not by the unit that carries the project out', () =>
    given(...upTo.executing)
      .when({ ...inspect, ...by('2022-05-01', 'centre-officer') })
      .thenRefused('not-your-role'));
});

describe('force majeure (TT 36/2013 art. 18(4))', () => {
  const declare: Of<'DeclareForceMajeure'> = {
    ...by('2022-05-01', 'centre-officer'),
    type: 'DeclareForceMajeure',
    event: 'Lũ quét',
    explanation: 'Xưởng ngập, máy hỏng',
  };
  const declared = on('2022-05-01', 'centre-officer', {
    type: 'ForceMajeureDeclared',
    data: { event: 'Lũ quét', explanation: 'Xưởng ngập, máy hỏng' },
  });
  const confirm: Of<'ConfirmForceMajeure'> = {
    ...by('2022-05-10', 'appraisal-officer'),
    type: 'ConfirmForceMajeure',
    percent: 60,
    minutesNo: '3/BB',
  };
  it('is declared with the event and an explanation, once', () => {
    given(...upTo.executing)
      .when(declare)
      .then({ type: 'ForceMajeureDeclared', data: { event: 'Lũ quét', explanation: 'Xưởng ngập, máy hỏng' } });
    given(...upTo.executing)
      .when({ ...declare, explanation: '' })
      .thenRefused('blank', { field: 'explanation' });
    given(...upTo.executing)
      .when({ ...declare, event: '' })
      .thenRefused('blank', { field: 'event' });
    given(...upTo.executing, declared)
      .when(declare)
      .thenRefused('already-done', { command: 'DeclareForceMajeure', on: '2022-05-01' }, 'TT 36/2013/TT-BCT, art. 18(4)');
  });
  it('is confirmed by the Sở and by the commune, each for itself', () => {
    given(...upTo.executing, declared)
      .when(confirm)
      .then({ type: 'ForceMajeureConfirmed', data: { by: 'department', percent: 60, minutesNo: '3/BB' } });
    given(...upTo.executing, declared)
      .when({ ...confirm, ...by('2022-05-10', 'commune-officer') })
      .then({ type: 'ForceMajeureConfirmed', data: { by: 'commune', percent: 60, minutesNo: '3/BB' } });
    const both = [
      on('2022-05-10', 'appraisal-officer', { type: 'ForceMajeureConfirmed', data: { by: 'department', percent: 60, minutesNo: '3/BB' } }),
      on('2022-05-11', 'commune-officer', { type: 'ForceMajeureConfirmed', data: { by: 'commune', percent: 55, minutesNo: '4/BB' } }),
    ];
    expect(stateAfter([...upTo.executing, declared, ...both])).toMatchObject({ force: { departmentPercent: 60, communePercent: 55 } });
  });
  it('confirms nothing that was not declared, without minutes, or over 100 %', () => {
    given(...upTo.executing)
      .when(confirm)
      .thenRefused('nothing-to-do', { command: 'ConfirmForceMajeure' }, 'TT 36/2013/TT-BCT, art. 18(4)');
    given(...upTo.executing, declared)
      .when({ ...confirm, minutesNo: '' })
      .thenRefused('blank', { field: 'minutesNo' });
    given(...upTo.executing, declared)
      .when({ ...confirm, percent: 100.5 })
      .thenRefused('percent', { field: 'percent', percent: 100.5 });
  });
  it('is not confirmed by whoever asked for the advance', () =>
    given(...upTo.executing, declared)
      .when({ ...confirm, actor: 'u-centre-officer' })
      .thenRefused('segregation', { did: 'request', duty: 'confirm' }));
});
