import { describe, expect, it } from '@jest/globals';
import { definitions } from '#reference/definitions/definitions';
import type { Role } from '#reference/roles';
import { scenarios } from '#testkit/scenario';
import { acts } from './acts.ts';
import { ACT_OF, DUTY_OF } from './case-file.ts';
import { filed, type History, type Of, results } from './funded.fixture.ts';
import { project } from './project.decider.ts';
import {
  accepted,
  basePassed,
  by,
  byRegister,
  confirmed,
  contract,
  draft,
  finalPassed,
  keyDraft,
  liquidated,
  lodged,
  need,
  on,
  paid,
  plan,
  personOf,
  registered,
  reported,
  upTo,
  withDraft,
} from './project.fixture.ts';
import type { Details, ProjectEvent } from './project.events.ts';
import type { Project } from './project.state.ts';

const { given, stateAfter } = scenarios(project);
const DAY = '2022-10-01';

describe('notes', () => {
  const note: Of<'AddNote'> = { ...by(DAY, 'auditor'), type: 'AddNote', about: 'record', text: 'Đã đối chiếu', audience: 'internal' };
  it('are added at every stage and after the end, and move nothing', () => {
    for (const past of Object.values(upTo))
      given(...past)
        .when(note)
        .then({ type: 'NoteAdded', data: { about: 'record', text: 'Đã đối chiếu', audience: 'internal' } });
  });
  it('say something about something', () => {
    given(...upTo.settled)
      .when({ ...note, text: ' ' })
      .thenRefused('blank', { field: 'text' });
    given(...upTo.settled)
      .when({ ...note, about: '' })
      .thenRefused('blank', { field: 'about' });
  });
});

describe('handing over', () => {
  const hand: Of<'HandOverProject'> = { ...by(DAY, 'agency-officer'), type: 'HandOverProject', to: 'u-2', reason: 'Luân chuyển' };
  const handed = (openWork: readonly string[], from: string | null = null): ProjectEvent => ({
    type: 'HandedOver',
    data: { from, to: 'u-2', reason: 'Luân chuyển', openWork },
  });
  it('names everything that the newcomer finds open', () => {
    given(...upTo.executing)
      .when(hand)
      .then(handed([]));
    given(...upTo.returned)
      .when({ ...hand, ...by('2021-05-01', 'appraisal-officer') })
      .then(handed(['item Dự toán']));
    const open: History = [
      ...withDraft(upTo.executing, keyDraft),
      on('2022-05-01', 'department-leader', {
        type: 'AdjustmentRequested',
        data: { adjustment: 'a1', kinds: ['place'], change: { commune: 'B' }, reason: 'x', ownProposal: true },
      }),
      on('2022-05-02', 'agency-leader', {
        type: 'AdjustmentDecided',
        data: { adjustment: 'a1', kinds: ['place'], approved: true, decisionNo: '1', reason: null, reopens: ['principles'] },
      }),
      on('2022-05-03', 'centre-officer', {
        type: 'AdjustmentRequested',
        data: { adjustment: 'a2', kinds: ['other'], change: { planned: 2 }, reason: 'x' },
      }),
      on('2022-05-03', 'centre-officer', { type: 'AdvanceRequested', data: { tranche: 'next', amount: 1 } }),
      on('2022-05-03', 'centre-officer', {
        type: 'ObstacleRaised',
        data: { obstacle: 'o1', level: 'agency', cause: 'money', text: 'x', owner: null },
      }),
    ];
    given(...open)
      .when(hand)
      .then(handed(['obstacle o1', 'advance next', 'adjustment a2', 'criterion principles']));
  });
  it('says from whom; to the same person it is nothing', () => {
    const before = on('2022-05-01', 'agency-officer', { type: 'HandedOver', data: { from: null, to: 'u-1', reason: 'x', openWork: [] } });
    given(...upTo.executing, before)
      .when(hand)
      .then(handed([], 'u-1'));
    given(...upTo.executing, before)
      .when({ ...hand, to: 'u-1' })
      .thenNothing();
  });
  it('is of a project that there is', () => given().when(hand).thenRefused('project-not-found'));
  it('names a person and a reason', () => {
    for (const field of ['to', 'reason'])
      given(...upTo.executing)
        .when({ ...hand, [field]: '' })
        .thenRefused('blank', { field });
  });
});

