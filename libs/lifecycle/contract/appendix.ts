/** Phụ lục hợp đồng: the Cục extends within the year by an appendix; beyond it the Minister decides first (TT 36/2013 art. 11(2)). */
import { Refusal, type RefusedBy } from '../refusal.ts';
import type { AppendContract, DeclineExtension, DropMember } from './contract.commands.ts';
import type { ContractEvent } from './contract.events.ts';
import { inParts, joining, refuseRole, refuseUnlessFollowUp } from './contract.rules.ts';
import type { Concluded, Contract } from './contract.state.ts';

const BEYOND_THE_YEAR: RefusedBy = {
  rule: 'extension-next-year',
  legalBasis: 'TT 36/2013/TT-BCT, art. 11(2)a',
  status: 'verified',
};

export function append(command: AppendContract, state: Contract): readonly ContractEvent[] {
  const { appendixNo, endsOn, members = [], occurredOn } = command;
  if (appendixNo.trim() === '') throw new Refusal('blank', { field: 'appendixNo' });
  if (state.status === 'absent') throw new Refusal('contract-not-found');
  if (endsOn === undefined && members.length === 0) throw new Refusal('blank', { field: 'endsOn' });
  const known = state.appendices.get(appendixNo);
  if (known !== undefined && known !== (endsOn ?? null))
    throw new Refusal('contract-conflict', { contractNo: state.contractNo, field: 'endsOn', recorded: known, given: endsOn ?? null });
  const end = endsOn ?? state.extendedTo;
  const terms = { contractNo: state.contractNo, implementingUnit: state.implementingUnit, occurredOn };
  const added = joining(members, state.members, terms);
  if (known === undefined) {
    refuseRole(state.source, command);
    if (occurredOn < state.lastSignedOn) throw new Refusal('date-order', { field: 'occurredOn', occurredOn, since: state.lastSignedOn });
  }
  return [
    ...(endsOn === undefined || known !== undefined ? [] : extension(command, state, endsOn)),
    ...inParts(added).map(
      (part) =>
        ({
          type: 'ContractMembersAdded',
          data: { members: part, terms: { contractNo: state.contractNo, endsOn: end }, appendixNo },
        }) as const,
    ),
  ];
}

function extension(command: AppendContract, state: Concluded, endsOn: string): readonly ContractEvent[] {
  const { appendixNo, decisionNo, facts } = command;
  if (endsOn <= state.extendedTo) throw new Refusal('date-order', { field: 'endsOn', endsOn, since: state.extendedTo });
  const decided = decisionNo !== undefined && decisionNo.trim() !== '';
  // What KCDP needs for it is the province's own regulation.
  if (state.source === 'KCQG' && endsOn > `${facts.planYear}-12-31` && !decided)
    throw new Refusal('extension-undecided', { endsOn, planYear: facts.planYear }, BEYOND_THE_YEAR);
  const current = [...state.members].map((project) => ({ project, code: state.codes.get(project) ?? project }));
  return inParts(current).map((members) => ({
    type: 'ContractAppendixSigned',
    data: { appendixNo, endsOn, before: state.extendedTo, members, decisionNo: decided ? decisionNo : null },
  }));
}

export function drop(command: DropMember, state: Contract): readonly ContractEvent[] {
  refuseUnlessFollowUp(command);
  const { project, code, reason } = command;
  if (state.status === 'absent' || !state.members.has(project)) return [];
  return [{ type: 'ContractMemberDropped', data: { project, code, reason } }];
}

export function decline(command: DeclineExtension, state: Contract): readonly ContractEvent[] {
  refuseUnlessFollowUp(command);
  const { appendixNo, project, code, reason } = command;
  if (state.status === 'absent' || state.declined.has(`${appendixNo} ${project}`)) return [];
  return [{ type: 'ContractExtensionDeclined', data: { appendixNo, project, code, reason } }];
}
