/** The rule book once activations have taken effect. */
import type { ProvinceRef } from '#reference/province-ref';
import { addDays, days } from '../calendar-date.ts';
import type { RuleBook } from '../context.ts';
import { type AnyRow, RULE_LIST_NAMES } from './rule-lists.ts';
import { type ActivatedRow, type RuleListName, scopeOf } from './rulebook.events.ts';

/** What an activation does to the rows that were there. */
export interface Override {
  /** Whose rows it ends; null: everybody's. */
  readonly province: ProvinceRef | null;
  readonly from: string;
  readonly rows: readonly ActivatedRow[];
  readonly replaces: readonly string[];
}

type Lists = Record<RuleListName, readonly AnyRow[]>;

/**
 * The base rows as activations have changed them, in the order given: a replaced row ends the day before, so that what was decided under it
 * stays decided under it; one that had not begun is gone.
 */
export function ruleBookWith(base: RuleBook, ...overrides: readonly Override[]): RuleBook {
  if (overrides.length === 0) return base;
  const lists = { ...base } as unknown as Lists;
  for (const { province, from, rows, replaces } of overrides) {
    const scope = scopeOf(province);
    const ended = new Set(replaces);
    const ends = (row: AnyRow): boolean => ended.has(row.id) && scopeOf(row.province ?? null) === scope;
    for (const list of RULE_LIST_NAMES) {
      if (lists[list].some(ends)) lists[list] = lists[list].flatMap((row) => (ends(row) ? until(row, from) : row));
      const added = rows.filter((row) => row.list === list).map(({ row }) => row);
      if (added.length > 0) lists[list] = [...lists[list], ...added];
    }
  }
  return lists as unknown as RuleBook;
}

function until(row: AnyRow, from: string): readonly AnyRow[] {
  if (row.from >= from) return [];
  const last = addDays(from, days(-1));
  return [row.to !== null && row.to <= last ? row : { ...row, to: last }];
}
