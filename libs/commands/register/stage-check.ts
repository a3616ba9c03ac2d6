import { type Cells, type Column, columnNames, type DateColumn } from './columns.ts';
import type { RowFaults } from './row-faults.ts';
import { DATED_STEPS, type Step, stepColumns } from './steps.ts';

/** Every later stage needs all of these; contract and advances may be empty. */
const MAIN_LINE: readonly Step[] = ['survey', 'register', 'base', 'final', 'approve'];

/** A cell is filled, or was reported: either way the stage was meant. */
const meant = (cells: Cells, faults: RowFaults, column: Column): boolean => cells[column] !== null || faults.has(column);

/** Which stages a row has reached, whether what they need is there, and whether their days follow one another. */
export function checkStages(cells: Cells, faults: RowFaults, today: string): void {
  const reached = DATED_STEPS.filter((step) => meant(cells, faults, stepColumns[step].date));
  checkMissingStages(faults, reached);
  checkEnd(cells, faults, reached);
  for (const step of ['survey', ...reached.filter((step) => step !== 'survey')] as const) checkNeeds(cells, faults, step);
  checkOrphans(cells, faults, reached);
  checkFuture(cells, faults, today);
  checkOrder(cells, faults);
}

function checkMissingStages(faults: RowFaults, reached: readonly Step[]): void {
  const missing = (step: Step, later: Step): void =>
    faults.add({ column: stepColumns[step].date, problem: 'missing-stage', facts: { later: columnNames[stepColumns[later].date].vi } }, []);
  const last = reached.at(-1);
  const gap = MAIN_LINE.find((step) => !reached.includes(step));
  if (gap !== undefined && (gap === 'survey' || (last !== undefined && DATED_STEPS.indexOf(last) > DATED_STEPS.indexOf(gap))))
    missing(gap, last ?? 'survey');
  if (reached.includes('accept')) return;
  if (reached.includes('advance2')) missing('accept', 'advance2');
  else if (reached.includes('settle') && !reached.includes('stop')) missing('accept', 'settle');
}

/** A failed appraisal ends the row; an accepted project is settled and no longer stopped. */
function checkEnd(cells: Cells, faults: RowFaults, reached: readonly Step[]): void {
  const after = (end: Step, column: Column): void => {
    const next = reached.find((step) => DATED_STEPS.indexOf(step) > DATED_STEPS.indexOf(end));
    if (next !== undefined)
      faults.add({ column: stepColumns[next].date, problem: 'after-end', facts: { end: columnNames[column].vi } }, [column]);
  };
  if (cells.base_result === 'fail') after('base', 'base_result');
  else if (cells.final_result === 'fail') after('final', 'final_result');
  if (reached.includes('stop') && reached.includes('accept'))
    faults.add({ column: 'stopped_on', problem: 'after-end', facts: { end: columnNames.accepted_on.vi } }, ['accepted_on']);
}

function checkNeeds(cells: Cells, faults: RowFaults, step: Step): void {
  for (const column of stepColumns[step].needs) if (cells[column] === null) faults.addMissing(column);
  for (const [at, result, amount] of [
    ['base', 'base_result', 'base_amount_vnd'],
    ['final', 'final_result', 'final_amount_vnd'],
  ] as const) {
    if (step !== at || cells[result] === null) continue;
    if (cells[result] !== 'fail' && cells[amount] === null) faults.addMissing(amount);
    if (cells[result] === 'fail' && cells[amount] !== null)
      faults.add({ column: amount, problem: 'after-end', facts: { end: columnNames[result].vi } }, []);
  }
}

/** A stage's cell without the stage's day would be lost without a word. */
function checkOrphans(cells: Cells, faults: RowFaults, reached: readonly Step[]): void {
  for (const step of DATED_STEPS) {
    if (step === 'survey' || step === 'register' || reached.includes(step)) continue;
    const { date, needs, may } = stepColumns[step];
    const filled = [...needs, ...may].some((column) => column !== 'output_actual' && cells[column] !== null);
    if (filled) faults.addMissing(date);
  }
  if ((cells.recovered_vnd ?? 0) > 0 && !reached.includes('settle')) faults.addMissing('settled_on');
}

/** Equal days are allowed. The fault is put on the later step of the two. */
function checkOrder(cells: Cells, faults: RowFaults): void {
  let earlier: DateColumn | undefined;
  for (const step of DATED_STEPS) {
    const column = stepColumns[step].date;
    const date = cells[column];
    if (date === null) continue;
    const before = earlier === undefined ? null : cells[earlier];
    if (earlier !== undefined && before !== null && date < before) {
      const facts = { date, earlier: columnNames[earlier].vi, earlierDate: before };
      faults.add({ column, problem: 'date-order', facts }, [earlier]);
    }
    earlier = column;
  }
  const { contracted_on: signed, contract_end_on: end } = cells;
  if (signed !== null && end !== null && end < signed) {
    const facts = { date: end, earlier: columnNames.contracted_on.vi, earlierDate: signed };
    faults.add({ column: 'contract_end_on', problem: 'date-order', facts }, ['contracted_on']);
  }
}

function checkFuture(cells: Cells, faults: RowFaults, today: string): void {
  for (const step of DATED_STEPS) {
    const column = stepColumns[step].date;
    const date = cells[column];
    if (date !== null && date > today) faults.add({ column, problem: 'in-the-future', facts: { date, today } }, []);
  }
}
