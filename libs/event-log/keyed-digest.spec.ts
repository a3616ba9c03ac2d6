import { expect, it } from '@jest/globals';
import { agree, type DigestSum, KeyedDigest, minus, newDigestKey, plus } from './keyed-digest.ts';

type Entry = readonly [text: string, revision: number, position: number];

const KEY = [0x0123_4567, 0x89ab_cdef | 0] as const;
const ENTRY: Entry = ['project-1', 3, 7];

function sum(entries: readonly Entry[], key: readonly [number, number] = KEY): DigestSum {
  const digest = new KeyedDigest(key);
  for (const entry of entries) digest.add(...entry);
  return digest.sum;
}

it.each<[string, readonly Entry[]]>([
  ['nothing', []],
  ['the same twice', [ENTRY, ENTRY]],
  ['another text', [['project-2', 3, 7]]],
  ['a text that goes on', [['project-1\0', 3, 7]]],
  ['a text that ends before', [['project-', 3, 7]]],
  ['another revision', [['project-1', 4, 7]]],
  ['another position', [['project-1', 3, 8]]],
  ['a position 2^32 further', [['project-1', 3, 7 + 2 ** 32]]],
  ['revision and position exchanged', [['project-1', 7, 3]]],
])('tells %s apart', (_, others) => expect(agree(sum([ENTRY]), sum(others))).toBe(false));

it('tells two entries from the same with their positions exchanged', () =>
  expect(
    agree(
      sum([
        ['a', 0, 1],
        ['b', 0, 2],
      ]),
      sum([
        ['a', 0, 2],
        ['b', 0, 1],
      ]),
    ),
  ).toBe(false));

it('does not ask for an order, and adds up', () => {
  const [one, other]: readonly Entry[][] = [[ENTRY, ['b', 0, 2]], [['c', 1, 2 ** 40]]] as Entry[][];
  const all = sum([...(other as Entry[]), ...(one as Entry[])].reverse());
  expect(agree(all, plus(sum(one as Entry[]), sum(other as Entry[])))).toBe(true);
  expect(agree(minus(all, sum(other as Entry[])), sum(one as Entry[]))).toBe(true);
});

it('differs from key to key, by either half', () => {
  expect(agree(sum([ENTRY]), sum([ENTRY], [KEY[0] ^ 1, KEY[1]]))).toBe(false);
  expect(agree(sum([ENTRY]), sum([ENTRY], [KEY[0], KEY[1] ^ 1]))).toBe(false);
  expect(newDigestKey()).not.toEqual(newDigestKey());
});

it('is HalfSipHash: half of the bits change with any bit of an entry', () => {
  const [low, high] = sum([ENTRY]);
  const bits = Array.from({ length: 32 }, (_, bit) => {
    const [otherLow, otherHigh] = sum([['project-1', 3, 7 ^ (1 << bit)]]);
    return ones(low ^ otherLow) + ones(high ^ otherHigh);
  });
  expect(Math.min(...bits)).toBeGreaterThan(16);
  expect(bits.reduce((all, some) => all + some) / bits.length).toBeCloseTo(32, -1);
});

const ones = (word: number): number => (word >>> 0).toString(2).replaceAll('0', '').length;
