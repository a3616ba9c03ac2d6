import type { RefusedBy } from '#lifecycle/refusal';
import { columnNames, type Column } from './columns.ts';
import { type FaultFacts, sentences } from './fault-sentences.ts';
import type { FileProblem, Problem } from './problem.ts';

/** One reason why a row, or the whole file, is refused. */
export interface Fault {
  /** Record number, the header being 1. */
  readonly row: number;
  /** Project code of the row, as given; null where there is none. */
  readonly code: string | null;
  readonly column: string;
  readonly problem: Problem;
  /** One Vietnamese sentence for the officer. */
  readonly message: string;
  readonly messageEn: string;
  readonly refusedBy?: RefusedBy;
}

/** What a check found, before it is tied to a row. */
export interface Finding {
  readonly column: Column;
  readonly problem: Problem;
  readonly facts?: FaultFacts;
  readonly refusedBy?: RefusedBy;
}

export function faultOf(row: number, code: string | null, { column, problem, facts = {}, refusedBy }: Finding): Fault {
  const { vi, en } = sentences(problem, facts);
  const name = columnNames[column];
  return {
    row,
    code,
    column,
    problem,
    message: `${name.vi}: ${vi}`,
    messageEn: `${name.en}: ${en}`,
    ...(refusedBy === undefined ? {} : { refusedBy }),
  };
}

/** A fault of the file itself; `column` is empty where none is meant. */
export function fileFault(problem: FileProblem, row: number, column: string, facts: FaultFacts = {}): Fault {
  const { vi, en } = sentences(problem, facts);
  return { row, code: null, column, problem, message: vi, messageEn: en };
}
