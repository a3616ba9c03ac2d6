import { FACT, FACT_OF } from '../figures/facts.ts';

interface Figure {
  readonly name: { readonly vi: string; readonly en: string };
  /** Events that may change it; absent: those that move a project on or change its texts. */
  readonly types?: readonly string[];
}

const TEXTS = ['NeedSurveyed', 'NeedFoundNotEligible', 'ProjectDrafted', 'ProjectRegistered', 'DetailsCorrected'];
const CHANGES = ['AdjustmentDecided', 'ApprovalAdjusted'];
const REVERSED = 'ActReversed';

const named = (vi: string, en: string, types?: readonly string[]): Figure => ({ name: { vi, en }, ...(types && { types }) });
const text = (vi: string, en: string): Figure => named(vi, en, [...TEXTS, ...CHANGES]);

/** What a difference between two builds may be in: figures of a board, and columns of the read models. */
export const FIGURES: Readonly<Record<string, Figure>> = {
  plan: named('kế hoạch', 'plan', ['ApprovedInPlan', 'LeftOutOfPlan', 'ApprovalAdjusted', REVERSED]),
  executed: named('thực hiện', 'executed', ['AdvancePaid', 'AdvanceRecovered', REVERSED]),
  late: named('nghĩa vụ trễ hạn', 'late obligations', [
    'ContractSigned',
    'TaskAssigned',
    'AdvancePaid',
    'AcceptanceHeld',
    'SettlementDossierLodged',
    'SettlementApproved',
    'ObstacleRaised',
    'ObstacleAnswered',
    'AdjustmentRequested',
    'AdjustmentDecided',
    'ApprovalAdjusted',
    'ForceMajeureDeclared',
    'ForceMajeureConfirmed',
    'DeadlinePaused',
    'DeadlineResumed',
    'ProjectStopped',
    'ProjectWithdrawn',
    REVERSED,
  ]),
  stage: named('bước', 'stage'),
  stage_on: named('ngày đến bước', 'day of the stage'),
  code: text('mã', 'code'),
  title: text('tên đề án', 'title'),
  source: text('nguồn', 'source'),
  plan_year: text('năm kế hoạch', 'plan year'),
  province: text('tỉnh', 'province'),
  province_set: text('danh mục tỉnh', 'province list'),
  content: text('nội dung', 'content'),
  implementing_unit: text('đơn vị thực hiện', 'implementing unit'),
  beneficiary: text('đơn vị thụ hưởng', 'beneficiary'),
  tax_code: text('mã số thuế', 'tax code'),
  commune: text('xã, phường', 'commune'),
  serials: text('số máy', 'serial numbers'),
  contract: named('hợp đồng', 'contract', ['ContractSigned']),
  requested: named('đề nghị', 'requested', ['ProjectDrafted', 'ProjectRegistered', ...CHANGES]),
  appraised: named('thẩm định', 'appraised', ['BaseAppraisalConcluded', 'FinalAppraisalConcluded', REVERSED]),
  approved: named('được duyệt', 'approved', ['ApprovedInPlan', 'LeftOutOfPlan', 'ApprovalAdjusted', REVERSED]),
  executed_listed: named('thực hiện (danh sách)', 'executed (list)', ['AdvancePaid', 'AdvanceRecovered', REVERSED]),
  settled: named('quyết toán', 'settled', ['SettlementApproved', REVERSED]),
  officer: named('cán bộ phụ trách', 'officer', ['HandedOver', 'ProjectDrafted', 'ProjectRegistered']),
  obstacles: named('vướng mắc', 'obstacles', ['ObstacleRaised', 'ObstacleAnswered', REVERSED]),
  pending: named('điều chỉnh đang chờ', 'pending adjustment', ['AdjustmentRequested', 'AdjustmentConfirmed', ...CHANGES]),
  events: named('số sự kiện', 'events', Object.keys(FACT_OF)),
  facts: named('các mốc và khoản tiền', 'milestones and payments', Object.keys(FACT_OF)),
};

const MOVING = Object.entries(FACT_OF).flatMap(([type, fact]) => (fact === FACT.beside ? [] : [type]));

export const nameOf = (figure: string): Figure['name'] => FIGURES[figure]?.name ?? { vi: figure, en: figure };

/** Whether an event of this type may be behind a difference in this figure. */
export const touches = (type: string, figure: string): boolean => (FIGURES[figure]?.types ?? MOVING).includes(type);
