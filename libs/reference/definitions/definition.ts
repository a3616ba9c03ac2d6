import type { Source } from '../province-ref.ts';
import type { Role } from '../roles.ts';

/** Where a project may stand, in the order of its life; then the ways out. */
export type Status =
  | 'surveyed'
  | 'draft'
  | 'registered'
  | 'returned'
  | 'base-passed'
  | 'submitted'
  | 'final-passed'
  | 'proposed'
  | 'in-plan'
  | 'contracted'
  | 'executing'
  | 'accepted'
  | 'liquidated'
  | 'settled'
  | 'kept-for-later'
  | 'not-eligible'
  | 'rejected'
  | 'not-in-plan'
  | 'stopped'
  | 'withdrawn';

/** What a person did for a project, as the segregation of duties counts it. */
export type Duty = 'propose' | 'appraise' | 'approve' | 'request' | 'confirm' | 'pay' | 'accept' | 'settle';

/** The text that gives a power or a stage, and how sure we are of it. */
export interface Basis {
  readonly instrument: string;
  readonly article: string;
  readonly status: 'verified' | 'unverified';
}

/** One act of a project's life: from which stages, to which, who may, as which duty. */
export interface Transition {
  /** The command's type. */
  readonly act: string;
  readonly from: readonly (Status | 'absent')[];
  /** Stages to which alone an imported document may lead from here: it has no column for the steps between. */
  readonly fromAttested?: readonly Status[];
  /** Where it may lead; empty: the project stays where it is. */
  readonly to: readonly Status[];
  readonly who: readonly Role[];
  readonly duty?: Duty;
  readonly basis: Basis;
  /** The plan's or the contract's stream decides; the project follows. Nobody may say it to the project directly. */
  readonly follows?: 'plan' | 'contract';
}

export interface Stage {
  readonly vi: string;
  readonly en: string;
  /** The project's life is over; a kept need or a project left out may still come back. */
  readonly end?: true;
  /** Deadlines that run here, by id of `libs/reference/rules/deadlines.ts`. */
  readonly clocks?: readonly string[];
}

/** The stage graph of a programme. A project keeps the version under which it was surveyed until it is moved. */
export interface Definition {
  /** e.g. `KCQG-1`; never given to another graph. */
  readonly id: string;
  readonly programme: Source;
  readonly version: number;
  /** First day on which new projects take it. */
  readonly from: string;
  readonly basis: Basis;
  readonly stages: Readonly<Record<Status, Stage>>;
  readonly transitions: readonly Transition[];
}
