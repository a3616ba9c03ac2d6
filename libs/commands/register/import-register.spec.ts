import { beforeAll, describe, expect, it } from '@jest/globals';
import type { EventLog, RecordedEvent } from '#event-log/event-log';
import { MemoryLog } from '#event-log/memory-log';
import { projectStream } from '#lifecycle/contract/contract.events';
import type { Need } from '#lifecycle/project/project.events';
import { Commands } from '../handle.ts';
import { projectIdOfCode } from '../project-id.ts';
import { projectKind } from '../stream-kind.ts';
import { uuidV5 } from '../uuid-v5.ts';
import type { ImportResult } from './import-register.ts';
import { BAD, clock, COPY, faultsOf, fileOf, importing, MAIN, type Row, rowsOf } from './register-file.fixture.ts';

const main = rowsOf(MAIN);
const rowLike = (fits: (row: Row) => boolean): Row => ({ ...(main.find(fits) as Row) });
const settled = (): Row => rowLike((row) => row['source'] === 'KCQG' && row['settled_on'] !== '' && row['stopped_on'] === '');
const types = (events: readonly RecordedEvent[]): string[] => events.map(({ type }) => type);

/** The row as it stood before its later stages. */
const without = (row: Row, ...columns: readonly string[]): Row => ({
  ...row,
  ...Object.fromEntries(columns.map((column) => [column, ''])),
});
const upToContract = (row: Row): Row =>
  without(
    row,
    'advance1_on',
    'advance1_vnd',
    'accepted_on',
    'accepted_vnd',
    'output_actual',
    'advance2_on',
    'advance2_vnd',
    'settled_on',
    'settled_vnd',
  );

describe('the register of the northern provinces', () => {
  const log = new MemoryLog();
  let first: ImportResult;
  beforeAll(async () => {
    first = await importing(log, MAIN);
  });

  it('is taken whole, and every event is counted', async () => {
    expect(first).toMatchObject({ rows: 760, accepted: 760, alreadyKnown: 0, refused: [] });
    const events = [
      ...(await log.readAll({ limit: 5_000 })),
      ...(await log.readAll({ after: (await log.readAll({ limit: 5_000 })).at(-1)?.position as string })),
    ];
    expect(events).toHaveLength(first.events);
    const count = (type: string) => types(events).filter((one) => one === type).length;
    expect({
      surveyed: count('NeedSurveyed'),
      registered: count('ProjectRegistered'),
      approved: count('ApprovedInPlan'),
      contracts: count('ContractConcluded'),
      signed: count('ContractSigned'),
      paid: count('AdvancePaid'),
      accepted: count('AcceptanceHeld'),
      stopped: count('ProjectStopped'),
      recovered: count('AdvanceRecovered'),
      settled: count('SettlementApproved'),
    }).toEqual({
      surveyed: 760,
      registered: 760,
      approved: 710,
      contracts: 439,
      signed: 710,
      paid: 553 + 386,
      accepted: 386,
      stopped: 13,
      recovered: 5,
      settled: 386,
    });
  });

  it('names the register and the row behind each fact, and acts for the organisation whose act it was', async () => {
    const events = await log.readAll({ limit: 5_000 });
    const approved = events.find(({ type }) => type === 'ApprovedInPlan') as RecordedEvent;
    expect(approved.data['attested']).toMatchObject({
      by: 'register',
      document: 'register-north-2021-2022.csv',
      steps: ['segregation', 'allocation'],
    });
    expect(approved.meta).toMatchObject({ actor: 'import:test', onBehalfOf: 'UBND Hà Nội', recordedAt: '2026-11-22T03:00:00.000Z' });
  });

  it('writes nothing the second time', async () => {
    const head = await log.head();
    expect(await importing(log, MAIN)).toMatchObject({ accepted: 0, alreadyKnown: 760, refused: [], events: 0 });
    expect(await log.head()).toBe(head);
  });

  it('is known again with a byte order mark and other line ends', async () => {
    expect(await importing(log, COPY)).toMatchObject({ rows: 5, accepted: 0, alreadyKnown: 5, refused: [], events: 0 });
  });

  it('is known again in decomposed letters and at other rows', async () => {
    const rows = main
      .slice(100, 140)
      .reverse()
      .map((row) => Object.fromEntries(Object.entries(row).map(([column, text]) => [column, text.normalize('NFD')])));
    expect(rows.some((row) => row['title'] !== row['title']?.normalize('NFC'))).toBe(true);
    expect(await importing(log, fileOf(rows))).toMatchObject({ accepted: 0, alreadyKnown: 40, refused: [], events: 0 });
  });
});

