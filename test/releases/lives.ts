import { type AnyCommand, contractKind, importKind, planKind, projectKind, type StreamKind } from '#commands/stream-kind';
import type { DomainEvent } from '#lifecycle/decider';
import { contractStream, projectStream } from '#lifecycle/contract/contract.events';
import { importStream } from '#lifecycle/import/import.events';
import { planStream } from '#lifecycle/plan/plan.events';
import { CRITERIA } from '#lifecycle/project/appraisal.acts';
import type { ProjectCommand } from '#lifecycle/project/project.decider';
import type { Draft, Finding, Need } from '#lifecycle/project/project.events';

/** One command of a recorded life and the stream that it is said to. */
export interface Said {
  readonly kind: StreamKind<AnyCommand, unknown, DomainEvent>;
  readonly stream: string;
  readonly command: AnyCommand;
}

type Loose = { readonly type: ProjectCommand['type']; readonly on: string } & Readonly<Record<string, unknown>>;

const plan = planStream('KCQG', 2022, null);
const need = (sequence: string, content = 'ND3b'): Need => ({
  code: `KCQG-2022-38-${sequence}`,
  source: 'KCQG',
  planYear: 2022,
  province: { set: 'vn63', code: '38' },
  commune: 'Xã Ngọc Phụng, huyện Thường Xuân',
  content,
  beneficiary: { name: 'Hợp tác xã Thọ Xuân', taxCode: '2801234567' },
});
const draft: Draft = {
  title: 'Hỗ trợ ứng dụng máy móc thiết bị tiên tiến trong chế biến gỗ',
  implementingUnit: 'Trung tâm Khuyến công Thanh Hóa',
  beneficiary: { name: 'Hợp tác xã Thọ Xuân', taxCode: '2801234567' },
  totalCost: 800_000_000,
  supportRequested: 300_000_000,
  counterpart: 500_000_000,
  output: { unit: 'cơ sở', planned: 1 },
  note: null,
};
const findings: readonly Finding[] = CRITERIA.map((criterion) => ({
  criterion,
  met: true,
  finding: 'Phù hợp',
  evidence: 'Phiếu thẩm định Mẫu 4b',
}));

const proposal = (sequence: string): readonly Loose[] => [
  { type: 'SurveyNeed', on: '2021-01-10', need: need(sequence), outcome: 'recorded' },
  { type: 'DraftProject', on: '2021-03-10', draft },
  { type: 'RegisterProject', on: '2021-04-10' },
];
const appraised: readonly Loose[] = [
  { type: 'ConcludeBaseAppraisal', on: '2021-05-10', result: 'pass', amount: 300_000_000, reason: null, findings },
  {
    type: 'ConcludeFinalAppraisal',
    on: '2021-09-10',
    result: 'pass_reduced',
    amount: 290_000_000,
    reason: 'Cân đối với dự toán được giao',
    findings,
  },
];
const inPlan: Loose = { type: 'ApproveInPlan', on: '2021-12-20', plan, decisionNo: '2801/QĐ-BCT', amount: 290_000_000 };
const signed: Loose = {
  type: 'SignContract',
  on: '2022-02-20',
  contract: contractStream('c-1'),
  contractNo: '10/HĐ-CTĐP/2022',
  endsOn: '2022-11-30',
};
const advanced: readonly Loose[] = [
  { type: 'RequestAdvance', on: '2022-04-01', tranche: 'first', amount: 203_000_000 },
  { type: 'ConfirmVolume', on: '2022-04-05', percent: 75 },
  { type: 'PayAdvance', on: '2022-04-20', tranche: 'first', amount: 203_000_000, treasuryRef: 'KB 12/2022' },
];

