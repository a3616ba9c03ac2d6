import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { RequestProblem } from '../problems/request-problem.ts';
import {
  BusinessDay,
  Choice,
  Flag,
  Line,
  ListOf,
  ListOfLines,
  LongText,
  Money,
  MoneyOrZero,
  Month,
  Name,
  Optional,
  Part,
  PatternOrNull,
  Percent,
  Sha256,
  Uuid,
} from './body.ts';
import { checkedBody } from './body.pipe.ts';
import { tidied } from './text-rules.ts';

class PartDto {
  @Money('')
  readonly amount!: number;
}

class BodyDto {
  @Optional(Line(200, '')) readonly line?: string;
  @Optional(Name(200, '')) readonly name?: string;
  @Optional(LongText(200, '')) readonly text?: string;
  @Optional(Money('')) readonly money?: number;
  @Optional(MoneyOrZero('')) readonly zero?: number;
  @Optional(Percent('')) readonly percent?: number;
  @Optional(Flag('')) readonly flag?: boolean;
  @Optional(BusinessDay('')) readonly day?: string;
  @Optional(Month('')) readonly month?: string;
  @Optional(Uuid('')) readonly uuid?: string;
  @Optional(Sha256('')) readonly sha256?: string;
  @Optional(Choice(['a', 'b'], '')) readonly choice?: string;
  @Optional(PatternOrNull(/^\d$/, '')) readonly digit?: string | null;
  @Optional(Part(() => PartDto)) readonly part?: PartDto;
  @Optional(ListOf(() => PartDto, 2)) readonly parts?: readonly PartDto[];
  @Optional(ListOfLines(5, { least: 0, most: 2 }, '')) readonly lines?: readonly string[];
}

class NeededDto {
  @Line(10, '') readonly line!: string;
}

function faults(body: unknown, of: new () => object = BodyDto): readonly string[] {
  try {
    checkedBody(of, body);
    return [];
  } catch (error) {
    if (!(error instanceof RequestProblem)) throw error;
    return (error.parts.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);
  }
}

const marked = (marks: number): string => `e${'\u0323\u0302\u0301\u0300\u0309\u0303'.slice(0, marks)}`;

