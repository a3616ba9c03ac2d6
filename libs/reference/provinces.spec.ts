import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { fold } from './fold.ts';
import { isProvince, predecessorsOf, provinceName, provinces34, provinces63, provincesOf, regionOf, successorOf } from './provinces.ts';

const csv = (file: string): readonly string[][] =>
  readFileSync(join(import.meta.dirname, 'data', file), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

describe('the provinces', () => {
  it('are those of the data files', () => {
    expect(provinces63.map(({ code, name, region, successor }) => [code, name, fold(name), region, successor])).toEqual(
      csv('provinces63.csv').map(([code, name, ascii = '', region, successor]) => [code, name, fold(ascii), region, successor]),
    );
    expect(provinces34.map(({ code, name }) => [code, name])).toEqual(csv('provinces34.csv').map(([code, name]) => [code, name]));
  });
  it('are 28, 15 and 20 in the regions of the conferences', () => {
    expect((['north', 'central', 'south'] as const).map((region) => provincesOf(region, 'vn63').length)).toEqual([28, 15, 20]);
  });
  it('became 34, each with at least one of the 63', () => {
    expect(provinces34.length).toBe(34);
    for (const { code } of provinces34) expect(predecessorsOf(code).length).toBeGreaterThan(0);
    for (const { successor } of provinces63) expect(isProvince({ set: 'vn34', code: successor })).toBe(true);
  });
  it('mean different things under the same code in the two sets', () => {
    const differ = provinces63.filter(
      ({ code, name }) => isProvince({ set: 'vn34', code }) && provinceName({ set: 'vn34', code }) !== name,
    );
    expect(differ.map(({ code }) => code)).toEqual(['15', '24', '44', '46', '52', '80', '82', '91']);
  });
  it('go to their successor, and one of the 34 is its own', () => {
    expect(successorOf({ set: 'vn63', code: '24' })).toEqual({ set: 'vn34', code: '24' });
    expect(provinceName(successorOf({ set: 'vn63', code: '17' }))).toBe('Phú Thọ');
    expect(successorOf({ set: 'vn34', code: '15' })).toEqual({ set: 'vn34', code: '15' });
  });
  it('of two regions take that of the member whose name they keep', () => {
    expect(regionOf({ set: 'vn34', code: '68' })).toBe('central');
    expect(provincesOf('north', 'vn34').length).toBe(18);
  });
  it('refuse codes that do not exist', () => {
    expect(() => provinceName({ set: 'vn34', code: '02' })).toThrow(RangeError);
    expect(() => successorOf({ set: 'vn63', code: '99' })).toThrow(RangeError);
    expect(() => regionOf({ set: 'vn63', code: '99' })).toThrow(RangeError);
  });
});

describe('folding', () => {
  it('finds Vietnamese without marks, either placement of the tone, composed or not', () => {
    expect(fold('Thanh Hoá')).toBe('thanh hoa');
    expect(fold('Thanh Hóa'.normalize('NFD'))).toBe('thanh hoa');
    expect(fold('  Đắk   Lắk ')).toBe('dak lak');
  });
});
