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

/** What moves. Amounts in đồng, null: not reached. Changed in place: a new object an event is most of a rebuild's garbage. */
export interface ProjectState {
  stage: Stage;
  stageOn: string;
  beforeReturn: Stage;
  requested: number | null;
  approved: number | null;
  executed: number;
  settled: number | null;
  revision: number;
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

/** The state after an event, in the object given; a new one at the first. */
export function moved(
  before: ProjectState | null,
  event: ProjectEvent,
  at: { readonly occurredOn: string; readonly revision: number },
): ProjectState {
  const standing = standingAfter(before, event, at.occurredOn);
  const { stage, stageOn, beforeReturn } = standing;
  const state = before ?? { stage, stageOn, beforeReturn, requested: null, approved: null, executed: 0, settled: null, revision: -1 };
  moveMoney(state, event); // The last that may throw: until here nothing has changed.
  if (standing !== before) {
    state.stage = stage;
    state.stageOn = stageOn;
    state.beforeReturn = beforeReturn;
  }
  state.revision = at.revision;
  return state;
}

function moveMoney(state: ProjectState, event: ProjectEvent): void {
  switch (event.type) {
    case 'ProjectDrafted':
    case 'ProjectRegistered':
      state.requested = event.data.supportRequested;
      return;
    case 'ApprovedInPlan':
      state.approved = event.data.amount;
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
      return;
    default:
      return unreachable(event);
  }
}
