import type { CellProblem, FileProblem, LogProblem, Problem, RowProblem } from './problem.ts';

export type FaultFacts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
type Sentence = (facts: FaultFacts) => { readonly vi: string; readonly en: string };

const VALUE_CHARS_MAX = 60;

/** A cell's value between quotes, short and without characters that a terminal would obey. */
function quoted(value: FaultFacts[string] | undefined): string {
  const text = Array.isArray(value) ? value.join(', ') : String(value ?? '');
  const short = text.length > VALUE_CHARS_MAX ? `${text.slice(0, VALUE_CHARS_MAX)}…` : text;
  return `“${short.replace(/[\p{Cc}\p{Cf}]/gu, (char) => `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`)}”`;
}

const vnd = (value: FaultFacts[string] | undefined): string =>
  typeof value === 'number' ? `${String(value).replace(/\B(?=(\d{3})+$)/g, '.')} đồng` : quoted(value);

const over =
  (vi: string, en: string): Sentence =>
  (facts) => ({
    vi: `${vnd(facts['amount'])} vượt ${vi} (${vnd(facts['most'])})`,
    en: `${vnd(facts['amount'])} is over ${en} (${vnd(facts['most'])})`,
  });

/** One line for each class; a new class does not compile until it is answered here. */
const known: Readonly<Record<FileProblem | CellProblem | RowProblem | LogProblem, Sentence>> = {
  encoding: () => ({ vi: 'Tệp không phải UTF-8 hợp lệ', en: 'The file is not valid UTF-8' }),
  csv: (f) => ({ vi: `Không đọc được CSV theo RFC 4180: ${f['why']}`, en: `Not CSV by RFC 4180: ${f['why']}` }),
  'empty-file': () => ({ vi: 'Tệp không có dòng tiêu đề', en: 'The file has no header' }),
  'missing-column': (f) => ({ vi: `Thiếu cột ${f['name']}`, en: `Column ${f['name']} is missing` }),
  'duplicate-column': (f) => ({ vi: `Cột ${f['name']} có hai lần`, en: `Column ${f['name']} is there twice` }),
  'ragged-row': (f) => ({
    vi: `Dòng có ${f['cells']} ô, tiêu đề có ${f['columns']} cột`,
    en: `${f['cells']} cells under ${f['columns']} columns`,
  }),
  missing: () => ({ vi: 'để trống trong khi bước này đã có', en: 'is empty though its stage was reached' }),
  'control-char': () => ({ vi: 'có ký tự điều khiển hoặc ký tự ẩn', en: 'holds a control or invisible character' }),
  'too-long': (f) => ({ vi: `dài ${f['length']} ký tự, tối đa ${f['max']}`, en: `${f['length']} characters, at most ${f['max']}` }),
  'code-format': (f) => ({
    vi: `${quoted(f['value'])} không theo dạng nguồn-năm-tỉnh-số thứ tự`,
    en: `${quoted(f['value'])} is not source-year-province-sequence`,
  }),
  'unknown-source': (f) => ({ vi: `${quoted(f['value'])} không phải KCQG hay KCDP`, en: `${quoted(f['value'])} is neither KCQG nor KCDP` }),
  'unknown-province': (f) => ({
    vi: `không có tỉnh mã ${quoted(f['value'])} trong danh mục 63 tỉnh`,
    en: `no province ${quoted(f['value'])} among the 63`,
  }),
  'unknown-content': (f) => ({ vi: `không có nội dung ${quoted(f['value'])}`, en: `no content ${quoted(f['value'])}` }),
  'plan-year': (f) => ({ vi: `${quoted(f['value'])} không phải năm bốn chữ số`, en: `${quoted(f['value'])} is not a year of four digits` }),
  'date-format': (f) => ({ vi: `${quoted(f['value'])} không theo dạng NNNN-TT-NN`, en: `${quoted(f['value'])} is not YYYY-MM-DD` }),
  date: (f) => ({ vi: `không có ngày ${quoted(f['value'])}`, en: `there is no day ${quoted(f['value'])}` }),
  amount: (f) => ({
    vi: `${quoted(f['value'])} không phải số đồng nguyên dương, chỉ gồm 1–15 chữ số`,
    en: `${quoted(f['value'])} is not a positive whole number of đồng in 1–15 digits`,
  }),
  result: (f) => ({
    vi: `${quoted(f['value'])} không phải pass, pass_reduced hay fail`,
    en: `${quoted(f['value'])} is not pass, pass_reduced or fail`,
  }),
  output: (f) => ({ vi: `${quoted(f['value'])} không phải số lượng nguyên`, en: `${quoted(f['value'])} is not a whole quantity` }),
  'tax-code': (f) => ({
    vi: `${quoted(f['value'])} không phải mã số thuế 10 số, 13 số hay 10-3`,
    en: `${quoted(f['value'])} is not a tax code of 10, 13 or 10-3 digits`,
  }),
  'code-mismatch': (f) => ({
    vi: `${quoted(f['value'])} không khớp với ${quoted(f['columns'])} của dòng`,
    en: `${quoted(f['value'])} does not agree with the row's ${quoted(f['columns'])}`,
  }),
  'duplicate-code': (f) => ({
    vi: `${quoted(f['value'])} đã có ở dòng ${f['first']}`,
    en: `${quoted(f['value'])} is already in row ${f['first']}`,
  }),
  'missing-stage': (f) => ({ vi: `thiếu ngày mà bước sau (${f['later']}) đòi hỏi`, en: `a later stage (${f['later']}) needs this date` }),
  'after-end': (f) => ({
    vi: `đề án đã kết thúc ở ${f['end']} nhưng còn bước này`,
    en: `the project ended at ${f['end']}, yet this stage is filled`,
  }),
  'date-order': (f) => ({
    vi: `${f['date']} trước ${f['earlier']} (${f['earlierDate']})`,
    en: `${f['date']} is before ${f['earlier']} (${f['earlierDate']})`,
  }),
  'in-the-future': (f) => ({
    vi: `${f['date']} sau ngày nhập (${f['today']})`,
    en: `${f['date']} is after the day of import (${f['today']})`,
  }),
  counterpart: (f) => ({
    vi: `phải bằng tổng kinh phí trừ hỗ trợ: ${vnd(f['rest'])}`,
    en: `must be total cost less support: ${vnd(f['rest'])}`,
  }),
  'base-over-requested': over('kinh phí đề nghị', 'the amount requested'),
  'final-over-base': over('kinh phí thẩm định cấp cơ sở', 'the base appraisal'),
  'approved-over-final': over('kinh phí thẩm định cuối', 'the final appraisal'),
  'accepted-over-approved': over('kinh phí được duyệt', 'the approved amount'),
  'settled-over-accepted': over('kinh phí nghiệm thu', 'the accepted amount'),
  'recovered-over-advanced': over('số đã tạm ứng', 'what was advanced'),
  'advance-over-approved': over('kinh phí được duyệt', 'the approved amount'),
  'advance-cap': (f) => ({
    vi: `${vnd(f['advanced'])} vượt ${f['percent']} % kinh phí được duyệt (${vnd(f['approved'])})`,
    en: `${vnd(f['advanced'])} is over ${f['percent']} % of the approved ${vnd(f['approved'])}`,
  }),
  ceiling: (f) => ({
    vi: `${vnd(f['amount'])} vượt mức hỗ trợ tối đa ${vnd(f['most'])} của ${f['content']} ngày ${f['day']}`,
    en: `${vnd(f['amount'])} is over the ceiling of ${vnd(f['most'])} for ${f['content']} on ${f['day']}`,
  }),
  'plan-conflict': (f) => ({
    vi: `kế hoạch đã ghi quyết định ${quoted(f['decisionNo'])}, ${vnd(f['amount'])}`,
    en: `the plan already holds decision ${quoted(f['decisionNo'])}, ${vnd(f['amount'])}`,
  }),
  'contract-conflict': (f) => ({
    vi: `hợp đồng ${quoted(f['contractNo'])} đã ghi ${quoted(f['recorded'])}, dòng này ghi ${quoted(f['given'])}`,
    en: `contract ${quoted(f['contractNo'])} has ${quoted(f['recorded'])}, this row ${quoted(f['given'])}`,
  }),
  'differs-from-log': (f) => ({
    vi: `khác với số liệu đã ghi: ${quoted(f['recorded'])}, dòng này ${quoted(f['given'])}`,
    en: `differs from what is recorded: ${quoted(f['recorded'])}, this row ${quoted(f['given'])}`,
  }),
};

/** A problem in one Vietnamese and one English sentence, without the column's name. */
export function sentences(problem: Problem, facts: FaultFacts): { readonly vi: string; readonly en: string } {
  if (problem in known) return known[problem as keyof typeof known](facts);
  const shown = Object.entries(facts)
    .map(([name, value]) => `${name} ${quoted(value)}`)
    .join(', ');
  return { vi: `quy tắc từ chối (${problem}): ${shown}`, en: `refused by the rules (${problem}): ${shown}` };
}
