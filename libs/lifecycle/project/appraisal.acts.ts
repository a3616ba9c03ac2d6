import type { Context } from '../context.ts';
import type { Dong } from '../money.ts';
import { Refusal, type RefusedBy } from '../refusal.ts';
import { refuseOverCeiling } from '../rules.ts';
import { act, attestation, type ProjectAsked, refuseAmount, refuseBlank, standsFor } from './act.ts';
import type { AppraisalResult, Criterion, Finding } from './project.events.ts';
import type { In } from './project.state.ts';

type Conclusion = {
  readonly result: AppraisalResult;
  /** null when failed */ readonly amount: Dong | null;
  readonly reason: string | null;
  readonly findings: readonly Finding[];
};
/** Thẩm định cấp cơ sở, by the Sở (TT 36/2013 art. 8(1)a). */
export type ConcludeBaseAppraisal = ProjectAsked & Conclusion & { readonly type: 'ConcludeBaseAppraisal' };
/** Thẩm định cấp Bộ for KCQG (TT 36/2013 art. 8(2)); for KCDP the province's (TT 46/2012 art. 8(3)b). */
export type ConcludeFinalAppraisal = ProjectAsked & Conclusion & { readonly type: 'ConcludeFinalAppraisal' };
/** The plan's decision reaches the project; the plan's own stream decided it. */
export type ApproveInPlan = ProjectAsked & {
  readonly type: 'ApproveInPlan';
  readonly plan: string;
  readonly decisionNo: string;
  readonly amount: Dong;
};
export type LeaveOutOfPlan = ProjectAsked & {
  readonly type: 'LeaveOutOfPlan';
  readonly plan: string;
  readonly decisionNo: string;
  readonly reason: string;
};

/** The five contents of an appraisal. */
export const CRITERIA: readonly Criterion[] = ['principles', 'aims-and-money', 'capability', 'combination', 'dossier'];
const ART_9: RefusedBy = { rule: 'appraisal-contents', legalBasis: 'TT 36/2013/TT-BCT, art. 9', status: 'verified' };

export const concludeBaseAppraisal = act<ConcludeBaseAppraisal, 'registered'>({
  from: ['registered'],
  decide(command, state, context) {
    const conclusion = concluded(command, state, context);
    return [{ type: 'BaseAppraisalConcluded', data: { ...conclusion, ...attestation(command) } }];
  },
});

export const concludeFinalAppraisal = act<ConcludeFinalAppraisal, 'base-passed'>({
  from: ['base-passed'],
  decide(command, state, context) {
    const conclusion = concluded(command, state, context);
    const level = state.need.source === 'KCQG' ? 'ministry' : 'province';
    return [{ type: 'FinalAppraisalConcluded', data: { level, ...conclusion, ...attestation(command) } }];
  },
});

export const approveInPlan = act<ApproveInPlan, 'final-passed'>({
  from: ['final-passed'],
  holds: ({ plan, decisionNo, amount }, state) =>
    'approval' in state && state.approval.plan === plan && state.approval.decisionNo === decisionNo && state.approval.amount === amount,
  decide(command, state, context) {
    const { plan, decisionNo, amount } = command;
    refuseBlank({ decisionNo });
    refuseAmount('amount', amount);
    if (amount > state.appraised) throw new Refusal('amount-over-appraised', { amount, appraised: state.appraised });
    refuseOverCeiling(context.rules, supportedBy(state), amount, command.occurredOn);
    return [{ type: 'ApprovedInPlan', data: { plan, decisionNo, amount, ...attestation(command) } }];
  },
});

export const leaveOutOfPlan = act<LeaveOutOfPlan, 'final-passed'>({
  from: ['final-passed'],
  holds: (_command, state) => state.status === 'not-in-plan',
  decide(command) {
    const { plan, decisionNo, reason } = command;
    refuseBlank({ reason });
    return [{ type: 'LeftOutOfPlan', data: { plan, decisionNo, reason, ...attestation(command) } }];
  },
});

type Proposal = In<'registered' | 'base-passed' | 'final-passed'>;

const supportedBy = ({ need, draft }: Proposal) => ({
  source: need.source,
  content: need.content,
  totalCost: draft.totalCost,
  outputPlanned: draft.output.planned,
});

/** @throws Refusal a pass without all five findings, a failure without a reason, an amount that does not fit the result */
function concluded(command: ConcludeBaseAppraisal | ConcludeFinalAppraisal, state: Proposal, context: Context): Conclusion {
  const { result, amount, reason, findings } = command;
  const attested = standsFor(command, 'findings');
  if (result === 'fail') {
    if (amount !== null) throw new Refusal('amount', { field: 'amount', amount, result });
    if (!attested) refuseBlank({ reason: reason ?? '' });
    return { result, amount, reason, findings };
  }
  if (amount === null) throw new Refusal('amount', { field: 'amount', amount, result });
  refuseAmount('amount', amount);
  if (amount > state.appraised) throw new Refusal('amount-over-requested', { amount, most: state.appraised });
  if (!attested) {
    const open = CRITERIA.filter((criterion) => !findings.some((finding) => finding.criterion === criterion && proven(finding)));
    if (open.length > 0) throw new Refusal('findings-missing', { open }, ART_9);
    refuseOverCeiling(context.rules, supportedBy(state), amount, command.occurredOn);
  }
  return { result, amount, reason, findings };
}

const proven = ({ met, finding, evidence }: Finding): boolean => met && finding.trim() !== '' && evidence.trim() !== '';
