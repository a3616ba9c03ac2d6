/** How a project gets into its annual plan. The plan's own stream decides; approvals and changes here follow it. */
import type { RuleBook } from '../context.ts';
import { planStream } from '../plan/plan.events.ts';
import type { Dong } from '../money.ts';
import { sumUp } from '../money.ts';
import { Refusal, type RefusedBy } from '../refusal.ts';
import { refuseMultiplier, refuseOverCeiling } from '../rules.ts';
import { act, attestation, type ProjectAsked, refuseAmount, refuseBlank } from './act.ts';
import { reopenedBy } from './dependence.ts';
import { refuseMissingPapers } from './papers.ts';
import type { Change } from './project.events.ts';
import { advancedNet, type In, rulesDayOf, supportedBy } from './project.state.ts';

/** Trình phê duyệt: the project is put before the plan's approver. */
export type ProposeForPlan = ProjectAsked & {
  readonly type: 'ProposeForPlan';
  readonly statementNo: string;
  /** Codes of the order of preference that it meets (TT 36/2013 art. 7; TT 46/2012 art. 6(3)). */
  readonly priority: readonly string[];
};
/** The plan's decision reaches the project; the plan's own stream decided it. */
export type ApproveInPlan = ProjectAsked & {
  readonly type: 'ApproveInPlan';
  readonly plan: string;
  readonly decisionNo: string;
  readonly amount: Dong;
  readonly multiplier?: number;
};
export type LeaveOutOfPlan = ProjectAsked & {
  readonly type: 'LeaveOutOfPlan';
  readonly plan: string;
  readonly decisionNo: string;
  readonly reason: string;
};
export type AdjustApproval = ProjectAsked & {
  readonly type: 'AdjustApproval';
  readonly plan: string;
  readonly decisionNo: string;
  readonly amount: Dong;
  readonly reason: string;
};
/** Kế hoạch tổ chức thực hiện of a group scheme, Mẫu số 11: the Sở approves it (TT 36/2013 art. 21(2)a, 23). */
export type ApproveGroupPlan = ProjectAsked & {
  readonly type: 'ApproveGroupPlan';
  readonly decisionNo: string;
  readonly places: readonly { readonly commune: string; readonly beneficiary: string; readonly amount: Dong }[];
};

const GROUP: RefusedBy = { rule: 'group-plan', legalBasis: 'TT 36/2013/TT-BCT, art. 21(2)a', status: 'verified' };

export const proposeForPlan = act<ProposeForPlan, 'final-passed' | 'not-in-plan'>({
  from: ['final-passed', 'not-in-plan'],
  ready(asker, state, context) {
    const proposal = state.status === 'not-in-plan' ? state.waiting : state;
    if (proposal === null)
      throw new Refusal('illegal-transition', { status: state.status, command: 'ProposeForPlan', missing: 'final-appraisal' });
    // What the plan's approver is shown (TT 36/2013 art. 8(3)); the statement is what this act numbers.
    const facts = proposal.councils.final === null ? [] : ['council'];
    refuseMissingPapers(
      { name: 'DecidePlan', facts, given: ['statement'] },
      asker,
      { ...proposal, status: 'final-passed', file: state.file },
      context,
    );
  },
  decide({ statementNo, priority }, { need }) {
    refuseBlank({ statementNo });
    const plan = planStream(need.source, need.planYear, need.source === 'KCQG' ? null : need.province);
    return [{ type: 'ProposedForPlan', data: { plan, statementNo, priority } }];
  },
});

export const approveInPlan = act<ApproveInPlan, 'final-passed' | 'proposed'>({
  from: ['final-passed', 'proposed'],
  holds: ({ plan, decisionNo, amount }, state) =>
    'approval' in state && state.approval.plan === plan && state.approval.decisionNo === decisionNo && state.approval.amount === amount,
  decide(command, state, context) {
    const { plan, decisionNo, amount, multiplier } = command;
    refuseBlank({ decisionNo });
    refuseAmount('amount', amount);
    if (state.plan !== null && state.plan !== plan) throw new Refusal('plan-conflict', { project: state.need.code, plan: state.plan });
    if (amount > state.appraised) throw new Refusal('amount-over-appraised', { amount, appraised: state.appraised });
    refuseMultiplier(context.rules, multiplier, command.occurredOn);
    refuseOverCeiling(context.rules, { ...supportedBy(state), multiplier: multiplier ?? 1 }, amount, command.occurredOn);
    return [
      {
        type: 'ApprovedInPlan',
        data: { plan, decisionNo, amount, ...(multiplier === undefined ? {} : { multiplier }), ...attestation(command) },
      },
    ];
  },
});

