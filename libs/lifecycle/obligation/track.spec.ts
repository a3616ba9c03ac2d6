import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wholeLife } from '#testkit/whole-lives.fixture';
import { ACT_OF, isReversible } from '../project/case-file.ts';
import { project } from '../project/project.decider.ts';
import type { ProjectEvent } from '../project/project.events.ts';
import type { Project } from '../project/project.state.ts';
import type { Lived } from '../project/random-history.fixture.ts';
import { happenedAt, lifeOf, lives, tracked } from './tracked.fixture.ts';
import { type Track, track, untracked } from './track.ts';

/** What a project's own state says of what a track keeps. */
function toldBy(state: Project): object | null {
  if (state.status === 'absent') return null;
  const known = { obstacles: state.file.obstacles.map(({ obstacle, level }) => expect.objectContaining({ obstacle, level })) };
  if (!('approval' in state)) return known;
  const { approval, contract, request, paid, recovered, dossierLodged, carriedOver, progress, stopReason, accepted, adjustment, force } =
    state;
  return {
    ...known,
    plan: approval.amount,
    paid,
    recovered,
    dossierLodged,
    carriedTo: carriedOver?.toYear ?? null,
    reported: progress,
    ended: stopReason !== null,
    accepted: accepted === null ? null : expect.objectContaining({ amount: accepted }),
    request: request && { tranche: request.tranche, confirmed: request.volumePercent !== null },
    contracted: contract && expect.objectContaining({ endsOn: contract.endsOn, contract: contract.stream === '' ? null : contract.stream }),
    adjustment: adjustment && expect.objectContaining({ adjustment: adjustment.adjustment, confirmed: adjustment.confirmed }),
    force: force && { department: force.departmentPercent !== null, commune: force.communePercent !== null },
  };
}

const subjectOf = (state: Exclude<Project, { readonly status: 'absent' }>) => ({
  source: state.need.source,
  province: state.need.province,
  planYear: state.need.planYear,
  content: state.need.content,
  ...('draft' in state ? { title: state.draft.title, implementingUnit: state.draft.implementingUnit } : {}),
});

describe('a track', () => {
  it('says of any life what the project itself says, after every event, and reads back the same', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(lives, (one) => {
        const lived = lifeOf(one);
        let state: Project = project.initial;
        let now = untracked;
        for (const [revision, told] of lived.entries()) {
          state = project.evolve(state, told.event, told.happened);
          now = track(JSON.parse(JSON.stringify(now)) as Track, told.event, happenedAt(told, revision));
          if (state.status === 'absent') throw new Error('absent after an event');
          seen.add(told.event.type);
          expect(now).toMatchObject({ revision, subject: subjectOf(state), standing: { stage: state.status }, ...toldBy(state) });
          const standing = now.decided.flatMap(({ deadline, document, from: on, to }) => (to === null ? { deadline, document, on } : []));
          expect(standing).toEqual(state.file.paused);
          expect(now.undo?.revision ?? null).toBe(state.file.last?.revision ?? null);
        }
        expect(tracked(lived)).toEqual(now);
      }),
      { numRuns: 150, seed: 20_221_015 },
    );
    expect(EVENTS_THAT_MATTER.filter((type) => !seen.has(type))).toEqual([]);
  });

  it('is after a reversal what it was before the act, but for what happened beside it meanwhile', () => {
    const reversed = new Set<string>();
    const holds = (lived: readonly Lived[]): void => {
      for (const [revision, { event, happened }] of lived.entries()) {
        if (!isReversible(event.type)) continue;
        reversed.add(event.type);
        const then: readonly Lived[] = [obstacle, reversalOf(revision, event.type)].map((event) => ({ event, happened }));
        const { undo: _undo, ...before } = tracked(lived.slice(0, revision));
        const after = tracked([...lived.slice(0, revision + 1), ...then]);
        const obstacles = [...before.obstacles, expect.objectContaining({ obstacle: 'o-beside' })];
        expect(after).toEqual({ ...before, revision: revision + 2, obstacles, undo: null });
      }
    };
    holds(wholeLife.map(({ event, on, by: actor }) => ({ event, happened: { on, actor } })));
    expect([...reversed].toSorted()).toEqual(Object.keys(ACT_OF).toSorted());
    fc.assert(
      fc.property(lives, (one) => holds(lifeOf(one))),
      { numRuns: 40, seed: 20_221_015 },
    );
  });

  it('is not changed by what comes after it', () => {
    const lived = lifeOf({ seed: 7, wild: 0.2 });
    const half = tracked(lived.slice(0, 10));
    const kept = JSON.stringify(half);
    for (const [index, one] of lived.slice(10).entries()) track(half, one.event, happenedAt(one, 10 + index));
    expect(JSON.stringify(half)).toBe(kept);
  });

  it('of a damaged stream says so', () => {
    const damaged = { id: 'e', on: '2022-01-01', actor: 'u', recordedAt: '', revision: 4 };
    expect(() => track(untracked, reversalOf(3, 'AdvancePaid'), damaged)).toThrow('event 3');
  });
});

const obstacle: ProjectEvent = {
  type: 'ObstacleRaised',
  data: { obstacle: 'o-beside', level: 'agency', cause: 'money', text: 'Chậm cấp vốn', owner: null },
};
const reversalOf = (revision: number, reversed: string): ProjectEvent => ({
  type: 'ActReversed',
  data: { revision, reversed, reason: 'Ghi nhầm', amount: 0, tranche: null, status: 'executing' },
});

const EVENTS_THAT_MATTER: readonly ProjectEvent['type'][] = [
  'NeedSurveyed',
  'NeedFoundNotEligible',
  'ProjectDrafted',
  'ProjectRegistered',
  'DossierReturned',
  'DossierCompleted',
  'BaseAppraisalConcluded',
  'SubmittedForFinalAppraisal',
  'FinalAppraisalConcluded',
  'ApprovedInPlan',
  'LeftOutOfPlan',
  'ApprovalAdjusted',
  'ContractSigned',
  'ContractExtended',
  'TaskAssigned',
  'AdvanceRequested',
  'VolumeConfirmed',
  'AdvancePaid',
  'AdvanceRecovered',
  'ProgressReported',
  'ForceMajeureDeclared',
  'ForceMajeureConfirmed',
  'ObstacleRaised',
  'ObstacleAnswered',
  'AdjustmentRequested',
  'AdjustmentConfirmed',
  'AdjustmentDecided',
  'ProjectStopped',
  'ProjectWithdrawn',
  'AcceptanceHeld',
  'SettlementDossierLodged',
  'ContractLiquidated',
  'SettlementApproved',
  'CarriedOver',
  'DeadlinePaused',
  'DeadlineResumed',
  'DetailsCorrected',
  'ActReversed',
];
