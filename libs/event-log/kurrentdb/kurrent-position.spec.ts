import { describe, expect, it } from '@jest/globals';
import { comparePositions } from '../event-log.ts';
import { positionOf, serverPosition } from './kurrent-position.ts';

const MAX = 2n ** 64n - 1n;

describe('a position in KurrentDB', () => {
  it('is ordered as its pair is, up to the largest there can be, and comes back as it was', () => {
    const pairs = [0n, 9n, 10n, 2n ** 53n, 2n ** 53n + 1n, MAX].flatMap((commit) => [0n, commit].map((prepare) => ({ commit, prepare })));
    const positions = pairs.map(positionOf);
    expect([...positions].sort(comparePositions)).toEqual(positions);
    expect(positions.map(serverPosition)).toEqual(pairs);
  });

  it.each(['', '0000000000000001', '1'.repeat(39), '9'.repeat(40), `${'0'.repeat(39)}x`])('is not %j', (text) => {
    expect(() => serverPosition(text)).toThrow(TypeError);
  });

  it('is refused when the client gives a number for it', () => {
    expect(() => positionOf({ commit: 1 as never, prepare: 1n })).toThrow(TypeError);
  });
});
