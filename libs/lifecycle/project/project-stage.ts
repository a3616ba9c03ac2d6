import type { Status as Stage } from '#reference/definitions/definition';
import type { ProjectEvent } from './project.events.ts';

/** Where a project stands, since which business day, and where it goes back to when a returned dossier is completed. */
export interface Standing {
  readonly stage: Stage;
  readonly stageOn: string;
  readonly beforeReturn: Stage;
}

/** Where a dossier that is returned from this stage comes back to. */
export const afterReturn = (stage: Stage | null): Stage => (stage === 'base-passed' || stage === 'submitted' ? stage : 'registered');

/** `null`: nothing had happened yet. An event that leaves the project where it is keeps the day on which it got there. */
export function standingAfter(standing: Standing | null, event: ProjectEvent, occurredOn: string): Standing {
  const stage = stageAfter(standing, event);
  if (standing === null) return { stage, stageOn: occurredOn, beforeReturn: afterReturn(stage) };
  if (stage === standing.stage) return standing;
  return { stage, stageOn: occurredOn, beforeReturn: stage === 'returned' ? afterReturn(standing.stage) : standing.beforeReturn };
}

/**
 * Where the completion of a returned dossier says that it goes back to, which is further back than where it came from when a new
 * draft took the ground from the base appraisal; absent in older logs: where it came from.
 */
export const backTo = (completed: Event<'DossierCompleted'>['data'] & { readonly backTo?: Stage }): Stage | undefined => completed.backTo;

type Event<Type extends ProjectEvent['type']> = Extract<ProjectEvent, { readonly type: Type }>;

/** The stage that an event leads to: always the same, or by what it says and where the project stood; null: it stays where it is. */
const LEADS_TO: {
  readonly [Type in ProjectEvent['type']]: Stage | null | ((event: Event<Type>, now: Stage, standing: Standing | null) => Stage);
} = {
  NeedSurveyed: ({ data }) => (data.outcome === 'recorded' ? 'surveyed' : 'kept-for-later'),
  NeedFoundNotEligible: 'not-eligible',
  ProjectDrafted: (_, now) => (now === 'returned' ? now : 'draft'),
  ProjectRegistered: 'registered',
  DossierReturned: 'returned',
  DossierCompleted: ({ data }, now, standing) => (now === 'returned' ? (backTo(data) ?? standing?.beforeReturn ?? 'registered') : now),
  BaseAppraisalConcluded: ({ data }) => (data.result === 'fail' ? 'rejected' : 'base-passed'),
  SubmittedForFinalAppraisal: 'submitted',
  FinalAppraisalConcluded: ({ data }) => (data.result === 'fail' ? 'not-in-plan' : 'final-passed'),
  ProposedForPlan: 'proposed',
  ApprovedInPlan: 'in-plan',
  LeftOutOfPlan: 'not-in-plan',
  ContractSigned: 'contracted',
  TaskAssigned: 'contracted',
  AdvancePaid: (_, now) => (now === 'in-plan' || now === 'contracted' ? 'executing' : now),
  ProgressReported: (_, now) => (now === 'contracted' ? 'executing' : now),
  AcceptanceHeld: ({ data }, now) => (data.result === 'not-accepted' ? now : 'accepted'),
  ContractLiquidated: 'liquidated',
  SettlementApproved: 'settled',
  ProjectStopped: 'stopped',
  ProjectWithdrawn: 'withdrawn',
  ActReversed: ({ data }) => data.status as Stage,
  ReturnedItemAnswered: null,
  EarlierSupportJudged: null,
  CriterionAssessed: null,
  CouncilConvened: null,
  VoteCast: null,
  ApprovalAdjusted: null,
  GroupPlanApproved: null,
  ContractExtended: null,
  SupportContractSigned: null,
  AdvanceRequested: null,
  VolumeConfirmed: null,
  AdvanceRecovered: null,
  ContentResultReported: null,
  InspectionHeld: null,
  ForceMajeureDeclared: null,
  ForceMajeureConfirmed: null,
  ObstacleRaised: null,
  AnswerPromised: null,
  ObstacleAnswered: null,
  AdjustmentRequested: null,
  AdjustmentConfirmed: null,
  AdjustmentDecided: null,
  SettlementDossierLodged: null,
  CarriedOver: null,
  DeadlinePaused: null,
  DeadlineResumed: null,
  DocumentAttached: null,
  NoteAdded: null,
  HandedOver: null,
  DetailsCorrected: null,
  MovedToDefinition: null,
  FollowUpDeclined: null,
};

function stageAfter(standing: Standing | null, event: ProjectEvent): Stage {
  const now = standing?.stage ?? 'surveyed';
  const leads = LEADS_TO[event.type] as Stage | null | ((event: ProjectEvent, now: Stage, standing: Standing | null) => Stage);
  return typeof leads === 'function' ? leads(event, now, standing) : (leads ?? now);
}
