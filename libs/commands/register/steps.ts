import type { Cells, Column, DateColumn } from './columns.ts';

/** The steps that a row may have reached, in the order in which they become commands. */
export const STEPS = [
  'survey',
  'register',
  'base',
  'final',
  'approve',
  'contract',
  'advance1',
  'accept',
  'advance2',
  'stop',
  'recover',
  'settle',
] as const;
export type Step = (typeof STEPS)[number];

export interface StepColumns {
  /** Its business day. */
  readonly date: DateColumn;
  /** Cells that a reached step must have. */
  readonly needs: readonly Column[];
  /** Cells that belong to it and may be empty. */
  readonly may: readonly Column[];
}

export const stepColumns: { readonly [S in Step]: StepColumns } = {
  survey: {
    date: 'surveyed_on',
    needs: ['code', 'source', 'plan_year', 'province', 'commune', 'content', 'beneficiary'],
    may: ['beneficiary_tax_code'],
  },
  register: {
    date: 'registered_on',
    needs: ['title', 'implementing_unit', 'total_cost_vnd', 'support_requested_vnd', 'counterpart_vnd', 'output_unit', 'output_planned'],
    may: [],
  },
  base: { date: 'base_appraised_on', needs: ['base_result'], may: ['base_amount_vnd'] },
  final: { date: 'final_appraised_on', needs: ['final_result'], may: ['final_amount_vnd'] },
  approve: { date: 'approved_on', needs: ['decision_no', 'approved_vnd'], may: [] },
  contract: { date: 'contracted_on', needs: ['contract_no', 'contract_end_on'], may: [] },
  advance1: { date: 'advance1_on', needs: ['advance1_vnd'], may: [] },
  accept: { date: 'accepted_on', needs: ['accepted_vnd'], may: ['output_actual'] },
  advance2: { date: 'advance2_on', needs: ['advance2_vnd'], may: [] },
  stop: { date: 'stopped_on', needs: ['stop_reason'], may: [] },
  recover: { date: 'settled_on', needs: ['recovered_vnd'], may: [] },
  settle: { date: 'settled_on', needs: ['settled_vnd'], may: [] },
};

/** Steps with a day of their own; a recovery shares the settlement's. */
export const DATED_STEPS: readonly Step[] = STEPS.filter((step) => step !== 'recover');

export const hasReached = (cells: Cells, step: Step): boolean =>
  cells[stepColumns[step].date] !== null && (step !== 'recover' || (cells.recovered_vnd ?? 0) > 0);

export const stepsReached = (cells: Cells): readonly Step[] => STEPS.filter((step) => hasReached(cells, step));
