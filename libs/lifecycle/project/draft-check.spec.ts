import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { scenarios } from '#testkit/scenario';
import { currentRules } from '../context.ts';
import { Refusal } from '../refusal.ts';
import { filed, type History } from './funded.fixture.ts';
import { checkDraft } from './draft-check.ts';
import { project } from './project.decider.ts';
import type { Draft, EstimateLine } from './project.events.ts';
import { by, draft, plainDraft, upTo } from './project.fixture.ts';
import type { Project } from './project.state.ts';

const DAY = '2021-03-01';
const context = { today: '2026-01-01', rules: currentRules };
const { stateAfter } = scenarios(project);
const after = (past: History): Exclude<Project, { readonly status: 'absent' }> => {
  const state = stateAfter(past);
  if (state.status === 'absent') throw new Error('nothing happened');
  return state;
};
const surveyed = after(upTo.surveyed);
const check = (typed: Draft, state = surveyed) => checkDraft(typed, state, DAY, context);
const line: EstimateLine = { item: 'Máy', unit: 'máy', quantity: 1, unitPrice: 5, amount: 5, payer: 'support' };

describe('checking a draft as it is typed', () => {
  it('finds nothing wrong with a draft that drafting takes', () => expect(check(draft)).toMatchObject({ faults: [], missing: [] }));

  it('names every fault at once, each with a text (TT 36/2013 art. 5)', () => {
    const { faults } = check({ ...draft, title: ' ', counterpart: 1, estimate: [{ ...line, amount: 6 }, line, { ...line, quantity: 0 }] });
    expect(faults.map(({ code, facts }) => [code, facts['field'] ?? null])).toEqual([
      ['blank', 'title'],
      ['counterpart', null],
      ['estimate-line', 'estimate/0/amount'],
      ['estimate-line', 'estimate/2/quantity'],
    ]);
    for (const { refusedBy } of faults) expect(refusedBy?.legalBasis).toMatch(/art\. \d+/);
  });

  it('takes no shares of what is no whole đồng: that it is none is the fault', () =>
    expect(check({ ...draft, totalCost: 0.5 }).faults.map(({ code, facts }) => [code, facts['field'] ?? null])).toEqual([
      ['amount', 'totalCost'],
      ['counterpart', null],
    ]));

  it('says the first of them as drafting itself would, whatever is typed', () => {
    const typed = fc.record({
      title: fc.constantFrom('', draft.title),
      totalCost: fc.constantFrom(0, -1, 1.5, draft.totalCost),
      supportRequested: fc.constantFrom(0, 0.5, draft.supportRequested, draft.supportRequested + 1),
      output: fc.constantFrom(draft.output, { unit: '', planned: 1 }, { unit: 'x', planned: 0 }),
      schedule: fc.constantFrom(draft.schedule ?? [], [{ step: 'a', from: '2021-02-01', to: '2021-01-01', responsible: 'b' }]),
      estimate: fc.constantFrom(draft.estimate ?? [], [], [line], [{ ...line, amount: 6 }]),
    });
    fc.assert(
      fc.property(typed, (change) => {
        const said = { ...draft, ...change };
        const command = { ...by(DAY, 'centre-officer'), type: 'DraftProject', draft: said } as const;
        const [first] = check(said).faults;
        // An error is equal to another by its message alone: all that it says is compared.
        expect({ ...first }).toEqual({ ...refusalOf(() => project.decide(command, surveyed, context)) });
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  it('says the most that the ceiling in force allows', () => {
    const { ceiling } = check(draft);
    expect(ceiling?.most).toBeGreaterThan(0);
    expect(ceiling?.rule.article).toMatch(/^art\. /);
    expect(checkDraft(draft, surveyed, '1999-01-01', context).ceiling).toBeNull();
  });

  it('names what a registration would miss: contents, promises and papers', () => {
    const { missing, papers } = check(plainDraft);
    expect(missing).toEqual([
      'needBasis',
      'aims',
      'scale',
      'schedule',
      'estimate',
      'organisation',
      'effect',
      'own-money',
      'no-double-support',
    ]);
    expect(papers.map(({ there }) => there)).toEqual(papers.map(() => false));
    const filedOne = after([...upTo.surveyed, ...filed(DAY, 'request-letter')]);
    expect(
      check(plainDraft, filedOne)
        .papers.filter(({ there }) => there)
        .map(({ paper }) => paper.document),
    ).toEqual(['request-letter']);
  });
});

it('a bug in a draft is no fault of the draft', () =>
  expect(() => check({ ...draft, title: undefined } as unknown as Draft)).toThrow(TypeError));

function refusalOf(decide: () => unknown): Refusal | null {
  try {
    decide();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
