import { expect, it } from '@jest/globals';
import { inWords } from './basis-words.ts';

it.each([
  ['TT 36/2013/TT-BCT, art. 18(1)', 'khoản 1 Điều 18 Thông tư 36/2013/TT-BCT'],
  [
    'TT 36/2013/TT-BCT, TT 17/2018/TT-BCT, art. 13(2)d',
    'điểm d khoản 2 Điều 13 Thông tư 36/2013/TT-BCT (sửa đổi, bổ sung bởi Thông tư 17/2018/TT-BCT)',
  ],
  ['a text of nobody', 'a text of nobody'],
])('%s is cited as %s', (legalBasis, words) => {
  expect(inWords({ rule: 'r', legalBasis }, 'vi')).toEqual({ rule: 'r', legalBasis, words });
  expect(inWords({ rule: 'r', legalBasis }, 'en').words).toBe(legalBasis);
});
