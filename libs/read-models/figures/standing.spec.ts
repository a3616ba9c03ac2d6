import { describe, expect, it } from '@jest/globals';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import { standingAfter } from '#lifecycle/project/project-stage';
import { FACT, type FactKind, readFacts, writeFacts } from './facts.ts';
import { standingAt } from './standing.ts';

const facts = (...list: readonly (readonly [FactKind, number, number?])[]) =>
  list.flatMap(([kind, day, value = 0]) => [kind, day, day + 2, value]);
const at = (asOfDay: number, knownDay = Infinity) => ({ asOfDay, knownDay });

describe('facts', () => {
  it('are read as they were written, before 1970 too', () => {
    const list = [FACT.approved, -25_567, 0, 1_000_000_000_000_000, FACT.stopped, 19_000, 19_001, 0];
    expect(writeFacts(list)).toBe('12,-25567,0,1000000000000000;25,19000,19001,0;');
    expect(readFacts(writeFacts(list))).toEqual(list);
    expect(readFacts('')).toEqual([]);
  });
});

describe('where a project stands', () => {
  const life = facts(
    [FACT.surveyed, 10],
    [FACT.registered, 20],
    [FACT.returned, 22],
    [FACT.completed, 24],
    [FACT.basePassed, 30, 500],
    [FACT.returned, 32],
    [FACT.completed, 34],
    [FACT.finalPassed, 40, 400],
    [FACT.approved, 50, 400],
    [FACT.contracted, 60],
    [FACT.requested, 65, 280],
    [FACT.volumeConfirmed, 68],
    [FACT.firstAdvance, 70, 280],
    [FACT.notAccepted, 80],
    [FACT.accepted, 90, 390],
    [FACT.remainingAdvance, 95, 110],
    [FACT.dossierLodged, 96],
    [FACT.liquidated, 97],
    [FACT.settled, 100, 390],
  );

  it.each([
    [9, null],
    [10, 'surveyed'],
    [23, 'returned'],
    [24, 'registered'],
    [33, 'returned'],
    [34, 'base-passed'],
    [45, 'final-passed'],
    [50, 'in-plan'],
    [69, 'contracted'],
    [85, 'executing'],
    [95, 'accepted'],
    [99, 'liquidated'],
    [100, 'settled'],
  ])('on day %i is %s', (day, stage) => {
    expect(standingAt(life, at(day)).stage).toBe(stage);
  });

  it('counts only what was known', () => {
    expect(standingAt(life, at(100, 71))).toMatchObject({ stage: 'contracted', advanced: 0 });
    expect(standingAt(life, at(100, 72))).toMatchObject({ stage: 'executing', advanced: 280 });
  });

  it('waits for the volume, then for the payment', () => {
    expect([64, 65, 68, 70].map((day) => standingAt(life, at(day)).request)).toEqual(['none', 'open', 'confirmed', 'none']);
  });

  it('goes back to the base appraisal when the completion of the dossier says so', () => {
    const returned = [
      [FACT.basePassed, 30, 500],
      [FACT.submitted, 31],
      [FACT.returned, 32],
    ] as const;
    expect(standingAt(facts(...returned, [FACT.completed, 34]), at(34)).stage).toBe('submitted');
    expect(standingAt(facts(...returned, [FACT.completedToBase, 34]), at(34)).stage).toBe('registered');
    const now = { stage: 'returned', stageOn: '2022-01-01', beforeReturn: 'submitted' } as const;
    const completed = (data: object) => standingAfter(now, { type: 'DossierCompleted', data } as ProjectEvent, '2022-02-01').stage;
    expect([completed({ round: 1, answers: [] }), completed({ round: 1, answers: [], backTo: 'registered' })]).toEqual([
      'submitted',
      'registered',
    ]);
  });

  it('keeps its plan when it is stopped, and loses it when a plan decision takes it out', () => {
    const approved = [
      [FACT.surveyed, 1],
      [FACT.approved, 5, 300],
    ] as const;
    expect(standingAt(facts(...approved, [FACT.stopped, 8]), at(9))).toMatchObject({ plan: 300, ended: true, stage: 'stopped' });
    expect(standingAt(facts(...approved, [FACT.approved, 8, 200]), at(9))).toMatchObject({ plan: 200 });
    expect(standingAt(facts(...approved, [FACT.leftOut, 8]), at(9))).toMatchObject({ plan: 0, stage: 'not-in-plan' });
  });

  it.each([
    [FACT.keptForLater, 'kept-for-later'],
    [FACT.notEligible, 'not-eligible'],
    [FACT.drafted, 'draft'],
    [FACT.baseFailed, 'rejected'],
    [FACT.finalFailed, 'not-in-plan'],
    [FACT.withdrawn, 'withdrawn'],
  ] as const)('after fact %i is %s', (kind, stage) => {
    expect(standingAt(facts([kind, 1]), at(1)).stage).toBe(stage);
  });
});
