import { findings, papers, type Step, type Story } from './step.ts';

const MILLION = 1_000_000;
const beneficiary = { name: 'Hợp tác xã Chế biến gỗ Thọ Xuân', taxCode: '2801234567' };

const draft = {
  occurredOn: '2023-04-10',
  title: 'Hỗ trợ ứng dụng máy móc thiết bị tiên tiến trong chế biến gỗ',
  implementingUnit: 'Trung tâm Khuyến công Thanh Hóa',
  beneficiary,
  totalCost: 800 * MILLION,
  supportRequested: 300 * MILLION,
  counterpart: 500 * MILLION,
  output: { unit: 'cơ sở', planned: 1 },
};
const whole = {
  ...draft,
  needBasis: 'Cơ sở cần thay máy cưa đã lạc hậu; biên bản khảo sát ngày 10/02/2023',
  aims: 'Nâng năng suất chế biến gỗ lên 30 %',
  scale: 'Một dây chuyền cưa xẻ tự động, công suất 10 m³ mỗi ngày',
  schedule: [{ step: 'Mua và lắp đặt máy', from: '2024-03-01', to: '2024-08-31', responsible: 'Hợp tác xã Chế biến gỗ Thọ Xuân' }],
  estimate: [
    { item: 'Máy cưa tự động', unit: 'máy', quantity: 1, unitPrice: 295 * MILLION, amount: 295 * MILLION, payer: 'support' },
    { item: 'Chi quản lý', unit: 'đề án', quantity: 1, unitPrice: 5 * MILLION, amount: 5 * MILLION, payer: 'support', management: true },
    {
      item: 'Máy cưa tự động, phần còn lại và lắp đặt',
      unit: 'gói',
      quantity: 1,
      unitPrice: 500 * MILLION,
      amount: 500 * MILLION,
      payer: 'own',
    },
  ],
  organisation: 'Trung tâm chủ trì, hợp tác xã thực hiện',
  effect: 'Thêm 10 lao động, giảm 20 % phế liệu',
  noDoubleSupport: true,
  ownMoneyCommitted: true,
};

const proposed: readonly Step[] = [
  {
    say: 'The centre surveys the need. The survey opens the project.',
    who: 'centre-officer',
    to: 'projects',
    body: {
      occurredOn: '2023-02-10',
      code: 'KCQG-2024-38-001',
      source: 'KCQG',
      planYear: 2024,
      province: { set: 'vn63', code: '38' },
      commune: 'Xã Ngọc Phụng, huyện Thường Xuân',
      content: 'ND3b',
      beneficiary,
      outcome: 'recorded',
      survey: {
        trade: 'a',
        place: 'commune',
        investmentPlan: 'Mua máy cưa tự động',
        ownMoney: 500 * MILLION,
        evidence: ['Biên bản khảo sát 10/02/2023'],
      },
    },
    stage: 'surveyed',
  },
  { say: 'The draft may be incomplete while it is being written …', who: 'centre-officer', to: 'draft', body: draft, stage: 'draft' },
  {
    say: '… but what is registered has the eight compulsory contents.',
    who: 'centre-officer',
    to: 'registration',
    body: { occurredOn: '2023-05-20' },
    refused: { status: 422, code: 'draft-incomplete', legalBasis: 'TT 36/2013/TT-BCT, art. 5' },
  },
  {
    say: 'An estimate whose lines do not multiply out is refused as it is typed.',
    who: 'centre-officer',
    to: 'draft',
    body: { ...whole, estimate: [{ ...whole.estimate[0], amount: 290 * MILLION }, ...whole.estimate.slice(1)] },
    refused: { status: 422, code: 'estimate-line', legalBasis: 'TT 36/2013/TT-BCT, art. 5' },
  },
  { say: 'The whole draft, with its estimate.', who: 'centre-officer', to: 'draft', body: whole },
];

const REGISTRATION = ['request-letter', 'project-list', 'project-proposal', 'beneficiary-request'];

