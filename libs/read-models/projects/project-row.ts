import type { Stage } from '#contracts/figures';
import { unreachable } from '#lifecycle/decider';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import { standingAfter } from '../project-stage.ts';
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

function move(state: ProjectState, event: ProjectEvent): void {
  switch (event.type) {
    case 'ProjectDrafted':
    case 'ProjectRegistered':
      return drafted(state, event.data.supportRequested);
    case 'BaseAppraisalConcluded':
    case 'FinalAppraisalConcluded':
      state.appraisedBefore = state.appraised;
      state.appraised = event.data.amount;
      return;
    case 'ApprovedInPlan':
      state.approved = event.data.amount;
      return;
    case 'ApprovalAdjusted':
      state.approved = event.data.amount;
      if (event.data.adjustment !== undefined) state.pending = null;
      return;
    case 'LeftOutOfPlan':
      state.approved = null;
      return;
    case 'AdvancePaid':
      state.executed += event.data.amount;
      return;
    case 'AdvanceRecovered':
      state.executed -= event.data.amount;
      return;
    case 'SettlementApproved':
      state.settled = event.data.amount;
      return;
    case 'HandedOver':
      state.officer = event.data.to;
      return;
    case 'ObstacleRaised':
      state.openObstacles += 1;
      return;
    case 'ObstacleAnswered':
      if (event.data.resolved) state.openObstacles -= 1;
      return;
    case 'AdjustmentRequested':
      state.pending = pendingTexts(event.data);
      return;
    case 'AdjustmentDecided':
    case 'ProjectStopped':
      state.pending = null;
      return;
    case 'ActReversed':
      return reversed(state, event.data);
    default:
      return beside(event);
  }
}

/** Events that change no row: the compiler finds the one that nobody has answered. */
function beside(event: Exclude<ProjectEvent, { readonly type: MovingType }>): void {
  switch (event.type) {
    case 'NeedSurveyed':
    case 'NeedFoundNotEligible':
    case 'DossierReturned':
    case 'ReturnedItemAnswered':
    case 'DossierCompleted':
    case 'EarlierSupportJudged':
    case 'CriterionAssessed':
    case 'CouncilConvened':
    case 'VoteCast':
    case 'SubmittedForFinalAppraisal':
    case 'ProposedForPlan':
    case 'ProjectWithdrawn':
    case 'GroupPlanApproved':
    case 'ContractSigned':
    case 'ContractExtended':
    case 'TaskAssigned':
    case 'SupportContractSigned':
    case 'AdvanceRequested':
    case 'VolumeConfirmed':
    case 'ProgressReported':
    case 'ContentResultReported':
    case 'InspectionHeld':
    case 'ForceMajeureDeclared':
    case 'ForceMajeureConfirmed':
    case 'AnswerPromised':
    case 'AdjustmentConfirmed':
    case 'AcceptanceHeld':
    case 'SettlementDossierLodged':
    case 'ContractLiquidated':
    case 'CarriedOver':
    case 'DocumentAttached':
    case 'NoteAdded':
    case 'DetailsCorrected':
    case 'MovedToDefinition':
      return;
    default:
      return unreachable(event);
  }
}

type MovingType =
  | 'ProjectDrafted'
  | 'ProjectRegistered'
  | 'BaseAppraisalConcluded'
  | 'FinalAppraisalConcluded'
  | 'ApprovedInPlan'
  | 'ApprovalAdjusted'
  | 'LeftOutOfPlan'
  | 'AdvancePaid'
  | 'AdvanceRecovered'
  | 'SettlementApproved'
  | 'HandedOver'
  | 'ObstacleRaised'
  | 'ObstacleAnswered'
  | 'AdjustmentRequested'
  | 'AdjustmentDecided'
  | 'ProjectStopped'
  | 'ActReversed';

/** A returned dossier that is drafted anew keeps its last appraisal, up to what it asks for now. */
function drafted(state: ProjectState, supportRequested: number): void {
  const kept = state.stage === 'returned' ? state.appraised : null;
  state.requested = supportRequested;
  state.appraised = kept === null ? supportRequested : Math.min(kept, supportRequested);
}

type DataOf<Type extends ProjectEvent['type']> = Extract<ProjectEvent, { readonly type: Type }>['data'];

function reversed(state: ProjectState, { reversed: type, amount }: DataOf<'ActReversed'>): void {
  if (type === 'AdvancePaid') state.executed -= amount;
  if (type === 'AdvanceRecovered') state.executed += amount;
  if (type === 'BaseAppraisalConcluded' || type === 'FinalAppraisalConcluded') state.appraised = state.appraisedBefore;
}
