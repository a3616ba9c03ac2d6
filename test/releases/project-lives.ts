/** Lives of projects as their persons would say them today. Together they cause every type of event that a project can have. */
import type { Role } from '#reference/roles';
import { contractStream } from '#lifecycle/contract/contract.events';
import { planStream } from '#lifecycle/plan/plan.events';
import { CRITERIA } from '#lifecycle/project/appraisal.acts';
import type { ProjectCommand } from '#lifecycle/project/project.decider';
import type { ContentPlan, Draft, Need } from '#lifecycle/project/project.events';

/** What is said of a project on a day, in which role. */
export type Loose = { readonly type: ProjectCommand['type']; readonly on: string; readonly as: Role } & Readonly<Record<string, unknown>>;

const MILLION = 1_000_000;
export const plan = planStream('KCQG', 2022, null);
export const codeOf = (sequence: string): string => `KCQG-2022-38-${sequence}`;

const beneficiary = { name: 'Hợp tác xã Thọ Xuân', taxCode: '2801234567' };
const need = (sequence: string, content = 'ND3b'): Need => ({
  code: codeOf(sequence),
  source: 'KCQG',
  planYear: 2022,
  province: { set: 'vn63', code: '38' },
  commune: 'Xã Ngọc Phụng, huyện Thường Xuân',
  content,
  beneficiary,
});
const seen = { trade: 'a', place: 'commune', investmentPlan: 'Mua máy cưa', ownMoney: 500 * MILLION, evidence: ['Biên bản khảo sát'] };

export const draft: Draft = {
  title: 'Hỗ trợ ứng dụng máy móc thiết bị tiên tiến trong chế biến gỗ',
  implementingUnit: 'Trung tâm Khuyến công Thanh Hóa',
  beneficiary,
  totalCost: 800 * MILLION,
  supportRequested: 300 * MILLION,
  counterpart: 500 * MILLION,
  output: { unit: 'cơ sở', planned: 1 },
  note: null,
  needBasis: 'Cơ sở dùng máy cũ, tiêu hao nhiều điện',
  aims: 'Nâng năng suất 30 %',
  scale: 'Một máy cưa CNC',
  schedule: [{ step: 'Mua và lắp máy', from: '2022-03-01', to: '2022-06-30', responsible: 'Hợp tác xã Thọ Xuân' }],
  estimate: [
    { item: 'Máy cưa CNC', unit: 'máy', quantity: 1, unitPrice: 295 * MILLION, amount: 295 * MILLION, payer: 'support' },
    { item: 'Chi quản lý', unit: 'đề án', quantity: 1, unitPrice: 5 * MILLION, amount: 5 * MILLION, payer: 'support', management: true },
    { item: 'Nhà xưởng', unit: 'm²', quantity: 100, unitPrice: 5 * MILLION, amount: 500 * MILLION, payer: 'own' },
  ],
  organisation: 'Trung tâm chủ trì, hợp tác xã thực hiện',
  effect: 'Thêm 5 lao động, giảm bụi gỗ',
  noDoubleSupport: true,
  ownMoneyCommitted: true,
};
const contents: readonly ContentPlan[] = [
  { content: 'ND3b', unit: 'cơ sở', years: [{ year: 2022, target: 1, money: 200 * MILLION }] },
  { content: 'ND1', unit: 'lao động', years: [{ year: 2023, target: 60, money: 90 * MILLION }] },
];

const papers = (on: string, as: Role, ...kinds: readonly string[]): readonly Loose[] =>
  kinds.map((kind) => ({ type: 'AttachDocument', on, as, kind, title: kind, number: `01/${kind}`, file: null, proves: null }));
const findings = (on: string, as: Role): readonly Loose[] =>
  CRITERIA.map((criterion) => ({
    ...{ type: 'AssessCriterion', on, as, criterion, met: true },
    ...{ finding: 'Phù hợp', evidence: 'Phiếu thẩm định Mẫu 4b' },
  }));

