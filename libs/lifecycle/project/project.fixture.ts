/** One project's whole life for specs: an ordinary KCQG machinery project, each act by the person and role whose act it is. */
import type { Past } from '#testkit/scenario';
import type { Role } from '#reference/roles';
import { CRITERIA } from './appraisal.acts.ts';
import type { AppraisalLevel, Attested, Draft, Finding, Need, ProjectEvent } from './project.events.ts';

export const projectId = 'p-1';
export const plan = 'plan-KCQG-2022';
export const contract = 'contract-c-1';

/** One person for each role, so that nobody meets himself in the segregation of duties. */
export const personOf = (role: Role): string => `u-${role}`;

/** The frame of a command: the day, the role, and the person, by default the one who has that role. */
export const by = (occurredOn: string, role: Role, actor: string = personOf(role)) => ({ projectId, occurredOn, role, actor });

/** A register that stands for every step between its columns. */
export const register: Attested = {
  by: 'register',
  document: 'register.csv',
  row: 2,
  steps: ['draft', 'findings', 'segregation', 'allocation', 'contract', 'request', 'volume', 'dossier', 'liquidation', 'submission'],
};
export const byRegister = (occurredOn: string) => ({ projectId, occurredOn, actor: 'import:register.csv', attested: register });

export const need: Need = {
  code: 'KCQG-2022-38-001',
  source: 'KCQG',
  planYear: 2022,
  province: { set: 'vn63', code: '38' },
  commune: 'Xã Ngọc Phụng, huyện Thường Xuân',
  content: 'ND3b',
  beneficiary: { name: 'Hợp tác xã Thọ Xuân', taxCode: null },
};
export const localNeed: Need = { ...need, code: 'KCDP-2022-38-001', source: 'KCDP' };

/** What a register knows of a draft: TT 36/2013 art. 5 (1) and the figures. */
export const plainDraft: Draft = {
  title: 'Hỗ trợ ứng dụng máy móc thiết bị tiên tiến trong chế biến gỗ',
  implementingUnit: 'Trung tâm Khuyến công Thanh Hóa',
  beneficiary: need.beneficiary,
  totalCost: 800_000_000,
  supportRequested: 300_000_000,
  counterpart: 500_000_000,
  output: { unit: 'cơ sở', planned: 1 },
  note: null,
};

/** A draft with the eight compulsory contents of TT 36/2013 art. 5, its estimate by lines, and both promises. */
export const draft: Draft = {
  ...plainDraft,
  kind: 'single',
  coordinatingUnit: 'UBND xã Ngọc Phụng',
  needBasis: 'Cơ sở chế biến gỗ bằng máy cũ, tiêu hao nhiều điện',
  aims: 'Nâng năng suất 30 %',
  scale: 'Một máy cưa CNC',
  schedule: [{ step: 'Mua và lắp máy', from: '2022-03-01', to: '2022-06-30', responsible: 'Hợp tác xã Thọ Xuân' }],
  estimate: [
    { item: 'Máy cưa CNC', unit: 'máy', quantity: 1, unitPrice: 292_500_000, amount: 292_500_000, payer: 'support' },
    {
      item: 'Chi quản lý',
      unit: 'đề án',
      quantity: 1,
      unitPrice: 7_500_000,
      amount: 7_500_000,
      payer: 'support',
      management: true,
    },
    { item: 'Nhà xưởng', unit: 'm²', quantity: 100, unitPrice: 5_000_000, amount: 500_000_000, payer: 'own' },
  ],
  organisation: 'Trung tâm Khuyến công ký hợp đồng hỗ trợ với hợp tác xã',
  effect: 'Thêm 5 lao động, giảm bụi gỗ',
  serials: ['CNC-2022-0001'],
  noDoubleSupport: true,
  ownMoneyCommitted: true,
};
export const groupDraft: Draft = { ...draft, kind: 'group' };
export const keyDraft: Draft = {
  ...draft,
  kind: 'key',
  contents: [
    { content: 'ND1', unit: 'lao động', years: [{ year: 2022, target: 60, money: 100_000_000 }] },
    {
      content: 'ND3b',
      unit: 'cơ sở',
      years: [
        { year: 2022, target: 1, money: 100_000_000 },
        { year: 2023, target: 1, money: 100_000_000 },
      ],
    },
  ],
};

export const finding = (criterion: Finding['criterion'], signer: string): Finding => ({
  criterion,
  met: true,
  finding: 'Phù hợp',
  evidence: 'Phiếu thẩm định',
  signer,
});
/** All five contents of TT 36/2013 art. 9, met and signed by one person. */
export const findingsOf = (role: Role): readonly Finding[] => CRITERIA.map((criterion) => finding(criterion, personOf(role)));

