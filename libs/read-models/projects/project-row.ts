import type { Stage } from '#contracts/figures';
import { unreachable } from '#lifecycle/decider';
import type { Draft, Need, ProjectEvent } from '#lifecycle/project/project.events';
import type { ProvinceRef, Source } from '#reference/province-ref';
import { standingAfter } from '../project-stage.ts';

/** What does not move: known at the survey and the registration. */
export interface ProjectText {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly implementingUnit: string | null;
  readonly beneficiary: string;
  readonly taxCode: string | null;
  readonly commune: string;
  readonly source: Source;
  readonly planYear: number;
  readonly province: ProvinceRef;
  readonly content: string;
}

/** What moves. Amounts in đồng, null: not reached. */
export interface ProjectState {
  readonly stage: Stage;
  readonly stageOn: string;
  readonly beforeReturn: Stage;
  readonly requested: number | null;
  readonly approved: number | null;
  readonly executed: number;
  readonly settled: number | null;
  readonly revision: number;
}

/** Texts after the survey. */
export const textOfNeed = (id: string, { code, source, planYear, province, commune, content, beneficiary }: Need): ProjectText => ({
  id,
  code,
  title: '',
  implementingUnit: null,
  beneficiary: beneficiary.name,
  taxCode: beneficiary.taxCode,
  commune,
  source,
  planYear,
  province,
  content,
});

export const textOfDraft = (text: ProjectText, { title, implementingUnit, beneficiary }: Draft): ProjectText => ({
  ...text,
  title,
  implementingUnit,
  beneficiary: beneficiary.name,
  taxCode: beneficiary.taxCode,
});

const NOTHING: Omit<ProjectState, 'stage' | 'stageOn' | 'beforeReturn'> = {
  requested: null,
  approved: null,
  executed: 0,
  settled: null,
  revision: -1,
};

/** State after an event; `null` before the first. */
export function stateAfter(
  state: ProjectState | null,
  event: ProjectEvent,
  at: { readonly occurredOn: string; readonly revision: number },
): ProjectState {
  const { stage, stageOn, beforeReturn } = standingAfter(state, event, at.occurredOn);
  return { ...moneyAfter(state ?? NOTHING, event), stage, stageOn, beforeReturn, revision: at.revision };
}

type Money = Pick<ProjectState, 'requested' | 'approved' | 'executed' | 'settled'>;

function moneyAfter({ requested, approved, executed, settled }: Money, event: ProjectEvent): Money {
  switch (event.type) {
    case 'ProjectDrafted':
    case 'ProjectRegistered':
      return { requested: event.data.supportRequested, approved, executed, settled };
    case 'ApprovedInPlan':
      return { requested, approved: event.data.amount, executed, settled };
    case 'LeftOutOfPlan':
      return { requested, approved: null, executed, settled };
    case 'AdvancePaid':
      return { requested, approved, executed: executed + event.data.amount, settled };
    case 'AdvanceRecovered':
      return { requested, approved, executed: executed - event.data.amount, settled };
    case 'SettlementApproved':
      return { requested, approved, executed, settled: event.data.amount };
    case 'NeedSurveyed':
    case 'NeedFoundNotEligible':
    case 'DossierReturned':
    case 'DossierCompleted':
    case 'BaseAppraisalConcluded':
    case 'FinalAppraisalConcluded':
    case 'ContractSigned':
    case 'AdvanceRequested':
    case 'VolumeConfirmed':
    case 'AcceptanceHeld':
    case 'SettlementDossierLodged':
    case 'ContractLiquidated':
    case 'ProjectStopped':
    case 'ProjectWithdrawn':
      return { requested, approved, executed, settled };
    default:
      return unreachable(event);
  }
}
