import type { ProjectEvent, Tranche } from '#lifecycle/project/project.events';
import { NAMED } from './stood.ts';

/**
 * What a project event means to the figures. The codes are stored: a number never changes its meaning and is never used again;
 * a new meaning takes the next number and raises the model's version.
 */
export const FACT = {
  surveyed: 1,
  keptForLater: 2,
  notEligible: 3,
  drafted: 4,
  registered: 5,
  returned: 6,
  completed: 7,
  basePassed: 8,
  baseFailed: 9,
  finalPassed: 10,
  finalFailed: 11,
  approved: 12,
  leftOut: 13,
  contracted: 14,
  requested: 15,
  volumeConfirmed: 16,
  firstAdvance: 17,
  remainingAdvance: 18,
  accepted: 19,
  notAccepted: 20,
  dossierLodged: 21,
  liquidated: 22,
  settled: 23,
  recovered: 24,
  stopped: 25,
  withdrawn: 26,
  /** Changes nothing that a figure counts; in its place so that a project has one fact for each event. */
  beside: 27,
  submitted: 28,
  proposed: 29,
  approvalAdjusted: 30,
  nextAdvance: 31,
  progressReported: 32,
  obstacleRaised: 33,
  obstacleResolved: 34,
  /** An earlier fact counts no longer; `value`: its place in the stream. */
  reversed: 35,
  /** A returned dossier goes back to the base appraisal, from wherever it was returned. */
  completedToBase: 36,
  /** Changes the approved amount and answers the pending adjustment. */
  approvalAnswered: 37,
  adjustmentRequested: 38,
  adjustmentDecided: 39,
  forceDeclared: 40,
  forceConfirmedByDepartment: 41,
  forceConfirmedByCommune: 42,
  /** A clock is stopped, or set going again, by a document; `value`: which, its place in `NAMED`. */
  clockStopped: 43,
  clockStarted: 44,
} as const;
export type FactKind = (typeof FACT)[keyof typeof FACT];

/** `value`: đồng where the fact moves or fixes money, a revision for `reversed`, a clock where one is stopped, else 0. */
export interface Fact {
  readonly kind: FactKind;
  readonly value: number;
}

type DataOf<Type extends ProjectEvent['type']> = Extract<ProjectEvent, { readonly type: Type }>['data'];

/** The data of an event, one member at a time: a rebuild need not parse the rest. */
export interface Members<Data> {
  member<Name extends keyof Data>(name: Name): Data[Name];
}

