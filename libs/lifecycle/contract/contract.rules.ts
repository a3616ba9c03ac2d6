import type { Source } from '#reference/province-ref';
import type { Role } from '#reference/roles';
import type { Asked } from '../decider.ts';
import { FOLLOW_UP_ACTOR } from '../follow-up-actor.ts';
import { Refusal, type RefusedBy } from '../refusal.ts';
import type { JoiningMember } from './contract.commands.ts';
import { CONTRACT_MEMBERS_MAX, type ContractMember } from './contract.events.ts';

const PARTY_A: { readonly [S in Source]: { readonly who: readonly Role[]; readonly basis: RefusedBy } } = {
  KCQG: {
    who: ['agency-leader', 'agency-officer'],
    basis: { rule: 'contract-party-a', legalBasis: 'TT 36/2013/TT-BCT, art. 12(1)', status: 'verified' },
  },
  KCDP: {
    who: ['department-leader'],
    basis: { rule: 'contract-party-a-kcdp', legalBasis: 'NĐ 45/2012/NĐ-CP, art. 16(2)', status: 'unverified' },
  },
};
const APPROVED_PLAN: RefusedBy = { rule: 'contract-on-plan', legalBasis: 'TT 36/2013/TT-BCT, art. 12(1)', status: 'verified' };

/** @throws Refusal `not-your-role`: only bên A concludes and changes a contract */
export function refuseRole(source: Source, { type, role }: Asked & { readonly type: string }): void {
  const { who, basis } = PARTY_A[source];
  if (role === undefined || !who.includes(role)) throw new Refusal('not-your-role', { command: type, role: role ?? null, who }, basis);
}

/** @throws Refusal `not-your-role`: a project's answer comes from the follow-up of the contract's own event only */
export function refuseUnlessFollowUp({ type, actor, role }: Asked & { readonly type: string }): void {
  if (!actor.startsWith(FOLLOW_UP_ACTOR)) throw new Refusal('not-your-role', { command: type, role: role ?? null, who: [] });
}

type Terms = { readonly contractNo: string; readonly implementingUnit: string; readonly occurredOn: string };

/** Those who are no members yet. @throws Refusal `not-in-plan`, `contract-conflict` another unit, `date-order` */
export function joining(members: readonly JoiningMember[], known: ReadonlySet<string>, terms: Terms): readonly ContractMember[] {
  return [...new Map(members.map((member) => [member.project, member])).values()]
    .filter(({ project }) => !known.has(project))
    .map((member) => checked(member, terms));
}

function checked({ project, code, facts }: JoiningMember, { contractNo, implementingUnit, occurredOn }: Terms): ContractMember {
  if (facts === undefined) throw new Refusal('not-in-plan', { project: code }, APPROVED_PLAN);
  if (facts.implementingUnit !== implementingUnit) {
    const differs = { field: 'implementingUnit', recorded: facts.implementingUnit, given: implementingUnit, project: code };
    throw new Refusal('contract-conflict', { contractNo, ...differs }, APPROVED_PLAN);
  }
  const since = facts.since > facts.approvedOn ? facts.since : facts.approvedOn;
  if (occurredOn < since) throw new Refusal('date-order', { field: 'occurredOn', occurredOn, since, project: code }, APPROVED_PLAN);
  return { project, code };
}

export function inParts(members: readonly ContractMember[]): readonly (readonly ContractMember[])[] {
  const parts: (readonly ContractMember[])[] = [];
  for (let from = 0; from < members.length; from += CONTRACT_MEMBERS_MAX) parts.push(members.slice(from, from + CONTRACT_MEMBERS_MAX));
  return parts;
}
