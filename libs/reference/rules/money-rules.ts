import type { Source } from '../province-ref.ts';
import type { Rule } from './rule.ts';
import { TT28, TTLT26 } from './wordings.ts';

/** By how much a decision may raise a ceiling's cap for priority places and trades (NĐ 45/2012 art. 6(1)(2)); set per decision. */
export interface PriorityMultiplier extends Rule {
  /** 150 = 1.5 times. */
  readonly maxPercent: number;
  /** What it multiplies. The text does not say whether the rate too: the cap alone, until somebody competent answers. */
  readonly multiplies: 'cap';
}

export const priorityMultipliers: readonly PriorityMultiplier[] = [
  {
    id: 'priority-multiplier-2014',
    maxPercent: 150,
    multiplies: 'cap',
    ...TTLT26,
    article: 'art. 6(2)t',
    status: 'verified',
    note: 'That it multiplies the cap and not the rate is an assumption.',
  },
  {
    id: 'priority-multiplier-2018',
    maxPercent: 150,
    multiplies: 'cap',
    ...TT28,
    article: 'art. 8',
    status: 'unverified',
    note: 'Kept from 2014 by memory. That it multiplies the cap and not the rate is an assumption.',
  },
];

/** Chi quản lý chương trình, đề án: how much of the money may go into management. */
export interface ManagementCost extends Rule {
  readonly source: Source;
  readonly payer: 'agency' | 'implementing-unit';
  readonly percent: number;
  /** What the percentage is taken of. */
  readonly of: 'money-of-the-year' | 'estimate';
}

const management = (payer: ManagementCost['payer'], percent: number, of: ManagementCost['of']): readonly ManagementCost[] => {
  const what = { source: 'KCQG', payer, percent, of } as const;
  return [
    { id: `management-${payer}-2014`, ...what, ...TTLT26, article: 'art. 6(2)s', status: 'verified' },
    {
      id: `management-${payer}-2018`,
      ...what,
      ...TT28,
      article: 'art. 8',
      status: 'unverified',
      note: 'From memory; a higher rate for difficult areas may exist.',
    },
  ];
};

export const managementCosts: readonly ManagementCost[] = [
  ...management('agency', 1.5, 'money-of-the-year'),
  ...management('implementing-unit', 2.5, 'estimate'),
];

/** Mức chi chung: costs whose norms other circulars set; those are applied in their newest wording, so no value stands here. */
export interface GeneralCost extends Rule {
  readonly cost: string;
  readonly vi: string;
  readonly en: string;
  /** The circular that the text of 2014 names; null: the row does not say. */
  readonly norm: string | null;
}

const general = (
  letter: string,
  cost: string,
  ...[norm, vi, en]: readonly [norm: string, vi: string, en: string]
): readonly GeneralCost[] => [
  { id: `general-cost-${cost}-2014`, cost, vi, en, norm, ...TTLT26, article: `art. 6(1)${letter}`, status: 'verified' },
  {
    id: `general-cost-${cost}-2018`,
    cost,
    vi,
    en,
    norm: null,
    ...TT28,
    article: 'art. 7',
    status: 'unverified',
    note: 'The article on general costs was not read.',
  },
];

export const generalCosts: readonly GeneralCost[] = [
  ...general('a', 'teaching-material', 'TT 123/2009/TT-BTC', 'Biên soạn chương trình, giáo trình', 'Writing teaching material'),
  ...general('b', 'vocational-training', 'TTLT 112/2010/TTLT-BTC-BLĐTBXH', 'Đào tạo nghề, truyền nghề', 'Vocational training'),
  ...general('c', 'meetings', 'TT 97/2010/TT-BTC', 'Hội nghị, hội thảo, tập huấn, diễn đàn', 'Meetings, seminars, courses, forums'),
  ...general('d', 'abroad', 'TT 102/2012/TT-BTC', 'Khảo sát, hội chợ, hội thảo tại nước ngoài', 'Trips, fairs and meetings abroad'),
  ...general('đ', 'contests', 'TT 101/2009/TT-BTC', 'Các cuộc thi, cuộc vận động', 'Contests and campaigns'),
  ...general(
    'e',
    'staff-training',
    'TT 139/2010/TT-BTC',
    'Bồi dưỡng cán bộ khuyến công, khởi sự doanh nghiệp',
    'Training of staff and of founders',
  ),
  ...general('g', 'information-technology', 'TTLT 19/2012/TTLT-BTC-BKHĐT-BTTTT', 'Ứng dụng công nghệ thông tin', 'Information technology'),
  ...general('h', 'cleaner-production', 'TTLT 221/2012/TTLT-BTC-BCT', 'Mô hình thí điểm sản xuất sạch hơn', 'Cleaner-production pilots'),
];

/** Conditions of every support, and limits on how often it is given. */
export interface SupportCondition extends Rule {
  readonly condition: 'content-and-trade' | 'approved' | 'own-money' | 'no-double-support' | 'fairs-abroad';
  readonly vi: string;
  readonly en: string;
  /** Times a year for one establishment. */
  readonly timesPerYear?: number;
}

const condition = (clause: number, name: SupportCondition['condition'], vi: string, en: string): readonly SupportCondition[] => [
  { id: `condition-${name}-2014`, condition: name, vi, en, ...TTLT26, article: `art. 7(${clause})`, status: 'verified' },
  {
    id: `condition-${name}-2018`,
    condition: name,
    vi,
    en,
    ...TT28,
    article: 'conditions of support',
    status: 'unverified',
    note: 'Kept from 2014 by memory.',
  },
];

export const supportConditions: readonly SupportCondition[] = [
  ...condition(1, 'content-and-trade', 'Nội dung, ngành nghề phù hợp', 'The content and the trade are eligible'),
  ...condition(2, 'approved', 'Được cơ quan có thẩm quyền phê duyệt', 'The competent body approved it'),
  ...condition(3, 'own-money', 'Đã đầu tư hoặc cam kết đầu tư đủ phần còn lại', 'All the rest is invested or committed'),
  ...condition(4, 'no-double-support', 'Chưa được Nhà nước hỗ trợ cho cùng nội dung chi', 'No other state support pays the same item'),
  {
    id: 'condition-fairs-abroad',
    condition: 'fairs-abroad',
    vi: 'Mỗi cơ sở được hỗ trợ tham dự hội chợ, hội thảo ở nước ngoài không quá 2 lần/năm',
    en: 'Support for fairs and meetings abroad at most twice a year for an establishment',
    timesPerYear: 2,
    from: '2013-02-10',
    to: null,
    instrument: 'TT 46/2012/TT-BCT',
    article: 'art. 4(1)b',
    status: 'verified',
    note: 'TT 20/2017, which amends the circular, was not read.',
  },
];