describe('a code that an officer opened', () => {
  const row = main[0] as Row;
  const opened = async (change: Row = {}, log = new MemoryLog()) => {
    const projectId = projectIdOfCode(row['code'] ?? '');
    const need: Need = {
      ...{ code: row['code'] ?? '', source: row['source'] as Need['source'], planYear: Number(row['plan_year']) },
      ...{ province: { set: 'vn63', code: row['province'] ?? '' }, commune: change['commune'] ?? row['commune'] ?? '' },
      ...{ content: row['content'] ?? '', beneficiary: { name: row['beneficiary'] ?? '', taxCode: row['beneficiary_tax_code'] || null } },
    };
    const command = { type: 'SurveyNeed', projectId, occurredOn: row['surveyed_on'] ?? '', need, outcome: 'recorded' } as const;
    const trace = { commandId: uuidV5('survey', projectId), correlationId: projectId };
    const asked = { command: { ...command, actor: 'u-1', role: 'centre-officer' as const }, trace };
    await new Commands(log, clock).handle(projectKind, projectStream(projectId), asked, -1);
    return { log, stream: projectStream(projectId) };
  };

  it('is the project that the row tells of: what it adds is recorded there', async () => {
    const { log, stream } = await opened();
    expect(await importing(log, fileOf([row]))).toMatchObject({ accepted: 1, refused: [] });
    const surveys = (await log.readAll({ limit: 5_000 })).filter(({ type }) => type === 'NeedSurveyed');
    expect(surveys.map((event) => [event.stream, event.meta['actor']])).toEqual([[stream, 'u-1']]);
  });

  it('between the two passes stops the import, and the same file again goes on', async () => {
    const memory = new MemoryLog();
    let officer: Promise<unknown> | null = null;
    const log: EventLog = {
      logId: memory.logId,
      append: async (...append) => {
        await (officer ??= opened({}, memory));
        return memory.append(...append);
      },
      readStream: (...read) => memory.readStream(...read),
      readAll: (...read) => memory.readAll(...read),
      head: () => memory.head(),
      subscribe: (options) => memory.subscribe(options),
      close: () => memory.close(),
    };
    await expect(importing(log, fileOf([row]))).rejects.toMatchObject({ code: 'project-exists' });
    expect(await importing(log, fileOf([row]))).toMatchObject({ accepted: 1, refused: [] });
    expect((await memory.readAll({ limit: 5_000 })).filter(({ type }) => type === 'NeedSurveyed')).toHaveLength(1);
  });

  it('is refused where the row says something else of it', async () => {
    const { log } = await opened({ commune: 'Xã khác' });
    const head = await log.head();
    expect(faultsOf(await importing(log, fileOf([row])))).toEqual(['2 differs-from-log commune']);
    expect(await log.head()).toBe(head);
  });
});

describe('a register with one thing wrong in each row', () => {
  const expected = rowsOf(BAD).map(({ expected = '' }, index) => ({ row: index + 2, answer: expected }));
  const log = new MemoryLog();
  let result: ImportResult;
  beforeAll(async () => {
    result = await importing(log, BAD);
  });

  it.each(expected)('row $row: $answer', ({ row, answer }) => {
    const [, problem, column] = answer.split(':');
    const found = result.refused.filter((fault) => fault.row === row);
    if (answer === 'ok') expect(found).toEqual([]);
    else expect(found.map((fault) => ({ problem: fault.problem, column: fault.column }))).toEqual([{ problem, column }]);
  });

  it('is refused as a whole: nothing is written', async () => {
    expect(result).toMatchObject({ accepted: 0, events: 0, refusedRows: 32 });
    expect(await log.head()).toBeNull();
  });

  it('names the column that it does not know', () => {
    expect(result.warnings).toContainEqual(
      expect.objectContaining({ warning: 'unknown-column', messageEn: 'Unknown column, ignored: expected' }),
    );
  });

  it('gives the rule and the text behind a refusal by a rule', () => {
    const ceiling = result.refused.find(({ problem }) => problem === 'ceiling');
    expect(ceiling?.refusedBy).toEqual({ rule: 'ceiling-machinery-2018', legalBasis: 'TT 28/2018/TT-BTC, art. 8(4)', status: 'verified' });
  });

  it('gives its good rows alone when asked to, and nothing more the next time', async () => {
    const taking = new MemoryLog();
    expect(await importing(taking, BAD, { acceptGood: true })).toMatchObject({
      rows: 36,
      accepted: 4,
      refusedRows: 32,
      events: expect.any(Number),
    });
    expect(await importing(taking, BAD, { acceptGood: true })).toMatchObject({ accepted: 0, alreadyKnown: 4, refusedRows: 32, events: 0 });
  });
});

