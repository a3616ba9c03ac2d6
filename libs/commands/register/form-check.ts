import { isDate } from '#lifecycle/calendar-date';
import { UNSEEN, UNSEEN_BUT_LINES } from '#lifecycle/unseen';
import { isContent } from '#reference/contents';
import { isProvince } from '#reference/provinces';
import { SOURCES } from '#reference/province-ref';
import {
  AMOUNT_COLUMNS,
  type AmountColumn,
  type Cells,
  type Column,
  DATE_COLUMNS,
  NUMBER_COLUMNS,
  type NumberColumn,
  TEXT_COLUMNS,
  type TextColumn,
} from './columns.ts';
import type { Finding } from './fault.ts';
import type { Problem } from './problem.ts';

/** A cell that cannot be taken, and why. */
type Bad = { readonly problem: Problem; readonly facts?: Readonly<Record<string, string | number>> };
type Checked<Value> = Value | null | Bad;

const TITLE_CHARS_MAX = 500;
const REMARK_CHARS_MAX = 2_000;
const remarks: ReadonlySet<TextColumn> = new Set(['note', 'stop_reason']);
/** May be 0: nothing of one's own, nothing recovered, a stopped project settled with nothing. */
const zeroAllowed: ReadonlySet<AmountColumn> = new Set(['counterpart_vnd', 'settled_vnd', 'recovered_vnd']);

const AMOUNT = /^[0-9]{1,15}$/;
const YEAR = /^(19[5-9]\d|20\d\d|2100)$/;
const DATE_SHAPE = /^\d{4}-\d{2}-\d{2}$/;
const TAX_CODE = /^(\d{10}|\d{13}|\d{10}-\d{3})$/;
/** source-year-province-sequence */
export const CODE_SHAPE = /^([A-Z]{2,10})-(\d{4})-(\d{2})-([0-9A-Za-z]{1,20})$/;
const RESULTS: readonly string[] = ['pass', 'pass_reduced', 'fail'];

const shapes: { readonly [C in TextColumn]?: (text: string) => Problem | null } = {
  code: (text) => (CODE_SHAPE.test(text) ? null : 'code-format'),
  source: (text) => ((SOURCES as readonly string[]).includes(text) ? null : 'unknown-source'),
  province: (text) => (isProvince({ set: 'vn63', code: text }) ? null : 'unknown-province'),
  content: (text) => (isContent(text) ? null : 'unknown-content'),
  beneficiary_tax_code: (text) => (TAX_CODE.test(text) ? null : 'tax-code'),
  base_result: (text) => (RESULTS.includes(text) ? null : 'result'),
  final_result: (text) => (RESULTS.includes(text) ? null : 'result'),
};

export interface Formed {
  readonly cells: Cells;
  readonly findings: readonly Finding[];
  /** Columns reported so far: whatever only follows from one of them is left out. */
  readonly bad: ReadonlySet<Column>;
}

/** Every cell by itself: shape, range, dictionary. What is empty stays null; whether it may be empty is the row's to say. */
export function checkForm(given: (column: Column) => string): Formed {
  const cells: Record<string, string | number | null> = {};
  const findings: Finding[] = [];
  const bad = new Set<Column>();
  const take = (column: Column, checked: Checked<string | number>): void => {
    if (checked === null || typeof checked !== 'object') {
      cells[column] = checked;
      return;
    }
    cells[column] = null;
    findings.push({ column, ...checked });
    bad.add(column);
  };
  for (const column of TEXT_COLUMNS) take(column, text(column, given(column)));
  for (const column of DATE_COLUMNS) take(column, date(given(column)));
  for (const column of AMOUNT_COLUMNS) take(column, amount(given(column), zeroAllowed.has(column)));
  for (const column of NUMBER_COLUMNS) take(column, number(column, given(column)));
  return { cells: cells as Cells, findings, bad };
}

const BLANK = /^\s*$/;

function text(column: TextColumn, given: string): Checked<string> {
  if (given === '' || BLANK.test(given)) return null;
  const value = given.normalize('NFC').trim();
  if ((remarks.has(column) ? UNSEEN_BUT_LINES : UNSEEN).test(value)) return { problem: 'control-char' };
  const max = remarks.has(column) ? REMARK_CHARS_MAX : TITLE_CHARS_MAX;
  if (value.length > max) {
    const length = [...value].length;
    if (length > max) return { problem: 'too-long', facts: { length, max } };
  }
  const problem = shapes[column]?.(value) ?? null;
  return problem === null ? value : { problem, facts: { value } };
}

function date(given: string): Checked<string> {
  if (given === '' || BLANK.test(given)) return null;
  if (!DATE_SHAPE.test(given)) return { problem: UNSEEN.test(given) ? 'control-char' : 'date-format', facts: { value: given } };
  return isDate(given) ? given : { problem: 'date', facts: { value: given } };
}

function amount(given: string, zero: boolean): Checked<number> {
  if (given === '' || BLANK.test(given)) return null;
  if (!AMOUNT.test(given)) return { problem: UNSEEN.test(given) ? 'control-char' : 'amount', facts: { value: given } };
  const value = Number(given);
  return value === 0 && !zero ? { problem: 'amount', facts: { value: given } } : value;
}

function number(column: NumberColumn, given: string): Checked<number> {
  if (given === '' || BLANK.test(given)) return null;
  if (UNSEEN.test(given)) return { problem: 'control-char' };
  if (column === 'plan_year') return YEAR.test(given) ? Number(given) : { problem: 'plan-year', facts: { value: given } };
  const value = AMOUNT.test(given) ? Number(given) : -1;
  return value < (column === 'output_planned' ? 1 : 0) ? { problem: 'output', facts: { value: given } } : value;
}