describe('correcting details', () => {
  const correct = (details: Details, day = DAY): Of<'CorrectDetails'> => ({
    ...by(day, 'centre-officer'),
    type: 'CorrectDetails',
    details,
    reason: 'Ghi nhầm',
  });
  it('keeps what stood there before, of what differs only', () => {
    given(...upTo.settled)
      .when(correct({ commune: 'Xã Ngọc Phụng', beneficiaryName: need.beneficiary.name, taxCode: '0100109106' }))
      .then({
        type: 'DetailsCorrected',
        data: {
          details: { commune: 'Xã Ngọc Phụng', taxCode: '0100109106' },
          before: { commune: need.commune, taxCode: null },
          reason: 'Ghi nhầm',
        },
      });
  });
  it('enters everywhere where the detail is kept', () => {
    const details: Details = { title: 'T', implementingUnit: 'U', commune: 'C', beneficiaryName: 'B', taxCode: '0100109106' };
    const event = on(DAY, 'centre-officer', { type: 'DetailsCorrected', data: { details, before: {}, reason: 'x' } });
    const party = { name: 'B', taxCode: '0100109106' };
    expect(stateAfter([...upTo.executing, event])).toMatchObject({
      need: { commune: 'C', beneficiary: party },
      draft: { title: 'T', implementingUnit: 'U', beneficiary: party },
    });
    const cleared = on(DAY, 'centre-officer', { type: 'DetailsCorrected', data: { details: { taxCode: null }, before: {}, reason: 'x' } });
    expect(stateAfter([...upTo.executing, event, cleared])).toMatchObject({ need: { beneficiary: { name: 'B', taxCode: null } } });
    expect(stateAfter([...upTo.surveyed, event])).toMatchObject({ need: { commune: 'C', beneficiary: party } });
  });
  it('keeps the title and the unit of the draft, too', () => {
    const details = { title: 'Tên sửa', implementingUnit: 'Trung tâm sửa' };
    given(...upTo.settled)
      .when(correct(details))
      .then({
        type: 'DetailsCorrected',
        data: { details, before: { title: draft.title, implementingUnit: draft.implementingUnit }, reason: 'Ghi nhầm' },
      });
  });
  it('corrects nothing that it leaves open', () =>
    given(...upTo.settled)
      .when(correct({ commune: 'C', title: undefined } as unknown as Details))
      .then({ type: 'DetailsCorrected', data: { details: { commune: 'C' }, before: { commune: need.commune }, reason: 'Ghi nhầm' } }));
  it('changes something, with a reason, to something', () => {
    given(...upTo.settled)
      .when(correct({ commune: need.commune, taxCode: null }))
      .thenRefused('nothing-changes');
    given(...upTo.settled)
      .when({ ...correct({ commune: 'C' }), reason: '' })
      .thenRefused('blank', { field: 'reason' });
    given(...upTo.settled)
      .when(correct({ commune: '' }))
      .thenRefused('blank', { field: 'commune' });
  });
  it('knows no title before there is a draft', () =>
    given(...upTo.surveyed)
      .when(correct({ title: 'T' }, '2021-02-01'))
      .thenRefused('unknown-name', { field: 'title', known: ['commune', 'beneficiaryName', 'taxCode'] }));
});

/** Every act that can be taken back, what stood before it, and whose it is. */
const REVERSIBLE: readonly (readonly [string, History, History[number], Role])[] = [
  ['a base appraisal', [...upTo['base-passed']].slice(0, -1), basePassed, 'appraisal-officer'],
  ['a final appraisal', [...upTo['final-passed']].slice(0, -1), finalPassed, 'agency-officer'],
  ['a confirmed volume', [...upTo.executing].slice(0, -2), confirmed, 'appraisal-officer'],
  ['a payment', [...upTo.executing].slice(0, -1), paid, 'agency-accountant'],
  [
    'a recovery',
    [...upTo.stopped],
    on('2022-06-01', 'agency-accountant', { type: 'AdvanceRecovered', data: { amount: 3_000_000, reason: null } }),
    'agency-accountant',
  ],
  ['a progress report', [...upTo.contracted], reported, 'centre-officer'],
  ['a result of a content', withDraft(upTo.executing, keyDraft), results()[0] as History[number], 'centre-officer'],
  ['an acceptance', [...upTo.executing], accepted, 'department-leader'],
  ['a settlement dossier', [...upTo.liquidated].slice(0, -2), lodged, 'centre-officer'],
  ['a liquidation', [...upTo.liquidated].slice(0, -1), liquidated, 'agency-leader'],
];