/** To the registration. */
const proposal = (sequence: string, more: Partial<Draft> = {}): readonly Loose[] => [
  { type: 'SurveyNeed', on: '2021-01-10', as: 'centre-officer', need: need(sequence), outcome: 'recorded', survey: seen },
  { type: 'DraftProject', on: '2021-03-10', as: 'centre-officer', draft: { ...draft, ...more } },
  ...papers('2021-03-20', 'centre-officer', 'request-letter', 'project-list', 'beneficiary-request'),
  ...papers('2021-03-20', 'centre-officer', more.kind === 'key' ? 'key-registration' : 'project-proposal'),
  { type: 'RegisterProject', on: '2021-04-10', as: 'centre-officer' },
];
/** From the registration to the statement to the Minister. */
const appraised: readonly Loose[] = [
  ...findings('2021-05-09', 'appraisal-officer'),
  { type: 'ConcludeBaseAppraisal', on: '2021-05-10', as: 'appraisal-officer', result: 'pass', amount: 300 * MILLION, reason: null },
  ...papers('2021-06-01', 'appraisal-officer', 'registration-report', 'summary-table', 'base-appraisal-form'),
  { type: 'SubmitForFinalAppraisal', on: '2021-06-10', as: 'department-leader', letterNo: '100/SCT-QLCN' },
  ...findings('2021-09-09', 'agency-officer'),
  {
    ...{ type: 'ConcludeFinalAppraisal', on: '2021-09-10', as: 'agency-officer', result: 'pass_reduced', amount: 290 * MILLION },
    reason: 'Cân đối với dự toán được giao',
  },
  ...papers('2021-10-09', 'agency-officer', 'draft-decision'),
  { type: 'ProposeForPlan', on: '2021-10-10', as: 'agency-leader', statementNo: '20/TTr', priority: [] },
];
const inPlan: Loose = {
  ...{ type: 'ApproveInPlan', on: '2021-12-20', as: 'ministry-leader', plan, decisionNo: '2801/QĐ-BCT', amount: 290 * MILLION },
};
const signed: Loose = {
  ...{ type: 'SignContract', on: '2022-02-20', as: 'agency-leader', contract: contractStream('c-1') },
  ...{ contractNo: '10/HĐ-CTĐP/2022', endsOn: '2022-11-30' },
};
const reported = (on: string, percent: number): Loose => ({
  ...{ type: 'ReportProgress', on, as: 'centre-officer', period: on.slice(0, 7), percent, value: percent * 8 * MILLION },
  ...{ finishOn: null, difficulties: null },
});
const advanced: readonly Loose[] = [
  reported('2022-03-20', 75),
  ...papers('2022-03-25', 'centre-officer', 'project-contract', 'progress-report'),
  { type: 'RequestAdvance', on: '2022-04-01', as: 'centre-officer', tranche: 'first', amount: 203 * MILLION },
  { type: 'ConfirmVolume', on: '2022-04-05', as: 'appraisal-officer', percent: 75 },
  { type: 'PayAdvance', on: '2022-04-20', as: 'agency-accountant', tranche: 'first', amount: 203 * MILLION, treasuryRef: 'KB 12/2022' },
];