const appraised: readonly Step[] = [
  {
    say: 'The law lists the papers of a registration; the refusal names those that are missing.',
    who: 'centre-officer',
    to: 'registration',
    body: { occurredOn: '2023-05-20' },
    refused: {
      status: 409,
      code: 'dossier-incomplete',
      legalBasis: 'TT 36/2013/TT-BCT, TT 17/2018/TT-BCT, art. 10(1)',
      facts: { missing: REGISTRATION },
    },
  },
  ...papers('centre-officer', '2023-05-20', REGISTRATION),
  {
    say: 'With its papers the project is registered.',
    who: 'centre-officer',
    to: 'registration',
    body: { occurredOn: '2023-05-20' },
    stage: 'registered',
  },
  {
    say: 'An appraiser finds a quotation missing and returns the dossier, item by item …',
    who: 'appraisal-officer',
    to: 'returns',
    body: {
      occurredOn: '2023-05-25',
      items: [{ item: 'Báo giá', demand: 'Bổ sung báo giá của nhà cung cấp thứ hai', criterion: 'dossier', cause: 'missing' }],
    },
    stage: 'returned',
  },
  {
    say: '… and every item is answered before it comes back.',
    who: 'centre-officer',
    to: 'completions',
    body: { occurredOn: '2023-05-28', answers: [] },
    refused: { status: 409, code: 'dossier-open', legalBasis: 'TT 36/2013/TT-BCT, art. 23', facts: { open: ['Báo giá'] } },
  },
  {
    say: 'The centre answers the item.',
    who: 'centre-officer',
    to: 'returned-item-answers',
    body: { occurredOn: '2023-05-29', item: 'Báo giá', answer: 'Đã bổ sung báo giá của hai nhà cung cấp', document: 'Báo giá 02/2023' },
  },
  {
    say: 'The dossier is handed back.',
    who: 'centre-officer',
    to: 'completions',
    body: { occurredOn: '2023-05-30', answers: [] },
    stage: 'registered',
  },
  {
    say: 'Nothing passes without the five contents of an appraisal, each with its finding and its evidence.',
    who: 'appraisal-officer',
    to: 'base-appraisal',
    body: { occurredOn: '2023-06-05', result: 'pass', amount: 300 * MILLION },
    refused: { status: 422, code: 'findings-missing', legalBasis: 'TT 36/2013/TT-BCT, art. 9' },
  },
  {
    say: 'A content that is met needs its evidence, or the reason why none is needed. An empty text does not even reach the rules.',
    who: 'appraisal-officer',
    to: 'findings',
    body: { occurredOn: '2023-06-05', criterion: 'principles', met: true, finding: 'Phù hợp', evidence: ' ' },
    refused: { status: 422, code: 'invalid-body' },
  },
  ...findings('appraisal-officer', '2023-06-05'),
  {
    say: 'Who proposes does not appraise: the centre has no such power.',
    who: 'centre-officer',
    to: 'base-appraisal',
    body: { occurredOn: '2023-06-06', result: 'pass', amount: 300 * MILLION },
    refused: { status: 403, code: 'not-your-role', legalBasis: 'TT 36/2013/TT-BCT, art. 8(1)a' },
  },
  {
    say: 'The base-level appraisal passes.',
    who: 'appraisal-officer',
    to: 'base-appraisal',
    body: { occurredOn: '2023-06-06', result: 'pass', amount: 300 * MILLION },
    stage: 'base-passed',
  },
  ...papers('appraisal-officer', '2023-06-10', ['registration-report', 'summary-table', 'base-appraisal-form']),
  {
    say: 'The department submits the dossier to the agency.',
    who: 'department-leader',
    to: 'submission',
    body: { occurredOn: '2023-06-15', letterNo: '1234/SCT-QLCN' },
    stage: 'submitted',
  },
  ...findings('agency-officer', '2023-08-20'),
  {
    say: 'Not more than was asked for.',
    who: 'agency-officer',
    to: 'final-appraisal',
    body: { occurredOn: '2023-09-10', result: 'pass', amount: 310 * MILLION },
    refused: { status: 422, code: 'amount-over-requested', legalBasis: 'TT 36/2013/TT-BCT, art. 8(2)' },
  },
  {
    say: 'The agency fits the amount to the budget given.',
    who: 'agency-officer',
    to: 'final-appraisal',
    body: { occurredOn: '2023-09-10', result: 'pass_reduced', amount: 290 * MILLION, reason: 'Cân đối với dự toán được giao' },
    stage: 'final-passed',
  },
  ...papers('agency-officer', '2023-11-09', ['draft-decision']),
  {
    say: 'The project is put before the plan.',
    who: 'agency-officer',
    to: 'plan-proposal',
    body: { occurredOn: '2023-11-10', statementNo: '88/TTr-CTĐP', priority: [{ code: 'place-a' }] },
    stage: 'proposed',
  },
];

