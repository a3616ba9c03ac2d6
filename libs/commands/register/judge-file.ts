import type { EventLog } from '#event-log/event-log';
import type { Context } from '#lifecycle/context';
import { project } from '#lifecycle/project/project.decider';
import { Refusal } from '#lifecycle/refusal';
import { type Clock, vietnamDay } from '../clock.ts';
import { projectIdOfCode } from '../project-id.ts';
import { RuleBooks } from '../rule-books.ts';
import { happeningOf } from '../stream-states.ts';
import type { Cells, Column } from './columns.ts';
import { ContractBook } from './contract-book.ts';
import { CsvRecords } from './csv-records.ts';
import { type Fault, faultOf, type Finding } from './fault.ts';
import { type KnownProject, LogView } from './log-view.ts';
import { PlanBook } from './plan-book.ts';
import { compare } from './recorded-row.ts';
import { checkRow } from './row-check.ts';
import { commandOf, type Origin } from './row-commands.ts';
import { remarksOn, Warnings } from './row-warnings.ts';
import { hasReached, type Step, stepColumns, stepsReached } from './steps.ts';
import { Verdicts } from './verdicts.ts';

/** Faults kept for the answer; a file with more is hopeless, and the rest is counted. */
const FAULTS_LISTED_MAX = 20_000;

export interface JudgedFile {
  readonly rows: number;
  readonly sha256: string;
  readonly toRecord: number;
  readonly alreadyKnown: number;
  readonly refused: readonly Fault[];
  readonly refusedRows: number;
  /** The file itself is at fault, so that no row of it can be trusted. */
  readonly unreadable: boolean;
  readonly verdicts: Verdicts;
  readonly plans: PlanBook;
  readonly contracts: ContractBook;
  readonly warnings: Warnings;
}

export interface FileToJudge {
  readonly log: EventLog;
  readonly file: string;
  readonly clock: Clock;
  readonly origin: Pick<Origin, 'actor' | 'document'>;
  readonly onProgress: (rows: number, bytes: number) => void;
}

const PROGRESS_ROWS = 500;

/** The first pass: decides every row against the log and the rows before it; appends nothing. */
export async function judgeFile({ log, file, clock, origin, onProgress }: FileToJudge): Promise<JudgedFile> {
  const records = new CsvRecords(file);
  const judge = new RowJudge(await LogView.of(log), origin, { today: vietnamDay(clock.now()), rules: await new RuleBooks(log).whole() });
  for await (const { row, cells } of records.records()) {
    await judge.row(row, (column) => cells[records.indexes.get(column) ?? -1] ?? '');
    if (records.rows % PROGRESS_ROWS === 0) onProgress(records.rows, records.bytesRead);
  }
  onProgress(records.rows, records.bytesRead);
  for (const name of records.unknownColumns) judge.warnings.add('unknown-column', 0, name);
  if (judge.faultsUnlisted > 0) judge.warnings.add('faults-not-listed', 0, String(judge.faultsUnlisted));
  const ragged = records.faults.filter(({ problem }) => problem === 'ragged-row').length;
  return {
    rows: records.rows,
    sha256: records.sha256(),
    toRecord: judge.verdicts.toRecord,
    alreadyKnown: judge.verdicts.known,
    refused: [...records.faults, ...judge.faults].sort((a, b) => a.row - b.row),
    refusedRows: judge.verdicts.refused + ragged,
    unreadable: records.faults.length > ragged,
    verdicts: judge.verdicts,
    plans: judge.plans,
    contracts: judge.contracts,
    warnings: judge.warnings,
  };
}

class RowJudge {
  readonly faults: Fault[] = [];
  readonly verdicts = new Verdicts();
  readonly warnings = new Warnings();
  readonly plans: PlanBook;
  readonly contracts: ContractBook;
  faultsUnlisted = 0;

  constructor(
    private readonly view: LogView,
    private readonly origin: Pick<Origin, 'actor' | 'document'>,
    private readonly context: Context,
  ) {
    this.plans = new PlanBook(view, origin);
    this.contracts = new ContractBook(view, origin);
  }

  async row(row: number, given: (column: Column) => string): Promise<void> {
    const { cells, findings } = checkRow(given, this.context);
    const first = cells.code === null ? undefined : this.verdicts.enter(cells.code, row);
    const all =
      first === undefined
        ? findings
        : [...findings, { column: 'code', problem: 'duplicate-code', facts: { value: cells.code, first } } as const];
    const answer = all.length > 0 ? all : await this.#againstLog(row, cells);
    if ('findings' in answer) {
      this.verdicts.take(row, answer.newSteps);
      for (const remark of remarksOn(cells, this.context)) this.warnings.add(remark, row);
      return;
    }
    this.verdicts.refuse(row);
    for (const finding of answer) {
      if (this.faults.length === FAULTS_LISTED_MAX) this.faultsUnlisted += 1;
      else this.faults.push(faultOf(row, given('code').normalize('NFC'), finding));
    }
  }

  /** A row that is good by itself: is it known, new, or at odds with what is recorded? */
  async #againstLog(
    row: number,
    cells: Cells,
  ): Promise<readonly Finding[] | { readonly findings: []; readonly newSteps: readonly Step[] }> {
    const projectId = projectIdOfCode(cells.code ?? '');
    const known = await this.view.project(projectId);
    const { newSteps, differences } =
      known.recorded === null ? { newSteps: stepsReached(cells), differences: [] } : compare(cells, known.recorded);
    if (differences.length > 0)
      return differences.map(({ column, recorded, given }) => ({ column, problem: 'differs-from-log', facts: { recorded, given } }));
    const enter: (() => void)[] = [];
    if (hasReached(cells, 'contract')) {
      const judged = await this.contracts.judge(cells, projectId);
      if (typeof judged !== 'function') return judged;
      enter.push(judged);
    }
    const refused =
      this.#decide({ ...this.origin, row, projectId }, cells, newSteps, known) ?? (await this.#planned(cells, projectId, enter));
    if (refused !== null) return [refused];
    for (const note of enter) note();
    if (noteDiffers(cells, known)) this.warnings.add('note-not-recorded', row);
    return { findings: [], newSteps };
  }

  /** The deciders have the last word, on the state that the row's earlier steps leave. */
  #decide(origin: Origin, cells: Cells, steps: readonly Step[], known: KnownProject): Finding | null {
    let { state } = known;
    for (const step of steps) {
      const command = commandOf(step, cells, origin);
      try {
        for (const event of project.decide(command, state, this.context)) state = project.evolve(state, event, happeningOf(command));
      } catch (error) {
        return findingOf(error, stepColumns[step].date);
      }
    }
    return null;
  }

  async #planned(cells: Cells, projectId: string, enter: (() => void)[]): Promise<Finding | null> {
    if (!hasReached(cells, 'approve')) return null;
    try {
      enter.push(await this.plans.judge(cells, projectId, this.context));
      return null;
    } catch (error) {
      return findingOf(error, 'approved_vnd');
    }
  }
}

/** @throws whatever is not a refusal: a bug or the log's failure */
function findingOf(error: unknown, column: Column): Finding {
  if (!(error instanceof Refusal)) throw error;
  const { code: problem, facts, refusedBy } = error;
  return { column, problem, facts, ...(refusedBy === undefined ? {} : { refusedBy }) };
}

const noteDiffers = (cells: Cells, { state }: KnownProject): boolean => 'draft' in state && (state.draft.note ?? '') !== (cells.note ?? '');
