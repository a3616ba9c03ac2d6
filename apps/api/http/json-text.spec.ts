import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RequestProblem } from '../problems/request-problem.ts';
import { readJson } from './json-text.ts';

function refusal(text: string): string {
  try {
    readJson(text);
  } catch (error) {
    if (!(error instanceof RequestProblem)) throw error;
    const [first] = error.parts.errors ?? [];
    return first === undefined ? error.code : `${error.code} ${first.pointer} ${first.code}`;
  }
  return 'taken';
}

describe('a body of JSON', () => {
  it.each([
    '{}',
    ' [ ] ',
    '"a\\"b\\\\"',
    '{"a":{"a":1},"b":[{"a":1},{"a":2}]}',
    '{"a":"{\\"a\\":1,\\"a\\":2}","b":"1e6"}',
    '[0,-1,12.5,33.3333,999999999999999,9007199254740991]',
    `${'['.repeat(32)}${']'.repeat(32)}`,
    `[${Array(1_000).fill(1).join()}]`,
    `["${'a'.repeat(65_536 - 2)}"]`,
    '{"a":"một\\n\\thai"}',
    '"\\ud83d\\udc4d"',
    'null',
  ])('%.60s is taken as JSON.parse takes it', (text) => expect(readJson(text)).toEqual(JSON.parse(text)));

  it.each([
    ['', 'malformed-json'],
    ['{', 'malformed-json'],
    ['{}x', 'malformed-json'],
    ['{"a":NaN}', 'malformed-json'],
    ['{"a":Infinity}', 'malformed-json'],
    ['{"a":1,}', 'malformed-json'],
    ["{'a':1}", 'malformed-json'],
    ['{/**/"a":1}', 'malformed-json'],
    ['{"a":0x10}', 'malformed-json'],
    ['{"a":010}', 'malformed-json'],
    ['{"a":1e}', 'malformed-json'],
    ['{"a":-}', 'malformed-json'],
    ['{"a":"', 'malformed-json'],
    ['{"a":1,"a":2', 'malformed-json'],
    ['{"a":"\\x"}', 'malformed-json'],
    ['['.repeat(100_000), 'too-deep'],
    [`${'['.repeat(33)}${']'.repeat(33)}`, 'too-deep'],
    ['{"amount":5,"amount":6}', 'duplicate-key /amount duplicate-key'],
    ['{"x":[{"a":1,"\\u0061":2}]}', 'duplicate-key /x/0/a duplicate-key'],
    [`{${Array.from({ length: 40 }, (_, n) => `"k${n}":1`).join()},"k7":2}`, 'duplicate-key /k7 duplicate-key'],
    ['{"__proto__":{}}', 'forbidden-key /__proto__ forbidden-key'],
    ['{"a":[{"__proto\\u005f_":1}]}', 'forbidden-key /a/0/__proto__ forbidden-key'],
    ['{"a":{"constructor":{"prototype":1}}}', 'forbidden-key /a/constructor forbidden-key'],
    ['{"prototype":1}', 'forbidden-key /prototype forbidden-key'],
    ['{"a":1e6}', 'invalid-body /a number-form'],
    ['{"a":1E6}', 'invalid-body /a number-form'],
    ['{"a":1e400}', 'invalid-body /a number-form'],
    ['{"a":-0}', 'invalid-body /a number-form'],
    ['{"a":-0.0}', 'invalid-body /a number-form'],
    ['{"a":1.0}', 'invalid-body /a number-form'],
    ['[1,{"b/~":1.0000000000000000001}]', 'invalid-body /1/b~1~0 number-form'],
    ['{"a":9007199254740990.6}', 'invalid-body /a number-form'],
    ['{"a":9007199254740993}', 'invalid-body /a number-form'],
    ['{"a":0.12345}', 'invalid-body /a number-form'],
    ['{"a":0.0000001}', 'invalid-body /a number-form'],
    ['{"a":"\\u0000"}', 'invalid-body /a control-char'],
    ['{"a":"x\\u0085"}', 'invalid-body /a control-char'],
    ['{"a":"x\u007f"}', 'invalid-body /a control-char'],
    ['{"a":"\\ud83d"}', 'invalid-body /a control-char'],
    [`[[${Array(1_001).fill(1).join()}]]`, 'invalid-body /0 too-many-items'],
    [`{"t":"${'a'.repeat(65_537)}"}`, 'invalid-body /t too-long'],
  ])('%.40s is refused', (text, found) => expect(refusal(text)).toBe(found));

  it('whatever it is, is taken as it stands or refused by name', () =>
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        const found = refusal(text);
        if (found === 'taken') expect(readJson(text)).toEqual(JSON.parse(text));
        else expect(found).toMatch(/^(forbidden-key|invalid-body .* (number-form|control-char))/s);
      }),
    ));

  it('whatever text it is, never fails otherwise', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'{}[]",:\\u01e-.ant '), maxLength: 60 }),
        (text) => typeof refusal(text) === 'string',
      ),
      {
        numRuns: 2_000,
      },
    ));
});
