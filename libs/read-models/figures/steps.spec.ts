import { describe, expect, it } from '@jest/globals';
import { FACT, FACT_WIDTH } from './facts.ts';
import { type Moment, type Standing, standingAt } from './standing.ts';
import { stepsBetween } from './steps.ts';

const EVERYTHING: Moment = { asOfDay: Infinity, knownDay: Infinity };
const executed = ({ advanced, recovered }: Standing): number => advanced - recovered;

/** Facts of day and knowledge in order, as `kind, day, known, value`. */
const of = (...facts: readonly (readonly [number, number, number, number])[]): readonly number[] => facts.flat();

const LIFE = of(
  [FACT.surveyed, 1, 1, 0],
  [FACT.approved, 10, 12, 300],
  [FACT.contracted, 20, 21, 0],
  [FACT.firstAdvance, 30, 33, 100],
  [FACT.reversed, 35, 36, 3],
  [FACT.firstAdvance, 34, 37, 120],
  [FACT.approvalAdjusted, 25, 40, 280],
  [FACT.recovered, 50, 51, 20],
);

const effects = (from: Moment | null, to: Moment, measure: (standing: Standing) => number): readonly (readonly [number, number])[] =>
  [...stepsBetween(LIFE, from, to)]
    .map(({ revision, before, after }) => [revision, measure(after) - measure(before)] as const)
    .filter(([, effect]) => effect !== 0);

describe('the steps from one moment to another', () => {
  it('show a payment, its reversal and the payment after it, each with its effect', () => {
    expect(effects(null, EVERYTHING, executed)).toEqual([
      [3, 100],
      [4, -100],
      [5, 120],
      [7, -20],
    ]);
  });

  it('show what was learnt later about an earlier day', () => {
    const day = 30;
    expect(effects({ asOfDay: day, knownDay: 35 }, { asOfDay: day, knownDay: Infinity }, ({ plan }) => plan)).toEqual([[6, -20]]);
  });

  it('show what counts no longer, the last first, where the second moment is the earlier one', () => {
    const found = [...stepsBetween(LIFE, EVERYTHING, { asOfDay: 24, knownDay: Infinity })];
    expect(found.every(({ entered }) => !entered)).toBe(true);
    expect(found.map(({ revision }) => revision)).toEqual([7, 6, 5, 4, 3]);
  });

  it('add up to the difference between any two moments', () => {
    const days = [0, 12, 24, 30, 34, 36, 37, 40, Infinity];
    const moments = days.flatMap((asOfDay) => days.map((knownDay) => ({ asOfDay, knownDay })));
    for (const from of moments) {
      for (const to of moments) {
        let last = standingAt(LIFE, from);
        for (const { before, after } of stepsBetween(LIFE, from, to)) {
          expect(before).toEqual(last);
          last = after;
        }
        expect(last).toEqual(standingAt(LIFE, to));
      }
    }
  });

  it('are as many as the facts that count, those beside apart', () => {
    const facts = [...LIFE, FACT.beside, 60, 60, 0];
    expect([...stepsBetween(LIFE, null, EVERYTHING)]).toHaveLength(LIFE.length / FACT_WIDTH);
    expect([...stepsBetween(facts, { asOfDay: 40, knownDay: 60 }, EVERYTHING)].map(({ revision }) => revision)).toEqual([7, 8]);
  });
});
