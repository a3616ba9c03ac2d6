import { findings, papers, type Step, type Story } from './step.ts';

const MILLION = 1_000_000;
const CODE = 'KCQG-2023-38-003';
const centre = 'Trung tâm Khuyến công Thanh Hóa';
const beneficiary = { name: 'Công ty TNHH Chế biến điều Như Xuân', taxCode: '2809876543' };

const years = (targets: readonly number[], money: number) =>
  targets.map((target, index) => ({ year: 2023 + index, target, money: money * MILLION }));

const draft = {
  occurredOn: '2022-03-20',
  title: 'Phát triển chế biến điều gắn với vùng nguyên liệu',
  implementingUnit: centre,
  beneficiary,
  totalCost: 1_800 * MILLION,
  supportRequested: 600 * MILLION,
  counterpart: 1_200 * MILLION,
  output: { unit: 'cơ sở', planned: 3 },
  kind: 'key',
  needBasis: 'Vùng nguyên liệu 2.000 ha, chế biến còn thủ công',
  aims: 'Hình thành ba cơ sở chế biến, đào tạo 180 lao động',
  scale: 'Ba năm, hai nội dung liên kết',
  schedule: [{ step: 'Mỗi năm một cơ sở và 60 lao động', from: '2023-02-01', to: '2025-09-30', responsible: centre }],
  estimate: [
    { item: 'Máy tách vỏ', unit: 'cơ sở', quantity: 3, unitPrice: 150 * MILLION, amount: 450 * MILLION, payer: 'support' },
    { item: 'Đào tạo nghề', unit: 'lao động', quantity: 180, unitPrice: 800_000, amount: 144 * MILLION, payer: 'support' },
    { item: 'Chi quản lý', unit: 'đề án', quantity: 1, unitPrice: 6 * MILLION, amount: 6 * MILLION, payer: 'support', management: true },
    { item: 'Nhà xưởng, máy và lắp đặt', unit: 'cơ sở', quantity: 3, unitPrice: 400 * MILLION, amount: 1_200 * MILLION, payer: 'own' },
  ],
  organisation: 'Trung tâm chủ trì, công ty thực hiện',
  effect: 'Giá trị chế biến tăng 40 %',
  noDoubleSupport: true,
  ownMoneyCommitted: true,
};
const contents = [
  { content: 'ND3b', unit: 'cơ sở', years: years([1, 1, 1], 152) },
  { content: 'ND1', unit: 'lao động', years: years([60, 60, 60], 48) },
];

const proposed: readonly Step[] = [
  {
    say: 'A need that takes three years.',
    who: 'centre-officer',
    to: 'projects',
    body: {
      occurredOn: '2022-02-10',
      code: CODE,
      source: 'KCQG',
      planYear: 2023,
      province: { set: 'vn63', code: '38' },
      commune: 'Xã Bình Lương, huyện Như Xuân',
      content: 'ND3b',
      beneficiary,
      outcome: 'recorded',
    },
    stage: 'surveyed',
  },
  { say: 'A key scheme …', who: 'centre-officer', to: 'draft', body: draft, stage: 'draft' },
  {
    say: '… has two or more contents, each with its targets.',
    who: 'centre-officer',
    to: 'registration',
    body: { occurredOn: '2022-05-10' },
    refused: { status: 422, code: 'draft-incomplete', legalBasis: 'TT 36/2013/TT-BCT, art. 5', facts: { missing: ['contents', 'years'] } },
  },
  { say: 'Both contents, with unit, target and money for each year.', who: 'centre-officer', to: 'draft', body: { ...draft, contents } },
  ...papers('centre-officer', '2022-05-10', ['request-letter', 'project-list', 'key-registration', 'beneficiary-request']),
  { say: 'Registered.', who: 'centre-officer', to: 'registration', body: { occurredOn: '2022-05-10' }, stage: 'registered' },
  ...findings('appraisal-officer', '2022-06-01'),
  {
    say: 'Base-level appraisal.',
    who: 'appraisal-officer',
    to: 'base-appraisal',
    body: { occurredOn: '2022-06-05', result: 'pass', amount: 600 * MILLION },
    stage: 'base-passed',
  },
  ...papers('appraisal-officer', '2022-06-14', ['registration-report', 'summary-table', 'base-appraisal-form']),
  {
    say: 'Submitted.',
    who: 'department-leader',
    to: 'submission',
    body: { occurredOn: '2022-06-15', letterNo: '777/SCT-QLCN' },
    stage: 'submitted',
  },
  ...findings('agency-officer', '2022-09-01'),
  {
    say: 'Ministry-level appraisal.',
    who: 'agency-officer',
    to: 'final-appraisal',
    body: { occurredOn: '2022-09-20', result: 'pass', amount: 600 * MILLION },
    stage: 'final-passed',
  },
  ...papers('agency-officer', '2022-10-31', ['draft-decision']),
  {
    say: 'Put before the plan.',
    who: 'agency-officer',
    to: 'plan-proposal',
    body: { occurredOn: '2022-11-01', statementNo: '90/TTr-CTĐP', priority: [] },
    stage: 'proposed',
  },
];

