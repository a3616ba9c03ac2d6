import { describe, expect, it } from '@jest/globals';
import { definitionOf, definitions } from '#reference/definitions/definitions';
import type { Role } from '#reference/roles';
import { scenarios } from '#testkit/scenario';
import { currentRules } from '../context.ts';
import { Refusal } from '../refusal.ts';
import { acts } from './acts.ts';
import { availableActions } from './available-actions.ts';
import { ACT_OF, DUTY_OF } from './case-file.ts';
import { project, type ProjectCommand } from './project.decider.ts';
import type { ProjectEvent } from './project.events.ts';
import { by, byRegister, draft, localNeed, need, on, personOf, projectId, register, upTo, withNeed } from './project.fixture.ts';
import { type Type, TYPES } from './random-bodies.fixture.ts';
import { EVERY_ROLE } from './random-history.fixture.ts';

const { given, stateAfter } = scenarios(project);
const context = { today: '2022-12-31', rules: currentRules };
const transitionOf = (act: string, id = 'KCQG-1') => definitionOf(id).transitions.find((one) => one.act === act);

/** What each act that counts as a duty is remembered by. */
const EVENT_OF: Readonly<Partial<Record<Type, ProjectEvent['type']>>> = {
  DraftProject: 'ProjectDrafted',
  RegisterProject: 'ProjectRegistered',
  AnswerReturnedItem: 'ReturnedItemAnswered',
  CompleteDossier: 'DossierCompleted',
  ReturnDossier: 'DossierReturned',
  JudgeEarlierSupport: 'EarlierSupportJudged',
  AssessCriterion: 'CriterionAssessed',
  CastVote: 'VoteCast',
  ConcludeBaseAppraisal: 'BaseAppraisalConcluded',
  ConcludeFinalAppraisal: 'FinalAppraisalConcluded',
  ApproveInPlan: 'ApprovedInPlan',
  AdjustApproval: 'ApprovalAdjusted',
  StopProject: 'ProjectStopped',
  RequestAdvance: 'AdvanceRequested',
  ConfirmVolume: 'VolumeConfirmed',
  ConfirmForceMajeure: 'ForceMajeureConfirmed',
  PayAdvance: 'AdvancePaid',
  HoldAcceptance: 'AcceptanceHeld',
  ApproveSettlement: 'SettlementApproved',
};

describe.each(definitions.map((one) => [one.id, one] as const))('the acts and the graph %s', (_id, { transitions }) => {
  it('speak of the same acts', () => expect(transitions.map(({ act }) => act).toSorted()).toEqual(TYPES.toSorted()));

  it('start an act only where its state has what it reads', () => {
    const stray = transitions.flatMap(({ act, from, fromAttested = [] }) =>
      [...from, ...fromAttested].filter((stage) => !acts[act as Type].from.includes(stage as never)).map((stage) => `${act} from ${stage}`),
    );
    expect(stray).toEqual([]);
  });

  it('count an event as the duty of its act', () => {
    const duties = transitions.flatMap(({ act, duty }) => (duty === undefined ? [] : [[EVENT_OF[act as Type], duty]]));
    expect(Object.fromEntries(duties)).toEqual(DUTY_OF);
  });

  it('let an act be reversed by whoever may do it', () =>
    expect(Object.values(ACT_OF).filter((act) => !TYPES.includes(act as Type))).toEqual([]));
});

describe('a role', () => {
  const past = { KCQG: upTo, KCDP: undefined };
  const asks = (act: string, role: Role, state: Parameters<typeof availableActions>[1]) =>
    availableActions(projectId, state, { ...by('2022-12-30', role, 'u-new') }, context).find((one) => one.act === act)?.refusal ?? null;

  it.each(Object.keys(past.KCQG) as (keyof typeof upTo)[])('may do at stage %s exactly what the graph gives it', (stage) => {
    const state = stateAfter(upTo[stage]);
    for (const { act, from, who, follows } of definitionOf('KCQG-1').transitions) {
      if (follows !== undefined || !from.includes(stage)) continue;
      for (const role of EVERY_ROLE) {
        const refusal = asks(act, role, state);
        if (!who.includes(role)) expect([act, role, refusal?.code]).toEqual([act, role, 'not-your-role']);
        else if (refusal?.code === 'not-your-role') expect(narrower(act, role, stage)).toBe(true);
      }
    }
  });

  /** Acts that belong to one of two levels, or to whoever did what they take back. */
  function narrower(act: string, role: Role, stage: string): boolean {
    const byLevel = ['ReturnDossier', 'JudgeEarlierSupport', 'AssessCriterion', 'ConveneCouncil'];
    if (byLevel.includes(act))
      return !transitionOf(
        stage === 'submitted' || stage in { 'in-plan': 0, contracted: 0, executing: 0 }
          ? 'ConcludeFinalAppraisal'
          : 'ConcludeBaseAppraisal',
      )?.who.includes(role);
    return act === 'ReverseAct' || (act === 'SubmitForFinalAppraisal' && role === 'regional-centre-officer' && stage === 'base-passed');
  }

  it('that may not is told the act, itself, whose it is, and the article', () =>
    given(...upTo.registered)
      .when({ ...by('2021-05-10', 'agency-officer'), type: 'ConcludeBaseAppraisal', result: 'fail', amount: null, reason: 'x' })
      .thenRefused(
        'not-your-role',
        { command: 'ConcludeBaseAppraisal', role: 'agency-officer', who: ['appraisal-officer', 'department-leader'] },
        'TT 36/2013/TT-BCT, art. 8(1)a',
      ));

  it('is needed: nobody acts without one', () =>
    given(...upTo.surveyed)
      .when({ projectId, occurredOn: '2021-02-01', actor: 'u-1', type: 'WithdrawProject', reason: 'x' })
      .thenRefused('not-your-role', { role: null }));

  it('is not needed by an import: its document attests', () =>
    given(...upTo.surveyed)
      .when({ ...byRegister('2021-04-10'), type: 'RegisterProject', draft })
      .then({ type: 'ProjectRegistered', data: { ...draft, attested: register } }));

  it('is that of the programme: the Sở appraises local projects finally', () =>
    given(...withNeed(upTo.submitted, localNeed))
      .when({ ...by('2021-09-10', 'agency-officer'), type: 'ConcludeFinalAppraisal', result: 'fail', amount: null, reason: 'x' })
      .thenRefused('not-your-role', { who: ['appraisal-officer', 'department-leader'] }, 'TT 36/2013/TT-BCT, art. 8(2)'));
});

