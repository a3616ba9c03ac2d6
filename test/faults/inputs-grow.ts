/** Inputs grown from the classes of the tables: each is wrong in a way that its class names, and must be refused by that name. */
import fc from 'fast-check';
import type { BadInput } from './inputs-case.ts';

type Class = fc.Arbitrary<BadInput>;

const PROJECTS = '/api/v1/projects';

interface Refusal {
  readonly status: number | readonly number[];
  readonly codes: readonly string[];
  readonly fault?: string;
}

const refused = (row: number, name: string, request: Partial<BadInput>, { status, codes, fault }: Refusal): BadInput => ({
  row,
  name,
  method: 'POST',
  path: PROJECTS,
  ...request,
  expect: { status: [status].flat(), codes, ...(fault === undefined ? {} : { fault }) },
});

const invalid = (fault?: string): Refusal => ({ status: 422, codes: ['invalid-body'], ...(fault === undefined ? {} : { fault }) });
const malformed: Refusal = { status: 400, codes: ['malformed-json'] };

const around = (inside: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(fc.stringMatching(/^[a-zà-ỹ]{1,20}$/), inside, fc.stringMatching(/^[a-zà-ỹ]{1,20}$/)).map((parts) => parts.join(''));
const charOf = (from: number, to: number): fc.Arbitrary<string> =>
  fc.integer({ min: from, max: to }).map((code) => String.fromCharCode(code));

const texts: readonly Class[] = [
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

const NUMBERS = [
  /^-?\d{1,4}[eE][+-]?\d{1,3}$/,
  /^-0(\.0{1,3})?$/,
  /^[1-9]\d{0,3}\.\d{5,20}$/,
  /^[1-9]\d{16,40}$/,
  /^[1-9]\d{0,3}\.\d{0,3}0$/,
];
const numbers: readonly Class[] = [
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

const dates: readonly Class[] = [
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

const WHOLE = '{"province":{"set":"vn34","code":"38"},"list":[1,{"a":"b\\n"},true,null],"c":12.5}';
const key = fc.stringMatching(/^[a-z]{1,12}$/);
const nested = (inside: string, depth: number): string => `${'{"a":['.repeat(depth)}${inside}${']}'.repeat(depth)}`;
const shapes: readonly Class[] = [
  fc
    .integer({ min: 1, max: WHOLE.length - 1 })
    .map((end) => refused(34, 'half a body', { body: { text: [WHOLE.slice(0, end)] } }, malformed)),
  fc
    .constantFrom('}', ']', ',', '{}', 'x', '"', 'null', '\u0000')
    .map((rest) => refused(34, 'more than a body', { body: { text: [WHOLE, rest] } }, malformed)),
  fc
    .tuple(key, fc.integer({ min: 0, max: 12 }))
    .map(([name, depth]) =>
      refused(
        41,
        'a key twice',
        { body: { text: [nested(`{"${name}":1,"x${name}":2,"${name}":3}`, depth)] } },
        { status: 400, codes: ['duplicate-key'] },
      ),
    ),
  fc
    .tuple(fc.constantFrom('__proto__', 'constructor', 'prototype'), fc.integer({ min: 0, max: 12 }))
    .map(([name, depth]) =>
      refused(44, 'a forbidden key', { body: { text: [nested(`{"${name}":{}}`, depth)] } }, { status: 400, codes: ['forbidden-key'] }),
    ),
  fc.integer({ min: 33, max: 30_000 }).map((depth) =>
    refused(
      37,
      'nested',
      {
        body: {
          text: [
            ['[', depth],
            [']', depth],
          ],
        },
      },
      { status: 400, codes: ['too-deep'] },
    ),
  ),
  fc
    .tuple(key, fc.jsonValue({ maxDepth: 2 }))
    .filter(([, value]) => plain(value))
    .map(([name, value]) =>
      refused(46, 'an unknown field', { body: { need: { [`x${name}`]: value } } }, invalid(`/x${name} unknown-field`)),
    ),
  fc
    .constantFrom([], null, 'x', 5, true)
    .map((province) => refused(47, 'no object', { body: { need: { province } } }, invalid('/province type'))),
];

const token = fc.stringMatching(/^[!-~]{1,30}$/);
const headers: readonly Class[] = [
  fc
    .constantFrom(
      'text/plain',
      'text/csv',
      'application/xml',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      'application/json5',
      '*/*',
      'x',
    )
    .map((type) =>
      refused(
        1,
        `as ${type}`,
        { headers: { 'content-type': type }, body: { need: {} } },
        { status: 415, codes: ['unsupported-media-type'] },
      ),
    ),
  token
    .filter((text) => !/^"r(0|[1-9]\d{0,8})"$/.test(text))
    .map((tag) =>
      refused(
        25,
        'an If-Match of no kind',
        { path: `${PROJECTS}/{project}/withdrawal`, headers: { 'if-match': tag }, body: { withdrawal: {} } },
        {
          status: [400, 428],
          codes: ['bad-precondition', 'precondition-required'],
        },
      ),
    ),
  fc.integer({ min: 1, max: 999_999_999 }).map((revision) =>
    refused(
      137,
      'an If-Match of another',
      { path: `${PROJECTS}/{project}/withdrawal`, headers: { 'if-match': `"r${revision}"` }, body: { withdrawal: {} } },
      {
        status: 412,
        codes: ['changed-meanwhile'],
      },
    ),
  ),
  token.map((id) =>
    refused(
      26,
      'an Idempotency-Key of no kind',
      { headers: { 'idempotency-key': id }, body: { need: {} } },
      { status: 400, codes: ['command-id-required'] },
    ),
  ),
  fc
    .uint8Array({ minLength: 1, maxLength: 500 })
    .filter((bytes) => bytes[0] !== 0x1f)
    .map((bytes) =>
      refused(
        11,
        'gzip that is none',
        { headers: { 'content-encoding': 'gzip' }, body: { base64: Buffer.from(bytes).toString('base64') } },
        {
          status: 400,
          codes: ['malformed-encoding'],
        },
      ),
    ),
];

const segment = fc.stringMatching(/^[A-Za-z0-9_.~!$&'()*+,;=:@-]{1,60}$/).filter((text) => !/^\.{1,2}$/.test(text));
const addresses: readonly Class[] = [
  segment.map((id) =>
    refused(106, 'an id of nobody', { method: 'GET', path: `${PROJECTS}/x${id}` }, { status: 404, codes: ['project-not-found'] }),
  ),
  fc
    .tuple(fc.constantFrom('..', '%2e%2e', '.', 'x'), fc.constantFrom('%2f', '%5c', '%2F', '%00', '%0d'))
    .map(([up, slash]) =>
      refused(103, 'a path that climbs', { method: 'GET', path: `${PROJECTS}/${up}${slash}etc` }, { status: 400, codes: ['bad-url'] }),
    ),
  fc
    .tuple(key, segment)
    .map(([name, value]) =>
      refused(
        109,
        'an unknown parameter',
        { method: 'GET', path: `${PROJECTS}?x${name}=${encodeURIComponent(value)}` },
        { status: 400, codes: ['unknown-parameter'] },
      ),
    ),
  segment
    .filter((text) => !/^0*(1?\d{1,2}|200)$/.test(text))
    .map((limit) =>
      refused(
        110,
        'a limit of no kind',
        { method: 'GET', path: `${PROJECTS}?limit=${encodeURIComponent(limit)}` },
        { status: 400, codes: ['bad-limit'] },
      ),
    ),
  segment.map((cursor) =>
    refused(
      112,
      'a cursor of nobody',
      { method: 'GET', path: `${PROJECTS}?cursor=${encodeURIComponent(cursor)}` },
      { status: 400, codes: ['bad-cursor'] },
    ),
  ),
];

const files: readonly Class[] = [
  fc.uint8Array({ minLength: 1, maxLength: 2_000 }).map((bytes) =>
    refused(
      127,
      'any bytes as a document',
      {
        path: '/api/v1/attachments',
        headers: { 'content-type': 'application/pdf', 'content-disposition': 'attachment; filename=a.pdf', 'idempotency-key': null },
        body: { base64: Buffer.from(bytes).toString('base64') },
      },
      { status: 422, codes: ['type-mismatch'] },
    ),
  ),
  fc
    .jsonValue({ maxDepth: 4 })
    .filter((value) => plain(value) && typeof value === 'object' && value !== null && !Array.isArray(value))
    .map((body) =>
      refused(
        134,
        'any JSON as a batch',
        { path: '/api/v1/commands/batch', body: { json: body } },
        { status: [400, 422], codes: ['invalid-body', 'forbidden-key'] },
      ),
    ),
];

/** By class, so that each is drawn equally often. */
export const classes: readonly Class[] = [...texts, ...numbers, ...dates, ...shapes, ...headers, ...addresses, ...files];

/** The same inputs for the same seed. */
export const grown = (n: number, seed: number): readonly BadInput[] => fc.sample(fc.oneof(...classes), { numRuns: n, seed });

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

/** Nothing in it that an earlier check would refuse under another name. */
const plain = (value: unknown): boolean => {
  const text = JSON.stringify(value);
  return !/\\u|"(__proto__|constructor|prototype)":|\d[eE.]|[\u007F-\u009F]|\d{16}/.test(text) && text.isWellFormed();
};