const PLAN = 'plans/KCQG-2024';
const decision = (amount: number) => ({
  occurredOn: '2023-12-20',
  decisionNo: '3300/QĐ-BCT',
  items: [{ project: 'KCQG-2024-38-001', amount }],
  leftOut: [],
});

const funded: readonly Step[] = [
  {
    say: 'A plan gives only money that it has: nothing was allocated yet.',
    who: 'ministry-leader',
    to: `${PLAN}/decisions`,
    body: decision(290 * MILLION),
    refused: { status: 409, code: 'allocation-missing', legalBasis: 'TTLT 26/2014/TTLT-BTC-BCT, art. 8(1)' },
  },
  {
    say: 'The plan gets its allocation.',
    who: 'ministry-leader',
    to: `${PLAN}/allocation`,
    body: {
      occurredOn: '2023-12-15',
      amount: 280 * MILLION,
      document: '1600/QĐ-TTg',
      legalBasis: 'Quyết định giao dự toán ngân sách 2024',
    },
  },
  {
    say: 'It cannot give more than that, whoever asks first.',
    who: 'ministry-leader',
    to: `${PLAN}/decisions`,
    body: decision(290 * MILLION),
    refused: { status: 409, code: 'allocation-exceeded', legalBasis: 'TTLT 26/2014/TTLT-BTC-BCT, art. 8(1)' },
  },
  {
    say: 'More money comes.',
    who: 'ministry-leader',
    to: `${PLAN}/allocation`,
    body: { occurredOn: '2023-12-18', amount: 1_000 * MILLION, document: '1650/QĐ-TTg', legalBasis: 'Quyết định bổ sung dự toán 2024' },
  },
  {
    say: 'The Minister decides the plan; the project follows it.',
    who: 'ministry-leader',
    to: `${PLAN}/decisions`,
    body: decision(290 * MILLION),
    stage: 'in-plan',
  },
  {
    say: 'No money without a contract.',
    who: 'centre-officer',
    to: 'advance-requests',
    body: { occurredOn: '2024-01-15', tranche: 'first', amount: 203 * MILLION },
    refused: { status: 409, code: 'illegal-transition', legalBasis: 'TT 36/2013/TT-BCT, art. 13' },
  },
  {
    say: 'The agency and the centre conclude the contract; it may hold several projects.',
    who: 'agency-leader',
    to: 'contracts',
    body: {
      occurredOn: '2024-02-15',
      contractNo: '10/HĐ-CTĐP/2024',
      source: 'KCQG',
      province: { set: 'vn63', code: '38' },
      implementingUnit: 'Trung tâm Khuyến công Thanh Hóa',
      endsOn: '2024-11-30',
      members: ['KCQG-2024-38-001'],
    },
    stage: 'contracted',
  },
];

const executed: readonly Step[] = [
  {
    say: 'Monthly progress, before the 25th.',
    who: 'centre-officer',
    to: 'progress-reports',
    body: { occurredOn: '2024-05-20', period: '2024-05', percent: 75, value: 600 * MILLION, finishOn: '2024-08-31' },
    stage: 'executing',
  },
  {
    say: 'The first advance is at most 70 %.',
    who: 'centre-officer',
    to: 'advance-requests',
    body: { occurredOn: '2024-05-21', tranche: 'first', amount: 204 * MILLION },
    refused: { status: 422, code: 'advance-cap', legalBasis: 'TT 36/2013/TT-BCT, TT 17/2018/TT-BCT, art. 13(2)d' },
  },
  ...papers('centre-officer', '2024-05-21', ['project-contract', 'progress-report']),
  {
    say: 'The centre requests it.',
    who: 'centre-officer',
    to: 'advance-requests',
    body: { occurredOn: '2024-05-21', tranche: 'first', amount: 203 * MILLION },
  },
  {
    say: 'Machinery must show more than 70 % of its volume, confirmed by the department.',
    who: 'agency-accountant',
    to: 'advances',
    body: { occurredOn: '2024-05-28', tranche: 'first', amount: 203 * MILLION, treasuryRef: 'KB 12/2024' },
    refused: { status: 409, code: 'advance-conditions', legalBasis: 'TT 36/2013/TT-BCT, TT 17/2018/TT-BCT, art. 13(2)d' },
  },
  {
    say: 'The department confirms the volume on the spot.',
    who: 'appraisal-officer',
    to: 'volume-confirmations',
    body: { occurredOn: '2024-05-29', percent: 75 },
  },
  {
    say: 'The accountant pays.',
    who: 'agency-accountant',
    to: 'advances',
    body: { occurredOn: '2024-06-05', tranche: 'first', amount: 203 * MILLION, treasuryRef: 'KB 12/2024' },
  },
  {
    say: 'Not before acceptance: the rest.',
    who: 'centre-officer',
    to: 'advance-requests',
    body: { occurredOn: '2024-07-01', tranche: 'remaining', amount: 87 * MILLION },
    refused: { status: 409, code: 'illegal-transition', legalBasis: 'TT 36/2013/TT-BCT, TT 17/2018/TT-BCT, art. 14' },
  },
];

