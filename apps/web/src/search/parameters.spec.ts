import { describe, expect, it } from '@jest/globals';
import { boardSearch, delayedSearch, parseSearch, projectsSearch, stringifySearch } from './parameters.ts';

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
    };
    expect(boardSearch(parseSearch(stringifySearch(search)))).toEqual(search);
  });

  it('drops what it cannot read instead of failing', () => {
    expect(boardSearch(parseSearch('?asOf=2022-13-01&year=abc&region=moon&set=vn63'))).toEqual({});
    expect(delayedSearch(parseSearch('?province=38&state=lost'))).toEqual({});
    expect(projectsSearch(parseSearch('?q=%20%20&late=false'))).toEqual({});
  });

  it('takes search words as they are', () => {
    expect(projectsSearch(parseSearch(stringifySearch({ q: '100% "x" &_' }))).q).toBe('100% "x" &_');
  });
});
