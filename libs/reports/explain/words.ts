/** How figures, cells and acts are called, and the formulas in words: docs/explanation/figures.md. */
import type { Explanation, InTwoLanguages } from '#contracts/explanations';
import type { ObligationKind, ObligationState, ProvinceRef, Region, Source } from '#contracts/figures';
import { FACT } from '#read-models/figures/facts';
import { contents } from '#reference/contents';
import { provinceName } from '#reference/provinces';

const words = (vi: string, en: string): InTwoLanguages => ({ vi, en });

export const SOURCE_WORDS: Readonly<Record<Source, InTwoLanguages>> = {
  KCQG: words('khuyến công quốc gia', 'national programme'),
  KCDP: words('khuyến công địa phương', 'local programme'),
};
export const BOTH_SOURCES = words('cả hai nguồn', 'both sources');

export const REGION_WORDS: Readonly<Record<Region, InTwoLanguages>> = {
  north: words('khu vực phía Bắc', 'the North'),
  central: words('khu vực miền Trung – Tây Nguyên', 'the Centre and Highlands'),
  south: words('khu vực phía Nam', 'the South'),
};
export const COUNTRY = words('cả nước', 'the country');

export const OBLIGATION_WORDS: Readonly<Record<ObligationKind, InTwoLanguages>> = {
  'first-advance': words('tạm ứng lần một', 'first advance'),
  'remaining-advance': words('tạm ứng kinh phí còn lại', 'remaining advance'),
  'settlement-dossier': words('nộp hồ sơ quyết toán', 'settlement dossier'),
  settlement: words('quyết toán', 'settlement'),
};

export const STATE_WORDS: Readonly<Record<ObligationState, InTwoLanguages>> = {
  late: words('chậm', 'late'),
  dueSoon: words('sắp đến hạn', 'due soon'),
  blocked: words('vướng mắc', 'blocked'),
  paused: words('tạm dừng tính', 'paused'),
};

export function placeWords(province: ProvinceRef): InTwoLanguages {
  const name = provinceName(province);
  return words(name, name);
}

const CONTENTS = new Map(contents.map(({ code, vi, en }) => [code, words(vi, en)]));
export const contentWords = (code: string): InTwoLanguages => CONTENTS.get(code) ?? words(code, code);

/** What a fact that moves money was, by its code. */
const ACTS: Readonly<Record<number, readonly [string, InTwoLanguages]>> = {
  [FACT.approved]: ['approval', words('phê duyệt vào kế hoạch', 'approvals in the plan')],
  [FACT.approvalAdjusted]: ['adjustment', words('điều chỉnh kế hoạch', 'adjustments of the plan')],
  [FACT.approvalAnswered]: ['adjustment', words('điều chỉnh kế hoạch', 'adjustments of the plan')],
  [FACT.leftOut]: ['leftOut', words('đưa ra khỏi kế hoạch', 'taken out of the plan')],
  [FACT.contracted]: ['contract', words('ký hợp đồng, giao nhiệm vụ', 'contracts, task assignments')],
  [FACT.firstAdvance]: ['firstAdvance', words('tạm ứng lần một', 'first advances')],
  [FACT.nextAdvance]: ['nextAdvance', words('tạm ứng các lần tiếp theo', 'further advances')],
  [FACT.remainingAdvance]: ['remainingAdvance', words('tạm ứng kinh phí còn lại', 'remaining advances')],
  [FACT.recovered]: ['recovery', words('thu hồi', 'recoveries')],
  [FACT.settled]: ['settlement', words('phê duyệt quyết toán', 'settlements')],
  [FACT.reversed]: ['reversal', words('hủy việc đã ghi', 'reversals')],
};

export function actWords(kind: number): readonly [string, InTwoLanguages] {
  const act = ACTS[kind];
  if (act === undefined) throw new Error(`fact ${kind} moves no money`);
  return act;
}

type Formula = Explanation['formula'];
type Words = InTwoLanguages & { readonly formula: Formula };

const figure = (vi: string, en: string, formula: Formula): Words => ({ vi, en, formula });

