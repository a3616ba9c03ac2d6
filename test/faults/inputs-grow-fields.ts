/** Inputs whose fault is in a field: text, number or day. */
import fc from 'fast-check';
import type { BadInput } from './inputs-case.ts';

export type Class = fc.Arbitrary<BadInput>;

export const PROJECTS = '/api/v1/projects';

export interface Refusal {
  readonly status: number | readonly number[];
  readonly codes: readonly string[];
  readonly fault?: string;
}

export const refused = (row: number, name: string, request: Partial<BadInput>, { status, codes, fault }: Refusal): BadInput => ({
  row,
  name,
  method: 'POST',
  path: PROJECTS,
  ...request,
  expect: { status: [status].flat(), codes, ...(fault === undefined ? {} : { fault }) },
});

export const invalid = (fault?: string): Refusal => ({ status: 422, codes: ['invalid-body'], ...(fault === undefined ? {} : { fault }) });

const around = (inside: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(fc.stringMatching(/^[a-zà-ỹ]{1,20}$/), inside, fc.stringMatching(/^[a-zà-ỹ]{1,20}$/)).map((parts) => parts.join(''));
const charOf = (from: number, to: number): fc.Arbitrary<string> =>
  fc.integer({ min: from, max: to }).map((code) => String.fromCharCode(code));

export const texts: readonly Class[] = [
  around(fc.oneof(charOf(0, 8), charOf(10, 31), charOf(0x7f, 0x9f), fc.constant('\t'))).map((commune) =>
    refused(86, 'a control character', { body: { need: { commune } } }, invalid('/commune control-char')),
  ),
  around(fc.constantFrom('\u200B', '\u200C', '\u200D', '\u00AD', '\u2060', '\uFEFF', '\u202A', '\u202E', '\u2066', '\u3164', '\u2800')).map(
    (commune) => refused(88, 'an invisible character', { body: { need: { commune } } }, invalid('/commune invisible-char')),
  ),
  around(fc.integer({ min: 6, max: 500 }).map((n) => '\u0334'.repeat(n))).map((commune) =>
    refused(95, 'piled marks', { body: { need: { commune } } }, invalid('/commune too-many-marks')),
  ),
  fc
    .array(fc.constantFrom(' ', '\u00A0', '\u2003', '\u3000'), { maxLength: 20 })
    .map((spaces) => refused(89, 'a blank', { body: { need: { commune: spaces.join('') } } }, invalid('/commune blank'))),
  fc
    .integer({ min: 201, max: 60_000 })
    .map((n) => refused(53, 'a long text', { body: { need: { commune: 'ă'.repeat(n) } } }, invalid('/commune too-long'))),
  fc
    .integer({ min: 0xd800, max: 0xdfff })
    .map((half) =>
      refused(85, 'half a pair', { body: { field: ['commune', `"a\\u${half.toString(16)}b"`] } }, invalid('/commune control-char')),
    ),
  fc
    .tuple(fc.stringMatching(/^[A-Za-z]{1,9}$/), fc.constantFrom('а', 'е', 'о', 'р', 'с', 'Α', 'ο', 'Ð', 'ð'))
    .map(([latin, other]) =>
      refused(92, 'mixed scripts', { body: { need: { commune: latin + other } } }, invalid('/commune mixed-script')),
    ),
];

const OFFICER = {
  ...{ occurredOn: '2026-11-01', name: 'Cán bộ một', role: 'centre-officer', unit: 'Trung tâm Khuyến công Thanh Hóa' },
  ...{ province: { set: 'vn34', code: '38' }, language: 'vi', activeFrom: '2026-01-01', activeTo: null, ownActions: false },
};
const OPERATOR = { 'tiendo-demo-identity': 'demo:operator', 'if-none-match': '*' };
const word = fc.stringMatching(/^[a-z0-9]{1,20}$/);

export const emails: readonly Class[] = [
  fc.tuple(word, fc.constantFrom(' ', ',', ';', ':', '<', '>', '(', ')', '[', ']', '"', '\\', '@', '..', 'ộ'), word).map((parts) =>
    refused(
      100,
      'no address',
      {
        path: '/api/v1/contacts/th-01/details',
        headers: OPERATOR,
        body: { json: { ...OFFICER, email: `${parts.join('')}@example.invalid` } },
      },
      { status: 422, codes: ['contact-field'], fault: '/email contact-field' },
    ),
  ),
];

const NUMBERS = [
  /^-?\d{1,4}[eE][+-]?\d{1,3}$/,
  /^-0(\.0{1,3})?$/,
  /^[1-9]\d{0,3}\.\d{5,20}$/,
  /^[1-9]\d{16,40}$/,
  /^[1-9]\d{0,3}\.\d{0,3}0$/,
];
export const numbers: readonly Class[] = [
  fc
    .oneof(...NUMBERS.map((form) => fc.stringMatching(form)))
    .filter((token) => isJson(token))
    .map((token) => refused(62, `the number ${token}`, { body: { field: ['planYear', token] } }, invalid('/planYear number-form'))),
  fc
    .integer({ max: 1_999 })
    .map((year) => refused(55, 'a number out of range', { body: { need: { planYear: year } } }, invalid('/planYear range'))),
  fc
    .oneof(
      fc.boolean(),
      fc.string({ maxLength: 5 }).filter((text) => text.isWellFormed() && !/[\p{Cc}]/u.test(text)),
      fc.constant([]),
      fc.constant(null),
    )
    .map((planYear) => refused(52, 'no number', { body: { need: { planYear } } }, invalid('/planYear type'))),
];

export const dates: readonly Class[] = [
  fc
    .oneof(
      fc.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      fc.stringMatching(/^\d{1,2}[/-]\d{1,2}[/-]\d{2,4}$/),
      fc.stringMatching(/^\d{4}-\d{2}-\d{2}T\d\d:\d\d:\d\dZ?$/),
    )
    .filter((text) => !isDay(text))
    .map((occurredOn) => refused(74, `the day ${occurredOn}`, { body: { need: { occurredOn } } }, invalid('/occurredOn date'))),
  fc
    .integer({ min: 2100, max: 2199 })
    .map((year) =>
      refused(82, 'a day to come', { body: { need: { occurredOn: `${year}-01-01` } } }, { status: 422, codes: ['in-the-future'] }),
    ),
];

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

const isDay = (text: string): boolean =>
  /^(19\d\d|20\d\d|21\d\d|2200)-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
