import {
  HEAD_FIELD_NAMES,
  type HeadField,
  RECORD_FIELD_NAMES,
  type RecordField,
  SECTION_FIELDS,
  type SectionField,
} from '#contracts/record-fields';
import type { ProjectRecord } from '#contracts/projects';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import type { Head } from './record-head.ts';

export type HeadValues = Readonly<Record<HeadField, string | number | null>>;

/** The single values of a head. */
export function headValues(head: Head): HeadValues {
  return Object.fromEntries(HEAD_FIELD_NAMES.map((field) => [field, scalar(field, at(head, field))])) as HeadValues;
}

/** What a record says of a field; undefined: the field's parent is not there. */
export const valueOf = (record: Omit<ProjectRecord, 'revision' | 'position'>, field: RecordField): unknown =>
  isSection(field) ? at(record, field) : scalar(field, at(record, field));

export const isSection = (field: RecordField): field is SectionField => Object.hasOwn(SECTION_FIELDS, field);

/** Fields in the order in which a record shows them. */
export const inOrder = (fields: ReadonlySet<RecordField>): readonly RecordField[] =>
  RECORD_FIELD_NAMES.filter((field) => fields.has(field));

function at(record: object, field: string): unknown {
  let value: unknown = record;
  for (const name of field.split('.')) value = (value as Readonly<Record<string, unknown>> | null)?.[name] ?? null;
  return value;
}

function scalar(field: RecordField, value: unknown): string | number | null {
  if (typeof value !== 'object' || value === null) return value as string | number | null;
  const { set, code } = value as { readonly set?: string; readonly code: string };
  return field === 'province' ? `${set}.${code}` : code;
}

/** Sections whose standing the event may move besides those that it writes: who has the ball, and since when. */
const BALL = ['ball.holder', 'ball.since'] as const satisfies readonly SectionField[];
const APPRAISAL = ['appraisal.base', 'appraisal.final'] as const satisfies readonly SectionField[];

/** The sections that a type of event writes; those of a reversal are the reversed act's too. A new type does not compile without. */
export const SECTIONS_OF: { readonly [Type in ProjectEvent['type']]: readonly SectionField[] } = {
  NeedSurveyed: BALL,
  NeedFoundNotEligible: BALL,
  ProjectDrafted: ['proposal', 'contents', ...APPRAISAL, ...BALL],
  ProjectRegistered: ['proposal', 'contents', 'earlierSupport', ...APPRAISAL, ...BALL],
  DossierReturned: ['returns', ...BALL],
  ReturnedItemAnswered: ['returns'],
  DossierCompleted: ['returns', ...BALL],
  EarlierSupportJudged: ['earlierSupport'],
  CriterionAssessed: APPRAISAL,
  CouncilConvened: APPRAISAL,
  VoteCast: APPRAISAL,
  BaseAppraisalConcluded: [...APPRAISAL, ...BALL],
  SubmittedForFinalAppraisal: BALL,
  FinalAppraisalConcluded: [...APPRAISAL, ...BALL],
  ProposedForPlan: BALL,
  ApprovedInPlan: ['approvals', ...BALL],
  LeftOutOfPlan: BALL,
  ApprovalAdjusted: ['approvals', 'adjustments', ...APPRAISAL, ...BALL],
  GroupPlanApproved: ['groupPlan'],
  ContractSigned: BALL,
  ContractExtended: [],
  TaskAssigned: BALL,
  SupportContractSigned: ['supportContract'],
  AdvanceRequested: ['advances', ...BALL],
  VolumeConfirmed: ['advances', ...BALL],
  AdvancePaid: ['advances', ...BALL],
  AdvanceRecovered: [],
  ProgressReported: ['progress', ...BALL],
  ContentResultReported: ['contents'],
  InspectionHeld: ['inspections'],
  ForceMajeureDeclared: ['forceMajeure'],
  ForceMajeureConfirmed: ['forceMajeure'],
  ObstacleRaised: ['obstacles', ...BALL],
  AnswerPromised: ['obstacles'],
  ObstacleAnswered: ['obstacles', ...BALL],
  AdjustmentRequested: ['adjustments', ...BALL],
  AdjustmentConfirmed: ['adjustments', ...BALL],
  AdjustmentDecided: ['adjustments', ...APPRAISAL, ...BALL],
  ProjectStopped: BALL,
  AcceptanceHeld: BALL,
  SettlementDossierLodged: ['settlement.lodged', ...BALL],
  ContractLiquidated: ['settlement.liquidated', ...BALL],
  SettlementApproved: ['settlement.settled', ...BALL],
  ProjectWithdrawn: BALL,
  CarriedOver: ['settlement.carriedOver'],
  DeadlinePaused: ['pauses'],
  DeadlineResumed: ['pauses'],
  DocumentAttached: ['documents'],
  NoteAdded: ['notes'],
  HandedOver: ['handOvers'],
  DetailsCorrected: ['corrections'],
  ActReversed: ['reversals', ...BALL],
  MovedToDefinition: [],
  FollowUpDeclined: [],
};
