import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RequestProblem } from '../problems/request-problem.ts';
import { cleanedName } from './file-name.ts';
import { digestOf, dispositionOf, fileNameOf, rangeOf } from './headers.ts';

describe('the name of a file', () => {
  it.each([
    ['Quyết định.pdf', 'Quyết định.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['C:\\x', 'x.pdf'],
    ['a\u0000.pdf', 'a.pdf'],
    ['con', '_con.pdf'],
    ['CON.pdf', '_CON.pdf'],
    ['lpt1.tar.pdf', '_lpt1.tar.pdf'],
    ['\u202Egpj.exe', 'gpj.exe.pdf'],
    ['..hidden..', 'hidden.pdf'],
    ['a\r\nb.PDF', 'ab.PDF'],
    ['a<b>:"|?*.pdf', 'ab.pdf'],
    [`${'ế'.repeat(300)}.pdf`, `${'ế'.repeat(83)}.pdf`],
  ])('%j becomes %j', (given, name) => expect(cleanedName(given, 'application/pdf')).toBe(name));

  it.each(['', '..', '/', '\u200B', '   ', '???', 'x/'])('%j leaves nothing', (given) =>
    expect(cleanedName(given, 'application/pdf')).toBeNull(),
  );

  it('whatever was given, is short, has no path and is cleaned already', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const name = cleanedName(given, 'image/jpeg');
        if (name === null) return;
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
        expect(name).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u);
        expect(cleanedName(name, 'image/jpeg')).toBe(name);
      }),
    ));

  it.each([
    ["attachment; filename*=UTF-8''Quy%E1%BA%BFt.pdf", 'Quyết.pdf'],
    ['attachment; filename="old.pdf"; filename*=utf-8\'vi\'new.pdf', 'new.pdf'],
    ['attachment; filename="a \\"b\\".pdf"', 'a "b".pdf'],
    ['attachment; filename=a.pdf', 'a.pdf'],
    ["attachment; filename*=UTF-8''%E1%BA", null],
    ["attachment; filename*=ISO-8859-1''%E1.pdf", null],
    ['attachment', null],
    [undefined, null],
    ['x'.repeat(5_000), null],
  ])('is read from %.60j', (header, name) => expect(fileNameOf(header)).toBe(name));

  it('goes out so that it comes in again', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (text) => {
        const name = cleanedName(text, 'text/plain');
        if (name === null) return;
        const header = dispositionOf(name);
        expect(header).toMatch(/^[\x20-\x7e]*$/);
        expect(fileNameOf(header)).toBe(name);
      }),
    ));
});

const codeOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    if (error instanceof RequestProblem) return error.code;
    throw error;
  }
};

describe('a range of a file of 10 bytes', () => {
  it.each([
    ['bytes=0-1', { start: 0, end: 1 }],
    ['bytes=5-', { start: 5, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=-30', { start: 0, end: 9 }],
    ['bytes=9-99999', { start: 9, end: 9 }],
    ['bytes=10-', 'range-not-satisfiable'],
    ['bytes=-0', 'range-not-satisfiable'],
    ['bytes=5-2', null],
    ['bytes=-', null],
    ['bytes=0-1,2-3', null],
    ['lines=0-1', null],
    ['bytes=99999999999999999999-', null],
    [undefined, null],
  ])('%j is %j', (header, range) => expect(codeOf(() => rangeOf(header, 10))).toEqual(range));
});

describe('a digest', () => {
  const base64 = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
  const hex = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
  it.each([
    [`sha-256=:${base64}:`, undefined, hex],
    [`md5=:x:, sha-256=:${base64}:`, undefined, hex],
    [undefined, `SHA-256=${base64}`, hex],
    [undefined, undefined, null],
    ['sha-256=x', undefined, 'bad-digest'],
    [`md5=:${base64}:`, undefined, 'bad-digest'],
  ])('of %j, %j is %j', (contentDigest, digest, found) => expect(codeOf(() => digestOf(contentDigest, digest))).toBe(found));
});
