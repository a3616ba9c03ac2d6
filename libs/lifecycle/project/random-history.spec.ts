import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { definitionOf } from '#reference/definitions/definitions';
import { currentRules } from '../context.ts';
import { Refusal } from '../refusal.ts';
import { availableActions } from './available-actions.ts';
import { acts } from './acts.ts';
import { project, type ProjectCommand } from './project.decider.ts';
import type { ProjectEvent } from './project.events.ts';
import { personOf, projectId } from './project.fixture.ts';
import type { Project } from './project.state.ts';
import { chooser, type Chooser, type Type, TYPES } from './random-bodies.fixture.ts';
import { answerOf, commandOf, EVERY_ROLE, type Lived, walk } from './random-history.fixture.ts';

const context = { today: '2024-12-31', rules: currentRules };
const STEPS = 40;
const seeds = { numRuns: 700, seed: 20_221_015 };

/** What an act that may start can still be refused for: what its body says. */
const OF_THE_BODY: ReadonlySet<string> = new Set([
  'advance-cap',
  'advance-conditions',
  'advance-over-approved',
  'already-done',
  'amount',
  'amount-over-accepted',
  'amount-over-appraised',
  'amount-over-approved',
  'amount-over-requested',
  'amount-under-spent',
  'blank',
  'carry-over-year',
  'ceiling',
  'contract-conflict',
  'council-majority',
  'council-members',
  'counterpart',
  'date-order',
  'document-empty',
  'dossier-incomplete',
  'dossier-open',
  'double-support',
  'draft-incomplete',
  'estimate-line',
  'estimate-sum',
  'evidence-missing',
  'findings-missing',
  'force-majeure',
  'illegal-transition',
  'multiplier',
  'named-twice',
  'not-the-last-act',
  'nothing-changes',
  'output',
  'percent',
  'plan-conflict',
  'plan-decides',
  'progress-backwards',
  'promise-missing',
  'recovery-over-advanced',
  'segregation',
  'shortfall-unexplained',
  'sum-mismatch',
  'targets-missed',
  'unknown-name',
  'volume-over-reported',
  'wrong-kind',
]);

const replayed = (lived: readonly Lived[]): Project =>
  lived.reduce(
    (state, { event, happened }) => project.evolve(state, JSON.parse(JSON.stringify(event)) as ProjectEvent, happened),
    project.initial,
  );

/** Refusals are made here by the hundred thousand, and Jest has each error keep a hundred frames: most of the time went there. */
const FRAMES = 4;
const { stackTraceLimit } = Error;
beforeAll(() => void (Error.stackTraceLimit = FRAMES));
afterAll(() => void (Error.stackTraceLimit = stackTraceLimit));

describe('random lives', () => {
  it('refuse with a Refusal or nothing, go only where the graph leads, keep the money in order, and read back the same', () => {
    const succeeded = new Set<string>();
    const reached = new Set<string>();
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        let last: Project = project.initial;
        const lived = walk(chooser(seed), STEPS, context, (state, command, answer) => {
          last = state;
          if (answer instanceof Refusal || answer.length === 0) return;
          succeeded.add(command.type);
          last = after(state, command, answer);
          reached.add(last.status);
          goesWhereTheGraphLeads(state, command, last);
          moneyHolds(last);
        });
        expect(replayed(lived)).toEqual(last);
      }),
      seeds,
    );
    // There is one version of each graph so far: nothing can move to another.
    expect(TYPES.filter((type) => !succeeded.has(type))).toEqual(['MoveToDefinition']);
    expect(Object.keys(definitionOf('KCQG-1').stages).filter((stage) => !reached.has(stage))).toEqual([]);
  });
});

const after = (state: Project, { occurredOn: on, actor }: ProjectCommand, events: readonly ProjectEvent[]): Project =>
  events.reduce((now, event) => project.evolve(now, event, { on, actor }), state);

function goesWhereTheGraphLeads(before: Project, { type }: ProjectCommand, now: Project): void {
  if (now.status === before.status || now.status === 'absent') return;
  const transition = definitionOf(now.file.definition).transitions.find(({ act }) => act === type);
  expect([type, transition?.to]).toEqual([type, expect.arrayContaining([now.status])]);
}

function moneyHolds(state: Project): void {
  if (!('approval' in state)) return;
  const { approval, paid, recovered, accepted, draft } = state;
  const gross = paid.first + paid.next + paid.remaining;
  expect(approval.amount).toBeLessThanOrEqual(draft.totalCost);
  expect(gross - recovered).toBeLessThanOrEqual(approval.amount);
  expect(recovered).toBeLessThanOrEqual(gross);
  expect(recovered).toBeGreaterThanOrEqual(0);
  expect(accepted ?? 0).toBeLessThanOrEqual(approval.amount);
  if (state.status === 'settled') expect(gross - recovered).toBeLessThanOrEqual(accepted ?? 0);
}

describe('available actions', () => {
  it('refuse what decide refuses whatever is said, and allow what it refuses only for what is said', () => {
    const seen = { allowed: new Set<string>(), refused: new Set<string>() };
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const choose = chooser(seed);
        let visited = 0;
        walk(choose, STEPS, context, (state, command) => {
          visited++;
          if (state.status === 'absent' || (visited > 2 && choose.next() > 0.05)) return;
          for (const role of EVERY_ROLE)
            for (const actor of [personOf(role), 'u-2']) agrees(choose, state, { occurredOn: command.occurredOn, role, actor }, seen);
        });
      }),
      { ...seeds, numRuns: 80 },
    );
    const sayable = definitionOf('KCQG-1')
      .transitions.filter(({ follows }) => follows === undefined)
      .map(({ act }) => act);
    expect(sayable.filter((type) => !seen.allowed.has(type) || !seen.refused.has(type))).toEqual([]);
  });
});

type Asker = { readonly occurredOn: string; readonly role: (typeof EVERY_ROLE)[number]; readonly actor: string };

function agrees(choose: Chooser, state: Project, asker: Asker, seen: Readonly<Record<'allowed' | 'refused', Set<string>>>): void {
  for (const { act, refusal } of availableActions(projectId, state, asker, context)) {
    const answer = answerOf(commandOf(act, asker, choose, state), state, context);
    const why = [state.status, act, asker.role, asker.actor];
    if (refusal === null) {
      seen.allowed.add(act);
      if (answer instanceof Refusal && !OF_THE_BODY.has(answer.code)) expect([...why, answer.code]).toEqual([...why, 'allowed']);
      continue;
    }
    seen.refused.add(act);
    // Said twice, true once: nothing happens, whoever says it.
    const holds = !(answer instanceof Refusal) && answer.length === 0 && 'holds' in acts[act as Type];
    const said = answer instanceof Refusal ? answer.code : 'decided';
    // Compared by hand first: there are some hundred thousand of them.
    if (!holds && said !== refusal.code) expect([...why, said]).toEqual([...why, refusal.code]);
  }
}
