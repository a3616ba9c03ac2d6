import { describe, expect, it } from '@jest/globals';
import { boardSearch, compareSearch, delayedSearch, parseSearch, projectsSearch, stringifySearch } from './parameters.ts';

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
});
