/** The work itself, what stands in its way, and what is changed about it. */
import type { AdjustmentKind, Change, ObstacleLevel } from '#lifecycle/project/project.events';
import { amountText, because, dayText, percentText, type Sentence } from '../wording.ts';
import { CRITERIA } from './proposal.ts';
import { list, type Sentences, told } from './told.ts';

type CarryingOutType =
  | 'ProgressReported'
  | 'ContentResultReported'
  | 'InspectionHeld'
  | 'ForceMajeureDeclared'
  | 'ForceMajeureConfirmed'
  | 'ObstacleRaised'
  | 'AnswerPromised'
  | 'ObstacleAnswered'
  | 'AdjustmentRequested'
  | 'AdjustmentConfirmed'
  | 'AdjustmentDecided'
  | 'ProjectStopped';

const LEVELS: Readonly<Record<ObstacleLevel, Sentence>> = {
  commune: { vi: 'cấp xã', en: 'the commune' },
  department: { vi: 'Sở Công Thương', en: 'the department' },
  agency: { vi: 'Cục', en: 'the managing agency' },
  treasury: { vi: 'Kho bạc', en: 'the treasury' },
  enterprise: { vi: 'doanh nghiệp', en: 'the enterprise' },
};

const CAUSES: Readonly<Record<string, Sentence>> = {
  procedure: { vi: 'thủ tục', en: 'procedure' },
  money: { vi: 'kinh phí', en: 'money' },
  dossier: { vi: 'hồ sơ', en: 'dossier' },
  enterprise: { vi: 'doanh nghiệp', en: 'enterprise' },
  price: { vi: 'giá cả', en: 'prices' },
  weather: { vi: 'thời tiết', en: 'weather' },
  other: { vi: 'khác', en: 'other' },
};

const KINDS: Readonly<Record<AdjustmentKind, Sentence>> = {
  increase: { vi: 'tăng kinh phí', en: 'more money' },
  decrease: { vi: 'giảm kinh phí', en: 'less money' },
  content: { vi: 'nội dung', en: 'content' },
  'next-year': { vi: 'thời gian sang năm sau', en: 'time into the next year' },
  place: { vi: 'địa điểm', en: 'place' },
  beneficiary: { vi: 'đơn vị thụ hưởng', en: 'beneficiary' },
  'coordinating-unit': { vi: 'đơn vị phối hợp', en: 'coordinating unit' },
  'within-year': { vi: 'thời gian trong năm', en: 'time within the year' },
  cost: { vi: 'tổng kinh phí', en: 'total cost' },
  other: { vi: 'khác', en: 'other' },
};

const kindsText = (kinds: readonly AdjustmentKind[]): Sentence => ({
  vi: list(kinds.map((kind) => KINDS[kind].vi)),
  en: list(kinds.map((kind) => KINDS[kind].en)),
});

/** What the change would make of the project, named value by named value. */
function changeText({ support, totalCost, content, commune, beneficiary, coordinatingUnit, endsOn, planned }: Change): Sentence {
  const parts: Sentence[] = [];
  const plain = (vi: string, en: string, value: string | number | undefined) => {
    if (value !== undefined) parts.push({ vi: `${vi} ${value}`, en: `${en} ${value}` });
  };
  const money = (vi: string, en: string, amount: number | undefined) => {
    if (amount !== undefined) parts.push({ vi: `${vi} ${amountText(amount).vi}`, en: `${en} ${amountText(amount).en}` });
  };
  money('hỗ trợ', 'support', support);
  money('tổng kinh phí', 'total cost', totalCost);
  plain('nội dung', 'content', content);
  plain('địa điểm', 'place', commune);
  plain('đơn vị thụ hưởng', 'beneficiary', beneficiary?.name);
  plain('đơn vị phối hợp', 'coordinating unit', coordinatingUnit);
  plain('thực hiện đến ngày', 'to be carried out by', endsOn === undefined ? undefined : dayText(endsOn));
  plain('sản phẩm', 'output', planned);
  return { vi: list(parts.map(({ vi }) => vi)), en: list(parts.map(({ en }) => en)) };
}

