/** What is wrong with rows before they may be activated. */
import type { ProvinceRef } from '#reference/province-ref';
import { isDate } from '../calendar-date.ts';
import type { RuleBook } from '../context.ts';
import { Refusal, type RefusedBy } from '../refusal.ts';
import { type AnyRow, isRuleList, RULE_LISTS, RULE_LIST_NAMES, sameSubject } from './rule-lists.ts';
import { type ActivatedRow, scopeOf } from './rulebook.events.ts';

const FRAME = new Set(['id', 'from', 'to', 'instrument', 'article', 'status', 'note', 'province']);
const ID = /^[a-z0-9][a-zđ0-9.-]{2,79}$/;

export const MONEY_OF_PROVINCES: RefusedBy = {
  rule: 'own-money-rules',
  legalBasis: 'TTLT 26/2014/TTLT-BTC-BCT, art. 6(3)',
  status: 'verified',
};
export const PROCESS_OF_PROVINCES: RefusedBy = {
  rule: 'own-process-rules',
  legalBasis: 'TT 46/2012/TT-BCT, art. 8(3)b',
  status: 'verified',
};

/** @throws Refusal `rule-row`: an unknown list, a field that is missing, unknown or out of its bounds */
export function refuseRow({ list, row }: { readonly list: string; readonly row: AnyRow }, index: number): void {
  const fault = (field: string): never => {
    throw new Refusal('rule-row', { row: index + 1, list, id: row.id, field, given: shown(row[field]) });
  };
  if (!isRuleList(list)) throw new Refusal('unknown-name', { field: `rows/${index}/list`, given: list, known: RULE_LIST_NAMES });
  const { required, optional = {}, fixed } = RULE_LISTS[list];
  if (fixed === true) throw new Refusal('unknown-name', { field: `rows/${index}/list`, given: list, known: RULE_LIST_NAMES });
  if (!isText(row.id) || !ID.test(row.id)) fault('id');
  if (!isText(row.from) || !isDate(row.from)) fault('from');
  if (row.to !== null && (!isText(row.to) || !isDate(row.to) || row.to < row.from)) fault('to');
  for (const field of ['instrument', 'article'] as const) if (!isText(row[field])) fault(field);
  if (row.status !== 'verified' && row.status !== 'unverified') fault('status');
  if (row.note !== undefined && typeof row.note !== 'string') fault('note');
  for (const [field, check] of Object.entries(required)) if (!check(row[field], row)) fault(field);
  for (const [field, check] of Object.entries(optional)) if (row[field] !== undefined && !check(row[field], row)) fault(field);
  const stray = Object.keys(row).find((field) => !FRAME.has(field) && !Object.hasOwn(required, field) && !Object.hasOwn(optional, field));
  if (stray !== undefined) fault(stray);
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

const shown = (value: unknown): string => (value === undefined ? '' : (JSON.stringify(value) ?? '').slice(0, 200));

/**
 * A province sets what is its own to set, for its KCDP alone.
 * @throws Refusal `not-own-rule` with the text that says how far it goes
 */
export function refuseForeignRow({ list, row }: ActivatedRow, province: ProvinceRef): void {
  const { own } = RULE_LISTS[list];
  const national = own === undefined || row['source'] === 'KCQG' || ('source' in row && row['source'] === null);
  if (national)
    throw new Refusal(
      'not-own-rule',
      { list, id: row.id, province: scopeOf(province) },
      own === 'money' ? MONEY_OF_PROVINCES : PROCESS_OF_PROVINCES,
    );
}

/** Of rows that speak of the same thing one at most is in force on a day. @throws Refusal `rule-row` naming both */
export function refuseOverlap(rules: RuleBook, rows: readonly ActivatedRow[]): void {
  for (const [index, { list, row }] of rows.entries()) {
    const other = rules[list].find((one) => one.id !== row.id && sameSubject(list, one, row) && overlap(one, row));
    if (other !== undefined)
      throw new Refusal('rule-row', { row: index + 1, list, id: row.id, field: 'from', given: row.from, overlaps: other.id });
  }
}

type Window = { readonly from: string; readonly to: string | null };
const overlap = (a: Window, b: Window): boolean => (b.to === null || a.from <= b.to) && (a.to === null || b.from <= a.to);
