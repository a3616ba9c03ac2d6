/** What may come between a project and its end: obstacles and adjustments. */
import type { Day } from '../fields.events.ts';
import type { Dong } from '../money.ts';
import type { Party } from './proposal.events.ts';

/** Whose court an obstacle lies in. */
export type ObstacleLevel = 'commune' | 'department' | 'agency' | 'treasury' | 'enterprise';

export type Obstacle = {
  /** Unique in the project. */
  readonly obstacle: string;
  readonly level: ObstacleLevel;
  /** `procedure`, `money`, `dossier`, `enterprise`, `price`, `weather`, `other`. */
  readonly cause: string;
  readonly text: string;
  /** Person or unit asked; null: not yet assigned. */
  readonly owner: string | null;
};

/** Changes whose authority differs: TT 36/2013 art. 11(2). */
export type AdjustmentKind =
  'increase' | 'decrease' | 'content' | 'next-year' | 'place' | 'beneficiary' | 'coordinating-unit' | 'within-year' | 'cost' | 'other';

/** The change asked for; only what is named changes. */
export type Change = {
  /** Whole support in đồng after the change. */
  readonly support?: Dong;
  readonly totalCost?: Dong;
  readonly content?: string;
  readonly commune?: string;
  readonly beneficiary?: Party;
  readonly coordinatingUnit?: string;
  readonly endsOn?: Day;
  readonly planned?: number;
};

export type Adjustment = {
  /** Unique in the project. */
  readonly adjustment: string;
  readonly kinds: readonly AdjustmentKind[];
  readonly change: Change;
  readonly reason: string;
  /** The Sở itself proposes it: no confirmation is needed (TT 36/2013 art. 21(2)b). */
  readonly ownProposal?: true;
};
