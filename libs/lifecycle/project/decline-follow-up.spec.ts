import { describe, expect, it } from '@jest/globals';
import { currentRules } from '../context.ts';
import { scenarios } from '#testkit/scenario';
import { availableActions } from './available-actions.ts';
import { type DeclineFollowUp, declinedBy } from './decline-follow-up.ts';
import { project } from './project.decider.ts';
import { by, on, paid, plan, projectId, upTo } from './project.fixture.ts';
import type { DeclinedFollowUp } from './project.events.ts';
import type { Project } from './project.state.ts';

const { given, stateAfter } = scenarios(project);
const decidedBy = '7b0f6a52-8f0e-5b7c-9d5e-0c1f5a7b9e31';
const lowering = { asked: 'AdjustApproval', decidedBy, stream: plan, document: '120/QĐ-ĐCK', reason: 'amount-under-spent' } as const;
const decline: DeclineFollowUp = { type: 'DeclineFollowUp', projectId, occurredOn: '2022-12-01', actor: 'follow-up:u-agency', ...lowering };
const declined = (status: string): { readonly type: 'FollowUpDeclined'; readonly data: DeclinedFollowUp } => ({
  type: 'FollowUpDeclined',
  data: { ...lowering, status },
});
const lateDeclined = on('2022-12-01', 'agency-officer', declined('executing'));

describe('a decision that a project could not take', () => {
  it('is recorded in every stage, whatever the day of the decision', () => {
    for (const past of Object.values(upTo))
      for (const occurredOn of ['2010-01-01', '2022-12-01']) {
        given(...past)
          .when({ ...decline, occurredOn })
          .then(declined(stateAfter(past).status));
      }
  });

  it('is recorded for nobody but the follow-up, and of no project that is not there', () => {
    given(...upTo.executing)
      .when({ ...decline, actor: 'u-agency', role: 'agency-leader' })
      .thenRefused('not-your-role', { command: 'DeclineFollowUp', role: 'agency-leader', who: [] });
    given().when(decline).thenRefused('project-not-found', { project: projectId });
    given(...upTo.executing)
      .when({ ...decline, occurredOn: '2023-01-01' })
      .thenRefused('in-the-future');
  });

  it('moves nothing: neither the stage nor the day before which nothing may be dated nor what may be reversed', () => {
    const before = stateAfter(upTo.executing) as Exclude<Project, { readonly status: 'absent' }>;
    const { file, ...after } = stateAfter([...upTo.executing, lateDeclined]) as typeof before;
    const { file: fileBefore, ...same } = before;
    expect(after).toEqual(same);
    expect(file).toEqual({ ...fileBefore, events: fileBefore.events + 1, declined: [{ ...lowering, status: 'executing' }] });
    expect(file.last).not.toBeNull();
  });

  it('is passed over by a reversal, and known after it', () => {
    const state = stateAfter([...upTo.executing, lateDeclined]) as Exclude<Project, { readonly status: 'absent' }>;
    const { last } = state.file;
    const [reversed] = project.decide(
      { ...by('2022-10-01', 'agency-accountant'), type: 'ReverseAct', revision: last?.revision ?? 0, reason: 'Ghi nhầm' },
      state,
      { today: '2022-12-31', rules: currentRules },
    );
    expect([last?.type, reversed]).toMatchObject([paid.type, { type: 'ActReversed', data: { reversed: paid.type } }]);
    const after = project.evolve(state, reversed as NonNullable<typeof reversed>, { on: '2022-10-01', actor: 'u-1' });
    expect(declinedBy(after, lowering)).toEqual({ ...lowering, status: 'executing' });
  });

  it('is known by what was asked and the event that asked it', () => {
    const state = stateAfter([...upTo.executing, lateDeclined]);
    expect(declinedBy(state, { asked: 'AdjustApproval', decidedBy })?.reason).toBe('amount-under-spent');
    expect(declinedBy(state, { asked: 'ExtendContract', decidedBy })).toBeUndefined();
    expect(declinedBy(state, { asked: 'AdjustApproval', decidedBy: projectId })).toBeUndefined();
    expect(declinedBy(stateAfter([]), lowering)).toBeUndefined();
  });

  it('is nothing that a person is offered', () => {
    const context = { today: '2022-12-31', rules: currentRules };
    for (const past of Object.values(upTo)) {
      const offered = availableActions(projectId, stateAfter(past), by('2022-12-01', 'agency-leader'), context);
      expect(offered.map(({ act }): string => act)).not.toContain('DeclineFollowUp');
    }
  });
});
