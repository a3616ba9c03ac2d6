import { findings, papers, type Step, type Story } from './step.ts';

const MILLION = 1_000_000;
const CODE = 'KCDP-2025-38-002';
const centre = 'Trung tâm Khuyến công Thanh Hóa';

const draft = {
  occurredOn: '2024-03-10',
  title: 'Đào tạo nghề mây tre đan cho 60 lao động',
  implementingUnit: centre,
  beneficiary: { name: 'Tổ hợp tác mây tre đan Hoằng Thịnh', taxCode: null },
  totalCost: 120 * MILLION,
  supportRequested: 120 * MILLION,
  counterpart: 0,
  output: { unit: 'lao động', planned: 60 },
  needBasis: 'Tổ hợp tác cần 60 lao động có tay nghề',
  aims: 'Đào tạo 60 lao động, 50 người có việc làm sau đào tạo',
  scale: 'Hai lớp, mỗi lớp 30 người, 2 tháng',
  schedule: [{ step: 'Tổ chức hai lớp', from: '2025-03-01', to: '2025-05-15', responsible: centre }],
  estimate: [
    { item: 'Thù lao giáo viên', unit: 'buổi', quantity: 80, unitPrice: 900_000, amount: 72 * MILLION, payer: 'support' },
    { item: 'Nguyên liệu thực hành', unit: 'người', quantity: 60, unitPrice: 750_000, amount: 45 * MILLION, payer: 'support' },
    { item: 'Chi quản lý', unit: 'đề án', quantity: 1, unitPrice: 3 * MILLION, amount: 3 * MILLION, payer: 'support', management: true },
  ],
  organisation: 'Trung tâm chủ trì, tổ hợp tác bố trí địa điểm',
  effect: 'Tăng thu nhập cho lao động nông thôn',
  noDoubleSupport: true,
  ownMoneyCommitted: true,
};

const PLAN = 'plans/KCDP-2025-vn63.38';

const proposed: readonly Step[] = [
  {
    say: 'The commune asks for a course; the centre surveys the need.',
    who: 'centre-officer',
    to: 'projects',
    body: {
      occurredOn: '2024-02-15',
      code: CODE,
      source: 'KCDP',
      planYear: 2025,
      province: { set: 'vn63', code: '38' },
      commune: 'Xã Hoằng Thịnh, huyện Hoằng Hóa',
      content: 'ND1',
      beneficiary: draft.beneficiary,
      outcome: 'recorded',
    },
    stage: 'surveyed',
  },
  { say: 'The draft with its estimate.', who: 'centre-officer', to: 'draft', body: draft, stage: 'draft' },
  {
    say: 'It is registered with the department.',
    who: 'centre-officer',
    to: 'registration',
    body: { occurredOn: '2024-05-10' },
    stage: 'registered',
  },
  {
    say: 'A council is convened; from now on a pass needs its majority.',
    who: 'department-leader',
    to: 'councils',
    body: {
      occurredOn: '2024-06-01',
      meetingOn: '2024-06-10',
      members: [
        { person: 'demo:appraisal-officer', seat: 'chair' },
        { person: 'demo:council-member', seat: 'member' },
        { person: 'demo:department-leader', seat: 'secretary' },
      ],
    },
  },
  ...findings('appraisal-officer', '2024-06-05'),
  {
    say: 'Before it has voted nothing passes.',
    who: 'appraisal-officer',
    to: 'base-appraisal',
    body: { occurredOn: '2024-06-10', result: 'pass', amount: 120 * MILLION },
    refused: { status: 409, code: 'council-majority', legalBasis: 'Tiendo, configurable: more than half of the members' },
  },
  {
    say: 'Who is not on the council has no vote.',
    who: 'agency-officer',
    to: 'votes',
    body: { occurredOn: '2024-06-10', vote: 'for' },
    refused: { status: 403, code: 'not-your-role', legalBasis: 'TT 36/2013/TT-BCT, art. 8' },
  },
  { say: 'The chair votes,', who: 'appraisal-officer', to: 'votes', body: { occurredOn: '2024-06-10', vote: 'for' } },
  { say: 'and a member votes.', who: 'council-member', to: 'votes', body: { occurredOn: '2024-06-10', vote: 'for' } },
  {
    say: 'The base-level appraisal passes.',
    who: 'appraisal-officer',
    to: 'base-appraisal',
    body: { occurredOn: '2024-06-11', result: 'pass', amount: 120 * MILLION },
    stage: 'base-passed',
  },
  {
    say: 'It goes to the province’s appraisal.',
    who: 'department-leader',
    to: 'submission',
    body: { occurredOn: '2024-06-20', letterNo: '455/SCT-QLCN' },
    stage: 'submitted',
  },
  ...findings('department-leader', '2024-09-01'),
  {
    say: 'The province’s appraisal passes.',
    who: 'department-leader',
    to: 'final-appraisal',
    body: { occurredOn: '2024-10-01', result: 'pass', amount: 120 * MILLION },
    stage: 'final-passed',
  },
  {
    say: 'It is put before the plan.',
    who: 'department-leader',
    to: 'plan-proposal',
    body: { occurredOn: '2024-11-01', statementNo: '120/TTr-SCT', priority: [] },
    stage: 'proposed',
  },
];

