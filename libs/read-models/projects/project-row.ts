import type { Stage } from '#contracts/figures';
import type { Draft, ProjectEvent } from '#lifecycle/project/project.events';
import { backTo, standingAfter } from '#lifecycle/project/project-stage';
import { pendingTexts } from './project-text.ts';

/** What moves. Amounts in đồng, null: not reached. Changed in place: a new object an event is most of a rebuild's garbage. */
export interface ProjectState {
  stage: Stage;
  stageOn: string;
  beforeReturn: Stage;
  requested: number | null;
  /** What the last appraisal left of the amount asked for; null: not drafted, or failed. */
  appraised: number | null;
  /** `appraised` before the last appraisal, for as long as that may be reversed. */
  appraisedBefore: number | null;
  approved: number | null;
  executed: number;
  settled: number | null;
  /** Who is in charge; null: nobody was named. */
  officer: string | null;
  openObstacles: number;
  /** The texts that a pending adjustment would change, see `pendingTexts`; null: none. */
  pending: string | null;
  revision: number;
}

const newState = ({ stage, stageOn, beforeReturn }: Pick<ProjectState, 'stage' | 'stageOn' | 'beforeReturn'>): ProjectState => ({
  stage,
  stageOn,
  beforeReturn,
  requested: null,
  appraised: null,
  appraisedBefore: null,
  approved: null,
  executed: 0,
  settled: null,
  officer: null,
  openObstacles: 0,
  pending: null,
  revision: -1,
});

/** The state after an event, in the object given; a new one at the first. */
export function moved(
  before: ProjectState | null,
  event: ProjectEvent,
  at: { readonly occurredOn: string; readonly revision: number },
): ProjectState {
  const standing = standingAfter(before, event, at.occurredOn);
  const state = before ?? newState(standing);
  move(state, event); // The last that may throw: until here nothing has changed.
  if (standing !== before) {
    state.stage = standing.stage;
    state.stageOn = standing.stageOn;
    state.beforeReturn = standing.beforeReturn;
  }
  state.revision = at.revision;
  return state;
}

type DataOf<Type extends ProjectEvent['type']> = Extract<ProjectEvent, { readonly type: Type }>['data'];

/** What an event changes of a row besides the stage; null: nothing. A new event type does not compile until it is answered here. */
const MOVES: { readonly [Type in ProjectEvent['type']]: ((state: ProjectState, data: DataOf<Type>) => void) | null } = {
  ProjectDrafted: drafted,
  ProjectRegistered: drafted,
  BaseAppraisalConcluded: appraised,
  FinalAppraisalConcluded: appraised,
  DossierCompleted: (state, data) => {
    // Back at the base appraisal, nothing is appraised yet.
    if ((backTo(data) ?? state.beforeReturn) === 'registered') state.appraised = state.requested;
  },
  ApprovedInPlan: (state, { amount }) => {
    state.approved = amount;
  },
  ApprovalAdjusted: (state, { amount, adjustment }) => {
    state.approved = amount;
    if (adjustment !== undefined) state.pending = null;
  },
  LeftOutOfPlan: (state) => {
    state.approved = null;
  },
  AdvancePaid: (state, { amount }) => {
    state.executed += amount;
  },
  AdvanceRecovered: (state, { amount }) => {
    state.executed -= amount;
  },
  SettlementApproved: (state, { amount }) => {
    state.settled = amount;
  },
  HandedOver: (state, { to }) => {
    state.officer = to;
  },
  ObstacleRaised: (state) => {
    state.openObstacles += 1;
  },
  ObstacleAnswered: (state, { resolved }) => {
    if (resolved) state.openObstacles -= 1;
  },
  AdjustmentRequested: (state, adjustment) => {
    state.pending = pendingTexts(adjustment);
  },
  AdjustmentDecided: (state) => {
    state.pending = null;
  },
  ProjectStopped: (state) => {
    state.pending = null;
  },
  ActReversed: reversed,
  NeedSurveyed: null,
  NeedFoundNotEligible: null,
  DossierReturned: null,
  ReturnedItemAnswered: null,
  EarlierSupportJudged: null,
  CriterionAssessed: null,
  CouncilConvened: null,
  VoteCast: null,
  SubmittedForFinalAppraisal: null,
  ProposedForPlan: null,
  ProjectWithdrawn: null,
  GroupPlanApproved: null,
  ContractSigned: null,
  ContractExtended: null,
  TaskAssigned: null,
  SupportContractSigned: null,
  AdvanceRequested: null,
  VolumeConfirmed: null,
  ProgressReported: null,
  ContentResultReported: null,
  InspectionHeld: null,
  ForceMajeureDeclared: null,
  ForceMajeureConfirmed: null,
  AnswerPromised: null,
  AdjustmentConfirmed: null,
  AcceptanceHeld: null,
  SettlementDossierLodged: null,
  ContractLiquidated: null,
  CarriedOver: null,
  DeadlinePaused: null,
  DeadlineResumed: null,
  DocumentAttached: null,
  NoteAdded: null,
  DetailsCorrected: null,
  MovedToDefinition: null,
  FollowUpDeclined: null,
};

function move(state: ProjectState, event: ProjectEvent): void {
  const change = MOVES[event.type] as ((state: ProjectState, data: ProjectEvent['data']) => void) | null;
  if (change !== null) change(state, event.data);
}

/** A returned dossier that is drafted anew keeps its last appraisal, up to what it asks for now. */
function drafted(state: ProjectState, { supportRequested }: Draft): void {
  const kept = state.stage === 'returned' ? state.appraised : null;
  state.requested = supportRequested;
  state.appraised = kept === null ? supportRequested : Math.min(kept, supportRequested);
}

function appraised(state: ProjectState, { amount }: Pick<DataOf<'BaseAppraisalConcluded'>, 'amount'>): void {
  state.appraisedBefore = state.appraised;
  state.appraised = amount;
}

function reversed(state: ProjectState, { reversed: type, amount }: DataOf<'ActReversed'>): void {
  if (type === 'AdvancePaid') state.executed -= amount;
  if (type === 'AdvanceRecovered') state.executed += amount;
  if (type === 'BaseAppraisalConcluded' || type === 'FinalAppraisalConcluded') state.appraised = state.appraisedBefore;
}
