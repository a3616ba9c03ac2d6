/**
 * Every act of a project's life (TT 36/2013/TT-BCT in its structure, which the Ministry's internal procedures of 2026 still have), for
 * a programme whose actors are given: the acts are the same, the hands are not.
 */
import type { Role } from '../roles.ts';
import type { Basis, Status, Transition } from './definition.ts';

/** Who does what in a programme. */
export interface Hands {
  readonly proposer: readonly Role[];
  /** Base-level appraisal. */
  readonly base: readonly Role[];
  /** Ministry-level appraisal, or the province's. */
  readonly final: readonly Role[];
  /** Who brings the project before the plan's approver. */
  readonly submitter: readonly Role[];
  readonly approver: readonly Role[];
  /** Party A of the contract. */
  readonly manager: readonly Role[];
  readonly accountant: readonly Role[];
}

const tt36 = (article: string): Basis => ({ instrument: 'TT 36/2013/TT-BCT', article, status: 'verified' });
const design = (article: string): Basis => ({ instrument: 'Tiendo', article, status: 'unverified' });

const PROPOSAL: readonly Status[] = ['surveyed', 'draft', 'registered', 'returned', 'base-passed', 'submitted', 'final-passed'];
const RUNNING: readonly Status[] = ['in-plan', 'contracted', 'executing'];
const FUNDED: readonly Status[] = [...RUNNING, 'accepted', 'liquidated', 'stopped'];
const OPEN: readonly Status[] = [...PROPOSAL, 'proposed', ...FUNDED];

export function transitionsOf(hands: Hands): readonly Transition[] {
  return [
    ...proposing(hands),
    ...completing(hands),
    ...appraising(hands),
    ...funding(hands),
    ...advancing(hands),
    ...carryingOut(hands),
    ...changing(hands),
    ...pausing(hands),
    ...closing(hands),
    ...keeping(hands),
    // One role may have two hands, as the Sở appraises local projects at both levels.
  ].map((transition) => ({ ...transition, who: [...new Set(transition.who)] }));
}

function proposing({ proposer, base }: Hands): readonly Transition[] {
  const surveyors: readonly Role[] = [...proposer, ...base, 'commune-officer'];
  return [
    {
      act: 'SurveyNeed',
      from: ['absent', 'kept-for-later'],
      to: ['surveyed', 'kept-for-later', 'not-eligible'],
      who: surveyors,
      basis: design('survey of needs, conference report 2018'),
    },
    { act: 'DraftProject', from: ['surveyed', 'draft', 'returned'], to: ['draft'], who: proposer, duty: 'propose', basis: tt36('art. 5') },
    {
      act: 'RegisterProject',
      from: ['draft'],
      fromAttested: ['surveyed'],
      to: ['registered'],
      who: proposer,
      duty: 'propose',
      basis: tt36('art. 10'),
    },
    {
      act: 'WithdrawProject',
      from: [...PROPOSAL, 'kept-for-later', 'proposed'],
      to: ['withdrawn'],
      who: proposer,
      basis: design('withdrawal before the plan is decided'),
    },
  ];
}

function completing({ proposer, base, final }: Hands): readonly Transition[] {
  return [
    {
      act: 'ReturnDossier',
      from: ['registered', 'base-passed', 'submitted'],
      to: ['returned'],
      who: [...base, ...final],
      duty: 'appraise',
      basis: tt36('art. 9(5)'),
    },
    { act: 'AnswerReturnedItem', from: ['returned'], to: [], who: proposer, duty: 'propose', basis: tt36('art. 23') },
    {
      act: 'CompleteDossier',
      from: ['returned'],
      to: ['registered', 'base-passed', 'submitted'],
      who: proposer,
      duty: 'propose',
      basis: tt36('art. 23'),
    },
    {
      act: 'JudgeEarlierSupport',
      from: ['registered', 'submitted'],
      to: [],
      who: [...base, ...final],
      duty: 'appraise',
      basis: { instrument: 'TTLT 26/2014/TTLT-BTC-BCT', article: 'art. 7(4)', status: 'verified' },
    },
  ];
}