/** A dossier that was returned, its earlier support judged, a council heard. */
const disputed: readonly Loose[] = [
  { type: 'ReturnDossier', on: '2021-04-15', as: 'appraisal-officer', items: [{ item: 'Dự toán', demand: 'Lập lại theo Mẫu số 1' }] },
  { type: 'AnswerReturnedItem', on: '2021-04-20', as: 'centre-officer', item: 'Dự toán', answer: 'Đã lập lại', document: null },
  { type: 'CompleteDossier', on: '2021-04-25', as: 'centre-officer', answers: [] },
  {
    ...{ type: 'JudgeEarlierSupport', on: '2021-04-26', as: 'appraisal-officer', earlier: 'KCDP-2019-38-001' },
    ...{ sameItem: false, reason: 'Máy khác' },
  },
  {
    ...{ type: 'ConveneCouncil', on: '2021-04-27', as: 'department-leader', meetingOn: '2021-05-08' },
    members: (['chair', 'member', 'secretary'] as const).map((seat) => ({ person: `u-${seat}`, seat })),
  },
  ...['chair', 'member'].map((seat) => ({
    ...({ type: 'CastVote', on: '2021-05-08', as: 'council-member', vote: 'for', reason: null } as const),
    actor: `u-${seat}`,
  })),
];
/** What comes between the first advance and the acceptance. */
const eventful: readonly Loose[] = [
  { type: 'SignSupportContract', on: '2022-04-21', as: 'centre-officer', contractNo: '1/HĐHT', investor: 'Hợp tác xã Thọ Xuân' },
  { type: 'HoldInspection', on: '2022-04-22', as: 'department-leader', findings: 'Máy đã về', demands: ['Lắp trước 30/06'] },
  {
    type: 'RaiseObstacle',
    on: '2022-04-23',
    as: 'centre-officer',
    level: 'commune',
    cause: 'procedure',
    text: 'Chưa có điện 3 pha',
    owner: null,
  },
  { type: 'PromiseAnswer', on: '2022-04-24', as: 'commune-officer', obstacle: 'o1', owner: 'UBND xã', promisedOn: '2022-05-05' },
  { type: 'AnswerObstacle', on: '2022-05-04', as: 'commune-officer', obstacle: 'o1', answer: 'Đã kéo điện', resolved: true },
  {
    ...{ type: 'PauseDeadline', on: '2022-05-04', as: 'agency-officer', deadline: 'acceptance' },
    ...{ document: '31/CTĐP-KC', reason: 'Chờ hướng dẫn mới' },
  },
  { type: 'ResumeDeadline', on: '2022-05-05', as: 'agency-officer', deadline: 'acceptance', reason: 'Đã có hướng dẫn' },
  ...papers('2022-05-05', 'centre-officer', 'adjustment-request'),
  { type: 'RequestAdjustment', on: '2022-05-05', as: 'centre-officer', change: { commune: 'Xã Lương Sơn' }, reason: 'Dời xưởng' },
  { type: 'ConfirmAdjustment', on: '2022-05-08', as: 'appraisal-officer', visitedOn: '2022-05-07', opinion: 'Đồng ý' },
  { type: 'DecideAdjustment', on: '2022-05-10', as: 'agency-leader', approved: true, decisionNo: '130/QĐ-ĐCK', reason: null },
  {
    type: 'AssessCriterion',
    on: '2022-05-12',
    as: 'agency-officer',
    criterion: 'principles',
    met: true,
    finding: 'Phù hợp',
    evidence: 'Phiếu',
  },
  {
    type: 'AdjustApproval',
    on: '2022-05-15',
    as: 'agency-leader',
    actor: 'u-deputy',
    plan,
    decisionNo: '120/QĐ-ĐCK',
    amount: 280 * MILLION,
    reason: 'Giảm khối lượng',
  },
  {
    type: 'ExtendContract',
    on: '2022-05-20',
    as: 'agency-leader',
    contract: contractStream('c-1'),
    appendixNo: 'PL-01',
    endsOn: '2022-12-31',
  },
  reported('2022-06-20', 95),
  { type: 'ReverseAct', on: '2022-06-21', as: 'centre-officer', reason: 'Ghi nhầm' },
  { type: 'CorrectDetails', on: '2022-06-22', as: 'centre-officer', details: { title: 'Máy cưa CNC' }, reason: 'Sai tên' },
  { type: 'AddNote', on: '2022-06-23', as: 'appraisal-officer', about: 'record', text: 'Đã gọi điện', audience: 'internal' },
  { type: 'HandOverProject', on: '2022-06-24', as: 'department-leader', to: 'u-officer-2', reason: 'Luân chuyển' },
];
const closed = (amount: number): readonly Loose[] => [
  ...papers('2022-08-19', 'centre-officer', 'summary-report', 'volume-report'),
  {
    type: 'HoldAcceptance',
    on: '2022-08-20',
    as: 'department-leader',
    result: 'full',
    amount,
    output: 1,
    remarks: null,
    minutesNo: '15/BB-NT',
  },
  ...papers('2022-08-21', 'centre-officer', 'acceptance-minutes', 'purchase-contract', 'contract-acceptance', 'contract-liquidation'),
  { type: 'RequestAdvance', on: '2022-08-25', as: 'centre-officer', tranche: 'remaining', amount: amount - 203 * MILLION },
  {
    ...{ type: 'PayAdvance', on: '2022-09-01', as: 'agency-accountant', tranche: 'remaining', amount: amount - 203 * MILLION },
    treasuryRef: null,
  },
  ...papers('2022-09-02', 'centre-officer', 'settlement-detail', 'voucher-list', 'vouchers', 'voucher-list-all-sources'),
  {
    ...{ type: 'LodgeSettlementDossier', on: '2022-09-02', as: 'centre-officer', documents: [], dossier: 'A' },
    vouchers: [{ number: 'HĐ 001', on: '2022-08-01', amount }],
  },
  ...papers('2022-09-03', 'agency-officer', 'liquidation-minutes'),
  { type: 'LiquidateContract', on: '2022-09-03', as: 'agency-leader', minutesNo: '5/BB-TL' },
  { type: 'ApproveSettlement', on: '2022-09-10', as: 'agency-leader', amount },
];
const stormy: readonly Loose[] = [
  { type: 'DeclareForceMajeure', on: '2022-05-01', as: 'centre-officer', event: 'Bão số 1', explanation: 'Tốc mái nhà xưởng' },
  { type: 'ConfirmForceMajeure', on: '2022-05-05', as: 'appraisal-officer', percent: 80, minutesNo: '1/BB' },
  { type: 'ConfirmForceMajeure', on: '2022-05-06', as: 'commune-officer', percent: 75, minutesNo: '2/BB' },
];
const results: readonly Loose[] = [
  {
    ...{ type: 'ReportContentResult', on: '2022-09-20', as: 'centre-officer', content: 'ND3b', year: 2022 },
    ...{ actual: 1, spent: 200 * MILLION, shortfall: null },
  },
  { type: 'CarryOver', on: '2022-10-01', as: 'agency-officer', amount: 87 * MILLION, toYear: 2023, decisionNo: '200/QĐ-BCT' },
];
const earlierSupport = [{ code: 'KCDP-2019-38-001', content: 'ND3b', planYear: 2019, matchedBy: 'tax-code' }];
const withEarlier = (steps: readonly Loose[]): readonly Loose[] =>
  steps.map((step) => (step.type === 'RegisterProject' ? { ...step, earlierSupport } : step));

