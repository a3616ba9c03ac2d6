import type { Past } from '#testkit/scenario';
import type { AllocatePlan, DecidePlan, ProjectFacts } from './plan.commands.ts';
import type { PlanEvent } from './plan.events.ts';

/** A project that was appraised at 290 million and is before the plan; machinery: at most 300 million for a unit since TT 28/2018. */
export const facts: ProjectFacts = {
  proposedAmount: 290_000_000,
  supported: { source: 'KCQG', content: 'ND3b', totalCost: 800_000_000, outputPlanned: 1 },
  appraisedBy: ['u-appraiser'],
  since: '2021-12-10',
};
export const item = { project: 'p-1', code: 'KCQG-2022-38-001', amount: 290_000_000 };
export const other = { project: 'p-2', code: 'KCQG-2022-38-002', amount: 10_000_000 };
export const left = { project: 'p-3', code: 'KCQG-2022-38-003', reason: 'Vượt dự toán được giao' };

const ofPlan = { source: 'KCQG', year: 2022, province: null } as const;
export const decide: DecidePlan = {
  type: 'DecidePlan',
  occurredOn: '2021-12-20',
  actor: 'u-minister',
  role: 'ministry-leader',
  ...ofPlan,
  decisionNo: '2801/QĐ-BCT',
  items: [{ ...item, facts }],
  leftOut: [],
};
export const allocate: AllocatePlan = {
  type: 'AllocatePlan',
  occurredOn: '2021-12-01',
  actor: 'u-agency',
  role: 'agency-leader',
  ...ofPlan,
  amount: 500_000_000,
  document: '2700/QĐ-BCT',
  legalBasis: 'NĐ 45/2012/NĐ-CP, art. 14',
};
export const allocated = {
  on: '2021-12-01',
  type: 'PlanAllocated',
  data: { ...ofPlan, amount: 500_000_000, before: null, document: '2700/QĐ-BCT', legalBasis: 'NĐ 45/2012/NĐ-CP, art. 14' },
} satisfies Past<PlanEvent>;
export const decided = {
  on: '2021-12-20',
  type: 'PlanDecided',
  data: { ...ofPlan, decisionNo: '2801/QĐ-BCT', items: [item], leftOut: [] },
} satisfies Past<PlanEvent>;
