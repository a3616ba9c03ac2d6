/** What changed in the rules between two days. */
import type { ProvinceRef, Source } from '#reference/province-ref';
import { inForce, type Rule } from '#reference/rules/rule';
import type { RuleBook } from '../context.ts';
import { type AnyRow, keyOf, RULE_LIST_NAMES } from './rule-lists.ts';
import type { RuleListName } from './rulebook.events.ts';

export interface RuleFilter {
  readonly list?: RuleListName;
  /** Rows that name the content; rows for every content belong to each. */
  readonly content?: string;
  readonly source?: Source;
  /** A province's own rows beside everybody's; absent: everybody's alone. */
  readonly province?: ProvinceRef;
}

export interface ListedRule {
  readonly list: RuleListName;
  readonly rule: Rule;
}

export interface ChangedRule {
  readonly list: RuleListName;
  readonly before: Rule;
  readonly after: Rule;
  readonly fields: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
}

export interface RuleComparison {
  readonly dayA: string;
  readonly dayB: string;
  readonly added: readonly ListedRule[];
  readonly removed: readonly ListedRule[];
  readonly changed: readonly ChangedRule[];
}

/** Rows that a filter lets through, in the order of the book. */
export const listRules = (rules: RuleBook, filter: RuleFilter, day: string | null = null): readonly ListedRule[] =>
  RULE_LIST_NAMES.filter((list) => filter.list === undefined || filter.list === list).flatMap((list) =>
    (rules[list] as unknown as readonly AnyRow[])
      .filter((row) => passes(row, filter) && (day === null || inForce(row, day)))
      .map((rule) => ({ list, rule })),
  );

function passes(row: AnyRow, { content, source, province }: RuleFilter): boolean {
  if (row.province !== undefined && (row.province.set !== province?.set || row.province.code !== province.code)) return false;
  const of = row['province'] === undefined ? row['source'] : 'KCDP';
  if (source !== undefined && typeof of === 'string' && of !== source) return false;
  if (content === undefined) return true;
  const named: unknown = row['content'] ?? row['contents'] ?? null;
  return named === null || named === content || (Array.isArray(named) && named.includes(content));
}

/** Fields that say which row it is and not what it says. */
const NAMES = new Set(['id', 'from', 'to', 'note', 'province']);

/** The rows in force on two days, told apart by what they speak of: new ones, gone ones, and those that now say something else. */
export function compareRules(rules: RuleBook, dayA: string, dayB: string, filter: RuleFilter = {}): RuleComparison {
  const byKey = (day: string): ReadonlyMap<string, ListedRule> =>
    new Map(listRules(rules, filter, day).map((one) => [keyOf(one.list, one.rule), one]));
  const [before, after] = [byKey(dayA), byKey(dayB)];
  const changed = [...before].flatMap(([key, { list, rule }]) => {
    const now = after.get(key);
    const fields = now === undefined ? [] : differences(rule as AnyRow, now.rule as AnyRow);
    return now === undefined || fields.length === 0 ? [] : [{ list, before: rule, after: now.rule, fields }];
  });
  return {
    dayA,
    dayB,
    added: [...after].flatMap(([key, one]) => (before.has(key) ? [] : [one])),
    removed: [...before].flatMap(([key, one]) => (after.has(key) ? [] : [one])),
    changed,
  };
}

function differences(before: AnyRow, after: AnyRow): ChangedRule['fields'] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((field) => !NAMES.has(field));
  return fields
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }));
}
