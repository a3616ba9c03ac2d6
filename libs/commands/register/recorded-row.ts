import type { ProjectEvent, Tranche } from '#lifecycle/project/project.events';
import type { Cells, Column } from './columns.ts';
import { hasReached, type Step, stepColumns, STEPS } from './steps.ts';

/** What the log holds of a step, in a register's cells, whoever recorded it. */
export interface RecordedStep {
  readonly cells: Partial<Cells>;
  /** Taken over from a register, not a person's act. */
  readonly attested: boolean;
}

export type RecordedRow = Map<Step, RecordedStep>;

/** Adds one event of a project's stream. Events that a register has no cell for change nothing. */
export function record(recorded: RecordedRow, event: ProjectEvent, on: string): void {
  if (event.type === 'ActReversed') return takeBack(recorded, event.data);
  const step = stepOf(event);
  if (step === null) return;
  const cells = cellsOf(event, on);
  // The party may be put right at registration: the draft's word is then the last one.
  if (step === 'register') drop(recorded, 'survey', ['beneficiary', 'beneficiary_tax_code']);
  if (step === 'recover') cells.recovered_vnd = (cells.recovered_vnd ?? 0) + (recorded.get('recover')?.cells.recovered_vnd ?? 0);
  recorded.set(step, { cells, attested: 'attested' in event.data });
}

/** What a person took back is recorded no longer. A register's own word stays, so that the same file again changes nothing. */
function takeBack(recorded: RecordedRow, { reversed, amount, tranche }: Reversal): void {
  const step = stepOfReversed(reversed, tranche);
  const known = step === null ? undefined : recorded.get(step);
  if (step === null || known === undefined || known.attested) return;
  const left = step === 'recover' ? (known.cells.recovered_vnd ?? 0) - amount : 0;
  if (left > 0) recorded.set(step, { ...known, cells: { ...known.cells, recovered_vnd: left } });
  else recorded.delete(step);
}

type Reversal = Extract<ProjectEvent, { readonly type: 'ActReversed' }>['data'];

function stepOfReversed(reversed: string, tranche: Reversal['tranche']): Step | null {
  switch (reversed) {
    case 'BaseAppraisalConcluded':
      return 'base';
    case 'FinalAppraisalConcluded':
      return 'final';
    case 'AdvancePaid':
      return tranche === null ? null : ADVANCE_STEPS[tranche];
    case 'AdvanceRecovered':
      return 'recover';
    case 'AcceptanceHeld':
      return 'accept';
    default:
      return null;
  }
}

/** A register has no columns for a multi-year project's later advances. */
const ADVANCE_STEPS: Readonly<Record<Tranche, Step | null>> = { first: 'advance1', next: null, remaining: 'advance2' };

function drop(recorded: RecordedRow, step: Step, columns: readonly Column[]): void {
  const known = recorded.get(step);
  if (known === undefined) return;
  const cells = Object.fromEntries(Object.entries(known.cells).filter(([column]) => !columns.includes(column as Column)));
  recorded.set(step, { ...known, cells });
}

/** The step that an event is; null: a register has no cell for it. A new event type does not compile until it is answered here. */
const STEP_OF: { readonly [Type in ProjectEvent['type']]: Step | null } = {
  NeedSurveyed: 'survey',
  ProjectRegistered: 'register',
  BaseAppraisalConcluded: 'base',
  FinalAppraisalConcluded: 'final',
  ApprovedInPlan: 'approve',
  ContractSigned: 'contract',
  AdvancePaid: null, // by its tranche: see `stepOf`
  AcceptanceHeld: 'accept',
  ProjectStopped: 'stop',
  AdvanceRecovered: 'recover',
  SettlementApproved: 'settle',
  NeedFoundNotEligible: null,
  ProjectDrafted: null,
  DossierReturned: null,
  DossierCompleted: null,
  LeftOutOfPlan: null,
  AdvanceRequested: null,
  VolumeConfirmed: null,
  SettlementDossierLodged: null,
  ContractLiquidated: null,
  ProjectWithdrawn: null,
  ReturnedItemAnswered: null,
  EarlierSupportJudged: null,
  CriterionAssessed: null,
  CouncilConvened: null,
  VoteCast: null,
  SubmittedForFinalAppraisal: null,
  ProposedForPlan: null,
  ApprovalAdjusted: null,
  GroupPlanApproved: null,
  ContractExtended: null,
  TaskAssigned: null,
  SupportContractSigned: null,
  ProgressReported: null,
  ContentResultReported: null,
  InspectionHeld: null,
  ForceMajeureDeclared: null,
  ForceMajeureConfirmed: null,
  ObstacleRaised: null,
  AnswerPromised: null,
  ObstacleAnswered: null,
  AdjustmentRequested: null,
  AdjustmentConfirmed: null,
  AdjustmentDecided: null,
  CarriedOver: null,
  DeadlinePaused: null,
  DeadlineResumed: null,
  DocumentAttached: null,
  NoteAdded: null,
  HandedOver: null,
  DetailsCorrected: null,
  ActReversed: null,
  MovedToDefinition: null,
  FollowUpDeclined: null,
};

