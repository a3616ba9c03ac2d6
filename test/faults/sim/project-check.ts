import type { RecordedEvent } from '#event-log/event-log';
import type { World } from './world.ts';

/** đồng of one project, as its events say; kept apart from the product's own folding. */
interface Money {
  /** The most that an appraisal or a request for a change speaks of. */
  readonly appraised: number;
  readonly approved: number;
  readonly plan: string | null;
  readonly paid: number;
  readonly recovered: number;
  readonly accepted: number | null;
  readonly settled: number | null;
}
interface Lived {
  readonly stage: string;
  readonly returnedFrom: string;
  readonly money: Money;
  /** Deadlines whose clock somebody stopped. */
  readonly paused: readonly string[];
}

const NO_MONEY: Money = { appraised: 0, approved: 0, plan: null, paid: 0, recovered: 0, accepted: null, settled: null };
const UNBORN: Lived = { stage: 'absent', returnedFrom: '', money: NO_MONEY, paused: [] };

const RUNNING = 'in-plan contracted executing';
const BEFORE_PLAN = 'surveyed draft registered returned base-passed submitted final-passed proposed kept-for-later';
/** In which stages an event may happen; a type that is not here may happen in any but none. From the decree and circulars, not from the graphs. */
const WHERE: Readonly<Record<string, string>> = {
  NeedSurveyed: 'absent kept-for-later',
  NeedFoundNotEligible: 'absent kept-for-later',
  ProjectDrafted: 'surveyed draft returned',
  ProjectRegistered: 'draft',
  DossierReturned: 'registered base-passed submitted',
  ReturnedItemAnswered: 'returned',
  DossierCompleted: 'returned',
  CouncilConvened: 'registered submitted',
  VoteCast: 'registered submitted',
  CriterionAssessed: `registered submitted ${RUNNING}`,
  BaseAppraisalConcluded: 'registered',
  SubmittedForFinalAppraisal: 'registered base-passed',
  FinalAppraisalConcluded: 'submitted',
  ProposedForPlan: 'final-passed not-in-plan',
  ProjectWithdrawn: BEFORE_PLAN,
  ApprovedInPlan: 'proposed',
  LeftOutOfPlan: 'proposed',
  ApprovalAdjusted: `${RUNNING} accepted stopped`,
  ContractSigned: 'in-plan',
  TaskAssigned: 'in-plan',
  ContractExtended: 'contracted executing',
  AdvanceRequested: 'contracted executing accepted',
  VolumeConfirmed: 'contracted executing accepted',
  AdvancePaid: 'contracted executing accepted',
  AdvanceRecovered: 'executing accepted liquidated stopped',
  ProgressReported: 'contracted executing',
  AcceptanceHeld: 'contracted executing',
  ProjectStopped: RUNNING,
  SettlementDossierLodged: 'accepted stopped',
  ContractLiquidated: 'accepted stopped',
  SettlementApproved: 'liquidated stopped',
  DeadlinePaused: `${BEFORE_PLAN} ${RUNNING} accepted liquidated`,
  DeadlineResumed: `${BEFORE_PLAN} ${RUNNING} accepted liquidated stopped`,
};
const TO: Readonly<Record<string, string>> = {
  NeedFoundNotEligible: 'not-eligible',
  ProjectRegistered: 'registered',
  DossierReturned: 'returned',
  SubmittedForFinalAppraisal: 'submitted',
  ProposedForPlan: 'proposed',
  ProjectWithdrawn: 'withdrawn',
  ApprovedInPlan: 'in-plan',
  LeftOutOfPlan: 'not-in-plan',
  ContractSigned: 'contracted',
  TaskAssigned: 'contracted',
  ProjectStopped: 'stopped',
  ContractLiquidated: 'liquidated',
  SettlementApproved: 'settled',
};
/** What of an event this check reads. */
type Data = Readonly<Record<'supportRequested' | 'amount' | 'revision', number>> & {
  readonly change?: { readonly support?: number };
  readonly outcome?: string;
  readonly result?: string;
  readonly status?: string;
  readonly backTo?: string;
  readonly plan?: string;
  readonly deadline?: string;
};

/** Stages and money of every project, by an account of their own. */
export class ProjectCheck {
  /** Every state of a project, by the revision after which it was. */
  readonly #lived = new Map<string, Lived[]>();

  constructor(private readonly world: World) {}

  take({ stream, type, revision, data: given }: RecordedEvent): void {
    if (!stream.startsWith('project-')) return;
    const data = given as unknown as Data;
    const states = this.#lived.get(stream) ?? [];
    const before = states.at(-1) ?? UNBORN;
    const allowed = WHERE[type];
    if (allowed === undefined ? before.stage === 'absent' : !allowed.split(' ').includes(before.stage))
      this.world.broken('stages', `${type} of ${stream}, revision ${revision}, while ${before.stage}`);
    const after = type === 'ActReversed' ? reversed(states, before, data) : next(before, type, data);
    this.#money(after.money, type, stream);
    this.#clock(before, type, data, stream);
    this.#lived.set(stream, [...states, after]);
  }

