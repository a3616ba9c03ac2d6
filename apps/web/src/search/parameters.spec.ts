import { describe, expect, it } from '@jest/globals';
import {
  boardSearch,
  compareSearch,
  delayedSearch,
  isRange,
  parseSearch,
  projectsSearch,
  recordSearch,
  stringifySearch,
} from './parameters.ts';

describe('an address', () => {
  it('keeps every filter through writing and reading', () => {
    const search = {
      asOf: '2022-09-30',
      knownAt: undefined,
      year: 2022,
      region: 'north',
      source: 'KCQG',
      set: 'vn34',
      content: 'ND3b',
      sort: '-plan',
      explain: 'board.rows.38.percent',
    };
    expect(boardSearch(parseSearch(stringifySearch(search)))).toEqual(search);
  });

  it('drops what it cannot read instead of failing', () => {
    expect(boardSearch(parseSearch('?asOf=2022-13-01&year=abc&region=moon&set=vn63'))).toEqual({});
    expect(delayedSearch(parseSearch('?province=38&state=lost'))).toEqual({});
    expect(projectsSearch(parseSearch('?q=%20%20&late=false'))).toEqual({});
  });

  it('keeps both days of a comparison', () => {
    const search = { from: '2022-06-30', to: '2022-06-30', knownAtFrom: '2022-06-30', knownAtTo: '2022-09-30' };
    expect(compareSearch(parseSearch(stringifySearch({ ...search, year: '20x2', set: 'vn63' })))).toEqual(search);
  });

  it('takes search words as they are', () => {
    expect(projectsSearch(parseSearch(stringifySearch({ q: '100% "x" &_' }))).q).toBe('100% "x" &_');
  });

  it('keeps the conditions of a timeline, and drops values that nobody knows', () => {
    const search = {
      tab: 'timeline',
      asOf: '2022-06-30',
      group: 'money,plan',
      notType: 'NoteAdded',
      occurred: '2022-01-01..',
      notQ: 'a,b',
    };
    expect(recordSearch(parseSearch(stringifySearch(search)))).toEqual(search);
    expect(recordSearch(parseSearch('?group=gold,money&stage=nowhere&recorded=2022-02-30..&tab=x'))).toEqual({ group: 'money' });
    expect(['..', '2022-01-01', '2022-02-01..2022-01-01', '..2022-01-01'].map(isRange)).toEqual([false, false, false, true]);
  });
});
