import type { Problem } from './problem.ts';
import type { CommandAnswer } from './service.ts';

/** Money that commands move, in đồng; an adjustment counts its difference. */
export interface MoneyEffect {
  readonly approved: number;
  readonly advanced: number;
  readonly recovered: number;
  readonly settled: number;
}

export interface BatchOutcome {
  /** As it was asked; of an act that opens a project, its new id. Null: it would have opened one, and was refused. */
  readonly project: string | null;
  readonly act: string;
  /** The status that the command alone would have had. */
  readonly status: number;
  /** Null when it was refused. In a dry run: what would come of it, without a position. */
  readonly answer: CommandAnswer | null;
  readonly problem: Problem | null;
  readonly money: MoneyEffect;
}

/** `POST /api/v1/commands/batch`: an outcome for each item, in their order. */
export interface BatchAnswer {
  /** True: nothing was written. */
  readonly dryRun: boolean;
  readonly items: readonly BatchOutcome[];
  readonly totals: { readonly taken: number; readonly refused: number; readonly money: MoneyEffect };
}