describe('a body', () => {
  it.each([
    [{}],
    [{ line: 'Công ty' }],
    [{ line: marked(2).repeat(200) }],
    [{ line: `x${'\u0328\u0301'}`.repeat(200) }],
    [{ line: '👍🏽'.repeat(200) }],
    [{ line: "'; DROP TABLE ev;--" }],
    [{ line: 'hoà hòa' }],
    [{ name: 'Đặng Văn Đ' }],
    [{ name: 'ООО Ромашка' }],
    [{ line: 'dày 5 μm' }],
    [{ text: 'một\n\thai\r\nba' }],
    [{ money: 1, zero: 0 }],
    [{ money: 1_000_000_000_000_000 }],
    [{ percent: 0.07 }],
    [{ percent: 100 }],
    [{ percent: 33.33 }],
    [{ day: '2024-02-29', month: '2024-02' }],
    [{ digit: null }],
    [{ parts: [{ amount: 1 }, { amount: 2 }], lines: [] }],
  ])('as %j is taken', (body) => expect(faults(body)).toEqual([]));

  it.each<[object, string]>([
    [{ line: 5 }, '/line type'],
    [{ line: null }, '/line type'],
    [{ line: '' }, '/line blank'],
    [{ line: ' \u00A0\u3000 ' }, '/line blank'],
    [{ line: 'a'.repeat(201) }, '/line too-long'],
    [{ line: 'a\u0000b' }, '/line control-char'],
    [{ line: 'a\u0085b' }, '/line control-char'],
    [{ line: 'a\u007Fb' }, '/line control-char'],
    [{ line: 'a\nb' }, '/line control-char'],
    [{ text: 'a\rb' }, '/text control-char'],
    [{ line: 'a\uD800b' }, '/line control-char'],
    [{ line: 'a\uE000b' }, '/line control-char'],
    [{ line: 'a\u200Bb' }, '/line invisible-char'],
    [{ line: 'a\uFEFFb' }, '/line invisible-char'],
    [{ line: 'a\u202Egpj.exe' }, '/line invisible-char'],
    [{ line: '\u3164' }, '/line invisible-char'],
    [{ line: '👨‍👩‍👧‍👦'.repeat(100) }, '/line too-many-marks'],
    [{ line: `Z${'\u0334'.repeat(1_000)}` }, '/line too-many-marks'],
    [{ name: 'Nguyễn Vаn' }, '/name mixed-script'],
    [{ name: 'Ðặng' }, '/name mixed-script'],
    [{ money: 0 }, '/money range'],
    [{ money: -1 }, '/money range'],
    [{ zero: -0 }, '/zero number-form'],
    [{ money: 1.5 }, '/money number-form'],
    [{ money: 1_000_000_000_000_001 }, '/money range'],
    [{ money: 1e16 }, '/money number-form'],
    [{ money: '5' }, '/money type'],
    [{ money: [5] }, '/money type'],
    [{ money: true }, '/money type'],
    [{ percent: 100.01 }, '/percent range'],
    [{ percent: 0.001 }, '/percent decimals'],
    [{ flag: 'true' }, '/flag type'],
    [{ flag: 1 }, '/flag type'],
    [{ day: '2026-02-29' }, '/day date'],
    [{ day: '2026-13-01' }, '/day date'],
    [{ day: '0000-00-00' }, '/day date'],
    [{ day: '01/02/2026' }, '/day date'],
    [{ day: '2026-01-01T00:00:00' }, '/day date'],
    [{ month: '2026-13' }, '/month month'],
    [{ uuid: '00000000-0000-0000-0000-000000000000' }, '/uuid pattern'],
    [{ sha256: 'A'.repeat(64) }, '/sha256 pattern'],
    [{ choice: 'constructor' }, '/choice choice'],
    [{ digit: 'x' }, '/digit pattern'],
    [{ part: [] }, '/part type'],
    [{ part: null }, '/part type'],
    [{ part: 'x' }, '/part type'],
    [{ part: {} }, '/part/amount required'],
    [{ part: { amount: 1, more: 1 } }, '/part/more unknown-field'],
    [{ parts: { 0: { amount: 1 } } }, '/parts type'],
    [{ parts: [] }, '/parts too-few-items'],
    [{ parts: [{ amount: 1 }, { amount: 1 }, { amount: 1 }] }, '/parts too-many-items'],
    [{ parts: [null] }, '/parts/0 type'],
    [{ parts: [{ amount: 1 }, [{ amount: 1 }]] }, '/parts/1 type'],
    [{ parts: [{ amount: 1 }, { amount: 0 }] }, '/parts/1/amount range'],
    [{ lines: ['abc', 'abcdef'] }, '/lines/1 too-long'],
    [{ lines: [5] }, '/lines/0 type'],
    [{ lines: 'abc' }, '/lines type'],
    [{ 'a/b~c': 1 }, '/a~1b~0c unknown-field'],
    [{ status: 'approved' }, '/status unknown-field'],
  ])('as %j is refused', (body, found) => expect(faults(body)).toEqual([found]));

  it('names every fault at once', () => expect(faults({ line: '', money: 0, x: 1 })).toHaveLength(3));
  it('says what is missing', () => expect(faults({}, NeededDto)).toEqual(['/line required']));
  it.each([[[]], [null], ['x'], [undefined]])('that is %j is no object', (body) => expect(faults(body)).toEqual([' type']));

  it('is tidied: NFC, one kind of space and line end, nothing around', () =>
    expect(checkedBody(BodyDto, { line: ' e\u0302\u0301\u00A0x ', text: '\na\r\nb\n' })).toMatchObject({ line: 'ế x', text: 'a\nb' }));

  it('is tidied the same whichever letters it is of', () => {
    const letters = Array.from({ length: 0x2100 }, (_, code) => String.fromCharCode(code));
    const slowly = (text: string) =>
      text
        .normalize('NFC')
        .replace(/\p{Zs}/gu, ' ')
        .trim();
    for (const letter of letters) expect(tidied(` a${letter}b `, false)).toBe(slowly(` a${letter}b `));
  });
});
