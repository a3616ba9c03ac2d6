/** A body for every act, which may or may not fit the state it is said to. */
import { acts, type ProjectCommand } from './acts.ts';
import type { ProjectAsked } from './act.ts';
import { CRITERIA } from './appraisal.acts.ts';
import { contract, draft, groupDraft, keyDraft, localNeed, need, personOf, plainDraft, plan } from './project.fixture.ts';
import { runningDeadlines } from './running-deadlines.ts';
import type { Project } from './project.state.ts';

export type Type = ProjectCommand['type'];
export const TYPES = Object.keys(acts) as Type[];

export interface Chooser {
  /** 0 ≤ n < 1 */ next(): number;
  pick<T>(from: readonly T[]): T;
}

/** The same choices for the same seed (mulberry32). */
export function chooser(seed: number): Chooser {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    pick: (from) => {
      const index = Math.floor(next() * from.length);
      return from[index] as (typeof from)[number];
    },
  };
}

type Frame = 'type' | keyof ProjectAsked;
type Body<T extends Type> = Omit<Extract<ProjectCommand, { readonly type: T }>, Frame>;
type Bodies = { readonly [T in Type]: (choose: Chooser, state: Project) => Body<T> };

const AMOUNTS = [300_000_000, 290_000_000, 203_000_000, 87_000_000, 0, -1, 1.5, Number.NaN, 1e15, 4e15];
const LATER = ['2021-12-31', '2022-11-30', '2023-06-30', '2020-01-01'];

const text = ({ next }: Chooser): string => (next() < 0.06 ? ' ' : 'Văn bản');
/** Mostly what fits the state, now and then anything. */
const money = ({ next, pick }: Chooser, fits: number): number => (next() < 0.7 ? fits : pick(AMOUNTS));
const percent = ({ next, pick }: Chooser): number => (next() < 0.7 ? 75 : pick([0, 100, 71, 33.333, 101, Number.NaN]));
const conclusion = (choose: Chooser, state: Project): Body<'ConcludeBaseAppraisal'> => {
  const appraised = 'appraised' in state ? state.appraised : 300_000_000;
  const result = choose.pick(['pass', 'pass', 'pass', 'pass_reduced', 'fail'] as const);
  const amount = result === 'fail' ? null : result === 'pass' ? appraised : appraised - 10_000_000;
  return {
    result,
    amount: choose.next() < 0.9 ? amount : choose.pick([null, ...AMOUNTS]),
    reason: choose.pick(['Lý do', 'Lý do', null]),
    ...(choose.next() < 0.1 ? { multiplier: choose.pick([1.2, 1.5, 2, 0]) } : {}),
  };
};
const support = (state: Project): number => ('approval' in state ? state.approval.amount : 'appraised' in state ? state.appraised : 1);
const paidNet = (state: Project): number =>
  'paid' in state ? state.paid.first + state.paid.next + state.paid.remaining - state.recovered : 1;
const trancheOf = (state: Project): 'first' | 'remaining' => ('accepted' in state && state.accepted !== null ? 'remaining' : 'first');
const advance = (choose: Chooser, state: Project) => {
  const asked = 'request' in state ? state.request : null;
  const left = trancheOf(state) === 'remaining' ? support(state) - paidNet(state) : Math.floor(support(state) * 0.7);
  const tranche = choose.next() < 0.9 ? (asked?.tranche ?? trancheOf(state)) : choose.pick(['first', 'next', 'remaining'] as const);
  return { tranche, amount: money(choose, asked?.amount ?? left) };
};