describe('a later register', () => {
  it('records the newly filled stages and nothing else', async () => {
    const log = new MemoryLog();
    const row = settled();
    await importing(log, fileOf([upToContract(row)]));
    const head = (await log.head()) as string;
    expect(await importing(log, fileOf([row]))).toMatchObject({ accepted: 1, alreadyKnown: 0, refused: [] });
    expect(types(await log.readAll({ after: head }))).toEqual([
      'ImportStarted',
      'AdvancePaid',
      'AcceptanceHeld',
      'AdvancePaid',
      'SettlementApproved',
      'ImportFinished',
    ]);
  });

  it('may add a member to a contract and a project to a decision', async () => {
    const log = new MemoryLog();
    const one = settled();
    const other = { ...one, code: `${one['code']}b` };
    await importing(log, fileOf([one]));
    const head = (await log.head()) as string;
    expect(await importing(log, fileOf([one, other]))).toMatchObject({ accepted: 1, alreadyKnown: 1, refused: [] });
    expect(types(await log.readAll({ after: head })).slice(0, 3)).toEqual(['ImportStarted', 'PlanDecided', 'ContractMembersAdded']);
  });

  it.each(['title', 'approved_vnd', 'advance1_on', 'beneficiary', 'contract_end_on'])(
    'does not change a recorded cell: %s',
    async (column) => {
      const log = new MemoryLog();
      const row = settled();
      await importing(log, fileOf([row]));
      const head = await log.head();
      const changed = {
        title: 'Tên khác',
        approved_vnd: String(Number(row['approved_vnd']) - 1),
        advance1_on: row['accepted_on'],
        beneficiary: 'Hợp tác xã khác',
      };
      const given = column === 'contract_end_on' ? '2030-12-31' : (changed as Row)[column];
      const result = await importing(log, fileOf([{ ...row, [column]: given ?? '', ...(column === 'approved_vnd' ? lowered(row) : {}) }]));
      expect(faultsOf(result)).toContain(`2 differs-from-log ${column}`);
      expect(await log.head()).toBe(head);
    },
  );

  it('may not leave out what a register has recorded, nor fill a gap in the past', async () => {
    const log = new MemoryLog();
    const row = settled();
    const gap = { ...row, advance1_on: '', advance1_vnd: '' };
    await importing(log, fileOf([gap]));
    expect(faultsOf(await importing(log, fileOf([row])))).toEqual(['2 differs-from-log advance1_on']);
    expect(faultsOf(await importing(log, fileOf([without(gap, 'settled_on', 'settled_vnd')])))).toEqual(['2 differs-from-log settled_on']);
  });
});

/** The amounts after approval, one đồng less too, so that the row stays right in itself. */
const lowered = (row: Row): Row =>
  Object.fromEntries(
    ['accepted_vnd', 'settled_vnd', 'advance2_vnd'].map((column) => [column, String(Math.max(1, Number(row[column]) - 1))]),
  );

describe('rows of one file against each other', () => {
  const [one, other] = [settled(), { ...settled(), code: `${settled()['code']}b` }];

  it('speak of one contract alike', async () => {
    const file = fileOf([
      one,
      { ...other, contracted_on: one['approved_on'] as string, contract_end_on: '2030-01-01', implementing_unit: 'Đơn vị khác' },
    ]);
    expect(faultsOf(await importing(new MemoryLog(), file))).toEqual([
      '3 contract-conflict contracted_on',
      '3 contract-conflict contract_end_on',
      '3 contract-conflict implementing_unit',
    ]);
  });

  it('are judged against good rows only', async () => {
    const file = fileOf([{ ...one, contract_end_on: '2030-01-01', title: '' }, other]);
    expect(faultsOf(await importing(new MemoryLog(), file))).toEqual(['2 missing title']);
  });

  it('have a code each', async () => {
    expect(faultsOf(await importing(new MemoryLog(), fileOf([one, one])))).toEqual(['3 duplicate-code code']);
  });
});

describe('a dry run', () => {
  it('says what would be and writes nothing', async () => {
    const log = new MemoryLog();
    expect(await importing(log, MAIN, { dryRun: true })).toMatchObject({ accepted: 760, events: 0, dryRun: true });
    expect(await log.head()).toBeNull();
  });
});

describe('progress', () => {
  it('runs from the first row of each pass to the last byte', async () => {
    const seen: { pass: number; rows: number; bytes: number; totalBytes: number }[] = [];
    await importing(new MemoryLog(), MAIN, { onProgress: (at) => seen.push(at) });
    expect(seen.map(({ pass, rows }) => `${pass} ${rows}`)).toEqual(['1 500', '1 760', '2 500', '2 760']);
    for (const { bytes, totalBytes, rows } of seen) if (rows === 760) expect(bytes).toBe(totalBytes);
  });
});