export const leaveOutOfPlan = act<LeaveOutOfPlan, 'final-passed' | 'proposed'>({
  from: ['final-passed', 'proposed'],
  holds: ({ plan, decisionNo }, state) =>
    state.status === 'not-in-plan' && state.leftOutBy?.plan === plan && state.leftOutBy.decisionNo === decisionNo,
  decide(command, state) {
    const { plan, decisionNo, reason } = command;
    refuseBlank({ decisionNo, reason });
    if (state.plan !== null && state.plan !== plan) throw new Refusal('plan-conflict', { project: state.need.code, plan: state.plan });
    return [{ type: 'LeftOutOfPlan', data: { plan, decisionNo, reason, ...attestation(command) } }];
  },
});

export const adjustApproval = act<AdjustApproval, 'in-plan' | 'contracted' | 'executing' | 'accepted' | 'stopped'>({
  from: ['in-plan', 'contracted', 'executing', 'accepted', 'stopped'],
  holds: ({ decisionNo, amount }, state) =>
    'approval' in state && state.approval.decisionNo === decisionNo && state.approval.amount === amount,
  decide({ plan, decisionNo, amount, reason }, state, { rules }) {
    refuseAmount('amount', amount, 'zero');
    refuseBlank({ decisionNo, reason });
    if (state.approval.plan !== plan) throw new Refusal('plan-conflict', { project: state.need.code, plan: state.approval.plan });
    const least = Math.max(advancedNet(state), state.accepted ?? 0);
    if (amount < least) throw new Refusal('amount-under-spent', { amount, least });
    const { adjustment: pending, approval } = state;
    // A change that the Sở has not confirmed is not decided (art. 21(2)b): the amount moves, the request waits.
    const answered = pending?.confirmed === true && pending.change.support === amount ? pending : null;
    if (amount > approval.amount) refuseIncrease(amount, state, answered?.change ?? {}, rules);
    const reopens = reopenedBy(answered?.change ?? { support: amount }, approval.amount);
    const answers = answered === null ? {} : { adjustment: answered.adjustment };
    // Once accepted or stopped nothing is appraised again: there the plan only follows what was done.
    const open = reopens.length === 0 || state.status === 'accepted' || state.status === 'stopped' ? {} : { reopens };
    return [{ type: 'ApprovalAdjusted', data: { plan, decisionNo, amount, before: approval.amount, reason, ...answers, ...open } }];
  },
});

type Adjustable = In<'in-plan' | 'contracted' | 'executing' | 'accepted' | 'stopped'>;

/** More support than before stays within the total cost and the ceiling of the rules that the project keeps. */
function refuseIncrease(
  amount: Dong,
  state: Adjustable,
  { totalCost = state.draft.totalCost, content, planned }: Change,
  rules: RuleBook,
): void {
  if (amount > totalCost) throw new Refusal('counterpart', { totalCost, supportRequested: amount, counterpart: totalCost - amount });
  const supported = supportedBy(state);
  const after = { ...supported, totalCost, content: content ?? supported.content, outputPlanned: planned ?? supported.outputPlanned };
  refuseOverCeiling(rules, { ...after, multiplier: state.approval.multiplier ?? 1 }, amount, rulesDayOf(state, state.since));
}

export const approveGroupPlan = act<ApproveGroupPlan, 'in-plan' | 'contracted'>({
  from: ['in-plan', 'contracted'],
  holds: (_command, state) => 'groupPlan' in state && state.groupPlan,
  ready(asker, state, context) {
    if (state.draft.kind !== 'group') throw new Refusal('wrong-kind', { kind: state.draft.kind ?? 'single', needs: 'group' }, GROUP);
    refuseMissingPapers('ApproveGroupPlan', asker, state, context);
  },
  decide({ decisionNo, places }, state) {
    refuseBlank({ decisionNo });
    if (places.length === 0) throw new Refusal('blank', { field: 'places' });
    for (const { commune, beneficiary, amount } of places) {
      refuseBlank({ commune, beneficiary });
      refuseAmount('amount', amount);
    }
    const planned = sumUp(places.map(({ amount }) => amount));
    if (planned > state.approval.amount)
      throw new Refusal('amount-over-approved', { amount: planned, approved: state.approval.amount }, GROUP);
    return [{ type: 'GroupPlanApproved', data: { decisionNo, places } }];
  },
});