describe('reversing the last act', () => {
  const reverse = (role: Role, revision: number, day = DAY): Of<'ReverseAct'> => ({
    ...by(day, role),
    type: 'ReverseAct',
    revision,
    reason: 'Ghi nhầm',
  });
  const reversalOf = (past: History, act: History[number]): ProjectEvent => {
    const data = act.data as { readonly amount?: number; readonly tranche?: string };
    const moves = act.type === 'AdvancePaid' || act.type === 'AdvanceRecovered';
    return {
      type: 'ActReversed',
      data: {
        revision: past.length,
        reversed: act.type,
        reason: 'Ghi nhầm',
        amount: moves ? data.amount : 0,
        tranche: act.type === 'AdvancePaid' ? data.tranche : null,
        status: stateAfter(past).status,
      },
    } as ProjectEvent;
  };
  const apart = ({ since: _since, file: _file, ...rest }: Exclude<Project, { readonly status: 'absent' }>) => rest;
  const known = (past: History) => stateAfter(past) as Exclude<Project, { readonly status: 'absent' }>;

  it.each(REVERSIBLE)('takes back %s: the project stands as before', (_name, past, act, role) => {
    given(...past, act)
      .when(reverse(role, past.length))
      .then(reversalOf(past, act));
    const back = known([...past, act, on(DAY, role, reversalOf(past, act))]);
    expect(apart(back)).toEqual(apart(known(past)));
    expect(back.since).toBe(DAY);
    expect(back.file).toMatchObject({ events: past.length + 2, last: null });
  });
  it.each(REVERSIBLE)('of %s is theirs alone who may do it', (_name, past, act, role) => {
    const other = role === 'agency-accountant' ? 'appraisal-officer' : 'agency-accountant';
    given(...past, act)
      .when(reverse(other, past.length))
      .thenRefused('not-your-role', { command: ACT_OF[act.type] as string, role: other });
  });
  it('keeps what came in beside the course, and who did what', () => {
    const past = [...upTo.executing];
    const state = known([...past, ...filed(DAY, 'invoice'), on(DAY, 'agency-accountant', reversalOf(past.slice(0, -1), paid))]);
    expect(state.file.documents).toEqual([{ kind: 'invoice', proves: null }]);
    expect(state.file.hands.pay).toEqual([personOf('agency-accountant')]);
    given(...past, ...filed(DAY, 'invoice'))
      .when(reverse('agency-accountant', past.length - 1))
      .then(reversalOf(past.slice(0, -1), paid));
  });
  it('is of the last act only, by its revision, with a reason', () => {
    given(...upTo.executing)
      .when(reverse('agency-accountant', upTo.executing.length))
      .thenRefused('not-the-last-act', { revision: upTo.executing.length, last: upTo.executing.length - 1 });
    given(...upTo.executing)
      .when({ ...reverse('agency-accountant', upTo.executing.length - 1), reason: '' })
      .thenRefused('blank', { field: 'reason' });
  });
  it('is of nothing on which something was built', () => {
    for (const past of [upTo.surveyed, upTo.registered, upTo['in-plan'], upTo.contracted]) {
      const last = past.at(-1) as History[number];
      given(...past)
        .when(reverse('agency-officer', past.length - 1, last.on))
        .thenRefused(past === upTo.surveyed ? 'illegal-transition' : 'nothing-to-do');
    }
    given(...upTo.executing, on(DAY, 'centre-officer', { type: 'DetailsCorrected', data: { details: {}, before: {}, reason: 'x' } }))
      .when(reverse('agency-accountant', upTo.executing.length - 1))
      .thenRefused('nothing-to-do', { command: 'ReverseAct' });
  });
  it('is of nothing that a plan or a contract brought about, nor of a stop: its money may be released', () => {
    const followed: readonly (readonly [History, Role])[] = [
      [[...upTo['in-plan']], 'ministry-leader'],
      [[...upTo.contracted], 'agency-leader'],
      [[...upTo.stopped], 'ministry-leader'],
    ];
    const released: History = [
      ...upTo.stopped,
      on(DAY, 'agency-accountant', { type: 'AdvanceRecovered', data: { amount: 203_000_000, reason: null } }),
      on(DAY, 'ministry-leader', {
        type: 'ApprovalAdjusted',
        data: { plan, decisionNo: '9/QĐ', amount: 0, before: 290_000_000, reason: 'Ngừng' },
      }),
    ];
    const extended: History = [
      ...upTo.executing,
      on(DAY, 'agency-leader', { type: 'ContractExtended', data: { contract, appendixNo: '1/PL', endsOn: '2023-03-01' } }),
    ];
    for (const [past, role] of [...followed, [released, 'agency-accountant'], [extended, 'agency-accountant']] as const)
      given(...past)
        .when(reverse(role, past.length - 1, past.at(-1)?.on ?? DAY))
        .thenRefused('nothing-to-do', { command: 'ReverseAct' });
  });
  it('goes one act back, not two', () => {
    const past = [...upTo.executing, accepted];
    given(...past, on(DAY, 'department-leader', reversalOf([...upTo.executing], accepted)))
      .when(reverse('agency-accountant', upTo.executing.length - 1))
      .thenRefused('nothing-to-do');
  });
  it('brings a rejected project back', () => {
    const failed = on('2021-05-10', 'appraisal-officer', {
      type: 'BaseAppraisalConcluded',
      data: { result: 'fail', amount: null, reason: 'Sai dự toán', findings: [] },
    });
    const past: History = [...upTo.registered];
    given(...past, failed)
      .when(reverse('appraisal-officer', past.length))
      .then(reversalOf(past, failed));
  });
  it('keeps the duties apart as the act itself does', () =>
    given(...upTo.executing)
      .when({ ...reverse('agency-accountant', upTo.executing.length - 1), actor: personOf('ministry-leader') })
      .thenRefused('segregation', { did: 'approve', duty: 'pay' }));
  it('of a document is as another organisation did it: nobody here is in two duties', () => {
    const past = [...upTo.executing].slice(0, -1);
    const { attested, actor } = byRegister(DAY);
    given(...upTo.executing)
      .when({ ...reverse('agency-accountant', past.length), actor, attested, delegatedBy: personOf('ministry-leader') })
      .then(reversalOf(past, paid));
  });
  it('is not of a settlement: that is the end', () =>
    given(...upTo.settled)
      .when(reverse('agency-leader', upTo.settled.length - 1))
      .thenRefused('illegal-transition', { status: 'settled' }));
});

