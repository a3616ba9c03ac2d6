/** Inputs grown from the classes of the tables: each is wrong in a way that its class names, and must be refused by that name. */
import fc from 'fast-check';
import type { BadInput } from './inputs-case.ts';
import { type Class, dates, emails, invalid, numbers, PROJECTS, refused, type Refusal, texts } from './inputs-grow-fields.ts';

const malformed: Refusal = { status: 400, codes: ['malformed-json'] };

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
export const classes: readonly Class[] = [...texts, ...emails, ...numbers, ...dates, ...shapes, ...headers, ...addresses, ...files];

/** The same inputs for the same seed. */
export const grown = (n: number, seed: number): readonly BadInput[] => fc.sample(fc.oneof(...classes), { numRuns: n, seed });

/** Nothing in it that an earlier check would refuse under another name. */
const plain = (value: unknown): boolean => {
  const text = JSON.stringify(value);
  return !/\\u|"(__proto__|constructor|prototype)":|\d[eE.]|[\u007F-\u009F]|\d{16}/.test(text) && text.isWellFormed();
};
