/** Lives of two projects that between them meet every event, for tests of what is read from them. Dates rise; nothing is recorded. */
import type { Draft, ProjectEvent } from '#lifecycle/project/project.events';

export interface LivedEvent {
  readonly event: ProjectEvent;
  readonly on: string;
  readonly by: string;
}

export const WHOLE_LIFE_CODE = 'KCQG-2026-24-001';
export const WHOLE_LIFE_PLAN = 'plan-KCQG-2026';
const CONTRACT = 'contract-22222222-0000-5000-8000-000000000001';
const party = { name: 'Công ty TNHH Gốm Phù Lãng', taxCode: '2300123456' };

export const wholeLifeDraft: Draft = {
  title: 'Hỗ trợ ứng dụng máy móc trong sản xuất gốm',
  implementingUnit: 'Trung tâm Khuyến công Bắc Giang',
  beneficiary: party,
  totalCost: 900_000_000,
  supportRequested: 300_000_000,
  counterpart: 600_000_000,
  output: { unit: 'máy', planned: 2 },
  note: null,
  kind: 'key',
  variant: 'production-line',
  coordinatingUnit: 'UBND xã Tân Chi',
  aims: 'Tăng sản lượng',
  schedule: [{ step: 'Mua máy', from: '2026-03-01', to: '2026-06-30', responsible: 'Công ty' }],
  estimate: [
    { item: 'Máy nghiền', unit: 'máy', quantity: 1, unitPrice: 900_000_000, amount: 900_000_000, payer: 'support', management: true },
  ],
  contents: [
    {
      content: 'Đào tạo nghề',
      unit: 'người',
      years: [
        { year: 2026, target: 60, money: 100_000_000 },
        { year: 2027, target: 40, money: 80_000_000 },
      ],
    },
    { content: 'Mua máy', unit: 'máy', years: [{ year: 2026, target: 2, money: 120_000_000 }] },
  ],
  serials: ['SN-01'],
};

const need = {
  code: WHOLE_LIFE_CODE,
  source: 'KCQG' as const,
  planYear: 2026,
  province: { set: 'vn63' as const, code: '24' },
  commune: 'Xã Tân Chi',
  content: 'ND3b',
  beneficiary: party,
};
const finding = { criterion: 'aims-and-money', met: true, finding: 'Dự toán hợp lý', evidence: 'BB-01', signer: 'u-appraiser' } as const;
const redrafted: Draft = { ...wholeLifeDraft, totalCost: 880_000_000, counterpart: 580_000_000 };

type Step = readonly [on: string, event: ProjectEvent, by?: string];
const lived = (steps: readonly Step[]): readonly LivedEvent[] => steps.map(([on, event, by = 'u-centre']) => ({ on, event, by }));