describe('moving to another stage graph', () => {
  const move = (to: string): Of<'MoveToDefinition'> => ({
    ...by(DAY, 'operator'),
    type: 'MoveToDefinition',
    to,
    legalBasis: 'NĐ 235/2025',
  });
  it('is to a graph of the same programme', () => {
    given(...upTo.executing)
      .when(move('KCDP-1'))
      .thenRefused('unknown-name', { field: 'to', given: 'KCDP-1', known: ['KCQG-1'] });
    given(...upTo.executing)
      .when(move('KCQG-99'))
      .thenRefused('unknown-name', { given: 'KCQG-99' });
    given(...upTo.executing)
      .when(move('KCQG-1'))
      .thenNothing();
    given().when(move('KCQG-1')).thenRefused('project-not-found');
  });
  it('names the instrument, and is the operator’s', () => {
    given(...upTo.executing)
      .when({ ...move('KCQG-2'), legalBasis: '' })
      .thenRefused('blank', { field: 'legalBasis' });
    given(...upTo.executing)
      .when({ ...move('KCQG-2'), ...by(DAY, 'agency-leader') })
      .thenRefused('not-your-role', { who: ['operator'] });
  });
  it('says from where to where', () => {
    const local = on('2021-01-10', 'centre-officer', {
      type: 'NeedSurveyed',
      data: { ...need, source: 'KCQG', definition: 'KCDP-1', outcome: 'recorded' },
    });
    given(local)
      .when(move('KCQG-1'))
      .then({ type: 'MovedToDefinition', data: { from: 'KCDP-1', to: 'KCQG-1', legalBasis: 'NĐ 235/2025' } });
    expect(
      stateAfter([local, on(DAY, 'operator', { type: 'MovedToDefinition', data: { from: 'KCDP-1', to: 'KCQG-1', legalBasis: 'x' } })]),
    ).toMatchObject({ file: { definition: 'KCQG-1' } });
  });
});