const closed: readonly Step[] = [
  ...papers('centre-officer', '2024-09-10', ['summary-report', 'volume-report']),
  {
    say: 'The department accepts the work.',
    who: 'appraisal-officer',
    to: 'acceptance',
    body: { occurredOn: '2024-09-10', result: 'full', amount: 290 * MILLION, output: 1, minutesNo: '15/BB-NT' },
    stage: 'accepted',
  },
  ...papers('centre-officer', '2024-09-15', ['acceptance-minutes', 'purchase-contract', 'contract-acceptance', 'contract-liquidation']),
  {
    say: 'The rest is requested …',
    who: 'centre-officer',
    to: 'advance-requests',
    body: { occurredOn: '2024-09-15', tranche: 'remaining', amount: 87 * MILLION },
  },
  {
    say: '… and paid.',
    who: 'agency-accountant',
    to: 'advances',
    body: { occurredOn: '2024-09-25', tranche: 'remaining', amount: 87 * MILLION, treasuryRef: 'KB 30/2024' },
  },
  ...papers('centre-officer', '2024-09-25', ['settlement-detail', 'voucher-list', 'vouchers', 'voucher-list-all-sources']),
  {
    say: 'Vouchers must cover what was accepted.',
    who: 'centre-officer',
    to: 'settlement-dossier',
    body: {
      occurredOn: '2024-09-25',
      dossier: 'A',
      documents: [],
      vouchers: [{ number: 'HĐ 001', on: '2024-08-20', amount: 280 * MILLION }],
    },
    refused: { status: 422, code: 'sum-mismatch', legalBasis: 'TT 36/2013/TT-BCT, art. 19' },
  },
  {
    say: 'The settlement dossier, within 15 days of the last acceptance.',
    who: 'centre-officer',
    to: 'settlement-dossier',
    body: {
      occurredOn: '2024-09-25',
      dossier: 'A',
      documents: [],
      vouchers: [{ number: 'HĐ 001', on: '2024-08-20', amount: 290 * MILLION }],
    },
  },
  {
    say: 'No settlement before the contract is liquidated.',
    who: 'agency-leader',
    to: 'settlement',
    body: { occurredOn: '2024-10-10', amount: 290 * MILLION },
    refused: { status: 409, code: 'illegal-transition', legalBasis: 'TT 36/2013/TT-BCT, art. 18(2)' },
  },
  ...papers('agency-officer', '2024-10-10', ['liquidation-minutes']),
  {
    say: 'Liquidation.',
    who: 'agency-leader',
    to: 'liquidation',
    body: { occurredOn: '2024-10-10', minutesNo: '05/BB-TL' },
    stage: 'liquidated',
  },
  {
    say: 'What is settled is what was paid.',
    who: 'agency-leader',
    to: 'settlement',
    body: { occurredOn: '2024-10-15', amount: 289 * MILLION },
    refused: { status: 422, code: 'sum-mismatch', legalBasis: 'TT 36/2013/TT-BCT, art. 18' },
  },
  { say: 'Settled.', who: 'agency-leader', to: 'settlement', body: { occurredOn: '2024-10-15', amount: 290 * MILLION }, stage: 'settled' },
];

export const machine: Story = {
  title: 'A machine, with national money',
  about: 'A cooperative buys a sawing machine for 800 million đồng; the national programme gives 290 of them (KCQG, content ND3b).',
  code: 'KCQG-2024-38-001',
  steps: [...proposed, ...appraised, ...funded, ...executed, ...closed],
};
