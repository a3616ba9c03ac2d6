/** What a plan's decisions have in common: who may, who must keep out, and how much money there is. */
import type { Source } from '#reference/province-ref';
import type { Role } from '#reference/roles';
import type { Context } from '../context.ts';
import type { Asked } from '../decider.ts';
import { FOLLOW_UP_ACTOR } from '../follow-up-actor.ts';
import { type Dong, isDong } from '../money.ts';
import { Refusal, type RefusedBy } from '../refusal.ts';
import { segregationBetween } from '../procedure-rules.ts';
import { refusedBy, refuseMultiplier, refuseOverCeiling } from '../rules.ts';
import type { ProjectFacts } from './plan.commands.ts';
import { committed, type Plan } from './plan.state.ts';

export type Power = { readonly who: { readonly [S in Source]: readonly Role[] }; readonly basis: { readonly [S in Source]: RefusedBy } };

/** The approver of the plan: Minister for KCQG, Chairman of the provincial Committee for KCDP. */
const APPROVAL: RefusedBy = { rule: 'plan-approver', legalBasis: 'NĐ 45/2012/NĐ-CP, art. 2(2)', status: 'verified' };
const ALLOCATION: RefusedBy = { rule: 'plan-allocation', legalBasis: 'TTLT 26/2014/TTLT-BTC-BCT, art. 8(1)', status: 'verified' };
/** Increases, extensions and stops are the Minister's; keeping or lowering the support is the Cục's. */
const INCREASE: RefusedBy = { rule: 'plan-increase', legalBasis: 'TT 36/2013/TT-BCT, art. 11(2)a', status: 'verified' };
const LOWERING: RefusedBy = { rule: 'plan-lowering', legalBasis: 'TT 36/2013/TT-BCT, art. 11(2)b', status: 'verified' };
/** The province's regulation rules KCDP changes; by default the plan's approver makes them. */
const PROVINCE: RefusedBy = { rule: 'plan-change-kcdp', legalBasis: 'NĐ 45/2012/NĐ-CP, art. 2(2), 16(1)', status: 'unverified' };

export const POWERS = {
  allocate: {
    who: { KCQG: ['agency-leader', 'ministry-leader'], KCDP: ['department-leader', 'province-leader'] },
    basis: { KCQG: ALLOCATION, KCDP: ALLOCATION },
  },
  decide: { who: { KCQG: ['ministry-leader'], KCDP: ['province-leader'] }, basis: { KCQG: APPROVAL, KCDP: APPROVAL } },
  increase: { who: { KCQG: ['ministry-leader'], KCDP: ['province-leader'] }, basis: { KCQG: INCREASE, KCDP: PROVINCE } },
  lower: {
    who: { KCQG: ['agency-officer', 'agency-leader', 'ministry-leader'], KCDP: ['province-leader'] },
    basis: { KCQG: LOWERING, KCDP: PROVINCE },
  },
} as const satisfies Readonly<Record<string, Power>>;

/** @throws Refusal `not-your-role` */
export function refuseRole({ who, basis }: Power, source: Source, { type, role }: Asked & { readonly type: string }): void {
  if (role !== undefined && who[source].includes(role)) return;
  throw new Refusal('not-your-role', { command: type, role: role ?? null, who: who[source] }, basis[source]);
}

type Appraised = { readonly code: string; readonly facts?: Pick<ProjectFacts, 'appraisedBy'> };

/** Who appraised a project does not approve it; per person: a delegate counts for both. @throws Refusal `segregation` */
export function refuseAppraiser(
  { actor, delegatedBy, occurredOn }: Asked,
  { code, facts: { appraisedBy } = { appraisedBy: [] } }: Appraised,
  { rules }: Context,
): void {
  const rule = segregationBetween(rules, ['appraise', 'approve'], occurredOn);
  const person = [actor, delegatedBy].find((one) => one !== undefined && appraisedBy.includes(one));
  if (rule !== undefined && person !== undefined)
    throw new Refusal('segregation', { person, did: 'appraise', duty: 'approve', project: code }, refusedBy(rule));
}

type Approved = { readonly code: string; readonly amount: Dong; readonly multiplier?: number };

/** The amount that an item gives is appraised and within the ceiling of the rules of `day`. @throws Refusal `amount-over-appraised`, `ceiling`, `multiplier` */
export function refuseAmountOf({ code, amount, multiplier }: Approved, facts: ProjectFacts, day: string, { rules }: Context): void {
  const { proposedAmount, supported } = facts;
  if (amount > proposedAmount) throw new Refusal('amount-over-appraised', { project: code, amount, appraised: proposedAmount }, PROPOSED);
  refuseMultiplier(rules, multiplier, day, { project: code });
  refuseOverCeiling(rules, multiplier === undefined ? supported : { ...supported, multiplier }, amount, day);
}

const PROPOSED: RefusedBy = { rule: 'plan-papers', legalBasis: 'TT 36/2013/TT-BCT, art. 8(3)', status: 'verified' };

/** @throws Refusal `not-proposed`: the project is not before this plan */
export function proposed<Facts>(code: string, facts: Facts | undefined): Facts {
  if (facts === undefined) throw new Refusal('not-proposed', { project: code }, PROPOSED);
  return facts;
}

/** @throws Refusal `date-order`: the project did something later than this decision */
export function refuseOrder(occurredOn: string, code: string, since: string): void {
  if (occurredOn < since) throw new Refusal('date-order', { field: 'occurredOn', occurredOn, since, project: code });
}

/** What is asked on top of what is given fits into the allocation. @throws Refusal `allocation-missing`, `allocation-exceeded` */
export function refuseOverAllocation(plan: Plan, asked: Dong): void {
  const { allocation } = plan;
  if (allocation === null) throw new Refusal('allocation-missing', { asked }, ALLOCATION);
  const funded = committed(plan);
  if (funded + asked > allocation)
    throw new Refusal('allocation-exceeded', { allocation, funded, asked, free: Math.max(0, allocation - funded) }, ALLOCATION);
}

/** @throws Refusal `allocation-under-funded`: projects hold more than that already */
export function refuseUnderFunded(plan: Plan, amount: Dong): void {
  const funded = committed(plan);
  if (amount < funded) throw new Refusal('allocation-under-funded', { amount, funded }, ALLOCATION);
}

/** @throws Refusal `amount` */
export function refuseNoMoney(amount: Dong, code: string, least: 0 | 1 = 1): void {
  if (!isDong(amount) || amount < least) throw new Refusal('amount', { field: 'amount', amount, project: code });
}

/** @throws Refusal `plan-conflict`: a project stands twice in one decision */
export function refuseTwice(members: readonly { readonly project: string; readonly code: string }[]): void {
  const seen = new Set<string>();
  for (const { project, code } of members) {
    if (seen.has(project)) throw new Refusal('plan-conflict', { project: code, twice: true });
    seen.add(project);
  }
}

/** @throws Refusal `not-your-role`: an answer of a project comes from the follow-up of the plan's own event only */
export function refuseUnlessFollowUp({ type, actor, role }: Asked & { readonly type: string }): void {
  if (!actor.startsWith(FOLLOW_UP_ACTOR)) throw new Refusal('not-your-role', { command: type, role: role ?? null, who: [] });
}