describe('the case file', () => {
  /** Events of acts that carry a name of their own. */
  const ACT: Readonly<Record<string, string>> = {
    ProjectDrafted: 'DraftProject',
    ProjectRegistered: 'RegisterProject',
    ReturnedItemAnswered: 'AnswerReturnedItem',
    DossierCompleted: 'CompleteDossier',
    DossierReturned: 'ReturnDossier',
    EarlierSupportJudged: 'JudgeEarlierSupport',
    CriterionAssessed: 'AssessCriterion',
    VoteCast: 'CastVote',
    ApprovedInPlan: 'ApproveInPlan',
    ApprovalAdjusted: 'AdjustApproval',
    ProjectStopped: 'StopProject',
    AdvanceRequested: 'RequestAdvance',
    ForceMajeureConfirmed: 'ConfirmForceMajeure',
    SettlementApproved: 'ApproveSettlement',
    ...ACT_OF,
  };
  it('counts every event as the duty that the stage graphs give its act, and forgets none', () => {
    for (const { transitions } of definitions) {
      const ofGraph = transitions.filter(({ duty }) => duty !== undefined).map(({ act, duty }) => `${act} ${duty}`);
      const ofFile = Object.entries(DUTY_OF).map(([event, duty]) => `${ACT[event]} ${duty}`);
      expect([...new Set(ofFile)].toSorted()).toEqual(ofGraph.toSorted());
    }
  });
  it('has acts that start from every stage where a graph lets them start, and from no other', () => {
    for (const [act, { from }] of Object.entries(acts)) {
      const inGraphs = definitions.flatMap(({ transitions }) =>
        transitions.filter((one) => one.act === act).flatMap((one) => [...one.from, ...(one.fromAttested ?? [])]),
      );
      expect([act, [...from].toSorted()]).toEqual([act, [...new Set(inGraphs)].toSorted()]);
    }
  });
  it('names acts that there are', () => {
    for (const act of Object.values(ACT_OF)) expect(Object.keys(acts)).toContain(act);
  });
  it('counts a delegate and whom he stands for, once each; a register and nobody count for nobody', () => {
    const { initial, evolve } = project;
    const happened = { on: '2021-04-10', actor: 'u-1', delegatedBy: 'u-2' };
    const { on: _on, actor: _actor, ...event } = registered;
    const surveyed = stateAfter(upTo.draft);
    const once = evolve(surveyed, event as ProjectEvent, happened);
    expect(once).toMatchObject({ file: { hands: { propose: ['u-centre-officer', 'u-1', 'u-2'] } } });
    const nobody = evolve(surveyed, event as ProjectEvent, { on: '2021-04-10', actor: '' });
    expect(nobody).toMatchObject({ file: { hands: { propose: ['u-centre-officer'] } } });
    const imported = evolve(surveyed, event as ProjectEvent, { on: '2021-04-10', actor: 'import:x' });
    expect(imported).toMatchObject({ file: { hands: { propose: ['u-centre-officer'] } } });
    expect(() => evolve(initial, event as ProjectEvent, happened)).toThrow('ProjectRegistered before the survey');
  });
  it('remembers nobody for what is no duty', () => {
    const note = on(DAY, 'auditor', { type: 'NoteAdded', data: { about: 'record', text: 'x', audience: 'shared' } });
    const { file } = stateAfter([...upTo.surveyed, note]) as Exclude<Project, { readonly status: 'absent' }>;
    expect(file.hands).toEqual({});
  });
  it('says of a damaged stream that it is damaged', () => {
    expect(() => stateAfter([...upTo.executing, registered, { ...confirmed, on: DAY }])).toThrow('VolumeConfirmed while registered');
    const decided = on(DAY, 'agency-leader', {
      type: 'AdjustmentDecided',
      data: { adjustment: 'a1', kinds: [], approved: false, decisionNo: '1', reason: 'x', reopens: [] },
    });
    expect(() => stateAfter([...upTo.executing, decided])).toThrow('an adjustment decided that nobody asked for');
    expect(() => stateAfter([...upTo.executing, { ...finalPassed, on: DAY }])).toThrow('FinalAppraisalConcluded while executing');
    expect(() =>
      stateAfter([
        ...upTo.registered,
        on(DAY, 'agency-leader', {
          type: 'ActReversed',
          data: { revision: 1, reversed: 'x', reason: 'x', amount: 0, tranche: null, status: 'x' },
        }),
      ]),
    ).toThrow('nothing to reverse');
  });
});
