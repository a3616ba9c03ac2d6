import type { Stage } from '#contracts/figures';
import { unreachable } from '#lifecycle/decider';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import type { Status } from '#reference/definitions/definition';

/** Where a project stands, since which business day, and where it goes back to when a returned dossier is completed. */
export interface Standing {
  readonly stage: Stage;
  readonly stageOn: string;
  readonly beforeReturn: Stage;
}

/** Compiles only while the contracts and the stage graphs speak of the same stages. */
export type StagesAgree = [Stage, Status] extends [Status, Stage] ? true : never;
export const stagesAgree: StagesAgree = true;

/** Where a dossier that is returned from this stage comes back to. */
export const afterReturn = (stage: Stage | null): Stage => (stage === 'base-passed' || stage === 'submitted' ? stage : 'registered');

/** `null`: nothing had happened yet. An event that leaves the project where it is keeps the day on which it got there. */
export function standingAfter(standing: Standing | null, event: ProjectEvent, occurredOn: string): Standing {
  const stage = stageAfter(standing, event);
  if (standing === null) return { stage, stageOn: occurredOn, beforeReturn: afterReturn(stage) };
  if (stage === standing.stage) return standing;
  return { stage, stageOn: occurredOn, beforeReturn: stage === 'returned' ? afterReturn(standing.stage) : standing.beforeReturn };
}

function stageAfter(standing: Standing | null, event: ProjectEvent): Stage {
  const now = standing?.stage ?? 'surveyed';
  switch (event.type) {
    case 'NeedSurveyed':
      return event.data.outcome === 'recorded' ? 'surveyed' : 'kept-for-later';
    case 'NeedFoundNotEligible':
      return 'not-eligible';
    case 'ProjectDrafted':
      return now === 'returned' ? now : 'draft';
    case 'ProjectRegistered':
      return 'registered';
    case 'DossierReturned':
      return 'returned';
    case 'DossierCompleted':
      return now === 'returned' ? (standing?.beforeReturn ?? 'registered') : now;
    case 'BaseAppraisalConcluded':
      return event.data.result === 'fail' ? 'rejected' : 'base-passed';
    case 'SubmittedForFinalAppraisal':
      return 'submitted';
    case 'FinalAppraisalConcluded':
      return event.data.result === 'fail' ? 'not-in-plan' : 'final-passed';
    case 'ProposedForPlan':
      return 'proposed';
    case 'ApprovedInPlan':
      return 'in-plan';
    case 'LeftOutOfPlan':
      return 'not-in-plan';
    case 'ContractSigned':
    case 'TaskAssigned':
      return 'contracted';
    case 'AdvancePaid':
      return now === 'in-plan' || now === 'contracted' ? 'executing' : now;
    case 'ProgressReported':
      return now === 'contracted' ? 'executing' : now;
    case 'AcceptanceHeld':
      return event.data.result === 'not-accepted' ? now : 'accepted';
    case 'ContractLiquidated':
      return 'liquidated';
    case 'SettlementApproved':
      return 'settled';
    case 'ProjectStopped':
      return 'stopped';
    case 'ProjectWithdrawn':
      return 'withdrawn';
    case 'ActReversed':
      return event.data.status as Stage;
    case 'ReturnedItemAnswered':
    case 'EarlierSupportJudged':
    case 'CriterionAssessed':
    case 'CouncilConvened':
    case 'VoteCast':
    case 'ApprovalAdjusted':
    case 'GroupPlanApproved':
    case 'ContractExtended':
    case 'SupportContractSigned':
    case 'AdvanceRequested':
    case 'VolumeConfirmed':
    case 'AdvanceRecovered':
    case 'ContentResultReported':
    case 'InspectionHeld':
    case 'ForceMajeureDeclared':
    case 'ForceMajeureConfirmed':
    case 'ObstacleRaised':
    case 'AnswerPromised':
    case 'ObstacleAnswered':
    case 'AdjustmentRequested':
    case 'AdjustmentConfirmed':
    case 'AdjustmentDecided':
    case 'SettlementDossierLodged':
    case 'CarriedOver':
    case 'DocumentAttached':
    case 'NoteAdded':
    case 'HandedOver':
    case 'DetailsCorrected':
    case 'MovedToDefinition':
      return now;
    default:
      return unreachable(event);
  }
}
