import { describe, expect, it } from '@jest/globals';
import { canonicalEvent } from '#event-log/chain';
import type { JsonObject, Meta } from '#event-log/event-log';
import { histories } from '#testkit/histories';
import { chance } from '#testkit/project-life';
import { ScannedEvent } from './model-event.ts';
import { dataText, idText, memberOf, metaAt, metaText, occurredOnText, UNSURE } from './stored-text.ts';

const ID = '00000000-0000-5000-8000-0000000000a1';
const META: Meta = { actor: 'import:demo', commandId: ID, occurredOn: '2022-03-01', recordedAt: '2022-03-01T02:00:00.000Z' };

interface Hostile {
  readonly data: JsonObject;
  readonly meta?: Meta;
  readonly type?: string;
}

/** Pieces that look like what is cut for, inside strings and as names, and what JSON escapes. */
const PIECES = [
  '"occurredOn":"1999-01-01"',
  '","meta":{',
  '},"id":"',
  ',"id":"00000000-0000-5000-8000-0000000000ff","meta":{"occurredOn":"1999-01-01"',
  '},"revision":7,"stream":"',
  '"result":"fail"}',
  ',"amount":5,',
  '\\',
  '\\"',
  '"',
  '{',
  '}',
  ',',
  ':',
  '\n',
  '\u0001',
  'Đề án khuyến công',
  '💡',
  '',
];
const NAMES = ['amount', 'tranche', 'result', 'occurredOn', 'meta', 'id', 'data', 'x"amount', 'a\\', ',"occurredOn', '10', 'ngày'];

/** What models ask for, and what only data and metadata of these tests have. */
const ASKED = ['amount', 'tranche', 'result', 'contract', 'outcome', 'occurredOn', 'meta', 'id', 'data'];

/** Random events made of such pieces. The seed is in the name of the test that fails. */
function hostileEvent(seed: number): Hostile {
  const random = chance(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const text = () => pick(PIECES) + pick(PIECES) + pick(PIECES);
  const value = (depth: number): JsonObject[string] => {
    const kind = Math.floor(random() * (depth > 2 ? 6 : 8));
    if (kind < 2) return text();
    if (kind === 2) return Math.floor(random() * 2e15) - 1e15;
    if (kind === 3) return pick([1e-7, 1.5, -0.25, 1e-21, 0]);
    if (kind === 4) return pick([true, false, null]);
    if (kind === 5) return pick(['pass', 'fail', 'first', '']);
    return kind === 6 ? [value(depth + 1), value(depth + 1)] : object(depth + 1);
  };
  const object = (depth: number): JsonObject =>
    Object.fromEntries(Array.from({ length: Math.floor(random() * 5) }, () => [pick(NAMES) + pick(['', '', '"']), value(depth)]));
  const extra = Object.fromEntries(Array.from({ length: Math.floor(random() * 4) }, () => [`${pick(NAMES)}${text()}`, text()]));
  return { data: object(0), meta: { ...extra, ...META, occurredOn: `2022-03-${String(1 + Math.floor(random() * 28)).padStart(2, '0')}` } };
}

const storedText = ({ data, meta = META, type = 'AdvancePaid' }: Hostile): string =>
  canonicalEvent({ id: ID, stream: 'project-1', revision: 3, type, version: 1, data, meta });

/** What every cut must agree with. */
function expectExact(text: string, names: readonly string[]): number {
  const { data, id, meta, stream, type } = JSON.parse(text) as { data: JsonObject; id: string; meta: Meta; stream: string; type: string };
  const at = metaAt(text, stream.length + type.length);
  expect(occurredOnText(text, at)).toBe(meta['occurredOn']);
  expect(idText(text, at)).toBe(id);
  expect(JSON.parse(dataText(text, at))).toEqual(data);
  expect(JSON.parse(metaText(text, at))).toEqual(meta);
  let sure = 0;
  for (const name of names) {
    const cut = memberOf(text, at, name);
    if (cut === UNSURE) continue;
    sure += 1;
    expect([name, cut]).toEqual([name, data[name]]);
  }
  return sure;
}

describe('cutting values out of a stored event', () => {
  it('agrees with parsing it, over events as an office records them, and is mostly sure', () => {
    let [asked, sure] = [0, 0];
    for (const { stream, revision, event } of histories({ projects: 150, seed: 11 })) {
      const names = ASKED.filter((name) => name in event.data);
      expectExact(canonicalEvent({ stream, revision, ...event }), Object.keys(event.data));
      asked += names.length;
      sure += expectExact(canonicalEvent({ stream, revision, ...event }), names);
    }
    expect(sure / asked).toBeGreaterThan(0.85);
  });

  it.each([1, 2, 3, 4])('agrees with parsing it, over hostile texts (seed %i)', (seed) => {
    let sure = 0;
    for (let turn = 0; turn < 2_000; turn += 1) {
      const { data, meta } = hostileEvent(seed * 100_000 + turn);
      sure += expectExact(storedText({ data, ...(meta && { meta }) }), ASKED);
    }
    expect(sure).toBeGreaterThan(1_000);
  });

  it('is not fooled by a name of the metadata that ends like the business day', () => {
    const text = storedText({ data: {}, meta: { ...META, 'a"occurredOn': '1999-01-01', ',"occurredOn': '1999-01-02' } });
    expectExact(text, ['amount']);
  });

  it('is not fooled by data that holds a whole other event', () => {
    const other = JSON.parse(storedText({ data: { amount: 1, result: 'fail' } })) as JsonObject;
    expectExact(storedText({ data: { amount: 5, other, text: JSON.stringify(other) } }), ['amount', 'result', 'other', 'text']);
  });

  it.each([
    ['the first number', { amount: 580_000_000, tranche: 'first', treasuryRef: 'KB-5' }, 'amount', 580_000_000],
    ['a null', { amount: null, findings: [], reason: 'x', result: 'fail' }, 'amount', null],
    ['a string behind plain members', { amount: 5, tranche: 'first' }, 'tranche', 'first'],
    ['the last string behind a list', { amount: 5, findings: [{ met: true }], result: 'pass' }, 'result', 'pass'],
    ['what is not there', { amount: 5, tranche: 'first' }, 'result', undefined],
    ['a string with an escape', { amount: 5, result: 'a"b' }, 'result', UNSURE],
    ['an object', { amount: { dong: 5 } }, 'amount', UNSURE],
  ] satisfies readonly (readonly [string, JsonObject, string, unknown])[])(
    'answers %s, or that it is not sure',
    (_, data, name, expected) => {
      const text = storedText({ data });
      expect(memberOf(text, metaAt(text, 'project-1'.length + 'AdvancePaid'.length), name)).toBe(expected);
    },
  );
});

describe('a scanned event', () => {
  const scanned = (data: JsonObject) =>
    new ScannedEvent([7, 'project-1', 3, 'AdvancePaid', 1, META['recordedAt'] as string, storedText({ data })]);

  it('gives the same members cut out as parsed', () => {
    const data = { amount: 5, reason: 'tạm ứng "lần một"', tranche: 'first' };
    expect(Object.keys(data).map((name) => scanned(data).member(name))).toEqual(Object.values(data));
    expect(scanned(data).data).toEqual(data);
  });

  it('tells who did it and what it is called', () => {
    expect(scanned({})).toMatchObject({ position: '0000000000000007', id: ID, actor: 'import:demo', occurredOn: '2022-03-01' });
  });
});
