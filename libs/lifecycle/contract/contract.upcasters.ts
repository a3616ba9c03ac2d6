import type { Upcasters } from '../upcast.ts';
import type { ContractEvent } from './contract.events.ts';

/** Every event of a contract; the compiler finds the forgotten one. All are at version 1 so far. */
export const contractUpcasters: Upcasters<ContractEvent['type']> = {
  ContractConcluded: [],
  ContractMembersAdded: [],
  ContractAppendixSigned: [],
  ContractMemberDropped: [],
  ContractExtensionDeclined: [],
};
