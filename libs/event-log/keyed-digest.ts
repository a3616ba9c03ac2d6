import { randomBytes } from 'node:crypto';

/** A new one for each run, and it leaves no trace: nobody can prepare entries that agree under it. */
export type DigestKey = readonly [number, number];

export function newDigestKey(): DigestKey {
  const bytes = randomBytes(8);
  return [bytes.readInt32LE(0), bytes.readInt32LE(4)];
}

/** Of digests under one key: they add up, in any order and over threads. */
export type DigestSum = readonly [number, number];

export const plus = ([a, b]: DigestSum, [c, d]: DigestSum): DigestSum => [(a + c) | 0, (b + d) | 0];
export const agree = ([a, b]: DigestSum, [c, d]: DigestSum): boolean => a === c && b === d;
export const minus = ([a, b]: DigestSum, [c, d]: DigestSum): DigestSum => [(a - c) | 0, (b - d) | 0];

/** Rounds that mix after the last word, once for each half of the result. */
const FINAL_ROUNDS = 3;

/**
 * Digest of a multiset of index entries: HalfSipHash-1-3 of each with 64 bits of result, and these added up, each half modulo 2^32. Two
 * different multisets agree with a probability of 2^-64, however they differ, as long as whoever made them does not know the key. An
 * entry costs about 0.1 µs. https://github.com/veorq/SipHash/blob/master/halfsiphash.c
 */
export class KeyedDigest {
  readonly #key: DigestKey;
  #low = 0;
  #high = 0;

  constructor(key: DigestKey) {
    this.#key = key;
  }

  get sum(): DigestSum {
    return [this.#low, this.#high];
  }

  /** Hashes the words revision, position (low, high), the text's length, and the text with two UTF-16 units a word. */
  add(text: string, revision: number, position: number): void {
    const { length } = text;
    const [k0, k1] = this.#key;
    let v0 = k0;
    let v1 = k1 ^ 0xee;
    let v2 = k0 ^ 0x6c796765;
    let v3 = k1 ^ 0x74656462;
    let low = 0;
    const words = 4 + ((length + 1) >> 1);
    for (let at = 0; at < words + 2 * FINAL_ROUNDS; at++) {
      let word = 0;
      if (at > 3 && at < words) word = text.charCodeAt(2 * at - 8) | (text.charCodeAt(2 * at - 7) << 16);
      else if (at === 0) word = revision | 0;
      else if (at === 1) word = position | 0;
      else if (at === 2) word = (position / 2 ** 32) | 0;
      else if (at === 3) word = length;
      else if (at === words) v2 ^= 0xee;
      else if (at === words + FINAL_ROUNDS) {
        low = v1 ^ v3;
        v1 ^= 0xdd;
      }
      v3 ^= word;
      v0 = (v0 + v1) | 0;
      v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
      v0 = (v0 << 16) | (v0 >>> 16);
      v2 = (v2 + v3) | 0;
      v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
      v0 = (v0 + v3) | 0;
      v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
      v2 = (v2 + v1) | 0;
      v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
      v2 = (v2 << 16) | (v2 >>> 16);
      v0 ^= word;
    }
    this.#low = (this.#low + low) | 0;
    this.#high = (this.#high + (v1 ^ v3)) | 0;
  }
}
