import { describe, expect, it } from '@jest/globals';
import { toCsv } from './csv.ts';

describe('a CSV file for a spreadsheet', () => {
  it('starts with the byte order mark and ends each line with CRLF', () => {
    expect(
      toCsv([
        ['Tỉnh', 'Kế hoạch'],
        ['Bắc Giang', 4_818_000_000],
      ]),
    ).toBe('\uFEFFTỉnh,Kế hoạch\r\nBắc Giang,4818000000\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '＝1', '\r=1'])('never lets the text %j run as a formula', (text) => {
    const cell = toCsv([[text]])
      .slice(1)
      .replace(/\r\n$/, '');
    expect(cell.replace(/^"/, '').startsWith("'")).toBe(true);
  });

  it('leaves negative numbers as numbers and nothing as nothing', () => {
    expect(toCsv([[-5, null, 0]])).toBe('\uFEFF-5,,0\r\n');
  });

  it('quotes commas, quotes and line breaks', () => {
    expect(toCsv([['a,b', 'say "x"', 'two\nlines']])).toBe('\uFEFF"a,b","say ""x""","two\nlines"\r\n');
  });
});
