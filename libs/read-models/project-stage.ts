import type { Stage } from '#contracts/figures';
import { unreachable } from '#lifecycle/decider';
import type { ProjectEvent } from '#lifecycle/project/project.events';

/** Where a project stands, since which business day, and where it goes back to when a returned dossier is completed. */
export interface Standing {
  readonly stage: Stage;
  readonly stageOn: string;
  readonly beforeReturn: Stage;
}

const before = (stage: Stage): Stage => (stage === 'base-passed' ? 'base-passed' : 'registered');

/** `null`: nothing had happened yet. An event that leaves the project where it is keeps the day on which it got there. */
export function standingAfter(standing: Standing | null, event: ProjectEvent, occurredOn: string): Standing {
  const stage = stageAfter(standing, event);
  if (standing === null) return { stage, stageOn: occurredOn, beforeReturn: before(stage) };
  if (stage === standing.stage) return standing;
  return { stage, stageOn: occurredOn, beforeReturn: stage === 'returned' ? before(standing.stage) : standing.beforeReturn };
}

function stageAfter(standing: Standing | null, event: ProjectEvent): Stage {
  const now = standing?.stage ?? 'surveyed';
  switch (event.type) {
    case 'NeedSurveyed':
      return event.data.outcome === 'recorded' ? 'surveyed' : 'kept-for-later';
    case 'NeedFoundNotEligible':
      return 'not-eligible';
    case 'ProjectDrafted':
      return 'draft';
    case 'ProjectRegistered':
      return 'registered';
    case 'DossierReturned':
      return 'returned';
    case 'DossierCompleted':
      return standing?.beforeReturn ?? 'registered';
    case 'BaseAppraisalConcluded':
      return event.data.result === 'fail' ? 'rejected' : 'base-passed';
    case 'FinalAppraisalConcluded':
      return event.data.result === 'fail' ? 'not-in-plan' : 'final-passed';
    case 'ApprovedInPlan':
      return 'in-plan';
    case 'LeftOutOfPlan':
      return 'not-in-plan';
    case 'ContractSigned':
      return 'contracted';
    case 'AdvancePaid':
      return now === 'in-plan' || now === 'contracted' ? 'executing' : now;
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
    case 'AdvanceRequested':
    case 'VolumeConfirmed':
    case 'SettlementDossierLodged':
    case 'AdvanceRecovered':
      return now;
    default:
      return unreachable(event);
  }
}