  /** Of the projects that hold money of a plan. */
  heldIn(plan: string): ReadonlyMap<string, number> {
    const held = new Map<string, number>();
    for (const [stream, states] of this.#lived) {
      const { money } = states.at(-1) as Lived;
      if (money.plan === plan) held.set(stream.slice('project-'.length), money.approved);
    }
    return held;
  }

  /** đồng over all projects, as the board sums them. */
  sums(): { readonly plan: number; readonly executed: number; readonly settled: number } {
    const all = [...this.#lived.values()].map((states) => (states.at(-1) as Lived).money);
    const sum = (of: (money: Money) => number): number => all.reduce((total, money) => total + of(money), 0);
    return {
      plan: sum(({ approved }) => approved),
      executed: sum(({ paid, recovered }) => paid - recovered),
      settled: sum(({ settled }) => settled ?? 0),
    };
  }

  #clock({ paused }: Lived, type: string, { deadline = '' }: Data, stream: string): void {
    const wrong = type === 'DeadlinePaused' ? paused.includes(deadline) : type === 'DeadlineResumed' && !paused.includes(deadline);
    if (wrong) this.world.broken('clocks', `${type} of ${deadline} of ${stream} while ${paused.join(', ') || 'nothing'} stands`);
  }

  #money({ appraised, approved, paid, recovered, accepted, settled }: Money, type: string, stream: string): void {
    const out = paid - recovered;
    const faults = [
      approved > appraised && `approved ${approved} of ${appraised} appraised`,
      out > approved && `${out} is out of ${approved} approved`,
      recovered > paid && `${recovered} recovered of ${paid} paid`,
      (accepted ?? 0) > approved && `accepted ${accepted} of ${approved} approved`,
      settled !== null && settled > (accepted ?? 0) && `settled ${settled} of ${accepted} accepted`,
      ![appraised, approved, paid, recovered, accepted ?? 0, settled ?? 0].every((amount) => Number.isSafeInteger(amount) && amount >= 0) &&
        'no whole đồng',
    ];
    for (const fault of faults) if (fault !== false) this.world.broken('money', `${type} of ${stream}: ${fault}`);
  }
}

/** As before the reversed event; what was done beside the course meanwhile moves no money. */
function reversed(states: readonly Lived[], before: Lived, { revision, status }: Data): Lived {
  const then = revision === 0 ? UNBORN : states[revision - 1];
  return { ...before, stage: status ?? before.stage, returnedFrom: then?.returnedFrom ?? '', money: then?.money ?? before.money };
}

function next({ stage, returnedFrom, money, paused }: Lived, type: string, data: Data): Lived {
  return {
    stage: stageAfter(stage, returnedFrom, type, data),
    returnedFrom: type === 'DossierReturned' ? stage : returnedFrom,
    money: moneyAfter(money, type, data),
    paused: pausedAfter(paused, type, data),
  };
}

function stageAfter(stage: string, returnedFrom: string, type: string, data: Data): string {
  switch (type) {
    case 'NeedSurveyed':
      return data.outcome === 'recorded' ? 'surveyed' : 'kept-for-later';
    case 'ProjectDrafted':
      return stage === 'surveyed' ? 'draft' : stage;
    case 'DossierCompleted':
      return data.backTo ?? returnedFrom;
    case 'BaseAppraisalConcluded':
      return data.result === 'fail' ? 'rejected' : 'base-passed';
    case 'FinalAppraisalConcluded':
      return data.result === 'fail' ? 'not-in-plan' : 'final-passed';
    case 'AdvancePaid':
    case 'ProgressReported':
      return stage === 'contracted' ? 'executing' : stage;
    case 'AcceptanceHeld':
      return data.result === 'not-accepted' ? stage : 'accepted';
    default:
      return TO[type] ?? stage;
  }
}

function pausedAfter(paused: readonly string[], type: string, { deadline = '' }: Data): readonly string[] {
  if (type === 'DeadlinePaused') return [...paused, deadline];
  return type === 'DeadlineResumed' ? paused.filter((one) => one !== deadline) : paused;
}

function moneyAfter(money: Money, type: string, data: Data): Money {
  const { amount } = data;
  switch (type) {
    case 'ProjectDrafted':
    case 'ProjectRegistered':
      return { ...money, appraised: data.supportRequested };
    case 'BaseAppraisalConcluded':
    case 'FinalAppraisalConcluded':
      return amount === null ? money : { ...money, appraised: amount };
    case 'AdjustmentRequested':
      return { ...money, appraised: Math.max(money.appraised, data.change?.support ?? 0) };
    case 'ApprovedInPlan':
      return { ...money, approved: amount, plan: data.plan ?? null };
    case 'ApprovalAdjusted':
      return { ...money, approved: amount };
    case 'AdvancePaid':
      return { ...money, paid: money.paid + amount };
    case 'AdvanceRecovered':
      return { ...money, recovered: money.recovered + amount };
    case 'AcceptanceHeld':
      return data.result === 'not-accepted' ? money : { ...money, accepted: amount };
    case 'SettlementApproved':
      return { ...money, settled: amount };
    default:
      return money;
  }
}