function stepOf(event: ProjectEvent): Step | null {
  if (event.type === 'AdvancePaid') return ADVANCE_STEPS[event.data.tranche];
  return event.type === 'AcceptanceHeld' && event.data.result === 'not-accepted' ? null : STEP_OF[event.type];
}

type Written = { -readonly [C in keyof Cells]?: Cells[C] };

function cellsOf(event: ProjectEvent, on: string): Written {
  switch (event.type) {
    case 'NeedSurveyed': {
      const { code, source, planYear, province, commune, content, beneficiary } = event.data;
      const party = { beneficiary: beneficiary.name, beneficiary_tax_code: beneficiary.taxCode };
      return { surveyed_on: on, code, source, plan_year: planYear, province: province.code, commune, content, ...party };
    }
    case 'ProjectRegistered': {
      const { title, implementingUnit, beneficiary, totalCost, supportRequested, counterpart, output } = event.data;
      const money = { total_cost_vnd: totalCost, support_requested_vnd: supportRequested, counterpart_vnd: counterpart };
      const party = { beneficiary: beneficiary.name, beneficiary_tax_code: beneficiary.taxCode };
      const planned = { output_unit: output.unit, output_planned: output.planned };
      return { registered_on: on, title, implementing_unit: implementingUnit, ...party, ...money, ...planned };
    }
    case 'BaseAppraisalConcluded':
      return { base_appraised_on: on, base_result: event.data.result, base_amount_vnd: event.data.amount };
    case 'FinalAppraisalConcluded':
      return { final_appraised_on: on, final_result: event.data.result, final_amount_vnd: event.data.amount };
    case 'ApprovedInPlan':
      return { approved_on: on, decision_no: event.data.decisionNo, approved_vnd: event.data.amount };
    case 'ContractSigned':
      return { contracted_on: on, contract_no: event.data.contractNo, contract_end_on: event.data.endsOn };
    case 'AdvancePaid':
      return event.data.tranche === 'first'
        ? { advance1_on: on, advance1_vnd: event.data.amount }
        : { advance2_on: on, advance2_vnd: event.data.amount };
    case 'AcceptanceHeld':
      return { accepted_on: on, accepted_vnd: event.data.amount, output_actual: event.data.output };
    case 'ProjectStopped':
      return { stopped_on: on, stop_reason: event.data.reason };
    case 'AdvanceRecovered':
      // A register shows a recovery on the day of settlement; a person may recover on any day.
      return { recovered_vnd: event.data.amount, ...('attested' in event.data ? { settled_on: on } : {}) };
    case 'SettlementApproved':
      return { settled_on: on, settled_vnd: event.data.amount };
    default:
      return {};
  }
}

/** A row beside what the log holds of its project. */
export interface Compared {
  /** Steps that the row has and the log does not, in order. */
  readonly newSteps: readonly Step[];
  readonly differences: readonly Difference[];
}

export interface Difference {
  readonly column: Column;
  readonly recorded: string | number | null;
  readonly given: string | number | null;
}

/**
 * Equal cells are known; stages filled after the last recorded one are new; anything else differs. A stage that the row leaves
 * empty differs only when a register had filled it: what a person has recorded since, an older file need not know.
 */
export function compare(cells: Cells, recorded: RecordedRow): Compared {
  const newSteps: Step[] = [];
  const differences: Difference[] = [];
  const last = Math.max(-1, ...[...recorded.keys()].map((step) => STEPS.indexOf(step)));
  for (const [index, step] of STEPS.entries()) {
    const known = recorded.get(step);
    const { date } = stepColumns[step];
    const column = step === 'recover' ? 'recovered_vnd' : date;
    if (!hasReached(cells, step)) {
      if (known?.attested === true) differences.push({ column, recorded: known.cells[column] ?? null, given: cells[column] });
    } else if (known !== undefined) differences.push(...cellDifferences(cells, known.cells));
    else if (index < last) differences.push({ column, recorded: null, given: cells[column] });
    else newSteps.push(step);
  }
  return {
    newSteps,
    differences: differences.filter(({ column }, at) => differences.findIndex((other) => other.column === column) === at),
  };
}

const cellDifferences = (cells: Cells, known: Partial<Cells>): Difference[] =>
  (Object.keys(known) as Column[])
    .filter((column) => inOneForm(cells[column]) !== inOneForm(known[column] ?? null))
    .map((column) => ({ column, recorded: known[column] ?? null, given: cells[column] }));

const inOneForm = (cell: string | number | null): string | number | null =>
  typeof cell === 'string' ? cell.normalize('NFC').trim() : cell;
