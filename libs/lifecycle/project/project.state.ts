import { unreachable } from '../decider.ts';
import { type Dong, sum } from '../money.ts';
import type { Draft, Need, ProjectEvent, Tranche } from './project.events.ts';

/** A project as its events have made it. A field exists only in the statuses where it can have a value. */
export type Project = Absent | Surveyed | Drafted | Returned | Funded | Ended;

type Absent = { readonly status: 'absent' };
/** `since`: the latest business day of the project's own acts; no later act may be dated before it. */
type Known = { readonly need: Need; readonly since: string };
type Surveyed = Known & { readonly status: 'surveyed' | 'kept-for-later' };
type Drafted = Known & {
  readonly status: 'draft' | 'registered' | 'base-passed' | 'final-passed';
  readonly draft: Draft;
  /** What the last appraisal left of the amount asked for. */
  readonly appraised: Dong;
  readonly rounds: number;
};
type Returned = Omit<Drafted, 'status'> & {
  readonly status: 'returned';
  readonly backTo: 'registered' | 'base-passed';
  readonly items: readonly string[];
};
type Funded = Known & {
  readonly status: 'in-plan' | 'contracted' | 'executing' | 'accepted' | 'liquidated' | 'stopped' | 'settled';
  readonly draft: Draft;
  readonly approval: { readonly plan: string; readonly decisionNo: string; readonly amount: Dong; readonly on: string };
  readonly contract: { readonly stream: string; readonly contractNo: string; readonly endsOn: string } | null;
  readonly request: { readonly tranche: Tranche; readonly amount: Dong; readonly volumePercent: number | null } | null;
  readonly paid: { readonly first: Dong; readonly remaining: Dong };
  readonly recovered: Dong;
  readonly accepted: Dong | null;
  readonly dossierLodged: boolean;
  readonly stopReason: string | null;
};
type Ended = Known & { readonly status: 'not-eligible' | 'rejected' | 'not-in-plan' | 'withdrawn'; readonly reason: string };

export type Status = Project['status'];
/** The members of the union that can have one of these statuses, narrowed to them. */
export type In<S extends Status> = Narrowed<Project, S>;
type Narrowed<P, S> = P extends { readonly status: infer T }
  ? [Extract<T, S>] extends [never]
    ? never
    : P & { readonly status: Extract<T, S> }
  : never;

export const advancedNet = (project: Funded): Dong => sum(project.paid.first, project.paid.remaining, -project.recovered);

/** The day whose rules judge an act: a project keeps the rules in force when its plan was approved (NĐ 235/2025, transition). */
export const rulesDayOf = (project: Project, occurredOn: string): string => ('approval' in project ? project.approval.on : occurredOn);

/** What happened, happened: never refuses. An event that cannot follow the state is a damaged stream, and says so. */
export function evolve(state: Project, event: ProjectEvent, on: string): Project {
  if (event.type === 'NeedSurveyed' || event.type === 'NeedFoundNotEligible') return surveyed(event, on);
  if (state.status === 'absent') throw new Error(`${event.type} before the survey`);
  const since = on > state.since ? on : state.since;
  const { need } = state;
  if (event.type === 'ProjectWithdrawn') return { status: 'withdrawn', need, since, reason: event.data.reason };
  if (event.type === 'ProjectDrafted' || event.type === 'ProjectRegistered') {
    const status = event.type === 'ProjectDrafted' ? 'draft' : 'registered';
    return {
      status,
      need: { ...need, beneficiary: event.data.beneficiary },
      since,
      draft: event.data,
      appraised: event.data.supportRequested,
      rounds: 0,
    };
  }
  if ('approval' in state) return evolveFunded({ ...state, since }, event);
  if ('appraised' in state) return evolveProposal({ ...state, since }, event, on);
  throw new Error(`${event.type} while ${state.status}`);
}

