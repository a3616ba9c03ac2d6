/** Whole lives for property tests, from the survey on: mostly whoever's turn it is says the right thing, else anybody says anything. */
import type { Role } from '#reference/roles';
import type { Context } from '../context.ts';
import type { Dong } from '../money.ts';
import { Refusal } from '../refusal.ts';
import { CRITERIA } from './appraisal.acts.ts';
import type { ProjectCommand } from './project.decider.ts';
import { project } from './project.decider.ts';
import type { ProjectEvent } from './project.events.ts';
import { by, byRegister, contract, draft, groupDraft, keyDraft, localNeed, need, plainDraft } from './project.fixture.ts';
import type { Drafted, Project } from './project.state.ts';
import { type Chooser, chooser } from './random-bodies.fixture.ts';
import { answerOf, commandOf, type Lived, somebody } from './random-history.fixture.ts';

const addDays = (day: string, days: number): string => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

type Funded = Extract<Project, { readonly approval: object }>;
type Said = { readonly type: ProjectCommand['type'] } & Record<string, unknown>;
type As = (role: Role, said: Said) => ProjectCommand;
/** Whose turn may come, on which day. */
interface Turn {
  readonly day: string;
  readonly choose: Chooser;
  readonly as: As;
  readonly roles: typeof NATIONAL | typeof LOCAL;
}
const NATIONAL = {
  accountant: 'agency-accountant',
  manager: 'agency-leader',
  approver: 'ministry-leader',
  final: 'agency-officer',
} as const;
const LOCAL = {
  accountant: 'department-accountant',
  manager: 'department-leader',
  approver: 'province-leader',
  final: 'department-leader',
} as const;

/** What is out: paid less recovered. */
export const outOf = ({ paid, recovered }: Funded): Dong => paid.first + paid.next + paid.remaining - recovered;

/** The act that brings a project on from where it stands, said rightly: without it few lives would come to a settlement. */
export function onward(state: Project, day: string, choose: Chooser): ProjectCommand | null {
  const roles = 'need' in state && state.need.source === 'KCDP' ? LOCAL : NATIONAL;
  const as: As = (role, said) => ({ ...by(day, role), ...said }) as unknown as ProjectCommand;
  const turn: Turn = { day, choose, as, roles };
  if (!('approval' in state)) return proposed(state, turn);
  const [reopened] = state.reopened;
  const running = state.status === 'in-plan' || state.status === 'contracted' || state.status === 'executing';
  if (reopened !== undefined && running)
    return as(roles.final, { type: 'AssessCriterion', criterion: reopened, met: true, finding: 'Phù hợp', evidence: 'Phiếu' });
  if (state.status === 'in-plan')
    return as(roles.manager, { type: 'SignContract', contract, contractNo: '1/HĐ', endsOn: addDays(day, 200) });
  return running ? (changed(state, turn) ?? advanced(state, turn) ?? done(state, turn)) : closed(state, turn);
}

function proposed(state: Exclude<Project, Funded>, { as, choose, roles, day }: Turn): ProjectCommand | null {
  switch (state.status) {
    case 'absent':
      return as('centre-officer', { type: 'SurveyNeed', need: choose.pick([need, need, localNeed]), outcome: 'recorded' });
    case 'kept-for-later':
      return as('centre-officer', { type: 'SurveyNeed', need: state.need, outcome: 'recorded' });
    case 'surveyed':
      return as('centre-officer', { type: 'DraftProject', draft: choose.pick([draft, draft, groupDraft, keyDraft]) });
    case 'draft':
      return as('centre-officer', { type: 'RegisterProject' });
    case 'returned':
      return as('centre-officer', { type: 'CompleteDossier', answers: state.items.map((item) => ({ item, answer: 'Đã lập lại' })) });
    case 'registered':
    case 'submitted':
      return appraised(state, { as, choose, roles, day });
    case 'base-passed':
      return as('department-leader', { type: 'SubmitForFinalAppraisal', letterNo: '1/SCT' });
    case 'final-passed':
      return as(roles.manager, { type: 'ProposeForPlan', statementNo: '1/TTr', priority: [] });
    case 'proposed':
      return as(roles.approver, { type: 'ApproveInPlan', plan: state.plan, decisionNo: '1/QĐ', amount: state.appraised });
    case 'not-in-plan':
      return state.waiting === null ? null : as(roles.manager, { type: 'ProposeForPlan', statementNo: '2/TTr', priority: [] });
    default:
      return null;
  }
}

