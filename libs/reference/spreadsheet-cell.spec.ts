import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { guarded, unguarded } from './spreadsheet-cell.ts';

describe('a cell of a spreadsheet', () => {
  it.each(['=1+1', '+84 237 385', '-5', '@x', ' =1', '\t=1', '\tx', '\rx', '＝1', '＠x', '=HYPERLINK("x")', "'=1", "''-1"])(
    '%j is kept from being a formula and comes back',
    (text) => {
      expect(guarded(text)).toBe(`'${text}`);
      expect(unguarded(guarded(text))).toBe(text);
    },
  );

  it.each(['', 'Trung tâm', '1-2', "'", "'nháy", "o'b"])('%j is text already', (text) => {
    expect(guarded(text)).toBe(text);
    expect(unguarded(text)).toBe(text);
  });

  it('comes back whatever it holds', () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("'", '=', '-', ' ', '\t', 'a', '＝') }), (text) => unguarded(guarded(text)) === text),
    ));
});
