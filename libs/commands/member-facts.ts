/** What a plan and a contract are told of a project: read from its own stream by the server, never given by whoever asks. */
import type { MemberFacts } from '#lifecycle/contract/contract.commands';
import type { ProjectFacts } from '#lifecycle/plan/plan.commands';
import { advancedNet, type Project, supportedBy } from '#lifecycle/project/project.state';

/** Undefined: the project is not before this plan. */
export function proposedFacts(state: Project, plan: string): ProjectFacts | undefined {
  if (state.status !== 'proposed' || state.plan !== plan) return undefined;
  const supported = { ...supportedBy(state), multiplier: state.multiplier };
  return { proposedAmount: state.appraised, supported, appraisedBy: state.file.hands.appraise ?? [], since: state.since };
}

/** Undefined: the project holds no money of this plan. */
export function fundedFacts(
  state: Project,
  plan: string,
): (ProjectFacts & { readonly spent: number; readonly approvedOn: string }) | undefined {
  if (!('approval' in state) || state.approval.plan !== plan) return undefined;
  const { approval, file, since } = state;
  // A change that the Sở has not confirmed may not be decided (TT 36/2013 art. 21(2)b).
  const adjustment = state.adjustment?.confirmed === true ? state.adjustment : null;
  const supported = { ...supportedBy(state), totalCost: adjustment?.change.totalCost ?? state.draft.totalCost };
  const { multiplier } = approval;
  return {
    proposedAmount: adjustment?.change.support ?? approval.amount,
    supported: multiplier === undefined ? supported : { ...supported, multiplier },
    appraisedBy: file.hands.appraise ?? [],
    since,
    spent: Math.max(advancedNet(state), state.accepted ?? 0),
    approvedOn: approval.on,
  };
}

/** Undefined: the project has not ended, so that it keeps its money. */
export function endedFacts(state: Project): { readonly since: string; readonly spent: number } | undefined {
  if (state.status === 'stopped' || state.status === 'settled') return { since: state.since, spent: advancedNet(state) };
  return state.status === 'withdrawn' ? { since: state.since, spent: 0 } : undefined;
}

/** Undefined: the project is not in a decided plan, or has its contract already. */
export function memberFacts(state: Project): MemberFacts | undefined {
  if (state.status !== 'in-plan') return undefined;
  return { status: 'in-plan', approvedOn: state.approval.on, implementingUnit: state.draft.implementingUnit, since: state.since };
}