const proposing = {
  SurveyNeed: (choose, state) => {
    const asked = { ...('need' in state ? state.need : choose.pick([need, need, need, localNeed])), commune: text(choose) };
    return choose.next() < 0.9
      ? { need: asked, outcome: choose.pick(['recorded', 'recorded', 'recorded', 'kept-for-later']) }
      : { need: asked, outcome: 'not-eligible', reason: text(choose) };
  },
  DraftProject: (choose) => {
    const one = choose.pick([draft, draft, groupDraft, keyDraft, plainDraft]);
    const estimate = choose.next() < 0.9 ? {} : { estimate: [{ ...draft.estimate?.[0], quantity: choose.pick([0.5, 1.00001, Infinity]) }] };
    const cost = choose.next() < 0.9 ? {} : { totalCost: choose.pick(AMOUNTS) };
    return { draft: { ...one, title: choose.pick(['Đề án A', 'Đề án B']), ...cost, ...estimate } as typeof draft };
  },
  RegisterProject: ({ next }) =>
    next() < 0.8 ? {} : { earlierSupport: [{ code: 'KCDP-2019-38-001', content: 'ND3b', planYear: 2019, matchedBy: 'name' }] },
  WithdrawProject: (choose) => ({ reason: text(choose) }),
  ReturnDossier: (choose) => ({ items: choose.pick([[], [{ item: 'Dự toán', demand: text(choose) }]]) }),
  AnswerReturnedItem: (choose) => ({ item: choose.pick(['Dự toán', 'Khác']), answer: text(choose), document: null }),
  CompleteDossier: (choose) => ({ answers: choose.pick([[], [{ item: 'Dự toán', answer: text(choose) }]]) }),
  JudgeEarlierSupport: (choose) => ({
    earlier: choose.pick(['KCDP-2019-38-001', 'x']),
    sameItem: choose.next() < 0.1,
    reason: text(choose),
  }),
  AttachDocument: (choose) => ({
    kind: choose.pick(['request-letter', 'Không có']),
    title: text(choose),
    number: choose.pick(['1/CV', null]),
    file: null,
    proves: null,
  }),
  ConveneCouncil: ({ next, pick }) => ({
    meetingOn: pick(['2021-01-01', '2022-12-31', '2021-06-01']),
    members: [
      { person: personOf('council-member'), seat: 'chair' },
      { person: next() < 0.2 ? personOf('centre-officer') : 'u-2', seat: 'member' },
      { person: 'u-3', seat: 'member' },
    ],
  }),
  CastVote: (choose) => ({ vote: choose.pick(['for', 'against', 'abstain']), reason: text(choose) }),
  AssessCriterion: (choose, state) => {
    const level = state.status === 'registered' ? 'base' : 'final';
    const done = 'councils' in state ? state.findings[level].map(({ criterion }) => criterion) : [];
    const open =
      'reopened' in state ? CRITERIA.filter((one) => state.reopened.includes(one)) : CRITERIA.filter((one) => !done.includes(one));
    return {
      criterion: choose.pick(open.length > 0 && choose.next() < 0.9 ? open : CRITERIA),
      met: choose.next() < 0.95,
      finding: text(choose),
      evidence: text(choose),
    };
  },
  ConcludeBaseAppraisal: conclusion,
  SubmitForFinalAppraisal: (choose) => ({ letterNo: text(choose) }),
  ConcludeFinalAppraisal: conclusion,
} satisfies Partial<Bodies>;

const funding = {
  ProposeForPlan: (choose) => ({ statementNo: text(choose), priority: [] }),
  ApproveInPlan: (choose, state) => ({
    plan: 'plan' in state && state.plan !== null && choose.next() < 0.9 ? state.plan : plan,
    decisionNo: text(choose),
    amount: money(choose, support(state)),
  }),
  LeaveOutOfPlan: (choose, state) => ({
    plan: 'plan' in state && state.plan !== null ? state.plan : plan,
    decisionNo: '1/QĐ',
    reason: text(choose),
  }),
  AdjustApproval: (choose, state) => ({
    plan: 'approval' in state ? state.approval.plan : plan,
    decisionNo: '2/QĐ',
    amount: 'adjustment' in state && state.adjustment !== null ? (state.adjustment.change.support ?? 1) : money(choose, support(state)),
    reason: text(choose),
  }),
  ApproveGroupPlan: (choose, state) => ({
    decisionNo: '3/QĐ',
    places: choose.pick([[], [{ commune: text(choose), beneficiary: 'Cơ sở', amount: money(choose, support(state)) }]]),
  }),
  SignContract: ({ pick }) => ({ contract, contractNo: '10/HĐ', endsOn: pick(LATER) }),
  ExtendContract: ({ pick }) => ({ contract: pick([contract, 'contract-c-2']), appendixNo: '1/PL', endsOn: pick(LATER) }),
  AssignTask: ({ pick }) => ({ decisionNo: '4/QĐ', endsOn: pick(LATER) }),
  SignSupportContract: (choose) => ({ contractNo: '11/HĐ', investor: text(choose) }),
  RequestAdvance: advance,
  ConfirmVolume: (choose) => ({ percent: percent(choose) }),
  PayAdvance: (choose, state) => ({ ...advance(choose, state), treasuryRef: null }),
  RecoverAdvance: (choose, state) => ({ amount: money(choose, paidNet(state)), reason: null }),
} satisfies Partial<Bodies>;

