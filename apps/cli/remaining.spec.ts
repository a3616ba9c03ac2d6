import { describe, expect, it } from '@jest/globals';
import { remaining } from './remaining.ts';

describe('the time that a step still takes', () => {
  it('is told by the rate of the step, once there is one', () => {
    let now = 0;
    const left = remaining(() => now);
    expect(left('compare', 500, 1_000)).toBe('');
    now = 999;
    expect(left('compare', 600, 1_000)).toBe('');
    now = 2_000;
    expect(left('compare', 600, 1_000)).toBe(' · 0:08');
    expect(left('copy', 600, 1_000)).toBe('');
    now = 12_000;
    expect(left('copy', 610, 1_000)).toBe(' · 6:30');
  });
});