/** A life for every way through: project id → what is said. */
export const lives: Readonly<Record<string, readonly Loose[]>> = {
  settled: [...withEarlier(proposal('001')), ...disputed, ...appraised, inPlan, signed, ...advanced, ...eventful, ...closed(280 * MILLION)],
  stopped: [
    ...[...proposal('002'), ...appraised, inPlan, signed, ...advanced],
    {
      type: 'StopProject',
      on: '2022-05-10',
      as: 'ministry-leader',
      reason: 'Không có vốn đối ứng',
      decisionNo: '120/QĐ-BCT',
      cause: 'subjective',
    },
    { type: 'RecoverAdvance', on: '2022-06-10', as: 'agency-accountant', amount: 203 * MILLION, reason: 'Không có khối lượng' },
    { type: 'ApproveSettlement', on: '2022-06-11', as: 'agency-leader', amount: 0 },
  ],
  'left-out': [
    ...[...proposal('003'), ...appraised],
    { type: 'LeaveOutOfPlan', on: '2021-12-20', as: 'ministry-leader', plan, decisionNo: '2801/QĐ-BCT', reason: 'Vượt dự toán được giao' },
    { type: 'ProposeForPlan', on: '2022-06-20', as: 'agency-leader', statementNo: '40/TTr', priority: ['place-a'] },
  ],
  failed: [
    ...proposal('004'),
    { type: 'ConcludeBaseAppraisal', on: '2021-05-10', as: 'appraisal-officer', result: 'fail', amount: null, reason: 'Sai dự toán' },
  ],
  withdrawn: [...proposal('005'), { type: 'WithdrawProject', on: '2021-05-02', as: 'centre-officer', reason: 'Cơ sở xin rút' }],
  'not-eligible': [
    {
      ...{ type: 'SurveyNeed', on: '2021-01-10', as: 'centre-officer', need: need('006', 'ND1'), outcome: 'not-eligible' },
      ...{ reason: 'Không thuộc ngành nghề được hỗ trợ', cause: 'trade', survey: { ...seen, trade: 'clay-brick' } },
    },
  ],
  'kept-for-later': [{ type: 'SurveyNeed', on: '2021-01-10', as: 'centre-officer', need: need('007'), outcome: 'kept-for-later' }],
  group: [
    ...[...proposal('008', { kind: 'group' }), ...appraised, inPlan],
    { type: 'AssignTask', on: '2022-02-20', as: 'agency-leader', decisionNo: '9/QĐ-CTĐP', endsOn: '2022-11-30' },
    ...papers('2022-03-01', 'centre-officer', 'group-plan'),
    {
      ...{ type: 'ApproveGroupPlan', on: '2022-03-10', as: 'department-leader', decisionNo: '7/QĐ-SCT' },
      places: [{ commune: 'Xã Lương Sơn', beneficiary: 'HTX Lương Sơn', amount: 290 * MILLION }],
    },
  ],
  key: [...proposal('009', { kind: 'key', contents }), ...appraised, inPlan, signed, ...advanced, ...results],
  storm: [...proposal('010'), ...appraised, inPlan, signed, ...advanced, ...stormy],
};
