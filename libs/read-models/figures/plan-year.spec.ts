import { describe, expect, it } from '@jest/globals';
import { chance } from '#testkit/project-life';
import { FACT, FACT_WIDTH } from './facts.ts';
import { PlanYear } from './plan-year.ts';
import { type Moment, standingAt } from './standing.ts';

interface Project {
  readonly id: string;
  readonly facts: readonly number[];
}

const KINDS = ['approved', 'contracted', 'firstAdvance', 'remainingAdvance', 'accepted', 'settled', 'stopped', 'reversed'] as const;
const DAYS = 40;

/** Facts in any order that a stream could have, and some that no rule would allow. */
function anyFacts(random: () => number): readonly number[] {
  const facts: number[] = [FACT.surveyed, 0, 0, 0];
  for (let known = 0; random() < 0.85;) {
    known += Math.floor(random() * 6);
    const kind = KINDS[Math.floor(random() * KINDS.length)] ?? 'approved';
    const value = kind === 'reversed' ? Math.floor((random() * facts.length) / FACT_WIDTH) : 1;
    facts.push(FACT[kind], Math.floor(random() * DAYS), known, value);
  }
  return facts;
}

/** By a fold: it has a contract and no first advance, or is accepted, and neither settled nor ended. */
function owes({ facts }: Project, moment: Moment): boolean {
  const { contractDay, firstAdvancePaid, acceptedDay, settled, ended } = standingAt(facts, moment);
  return !ended && settled === null && ((contractDay !== null && !firstAdvancePaid) || acceptedDay !== null);
}

const ids = (projects: readonly Project[]): readonly string[] => projects.map(({ id }) => id).toSorted();

describe('the projects of a plan year that may owe something', () => {
  it('are all that owe by a fold, at any moment, whatever the order and the reversals of their facts', () => {
    const random = chance(23);
    const year = new PlanYear<Project>();
    const all = Array.from({ length: 2_000 }, (_, index) => ({ id: `p-${index}`, facts: anyFacts(random) }));
    for (const project of all) year.put(project);
    let owing = 0;
    for (let asOfDay = 0; asOfDay < DAYS; asOfDay += 3)
      for (const knownDay of [Infinity, 0, Math.floor(random() * DAYS)]) {
        const found = new Set(ids(year.owing({ asOfDay, knownDay })));
        const expected = ids(all.filter((project) => owes(project, { asOfDay, knownDay })));
        expect(expected.filter((id) => !found.has(id))).toEqual([]);
        owing += expected.length;
      }
    expect(owing).toBeGreaterThan(1_000);
  });

  it('leaves out one that is advanced and not accepted yet, unless a reversal may have taken the advance back', () => {
    const year = new PlanYear<Project>();
    const advanced = [FACT.surveyed, 1, 1, 0, FACT.contracted, 2, 2, 0, FACT.firstAdvance, 4, 9, 1];
    year.put({ id: 'advanced', facts: [...advanced, FACT.accepted, 20, 20, 1] });
    year.put({ id: 'reversed', facts: [...advanced, FACT.reversed, 12, 12, 2] });
    const at = (asOfDay: number, knownDay = Infinity) => ids(year.owing({ asOfDay, knownDay }));
    expect(at(1)).toEqual([]);
    expect(at(3)).toEqual(['advanced', 'reversed']);
    expect(at(10)).toEqual(['reversed']);
    expect(at(10, 8)).toEqual(['advanced', 'reversed']); // The advance was not known yet.
    expect(at(20)).toEqual(['advanced', 'reversed']);
  });

  it('are of those put last, and of none removed', () => {
    const year = new PlanYear<Project>();
    const owing = [FACT.surveyed, 1, 1, 0, FACT.contracted, 2, 2, 0];
    const many = Array.from({ length: 1_000 }, (_, index) => ({ id: `p-${index}`, facts: owing }));
    for (const project of many) year.put(project);
    year.put({ id: 'p-5', facts: [...owing, FACT.stopped, 2, 2, 0] });
    for (const gone of ['p-0', 'p-999', 'p-7', 'nobody']) year.remove(gone);
    const left = many.map(({ id }) => id).filter((id) => !['p-0', 'p-999', 'p-7'].includes(id));
    expect(ids(year.projects)).toEqual(left.toSorted());
    expect(ids(year.owing({ asOfDay: 3, knownDay: Infinity }))).toEqual(left.filter((id) => id !== 'p-5').toSorted());
  });
});
