import { describe, expect, it } from '@jest/globals';
import { advanceLimits } from './advances.ts';
import { ceilings } from './ceilings.ts';
import { deadlines } from './deadlines.ts';
import { dossierPapers } from './dossier.ts';
import { citation, legalBasisText } from './legal-basis.ts';
import { ruleSets } from './rule-sets.ts';
import { terms } from './terms.ts';

describe('a legal basis for people', () => {
  it.each([
    ['TT 36/2013/TT-BCT', 'art. 18(1)', 'khoản 1 Điều 18 Thông tư 36/2013/TT-BCT'],
    ['TT 36/2013/TT-BCT', 'art. 18(1)a', 'điểm a khoản 1 Điều 18 Thông tư 36/2013/TT-BCT'],
    ['TTLT 26/2014/TTLT-BTC-BCT', 'art. 6(2)đ', 'điểm đ khoản 2 Điều 6 Thông tư liên tịch 26/2014/TTLT-BTC-BCT'],
    ['NĐ 45/2012/NĐ-CP', 'art. 18', 'Điều 18 Nghị định 45/2012/NĐ-CP'],
    [
      'TT 36/2013/TT-BCT, TT 17/2018/TT-BCT',
      'art. 13(2)d',
      'điểm d khoản 2 Điều 13 Thông tư 36/2013/TT-BCT (sửa đổi, bổ sung bởi Thông tư 17/2018/TT-BCT)',
    ],
    ['TT 36/2013/TT-BCT', 'art. 22(2), 23(3)a', 'khoản 2 Điều 22, điểm a khoản 3 Điều 23 Thông tư 36/2013/TT-BCT'],
    ['TT 36/2013/TT-BCT', 'art. 8(1)(2)', 'khoản 1, 2 Điều 8 Thông tư 36/2013/TT-BCT'],
    [
      'TT 46/2012/TT-BCT',
      'art. 6(3)a; NĐ 45/2012/NĐ-CP art. 6(2)b',
      'điểm a khoản 3 Điều 6 Thông tư 46/2012/TT-BCT; điểm b khoản 2 Điều 6 Nghị định 45/2012/NĐ-CP',
    ],
    ['NĐ 235/2025/NĐ-CP', 'entry into force', 'hiệu lực thi hành Nghị định 235/2025/NĐ-CP'],
    ['Tiendo', 'configurable: contract + 60 days', 'thiết lập: ký hợp đồng + 60 ngày (Tiendo)'],
    ['Tiendo', 'configurable: 15 working days', 'thiết lập: 15 ngày làm việc (Tiendo)'],
    ['NĐ 134/2004/NĐ-CP', '', 'Nghị định 134/2004/NĐ-CP'],
    ['NQ 23/2025/NQ-HĐND', 'phụ lục kèm theo', 'phụ lục kèm theo Nghị quyết 23/2025/NQ-HĐND'],
  ])('%s, %s: %s', (instrument, article, text) => expect(legalBasisText({ instrument, article }, 'vi')).toBe(text));
  it.each([
    ['TT 36/2013/TT-BCT, art. 18(1)', 'khoản 1 Điều 18 Thông tư 36/2013/TT-BCT'],
    ['Tiendo, configurable: 15 days', 'thiết lập: 15 ngày (Tiendo)'],
    ['NĐ 235/2025/NĐ-CP, entry into force', 'hiệu lực thi hành Nghị định 235/2025/NĐ-CP'],
    ['a text of nobody', 'a text of nobody'],
  ])('in one text, %s, is cited alike', (text, vi) => expect([citation(text, 'vi'), citation(text, 'en')]).toEqual([vi, text]));
  it('in English as refusals cite it', () => {
    expect(legalBasisText({ instrument: 'TT 36/2013/TT-BCT', article: 'art. 18(1)' }, 'en')).toBe('TT 36/2013/TT-BCT, art. 18(1)');
    expect(legalBasisText({ instrument: 'NĐ 134/2004/NĐ-CP', article: '' }, 'en')).toBe('NĐ 134/2004/NĐ-CP');
  });
  it('no row leaves English in the Vietnamese text', () => {
    const texts = [...ceilings, ...advanceLimits, ...dossierPapers, ...deadlines, ...terms, ...ruleSets].map((row) =>
      legalBasisText(row, 'vi'),
    );
    expect(texts.filter((text) => /art\.|days|configurable|\b(cap|of|the|for)\b/.test(text))).toEqual([]);
  });
});
