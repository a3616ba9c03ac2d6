import { subtract, sum } from '#lifecycle/money';
import type { Change, Details, Draft, ProjectEvent, Tranche } from '#lifecycle/project/project.events';
import type { HeadFile } from './head-file.ts';

type DataOf<Type extends ProjectEvent['type']> = Extract<ProjectEvent, { readonly type: Type }>['data'];

const nothing = (): void => undefined;

const ADVANCES = { first: 'firstAdvance', next: 'nextAdvances', remaining: 'remainingAdvance' } as const satisfies Record<Tranche, string>;

/** What each event writes into the head of the record. A new event type does not compile until it is answered here. */
const FILL: { readonly [Type in ProjectEvent['type']]: (file: HeadFile, data: DataOf<Type>) => void } = {
  NeedSurveyed: fillNeed,
  NeedFoundNotEligible: (file, data) => {
    fillNeed(file, data);
    file.endReason = data.reason;
  },
  ProjectDrafted: fillDraft,
  ProjectRegistered: fillDraft,
  BaseAppraisalConcluded: (file, { result, amount, reason }) => {
    file.money.baseAmount = amount;
    file.endReason = result === 'fail' ? reason : null;
  },
  FinalAppraisalConcluded: (file, { result, amount, reason }) => {
    file.money.finalAmount = amount;
    file.endReason = result === 'fail' ? reason : null;
  },
  ProposedForPlan: (file) => {
    file.endReason = null;
  },
  ApprovedInPlan: (file, { plan, decisionNo, amount }) => {
    file.money.approved = amount;
    file.plan = { stream: plan, decisionNo };
    file.endReason = null;
  },
  LeftOutOfPlan: (file, { plan, decisionNo, reason }) => {
    file.money.approved = null;
    file.plan = { stream: plan, decisionNo };
    file.endReason = reason;
  },
  ApprovalAdjusted: (file, { plan, decisionNo, amount, adjustment }) => {
    file.money.approved = amount;
    file.plan = { stream: plan, decisionNo };
    if (adjustment === undefined || file.pending?.adjustment !== adjustment) return;
    fillChange(file, file.pending.change);
    file.pending = null;
  },
  ContractSigned: (file, { contract, contractNo, endsOn }) => {
    file.contract = { stream: contract, contractNo, endsOn };
  },
  ContractExtended: (file, { endsOn }) => {
    file.contract = file.contract && { ...file.contract, endsOn };
  },
  TaskAssigned: (file, { decisionNo, endsOn }) => {
    file.contract = { stream: null, contractNo: decisionNo, endsOn };
  },
  AdvancePaid: ({ money }, { tranche, amount }) => {
    money[ADVANCES[tranche]] = sum(money[ADVANCES[tranche]] ?? 0, amount);
  },
  AdvanceRecovered: ({ money }, { amount }) => {
    money.recovered = sum(money.recovered ?? 0, amount);
  },
  AdjustmentRequested: (file, adjustment) => {
    file.pending = adjustment;
  },
  AdjustmentDecided: (file, { approved }) => {
    if (approved && file.pending !== null) fillChange(file, file.pending.change);
    file.pending = null;
  },
  AcceptanceHeld: (file, { result, amount, output }) => {
    if (result !== 'not-accepted') file.money.accepted = amount;
    if (file.output !== null) file.output = { ...file.output, actual: output };
  },
  SettlementApproved: ({ money }, { amount }) => {
    money.settled = amount;
  },
  ProjectStopped: (file, { reason }) => {
    file.pending = null;
    file.endReason = reason;
  },
  ProjectWithdrawn: (file, { reason }) => {
    file.endReason = reason;
  },
  HandedOver: (file, { to }) => {
    file.officer = to;
  },
  DetailsCorrected: (file, { details }) => fillDetails(file, details),
  MovedToDefinition: (file, { to }) => {
    file.definition = to;
  },
  DossierReturned: nothing,
  ReturnedItemAnswered: nothing,
  DossierCompleted: nothing,
  EarlierSupportJudged: nothing,
  CriterionAssessed: nothing,
  CouncilConvened: nothing,
  VoteCast: nothing,
  SubmittedForFinalAppraisal: nothing,
  GroupPlanApproved: nothing,
  SupportContractSigned: nothing,
  AdvanceRequested: nothing,
  VolumeConfirmed: nothing,
  ProgressReported: nothing,
  ContentResultReported: nothing,
  InspectionHeld: nothing,
  ForceMajeureDeclared: nothing,
  ForceMajeureConfirmed: nothing,
  ObstacleRaised: nothing,
  AnswerPromised: nothing,
  ObstacleAnswered: nothing,
  AdjustmentConfirmed: nothing,
  SettlementDossierLodged: nothing,
  ContractLiquidated: nothing,
  CarriedOver: nothing,
  DeadlinePaused: nothing,
  DeadlineResumed: nothing,
  DocumentAttached: nothing,
  NoteAdded: nothing,
  ActReversed: nothing,
  FollowUpDeclined: nothing,
};

export const fill = (file: HeadFile, { type, data }: ProjectEvent): void =>
  (FILL[type] as (into: HeadFile, data: ProjectEvent['data']) => void)(file, data);

function fillNeed(file: HeadFile, need: DataOf<'NeedSurveyed'> | DataOf<'NeedFoundNotEligible'>): void {
  file.need = need;
  file.definition = need.definition ?? file.definition;
}

function fillDraft(file: HeadFile, draft: Draft): void {
  const { title, implementingUnit, beneficiary, totalCost, supportRequested, counterpart, output, kind, variant } = draft;
  file.title = title;
  file.unit = implementingUnit;
  file.need = file.need && { ...file.need, beneficiary };
  file.kind = kind ?? null;
  file.variant = variant ?? null;
  file.output = { ...output, actual: null };
  file.money.totalCost = totalCost;
  file.money.requested = supportRequested;
  file.money.counterpart = counterpart;
}

/** As `evolve` applies an approved adjustment; money follows the plan's own decision. */
function fillChange(file: HeadFile, { beneficiary, commune, content, totalCost, planned, endsOn }: Change): void {
  const { need, money } = file;
  if (need !== null)
    file.need = {
      ...need,
      beneficiary: beneficiary ?? need.beneficiary,
      commune: commune ?? need.commune,
      content: content ?? need.content,
    };
  if (totalCost !== undefined) {
    money.totalCost = totalCost;
    money.counterpart = subtract(totalCost, money.requested ?? 0);
  }
  if (planned !== undefined && file.output !== null) file.output = { ...file.output, planned };
  if (endsOn !== undefined && file.contract !== null) file.contract = { ...file.contract, endsOn };
}

function fillDetails(file: HeadFile, { title, commune, beneficiaryName, taxCode, implementingUnit }: Details): void {
  const { need } = file;
  file.title = title ?? file.title;
  file.unit = implementingUnit ?? file.unit;
  if (need === null) return;
  const beneficiary = {
    name: beneficiaryName ?? need.beneficiary.name,
    taxCode: taxCode === undefined ? need.beneficiary.taxCode : taxCode,
  };
  file.need = { ...need, beneficiary, commune: commune ?? need.commune };
}