const funded: readonly Step[] = [
  {
    say: 'The province’s plan gets its money.',
    who: 'province-leader',
    to: `${PLAN}/allocation`,
    body: {
      occurredOn: '2024-12-10',
      amount: 500 * MILLION,
      document: '5000/QĐ-UBND',
      legalBasis: 'Nghị quyết dự toán ngân sách địa phương 2025',
    },
  },
  {
    say: 'The Minister has no say in a province’s plan.',
    who: 'ministry-leader',
    to: `${PLAN}/decisions`,
    body: { occurredOn: '2024-12-20', decisionNo: '5100/QĐ-UBND', items: [{ project: CODE, amount: 120 * MILLION }], leftOut: [] },
    refused: { status: 403, code: 'not-your-role', legalBasis: 'NĐ 45/2012/NĐ-CP, art. 2(2)' },
  },
  {
    say: 'The Chairman of the province decides.',
    who: 'province-leader',
    to: `${PLAN}/decisions`,
    body: { occurredOn: '2024-12-20', decisionNo: '5100/QĐ-UBND', items: [{ project: CODE, amount: 120 * MILLION }], leftOut: [] },
    stage: 'in-plan',
  },
  {
    say: 'The department and the centre conclude the contract.',
    who: 'department-leader',
    to: 'contracts',
    body: {
      occurredOn: '2025-01-20',
      contractNo: '02/HĐ-SCT/2025',
      source: 'KCDP',
      province: { set: 'vn63', code: '38' },
      implementingUnit: centre,
      endsOn: '2025-06-30',
      members: [CODE],
    },
    stage: 'contracted',
  },
  {
    say: 'The Treasury’s cap of 70 % holds for local money too.',
    who: 'centre-officer',
    to: 'advance-requests',
    body: { occurredOn: '2025-02-10', tranche: 'first', amount: 90 * MILLION },
    refused: { status: 422, code: 'advance-cap', legalBasis: 'TT 28/2018/TT-BTC, cap on advances' },
  },
  {
    say: 'The first advance is requested,',
    who: 'centre-officer',
    to: 'advance-requests',
    body: { occurredOn: '2025-02-10', tranche: 'first', amount: 84 * MILLION },
  },
  {
    say: 'which the department’s leader cannot pay himself:',
    who: 'department-leader',
    to: 'advances',
    body: { occurredOn: '2025-02-15', tranche: 'first', amount: 84 * MILLION },
    refused: { status: 403, code: 'not-your-role', legalBasis: 'TT 36/2013/TT-BCT, art. 13, 14' },
  },
  {
    say: 'the accountant does.',
    who: 'department-accountant',
    to: 'advances',
    body: { occurredOn: '2025-02-15', tranche: 'first', amount: 84 * MILLION, treasuryRef: 'KB 07/2025' },
    stage: 'executing',
  },
];