/** An event of the past: the day, and in which role it was done, by the person of that role. */
export const on = <E extends ProjectEvent>(day: string, role: Role, event: E): Past<ProjectEvent> =>
  ({ ...event, on: day, actor: personOf(role) }) as Past<ProjectEvent>;

const assessed = (day: string, level: AppraisalLevel, role: Role): readonly Past<ProjectEvent>[] =>
  findingsOf(role).map((one) => on(day, role, { type: 'CriterionAssessed', data: { level, ...one } }));

export const surveyed = on('2021-01-10', 'centre-officer', { type: 'NeedSurveyed', data: { ...need, outcome: 'recorded' } });
export const drafted = on('2021-03-01', 'centre-officer', { type: 'ProjectDrafted', data: draft });
export const registered = on('2021-04-10', 'centre-officer', { type: 'ProjectRegistered', data: draft });
export const assessedBase = assessed('2021-05-09', 'base', 'appraisal-officer');
export const basePassed = on('2021-05-10', 'appraisal-officer', {
  type: 'BaseAppraisalConcluded',
  data: { result: 'pass', amount: 300_000_000, reason: null, findings: findingsOf('appraisal-officer') },
});
export const submitted = on('2021-06-10', 'department-leader', {
  type: 'SubmittedForFinalAppraisal',
  data: { level: 'ministry', letterNo: '100/SCT' },
});
export const assessedFinal = assessed('2021-09-09', 'final', 'agency-officer');
export const finalPassed = on('2021-09-10', 'agency-officer', {
  type: 'FinalAppraisalConcluded',
  data: {
    level: 'ministry',
    result: 'pass_reduced',
    amount: 290_000_000,
    reason: 'Vừa dự toán được giao',
    findings: findingsOf('agency-officer'),
  },
});
export const proposed = on('2021-10-10', 'agency-leader', {
  type: 'ProposedForPlan',
  data: { plan, statementNo: '20/TTr', priority: [] },
});
export const approved = on('2021-12-20', 'ministry-leader', {
  type: 'ApprovedInPlan',
  data: { plan, decisionNo: '2801/QĐ-BCT', amount: 290_000_000 },
});
export const signed = on('2022-02-20', 'agency-leader', {
  type: 'ContractSigned',
  data: { contract, contractNo: '10/HĐ', endsOn: '2022-11-30' },
});
export const reported = on('2022-03-20', 'centre-officer', {
  type: 'ProgressReported',
  data: { period: '2022-03', percent: 75, value: 600_000_000, finishOn: null, difficulties: null },
});
export const requested = on('2022-04-01', 'centre-officer', { type: 'AdvanceRequested', data: { tranche: 'first', amount: 203_000_000 } });
export const confirmed = on('2022-04-05', 'appraisal-officer', { type: 'VolumeConfirmed', data: { tranche: 'first', percent: 75 } });
export const paid = on('2022-04-20', 'agency-accountant', {
  type: 'AdvancePaid',
  data: { tranche: 'first', amount: 203_000_000, treasuryRef: 'KB-1' },
});
export const accepted = on('2022-08-20', 'department-leader', {
  type: 'AcceptanceHeld',
  data: { result: 'full', amount: 290_000_000, output: 1, remarks: null, minutesNo: '5/BBNT' },
});
export const requestedRest = on('2022-08-25', 'centre-officer', {
  type: 'AdvanceRequested',
  data: { tranche: 'remaining', amount: 87_000_000 },
});
export const paidRest = on('2022-09-01', 'agency-accountant', {
  type: 'AdvancePaid',
  data: { tranche: 'remaining', amount: 87_000_000, treasuryRef: 'KB-2' },
});
export const lodged = on('2022-09-02', 'centre-officer', { type: 'SettlementDossierLodged', data: { documents: ['settlement-detail'] } });
export const liquidated = on('2022-09-03', 'agency-leader', { type: 'ContractLiquidated', data: { minutesNo: '5/BB' } });
export const settled = on('2022-09-05', 'agency-leader', { type: 'SettlementApproved', data: { amount: 290_000_000 } });
export const stopped = on('2022-05-01', 'ministry-leader', {
  type: 'ProjectStopped',
  data: { reason: 'Cơ sở ngừng sản xuất', decisionNo: '900/QĐ-BCT' },
});
export const returned = on('2021-04-20', 'appraisal-officer', {
  type: 'DossierReturned',
  data: { round: 1, items: [{ item: 'Dự toán', demand: 'Lập lại theo Mẫu số 1' }] },
});

