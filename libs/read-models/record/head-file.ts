import type { ProjectRecord } from '#contracts/projects';
import type { Adjustment, Need, SchemeKind } from '#lifecycle/project/project.events';

type Money = { -readonly [Amount in keyof Omit<ProjectRecord['money'], 'executed'>]: ProjectRecord['money'][Amount] };
/** What the events say of a project, filled in as they are taken in order. */
export interface HeadFile {
  need: Need | null;
  title: string | null;
  unit: string | null;
  kind: SchemeKind | null;
  variant: string | null;
  definition: string | null;
  officer: string | null;
  output: ProjectRecord['output'];
  plan: ProjectRecord['plan'];
  contract: ProjectRecord['contract'];
  ruleSet: string | null;
  endReason: string | null;
  /** The adjustment that waits for its decision. */
  pending: Adjustment | null;
  readonly money: Money;
}

export const emptyFile = (): HeadFile => ({
  need: null,
  title: null,
  unit: null,
  kind: null,
  variant: null,
  definition: null,
  officer: null,
  output: null,
  plan: null,
  contract: null,
  ruleSet: null,
  endReason: null,
  pending: null,
  money: {
    totalCost: null,
    requested: null,
    counterpart: null,
    baseAmount: null,
    finalAmount: null,
    approved: null,
    firstAdvance: null,
    nextAdvances: null,
    remainingAdvance: null,
    recovered: null,
    accepted: null,
    settled: null,
  },
});
