/** What the specs of a funded project share beside one project's whole life. */
import type { Past } from '#testkit/scenario';
import { on, upTo } from './project.fixture.ts';
import type { ProjectCommand } from './project.decider.ts';
import type { ContentResult, ProjectEvent } from './project.events.ts';

export type Of<T extends ProjectCommand['type']> = Extract<ProjectCommand, { readonly type: T }>;
export type History = readonly Past<ProjectEvent>[];

/** Papers put on file on a day, each a number of its own. */
export const filed = (day: string, ...kinds: readonly string[]): History =>
  kinds.map((kind) =>
    on(day, 'centre-officer', { type: 'DocumentAttached', data: { kind, title: kind, number: `1/${kind}`, file: null, proves: null } }),
  );

export const FIRST_PAPERS = ['project-contract', 'progress-report'] as const;
export const REST_PAPERS = [
  'acceptance-minutes',
  'summary-report',
  'volume-report',
  'purchase-contract',
  'contract-acceptance',
  'contract-liquidation',
] as const;
export const ACCEPTANCE_PAPERS = ['summary-report', 'volume-report'] as const;
/** Dossier A of a machinery project, whose support is a share of all that it costs: TT 36/2013 art. 19(1). */
export const SETTLEMENT_PAPERS = [
  'acceptance-minutes',
  'settlement-detail',
  'voucher-list',
  'vouchers',
  'voucher-list-all-sources',
] as const;

/** Accepted with every paper on file, the rest of the money out. */
export const paidOut: History = [...upTo.accepted, ...filed('2022-08-24', ...REST_PAPERS, ...SETTLEMENT_PAPERS)];

/** A result of each content and year of the key draft. */
export const results = (...over: readonly Partial<ContentResult>[]): History =>
  (
    [
      { content: 'ND1', year: 2022, actual: 60, spent: 90_000_000, shortfall: null },
      { content: 'ND3b', year: 2022, actual: 1, spent: 100_000_000, shortfall: null },
      { content: 'ND3b', year: 2023, actual: 1, spent: 100_000_000, shortfall: null },
    ] satisfies ContentResult[]
  ).map((result, index) =>
    on('2022-05-01', 'centre-officer', { type: 'ContentResultReported', data: { ...result, ...over[index] } as ContentResult }),
  );
