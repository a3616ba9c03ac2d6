import type { ProjectCommand } from '#lifecycle/project/project.decider';
import type { AttestedStep, AppraisalResult, Draft, Need } from '#lifecycle/project/project.events';
import { contractStream } from '#lifecycle/contract/contract.events';
import { planStream } from '#lifecycle/plan/plan.events';
import { agencyOn, centreOf, committeeOf, departmentOf } from '#reference/organisations';
import type { ProvinceRef, Source } from '#reference/province-ref';
import type { Cells, Column } from './columns.ts';
import { importedContractId } from './ids.ts';
import { type Step, stepColumns } from './steps.ts';

/** Where a row stands and who brought it. */
export interface Origin {
  /** The file's own name, without folders. */
  readonly document: string;
  readonly row: number;
  readonly projectId: string;
  /** `import:<who ran it>` */
  readonly actor: string;
}

/** Preconditions that a register has no column for. */
const standsFor: { readonly [S in Step]: readonly AttestedStep[] } = {
  survey: [],
  register: ['draft'],
  base: ['findings', 'segregation'],
  final: ['findings', 'segregation'],
  approve: ['segregation', 'allocation'],
  contract: [],
  advance1: ['request', 'volume'],
  accept: [],
  advance2: ['request'],
  stop: [],
  recover: [],
  settle: ['dossier', 'liquidation'],
};
/** A register may leave the contract empty and still show the money. */
const needContract: ReadonlySet<Step> = new Set(['advance1', 'accept', 'advance2']);

export const provinceOf = (cells: Cells): ProvinceRef => ({ set: 'vn63', code: textOf(cells, 'province') });
export const sourceOf = (cells: Cells): Source => textOf(cells, 'source') as Source;
export const codeOf = (cells: Cells): string => textOf(cells, 'code');

export const planStreamOf = (cells: Cells): string => {
  const source = sourceOf(cells);
  return planStream(source, numberOf(cells, 'plan_year'), source === 'KCQG' ? null : provinceOf(cells));
};

export const contractIdOf = (cells: Cells): string => importedContractId(sourceOf(cells), provinceOf(cells), textOf(cells, 'contract_no'));

/** The command of one step of a checked row. Pure: the same row gives the same command. */
export function commandOf(step: Step, cells: Cells, origin: Origin): ProjectCommand {
  const skipped = cells.contract_no === null && needContract.has(step) ? (['contract'] as const) : [];
  const frame = {
    projectId: origin.projectId,
    occurredOn: textOf(cells, stepColumns[step].date),
    actor: origin.actor,
    onBehalfOf: actsFor(step, cells),
    attested: { by: 'register', document: origin.document, row: origin.row, steps: [...standsFor[step], ...skipped] },
  } as const;
  return { ...frame, ...acts[step](cells) };
}

/** A command without its frame. */
type Act = ProjectCommand extends infer C
  ? C extends ProjectCommand
    ? Omit<C, 'projectId' | 'occurredOn' | 'actor' | 'onBehalfOf' | 'attested'>
    : never
  : never;

const acts: { readonly [S in Step]: (cells: Cells) => Act } = {
  survey: (cells) => ({ type: 'SurveyNeed', need: needOf(cells), outcome: 'recorded' }),
  register: (cells) => ({ type: 'RegisterProject', draft: draftOf(cells) }),
  base: (cells) => ({ type: 'ConcludeBaseAppraisal', ...conclusion(cells.base_result, cells.base_amount_vnd) }),
  final: (cells) => ({ type: 'ConcludeFinalAppraisal', ...conclusion(cells.final_result, cells.final_amount_vnd) }),
  approve: (cells) => ({
    type: 'ApproveInPlan',
    plan: planStreamOf(cells),
    decisionNo: textOf(cells, 'decision_no'),
    amount: numberOf(cells, 'approved_vnd'),
  }),
  contract: (cells) => ({
    type: 'SignContract',
    contract: contractStream(contractIdOf(cells)),
    contractNo: textOf(cells, 'contract_no'),
    endsOn: textOf(cells, 'contract_end_on'),
  }),
  advance1: (cells) => ({ type: 'PayAdvance', tranche: 'first', amount: numberOf(cells, 'advance1_vnd'), treasuryRef: null }),
  accept: (cells) => ({
    type: 'HoldAcceptance',
    result: numberOf(cells, 'accepted_vnd') < numberOf(cells, 'approved_vnd') ? 'part' : 'full',
    amount: numberOf(cells, 'accepted_vnd'),
    output: cells.output_actual,
    remarks: null,
  }),
  advance2: (cells) => ({ type: 'PayAdvance', tranche: 'remaining', amount: numberOf(cells, 'advance2_vnd'), treasuryRef: null }),
  stop: (cells) => ({ type: 'StopProject', reason: textOf(cells, 'stop_reason'), decisionNo: null }),
  recover: (cells) => ({ type: 'RecoverAdvance', amount: numberOf(cells, 'recovered_vnd'), reason: null }),
  settle: (cells) => ({ type: 'ApproveSettlement', amount: numberOf(cells, 'settled_vnd') }),
};

const partyOf = (cells: Cells) => ({ name: textOf(cells, 'beneficiary'), taxCode: cells.beneficiary_tax_code });

const needOf = (cells: Cells): Need => ({
  code: codeOf(cells),
  source: sourceOf(cells),
  planYear: numberOf(cells, 'plan_year'),
  province: provinceOf(cells),
  commune: textOf(cells, 'commune'),
  content: textOf(cells, 'content'),
  beneficiary: partyOf(cells),
});

const draftOf = (cells: Cells): Draft => ({
  title: textOf(cells, 'title'),
  implementingUnit: textOf(cells, 'implementing_unit'),
  beneficiary: partyOf(cells),
  totalCost: numberOf(cells, 'total_cost_vnd'),
  supportRequested: numberOf(cells, 'support_requested_vnd'),
  counterpart: numberOf(cells, 'counterpart_vnd'),
  output: { unit: textOf(cells, 'output_unit'), planned: numberOf(cells, 'output_planned') },
  note: cells.note,
});

const conclusion = (result: string | null, amount: number | null) => ({
  result: result as AppraisalResult,
  amount,
  reason: null,
  findings: [],
});

/** The organisation whose act each step is: centre, Sở, Cục or provincial Committee (TT 36/2013 art. 8, 12, 18, 21; NĐ 45/2012 art. 8). */
function actsFor(step: Step, cells: Cells): string {
  const province = provinceOf(cells);
  const central = cells.source === 'KCQG';
  switch (step) {
    case 'survey':
    case 'register':
      return cells.implementing_unit ?? centreOf(province);
    case 'base':
    case 'accept':
      return departmentOf(province);
    case 'approve':
    case 'stop':
      return central ? agencyOn(textOf(cells, stepColumns[step].date)) : committeeOf(province);
    default:
      return central ? agencyOn(textOf(cells, stepColumns[step].date)) : departmentOf(province);
  }
}

function textOf(cells: Cells, column: Column): string {
  const value = cells[column];
  if (typeof value !== 'string') throw new Error(`${column} is empty in a row that was checked`);
  return value;
}

function numberOf(cells: Cells, column: Column): number {
  const value = cells[column];
  if (typeof value !== 'number') throw new Error(`${column} is empty in a row that was checked`);
  return value;
}
