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
  DossierCompleted: true,
  BaseAppraisalConcluded: true,
  FinalAppraisalConcluded: true,
  ApprovedInPlan: true,
  LeftOutOfPlan: true,
  ContractSigned: true,
  AdvanceRequested: true,
  VolumeConfirmed: true,
  AdvancePaid: true,
  AcceptanceHeld: true,
  SettlementDossierLodged: true,
  ContractLiquidated: true,
  SettlementApproved: true,
  AdvanceRecovered: true,
  ProjectStopped: true,
  ProjectWithdrawn: true,
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
