/** A file of rules to try or to activate: one JSON object, as docs/how-to/change-the-rules.md describes it. */
import type { ActivateRules, GivenRow } from '#lifecycle/rulebook/rulebook.decider';
import type { ProvinceRef } from '#reference/province-ref';

/** What a file asks for; who asks and when, the run says. */
export type RuleFile = Pick<ActivateRules, 'province' | 'from' | 'legalBasis' | 'rows' | 'replaces'>;

/** The text is no rule file; `where` is a JSON Pointer. */
export class BadRuleFile extends Error {
  constructor(
    readonly where: string,
    readonly why: { readonly vi: string; readonly en: string },
  ) {
    super(`${where === '' ? 'the file' : where}: ${why.en}`);
    this.name = 'BadRuleFile';
  }
}

type Fields = Readonly<Record<string, unknown>>;

const FIELDS = ['province', 'from', 'legalBasis', 'rows', 'replaces'];

/** @throws BadRuleFile it is not JSON, or not of this shape; the rows themselves are judged by the rulebook */
export function readRuleFile(text: string): RuleFile {
  const file = fieldsOf(parsed(text), '');
  const stray = Object.keys(file).find((name) => !FIELDS.includes(name));
  if (stray !== undefined) throw new BadRuleFile(`/${stray}`, { vi: 'mục không có', en: 'no such field' });
  const basis = fieldsOf(file['legalBasis'], '/legalBasis');
  return {
    province: provinceOf(file['province'] ?? null),
    from: textOf(file['from'], '/from'),
    legalBasis: {
      instrument: textOf(basis['instrument'], '/legalBasis/instrument'),
      article: textOf(basis['article'], '/legalBasis/article'),
      decidedOn: textOf(basis['decidedOn'], '/legalBasis/decidedOn'),
    },
    rows: listOf(file['rows'] ?? [], '/rows').map(rowOf),
    replaces: listOf(file['replaces'] ?? [], '/replaces').map((id, index) => textOf(id, `/replaces/${index}`)),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const { message } = error as SyntaxError;
    throw new BadRuleFile('', { vi: `không phải JSON: ${message}`, en: `not JSON: ${message}` });
  }
}

function provinceOf(value: unknown): ProvinceRef | null {
  if (value === null) return null;
  const { set, code } = fieldsOf(value, '/province');
  if (set !== 'vn63' && set !== 'vn34') throw new BadRuleFile('/province/set', { vi: 'vn63 hoặc vn34', en: 'vn63 or vn34' });
  return { set, code: textOf(code, '/province/code') };
}

function rowOf(value: unknown, index: number): GivenRow {
  const where = `/rows/${index}`;
  const { list, row } = fieldsOf(value, where);
  const fields = fieldsOf(row, `${where}/row`);
  return { list: textOf(list, `${where}/list`), row: { ...fields, id: textOf(fields['id'], `${where}/row/id`) } };
}

function fieldsOf(value: unknown, where: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadRuleFile(where, { vi: 'phải là một đối tượng', en: 'must be an object' });
  return value as Fields;
}

function listOf(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new BadRuleFile(where, { vi: 'phải là một danh sách', en: 'must be a list' });
  return value;
}

function textOf(value: unknown, where: string): string {
  if (typeof value !== 'string') throw new BadRuleFile(where, { vi: 'phải là một chuỗi', en: 'must be a string' });
  return value;
}