function appraised(state: Drafted, { as, choose, roles, day }: Turn): ProjectCommand {
  const level = state.status === 'registered' ? 'base' : 'final';
  const role = level === 'base' ? 'appraisal-officer' : roles.final;
  const unjudged = state.earlier.find(({ code }) => !state.judged.some(({ earlier }) => earlier === code));
  if (unjudged !== undefined) return as(role, { type: 'JudgeEarlierSupport', earlier: unjudged.code, sameItem: false, reason: 'Khác' });
  const council = state.councils[level];
  const seats = ['chair', 'member', 'secretary'] as const;
  if (council === null && choose.next() < 0.05)
    return as(role, { type: 'ConveneCouncil', meetingOn: day, members: seats.map((seat) => ({ person: `u-${seat}`, seat })) });
  const voter = council?.members.find(({ person }) => person.startsWith('u-') && !council.votes.some(({ member }) => member === person));
  if (voter !== undefined && choose.next() < 0.8)
    return { ...as('council-member', { type: 'CastVote', vote: 'for', reason: null }), actor: voter.person };
  const open = CRITERIA.find((one) => !state.findings[level].some(({ criterion, met }) => criterion === one && met));
  if (open !== undefined) return as(role, { type: 'AssessCriterion', criterion: open, met: true, finding: 'Phù hợp', evidence: 'Phiếu' });
  const cut = choose.next() < 0.3 ? 10_000_000 : 0;
  return as(role, {
    type: level === 'base' ? 'ConcludeBaseAppraisal' : 'ConcludeFinalAppraisal',
    result: cut > 0 ? 'pass_reduced' : 'pass',
    amount: state.appraised - cut,
    reason: cut > 0 ? 'Vừa dự toán' : null,
  });
}

function changed(
  { draft: asked, adjustment, force, approval, ...state }: Funded,
  { as, choose: { next }, roles, day }: Turn,
): ProjectCommand | null {
  if (asked.kind === 'group' && !state.groupPlan && state.status === 'contracted')
    return as('appraisal-officer', {
      type: 'ApproveGroupPlan',
      decisionNo: '1/QĐ-SCT',
      places: [{ commune: 'Xã A', beneficiary: 'Cơ sở A', amount: approval.amount }],
    });
  if (force !== null && force.departmentPercent === null)
    return as('appraisal-officer', { type: 'ConfirmForceMajeure', percent: 80, minutesNo: '1/BB' });
  if (force !== null && force.communePercent === null)
    return as('commune-officer', { type: 'ConfirmForceMajeure', percent: 75, minutesNo: '2/BB' });
  if (adjustment === null) return null;
  if (!adjustment.confirmed) return as('appraisal-officer', { type: 'ConfirmAdjustment', visitedOn: day, opinion: 'Đồng ý' });
  const { support } = adjustment.change;
  if (support !== undefined && support !== approval.amount)
    return as(roles.approver, {
      type: 'AdjustApproval',
      plan: approval.plan,
      decisionNo: `${day}/QĐ`,
      amount: support,
      reason: 'Điều chỉnh',
    });
  const role = next() < 0.5 ? roles.manager : next() < 0.5 ? roles.approver : 'department-leader';
  return as(role, { type: 'DecideAdjustment', approved: next() < 0.7, decisionNo: '2/QĐ', reason: 'x' });
}

function advanced(state: Funded, { as, choose: { next }, roles, day }: Turn): ProjectCommand | null {
  const { draft: asked, progress, request, approval, contract: signed } = state;
  if (signed !== null && signed.stream !== '' && next() < 0.03)
    return as(roles.manager, { type: 'ExtendContract', contract: signed.stream, appendixNo: '1/PL', endsOn: addDays(day, 100) });
  if (progress === null)
    return as('centre-officer', {
      type: 'ReportProgress',
      period: day.slice(0, 7),
      percent: 75,
      value: 1,
      finishOn: null,
      difficulties: null,
    });
  if (request !== null && request.volumePercent === null && progress.percent > 0)
    return as('appraisal-officer', { type: 'ConfirmVolume', percent: progress.percent });
  if (request !== null) return as(roles.accountant, { type: 'PayAdvance', ...request, treasuryRef: null });
  const most = Math.floor(approval.amount * 0.7) - outOf(state);
  if (state.paid.first === 0 && next() < 0.8)
    return as('centre-officer', { type: 'RequestAdvance', tranche: 'first', amount: asked.kind === 'key' ? Math.floor(most / 2) : most });
  if (asked.kind === 'key' && state.paid.first > 0 && most > 1 && next() < 0.4)
    return as('centre-officer', { type: 'RequestAdvance', tranche: 'next', amount: Math.ceil(most / 2) });
  return null;
}

