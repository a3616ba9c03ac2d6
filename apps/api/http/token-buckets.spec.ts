import { describe, expect, it } from '@jest/globals';
import { TokenBuckets } from './token-buckets.ts';

describe('a bucket of tokens', () => {
  it('is emptied by a flood, for that client only, and fills at its rate', () => {
    let now = 0;
    const buckets = new TokenBuckets(2, 4, () => now);
    expect([1, 2, 3, 4, 5].map(() => buckets.take('a').allowed)).toEqual([true, true, true, true, false]);
    expect(buckets.take('a')).toEqual({ allowed: false, left: 0, retryAfter: 1 });
    expect(buckets.take('b')).toEqual({ allowed: true, left: 3, retryAfter: 0 });
    now = 500;
    expect(buckets.take('a')).toEqual({ allowed: true, left: 0, retryAfter: 0 });
    now = 60_000;
    expect(buckets.take('a').left).toBe(3);
  });
});
