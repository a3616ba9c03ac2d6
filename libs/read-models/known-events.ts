import type { ContractEvent } from '#lifecycle/contract/contract.events';
import { contractUpcasters } from '#lifecycle/contract/contract.upcasters';
import type { PlanEvent } from '#lifecycle/plan/plan.events';
import { planUpcasters } from '#lifecycle/plan/plan.upcasters';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import { projectUpcasters } from '#lifecycle/project/project.upcasters';
import { type Upcasters, versionOf } from '#lifecycle/upcast';

/** Every type that a project's stream may hold; the compiler finds the forgotten one. */
const project = {
  NeedSurveyed: true,
  NeedFoundNotEligible: true,
  ProjectDrafted: true,
  ProjectRegistered: true,
  DossierReturned: true,
  ReturnedItemAnswered: true,
  DossierCompleted: true,
  EarlierSupportJudged: true,
  CriterionAssessed: true,
  CouncilConvened: true,
  VoteCast: true,
  BaseAppraisalConcluded: true,
  SubmittedForFinalAppraisal: true,
  FinalAppraisalConcluded: true,
  ProposedForPlan: true,
  ProjectWithdrawn: true,
  ApprovedInPlan: true,
  LeftOutOfPlan: true,
  ApprovalAdjusted: true,
  GroupPlanApproved: true,
  ContractSigned: true,
  ContractExtended: true,
  TaskAssigned: true,
  SupportContractSigned: true,
  AdvanceRequested: true,
  VolumeConfirmed: true,
  AdvancePaid: true,
  AdvanceRecovered: true,
  ProgressReported: true,
  ContentResultReported: true,
  InspectionHeld: true,
  ForceMajeureDeclared: true,
  ForceMajeureConfirmed: true,
  ObstacleRaised: true,
  AnswerPromised: true,
  ObstacleAnswered: true,
  AdjustmentRequested: true,
  AdjustmentConfirmed: true,
  AdjustmentDecided: true,
  ProjectStopped: true,
  AcceptanceHeld: true,
  SettlementDossierLodged: true,
  ContractLiquidated: true,
  SettlementApproved: true,
  CarriedOver: true,
  DocumentAttached: true,
  NoteAdded: true,
  HandedOver: true,
  DetailsCorrected: true,
  ActReversed: true,
  MovedToDefinition: true,
} satisfies Record<ProjectEvent['type'], true>;

const plan = {
  PlanAllocated: true,
  PlanDecided: true,
  PlanAdjusted: true,
  PlanItemsReleased: true,
  PlanChangeTaken: true,
  PlanChangeUndone: true,
} satisfies Record<PlanEvent['type'], true>;

const contract = {
  ContractConcluded: true,
  ContractMembersAdded: true,
  ContractAppendixSigned: true,
  ContractMemberDropped: true,
  ContractExtensionDeclined: true,
} satisfies Record<ContractEvent['type'], true>;

export interface KnownType {
  readonly category: string;
  /** The newest version that this build reads. */
  readonly version: number;
  readonly upcasters: Upcasters;
}

const categories: readonly (readonly [category: string, types: Readonly<Record<string, true>>, upcasters: Upcasters])[] = [
  ['project', project, projectUpcasters],
  ['plan', plan, planUpcasters],
  ['contract', contract, contractUpcasters],
];

/** What this build can read. A category that is not here (reminders, seals …) is nobody's business in the read models. */
export const knownTypes: ReadonlyMap<string, KnownType> = new Map(
  categories.flatMap(([category, types, upcasters]) =>
    Object.keys(types).map((type) => [type, { category, version: versionOf(upcasters, type), upcasters }] as const),
  ),
);

export const projectTypes: ReadonlySet<string> = new Set(Object.keys(project));

const knownCategories = new Set(categories.map(([category]) => category));

export const categoryOf = (stream: string): string => stream.slice(0, stream.indexOf('-'));

export const isKnownCategory = (category: string): boolean => knownCategories.has(category);
