import { describe, expect, it } from '@jest/globals';
import { isEmail } from './email.ts';

const label = 'd'.repeat(63);

describe('an address', () => {
  it.each([
    'canbo@socongthuong.thanhhoa.gov.vn',
    'a@b.vn',
    "o'brien+khuyen-cong@example.invalid",
    'centre-officer.vn63-38@example.invalid',
    'a@xn--thnhha-2ta3h.vn',
    `${'a'.repeat(64)}@example.vn`,
    `a@${label}.${label}.${label}.${'d'.repeat(60)}`,
  ])('%s is one', (text) => expect(isEmail(text)).toBe(true));

  it.each([
    '',
    '@',
    'a',
    'a@b',
    'a@@b.vn',
    'a@b.vn@c.vn',
    'a@b\r\nBcc:x@y.vn',
    'a\n@b.vn',
    'a@b.vn\n',
    'a@b.vn ',
    ' a@b.vn',
    'a b@c.vn',
    'a\u0000@b.vn',
    'a,b@c.vn',
    'a;b@c.vn',
    '<a@b.vn>',
    'Cán bộ <a@b.vn>',
    '"a b"@c.vn',
    'a(x)@b.vn',
    '.a@b.vn',
    'a.@b.vn',
    'a..b@c.vn',
    'cán@bộ.vn',
    'a@thànhhóa.vn',
    'a@-b.vn',
    'a@b-.vn',
    'a@b..vn',
    'a@.vn',
    'a@b.vn.',
    'a@[127.0.0.1]',
    'a@127.0.0.1',
    `${'a'.repeat(65)}@example.vn`,
    `a@${'d'.repeat(64)}.vn`,
    `a@${label}.${label}.${label}.${'d'.repeat(61)}`,
  ])('%j is none', (text) => expect(isEmail(text)).toBe(false));

  it('is judged at once, however long', () => expect(isEmail(`${'a.'.repeat(100_000)}@b.vn`)).toBe(false));
});
