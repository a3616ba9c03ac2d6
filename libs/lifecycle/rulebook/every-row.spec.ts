import { describe, expect, it } from '@jest/globals';
import { legalBasisText } from '#reference/rules/legal-basis';
import { addDays, days, isDate } from '../calendar-date.ts';
import { currentRules } from '../context.ts';
import { type AnyRow, keyOf, RULE_LIST_NAMES, RULE_LISTS } from './rule-lists.ts';

const all = RULE_LIST_NAMES.flatMap((list) => (currentRules[list] as unknown as readonly AnyRow[]).map((row) => ({ list, row })));
const series = Object.entries(Object.groupBy(all, ({ list, row }) => keyOf(list, row)));

describe('every rule row', () => {
  it('has a name of its own', () => expect(new Set(all.map(({ row }) => row.id)).size).toBe(all.length));
  it('has days that exist, an instrument and an article', () => {
    for (const { row } of all) {
      expect([row.id, isDate(row.from), row.to === null || (isDate(row.to) && row.to >= row.from)]).toEqual([row.id, true, true]);
      expect(`${row.id} ${row.instrument}`).not.toBe(`${row.id} `);
      if (row.id !== 'rs-0') expect(`${row.id} ${row.article}`).not.toBe(`${row.id} `);
    }
  });
  it('has the fields of its list and no other', () => {
    const frame = ['id', 'from', 'to', 'instrument', 'article', 'status', 'note'];
    for (const { list, row } of all) {
      const { required, optional = {} } = RULE_LISTS[list];
      for (const [field, check] of Object.entries(required)) expect([row.id, field, check(row[field], row)]).toEqual([row.id, field, true]);
      for (const [field, check] of Object.entries(optional))
        if (row[field] !== undefined) expect([row.id, field, check(row[field], row)]).toEqual([row.id, field, true]);
      expect(Object.keys(row).filter((name) => ![...frame, ...Object.keys(required), ...Object.keys(optional)].includes(name))).toEqual([]);
    }
  });
  it('is the only one in force on its subject, and follows the one before without a gap', () => {
    for (const [, rows = []] of series) {
      const inOrder = rows.map(({ row }) => row).toSorted((a, b) => (a.from < b.from ? -1 : 1));
      for (const [index, { id, to }] of inOrder.entries()) {
        const next = inOrder[index + 1];
        if (next !== undefined) expect([id, next.from]).toEqual([id, to === null ? 'never' : addDays(to, days(1))]);
      }
    }
  });
  it('is cited in Vietnamese without a word of English', () => {
    const texts = all.map(({ row }) => legalBasisText(row, 'vi'));
    expect(texts.filter((text) => /art\.|days|configurable|\b(cap|of|the|for)\b/.test(text))).toEqual([]);
  });
  it('an unverified row says why, unless it is a setting', () => {
    const silent = all.filter(({ row }) => row.status === 'unverified' && row.note === undefined && row.instrument !== 'Tiendo');
    expect(silent.map(({ row }) => row.id)).toEqual(['rs-0']);
  });
});