function surveyed(event: Extract<ProjectEvent, { type: 'NeedSurveyed' | 'NeedFoundNotEligible' }>, since: string): Project {
  if (event.type === 'NeedFoundNotEligible') return { status: 'not-eligible', need: event.data, since, reason: event.data.reason };
  return { status: event.data.outcome === 'recorded' ? 'surveyed' : 'kept-for-later', need: event.data, since };
}

function evolveProposal(state: Drafted | Returned, event: ProjectEvent, on: string): Project {
  const { need, since, draft, appraised, rounds } = state;
  const proposal = { need, since, draft, appraised, rounds };
  switch (event.type) {
    case 'DossierReturned': {
      const backTo = state.status === 'base-passed' ? 'base-passed' : 'registered';
      return { ...proposal, status: 'returned', backTo, rounds: event.data.round, items: event.data.items.map(({ item }) => item) };
    }
    case 'DossierCompleted':
      return { ...proposal, status: 'backTo' in state ? state.backTo : state.status };
    case 'BaseAppraisalConcluded':
      return event.data.amount === null
        ? { status: 'rejected', need, since, reason: event.data.reason ?? '' }
        : { ...proposal, status: 'base-passed', appraised: event.data.amount };
    case 'FinalAppraisalConcluded':
      return event.data.amount === null
        ? { status: 'not-in-plan', need, since, reason: event.data.reason ?? '' }
        : { ...proposal, status: 'final-passed', appraised: event.data.amount };
    case 'LeftOutOfPlan':
      return { status: 'not-in-plan', need, since, reason: event.data.reason };
    case 'ApprovedInPlan': {
      const { plan, decisionNo, amount } = event.data;
      const money = { request: null, paid: { first: 0, remaining: 0 }, recovered: 0, accepted: null };
      return {
        status: 'in-plan',
        need,
        since,
        draft,
        approval: { plan, decisionNo, amount, on },
        contract: null,
        ...money,
        dossierLodged: false,
        stopReason: null,
      };
    }
    default:
      throw new Error(`${event.type} while ${state.status}`);
  }
}

function evolveFunded(state: Funded, event: ProjectEvent): Project {
  switch (event.type) {
    case 'ContractSigned': {
      const { contract: stream, contractNo, endsOn } = event.data;
      return { ...state, status: 'contracted', contract: { stream, contractNo, endsOn } };
    }
    case 'AdvanceRequested':
      return { ...state, request: { ...event.data, volumePercent: null } };
    case 'VolumeConfirmed':
      return { ...state, request: state.request && { ...state.request, volumePercent: event.data.percent } };
    case 'AdvancePaid': {
      const { tranche, amount } = event.data;
      const status = state.status === 'in-plan' || state.status === 'contracted' ? 'executing' : state.status;
      return { ...state, status, request: null, paid: { ...state.paid, [tranche]: sum(state.paid[tranche], amount) } };
    }
    case 'AcceptanceHeld':
      return event.data.result === 'not-accepted' ? state : { ...state, status: 'accepted', accepted: event.data.amount };
    case 'SettlementDossierLodged':
      return { ...state, dossierLodged: true };
    case 'ContractLiquidated':
      return { ...state, status: 'liquidated' };
    case 'ProjectStopped':
      return { ...state, status: 'stopped', request: null, stopReason: event.data.reason };
    case 'AdvanceRecovered':
      return { ...state, recovered: sum(state.recovered, event.data.amount) };
    case 'SettlementApproved':
      return { ...state, status: 'settled' };
    case 'NeedSurveyed':
    case 'NeedFoundNotEligible':
    case 'ProjectDrafted':
    case 'ProjectRegistered':
    case 'DossierReturned':
    case 'DossierCompleted':
    case 'BaseAppraisalConcluded':
    case 'FinalAppraisalConcluded':
    case 'ApprovedInPlan':
    case 'LeftOutOfPlan':
    case 'ProjectWithdrawn':
      throw new Error(`${event.type} while ${state.status}`);
    default:
      return unreachable(event);
  }
}
