import { advanceLimitsOn, ceilingOn, mostAllowed, refusedBy } from '#lifecycle/rules';
import type { Context } from '#lifecycle/context';
import { exceedsPercent } from '#lifecycle/money';
import type { ProvinceRef, Source } from '#reference/province-ref';
import type { AmountColumn, Cells, Column } from './columns.ts';
import type { Finding } from './fault.ts';
import type { Problem } from './problem.ts';
import { checkForm, CODE_SHAPE } from './form-check.ts';
import { RowFaults } from './row-faults.ts';
import { checkStages } from './stage-check.ts';

export interface CheckedRow {
  readonly cells: Cells;
  readonly findings: readonly Finding[];
}

/** All that can be said of a row by itself: form, stages and their order, sums, ceilings. The log is asked later. */
export function checkRow(given: (column: Column) => string, context: Context): CheckedRow {
  const formed = checkForm(given);
  const faults = new RowFaults(formed);
  checkCode(formed.cells, faults);
  checkStages(formed.cells, faults, context.today);
  checkSums(formed.cells, faults);
  checkAdvances(formed.cells, faults, context);
  checkCeiling(formed.cells, faults, context);
  return { cells: formed.cells, findings: faults.findings };
}

function checkCode({ code, source, plan_year, province }: Cells, faults: RowFaults): void {
  const parts = CODE_SHAPE.exec(code ?? '');
  if (parts === null || code === null) return;
  const [, codeSource, codeYear, codeProvince] = parts;
  const columns = [
    ...(source !== null && source !== codeSource ? ['source'] : []),
    ...(plan_year !== null && String(plan_year) !== codeYear ? ['plan_year'] : []),
    ...(province !== null && province !== codeProvince ? ['province'] : []),
  ];
  if (columns.length > 0) faults.add({ column: 'code', problem: 'code-mismatch', facts: { value: code, columns } }, []);
}

/** Each amount stays within the one that the step before it left. */
const CHAIN: readonly (readonly [AmountColumn, AmountColumn, Problem])[] = [
  ['base_amount_vnd', 'support_requested_vnd', 'base-over-requested'],
  ['final_amount_vnd', 'base_amount_vnd', 'final-over-base'],
  ['approved_vnd', 'final_amount_vnd', 'approved-over-final'],
  ['accepted_vnd', 'approved_vnd', 'accepted-over-approved'],
  ['settled_vnd', 'accepted_vnd', 'settled-over-accepted'],
];

function checkSums(cells: Cells, faults: RowFaults): void {
  const { total_cost_vnd: total, support_requested_vnd: requested, counterpart_vnd: counterpart } = cells;
  if (total !== null && requested !== null && counterpart !== null && counterpart !== total - requested) {
    faults.add({ column: 'counterpart_vnd', problem: 'counterpart', facts: { rest: total - requested } }, [
      'total_cost_vnd',
      'support_requested_vnd',
    ]);
  }
  for (const [column, within, problem] of CHAIN) {
    const amount = cells[column];
    // A stopped project has nothing accepted: nothing may be settled.
    const most = cells[within] ?? (within === 'accepted_vnd' && cells.stopped_on !== null && cells.accepted_on === null ? 0 : null);
    if (amount !== null && most !== null && amount > most) faults.add({ column, problem, facts: { amount, most } }, [within]);
  }
}

/** For the province's own rules; a register is of the 63 provinces. */
const provinceOf = ({ province }: Cells): { readonly province?: ProvinceRef } =>
  province === null ? {} : { province: { set: 'vn63', code: province } };

function checkAdvances(cells: Cells, faults: RowFaults, { rules }: Context): void {
  const { approved_vnd: approved, approved_on: day, source, content } = cells;
  const first = cells.advance1_vnd;
  const remaining = cells.advance2_vnd;
  if (approved !== null && first !== null && day !== null && source !== null && content !== null) {
    const limits = advanceLimitsOn(rules, source as Source, { content, ...provinceOf(cells) }, day);
    const broken = limits.find(({ percent }) => exceedsPercent(first, percent, approved));
    if (broken !== undefined) {
      const facts = { advanced: first, approved, percent: broken.percent };
      faults.add({ column: 'advance1_vnd', problem: 'advance-cap', facts, refusedBy: refusedBy(broken) }, [
        'approved_vnd',
        'approved_on',
        'source',
        'content',
      ]);
    }
  }
  const advanced = (first ?? 0) + (remaining ?? 0);
  if (approved !== null && advanced > approved) {
    const column = remaining === null ? 'advance1_vnd' : 'advance2_vnd';
    faults.add({ column, problem: 'advance-over-approved', facts: { amount: advanced, most: approved } }, ['approved_vnd', 'advance1_vnd']);
  }
  const recovered = cells.recovered_vnd ?? 0;
  if (recovered > advanced) {
    const facts = { amount: recovered, most: advanced };
    faults.add({ column: 'recovered_vnd', problem: 'recovered-over-advanced', facts }, ['advance1_vnd', 'advance2_vnd']);
  }
}

function checkCeiling(cells: Cells, faults: RowFaults, { rules }: Context): void {
  const { approved_vnd: amount, approved_on: day, source, content, total_cost_vnd: totalCost, output_planned: outputPlanned } = cells;
  if (amount === null || day === null || source === null || content === null || totalCost === null || outputPlanned === null) return;
  const supported = { source: source as Source, content, totalCost, outputPlanned, ...provinceOf(cells) };
  const ceiling = ceilingOn(rules, supported, day);
  const most = ceiling === undefined ? null : mostAllowed(ceiling, supported);
  if (ceiling === undefined || most === null || amount <= most) return;
  faults.add({ column: 'approved_vnd', problem: 'ceiling', facts: { amount, most, content, day }, refusedBy: refusedBy(ceiling) }, [
    'approved_on',
    'source',
    'content',
    'total_cost_vnd',
    'output_planned',
  ]);
}
