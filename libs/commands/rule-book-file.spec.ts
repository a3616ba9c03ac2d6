import { describe, expect, it } from '@jest/globals';
import { readRuleFile } from './rule-book-file.ts';

const file = {
  from: '2023-01-01',
  legalBasis: { instrument: 'TT 64/2022/TT-BTC', article: 'art. 1(4)', decidedOn: '2022-10-01' },
  rows: [{ list: 'ceilings', row: { id: 'ceiling-machinery-2023', capVnd: 1 } }],
};

describe('a rule file', () => {
  it('is national, and replaces nothing, unless it says so', () =>
    expect(readRuleFile(`\uFEFF${JSON.stringify(file)}`)).toEqual({ ...file, province: null, replaces: [] }));
  it('may be of a province', () =>
    expect(readRuleFile(JSON.stringify({ ...file, province: { set: 'vn34', code: '38' }, replaces: ['a'] }))).toMatchObject({
      province: { set: 'vn34', code: '38' },
      replaces: ['a'],
    }));
  it.each([
    ['{', ''],
    ['[]', ''],
    [JSON.stringify({ ...file, replace: [] }), '/replace'],
    [JSON.stringify({ ...file, from: 2023 }), '/from'],
    [JSON.stringify({ ...file, legalBasis: 'TT' }), '/legalBasis'],
    [JSON.stringify({ ...file, legalBasis: { ...file.legalBasis, article: null } }), '/legalBasis/article'],
    [JSON.stringify({ ...file, province: { set: 'vn36', code: '38' } }), '/province/set'],
    [JSON.stringify({ ...file, rows: {} }), '/rows'],
    [JSON.stringify({ ...file, rows: [{ list: 'ceilings' }] }), '/rows/0/row'],
    [JSON.stringify({ ...file, rows: [{ list: 'ceilings', row: {} }] }), '/rows/0/row/id'],
    [JSON.stringify({ ...file, replaces: [1] }), '/replaces/0'],
  ])('%s is none, at %j', (text, where) => expect(() => readRuleFile(text)).toThrow(expect.objectContaining({ where })));
});
