/** How a rule's text is cited for people: `art. 18(1)a` of `TT 36/2013/TT-BCT` as an officer would write it. */
import { legalBasisOf, type Rule } from './rule.ts';

type Cited = Pick<Rule, 'instrument' | 'article'>;

const KINDS: readonly (readonly [short: string, long: string])[] = [
  ['TTLT', 'Thông tư liên tịch'],
  ['TT', 'Thông tư'],
  ['NĐ', 'Nghị định'],
  ['NQ', 'Nghị quyết'],
  ['QĐ', 'Quyết định'],
];

/** What stands in place of an article where none was read, or where the rule is a setting. */
const PHRASES: Readonly<Record<string, string>> = {
  'entry into force': 'hiệu lực thi hành',
  'cap on advances': 'mức tạm ứng tối đa',
  'conditions of support': 'điều kiện hỗ trợ',
  'vouchers for settlement': 'chứng từ thanh, quyết toán',
  'eligible trades': 'ngành nghề được hưởng chính sách',
  preference: 'nguyên tắc ưu tiên',
  'approval of the programme': 'thẩm quyền phê duyệt chương trình',
};

/** Settings of Tiendo itself. */
const SETTINGS: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [/^configurable: (\d+) days$/, (days) => `thiết lập: ${days} ngày`],
  [/^configurable: (\d+) working days$/, (days) => `thiết lập: ${days} ngày làm việc`],
  [/^configurable: end of the contract$/, () => 'thiết lập: hết thời hạn hợp đồng'],
  [/^configurable: pauses$/, () => 'thiết lập: tạm dừng thời hạn'],
  [/^configurable: reminders$/, () => 'thiết lập: lịch nhắc việc'],
  [/^configurable: contract \+ (\d+) days$/, (days) => `thiết lập: ký hợp đồng + ${days} ngày`],
  [/^configurable: acceptance \+ (\d+) days$/, (days) => `thiết lập: nghiệm thu + ${days} ngày`],
  [/^configurable: more than half of the members$/, () => 'thiết lập: quá nửa số thành viên'],
  [/^configurable: segregation of duties$/, () => 'thiết lập: phân tách nhiệm vụ'],
];

const ARTICLE = /^art\. (\d+)((?:\(\d+\))*)([a-zđ]?)$/;
/** A clause or article without its head: `3(3)` of `art. 22(2), 23(3)a`. */
const HEADLESS = /^\d/;

/**
 * Where a rule stands, for people: "khoản 1 Điều 18 Thông tư 36/2013/TT-BCT" or "TT 36/2013/TT-BCT, art. 18(1)". What cannot be
 * parsed (a province's own wording) is given as it is.
 */
export function legalBasisText({ instrument, article }: Cited, language: 'vi' | 'en'): string {
  if (article === '') return language === 'en' ? instrument : inVietnamese(instrument);
  return language === 'en' ? legalBasisOf({ instrument, article } as Rule) : vietnamese({ instrument, article });
}

/** What `legalBasisOf` made one text of, for people; a text that is nothing of the kind is given as it is. */
export function citation(legalBasis: string, language: 'vi' | 'en'): string {
  const [, instrument = '', article = ''] = ONE_TEXT.exec(legalBasis) ?? [];
  return instrument === '' ? legalBasis : legalBasisText({ instrument, article }, language);
}

const words = new Map<string, { readonly vi: string; readonly en: string }>();

/** `citation` in both languages. There are no more texts than rows of rules, so each is made once. */
export function inBoth(legalBasis: string): { readonly vi: string; readonly en: string } {
  let both = words.get(legalBasis);
  if (both === undefined) words.set(legalBasis, (both = { vi: citation(legalBasis, 'vi'), en: citation(legalBasis, 'en') }));
  return both;
}

const ONE_TEXT = new RegExp(`^(Tiendo|.*?), (art\\. .*|configurable: .*|${Object.keys(PHRASES).join('|')})$`);

function vietnamese({ instrument, article }: Cited): string {
  if (instrument === 'Tiendo') return `${setting(article)} (Tiendo)`;
  const [first = '', ...others] = article.split('; ');
  return [`${articles(first)} ${inVietnamese(instrument)}`, ...others.map(elsewhere)].join('; ');
}

/** "NĐ 45/2012/NĐ-CP art. 6(2)b": another instrument that the row rests on too. */
function elsewhere(text: string): string {
  const at = text.indexOf(' art. ');
  return at < 0 ? text : `${articles(text.slice(at + 1))} ${inVietnamese(text.slice(0, at))}`;
}

const setting = (article: string): string => {
  for (const [pattern, say] of SETTINGS) {
    const found = pattern.exec(article);
    if (found !== null) return say(...found.slice(1));
  }
  return article;
};

function articles(text: string): string {
  const phrase = PHRASES[text];
  if (phrase !== undefined) return phrase;
  return text
    .split(', ')
    .map((one) => single(HEADLESS.test(one) ? `art. ${one}` : one))
    .join(', ');
}

/** `art. 8(1)(2)`: two clauses of one article; `art. 18(1)a`: a point of a clause. */
function single(text: string): string {
  const [, article, clauses = '', point = ''] = ARTICLE.exec(text) ?? [];
  if (article === undefined) return text;
  const numbers = [...clauses.matchAll(/\d+/g)].map(([number]) => number);
  const of = numbers.length === 0 ? '' : `khoản ${numbers.join(', ')} `;
  return `${point === '' ? '' : `điểm ${point} `}${of}Điều ${article}`;
}

/** "TT 36/2013/TT-BCT, TT 17/2018/TT-BCT": the second amends the first. */
function inVietnamese(instrument: string): string {
  const [first = '', ...amending] = instrument.split(', ').map(named);
  return amending.length === 0 ? first : `${first} (sửa đổi, bổ sung bởi ${amending.join(', ')})`;
}

function named(instrument: string): string {
  const kind = KINDS.find(([short]) => instrument.startsWith(`${short} `));
  return kind === undefined ? instrument : instrument.replace(kind[0], kind[1]);
}