const carryingOut = {
  ReportProgress: (choose) => ({
    period: choose.pick(['2021-01', '2022-03', '2023-01']),
    percent: percent(choose),
    value: money(choose, 600_000_000),
    finishOn: null,
    difficulties: null,
  }),
  ReportContentResult: (choose) => ({
    content: choose.pick(['ND1', 'ND3b', 'ND3b', 'ND9']),
    year: choose.pick([2022, 2022, 2023]),
    actual: choose.pick([60, 60, 1, -1]),
    spent: money(choose, 90_000_000),
    shortfall: text(choose),
  }),
  HoldInspection: (choose) => ({ findings: text(choose), demands: [] }),
  DeclareForceMajeure: (choose) => ({ event: 'Bão', explanation: text(choose) }),
  ConfirmForceMajeure: (choose) => ({ percent: percent(choose), minutesNo: '6/BB' }),
  RaiseObstacle: (choose) => ({ level: 'department', cause: 'money', text: text(choose), owner: null }),
  PromiseAnswer: (choose) => ({ obstacle: choose.pick(['o1', 'o2']), owner: 'u-2', promisedOn: choose.pick(LATER) }),
  AnswerObstacle: (choose) => ({ obstacle: choose.pick(['o1', 'o2']), answer: text(choose), resolved: choose.next() < 0.5 }),
} satisfies Partial<Bodies>;

const closing = {
  RequestAdjustment: (choose, state) => ({
    change: choose.pick([
      { commune: 'Xã khác' },
      { support: support(state) - 1_000_000 },
      { support: 4e15 },
      { totalCost: 820_000_000 },
      { endsOn: '2023-03-31' },
      { planned: choose.pick([2, 0]) },
      {},
    ]),
    reason: text(choose),
  }),
  ConfirmAdjustment: (choose) => ({ visitedOn: choose.pick(['2021-01-01', '2023-12-31']), opinion: text(choose) }),
  DecideAdjustment: (choose) => ({ approved: choose.next() < 0.7, decisionNo: '5/QĐ', reason: text(choose) }),
  StopProject: (choose) => ({ reason: text(choose), decisionNo: choose.pick(['6/QĐ', null]) }),
  HoldAcceptance: (choose, state) => {
    const result = choose.pick(['full', 'full', 'part', 'not-accepted'] as const);
    return { result, amount: result === 'not-accepted' ? 0 : money(choose, support(state)), output: 1, remarks: text(choose) };
  },
  LodgeSettlementDossier: (choose) => ({ documents: choose.pick([[], ['settlement-detail']]) }),
  LiquidateContract: () => ({ minutesNo: '7/BB' }),
  ApproveSettlement: (choose, state) => ({ amount: money(choose, paidNet(state)) }),
  CarryOver: (choose) => ({ amount: money(choose, 10_000_000), toYear: choose.pick([2023, 2024, 2022]), decisionNo: '8/QĐ' }),
  PauseDeadline: (choose, state) => ({
    deadline:
      choose.next() < 0.8 ? choose.pick(['first-advance', ...runningDeadlines(state)]) : choose.pick(['payment', 'monthly-report:1']),
    document: choose.pick(['12/SCT-KC', '13/SCT-KC', ' ']),
    reason: text(choose),
  }),
  ResumeDeadline: (choose, state) => ({
    deadline: choose.pick(['first-advance', ...('file' in state ? state.file.paused.map(({ deadline }) => deadline) : [])]),
    reason: text(choose),
  }),
  AddNote: (choose) => ({ about: 'record', text: text(choose), audience: 'shared' }),
  HandOverProject: (choose) => ({ to: choose.pick(['u-2', 'u-3']), reason: text(choose) }),
  CorrectDetails: (choose) => ({ details: choose.pick([{ commune: 'Xã sửa' }, {}, { title: 'Tên sửa' }]), reason: text(choose) }),
  ReverseAct: (choose, state) => ({
    revision: 'file' in state && choose.next() < 0.8 ? (state.file.last?.revision ?? 0) : 0,
    reason: text(choose),
  }),
  MoveToDefinition: (choose) => ({ to: choose.pick(['KCQG-1', 'KCDP-1', 'KCQG-0']), legalBasis: text(choose) }),
} satisfies Partial<Bodies>;

export const bodies: Bodies = { ...proposing, ...funding, ...carryingOut, ...closing };
