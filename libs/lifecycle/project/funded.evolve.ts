import { type Dong, sum } from '../money.ts';
import type { Change, ProjectEvent } from './project.events.ts';
import type { Funded, Project, Proposal } from './project.state.ts';

type Of<Type extends ProjectEvent['type']> = Extract<ProjectEvent, { readonly type: Type }>;

/** A proposal that the plan took in. */
export function fundedBy(
  { need, since, file, draft, findings }: Proposal,
  { plan, decisionNo, amount, multiplier }: Of<'ApprovedInPlan'>['data'],
  on: string,
): Funded {
  return {
    status: 'in-plan',
    need,
    since,
    file,
    draft,
    approval: { plan, decisionNo, amount, on, ...(multiplier === undefined ? {} : { multiplier }) },
    contract: null,
    request: null,
    paid: { first: 0, next: 0, remaining: 0 },
    recovered: 0,
    accepted: null,
    dossierLodged: false,
    stopReason: null,
    findings: findings.final,
    reopened: [],
    groupPlan: false,
    supportContract: false,
    progress: null,
    adjustment: null,
    adjustmentsMade: [],
    force: null,
    results: [],
    vouchers: null,
    carriedOver: null,
  };
}

/** @throws Error the event cannot follow: the stream is damaged */
export function evolveFunded(state: Funded, event: ProjectEvent): Project {
  return evolveMoney(state, event) ?? evolveWork(state, event) ?? damaged(state, event);
}

const damaged = (state: Funded, event: ProjectEvent): never => {
  throw new Error(`${event.type} while ${state.status}`);
};

function evolveMoney(state: Funded, event: ProjectEvent): Project | null {
  switch (event.type) {
    case 'ApprovalAdjusted':
      return readjusted(state, event);
    case 'ContractSigned': {
      const { contract: stream, contractNo, endsOn } = event.data;
      return { ...state, status: 'contracted', contract: { stream, contractNo, endsOn } };
    }
    case 'ContractExtended':
      return { ...state, contract: state.contract && { ...state.contract, endsOn: event.data.endsOn } };
    case 'TaskAssigned': {
      const { decisionNo: contractNo, endsOn } = event.data;
      return { ...state, status: 'contracted', contract: { stream: '', contractNo, endsOn } };
    }
    case 'SupportContractSigned':
      return { ...state, supportContract: true };
    case 'AdvanceRequested':
      return { ...state, request: { ...event.data, volumePercent: null } };
    case 'VolumeConfirmed':
      return { ...state, request: state.request && { ...state.request, volumePercent: event.data.percent } };
    case 'AdvancePaid': {
      const { tranche, amount } = event.data;
      const status = state.status === 'in-plan' || state.status === 'contracted' ? 'executing' : state.status;
      return { ...state, status, request: null, paid: { ...state.paid, [tranche]: sum(state.paid[tranche], amount) } };
    }
    case 'AdvanceRecovered':
      return { ...state, recovered: sum(state.recovered, event.data.amount) };
    case 'SettlementDossierLodged':
      return { ...state, dossierLodged: true, vouchers: vouchersOf(event) };
    case 'ContractLiquidated':
      return { ...state, status: 'liquidated' };
    case 'SettlementApproved':
      return { ...state, status: 'settled' };
    case 'CarriedOver':
      return { ...state, carriedOver: { amount: event.data.amount, toYear: event.data.toYear } };
    default:
      return null;
  }
}

const vouchersOf = ({ data: { vouchers } }: Of<'SettlementDossierLodged'>): Dong | null =>
  vouchers === undefined ? null : sum(...vouchers.map(({ amount }) => amount));

function evolveWork(state: Funded, event: ProjectEvent): Project | null {
  switch (event.type) {
    case 'GroupPlanApproved':
      return { ...state, groupPlan: true };
    case 'CriterionAssessed': {
      const { level: _level, ...finding } = event.data;
      const findings = [...state.findings.filter(({ criterion }) => criterion !== finding.criterion), finding];
      return { ...state, findings, reopened: finding.met ? state.reopened.filter((one) => one !== finding.criterion) : state.reopened };
    }
    case 'ProgressReported': {
      const { period, percent } = event.data;
      return { ...state, status: state.status === 'contracted' ? 'executing' : state.status, progress: { period, percent } };
    }
    case 'ContentResultReported': {
      const { content, year } = event.data;
      return { ...state, results: [...state.results.filter((one) => one.content !== content || one.year !== year), event.data] };
    }
    case 'ForceMajeureDeclared':
      return { ...state, force: { departmentPercent: null, communePercent: null } };
    case 'ForceMajeureConfirmed':
      return { ...state, force: state.force && { ...state.force, [`${event.data.by}Percent`]: event.data.percent } };
    case 'AdjustmentRequested':
      return { ...state, adjustment: { ...event.data, confirmed: event.data.ownProposal === true } };
    case 'AdjustmentConfirmed':
      return { ...state, adjustment: state.adjustment && { ...state.adjustment, confirmed: true } };
    case 'AdjustmentDecided':
      return adjusted(state, event);
    case 'AcceptanceHeld':
      // What was asked for before acceptance can no longer be paid.
      return event.data.result === 'not-accepted' ? state : { ...state, status: 'accepted', accepted: event.data.amount, request: null };
    case 'ProjectStopped':
      return { ...state, status: 'stopped', request: null, adjustment: null, stopReason: event.data.reason };
    default:
      return null;
  }
}

/** The plan changed the amount; when that answers a request, the rest of the change enters too. */
function readjusted(state: Funded, { data: { amount, decisionNo, adjustment, reopens } }: Of<'ApprovalAdjusted'>): Funded {
  const approval = { ...state.approval, amount, decisionNo };
  if (adjustment === undefined || state.adjustment?.adjustment !== adjustment)
    return { ...state, approval, reopened: [...new Set([...state.reopened, ...(reopens ?? [])])] };
  return { ...changed(state, state.adjustment.change, reopens ?? []), approval };
}

/** An approved change enters the draft; money changes only when the plan's decision says so (`ApprovalAdjusted`). */
function adjusted(state: Funded, { data }: Of<'AdjustmentDecided'>): Funded {
  const { adjustment: pending } = state;
  if (pending === null) throw new Error('an adjustment decided that nobody asked for');
  return data.approved ? changed(state, pending.change, data.reopens) : { ...state, ...answered(state) };
}

const answered = ({ adjustment, adjustmentsMade }: Funded) => ({
  adjustment: null,
  adjustmentsMade: adjustment === null ? adjustmentsMade : [...adjustmentsMade, adjustment.adjustment],
});

function changed(state: Funded, change: Change, reopens: readonly string[]): Funded {
  const { draft, need, contract } = state;
  const beneficiary = change.beneficiary ?? need.beneficiary;
  const totalCost = change.totalCost ?? draft.totalCost;
  const supportRequested = change.support ?? Math.min(draft.supportRequested, totalCost);
  return {
    ...state,
    ...answered(state),
    need: { ...need, beneficiary, commune: change.commune ?? need.commune, content: change.content ?? need.content },
    draft: {
      ...draft,
      beneficiary,
      totalCost,
      supportRequested,
      counterpart: totalCost - supportRequested,
      output: { ...draft.output, planned: change.planned ?? draft.output.planned },
      ...(change.coordinatingUnit === undefined ? {} : { coordinatingUnit: change.coordinatingUnit }),
    },
    contract: contract && { ...contract, endsOn: change.endsOn ?? contract.endsOn },
    reopened: [...new Set([...state.reopened, ...reopens])],
  };
}