/** A life for every way through: project id → its commands. Together they cause every type of event. */
const lives: Readonly<Record<string, readonly Loose[]>> = {
  settled: [
    ...proposal('001'),
    { type: 'ReturnDossier', on: '2021-04-15', items: [{ item: 'Dự toán', demand: 'Lập lại theo Mẫu số 1' }] },
    { type: 'CompleteDossier', on: '2021-04-25', answers: [{ item: 'Dự toán', answer: 'Đã lập lại' }] },
    ...appraised,
    inPlan,
    signed,
    ...advanced,
    { type: 'HoldAcceptance', on: '2022-08-01', result: 'not-accepted', amount: 0, output: null, remarks: 'Máy chưa chạy thử' },
    { type: 'HoldAcceptance', on: '2022-08-20', result: 'full', amount: 290_000_000, output: 1, remarks: null },
    { type: 'RequestAdvance', on: '2022-08-25', tranche: 'remaining', amount: 87_000_000 },
    { type: 'PayAdvance', on: '2022-09-01', tranche: 'remaining', amount: 87_000_000, treasuryRef: null },
    { type: 'LodgeSettlementDossier', on: '2022-09-02', documents: ['Mẫu 5b', 'Mẫu 7', 'Mẫu 8a'] },
    { type: 'LiquidateContract', on: '2022-09-03', minutesNo: '5/BB-TL' },
    { type: 'ApproveSettlement', on: '2022-09-10', amount: 290_000_000 },
  ],
  stopped: [
    ...proposal('002'),
    ...appraised,
    inPlan,
    signed,
    ...advanced,
    { type: 'StopProject', on: '2022-05-10', reason: 'Đơn vị thụ hưởng không bố trí được vốn đối ứng', decisionNo: '120/QĐ-BCT' },
    { type: 'RecoverAdvance', on: '2022-06-10', amount: 203_000_000, reason: 'Không có khối lượng' },
    { type: 'ApproveSettlement', on: '2022-06-11', amount: 0 },
  ],
  'left-out': [
    ...proposal('003'),
    ...appraised,
    { type: 'LeaveOutOfPlan', on: '2021-12-20', plan, decisionNo: '2801/QĐ-BCT', reason: 'Vượt dự toán được giao' },
  ],
  failed: [
    ...proposal('004'),
    { type: 'ConcludeBaseAppraisal', on: '2021-05-10', result: 'fail', amount: null, reason: 'Sai dự toán', findings: [] },
  ],
  withdrawn: [...proposal('005'), { type: 'WithdrawProject', on: '2021-05-02', reason: 'Cơ sở xin rút' }],
  'not-eligible': [
    {
      type: 'SurveyNeed',
      on: '2021-01-10',
      need: need('006', 'ND1'),
      outcome: 'not-eligible',
      reason: 'Không thuộc ngành nghề được hỗ trợ',
    },
  ],
  'kept-for-later': [{ type: 'SurveyNeed', on: '2021-01-10', need: need('007'), outcome: 'kept-for-later' }],
};