function appraising({ base, final, proposer, submitter }: Hands): readonly Transition[] {
  const both: readonly Role[] = [...base, ...final];
  // Giám đốc Sở and Cục trưởng choose the members and set the council up (TT 36/2013 art. 8(1)a, 8(2)).
  const leaders = both.filter((role) => role === 'department-leader' || role === 'agency-leader');
  return [
    { act: 'AssessCriterion', from: ['registered', 'submitted', ...RUNNING], to: [], who: both, duty: 'appraise', basis: tt36('art. 9') },
    { act: 'ConveneCouncil', from: ['registered', 'submitted'], to: [], who: leaders, basis: tt36('art. 8') },
    {
      act: 'CastVote',
      from: ['registered', 'submitted'],
      to: [],
      who: ['council-member', ...both],
      duty: 'appraise',
      basis: tt36('art. 8'),
    },
    {
      act: 'ConcludeBaseAppraisal',
      from: ['registered'],
      to: ['base-passed', 'rejected'],
      who: base,
      duty: 'appraise',
      basis: tt36('art. 8(1)a'),
    },
    {
      act: 'SubmitForFinalAppraisal',
      from: ['registered', 'base-passed'],
      to: ['submitted'],
      who: [...base, ...(proposer.includes('regional-centre-officer') ? (['regional-centre-officer'] as const) : [])],
      basis: tt36('art. 10(2)'),
    },
    {
      act: 'ConcludeFinalAppraisal',
      from: ['submitted'],
      fromAttested: ['base-passed'],
      to: ['final-passed', 'not-in-plan'],
      who: final,
      duty: 'appraise',
      basis: tt36('art. 8(2)'),
    },
    { act: 'ProposeForPlan', from: ['final-passed', 'not-in-plan'], to: ['proposed'], who: submitter, basis: tt36('art. 8(3)') },
  ];
}

function funding({ approver, manager, proposer, base }: Hands): readonly Transition[] {
  const decree: Basis = { instrument: 'NĐ 45/2012/NĐ-CP', article: 'art. 2(2)', status: 'verified' };
  return [
    {
      act: 'ApproveInPlan',
      from: ['proposed'],
      fromAttested: ['final-passed'],
      to: ['in-plan'],
      who: approver,
      duty: 'approve',
      basis: decree,
      follows: 'plan',
    },
    {
      act: 'LeaveOutOfPlan',
      from: ['proposed'],
      fromAttested: ['final-passed'],
      to: ['not-in-plan'],
      who: approver,
      basis: decree,
      follows: 'plan',
    },
    {
      act: 'AdjustApproval',
      from: [...RUNNING, 'accepted', 'stopped'],
      to: [],
      who: [...approver, ...manager],
      duty: 'approve',
      basis: tt36('art. 11'),
      follows: 'plan',
    },
    { act: 'ApproveGroupPlan', from: ['in-plan', 'contracted'], to: [], who: base, basis: tt36('art. 21(2)a') },
    { act: 'SignContract', from: ['in-plan'], to: ['contracted'], who: manager, basis: tt36('art. 12(1)'), follows: 'contract' },
    { act: 'ExtendContract', from: ['contracted', 'executing'], to: [], who: manager, basis: tt36('art. 11(2)'), follows: 'contract' },
    { act: 'AssignTask', from: ['in-plan'], to: ['contracted'], who: manager, basis: tt36('art. 6(4)') },
    { act: 'SignSupportContract', from: ['contracted', 'executing'], to: [], who: proposer, basis: tt36('art. 13(1)b') },
  ];
}

function advancing({ accountant, proposer, base }: Hands): readonly Transition[] {
  const payable: readonly Status[] = ['contracted', 'executing', 'accepted'];
  return [
    { act: 'RequestAdvance', from: payable, to: [], who: proposer, duty: 'request', basis: tt36('art. 13') },
    { act: 'ConfirmVolume', from: payable, to: [], who: base, duty: 'confirm', basis: tt36('art. 21(4)') },
    {
      act: 'PayAdvance',
      from: payable,
      fromAttested: ['in-plan'],
      to: ['executing'],
      who: accountant,
      duty: 'pay',
      basis: tt36('art. 13, 14'),
    },
    { act: 'RecoverAdvance', from: ['executing', 'accepted', 'liquidated', 'stopped'], to: [], who: accountant, basis: tt36('art. 12(6)') },
  ];
}

