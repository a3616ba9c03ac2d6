import type { RefusalCode } from '#lifecycle/refusal';

/** What can be wrong with a register, by class. A rule that only the decider knows comes through under its own code. */
export type FileProblem = 'encoding' | 'csv' | 'empty-file' | 'missing-column' | 'duplicate-column' | 'ragged-row';
export type CellProblem =
  | 'missing'
  | 'control-char'
  | 'too-long'
  | 'code-format'
  | 'unknown-source'
  | 'unknown-province'
  | 'unknown-content'
  | 'plan-year'
  | 'date-format'
  | 'date'
  | 'amount'
  | 'result'
  | 'output'
  | 'tax-code';
export type RowProblem =
  | 'code-mismatch'
  | 'duplicate-code'
  | 'missing-stage'
  | 'after-end'
  | 'date-order'
  | 'in-the-future'
  | 'counterpart'
  | 'base-over-requested'
  | 'final-over-base'
  | 'approved-over-final'
  | 'accepted-over-approved'
  | 'settled-over-accepted'
  | 'recovered-over-advanced'
  | 'advance-cap'
  | 'advance-over-approved'
  | 'ceiling';
export type LogProblem = 'plan-conflict' | 'contract-conflict' | 'differs-from-log';
export type Problem = FileProblem | CellProblem | RowProblem | LogProblem | RefusalCode;