describe('segregation of duties', () => {
  const drafter = personOf('centre-officer');
  const appraiser = personOf('appraisal-officer');
  const conclude = {
    ...by('2021-05-10', 'appraisal-officer', drafter),
    type: 'ConcludeBaseAppraisal',
    result: 'fail',
    amount: null,
    reason: 'x',
  } as const;

  it('keeps who proposed from appraising', () =>
    given(...upTo.registered)
      .when(conclude)
      .thenRefused('segregation', { person: drafter, did: 'propose', duty: 'appraise' }));

  it('and who appraised from proposing', () =>
    given(...upTo.returned)
      .when({ ...by('2021-04-25', 'centre-officer', appraiser), type: 'CompleteDossier', answers: [] })
      .thenRefused('segregation', { person: appraiser, did: 'appraise', duty: 'propose' }));

  it('counts both the delegate and whoever he stands for, now', () =>
    given(...upTo.registered)
      .when({ ...conclude, actor: 'u-delegate', delegatedBy: drafter })
      .thenRefused('segregation', { person: drafter, did: 'propose' }));

  it('and later', () => {
    const delegated = [
      ...upTo.draft,
      { ...on('2021-04-10', 'centre-officer', { type: 'ProjectRegistered', data: draft }), actor: 'u-delegate', delegatedBy: 'u-absent' },
    ];
    for (const actor of ['u-delegate', 'u-absent'])
      given(...delegated)
        .when({ ...conclude, actor })
        .thenRefused('segregation', { person: actor, did: 'propose', duty: 'appraise' });
  });

  it('counts an import for nobody', () => {
    const imported = upTo.registered.map((event) => ({ ...event, actor: 'import:register.csv' }));
    expect(stateAfter(imported)).toMatchObject({ file: { hands: {} } });
  });

  it.each([
    ['appraise', 'ApproveInPlan', 'proposed', 'ministry-leader', personOf('agency-officer')],
    ['approve', 'PayAdvance', 'executing', 'agency-accountant', personOf('ministry-leader')],
    ['approve', 'ApproveSettlement', 'liquidated', 'agency-leader', personOf('ministry-leader')],
    ['propose', 'HoldAcceptance', 'executing', 'department-leader', drafter],
    ['request', 'ConfirmVolume', 'executing', 'appraisal-officer', drafter],
  ] as const)('who did %s may not %s', (...[did, type, stage, role, actor]) =>
    given(...upTo[stage])
      .when({ ...by('2022-12-30', role, actor), type } as unknown as ProjectCommand)
      .thenRefused('segregation', { did, person: actor }),
  );
});

describe('the frame of every act', () => {
  const withdraw = { ...by('2021-02-01', 'centre-officer'), type: 'WithdrawProject', reason: 'x' } as const;

  it('refuses a day after today', () =>
    given(...upTo.surveyed)
      .when({ ...withdraw, occurredOn: '2023-01-01' })
      .thenRefused('in-the-future', { today: '2022-12-31' }));
  it('refuses a day before the last act', () =>
    given(...upTo.surveyed)
      .when({ ...withdraw, occurredOn: '2021-01-09' })
      .thenRefused('date-order', { since: '2021-01-10' }));
  it('refuses an attestation by a person', () =>
    given(...upTo.surveyed)
      .when({ ...withdraw, attested: register })
      .thenRefused('not-attestable', { actor: personOf('centre-officer') }));
  it('knows no project before its survey', () => given().when(withdraw).thenRefused('project-not-found', { project: projectId }));
  it('says at a wrong stage what is allowed instead, and the article', () => {
    const state = stateAfter(upTo.settled);
    expect(state.status).toBe('settled');
    given(...upTo.settled)
      .when({ ...by('2022-12-01', 'agency-leader'), type: 'ApproveSettlement', amount: 1 })
      .thenRefused(
        'illegal-transition',
        { status: 'settled', command: 'ApproveSettlement', allowed: ['AddNote', 'CorrectDetails'] },
        'TT 36/2013/TT-BCT, art. 18(2)',
      );
  });
  it('never offers what only a plan or a contract may say', () => {
    const offered = availableActions(projectId, stateAfter(upTo.proposed), by('2021-12-20', 'ministry-leader'), context).map(
      ({ act }) => act,
    );
    expect(offered.filter((act) => transitionOf(act)?.follows !== undefined)).toEqual([]);
    expect(offered).not.toContain('ApproveInPlan');
  });
  it('lets a project of an unknown graph stop the reader', () => {
    const future = stateAfter(withNeed(upTo.surveyed, { ...need, definition: 'KCQG-9' }));
    expect(() => project.decide(withdraw, future, context)).toThrow(RangeError);
    expect(() => project.decide(withdraw, future, context)).not.toThrow(Refusal);
  });
});
