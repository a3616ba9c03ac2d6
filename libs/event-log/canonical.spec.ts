import { describe, expect, it } from '@jest/globals';
import serialize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson, canonicalText, parseCanonical } from './canonical.ts';
import { canonicalEvent, chainHash, FIRST_PREV_HASH } from './chain.ts';
import type { JsonObject } from './event-log.ts';

describe('canonical JSON', () => {
  it('sorts names by UTF-16 code unit and writes numbers and strings as RFC 8785 does', () => {
    // The sorting sample of RFC 8785 3.2.3 and numbers of its appendix B.
    expect(canonicalJson({ '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 })).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    );
    expect(canonicalJson({ n: [4.5, 2e-3, 0.000001, 1e-7, 333333333.33333329, -0, 1e15] })).toBe(
      '{"n":[4.5,0.002,0.000001,1e-7,333333333.3333333,0,1000000000000000]}',
    );
    expect(canonicalJson({ s: '\u20ac$\u000f\nA\'B"\\/' })).toBe('{"s":"€$\\u000f\\nA\'B\\"\\\\/"}');
  });

  it('writes every value as the full serialiser does, names that objects move included', () => {
    const name = fc.oneof(
      fc.constantFrom('9', '10', '1', '-1', '01', '__proto__', 'toString', 'é', '😀', ''),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    );
    const leaf = fc.jsonValue({ depthSize: 'small' });
    const value = fc.dictionary(name, fc.oneof(leaf, fc.dictionary(name, leaf))) as fc.Arbitrary<JsonObject>;
    const isCarried = (text: string) => !/\d{16}|e\+/.test(text);
    fc.assert(
      fc.property(
        value.filter((one) => isCarried(JSON.stringify(one))),
        (one) => {
          expect(canonicalJson(one)).toBe(serialize(one));
        },
      ),
      { seed: 8785, numRuns: 300 },
    );
  });

  it('leaves out what is undefined where that is asked for', () => {
    const value = { b: undefined, a: { d: 1, c: undefined }, 9: [{}] };
    expect(canonicalText(value)).toBe(serialize(value));
    expect(() => canonicalJson(value as unknown as JsonObject)).toThrow(TypeError);
  });

  it('names the place of what it refuses', () => {
    expect(() => canonicalJson({ a: { b: [1, Number.NaN] } })).toThrow(new TypeError('/a/b/1: NaN is not JSON'));
  });

  it('refuses nesting without end instead of running out of stack', () => {
    const nest = (levels: number): JsonObject => (levels === 0 ? {} : { deeper: nest(levels - 1) });
    expect(() => canonicalJson(nest(63))).not.toThrow();
    expect(() => canonicalJson(nest(64))).toThrow(TypeError);
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    expect(() => canonicalJson(circle as JsonObject)).toThrow(TypeError);
  });

  it('refuses objects that would be written as something else', () => {
    for (const value of [new Map(), new Date(0), { toJSON: () => 1 }, Buffer.from('x')]) {
      expect(() => canonicalJson({ value } as never)).toThrow(TypeError);
    }
  });
});

describe('telling canonical texts from others', () => {
  it('gives back what a canonical text says', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ depthSize: 'small' })), (value) => {
        const text = serialize(value) as string;
        expect(parseCanonical(text)).toEqual(JSON.parse(text));
      }),
      { seed: 8785, numRuns: 500 },
    );
  });

  it('agrees with the full serialiser on any text, names like numbers included', () => {
    const name = fc.oneof(fc.constantFrom('9', '10', '1', '-1', '01', '__proto__', 'é', '😀', ''), fc.string({ maxLength: 3 }));
    fc.assert(
      fc.property(fc.dictionary(name, fc.dictionary(name, fc.integer())), (value) => {
        const text = JSON.stringify(value);
        expect(parseCanonical(text) !== null).toBe(serialize(JSON.parse(text)) === text);
      }),
      { seed: 8785, numRuns: 500 },
    );
  });

  it.each([
    '{"b":1,"a":2}',
    '{"a":1 }',
    '{"a":1.0}',
    '{"a":1,"a":1}',
    '{"a":"\\u0041"}',
    '{"a":"\\ud800"}',
    '{"a":1}\n',
    '{"a":1',
    '\u0000',
    '',
  ])('refuses %j', (text) => {
    expect(parseCanonical(text)).toBeNull();
  });
});

describe('the chain', () => {
  const event = {
    id: '00000000-0000-5000-8000-000000000001',
    stream: 'project-1',
    revision: 0,
    type: 'StepTaken',
    version: 1,
    data: { tỉnh: 'Thanh Hóa' },
    meta: { recordedAt: '2026-11-22T02:00:00.123Z', occurredOn: '2026-11-22' },
  };
  const text =
    '{"data":{"tỉnh":"Thanh Hóa"},"id":"00000000-0000-5000-8000-000000000001",' +
    '"meta":{"occurredOn":"2026-11-22","recordedAt":"2026-11-22T02:00:00.123Z"},"revision":0,"stream":"project-1","type":"StepTaken","version":1}';

  it('hashes these very bytes', () => {
    expect(canonicalEvent(event)).toBe(text);
    // printf '%064d%s' 0 "$text" | sha256sum
    expect(chainHash(FIRST_PREV_HASH, text)).toBe('e0a1df51e67f45dbabdd706614d34cf11983f260124ea8a4828a8a3936bb78aa');
  });

  it('leaves out the position and the hashes themselves', () => {
    const recorded = { ...event, position: '0000000000000001', meta: { ...event.meta, prevHash: FIRST_PREV_HASH, hash: 'f'.repeat(64) } };
    expect(canonicalEvent(recorded)).toBe(text);
  });
});