const closed: readonly Step[] = [
  {
    say: 'An obstacle on the way: whose court it lies in is said at once.',
    who: 'centre-officer',
    to: 'obstacles',
    body: {
      occurredOn: '2025-03-20',
      level: 'commune',
      cause: 'procedure',
      text: 'Chưa có địa điểm mở lớp thứ hai',
      owner: 'UBND xã Hoằng Thịnh',
    },
  },
  {
    say: 'The commune promises,',
    who: 'commune-officer',
    to: 'obstacle-promises',
    body: { occurredOn: '2025-03-22', obstacle: 'o1', owner: 'UBND xã Hoằng Thịnh', promisedOn: '2025-03-31' },
  },
  {
    say: 'and answers.',
    who: 'commune-officer',
    to: 'obstacle-answers',
    body: { occurredOn: '2025-03-28', obstacle: 'o1', answer: 'Bố trí tại nhà văn hóa xã', resolved: true },
  },
  {
    say: 'Progress is reported.',
    who: 'centre-officer',
    to: 'progress-reports',
    body: { occurredOn: '2025-04-20', period: '2025-04', percent: 60, value: 72 * MILLION, difficulties: 'Đã có địa điểm' },
  },
  {
    say: 'The department accepts: 58 of 60 finished, so the work is accepted in part and worth less.',
    who: 'appraisal-officer',
    to: 'acceptance',
    body: { occurredOn: '2025-05-20', result: 'part', amount: 116 * MILLION, output: 58, remarks: 'Hai học viên bỏ học' },
    stage: 'accepted',
  },
  {
    say: 'Not more than the accepted volume earns.',
    who: 'centre-officer',
    to: 'advance-requests',
    body: { occurredOn: '2025-05-25', tranche: 'remaining', amount: 36 * MILLION },
    refused: { status: 422, code: 'amount-over-accepted', legalBasis: 'TT 36/2013/TT-BCT, art. 12(6)' },
  },
  {
    say: 'The rest of it.',
    who: 'centre-officer',
    to: 'advance-requests',
    body: { occurredOn: '2025-05-25', tranche: 'remaining', amount: 32 * MILLION },
  },
  {
    say: 'Paid.',
    who: 'department-accountant',
    to: 'advances',
    body: { occurredOn: '2025-06-01', tranche: 'remaining', amount: 32 * MILLION, treasuryRef: 'KB 31/2025' },
  },
  ...papers('centre-officer', '2025-06-03', ['project-contract', 'cost-estimate', 'acceptance-minutes', 'payment-order']),
  {
    say: 'The settlement dossier.',
    who: 'centre-officer',
    to: 'settlement-dossier',
    body: {
      occurredOn: '2025-06-03',
      dossier: 'A',
      documents: ['Quyết toán hai lớp'],
      vouchers: [{ number: 'BK 01', on: '2025-05-20', amount: 116 * MILLION }],
    },
  },
  ...papers('department-leader', '2025-06-10', ['liquidation-minutes']),
  {
    say: 'Liquidation.',
    who: 'department-leader',
    to: 'liquidation',
    body: { occurredOn: '2025-06-10', minutesNo: '02/BB-TL' },
    stage: 'liquidated',
  },
  {
    say: 'Settled.',
    who: 'department-leader',
    to: 'settlement',
    body: { occurredOn: '2025-06-20', amount: 116 * MILLION },
    stage: 'settled',
  },
];

export const course: Story = {
  title: 'A training course, with a province’s money',
  about: 'A province trains 60 workers in bamboo weaving for 120 million đồng of its own budget (KCĐP, content ND1).',
  code: CODE,
  steps: [...proposed, ...funded, ...closed],
};