const PLAN = 'plans/KCQG-2023';
const funded: readonly Step[] = [
  {
    say: 'Allocated,',
    who: 'ministry-leader',
    to: `${PLAN}/allocation`,
    body: {
      occurredOn: '2022-12-10',
      amount: 900 * MILLION,
      document: '1500/QĐ-TTg',
      legalBasis: 'Quyết định giao dự toán ngân sách 2023',
    },
  },
  {
    say: 'and decided.',
    who: 'ministry-leader',
    to: `${PLAN}/decisions`,
    body: { occurredOn: '2022-12-20', decisionNo: '2800/QĐ-BCT', items: [{ project: CODE, amount: 600 * MILLION }], leftOut: [] },
    stage: 'in-plan',
  },
  {
    say: 'One contract over the three years.',
    who: 'agency-leader',
    to: 'contracts',
    body: {
      occurredOn: '2023-02-10',
      contractNo: '03/HĐ-CTĐP/2023',
      source: 'KCQG',
      province: { set: 'vn63', code: '38' },
      implementingUnit: centre,
      endsOn: '2025-09-30',
      members: [CODE],
    },
    stage: 'contracted',
  },
  {
    say: 'Progress of the first year.',
    who: 'centre-officer',
    to: 'progress-reports',
    body: { occurredOn: '2023-06-20', period: '2023-06', percent: 75, value: 500 * MILLION },
    stage: 'executing',
  },
  ...papers('centre-officer', '2023-06-21', ['project-contract', 'progress-report']),
  {
    say: 'A first advance,',
    who: 'centre-officer',
    to: 'advance-requests',
    body: { occurredOn: '2023-06-21', tranche: 'first', amount: 200 * MILLION },
  },
  {
    say: 'with its confirmed volume,',
    who: 'appraisal-officer',
    to: 'volume-confirmations',
    body: { occurredOn: '2023-06-25', percent: 75 },
  },
  {
    say: 'paid.',
    who: 'agency-accountant',
    to: 'advances',
    body: { occurredOn: '2023-07-05', tranche: 'first', amount: 200 * MILLION, treasuryRef: 'KB 40/2023' },
  },
];

interface Result {
  readonly occurredOn: string;
  readonly year: number;
  readonly content: string;
  readonly actual: number;
  /** Million đồng. */
  readonly spent: number;
  readonly shortfall?: string;
}

const result = (say: string, { spent, ...said }: Result): Step => ({
  say,
  who: 'centre-officer',
  to: 'content-results',
  body: { ...said, spent: spent * MILLION },
});