function done({ draft: asked, results, force, approval }: Funded, { as, choose: { next } }: Turn): ProjectCommand {
  const slice = (asked.contents ?? [])
    .flatMap(({ content, years }) => years.map((one) => ({ content, ...one })))
    .find(({ content, year }) => !results.some((one) => one.content === content && one.year === year));
  if (asked.kind === 'key' && slice !== undefined)
    return as('centre-officer', {
      type: 'ReportContentResult',
      content: slice.content,
      year: slice.year,
      actual: slice.target - (next() < 0.3 ? 1 : 0),
      spent: slice.money,
      shortfall: 'Ít người học',
    });
  const part = force !== null || results.some(({ shortfall }) => shortfall !== null) || next() < 0.3;
  const percent = force === null ? 80 : Math.min(force.departmentPercent ?? 0, force.communePercent ?? 0);
  return as('department-leader', {
    type: 'HoldAcceptance',
    result: part ? 'part' : 'full',
    amount: part ? Math.floor((approval.amount * percent) / 100) : approval.amount,
    output: 1,
    remarks: part ? 'Thiếu' : null,
  });
}

function closed(state: Funded, { as, roles, day }: Turn): ProjectCommand | null {
  const out = outOf(state);
  const earned = state.accepted ?? 0;
  if (state.status === 'settled') return null;
  if (out > earned) return as(roles.accountant, { type: 'RecoverAdvance', amount: out - earned, reason: null });
  if (state.status !== 'accepted') return as(roles.manager, { type: 'ApproveSettlement', amount: out });
  if (state.request !== null) return as(roles.accountant, { type: 'PayAdvance', ...state.request, treasuryRef: null });
  if (earned > out && (state.paid.remaining === 0 || state.recovered > 0))
    return as('centre-officer', { type: 'RequestAdvance', tranche: 'remaining', amount: earned - out });
  const vouchers = [{ number: 'PC 1', on: day, amount: earned }];
  if (!state.dossierLodged) return as('centre-officer', { type: 'LodgeSettlementDossier', documents: ['Mẫu 7'], dossier: 'A', vouchers });
  return as(roles.manager, { type: 'LiquidateContract', minutesNo: '1/BB' });
}

/** Something said by anybody; now and then on the strength of a register. */
function anything(state: Project, day: string, choose: Chooser): ProjectCommand {
  const { type, asker } = somebody(choose, state, day);
  const command = commandOf(type, asker, choose, state);
  if (choose.next() > 0.1) return command;
  const { role: _role, ...said } = command;
  const asked = type === 'RegisterProject' ? { draft: choose.pick([draft, plainDraft, keyDraft]) } : {};
  return { ...said, ...asked, ...byRegister(day) } as ProjectCommand;
}

export interface Step {
  readonly before: Project;
  readonly after: Project;
  readonly command: ProjectCommand;
  readonly events: readonly ProjectEvent[];
}

export interface Life {
  readonly steps: readonly Step[];
  readonly lived: readonly Lived[];
  readonly end: Project;
}

const STEPS = 90;

/** A life from the very survey on. `wild`: how much of it is said by anybody rather than by whoever's turn it is. */
export function live(seed: number, wild: number, context: Context): Life {
  const choose = chooser(seed);
  const steps: Step[] = [];
  const lived: Lived[] = [];
  let state: Project = project.initial;
  let day = '2021-01-10';
  for (let turn = 0; turn < STEPS; turn++) {
    day = addDays(day, choose.pick([0, 1, 5, 20]));
    const command = (choose.next() < wild ? null : onward(state, day, choose)) ?? anything(state, day, choose);
    // Anything but a refusal that `decide` throws ends the test: see `answerOf`.
    const answer = answerOf(command, state, context);
    if (answer instanceof Refusal) continue;
    const before = state;
    for (const event of answer) {
      const happened = { on: command.occurredOn, actor: command.actor };
      lived.push({ event, happened });
      state = project.evolve(state, event, happened);
    }
    if (answer.length > 0) steps.push({ before, after: state, command, events: answer });
  }
  return { steps, lived, end: state };
}
