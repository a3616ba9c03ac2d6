import { firstOf } from '#reference/definitions/definitions';
import type { Duty } from '#reference/definitions/definition';
import type { Happened } from '../decider.ts';
import type { Need, ProjectEvent } from './project.events.ts';
import type { CaseFile, Hands, Project, Undo } from './project.state.ts';

/** As which duty an event counts: what the stage graph says of the act that caused it (a test compares). */
export const DUTY_OF: Readonly<Partial<Record<ProjectEvent['type'], Duty>>> = {
  ProjectDrafted: 'propose',
  ProjectRegistered: 'propose',
  ReturnedItemAnswered: 'propose',
  DossierCompleted: 'propose',
  DossierReturned: 'appraise',
  EarlierSupportJudged: 'appraise',
  CriterionAssessed: 'appraise',
  VoteCast: 'appraise',
  BaseAppraisalConcluded: 'appraise',
  FinalAppraisalConcluded: 'appraise',
  ApprovedInPlan: 'approve',
  ApprovalAdjusted: 'approve',
  ProjectStopped: 'approve',
  AdvanceRequested: 'request',
  VolumeConfirmed: 'confirm',
  ForceMajeureConfirmed: 'confirm',
  AdvancePaid: 'pay',
  AcceptanceHeld: 'accept',
  SettlementApproved: 'settle',
};

/** The act that causes an event that can be reversed: whoever may do the one may take it back. */
export const ACT_OF: Readonly<Record<string, string>> = {
  BaseAppraisalConcluded: 'ConcludeBaseAppraisal',
  FinalAppraisalConcluded: 'ConcludeFinalAppraisal',
  VolumeConfirmed: 'ConfirmVolume',
  AdvancePaid: 'PayAdvance',
  AdvanceRecovered: 'RecoverAdvance',
  ProgressReported: 'ReportProgress',
  ContentResultReported: 'ReportContentResult',
  AcceptanceHeld: 'HoldAcceptance',
  SettlementDossierLodged: 'LodgeSettlementDossier',
  ContractLiquidated: 'LiquidateContract',
};

/** Acts whose effect a later event may end, as long as nothing was built on it. Plans and contracts are corrected in their own streams. */
export const isReversible = (type: ProjectEvent['type']): boolean => Object.hasOwn(ACT_OF, type);

/** Events that stand beside the project's course: nothing is built on or by them. */
const BESIDE: ReadonlySet<ProjectEvent['type']> = new Set<ProjectEvent['type']>([
  'DocumentAttached',
  'NoteAdded',
  'HandedOver',
  'ObstacleRaised',
  'AnswerPromised',
  'ObstacleAnswered',
  'InspectionHeld',
  'DeadlinePaused',
  'DeadlineResumed',
  'FollowUpDeclined',
]);
export const isBeside = (type: ProjectEvent['type']): boolean => BESIDE.has(type);

/** A project's file at its survey. */
export const newFile = (need: Need): CaseFile => ({
  definition: need.definition ?? firstOf(need.source).id,
  events: 0,
  hands: {},
  documents: [],
  obstacles: [],
  obstaclesRaised: [],
  paused: [],
  officer: null,
  last: null,
});

/** The file once an event has happened to the project that had it; what the event says beside the course is entered here. */
export function fileAfter(file: CaseFile, event: ProjectEvent, { on, actor, delegatedBy }: Happened, before: Project): CaseFile {
  const hands = withHand(withHand(file.hands, DUTY_OF[event.type], actor), DUTY_OF[event.type], delegatedBy);
  const next = { ...file, events: file.events + 1, hands, last: undoAfter(file, event, before) };
  switch (event.type) {
    case 'DocumentAttached':
      return { ...next, documents: [...file.documents, { kind: event.data.kind, proves: event.data.proves }] };
    case 'ObstacleRaised':
      return {
        ...next,
        obstacles: [...file.obstacles, event.data],
        obstaclesRaised: [...file.obstaclesRaised, event.data.obstacle],
      };
    case 'AnswerPromised':
      return {
        ...next,
        obstacles: file.obstacles.map((one) => (one.obstacle === event.data.obstacle ? { ...one, owner: event.data.owner } : one)),
      };
    case 'ObstacleAnswered':
      return event.data.resolved ? { ...next, obstacles: file.obstacles.filter(({ obstacle }) => obstacle !== event.data.obstacle) } : next;
    case 'DeadlinePaused':
      return { ...next, paused: [...file.paused, { deadline: event.data.deadline, document: event.data.document, on }] };
    case 'DeadlineResumed':
      return { ...next, paused: file.paused.filter(({ deadline }) => deadline !== event.data.deadline) };
    case 'HandedOver':
      return { ...next, officer: event.data.to };
    case 'MovedToDefinition':
      return { ...next, definition: event.data.to };
    case 'FollowUpDeclined':
      return { ...next, declined: [...(file.declined ?? []), event.data] };
    default:
      return next;
  }
}

function withHand(hands: Hands, duty: Duty | undefined, person: string | undefined): Hands {
  if (duty === undefined || person === undefined || person === '' || person.startsWith('import:')) return hands;
  const known = hands[duty] ?? [];
  return known.includes(person) ? hands : { ...hands, [duty]: [...known, person] };
}

function undoAfter(file: CaseFile, event: ProjectEvent, before: Project): Undo | null {
  if (isBeside(event.type)) return file.last;
  if (!isReversible(event.type) || before.status === 'absent') return null;
  const moves = event.type === 'AdvancePaid' || event.type === 'AdvanceRecovered';
  return {
    type: event.type,
    revision: file.events,
    amount: moves ? event.data.amount : 0,
    tranche: event.type === 'AdvancePaid' ? event.data.tranche : null,
    before: { ...before, file: { ...before.file, last: null } },
  };
}