/** A kind alone where the data adds nothing. A new event type does not compile until it is answered here. */
export const FACT_OF: { readonly [Type in ProjectEvent['type']]: FactKind | ((data: Members<DataOf<Type>>) => Fact) } = {
  NeedSurveyed: (data) => ({ kind: data.member('outcome') === 'recorded' ? FACT.surveyed : FACT.keptForLater, value: 0 }),
  NeedFoundNotEligible: FACT.notEligible,
  ProjectDrafted: FACT.drafted,
  ProjectRegistered: FACT.registered,
  DossierReturned: FACT.returned,
  ReturnedItemAnswered: FACT.beside,
  DossierCompleted: (data) => ({ kind: goesToBase(data) ? FACT.completedToBase : FACT.completed, value: 0 }),
  EarlierSupportJudged: FACT.beside,
  CriterionAssessed: FACT.beside,
  CouncilConvened: FACT.beside,
  VoteCast: FACT.beside,
  BaseAppraisalConcluded: (data) => concluded(data.member('amount'), FACT.basePassed, FACT.baseFailed),
  SubmittedForFinalAppraisal: FACT.submitted,
  FinalAppraisalConcluded: (data) => concluded(data.member('amount'), FACT.finalPassed, FACT.finalFailed),
  ProposedForPlan: FACT.proposed,
  ApprovedInPlan: (data) => ({ kind: FACT.approved, value: data.member('amount') }),
  LeftOutOfPlan: FACT.leftOut,
  ApprovalAdjusted: (data) => ({
    kind: data.member('adjustment') === undefined ? FACT.approvalAdjusted : FACT.approvalAnswered,
    value: data.member('amount'),
  }),
  GroupPlanApproved: FACT.beside,
  ContractSigned: FACT.contracted,
  ContractExtended: FACT.beside,
  // A task takes the contract's place where the approver and the implementing unit are one: TT 36/2013 art. 6(4).
  TaskAssigned: FACT.contracted,
  SupportContractSigned: FACT.beside,
  AdvanceRequested: FACT.requested,
  VolumeConfirmed: FACT.volumeConfirmed,
  AdvancePaid: (data) => ({ kind: ADVANCES[data.member('tranche')], value: data.member('amount') }),
  ProgressReported: FACT.progressReported,
  ContentResultReported: FACT.beside,
  InspectionHeld: FACT.beside,
  ForceMajeureDeclared: FACT.forceDeclared,
  ForceMajeureConfirmed: (data) => ({
    kind: data.member('by') === 'department' ? FACT.forceConfirmedByDepartment : FACT.forceConfirmedByCommune,
    value: 0,
  }),
  ObstacleRaised: FACT.obstacleRaised,
  AnswerPromised: FACT.beside,
  ObstacleAnswered: (data) => ({ kind: data.member('resolved') ? FACT.obstacleResolved : FACT.beside, value: 0 }),
  AdjustmentRequested: FACT.adjustmentRequested,
  AdjustmentConfirmed: FACT.beside,
  AdjustmentDecided: FACT.adjustmentDecided,
  AcceptanceHeld: (data) => ({
    kind: data.member('result') === 'not-accepted' ? FACT.notAccepted : FACT.accepted,
    value: data.member('amount'),
  }),
  SettlementDossierLodged: FACT.dossierLodged,
  ContractLiquidated: FACT.liquidated,
  SettlementApproved: (data) => ({ kind: FACT.settled, value: data.member('amount') }),
  AdvanceRecovered: (data) => ({ kind: FACT.recovered, value: data.member('amount') }),
  ProjectStopped: FACT.stopped,
  ProjectWithdrawn: FACT.withdrawn,
  CarriedOver: FACT.beside,
  DeadlinePaused: (data) => clock(FACT.clockStopped, data.member('deadline')),
  DeadlineResumed: (data) => clock(FACT.clockStarted, data.member('deadline')),
  DocumentAttached: FACT.beside,
  NoteAdded: FACT.beside,
  HandedOver: FACT.beside,
  DetailsCorrected: FACT.beside,
  ActReversed: (data) => ({ kind: FACT.reversed, value: data.member('revision') }),
  MovedToDefinition: FACT.beside,
  FollowUpDeclined: FACT.beside,
};

/** What an event means to the figures. @param data of an event of that type */
export function factOf(type: ProjectEvent['type'], data: { member(name: string): unknown }): Fact {
  const answer = FACT_OF[type] as FactKind | ((data: Members<never>) => Fact);
  return typeof answer === 'number' ? { kind: answer, value: 0 } : answer(data as Members<never>);
}

const goesToBase = (data: Members<DataOf<'DossierCompleted'> & { readonly backTo?: string }>): boolean =>
  data.member('backTo') === 'registered';

/** Figures count four clocks; the others are beside. */
function clock(kind: FactKind, deadline: string): Fact {
  const value = NAMED.findIndex((named) => named === deadline);
  return value < 0 ? { kind: FACT.beside, value: 0 } : { kind, value };
}

const ADVANCES: Readonly<Record<Tranche, FactKind>> = {
  first: FACT.firstAdvance,
  next: FACT.nextAdvance,
  remaining: FACT.remainingAdvance,
};

const concluded = (amount: number | null, passed: FactKind, failed: FactKind): Fact =>
  amount === null ? { kind: failed, value: 0 } : { kind: passed, value: amount };

/** Numbers per fact in a project's list of facts: kind, occurred day, known day, value. Days since 1970-01-01. */
export const FACT_WIDTH = 4;

/** How facts are stored behind a project's earlier ones: `kind,occurred,known,value;` each. */
export function writeFacts(facts: readonly number[]): string {
  let text = '';
  for (let at = 0; at < facts.length; at += FACT_WIDTH) text += `${facts[at]},${facts[at + 1]},${facts[at + 2]},${facts[at + 3]};`;
  return text;
}

const ZERO = 0x30;
const MINUS = 0x2d;
const COMMA = 0x2c;
const SEMICOLON = 0x3b;

/** A project's facts as one flat list, in the order of its stream. Written by hand because a board reads a million of them. */
export function readFacts(text: string): readonly number[] {
  const numbers: number[] = [];
  let value = 0;
  let sign = 1;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char >= ZERO && char !== SEMICOLON) value = value * 10 + (char - ZERO);
    if (char === MINUS) sign = -1;
    if (char === COMMA || char === SEMICOLON) {
      numbers.push(value * sign);
      value = 0;
      sign = 1;
    }
  }
  return numbers.slice(); // without the room that growing left over
}