const proposal: readonly Step[] = [
  ['2025-01-10', { type: 'NeedSurveyed', data: { ...need, outcome: 'recorded' } }],
  ['2025-01-20', { type: 'ProjectDrafted', data: wholeLifeDraft }],
  [
    '2025-02-01',
    {
      type: 'ProjectRegistered',
      data: {
        ...wholeLifeDraft,
        earlierSupport: [{ code: 'KCDP-2020-24-007', content: 'ND3b', planYear: 2020, matchedBy: 'tax-code' }],
      },
    },
  ],
  ['2025-02-03', { type: 'CriterionAssessed', data: { level: 'base', ...finding } }, 'u-appraiser'],
  [
    '2025-02-05',
    {
      type: 'DossierReturned',
      data: {
        round: 1,
        items: [
          { item: 'Dự toán', demand: 'Bổ sung báo giá', criterion: 'aims-and-money', cause: 'wrong-estimate' },
          { item: 'Bản vẽ', demand: 'Bổ sung' },
        ],
      },
    },
    'u-appraiser',
  ],
  ['2025-02-12', { type: 'ReturnedItemAnswered', data: { round: 1, item: 'Dự toán', answer: 'Đã bổ sung', document: 'Báo giá 12/2025' } }],
  ['2025-02-13', { type: 'ProjectDrafted', data: redrafted }],
  ['2025-02-15', { type: 'DossierCompleted', data: { round: 1, answers: [{ item: 'Bản vẽ', answer: 'Có trong hồ sơ' }] } }],
  ['2025-02-20', { type: 'CriterionAssessed', data: { level: 'base', ...finding } }, 'u-appraiser'],
  [
    '2025-02-21',
    {
      type: 'EarlierSupportJudged',
      data: { earlier: 'KCDP-2020-24-007', matchedBy: 'tax-code', sameItem: false, reason: 'Máy khác' },
    },
    'u-appraiser',
  ],
  [
    '2025-02-25',
    { type: 'BaseAppraisalConcluded', data: { result: 'fail', amount: null, reason: 'Nhầm hồ sơ', findings: [finding] } },
    'u-appraiser',
  ],
  [
    '2025-02-26',
    {
      type: 'ActReversed',
      data: {
        revision: 10,
        reversed: 'BaseAppraisalConcluded',
        reason: 'Ghi nhầm đề án',
        amount: 0,
        tranche: null,
        status: 'registered',
      },
    },
    'u-appraiser',
  ],
  [
    '2025-02-28',
    { type: 'BaseAppraisalConcluded', data: { result: 'pass', amount: 290_000_000, reason: null, findings: [finding] } },
    'u-appraiser',
  ],
  ['2025-03-05', { type: 'SubmittedForFinalAppraisal', data: { level: 'ministry', letterNo: '45/SCT' } }, 'u-leader'],
  ['2025-03-20', { type: 'DossierReturned', data: { round: 2, items: [{ item: 'Tờ trình', demand: 'Ký lại' }] } }, 'u-agency'],
  ['2025-03-25', { type: 'DossierCompleted', data: { round: 2, answers: [{ item: 'Tờ trình', answer: 'Đã ký' }] } }],
  [
    '2025-04-01',
    {
      type: 'CouncilConvened',
      data: { level: 'final', meetingOn: '2025-04-10', members: [{ person: 'u-chair', seat: 'chair' }] },
    },
    'u-agency',
  ],
  ['2025-04-10', { type: 'VoteCast', data: { level: 'final', member: 'u-chair', vote: 'for', reason: null } }, 'u-chair'],
  ['2025-04-11', { type: 'CriterionAssessed', data: { level: 'final', ...finding, signer: 'u-agency' } }, 'u-agency'],
  [
    '2025-04-12',
    {
      type: 'FinalAppraisalConcluded',
      data: { level: 'ministry', result: 'pass_reduced', amount: 280_000_000, reason: 'Vượt định mức', findings: [], multiplier: 1.5 },
    },
    'u-agency',
  ],
  ['2025-05-01', { type: 'ProposedForPlan', data: { plan: WHOLE_LIFE_PLAN, statementNo: '7/TTr', priority: ['địa bàn khó khăn'] } }],
  [
    '2025-05-20',
    { type: 'LeftOutOfPlan', data: { plan: WHOLE_LIFE_PLAN, decisionNo: '900/QĐ-BCT', reason: 'Chưa cân đối được kinh phí' } },
    'u-ministry',
  ],
  ['2025-06-01', { type: 'ProposedForPlan', data: { plan: WHOLE_LIFE_PLAN, statementNo: '9/TTr', priority: [] } }, 'u-agency'],
];

const funding: readonly Step[] = [
  ['2025-12-20', { type: 'ApprovedInPlan', data: { plan: WHOLE_LIFE_PLAN, decisionNo: '2418/QĐ-BCT', amount: 280_000_000 } }, 'u-ministry'],
  [
    '2026-01-05',
    {
      type: 'GroupPlanApproved',
      data: { decisionNo: '3/QĐ-SCT', places: [{ commune: 'Xã Tân Chi', beneficiary: party.name, amount: 280_000_000 }] },
    },
  ],
  ['2026-01-10', { type: 'ContractSigned', data: { contract: CONTRACT, contractNo: '040/HĐ-CTĐP', endsOn: '2026-11-30' } }],
  ['2026-01-11', { type: 'SupportContractSigned', data: { contractNo: '1/HĐHT', investor: party.name } }],
  ['2026-01-20', { type: 'AdvanceRequested', data: { tranche: 'first', amount: 100_000_000 } }],
  ['2026-01-30', { type: 'VolumeConfirmed', data: { tranche: 'first', percent: 40.5 } }, 'u-department'],
  ['2026-02-10', { type: 'AdvancePaid', data: { tranche: 'first', amount: 110_000_000, treasuryRef: 'KB-1' } }, 'u-accountant'],
  [
    '2026-02-12',
    {
      type: 'ActReversed',
      data: {
        revision: 29,
        reversed: 'AdvancePaid',
        reason: 'Chi nhầm số tiền',
        amount: 110_000_000,
        tranche: 'first',
        status: 'contracted',
      },
    },
    'u-accountant',
  ],
  ['2026-02-15', { type: 'AdvancePaid', data: { tranche: 'first', amount: 100_000_000, treasuryRef: 'KB-2' } }, 'u-accountant'],
  [
    '2026-03-20',
    {
      type: 'ProgressReported',
      data: { period: '2026-03', percent: 30, value: 250_000_000, finishOn: null, difficulties: 'Giá thép tăng' },
    },
  ],
  ['2026-04-01', { type: 'AdvancePaid', data: { tranche: 'next', amount: 50_000_000, treasuryRef: null } }, 'u-accountant'],
  ['2026-04-20', { type: 'AdvanceRecovered', data: { amount: 20_000_000, reason: 'Chi thừa' } }, 'u-accountant'],
  [
    '2026-04-21',
    {
      type: 'ActReversed',
      data: {
        revision: 34,
        reversed: 'AdvanceRecovered',
        reason: 'Không chi thừa',
        amount: 20_000_000,
        tranche: null,
        status: 'executing',
      },
    },
    'u-accountant',
  ],
];

