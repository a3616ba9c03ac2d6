/**
 * The annual plan of one source: stream `plan-KCQG-{year}` or `plan-KCDP-{year}-{set}.{code}`. It decides which projects are
 * funded and with how much; each project's own stream then refers to it (follow-up). In a plan stream `occurredOn` may go back.
 */
import type { ProvinceRef, Source } from '#reference/province-ref';
import type { Dong } from '../money.ts';
import type { Attested } from '../project/project.events.ts';

export type PlanItem = { readonly project: string; readonly code: string; readonly amount: Dong };
export type LeftOut = { readonly project: string; readonly code: string; readonly reason: string };

/** A decision (quyết định) over one or many projects; the same decision may be continued by a later event of the same number and day. */
export type PlanDecided = {
  readonly source: Source;
  readonly year: number;
  /** KCDP only: each province has its own plan. */
  readonly province: ProvinceRef | null;
  readonly decisionNo: string;
  readonly items: readonly PlanItem[];
  readonly leftOut: readonly LeftOut[];
  readonly attested?: Omit<Attested, 'row'>;
};

export type PlanEvent = { readonly type: 'PlanDecided'; readonly data: PlanDecided };

/** At most so many projects in one event, so that it stays well under the log's 256 KiB. */
export const PLAN_ITEMS_MAX = 500;

export const planStream = (source: Source, year: number, province: ProvinceRef | null): string =>
  province === null ? `plan-${source}-${year}` : `plan-${source}-${year}-${province.set}.${province.code}`;