export const carryingOutSentences: Sentences<CarryingOutType> = {
  ProgressReported: ({ period, percent, value, difficulties }) => {
    const [share, money, month] = [percentText(percent), amountText(value), period.split('-').reverse().join('/')];
    return told(
      `Báo cáo tiến độ tháng ${month}: ${share.vi}% khối lượng, ${money.vi}${because(difficulties)}`,
      `Progress of ${month} reported: ${share.en}% of the volume, ${money.en}${because(difficulties)}`,
    );
  },
  ContentResultReported: ({ content, year, actual, spent, shortfall }) => {
    const [done, money] = [percentText(actual), amountText(spent)];
    return told(
      `Kết quả nội dung “${content}” năm ${year}: ${done.vi}, đã chi ${money.vi}${because(shortfall)}`,
      `Result of content “${content}” in ${year}: ${done.en}, ${money.en} spent${because(shortfall)}`,
    );
  },
  InspectionHeld: ({ by, findings, demands }) => {
    const [vi, en] = demands.length === 0 ? ['', ''] : [`; yêu cầu: ${list(demands)}`, `; demands: ${list(demands)}`];
    return told(`${by} kiểm tra${because(findings)}${vi}`, `Inspected by ${by}${because(findings)}${en}`);
  },
  ForceMajeureDeclared: ({ event, explanation }) =>
    told(`Báo cáo sự kiện bất khả kháng ${event}${because(explanation)}`, `Force majeure declared, ${event}${because(explanation)}`),
  ForceMajeureConfirmed: ({ by, percent, minutesNo }) => {
    const share = percentText(percent);
    const who = by === 'department' ? { vi: 'Sở Công Thương', en: 'The department' } : { vi: 'UBND cấp xã', en: 'The commune' };
    return told(
      `${who.vi} xác nhận khối lượng ${share.vi}% khi bất khả kháng theo biên bản ${minutesNo}`,
      `${who.en} confirms ${share.en}% of the volume in force majeure by minutes ${minutesNo}`,
    );
  },
  ObstacleRaised: ({ level, cause, text }) => {
    const why = CAUSES[cause] ?? { vi: cause, en: cause };
    return told(
      `Vướng mắc ở ${LEVELS[level].vi} (${why.vi})${because(text)}`,
      `Obstacle at ${LEVELS[level].en} (${why.en})${because(text)}`,
    );
  },
  AnswerPromised: ({ obstacle, owner, promisedOn }) =>
    told(
      `${owner} nhận trả lời vướng mắc ${obstacle} trước ngày ${dayText(promisedOn)}`,
      `${owner} promises an answer to obstacle ${obstacle} by ${dayText(promisedOn)}`,
    ),
  ObstacleAnswered: ({ obstacle, answer, resolved }) =>
    resolved
      ? told(`Đã tháo gỡ vướng mắc ${obstacle}${because(answer)}`, `Obstacle ${obstacle} resolved${because(answer)}`)
      : told(
          `Trả lời vướng mắc ${obstacle}, chưa tháo gỡ${because(answer)}`,
          `Obstacle ${obstacle} answered, not resolved${because(answer)}`,
        ),
  AdjustmentRequested: ({ kinds, change, reason }) => {
    const [about, to] = [kindsText(kinds), changeText(change)];
    return told(
      `Đề nghị điều chỉnh ${about.vi} thành: ${to.vi}${because(reason)}`,
      `Adjustment of ${about.en} requested to: ${to.en}${because(reason)}`,
      change.support ?? null,
    );
  },
  AdjustmentConfirmed: ({ visitedOn, opinion }) =>
    told(
      `Sở Công Thương kiểm tra thực tế ngày ${dayText(visitedOn)} và cho ý kiến về điều chỉnh${because(opinion)}`,
      `The department visited on ${dayText(visitedOn)} and gave its opinion on the adjustment${because(opinion)}`,
    ),
  AdjustmentDecided: ({ kinds, approved, decisionNo, reason, reopens }) => {
    const about = kindsText(kinds);
    if (!approved)
      return told(
        `Không chấp thuận điều chỉnh ${about.vi} theo văn bản ${decisionNo}${because(reason)}`,
        `Adjustment of ${about.en} refused by ${decisionNo}${because(reason)}`,
      );
    const again = reopens.map((criterion) =>
      criterion in CRITERIA ? CRITERIA[criterion as keyof typeof CRITERIA] : { vi: criterion, en: criterion },
    );
    const [vi, en] =
      again.length === 0
        ? ['', '']
        : [`; thẩm định lại ${list(again.map((one) => one.vi))}`, `; to be appraised again: ${list(again.map((one) => one.en))}`];
    return told(
      `Chấp thuận điều chỉnh ${about.vi} theo văn bản ${decisionNo}${because(reason)}${vi}`,
      `Adjustment of ${about.en} approved by ${decisionNo}${because(reason)}${en}`,
    );
  },
  ProjectStopped: ({ reason, decisionNo }) => {
    const [vi, en] = decisionNo === null ? ['', ''] : [` theo Quyết định ${decisionNo}`, ` by decision ${decisionNo}`];
    return told(`Dừng đề án${vi}${because(reason)}`, `Project stopped${en}${because(reason)}`);
  },
};
