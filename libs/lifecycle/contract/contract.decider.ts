/** The rulebook of a contract: one number, one unit, one term; members may join later (TT 36/2013 art. 12, 18, 19). */
import type { Context } from '../context.ts';
import { currentRules } from '../context.ts';
import { type Decider, unreachable } from '../decider.ts';
import { Refusal } from '../refusal.ts';
import { ruleSetOn } from '../rules.ts';
import { append, decline, drop } from './appendix.ts';
import type { ConcludeContract, ContractCommand } from './contract.commands.ts';
import type { ContractEvent } from './contract.events.ts';
import { inParts, joining, refuseRole } from './contract.rules.ts';
import { type Contract, evolveContract } from './contract.state.ts';

export const contract: Decider<ContractCommand, Contract, ContractEvent, Context> = {
  initial: { status: 'absent' },

  decide(command, state, { today }) {
    const { occurredOn } = command;
    if (occurredOn > today) throw new Refusal('in-the-future', { occurredOn, today });
    switch (command.type) {
      case 'ConcludeContract':
        return conclude(command, state);
      case 'AppendContract':
        return append(command, state);
      case 'DropMember':
        return drop(command, state);
      case 'DeclineExtension':
        return decline(command, state);
      default:
        return unreachable(command);
    }
  },

  evolve: (state, event, { on }) => evolveContract(state, event, on),

  ruleSet: ({ occurredOn }) => ruleSetOn(currentRules, occurredOn),
};

function conclude(command: ConcludeContract, state: Contract): readonly ContractEvent[] {
  const { contractNo, source, province, implementingUnit, endsOn, occurredOn, attested } = command;
  refuseTerms(command);
  const differs = state.status === 'absent' ? null : contractDifference(state, command);
  if (differs !== null) throw new Refusal('contract-conflict', { contractNo, ...differs });
  const known = state.status === 'absent' ? new Set<string>() : state.members;
  const isNew = state.status === 'absent' || command.members.some(({ project }) => !known.has(project));
  if (isNew && attested === undefined) refuseRole(source, command);
  const members =
    attested === undefined
      ? joining(command.members, known, { contractNo, implementingUnit, occurredOn })
      : command.members.filter(({ project }) => !known.has(project));
  const proof = attested === undefined ? {} : { attested };
  const parts = inParts(members);
  const first = state.status === 'absent' ? parts.slice(0, 1) : [];
  const extended = state.status === 'absent' ? endsOn : state.extendedTo;
  const terms = attested === undefined ? { terms: { contractNo, endsOn: extended } } : {};
  return [
    ...(state.status === 'absent'
      ? [
          {
            type: 'ContractConcluded',
            data: { contractNo, source, province, implementingUnit, endsOn, members: first[0] ?? [], ...proof },
          } as const,
        ]
      : []),
    ...parts.slice(first.length).map((part) => ({ type: 'ContractMembersAdded', data: { members: part, ...terms, ...proof } }) as const),
  ];
}

/** @throws Refusal `not-attestable`, `blank`, `date-order` */
function refuseTerms({ contractNo, implementingUnit, endsOn, occurredOn, attested, actor }: ConcludeContract): void {
  if (attested !== undefined && !actor.startsWith('import:')) throw new Refusal('not-attestable', { actor });
  for (const [field, text] of Object.entries({ contractNo, implementingUnit }))
    if (text.trim() === '') throw new Refusal('blank', { field });
  if (endsOn < occurredOn) throw new Refusal('date-order', { field: 'endsOn', endsOn, signedOn: occurredOn });
}

/** The field in which a command speaks of another contract than the one recorded; null: they agree. */
export function contractDifference(
  { signedOn, endsOn, implementingUnit }: { readonly signedOn: string; readonly endsOn: string; readonly implementingUnit: string },
  command: Pick<ConcludeContract, 'occurredOn' | 'endsOn' | 'implementingUnit'>,
): { readonly field: 'signedOn' | 'endsOn' | 'implementingUnit'; readonly recorded: string; readonly given: string } | null {
  if (command.occurredOn !== signedOn) return { field: 'signedOn', recorded: signedOn, given: command.occurredOn };
  if (command.endsOn !== endsOn) return { field: 'endsOn', recorded: endsOn, given: command.endsOn };
  if (command.implementingUnit !== implementingUnit)
    return { field: 'implementingUnit', recorded: implementingUnit, given: command.implementingUnit };
  return null;
}
