import type { MessageItem } from '../channel.ts';
import { dayText, moneyText } from './due-words.ts';
import { type Language, oneLine } from './plain-text.ts';

const WORDS = {
  vi: {
    money: 'Số tiền đang chờ',
    holder: 'Bên phải xử lý',
    basis: 'Căn cứ',
    unverified: 'chưa kiểm chứng',
    moved: 'Hạn đã dời từ',
    expected: (days: string) => `Ngày nghỉ dự kiến, chưa công bố: ${days}; hạn còn có thể dời`,
  },
  en: {
    money: 'Money waiting',
    holder: 'Who must act',
    basis: 'Legal basis',
    unverified: 'unverified',
    moved: 'Moved from',
    expected: (days: string) => `Days expected to be off, not announced yet: ${days}; the date may still move`,
  },
};

export type Detailed = Pick<MessageItem, 'vnd' | 'holder' | 'legalBasis' | 'ruleStatus' | 'movedFrom' | 'expected'>;

/** What stands beside an obligation: who must act, the money, the text it rests on, and what moved or may move its day. */
export function detailsOf({ vnd, holder, legalBasis, ruleStatus, movedFrom, expected }: Detailed, language: Language): readonly string[] {
  const words = WORDS[language];
  const mark = ruleStatus === 'verified' ? '' : ` (${words.unverified})`;
  const days = expected.map((one) => dayText(oneLine(one))).join(', ');
  return [
    `${words.holder}: ${oneLine(holder[language])}`,
    ...(vnd === null ? [] : [`${words.money}: ${moneyText(vnd, language)}`]),
    `${words.basis}: ${oneLine(legalBasis)}${mark}`,
    ...(movedFrom === null ? [] : [`${words.moved} ${dayText(oneLine(movedFrom.due))}: ${oneLine(movedFrom.why)}`]),
    ...(days === '' ? [] : [words.expected(days)]),
  ];
}