const work: readonly Step[] = [
  [
    '2026-05-01',
    { type: 'ObstacleRaised', data: { obstacle: 'o-1', level: 'treasury', cause: 'procedure', text: 'Thiếu mẫu', owner: null } },
  ],
  ['2026-05-05', { type: 'AnswerPromised', data: { obstacle: 'o-1', owner: 'u-treasury', promisedOn: '2026-05-08' } }],
  ['2026-05-09', { type: 'ObstacleAnswered', data: { obstacle: 'o-1', answer: 'Đang xem', resolved: false } }],
  ['2026-05-11', { type: 'ObstacleAnswered', data: { obstacle: 'o-1', answer: 'Dùng mẫu mới', resolved: true } }],
  ['2026-05-12', { type: 'InspectionHeld', data: { by: 'Sở Công Thương', findings: 'Đúng tiến độ', demands: ['Bổ sung nhật ký'] } }],
  [
    '2026-05-12',
    { type: 'DeadlinePaused', data: { deadline: 'acceptance', document: '31/CTĐP-KC', reason: 'Chờ hướng dẫn mới' } },
    'u-agency',
  ],
  ['2026-05-13', { type: 'ForceMajeureDeclared', data: { event: 'bão số 3', explanation: 'Ngập xưởng' } }],
  ['2026-05-14', { type: 'ForceMajeureConfirmed', data: { by: 'commune', percent: 35, minutesNo: 'BB-9' } }],
  [
    '2026-05-20',
    {
      type: 'AdjustmentRequested',
      data: {
        adjustment: 'a-1',
        kinds: ['place', 'cost', 'within-year'],
        change: { commune: 'Xã Phù Lãng', totalCost: 860_000_000, endsOn: '2026-12-15', planned: 3 },
        reason: 'Chuyển xưởng',
      },
    },
  ],
  ['2026-05-25', { type: 'AdjustmentConfirmed', data: { adjustment: 'a-1', visitedOn: '2026-05-24', opinion: 'Đồng ý' } }, 'u-department'],
  [
    '2026-06-01',
    {
      type: 'AdjustmentDecided',
      data: {
        adjustment: 'a-1',
        kinds: ['place', 'cost', 'within-year'],
        approved: true,
        decisionNo: '77/CTĐP',
        reason: null,
        reopens: ['aims-and-money'],
      },
    },
    'u-agency',
  ],
  ['2026-06-02', { type: 'DeadlineResumed', data: { deadline: 'acceptance', reason: 'Đã có hướng dẫn' } }, 'u-agency'],
  ['2026-06-03', { type: 'CriterionAssessed', data: { level: 'final', ...finding, signer: 'u-agency' } }, 'u-agency'],
  [
    '2026-06-10',
    {
      type: 'AdjustmentRequested',
      data: { adjustment: 'a-2', kinds: ['decrease'], change: { support: 260_000_000 }, reason: 'Máy rẻ hơn', ownProposal: true },
    },
  ],
  [
    '2026-06-20',
    {
      type: 'ApprovalAdjusted',
      data: {
        plan: WHOLE_LIFE_PLAN,
        decisionNo: '1200/QĐ-BCT',
        amount: 260_000_000,
        before: 280_000_000,
        reason: 'Máy rẻ hơn',
        adjustment: 'a-2',
        reopens: [],
      },
    },
    'u-ministry',
  ],
  ['2026-07-01', { type: 'ContractExtended', data: { contract: CONTRACT, appendixNo: 'PL-1', endsOn: '2027-06-30' } }],
  [
    '2026-07-02',
    { type: 'ContentResultReported', data: { content: 'Đào tạo nghề', year: 2026, actual: 45, spent: 75_000_000, shortfall: 'Mùa vụ' } },
  ],
  [
    '2026-07-03',
    { type: 'ContentResultReported', data: { content: 'Mua máy', year: 2026, actual: 3, spent: 120_000_000, shortfall: null } },
  ],
];