/** By the member of the report's or the board's JSON. */
export const FIGURE_WORDS = {
  plan: figure('Kế hoạch', 'Plan', {
    vi: 'Số tiền được phê duyệt đến hết ngày tính, theo quyết định điều chỉnh mới nhất; dừng đề án không làm giảm kế hoạch.',
    en: 'Amounts approved up to the day, as last adjusted; stopping a project does not lower the plan.',
    symbols: 'plan = Σ approved, as last adjusted',
  }),
  executed: figure('Thực hiện', 'Executed', {
    vi: 'Các khoản tạm ứng, thanh toán đến hết ngày tính, trừ các khoản thu hồi đến ngày đó.',
    en: 'Advances and payments up to the day, minus recoveries up to the day.',
    symbols: 'executed = Σ advances and payments − Σ recoveries',
  }),
  percent: figure('Đạt % kế hoạch', 'Percent of plan', {
    vi: 'Thực hiện chia cho kế hoạch, nhân 100.',
    en: 'Executed divided by plan, times 100.',
    symbols: 'percent = executed / plan × 100',
  }),
  samePeriod: figure('Cùng kỳ', 'Same period', {
    vi: 'Thực hiện của các đề án kế hoạch năm trước, tính đến cùng ngày của năm trước (29/2 lấy 28/2).',
    en: 'Executed of the projects of the plan year before, at the same day one year earlier (29 February: 28).',
    symbols: 'samePeriod(Y, d) = executed(Y − 1, d − 1 year)',
  }),
  growthPercent: figure('Tăng so cùng kỳ (%)', 'Growth on same period (%)', {
    vi: 'Thực hiện trừ cùng kỳ, chia cho cùng kỳ, nhân 100.',
    en: 'Executed minus same period, divided by same period, times 100.',
    symbols: 'growthPercent = (executed − samePeriod) / samePeriod × 100',
  }),
  shareOfRegion: figure('Tỷ trọng trong vùng (%)', 'Share of region (%)', {
    vi: 'Kế hoạch của ô chia cho kế hoạch mọi nguồn của cả vùng, nhân 100.',
    en: 'Plan of the cell divided by the plan of all sources of the region, times 100.',
    symbols: 'shareOfRegion = plan / plan of region × 100',
  }),
  projects: figure('Số đề án', 'Projects', {
    vi: 'Số đề án của năm kế hoạch đã có việc xảy ra đến hết ngày tính.',
    en: 'Projects of the plan year that had begun by the day.',
    symbols: 'projects = number of projects',
  }),
  committed: figure('Đã ký hợp đồng', 'Under contract', {
    vi: 'Kế hoạch của các đề án đã ký hợp đồng hoặc được giao nhiệm vụ.',
    en: 'Plan of the projects with a signed contract or an assigned task.',
    symbols: 'committed = Σ plan of projects under contract',
  }),
  advanced: figure('Đã tạm ứng', 'Advanced', {
    vi: 'Các khoản tạm ứng, thanh toán, chưa trừ thu hồi.',
    en: 'Advances and payments, recoveries not deducted.',
    symbols: 'advanced = Σ advances and payments',
  }),
  settled: figure('Quyết toán', 'Settled', {
    vi: 'Số tiền được phê duyệt quyết toán.',
    en: 'Amounts of approved settlements.',
    symbols: 'settled = Σ settled amounts',
  }),
  late: figure('Số việc chậm', 'Late obligations', {
    vi: 'Số khoản tạm ứng, quyết toán có hạn trước ngày tính mà chưa làm, không kể đề án đang vướng mắc.',
    en: 'Disbursements and settlements due before the day and not done; those of blocked projects apart.',
    symbols: 'late = number of obligations with due < asOf',
  }),
  lateVnd: figure('Số tiền chậm', 'Late amounts', {
    vi: 'Số tiền của các khoản tạm ứng, quyết toán có hạn trước ngày tính mà chưa làm.',
    en: 'Amounts of disbursements and settlements due before the day and not done.',
    symbols: 'lateVnd = Σ amounts with due < asOf',
  }),
} as const satisfies Readonly<Record<string, Words>>;

export const STAGE_FORMULA: Formula = {
  vi: 'Số đề án của năm kế hoạch đang ở bước này vào ngày tính.',
  en: 'Projects of the plan year that stand at this stage on the day.',
  symbols: 'stage = number of projects at the stage',
};

export const OBLIGATION_FORMULA: Formula = {
  vi: 'Các khoản đến hạn theo quy định mà chưa làm: hạn tính từ ngày hợp đồng, nghiệm thu hoặc hết năm kế hoạch.',
  en: 'What is due under the rules and not done: counted from contract, acceptance or the end of the plan year.',
  symbols: 'late: due < asOf; dueSoon: 0 ≤ due − asOf ≤ 10 days; blocked: either, with an open obstacle',
};
