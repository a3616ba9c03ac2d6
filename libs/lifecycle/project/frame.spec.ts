import { describe, expect, it } from '@jest/globals';
import { definitionOf, definitions } from '#reference/definitions/definitions';
import type { Role } from '#reference/roles';
import { scenarios } from '#testkit/scenario';
import { currentRules, type RuleBook } from '../context.ts';
import { Refusal } from '../refusal.ts';
import type { Asker } from './act.ts';
import { acts } from './acts.ts';
import { availableActions } from './available-actions.ts';
import { ACT_OF, DUTY_OF } from './case-file.ts';
import { refuseStage, refuseUnlessMay } from './frame.ts';
import { project, type ProjectCommand } from './project.decider.ts';
import type { Attested, ProjectEvent } from './project.events.ts';
import { by, byRegister, draft, localNeed, need, on, personOf, projectId, register, upTo, withNeed } from './project.fixture.ts';
import type { Project } from './project.state.ts';
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
  it.each(Object.keys(upTo) as (keyof typeof upTo)[])('may do at stage %s exactly what the graph gives it', (stage) => {
    const state = stateAfter(upTo[stage]);
    const { transitions } = definitionOf('KCQG-1');
    const open = transitions.filter(({ from, follows }) => follows === undefined && from.includes(stage));
    for (const role of EVERY_ROLE) {
      const offered = availableActions(projectId, state, by('2022-12-30', role, 'u-new'), context);
      for (const { act, who } of open) {
        const code = offered.find((one) => one.act === act)?.refusal?.code;
        if (!who.includes(role)) expect([act, role, code]).toEqual([act, role, 'not-your-role']);
        else if (code === 'not-your-role') expect(narrower(act, role, stage)).toBe(true);
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

/** What a check says no to; null: nothing. */
function refusalOf(check: () => unknown): Refusal | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

describe('the frame of every act', () => {
  const withdraw = { ...by('2021-02-01', 'centre-officer'), type: 'WithdrawProject', reason: 'x' } as const;
  const withdrawn = { type: 'ProjectWithdrawn', data: { reason: 'x' } } as const;

  it('takes today and refuses tomorrow', () => {
    given(...upTo.surveyed)
      .when({ ...withdraw, occurredOn: '2022-12-31' })
      .then(withdrawn);
    given(...upTo.surveyed)
      .when({ ...withdraw, occurredOn: '2023-01-01' })
      .thenRefused('in-the-future', { occurredOn: '2023-01-01', today: '2022-12-31' });
  });
  it('takes the day of the last act and refuses the day before it', () => {
    given(...upTo.surveyed)
      .when({ ...withdraw, occurredOn: '2021-01-10' })
      .then(withdrawn);
    given(...upTo.surveyed)
      .when({ ...withdraw, occurredOn: '2021-01-09' })
      .thenRefused('date-order', { field: 'occurredOn', occurredOn: '2021-01-09', since: '2021-01-10' });
  });
  it('refuses an attestation by a person', () =>
    given(...upTo.surveyed)
      .when({ ...withdraw, attested: register })
      .thenRefused('not-attestable', { actor: personOf('centre-officer') }));
  it('knows no project before its survey, attested or not', () => {
    given().when(withdraw).thenRefused('project-not-found', { project: projectId });
    given()
      .when({ ...withdraw, ...byRegister('2021-02-01') })
      .thenRefused('project-not-found', { project: projectId });
  });
  it('surveys a project once', () =>
    given(...upTo.registered)
      .when({ ...by('2021-05-01', 'centre-officer'), type: 'SurveyNeed', need, outcome: 'recorded' })
      .thenRefused('project-exists', { project: projectId, status: 'registered' }));
  it('says twice what is true once', () =>
    given(...upTo.surveyed, on('2021-02-01', 'centre-officer', withdrawn))
      .when(withdraw)
      .thenNothing());
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
  it('allows instead what a person may say: nothing that follows a plan or a contract, nothing that needs a document', () =>
    given(...upTo['in-plan'])
      .when({ ...by('2022-01-10', 'agency-leader'), type: 'ProposeForPlan', statementNo: '1', priority: [] })
      .thenRefused('illegal-transition', {
        status: 'in-plan',
        allowed: [
          ...['AssessCriterion', 'ApproveGroupPlan', 'AssignTask', 'HoldInspection', 'RaiseObstacle', 'PromiseAnswer', 'AnswerObstacle'],
          ...['RequestAdjustment', 'ConfirmAdjustment', 'DecideAdjustment', 'StopProject', 'PauseDeadline', 'ResumeDeadline', 'CarryOver'],
          ...['AttachDocument', 'AddNote', 'HandOverProject', 'CorrectDetails', 'ReverseAct', 'MoveToDefinition'],
        ],
      }));
  it('refuses an act that the graph does not have on the text of the graph', () => {
    const graph = definitionOf('KCQG-1');
    const without = { ...graph, transitions: graph.transitions.filter(({ act }) => act !== 'WithdrawProject') };
    expect(refusalOf(() => refuseStage(withdraw, stateAfter(upTo.surveyed), without))).toMatchObject({
      code: 'illegal-transition',
      facts: { command: 'WithdrawProject', status: 'surveyed' },
      refusedBy: { rule: 'stage-graph KCQG-1', legalBasis: 'TT 36/2013/TT-BCT, art. 6 to 23' },
    });
  });
  it('never offers what only a plan or a contract may say', () => {
    const offered = availableActions(projectId, stateAfter(upTo.proposed), by('2021-12-20', 'ministry-leader'), context).map(
      ({ act }) => act,
    );
    expect(offered.filter((act) => transitionOf(act)?.follows !== undefined)).toEqual([]);
    expect(offered).not.toContain('ApproveInPlan');
  });
  it('offers nothing on a day after today, and no act in place of a bug', () => {
    const state = stateAfter(upTo.proposed);
    const tomorrow = availableActions(projectId, state, by('2023-01-01', 'ministry-leader'), context);
    expect(new Set(tomorrow.map(({ refusal }) => refusal?.code))).toEqual(new Set(['in-the-future']));
    const broken = { ...context, rules: {} as RuleBook };
    expect(() => availableActions(projectId, stateAfter(upTo.draft), by('2021-04-10', 'centre-officer'), broken)).toThrow(TypeError);
  });
  it('lets a project of an unknown graph stop the reader', () => {
    const future = stateAfter(withNeed(upTo.surveyed, { ...need, definition: 'KCQG-9' }));
    expect(() => project.decide(withdraw, future, context)).toThrow(RangeError);
    expect(() => project.decide(withdraw, future, context)).not.toThrow(Refusal);
  });
});

/** Where an imported document may go over steps for which it has no column. */
const LEAPS = definitions.flatMap((graph) =>
  graph.transitions.flatMap(({ act, fromAttested = [] }) => fromAttested.map((stage) => [graph.id, act, stage] as const)),
);

describe('a document that attests', () => {
  it.each(LEAPS)('of %s may say %s at stage %s, a person may not', (id, type, stage) => {
    const past = id === 'KCQG-1' ? upTo[stage as keyof typeof upTo] : withNeed(upTo[stage as keyof typeof upTo], localNeed);
    const said = (attested?: Attested) => () =>
      refuseStage({ projectId, type, ...(attested && { attested }) }, stateAfter(past), definitionOf(id));
    expect(refusalOf(said())).toMatchObject({ code: 'illegal-transition', facts: { status: stage, command: type } });
    expect(said(register)()).toBe(transitionOf(type, id));
  });
  it('goes over no other step', () => {
    given(...upTo.contracted)
      .when({ ...byRegister('2022-03-01'), type: 'ApproveSettlement', amount: 1 })
      .thenRefused('illegal-transition', { status: 'contracted' });
    given(...upTo['in-plan'])
      .when({ ...byRegister('2022-03-01'), type: 'WithdrawProject', reason: 'x' })
      .thenRefused('illegal-transition', { status: 'in-plan' });
  });
});

describe('an act that belongs to whoever may do another one', () => {
  const state = stateAfter(upTo.registered) as Exclude<Project, { readonly status: 'absent' }>;
  const asking = (act: string, asker: Partial<Asker>) =>
    refusalOf(() => refuseUnlessMay(act, { occurredOn: '2021-05-10', actor: 'u-1', ...asker }, state));

  it('is theirs, and no other role’s', () => {
    expect(asking('ConcludeBaseAppraisal', { role: 'department-leader' })).toBeNull();
    expect(asking('ConcludeBaseAppraisal', { role: 'agency-leader' })).toMatchObject({
      code: 'not-your-role',
      facts: { command: 'ConcludeBaseAppraisal', role: 'agency-leader', who: ['appraisal-officer', 'department-leader'] },
      refusedBy: { rule: 'who-may ConcludeBaseAppraisal', legalBasis: 'TT 36/2013/TT-BCT, art. 8(1)a' },
    });
  });
  it('is nobody’s without a role, and a document’s whoever brings it', () => {
    expect(asking('ConcludeBaseAppraisal', {})).toMatchObject({ code: 'not-your-role', facts: { role: null } });
    expect(asking('ConcludeBaseAppraisal', { attested: register })).toBeNull();
  });
  it('is nobody’s where the graph does not have the other', () => {
    const refusal = asking('NoSuchAct', { role: 'department-leader' });
    expect(refusal).toMatchObject({ code: 'not-your-role', facts: { command: 'NoSuchAct', role: 'department-leader', who: [] } });
    expect(refusal?.refusedBy).toBeUndefined();
  });
});

describe('the programme of a survey', () => {
  const survey = { ...by('2021-01-10', 'regional-centre-officer'), type: 'SurveyNeed', need, outcome: 'recorded' } as const;

  it('is that of its money: a regional centre surveys for national money only', () => {
    given()
      .when(survey)
      .then({ type: 'NeedSurveyed', data: { ...need, outcome: 'recorded' } });
    given()
      .when({ ...survey, need: localNeed })
      .thenRefused('not-your-role', {
        command: 'SurveyNeed',
        role: 'regional-centre-officer',
        who: ['centre-officer', 'appraisal-officer', 'department-leader', 'commune-officer'],
      });
  });
  it('is the national one as long as nobody said whose money it is', () =>
    expect(availableActions(projectId, project.initial, by('2021-01-10', 'regional-centre-officer'), context)[0]).toEqual({
      act: 'SurveyNeed',
      refusal: null,
    }));
});

describe('the text on which a refusal stands', () => {
  it('is that of the act, where the refusal cites none: of what is asked and of what is missing', () => {
    given(...upTo.surveyed)
      .when({ ...by('2021-02-01', 'centre-officer'), type: 'WithdrawProject', reason: ' ' })
      .thenRefused('blank', { field: 'reason' }, 'Tiendo, withdrawal before the plan is decided');
    given(...upTo.surveyed)
      .when({ ...by('2021-02-01', 'agency-officer'), type: 'AnswerObstacle', obstacle: 'o1', answer: 'x', resolved: true })
      .thenRefused('nothing-to-do', { command: 'AnswerObstacle' }, 'Tiendo, obstacle register');
  });
  it('is the refusal’s own, where it cites one', () =>
    given(...upTo.surveyed)
      .when({ ...by('2021-03-01', 'centre-officer'), type: 'DraftProject', draft: { ...draft, counterpart: 1 } })
      .thenRefused('counterpart', {}, 'TTLT 26/2014/TTLT-BTC-BCT, art. 7(3)'));
  it('is none for a bug: it passes as it is', () => {
    const broken = { ...by('2021-02-01', 'centre-officer'), type: 'WithdrawProject' } as unknown as ProjectCommand;
    expect(() => project.decide(broken, stateAfter(upTo.surveyed), context)).toThrow(TypeError);
  });
});
