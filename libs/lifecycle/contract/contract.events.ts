/**
 * A contract (hợp đồng thực hiện đề án, TT 36/2013 art. 12) between the managing agency and an implementing unit; it may hold
 * several projects (art. 18, 19). Stream `contract-{id}`; the number itself is in the event. `occurredOn` is the signing day.
 */
import type { ProvinceRef, Source } from '#reference/province-ref';
import type { Attested } from '../project/project.events.ts';

export type ContractMember = { readonly project: string; readonly code: string };

export type ContractEvent =
  | {
      readonly type: 'ContractConcluded';
      readonly data: {
        readonly contractNo: string;
        readonly source: Source;
        readonly province: ProvinceRef;
        readonly implementingUnit: string;
        readonly endsOn: string;
        readonly members: readonly ContractMember[];
        readonly attested?: Omit<Attested, 'row'>;
      };
    }
  | {
      readonly type: 'ContractMembersAdded';
      readonly data: { readonly members: readonly ContractMember[]; readonly attested?: Omit<Attested, 'row'> };
    };

/** At most so many members in one event. */
export const CONTRACT_MEMBERS_MAX = 500;

export const contractStream = (contractId: string): string => `contract-${contractId}`;
export const projectStream = (projectId: string): string => `project-${projectId}`;