const member = (project: string, sequence: string) => ({ project, code: `KCQG-2022-38-${sequence}` });
const proposed = {
  proposedAmount: 290_000_000,
  supported: { source: 'KCQG', content: 'ND3b', totalCost: draft.totalCost, outputPlanned: 1 },
  appraisedBy: ['u-officer'],
  since: '2021-09-10',
};
const inPlanFacts = { status: 'in-plan', approvedOn: '2021-12-20', implementingUnit: draft.implementingUnit, since: '2021-12-20' };
const allocated: AnyCommand & Readonly<Record<string, unknown>> = {
  type: 'AllocatePlan',
  occurredOn: '2021-12-01',
  actor: 'u-agency',
  role: 'agency-leader',
  source: 'KCQG',
  year: 2022,
  province: null,
  amount: 1_000_000_000,
  document: '2700/QĐ-BCT',
  legalBasis: 'NĐ 45/2012/NĐ-CP, art. 14',
};
const byPlan = { occurredOn: '2022-01-05', actor: 'follow-up:u-leader', project: 'left-out', code: 'KCQG-2022-38-003' };
/** What happens to a plan besides its decision: every type of event once. */
const planChanges: readonly (AnyCommand & Readonly<Record<string, unknown>>)[] = [
  ...(['settled', 'stopped'] as const).map((project, index) => ({
    type: 'AdjustPlan',
    occurredOn: '2022-01-05',
    actor: 'u-agency',
    role: 'agency-officer' as const,
    decisionNo: `12${index}/QĐ-ĐCK`,
    items: [{ ...member(project, `00${index + 1}`), amount: 280_000_000, reason: 'Giảm khối lượng', facts: { ...proposed, spent: 0 } }],
  })),
  { ...byPlan, type: 'ConfirmTaken', ...member('settled', '001'), decisionNo: '120/QĐ-ĐCK' },
  { ...byPlan, type: 'TakeBack', ...member('stopped', '002'), decisionNo: '121/QĐ-ĐCK', reason: 'illegal-transition' },
  { ...byPlan, type: 'TakeBack', decisionNo: '2801/QĐ-BCT', reason: 'illegal-transition' },
];
const decision: AnyCommand & Readonly<Record<string, unknown>> = {
  type: 'DecidePlan',
  occurredOn: '2021-12-20',
  actor: 'u-leader',
  role: 'ministry-leader',
  source: 'KCQG',
  year: 2022,
  province: null,
  decisionNo: '2801/QĐ-BCT',
  items: [
    { ...member('settled', '001'), amount: 290_000_000, facts: proposed },
    { ...member('stopped', '002'), amount: 290_000_000, facts: proposed },
  ],
  leftOut: [{ ...member('left-out', '003'), reason: 'Vượt dự toán được giao', facts: proposed }],
};
const concluded: AnyCommand & Readonly<Record<string, unknown>> = {
  type: 'ConcludeContract',
  occurredOn: '2022-02-20',
  actor: 'u-agency',
  role: 'agency-officer',
  contractNo: '10/HĐ-CTĐP/2022',
  source: 'KCQG',
  province: { set: 'vn63', code: '38' },
  implementingUnit: draft.implementingUnit,
  endsOn: '2022-11-30',
  members: [{ ...member('settled', '001'), facts: inPlanFacts }],
};
const contractChanges: readonly (AnyCommand & Readonly<Record<string, unknown>>)[] = [
  {
    type: 'AppendContract',
    occurredOn: '2022-10-01',
    actor: 'u-agency',
    role: 'agency-leader',
    appendixNo: 'PL-01',
    endsOn: '2022-12-31',
    facts: { planYear: 2022 },
  },
  {
    ...{ type: 'DeclineExtension', occurredOn: '2022-10-01', actor: 'follow-up:u-agency', reason: 'illegal-transition' },
    ...{ ...member('stopped', '002'), appendixNo: 'PL-01' },
  },
  {
    ...{ type: 'DropMember', occurredOn: '2022-10-01', actor: 'follow-up:u-agency', reason: 'illegal-transition' },
    ...member('stopped', '002'),
  },
];

const loose = (kind: unknown): Said['kind'] => kind as Said['kind'];

const sha256 = 'a'.repeat(64);
const importing = { occurredOn: '2022-10-15', actor: 'import:operator', sha256 };

/** Everything that is said, stream by stream. */
export const said: readonly Said[] = [
  {
    kind: loose(importKind),
    stream: importStream(sha256),
    command: { ...importing, type: 'StartImport', file: 'register.csv', rows: 3, toRecord: 2, alreadyKnown: 1, refused: 0 } as AnyCommand,
  },
  { kind: loose(importKind), stream: importStream(sha256), command: { ...importing, type: 'FinishImport', events: 12 } as AnyCommand },
  ...[allocated, decision, ...planChanges].map((command) => ({ kind: loose(planKind), stream: plan, command })),
  { kind: loose(contractKind), stream: contractStream('c-1'), command: concluded },
  {
    kind: loose(contractKind),
    stream: contractStream('c-1'),
    command: { ...concluded, members: [member('settled', '001'), { ...member('stopped', '002'), facts: inPlanFacts }] } as AnyCommand,
  },
  ...contractChanges.map((command) => ({ kind: loose(contractKind), stream: contractStream('c-1'), command })),
  ...Object.entries(lives).flatMap(([projectId, acts]) =>
    acts.map(({ on, ...act }) => ({
      kind: loose(projectKind),
      stream: projectStream(projectId),
      command: { ...act, projectId, occurredOn: on, actor: 'u-officer', onBehalfOf: 'Sở Công Thương Thanh Hóa' } as AnyCommand,
    })),
  ),
];