const toSurvey = [surveyed];
const toDraft = [...toSurvey, drafted];
const toRegistration = [...toDraft, registered];
const toBase = [...toRegistration, ...assessedBase, basePassed];
const toSubmission = [...toBase, submitted];
const toFinal = [...toSubmission, ...assessedFinal, finalPassed];
const toProposal = [...toFinal, proposed];
const toPlan = [...toProposal, approved];
const toContract = [...toPlan, signed];
const toExecution = [...toContract, reported, requested, confirmed, paid];
const toAcceptance = [...toExecution, accepted];
const toLiquidation = [...toAcceptance, requestedRest, paidRest, lodged, liquidated];

/** The history up to each stage. */
export const upTo = {
  surveyed: toSurvey,
  draft: toDraft,
  registered: toRegistration,
  returned: [...toRegistration, returned],
  'base-passed': toBase,
  submitted: toSubmission,
  'final-passed': toFinal,
  proposed: toProposal,
  'in-plan': toPlan,
  contracted: toContract,
  executing: toExecution,
  accepted: toAcceptance,
  liquidated: toLiquidation,
  settled: [...toLiquidation, settled],
  stopped: [...toExecution, stopped],
} as const satisfies Readonly<Record<string, readonly Past<ProjectEvent>[]>>;

/** A history with another draft from the first draft on: `withDraft(upTo['in-plan'], groupDraft)`. */
export const withDraft = (past: readonly Past<ProjectEvent>[], other: Draft): readonly Past<ProjectEvent>[] =>
  past.map((event) =>
    event.type === 'ProjectDrafted' || event.type === 'ProjectRegistered' ? ({ ...event, data: other } as Past<ProjectEvent>) : event,
  );

/** A history with another need: the local programme, another content. */
export const withNeed = (past: readonly Past<ProjectEvent>[], other: Need): readonly Past<ProjectEvent>[] =>
  past.map((event) =>
    event.type === 'NeedSurveyed' ? ({ ...event, data: { ...other, outcome: 'recorded' } } as Past<ProjectEvent>) : event,
  );

/** Lives that stand beside the course, where acts wait that an ordinary one never sees. */
export const aside = {
  'kept for later': [on('2021-01-10', 'centre-officer', { type: 'NeedSurveyed', data: { ...need, outcome: 'kept-for-later' } })],
  'left out': [
    ...toProposal,
    on('2021-12-20', 'ministry-leader', { type: 'LeftOutOfPlan', data: { plan, decisionNo: '2801/QĐ-BCT', reason: 'Vượt dự toán' } }),
  ],
  convened: [
    ...toRegistration,
    on('2021-05-01', 'department-leader', {
      type: 'CouncilConvened',
      data: {
        level: 'base',
        meetingOn: '2021-05-02',
        members: [
          { person: personOf('council-member'), seat: 'chair' },
          { person: 'u-3', seat: 'member' },
          { person: 'u-4', seat: 'secretary' },
        ],
      },
    }),
  ],
  'earlier support': [
    ...toDraft,
    on('2021-04-10', 'centre-officer', {
      type: 'ProjectRegistered',
      data: { ...draft, earlierSupport: [{ code: 'KCDP-2019-38-001', content: 'ND3b', planYear: 2019, matchedBy: 'name' }] },
    }),
  ],
  'volume confirmed': [...toContract, reported, requested, confirmed],
  adjusting: [
    ...toContract,
    on('2022-03-01', 'centre-officer', {
      type: 'AdjustmentRequested',
      data: { adjustment: 'a1', kinds: ['place'], change: { commune: 'Xã Lương Sơn' }, reason: 'Cơ sở chuyển địa điểm' },
    }),
  ],
  'adjustment confirmed': [
    ...toContract,
    on('2022-03-01', 'centre-officer', {
      type: 'AdjustmentRequested',
      data: { adjustment: 'a1', kinds: ['place'], change: { commune: 'Xã Lương Sơn' }, reason: 'Cơ sở chuyển địa điểm' },
    }),
    on('2022-03-05', 'appraisal-officer', {
      type: 'AdjustmentConfirmed',
      data: { adjustment: 'a1', visitedOn: '2022-03-04', opinion: 'Đồng ý' },
    }),
  ],
  'force majeure': [
    ...toExecution,
    on('2022-05-01', 'centre-officer', { type: 'ForceMajeureDeclared', data: { event: 'Bão', explanation: 'Tốc mái nhà xưởng' } }),
  ],
} as const satisfies Readonly<Record<string, readonly Past<ProjectEvent>[]>>;
