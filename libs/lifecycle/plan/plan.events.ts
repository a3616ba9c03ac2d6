/**
 * The annual plan of one source: stream `plan-KCQG-{year}` or `plan-KCDP-{year}-{set}.{code}`. It decides which projects are
 * funded and with how much; each project's own stream then refers to it (follow-up). In a plan stream `occurredOn` may go back.
 */
import type { ProvinceRef, Source } from '#reference/province-ref';
import type { ProjectCode, Year } from '../fields.events.ts';
import type { Dong } from '../money.ts';
import type { Attested } from '../project/project.events.ts';

export type PlanItem = {
  readonly project: string;
  readonly code: ProjectCode;
  readonly amount: Dong;
  /** Priority multiplier on the ceiling, set by the decision: TTLT 26/2014 art. 6(2)t. */
  readonly multiplier?: number;
};
export type LeftOut = { readonly project: string; readonly code: ProjectCode; readonly reason: string };

/** The money given to the plan for its year (dự toán được giao). A later allocation takes the place of the one before. */
export type PlanAllocated = {
  readonly source: Source;
  readonly year: Year;
  readonly province: ProvinceRef | null;
  readonly amount: Dong;
  /** null: the first one */
  readonly before: Dong | null;
  readonly document: string;
  readonly legalBasis: string;
};

/** A decision (quyết định) over one or many projects; the same decision may be continued by a later event of the same number and day. */
export type PlanDecided = {
  readonly source: Source;
  readonly year: Year;
  /** KCDP only: each province has its own plan. */
  readonly province: ProvinceRef | null;
  readonly decisionNo: string;
  readonly items: readonly PlanItem[];
  readonly leftOut: readonly LeftOut[];
  readonly attested?: Omit<Attested, 'row'>;
};

/** Another amount for a funded project. What a lowering frees is held until the project has taken it: see `PlanChangeTaken`. */
export type AdjustedItem = {
  readonly project: string;
  readonly code: ProjectCode;
  readonly amount: Dong;
  readonly before: Dong;
  readonly reason: string;
};

/** The money of a project that has ended, less what it spent; or of one that could not take it (`refusal`: its code). */
export type ReleasedItem = {
  readonly project: string;
  readonly code: ProjectCode;
  /** đồng freed */
  readonly amount: Dong;
  /** What the project has spent and keeps. */
  readonly keeps: Dong;
  readonly reason: string;
  readonly refusal?: string;
};

/** The project's answer to an adjustment or a release. */
export type PlanChange = { readonly decisionNo: string; readonly project: string; readonly code: ProjectCode; readonly amount: Dong };

export type PlanEvent =
  | { readonly type: 'PlanAllocated'; readonly data: PlanAllocated }
  | { readonly type: 'PlanDecided'; readonly data: PlanDecided }
  | { readonly type: 'PlanAdjusted'; readonly data: { readonly decisionNo: string; readonly items: readonly AdjustedItem[] } }
  | {
      readonly type: 'PlanItemsReleased';
      readonly data: { readonly decisionNo: string; readonly items: readonly ReleasedItem[] };
    }
  /** `amount`: what the project holds from now on. Only now is freed money free. */
  | { readonly type: 'PlanChangeTaken'; readonly data: PlanChange }
  /** The project could not take the change; `amount`: what it keeps, as before. `reason`: the code of its refusal. */
  | { readonly type: 'PlanChangeUndone'; readonly data: PlanChange & { readonly reason: string } };

/** At most so many projects in one event, so that it stays well under the log's 256 KiB. */
export const PLAN_ITEMS_MAX = 500;

export const planStream = (source: Source, year: number, province: ProvinceRef | null): string =>
  province === null ? `plan-${source}-${year}` : `plan-${source}-${year}-${province.set}.${province.code}`;
