import { type Facts, Refusal } from '#lifecycle/refusal';
import type { ChangedRule, ListedRule } from '#lifecycle/rulebook/compare-rules';
import { citation, legalBasisText } from '#reference/rules/legal-basis';
import { EXIT, Failure } from './exit.ts';
import type { Terminal } from './terminal.ts';

const FRAME = new Set(['id', 'from', 'to', 'instrument', 'article', 'status', 'note', 'vi', 'en']);

/** One rule in one line: what it says, then the text that it stands on. */
export function ruleText({ list, rule }: ListedRule, terminal: Terminal): string {
  const says = Object.entries(rule).flatMap(([field, value]) =>
    FRAME.has(field) || value === null ? [] : [`${field} ${JSON.stringify(value)}`],
  );
  const doubt = rule.status === 'verified' ? '' : terminal.say({ vi: ' · chưa đối chiếu', en: ' · unverified' });
  return `${list} ${rule.id}: ${says.join(', ')} [${legalBasisText(rule, terminal.language)}${doubt}]`;
}

export function changedText({ list, before, after, fields }: ChangedRule, terminal: Terminal): string {
  const what = fields
    .filter(({ field }) => !FRAME.has(field))
    .map(({ field, before: was, after: is }) => `${field} ${JSON.stringify(was)} → ${JSON.stringify(is)}`);
  const says = what.length === 0 ? terminal.say({ vi: 'chỉ đổi căn cứ', en: 'the legal basis alone' }) : what.join(', ');
  return `${list} ${before.id} → ${after.id}: ${says} [${legalBasisText(after, terminal.language)}]`;
}

/** What a refusal of the rulebook means to the one who prepared the file. */
const SAID: Readonly<Record<string, { readonly vi: string; readonly en: string }>> = {
  'rule-row': { vi: 'dòng quy định không hợp lệ hoặc trùng hiệu lực', en: 'a rule row is not in order or overlaps another' },
  'not-own-rule': { vi: 'không thuộc phạm vi tỉnh được quy định', en: 'a province does not set this' },
  'rules-in-use': { vi: 'đợt áp dụng sau đã thay các dòng này', en: 'a later activation builds on these rows' },
  'unknown-name': { vi: 'không có tên này', en: 'there is no such name' },
  'named-twice': { vi: 'mã dòng đã có', en: 'the row id is taken' },
  'date-order': { vi: 'ngày không đúng thứ tự', en: 'the dates are out of order' },
  'in-the-future': { vi: 'ngày ở tương lai', en: 'the day lies in the future' },
  blank: { vi: 'còn mục để trống', en: 'something is left empty' },
};

/** A refusal as one line and exit 2; anything else goes on as it is. */
export function refusedFile(error: unknown): unknown {
  if (!(error instanceof Refusal)) return error;
  const { code, facts, refusedBy } = error;
  const { vi, en } = SAID[code] ?? { vi: 'bị từ chối', en: 'refused' };
  const law = (language: 'vi' | 'en'): string => (refusedBy === undefined ? '' : ` [${citation(refusedBy.legalBasis, language)}]`);
  return new Failure(
    { vi: `${vi} (${code}): ${factsText(facts)}${law('vi')}`, en: `${en} (${code}): ${factsText(facts)}${law('en')}` },
    EXIT.refused,
  );
}

const factsText = (facts: Facts): string =>
  Object.entries(facts)
    .map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(', ') : String(value)}`)
    .join(' · ');