const carriedOut: readonly Step[] = [
  result('Every content reports what each year came to.', { occurredOn: '2023-12-20', year: 2023, content: 'ND3b', actual: 1, spent: 152 }),
  result('', { occurredOn: '2023-12-20', year: 2023, content: 'ND1', actual: 60, spent: 48 }),
  {
    say: 'The year’s unspent money is carried over.',
    who: 'agency-officer',
    to: 'carry-over',
    body: { occurredOn: '2023-12-28', amount: 400 * MILLION, toYear: 2024, decisionNo: '2900/QĐ-BCT' },
  },
  {
    say: 'A further advance by progress,',
    who: 'centre-officer',
    to: 'advance-requests',
    body: { occurredOn: '2024-06-20', tranche: 'next', amount: 220 * MILLION },
  },
  { say: 'its volume confirmed,', who: 'appraisal-officer', to: 'volume-confirmations', body: { occurredOn: '2024-06-28', percent: 75 } },
  {
    say: 'paid: 420 of 600 is the 70 %.',
    who: 'agency-accountant',
    to: 'advances',
    body: { occurredOn: '2024-07-05', tranche: 'next', amount: 220 * MILLION, treasuryRef: 'KB 41/2024' },
  },
  result('', { occurredOn: '2024-12-20', year: 2024, content: 'ND3b', actual: 1, spent: 152 }),
  {
    ...result('A missed target is not passed over …', { occurredOn: '2024-12-20', year: 2024, content: 'ND1', actual: 41, spent: 33 }),
    refused: { status: 422, code: 'shortfall-unexplained', legalBasis: 'TT 36/2013/TT-BCT, art. 2(3)' },
  },
  result('… it says why.', {
    occurredOn: '2024-12-20',
    year: 2024,
    content: 'ND1',
    actual: 41,
    spent: 33,
    shortfall: 'Lao động đi làm xa, chỉ mở được hai lớp',
  }),
  {
    say: 'What is left is carried over once more.',
    who: 'agency-officer',
    to: 'carry-over',
    body: { occurredOn: '2024-12-28', amount: 180 * MILLION, toYear: 2025, decisionNo: '3100/QĐ-BCT' },
  },
  {
    say: 'Nor is a scheme accepted while results are missing.',
    who: 'appraisal-officer',
    to: 'acceptance',
    body: { occurredOn: '2025-09-20', result: 'full', amount: 600 * MILLION, output: 3 },
    refused: {
      status: 409,
      code: 'results-missing',
      legalBasis: 'TT 36/2013/TT-BCT, art. 2(3)',
      facts: { missing: ['ND3b 2025', 'ND1 2025'] },
    },
  },
  result('', { occurredOn: '2025-09-15', year: 2025, content: 'ND3b', actual: 1, spent: 152 }),
  result('', { occurredOn: '2025-09-15', year: 2025, content: 'ND1', actual: 60, spent: 48 }),
];

const closed: readonly Step[] = [
  ...papers('centre-officer', '2025-09-18', ['summary-report', 'volume-report']),
  {
    say: 'One content missed a target in one year: it is not accepted in full …',
    who: 'appraisal-officer',
    to: 'acceptance',
    body: { occurredOn: '2025-09-20', result: 'full', amount: 600 * MILLION, output: 3 },
    refused: { status: 422, code: 'targets-missed', legalBasis: 'TT 36/2013/TT-BCT, art. 2(3)', facts: { missed: ['ND1 2024'] } },
  },
  {
    say: '… but in part, for what it earned.',
    who: 'appraisal-officer',
    to: 'acceptance',
    body: {
      occurredOn: '2025-09-20',
      result: 'part',
      amount: 585 * MILLION,
      output: 3,
      remarks: 'Đào tạo nghề năm 2024 đạt 41/60 lao động',
    },
    stage: 'accepted',
  },
  ...papers('centre-officer', '2025-09-25', ['acceptance-minutes', 'purchase-contract', 'contract-acceptance', 'contract-liquidation']),
  {
    say: 'The rest,',
    who: 'centre-officer',
    to: 'advance-requests',
    body: { occurredOn: '2025-09-25', tranche: 'remaining', amount: 165 * MILLION },
  },
  {
    say: 'paid.',
    who: 'agency-accountant',
    to: 'advances',
    body: { occurredOn: '2025-10-01', tranche: 'remaining', amount: 165 * MILLION, treasuryRef: 'KB 50/2025' },
  },
  ...papers('centre-officer', '2025-10-03', ['settlement-detail', 'voucher-list', 'vouchers', 'voucher-list-all-sources']),
  {
    say: 'The dossier.',
    who: 'centre-officer',
    to: 'settlement-dossier',
    body: {
      occurredOn: '2025-10-03',
      dossier: 'A',
      documents: [],
      vouchers: [{ number: 'BK 02', on: '2025-09-20', amount: 585 * MILLION }],
    },
  },
  ...papers('agency-officer', '2025-10-20', ['liquidation-minutes']),
  {
    say: 'Liquidation.',
    who: 'agency-leader',
    to: 'liquidation',
    body: { occurredOn: '2025-10-20', minutesNo: '09/BB-TL' },
    stage: 'liquidated',
  },
  {
    say: 'Settled, after three years.',
    who: 'agency-leader',
    to: 'settlement',
    body: { occurredOn: '2025-11-10', amount: 585 * MILLION },
    stage: 'settled',
  },
];

export const keyScheme: Story = {
  title: 'A key scheme over three years',
  about: 'Cashew processing with two linked contents, machines and training, from 2023 to 2025; in 2024 training reaches 41 of 60 workers.',
  code: CODE,
  steps: [...proposed, ...funded, ...carriedOut, ...closed],
};
