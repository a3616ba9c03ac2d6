import { addDays, days } from '#lifecycle/calendar-date';
import type { AppraisalResult, Finding, ProjectEvent } from '#lifecycle/project/project.events';
import { contents } from '#reference/contents';
import type { Source } from '#reference/province-ref';
import { provinces63 } from '#reference/provinces';

const COMMUNES = [
  'Xã Hòa Tiến',
  'Xã Tân Chi',
  'Thị trấn Liên Quan',
  'Xã Quảng Phú',
  'Phường Đông Sơn',
  'Xã Kim Đường',
  'Thị trấn Thường Tín',
  'Xã Ngọc Lũ',
  'Xã Mường Lạn',
];
const DISTRICTS = ['Ứng Hòa', 'Yên Phong', 'Tiên Du', 'Lương Tài', 'Thạch Thất', 'Bình Lục', 'Sốp Cộp', 'Hậu Lộc', 'Đông Sơn', 'Kỳ Anh'];
const TRADES = [
  'dệt thổ cẩm',
  'chế tác đá mỹ nghệ',
  'sản xuất gốm sứ',
  'chế biến chè',
  'cơ khí nông nghiệp',
  'sản xuất viên nén gỗ',
  'chế biến dược liệu',
  'gạch không nung',
  'mây tre đan',
  'chế biến thủy sản',
];
const TITLES = [
  'Hỗ trợ ứng dụng máy móc thiết bị tiên tiến trong',
  'Xây dựng mô hình trình diễn kỹ thuật',
  'Đào tạo nghề',
  'Hỗ trợ xây dựng nhãn hiệu cho cơ sở',
  'Tổ chức hội chợ triển lãm ngành',
];
const UNITS = ['Trung tâm Khuyến công và Tư vấn phát triển công nghiệp', 'Trung tâm Khuyến công và Xúc tiến thương mại'];
const CRITERIA: readonly Finding['criterion'][] = ['principles', 'capability'];

/** A small generator of numbers in [0, 1) that a seed fixes (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0').slice(-digits);

/** UUID-shaped, unique for a project and a number in it. */
export const uuid = (seed: number, project: number, number: number): string => {
  const mixed = Math.imul(project + 1, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b) ^ seed;
  return `${hex(mixed >>> 0, 8)}-${hex(number, 4)}-5000-8000-${hex(project, 12)}`;
};

/** What happens to a project on a day. */
export interface Lived {
  readonly occurredOn: string;
  readonly event: ProjectEvent;
}

export interface Life {
  readonly random: () => number;
  readonly index: number;
  readonly planYear: number;
  /** The next number of a source, year and province, as codes have it. */
  readonly nextNumber: (of: string) => number;
  day: string;
}

