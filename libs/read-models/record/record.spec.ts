import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ProjectRecord } from '#contracts/projects';
import type { TimelineEntry } from '#contracts/timeline';
import { MemoryLog } from '#event-log/memory-log';
import type { NewEvent } from '#event-log/event-log';
import type { ContractEvent } from '#lifecycle/contract/contract.events';
import type { PlanEvent } from '#lifecycle/plan/plan.events';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import { Projector } from '../projector.ts';
import { projects } from '../projects/projects.model.ts';
import type { AskedMoment } from './moment.ts';
import { projectRecord } from './project-record.ts';
import { timeline } from './timeline.ts';

const log = new MemoryLog('log-1');
const db = new DatabaseSync(':memory:');
const ID = '11111111-0000-5000-8000-000000000001';
const CODE = 'KCQG-2022-24-001';
const CONTRACT = 'contract-22222222-0000-5000-8000-000000000001';
const attested = (...steps: readonly 'draft'[]) => ({ by: 'register' as const, document: 'register-north-2021-2022.csv', row: 12, steps });
const party = { name: 'Công ty TNHH Gốm Phù Lãng', taxCode: '2300123456' };
const draft = {
  title: 'Hỗ trợ ứng dụng máy móc trong sản xuất gốm',
  implementingUnit: 'Trung tâm Khuyến công Bắc Giang',
  beneficiary: party,
  totalCost: 900_000_000,
  supportRequested: 300_000_000,
  counterpart: 600_000_000,
  output: { unit: 'cơ sở', planned: 1 },
  note: null,
};

let number = 0;
const heads = new Map<string, number>();

async function happened(
  stream: string,
  event: ProjectEvent | PlanEvent | ContractEvent,
  on: string,
  recordedAt = `${on}T02:00:00.000Z`,
): Promise<void> {
  number += 1;
  const id = `33333333-0000-5000-8000-${String(number).padStart(12, '0')}`;
  const meta = {
    commandId: id,
    actor: 'import:demo',
    onBehalfOf: 'so-cong-thuong',
    occurredOn: on,
    recordedAt,
    ruleSet: on < '2022-01-01' ? 'rs-2014-02' : 'rs-2018-09',
  };
  const stored: NewEvent = { id, type: event.type, version: 1, data: event.data as unknown as NewEvent['data'], meta };
  const { revision } = await log.append(stream, heads.get(stream) ?? 'no_stream', [stored]);
  heads.set(stream, revision);
}

