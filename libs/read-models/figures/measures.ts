import type { ObligationKind, ObligationState, Stage } from '#contracts/figures';
import type { LedgerProject } from './ledger.ts';
import type { ObligationsAt } from './obligations.ts';
import type { Standing } from './standing.ts';

/** What a project adds to a figure: đồng, or a count. @param due of the moment that the standing is of */
export type Measure = (standing: Standing, project: LedgerProject, due: ObligationsAt) => number;

export const planned: Measure = ({ plan }) => plan;
export const committed: Measure = ({ plan, contractDay }) => (contractDay === null ? 0 : plan);
export const advanced: Measure = ({ advanced }) => advanced;
export const executed: Measure = ({ advanced, recovered }) => advanced - recovered;
export const settled: Measure = ({ settled }) => settled ?? 0;
export const begun: Measure = ({ stage }) => (stage === null ? 0 : 1);
export const standsAt =
  (asked: Stage): Measure =>
  ({ stage }) =>
    stage === asked ? 1 : 0;

export interface ObligationAsked {
  /** null: any. */
  readonly kind: ObligationKind | null;
  readonly state: ObligationState;
}

/** Obligations in a state: how many, or the đồng that wait for them. */
export const obligationCount = (asked: ObligationAsked): Measure => measured(asked, () => 1);
export const obligationVnd = (asked: ObligationAsked): Measure => measured(asked, (vnd) => vnd);

const measured =
  ({ kind, state }: ObligationAsked, of: (vnd: number) => number): Measure =>
  (standing, project, due) =>
    due
      .of(project, standing)
      .filter((found) => (kind === null || found.kind === kind) && found.state === state)
      .reduce((sum, { vnd }) => sum + of(vnd), 0);