const pick = <Item>({ random }: Life, items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;

function later(life: Life, from: number, to: number): string {
  life.day = addDays(life.day, days(from + Math.floor(life.random() * (to - from))));
  return life.day;
}

/** One project's life from its survey on; it may end early, or not yet. */
export function* live(life: Life): Generator<Lived> {
  const { random, index, planYear } = life;
  const province = pick(life, provinces63);
  const source: Source = random() < 0.4 ? 'KCQG' : 'KCDP';
  const trade = pick(life, TRADES);
  const company = random() < 0.6;
  const beneficiary = {
    name: company ? `Công ty TNHH ${trade} ${pick(life, DISTRICTS)} ${(index % 997) + 1}` : `Hợp tác xã ${trade} ${pick(life, COMMUNES)}`,
    taxCode: company ? String(2_600_000_000 + index) : null,
  };
  const series = `${source}-${planYear}-${province.code}`;
  const need = {
    code: `${series}-${String(life.nextNumber(series)).padStart(3, '0')}`,
    source,
    planYear,
    province: { set: 'vn63' as const, code: province.code },
    commune: `${pick(life, COMMUNES)}, huyện ${pick(life, DISTRICTS)}`,
    content: pick(life, contents).code,
    beneficiary,
  };
  if (random() < 0.02)
    return yield {
      occurredOn: life.day,
      event: { type: 'NeedFoundNotEligible', data: { ...need, reason: 'Cơ sở không thuộc địa bàn được hỗ trợ' } },
    };
  yield {
    occurredOn: life.day,
    event: { type: 'NeedSurveyed', data: { ...need, outcome: random() < 0.03 ? 'kept-for-later' : 'recorded' } },
  };
  const requested = 50_000_000 + Math.floor(random() * 900) * 1_000_000;
  const draft = {
    title: `${pick(life, TITLES)} ${trade} tại ${need.commune}, ${province.name}`,
    implementingUnit: `${pick(life, UNITS)} ${province.name}`,
    beneficiary,
    totalCost: requested * 2,
    supportRequested: requested,
    counterpart: requested,
    output: { unit: 'cơ sở', planned: 1 + Math.floor(random() * 5) },
    note: null,
  };
  yield { occurredOn: later(life, 5, 60), event: { type: 'ProjectDrafted', data: draft } };
  if (random() < 0.05) return;
  yield { occurredOn: later(life, 1, 60), event: { type: 'ProjectRegistered', data: draft } };
  yield* appraise(life, { requested, source, province: province.code });
}

interface Appraised {
  readonly requested: number;
  readonly source: Source;
  readonly province: string;
}

const findings = (met: boolean): readonly Finding[] =>
  CRITERIA.map((criterion) => ({
    criterion,
    met,
    finding: met ? 'Đạt yêu cầu theo Thông tư 36/2013/TT-BCT' : 'Chưa đạt, thiếu căn cứ',
    evidence: 'Biên bản thẩm định',
  }));

function* appraise(life: Life, { requested, source, province }: Appraised): Generator<Lived> {
  const { random } = life;
  if (random() < 0.15) {
    yield {
      occurredOn: later(life, 1, 8),
      event: { type: 'DossierReturned', data: { round: 1, items: [{ item: 'Dự toán', demand: 'Bổ sung báo giá của hai nhà cung cấp' }] } },
    };
    if (random() < 0.1) return;
    yield {
      occurredOn: later(life, 3, 20),
      event: { type: 'DossierCompleted', data: { round: 1, answers: [{ item: 'Dự toán', answer: 'Đã bổ sung' }] } },
    };
  }
  const baseFails = random() < 0.04;
  const base: AppraisalResult = baseFails ? 'fail' : 'pass';
  yield {
    occurredOn: later(life, 5, 25),
    event: {
      type: 'BaseAppraisalConcluded',
      data: {
        result: base,
        amount: baseFails ? null : requested,
        reason: baseFails ? 'Không đủ năng lực' : null,
        findings: findings(!baseFails),
      },
    },
  };
  if (baseFails) return;
  const final = random() < 0.1 ? requested - 10_000_000 : requested;
  const level = source === 'KCQG' ? 'ministry' : 'province';
  yield {
    occurredOn: later(life, 20, 90),
    event: {
      type: 'FinalAppraisalConcluded',
      data: { level, result: final < requested ? 'pass_reduced' : 'pass', amount: final, reason: null, findings: findings(true) },
    },
  };
  const plan = source === 'KCQG' ? `plan-KCQG-${life.planYear}` : `plan-KCDP-${life.planYear}-vn63.${province}`;
  const decisionNo = `${1_000 + Math.floor(random() * 2_000)}/QĐ-${source === 'KCQG' ? 'BCT' : 'UBND'}`;
  if (random() < 0.05)
    return yield {
      occurredOn: later(life, 20, 60),
      event: { type: 'LeftOutOfPlan', data: { plan, decisionNo, reason: 'Chưa cân đối được kinh phí' } },
    };
  yield { occurredOn: later(life, 20, 60), event: { type: 'ApprovedInPlan', data: { plan, decisionNo, amount: final } } };
  yield* carryOut(life, final);
}

function* carryOut(life: Life, approved: number): Generator<Lived> {
  const { random } = life;
  const contract = uuid(1, life.index, 77);
  yield {
    occurredOn: later(life, 20, 60),
    event: {
      type: 'ContractSigned',
      data: {
        contract: `contract-${contract}`,
        contractNo: `${life.index % 500}/HĐ-CTĐP/${life.planYear}`,
        endsOn: `${life.planYear}-11-30`,
      },
    },
  };
  const first = Math.floor((approved * 7) / 10_000_000) * 1_000_000;
  if (random() < 0.5)
    yield { occurredOn: later(life, 5, 40), event: { type: 'AdvanceRequested', data: { tranche: 'first', amount: first } } };
  yield {
    occurredOn: later(life, 5, 60),
    event: { type: 'AdvancePaid', data: { tranche: 'first', amount: first, treasuryRef: `KB-${life.index}` } },
  };
  if (random() < 0.04) {
    yield {
      occurredOn: later(life, 20, 90),
      event: { type: 'ProjectStopped', data: { reason: 'Cơ sở ngừng hoạt động', decisionNo: null } },
    };
    yield {
      occurredOn: later(life, 20, 60),
      event: { type: 'AdvanceRecovered', data: { amount: first, reason: 'Thu hồi do dừng đề án' } },
    };
    return;
  }
  if (random() < 0.5)
    yield { occurredOn: later(life, 10, 60), event: { type: 'VolumeConfirmed', data: { tranche: 'first', percent: 60 } } };
  yield {
    occurredOn: later(life, 30, 120),
    event: { type: 'AcceptanceHeld', data: { result: 'full', amount: approved, output: 2, remarks: null } },
  };
  yield {
    occurredOn: later(life, 5, 40),
    event: { type: 'AdvancePaid', data: { tranche: 'remaining', amount: approved - first, treasuryRef: null } },
  };
  if (random() < 0.7)
    yield {
      occurredOn: later(life, 5, 30),
      event: { type: 'SettlementDossierLodged', data: { documents: ['Biên bản nghiệm thu', 'Hóa đơn', 'Báo cáo kết quả thực hiện'] } },
    };
  if (random() < 0.85) yield { occurredOn: later(life, 5, 60), event: { type: 'SettlementApproved', data: { amount: approved } } };
}
