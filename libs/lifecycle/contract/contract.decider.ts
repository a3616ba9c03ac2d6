/** The rulebook of a contract: one number, one unit, one term; members may join later (TT 36/2013 art. 12, 18, 19). */
import type { ProvinceRef, Source } from '#reference/province-ref';
import type { Context } from '../context.ts';
import { currentRules } from '../context.ts';
import type { Asked, Decider } from '../decider.ts';
import type { Attested } from '../project/project.events.ts';
import { Refusal } from '../refusal.ts';
import { ruleSetOn } from '../rules.ts';
import { CONTRACT_MEMBERS_MAX, type ContractEvent, type ContractMember } from './contract.events.ts';

export type ConcludeContract = Asked & {
  readonly type: 'ConcludeContract';
  readonly contractNo: string;
  readonly source: Source;
  readonly province: ProvinceRef;
  readonly implementingUnit: string;
  readonly endsOn: string;
  readonly members: readonly ContractMember[];
  readonly attested?: Omit<Attested, 'row'>;
};

export type Contract =
  | { readonly status: 'absent' }
  | {
      readonly status: 'concluded';
      readonly contractNo: string;
      readonly signedOn: string;
      readonly implementingUnit: string;
      readonly endsOn: string;
      readonly members: ReadonlySet<string>;
    };

export const contract: Decider<ConcludeContract, Contract, ContractEvent, Context> = {
  initial: { status: 'absent' },

  decide(command, state, { today }) {
    const { contractNo, occurredOn, endsOn, attested, implementingUnit } = command;
    if (occurredOn > today) throw new Refusal('in-the-future', { occurredOn, today });
    if (attested !== undefined && !command.actor.startsWith('import:')) throw new Refusal('not-attestable', { actor: command.actor });
    for (const [field, text] of Object.entries({ contractNo, implementingUnit }))
      if (text.trim() === '') throw new Refusal('blank', { field });
    if (endsOn < occurredOn) throw new Refusal('date-order', { field: 'endsOn', endsOn, signedOn: occurredOn });
    const proof = attested === undefined ? {} : { attested };
    if (state.status === 'absent') {
      const { source, province } = command;
      const [members = [], ...more] = chunks(command.members);
      return [
        { type: 'ContractConcluded', data: { contractNo, source, province, implementingUnit, endsOn, members, ...proof } },
        ...more.map((part) => ({ type: 'ContractMembersAdded', data: { members: part, ...proof } }) as const),
      ];
    }
    const differs = contractDifference(state, command);
    if (differs !== null) throw new Refusal('contract-conflict', { contractNo, ...differs });
    const joining = command.members.filter(({ project }) => !state.members.has(project));
    return chunks(joining).map((members) => ({ type: 'ContractMembersAdded', data: { members, ...proof } }));
  },

  evolve(state, event, { on }) {
    if (event.type === 'ContractConcluded') {
      const { contractNo, implementingUnit, endsOn, members } = event.data;
      return {
        status: 'concluded',
        contractNo,
        signedOn: on,
        implementingUnit,
        endsOn,
        members: new Set(members.map(({ project }) => project)),
      };
    }
    if (state.status === 'absent') throw new Error('members before the contract');
    return { ...state, members: new Set([...state.members, ...event.data.members.map(({ project }) => project)]) };
  },

  ruleSet: ({ occurredOn }) => ruleSetOn(currentRules, occurredOn),
};

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

function chunks(members: readonly ContractMember[]): readonly (readonly ContractMember[])[] {
  const parts: (readonly ContractMember[])[] = [];
  for (let from = 0; from < members.length; from += CONTRACT_MEMBERS_MAX) parts.push(members.slice(from, from + CONTRACT_MEMBERS_MAX));
  return parts;
}