beforeAll(async () => {
  const project = `project-${ID}`;
  const need = {
    code: CODE,
    source: 'KCQG' as const,
    planYear: 2022,
    province: { set: 'vn63' as const, code: '24' },
    commune: 'Xã Tân Chi',
    content: 'ND3b',
    beneficiary: party,
  };
  const member = { project: ID, code: CODE };
  await happened(project, { type: 'NeedSurveyed', data: { ...need, outcome: 'recorded' } }, '2021-02-01');
  await happened(project, { type: 'ProjectRegistered', data: { ...draft, attested: attested('draft') } }, '2021-05-10');
  await happened(
    project,
    { type: 'BaseAppraisalConcluded', data: { result: 'pass', amount: 300_000_000, reason: null, findings: [] } },
    '2021-06-01',
  );
  await happened(
    project,
    {
      type: 'FinalAppraisalConcluded',
      data: { level: 'ministry', result: 'pass_reduced', amount: 280_000_000, reason: 'vượt định mức', findings: [] },
    },
    '2021-09-01',
  );
  const plan = {
    source: 'KCQG' as const,
    year: 2022,
    province: null,
    decisionNo: '2418/QĐ-BCT',
    items: [{ ...member, amount: 280_000_000 }],
    leftOut: [],
  };
  await happened('plan-KCQG-2022', { type: 'PlanDecided', data: { ...plan, items: [] } }, '2021-12-01');
  await happened('plan-KCQG-2022', { type: 'PlanDecided', data: plan }, '2021-12-15');
  await happened(
    project,
    { type: 'ApprovedInPlan', data: { plan: 'plan-KCQG-2022', decisionNo: '2418/QĐ-BCT', amount: 280_000_000, attested: attested() } },
    '2021-12-15',
  );
  const concluded = {
    contractNo: '040/HĐ-CTĐP',
    source: 'KCQG' as const,
    province: need.province,
    implementingUnit: draft.implementingUnit,
    endsOn: '2022-11-30',
    members: [member],
  };
  await happened(CONTRACT, { type: 'ContractConcluded', data: concluded }, '2022-02-10');
  await happened(
    project,
    { type: 'ContractSigned', data: { contract: CONTRACT, contractNo: '040/HĐ-CTĐP', endsOn: '2022-11-30' } },
    '2022-02-10',
  );
  await happened(
    project,
    { type: 'AdvancePaid', data: { tranche: 'first', amount: 196_000_000, treasuryRef: null } },
    '2022-04-06',
    '2022-10-15T16:59:59.999Z',
  );
  await happened(
    project,
    { type: 'AcceptanceHeld', data: { result: 'part', amount: 250_000_000, output: 1, remarks: null } },
    '2022-09-14',
    '2022-10-15T17:00:00.000Z',
  );
  await happened(project, { type: 'AdvancePaid', data: { tranche: 'remaining', amount: 54_000_000, treasuryRef: 'KB-7' } }, '2022-10-20');
  await happened(project, { type: 'AdvanceRecovered', data: { amount: 4_000_000, reason: null } }, '2022-11-01');
  await happened(project, { type: 'SettlementApproved', data: { amount: 246_000_000 } }, '2022-12-02');
  await new Projector({ log, db, models: [projects] }).catchUp();
});

const END: AskedMoment = { asOf: '2030-01-01', knownAt: null };
const recordAt = async (moment: AskedMoment, idOrCode = CODE): Promise<ProjectRecord> =>
  (await projectRecord({ log, db }, idOrCode, moment)) as ProjectRecord;
const entriesAt = async (moment: AskedMoment): Promise<readonly TimelineEntry[]> =>
  (await timeline({ log, db }, CODE, moment))?.entries ?? [];

describe('the record of a project', () => {
  it('holds everything at the end, found by code or by id', async () => {
    const record = await recordAt(END);
    expect(record).toEqual(await recordAt(END, ID));
    expect(record).toMatchObject({
      id: ID,
      code: CODE,
      revision: 10,
      stage: 'settled',
      stageOn: '2022-12-02',
      provinceName: 'Bắc Giang',
      provinceNow: { ref: { set: 'vn34', code: '24' }, name: 'Bắc Ninh' },
      output: { unit: 'cơ sở', planned: 1, actual: 1 },
      plan: { stream: 'plan-KCQG-2022', decisionNo: '2418/QĐ-BCT' },
      contract: { stream: CONTRACT, contractNo: '040/HĐ-CTĐP', endsOn: '2022-11-30' },
      ruleSet: 'rs-2014-02',
      position: await log.head(),
    });
    expect(record.money).toEqual({
      totalCost: 900_000_000,
      requested: 300_000_000,
      counterpart: 600_000_000,
      baseAmount: 300_000_000,
      finalAmount: 280_000_000,
      approved: 280_000_000,
      firstAdvance: 196_000_000,
      nextAdvances: null,
      remainingAdvance: 54_000_000,
      recovered: 4_000_000,
      accepted: 250_000_000,
      settled: 246_000_000,
      executed: 246_000_000,
    });
  });

  it('is as it was at a date', async () => {
    expect(await recordAt({ asOf: '2021-12-14', knownAt: null })).toMatchObject({ stage: 'final-passed', plan: null, revision: 3 });
    expect(await recordAt({ asOf: '2021-12-15', knownAt: null })).toMatchObject({
      stage: 'in-plan',
      money: { approved: 280_000_000, executed: 0 },
    });
  });

  it('knows at the end of a day in Việt Nam what was recorded by then, and not a millisecond more', async () => {
    expect(await recordAt({ asOf: '2022-09-30', knownAt: '2022-10-15' })).toMatchObject({
      stage: 'executing',
      money: { firstAdvance: 196_000_000, accepted: null },
    });
    expect(await recordAt({ asOf: '2022-09-30', knownAt: '2022-10-14' })).toMatchObject({
      stage: 'contracted',
      money: { firstAdvance: null },
    });
    expect(await recordAt({ asOf: '2022-09-30', knownAt: '2022-10-16' })).toMatchObject({ stage: 'accepted' });
  });

  it('is null before the project began, and for no project', async () => {
    expect(await projectRecord({ log, db }, CODE, { asOf: '2021-01-31', knownAt: null })).toBeNull();
    for (const nobody of ['KCQG-2022-24-999', '', '../x', 'a b']) expect(await projectRecord({ log, db }, nobody, END)).toBeNull();
  });
});

