import { describe, expect, it } from '@jest/globals';
import { planted } from './bugs/planted.ts';
import { simulate } from './run.ts';
import { soundSeams } from './seams.ts';

const STEPS = 120;
/** Longest time of a few runs, on a machine that has much else to do, in milliseconds. */
const RUNS_MAX_MS = 120_000;

describe('the simulation, in small', () => {
  it(
    'one seed is one run, to the last line',
    async () => {
      const [first, again, other] = [
        await simulate(7, soundSeams, STEPS),
        await simulate(7, soundSeams, STEPS),
        await simulate(8, soundSeams, STEPS),
      ];
      expect(again).toEqual(first);
      expect(other.digest).not.toBe(first.digest);
    },
    RUNS_MAX_MS,
  );

  it(
    'breaks nothing of the product',
    async () => {
      for (let seed = 30; seed < 34; seed++) expect(await simulate(seed, soundSeams, STEPS)).toMatchObject({ found: null });
    },
    RUNS_MAX_MS,
  );

  it(
    'knows a sound product from a broken one',
    async () => {
      const quick = ['lost-conflict', 'ack-before-commit', 'if-match-ignored', 'switches-too-early', 'keeps-after-rollback'];
      const found: string[] = [];
      for (const bug of planted.filter(({ name }) => quick.includes(name)))
        for (let seed = 1; seed < 6 && !found.includes(bug.name); seed++)
          if ((await simulate(seed, { ...soundSeams, ...bug.seams() }, STEPS)).found !== null) found.push(bug.name);
      expect(found.sort()).toEqual(quick.sort());
    },
    RUNS_MAX_MS,
  );

  it('plants enough, and none twice', () => {
    expect(planted.length).toBeGreaterThanOrEqual(25);
    expect(new Set(planted.map(({ name }) => name)).size).toBe(planted.length);
  });
});