const closing: readonly Step[] = [
  ['2026-09-01', { type: 'AcceptanceHeld', data: { result: 'not-accepted', amount: 0, output: null, remarks: 'Thiếu máy' } }],
  ['2026-09-10', { type: 'AcceptanceHeld', data: { result: 'part', amount: 250_000_000, output: 3, remarks: null, minutesNo: 'BBNT-1' } }],
  ['2026-09-12', { type: 'AdvancePaid', data: { tranche: 'remaining', amount: 100_000_000, treasuryRef: 'KB-3' } }, 'u-accountant'],
  [
    '2026-09-20',
    {
      type: 'SettlementDossierLodged',
      data: { documents: ['Hóa đơn'], dossier: 'B', vouchers: [{ number: 'HD-1', on: '2026-06-01', amount: 250_000_000 }] },
    },
  ],
  ['2026-09-25', { type: 'CarriedOver', data: { amount: 10_000_000, toYear: 2027, decisionNo: '5/QĐ-BTC' } }],
  ['2026-09-26', { type: 'ContractLiquidated', data: { minutesNo: 'TL-1' } }],
  [
    '2026-09-27',
    {
      type: 'DocumentAttached',
      data: {
        kind: 'acceptance-minutes',
        title: 'Biên bản nghiệm thu',
        number: 'BBNT-1',
        file: { sha256: 'ab'.repeat(32), name: 'bbnt.pdf', size: 12_345, mediaType: 'application/pdf' },
        proves: 'dossier',
      },
    },
  ],
  ['2026-09-28', { type: 'NoteAdded', data: { about: 'dossier', text: 'Gọi lại kế toán', audience: 'internal' } }],
  ['2026-09-29', { type: 'HandedOver', data: { from: 'u-centre', to: 'u-new', reason: 'Luân chuyển', openWork: ['Theo dõi quyết toán'] } }],
  [
    '2026-09-30',
    {
      type: 'DetailsCorrected',
      data: { details: { title: 'Hỗ trợ máy nghiền gốm' }, before: { title: wholeLifeDraft.title }, reason: 'Sai tên' },
    },
  ],
  ['2026-10-01', { type: 'MovedToDefinition', data: { from: 'KCQG-1', to: 'KCQG-2', legalBasis: 'NĐ 235/2025/NĐ-CP' } }, 'u-operator'],
  ['2026-10-20', { type: 'SettlementApproved', data: { amount: 250_000_000 } }, 'u-agency'],
];

/** A key scheme of KCQG from survey to settlement, with every loop on the way. */
export const wholeLife: readonly LivedEvent[] = lived([...proposal, ...funding, ...work, ...closing]);

const localNeed = { ...need, code: 'KCDP-2026-24-002', source: 'KCDP' as const };

/** A project of KCĐP to which a task is assigned and that is stopped. */
export const stoppedLife: readonly LivedEvent[] = lived([
  ['2025-03-01', { type: 'NeedSurveyed', data: { ...localNeed, outcome: 'kept-for-later' } }],
  ['2025-03-02', { type: 'NeedSurveyed', data: { ...localNeed, outcome: 'recorded' } }],
  ['2025-03-05', { type: 'ProjectDrafted', data: wholeLifeDraft }],
  ['2025-03-10', { type: 'ProjectRegistered', data: wholeLifeDraft }],
  ['2025-03-20', { type: 'BaseAppraisalConcluded', data: { result: 'pass', amount: 300_000_000, reason: null, findings: [] } }],
  ['2025-03-25', { type: 'SubmittedForFinalAppraisal', data: { level: 'province', letterNo: '12/SCT' } }],
  [
    '2025-04-01',
    { type: 'FinalAppraisalConcluded', data: { level: 'province', result: 'pass', amount: 300_000_000, reason: null, findings: [] } },
  ],
  ['2025-04-02', { type: 'ProposedForPlan', data: { plan: 'plan-KCDP-2026-vn63.24', statementNo: '1/TTr', priority: [] } }],
  ['2025-12-20', { type: 'ApprovedInPlan', data: { plan: 'plan-KCDP-2026-vn63.24', decisionNo: '5/QĐ-UBND', amount: 300_000_000 } }],
  ['2026-01-10', { type: 'TaskAssigned', data: { decisionNo: '11/QĐ-SCT', endsOn: '2026-10-31' } }],
  ['2026-02-20', { type: 'ProgressReported', data: { period: '2026-02', percent: 5, value: 0, finishOn: null, difficulties: null } }],
  [
    '2026-03-01',
    {
      type: 'AdjustmentRequested',
      data: { adjustment: 'a-1', kinds: ['beneficiary'], change: { beneficiary: { name: 'HTX Gốm', taxCode: null } }, reason: 'Đổi chủ' },
    },
  ],
  [
    '2026-03-10',
    {
      type: 'AdjustmentDecided',
      data: { adjustment: 'a-1', kinds: ['beneficiary'], approved: false, decisionNo: '9/SCT', reason: 'Không đủ điều kiện', reopens: [] },
    },
  ],
  ['2026-03-20', { type: 'ProjectStopped', data: { reason: 'Cơ sở giải thể', decisionNo: '8/QĐ-UBND' } }],
]);
