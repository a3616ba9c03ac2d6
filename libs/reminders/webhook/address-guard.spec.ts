import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isLoopback, isPublic } from './address-guard.ts';

const PRIVATE = [
  ['0.0.0.0', '0.255.255.255'],
  ['10.0.0.0', '10.255.255.255'],
  ['100.64.0.0', '100.127.255.255'],
  ['127.0.0.1', '127.255.255.255'],
  ['169.254.169.254', '169.254.0.1'],
  ['172.16.0.1', '172.31.255.255'],
  ['192.0.0.8', '192.0.2.1'],
  ['192.88.99.1', '192.168.1.1'],
  ['198.18.0.1', '198.19.255.255'],
  ['198.51.100.7', '203.0.113.9'],
  ['224.0.0.1', '239.255.255.255'],
  ['240.0.0.1', '255.255.255.255'],
  ['::', '::1'],
  ['::ffff:127.0.0.1', '::ffff:8.8.8.8'],
  ['::127.0.0.1', '::ffff:0:7f00:1'],
  ['64:ff9b::7f00:1', '64:ff9b:1::1'],
  ['100::1', '2001::1'],
  ['2001:db8::1', '2002:7f00:1::'],
  ['3fff::1', '5f00::1'],
  ['fc00::1', 'fdff:ffff::1'],
  ['fe80::1', 'fe80::1%lo'],
  ['fec0::1', 'ff02::1'],
].flat();

const PUBLIC = [
  '1.1.1.1',
  '8.8.8.8',
  '11.0.0.1',
  '100.63.255.255',
  '100.128.0.1',
  '172.15.0.1',
  '172.32.0.1',
  '192.167.0.1',
  '198.20.0.1',
  '203.113.131.1',
  '223.255.255.255',
  '2001:4860:4860::8888',
  '2401:d800::1',
  '2606:4700::1111',
];

describe('an address that a webhook may reach', () => {
  it.each(PRIVATE)('is not %s', (address) => expect(isPublic(address)).toBe(false));
  it.each(PUBLIC)('is %s', (address) => expect(isPublic(address)).toBe(true));
  it.each(['', 'localhost', '127.1', '0x7f000001', '1.2.3', '2606:4700::1111%eth0', '[::1]', ' 8.8.8.8'])(
    'is not %j, which is none',
    (text) => expect(isPublic(text)).toBe(false),
  );

  it('is never one that stands for an IPv4 address in IPv6', () =>
    fc.assert(
      fc.property(fc.ipV4(), fc.constantFrom('::ffff:', '::', '64:ff9b::', '::ffff:0:'), (address, prefix) => {
        expect(isPublic(`${prefix}${address}`)).toBe(false);
      }),
    ));

  it('is never a loopback address', () =>
    fc.assert(fc.property(fc.ipV4(), fc.ipV6(), (v4, v6) => expect([v4, v6].some((one) => isLoopback(one) && isPublic(one))).toBe(false))));
});

describe('a loopback address', () => {
  it.each(['127.0.0.1', '127.9.9.9', '::1'])('is %s', (address) => expect(isLoopback(address)).toBe(true));
  it.each(['128.0.0.1', '::2', '::ffff:127.0.0.1', 'localhost', '10.0.0.1'])('is not %s', (address) =>
    expect(isLoopback(address)).toBe(false),
  );
});