describe('the timeline', () => {
  it('tells the plan and the contract together with the project’s own events, by day and then as they came', async () => {
    expect((await entriesAt(END)).map(({ type }) => type)).toEqual([
      'NeedSurveyed',
      'ProjectRegistered',
      'BaseAppraisalConcluded',
      'FinalAppraisalConcluded',
      'PlanDecided',
      'ApprovedInPlan',
      'ContractConcluded',
      'ContractSigned',
      'AdvancePaid',
      'AcceptanceHeld',
      'AdvancePaid',
      'AdvanceRecovered',
      'SettlementApproved',
    ]);
  });

  it('says it in sentences, with amounts, days and documents', async () => {
    const entries = await entriesAt(END);
    const told = (type: string, index = 0) => entries.filter((entry) => entry.type === type)[index];
    expect(told('ProjectRegistered')).toMatchObject({
      sentence: {
        vi: 'Đăng ký đề án “Hỗ trợ ứng dụng máy móc trong sản xuất gốm”, đề nghị hỗ trợ 300.000.000 đồng trên tổng kinh phí 900.000.000 đồng',
        en: 'Project “Hỗ trợ ứng dụng máy móc trong sản xuất gốm” registered, asking for 300,000,000 đồng of a total cost of 900,000,000 đồng',
      },
      document: 'register-north-2021-2022.csv, dòng 12',
      actor: 'import:demo',
      onBehalfOf: 'so-cong-thuong',
    });
    expect(told('FinalAppraisalConcluded')?.sentence.vi).toBe('Thẩm định cấp Bộ: đạt, giảm mức hỗ trợ còn 280.000.000 đồng: vượt định mức');
    expect(told('ApprovedInPlan')).toMatchObject({ amount: 280_000_000, document: '2418/QĐ-BCT; register-north-2021-2022.csv, dòng 12' });
    expect(told('PlanDecided')).toMatchObject({ stream: 'plan-KCQG-2022', revision: 1, amount: 280_000_000, document: '2418/QĐ-BCT' });
    expect(told('ContractSigned')?.sentence.vi).toBe('Ký hợp đồng 040/HĐ-CTĐP, thực hiện đến ngày 30/11/2022');
    expect(told('AdvancePaid', 1)?.sentence).toEqual({
      vi: 'Chi tạm ứng kinh phí còn lại 54.000.000 đồng (chứng từ kho bạc KB-7)',
      en: '54,000,000 đồng paid as the remaining advance (treasury reference KB-7)',
    });
    expect(told('SettlementApproved')?.data).toEqual({ amount: 246_000_000 });
  });

  it('ends where the moment ends', async () => {
    const entries = await entriesAt({ asOf: '2022-03-01', knownAt: null });
    expect(entries.at(-1)?.type).toBe('ContractSigned');
    expect(await timeline({ log, db }, 'nobody', END)).toBeNull();
  });
});