function carryingOut({ proposer, base, manager }: Hands): readonly Transition[] {
  const under: readonly Status[] = ['contracted', 'executing'];
  return [
    { act: 'ReportProgress', from: under, to: ['executing'], who: proposer, basis: tt36('art. 23(3)a') },
    { act: 'ReportContentResult', from: under, to: [], who: proposer, basis: tt36('art. 2(3)') },
    { act: 'HoldInspection', from: [...RUNNING, 'accepted'], to: [], who: [...base, ...manager], basis: tt36('art. 20(3), 21(3)') },
    { act: 'DeclareForceMajeure', from: under, to: [], who: proposer, basis: tt36('art. 18(4)') },
    { act: 'ConfirmForceMajeure', from: under, to: [], who: [...base, 'commune-officer'], duty: 'confirm', basis: tt36('art. 18(4)') },
    { act: 'RaiseObstacle', from: OPEN, to: [], who: [...proposer, ...base, ...manager, 'commune-officer'], basis: tt36('art. 21(6)') },
    { act: 'PromiseAnswer', from: OPEN, to: [], who: [...base, ...manager, 'commune-officer'], basis: design('obstacle register') },
    { act: 'AnswerObstacle', from: OPEN, to: [], who: [...base, ...manager, 'commune-officer'], basis: design('obstacle register') },
  ];
}

function changing({ proposer, base, manager, approver }: Hands): readonly Transition[] {
  return [
    { act: 'RequestAdjustment', from: RUNNING, to: [], who: [...proposer, ...base], basis: tt36('art. 11(1)') },
    { act: 'ConfirmAdjustment', from: RUNNING, to: [], who: base, basis: tt36('art. 21(2)b') },
    {
      act: 'DecideAdjustment',
      from: RUNNING,
      to: [],
      who: [...manager, ...approver, 'department-leader'],
      basis: tt36('art. 11(2)'),
    },
    { act: 'StopProject', from: RUNNING, to: ['stopped'], who: approver, duty: 'approve', basis: tt36('art. 11(2)a') },
  ];
}

function pausing({ manager }: Hands): readonly Transition[] {
  const basis = design('pauses of a deadline');
  return ['PauseDeadline', 'ResumeDeadline'].map((act) => ({ act, from: OPEN, to: [], who: manager, basis }));
}

function closing({ base, proposer, manager, accountant }: Hands): readonly Transition[] {
  return [
    {
      act: 'HoldAcceptance',
      from: ['contracted', 'executing'],
      fromAttested: ['in-plan'],
      to: ['accepted'],
      who: base,
      duty: 'accept',
      basis: tt36('art. 21(1)'),
    },
    { act: 'LodgeSettlementDossier', from: ['accepted', 'stopped'], to: [], who: proposer, basis: tt36('art. 18(1), 19') },
    { act: 'LiquidateContract', from: ['accepted', 'stopped'], to: ['liquidated'], who: manager, basis: tt36('art. 18(2), 19(3)') },
    {
      act: 'ApproveSettlement',
      from: ['liquidated', 'stopped'],
      fromAttested: ['accepted'],
      to: ['settled'],
      who: manager,
      duty: 'settle',
      basis: tt36('art. 18(2)'),
    },
    {
      act: 'CarryOver',
      from: ['in-plan', 'contracted', 'executing', 'accepted'],
      to: [],
      who: [...manager, ...accountant],
      basis: { instrument: 'NĐ 45/2012/NĐ-CP', article: 'art. 14(4)', status: 'verified' },
    },
  ];
}

/** Acts that keep the record itself in order: whoever works on the project may. */
function keeping(hands: Hands): readonly Transition[] {
  const workers = [...new Set(Object.values(hands).flat() as Role[])];
  return [
    { act: 'AttachDocument', from: OPEN, to: [], who: [...workers, 'commune-officer'], basis: design('dossier') },
    {
      act: 'AddNote',
      from: [...OPEN, 'settled', 'rejected', 'not-in-plan', 'withdrawn'],
      to: [],
      who: [...workers, 'commune-officer', 'council-member', 'supervisor', 'auditor'],
      basis: design('notes'),
    },
    { act: 'HandOverProject', from: OPEN, to: [], who: workers, basis: design('hand-over, conference report 2018') },
    { act: 'CorrectDetails', from: [...OPEN, 'settled'], to: [], who: workers, basis: design('corrections are events') },
    {
      act: 'ReverseAct',
      from: [...FUNDED, 'registered', 'base-passed', 'submitted', 'final-passed', 'rejected', 'not-in-plan'],
      to: OPEN,
      who: workers,
      basis: design('corrections are events'),
    },
    { act: 'MoveToDefinition', from: OPEN, to: [], who: ['operator'], basis: design('stage graphs are versioned') },
  ];
}
