import { unreachable } from '../decider.ts';
import type { Source } from '#reference/province-ref';
import type { ContractEvent, ContractMember } from './contract.events.ts';

export type Concluded = {
  readonly status: 'concluded';
  readonly contractNo: string;
  readonly source: Source;
  readonly signedOn: string;
  readonly implementingUnit: string;
  /** As first signed: a register says it again. */
  readonly endsOn: string;
  /** As the last appendix has it. */
  readonly extendedTo: string;
  /** Signing day of the last appendix; of the contract when there is none. */
  readonly lastSignedOn: string;
  readonly members: ReadonlySet<string>;
  readonly codes: ReadonlyMap<string, string>;
  /** End that each appendix gave; null: it only added members. */
  readonly appendices: ReadonlyMap<string, string | null>;
  /** Members that could not take an appendix's extension, as `{appendix} {project}`. */
  readonly declined: ReadonlySet<string>;
};
export type Contract = { readonly status: 'absent' } | Concluded;

export function evolveContract(state: Contract, event: ContractEvent, on: string): Contract {
  if (event.type === 'ContractConcluded') {
    const { contractNo, source, implementingUnit, endsOn, members } = event.data;
    const own = { status: 'concluded', contractNo, source, signedOn: on, implementingUnit, endsOn, extendedTo: endsOn } as const;
    const none = { members: new Set<string>(), codes: new Map(), appendices: new Map(), declined: new Set<string>() };
    return joined({ ...own, lastSignedOn: on, ...none }, members);
  }
  if (state.status === 'absent') throw new Error(`${event.type} before the contract`);
  switch (event.type) {
    case 'ContractMembersAdded': {
      const { appendixNo, members } = event.data;
      const more = joined(state, members);
      return appendixNo === undefined || state.appendices.has(appendixNo) ? more : appended(more, appendixNo, null, on);
    }
    case 'ContractAppendixSigned': {
      const { appendixNo, endsOn } = event.data;
      return { ...appended(state, appendixNo, endsOn, on), extendedTo: endsOn };
    }
    case 'ContractMemberDropped':
      return { ...state, members: new Set([...state.members].filter((project) => project !== event.data.project)) };
    case 'ContractExtensionDeclined':
      return { ...state, declined: new Set([...state.declined, `${event.data.appendixNo} ${event.data.project}`]) };
    default:
      return unreachable(event);
  }
}

const joined = (state: Concluded, members: readonly ContractMember[]): Concluded => ({
  ...state,
  members: new Set([...state.members, ...members.map(({ project }) => project)]),
  codes: new Map([...state.codes, ...members.map(({ project, code }) => [project, code] as const)]),
});

const appended = (state: Concluded, appendixNo: string, endsOn: string | null, on: string): Concluded => ({
  ...state,
  lastSignedOn: on > state.lastSignedOn ? on : state.lastSignedOn,
  appendices: new Map(state.appendices).set(appendixNo, endsOn),
});
