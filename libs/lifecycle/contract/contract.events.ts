/**
 * A contract (hợp đồng thực hiện đề án, TT 36/2013 art. 12) between the managing agency and an implementing unit; it may hold
 * several projects (art. 18, 19). Stream `contract-{id}`; the number itself is in the event. `occurredOn` is the signing day.
 */
import type { Day, ProjectCode } from '../fields.events.ts';
import type { ProvinceRef, Source } from '#reference/province-ref';
import type { Attested } from '../project/project.events.ts';

export type ContractMember = { readonly project: string; readonly code: ProjectCode };

export type ContractEvent =
  | {
      readonly type: 'ContractConcluded';
      readonly data: {
        readonly contractNo: string;
        readonly source: Source;
        readonly province: ProvinceRef;
        readonly implementingUnit: string;
        readonly endsOn: Day;
        readonly members: readonly ContractMember[];
        readonly attested?: Omit<Attested, 'row'>;
      };
    }
  | {
      readonly type: 'ContractMembersAdded';
      readonly data: {
        readonly members: readonly ContractMember[];
        /** Terms that the members join on; absent in what a register attests. */
        readonly terms?: { readonly contractNo: string; readonly endsOn: Day };
        readonly appendixNo?: string;
        readonly attested?: Omit<Attested, 'row'>;
      };
    }
  /** Phụ lục hợp đồng: a later end for these members (TT 36/2013 art. 11(2)). A long contract needs several events of one number. */
  | {
      readonly type: 'ContractAppendixSigned';
      readonly data: {
        readonly appendixNo: string;
        readonly endsOn: Day;
        readonly before: Day;
        readonly members: readonly ContractMember[];
        /** The Minister's decision on an extension into the next year; null: none was needed. */
        readonly decisionNo: string | null;
      };
    }
  /** The project could not sign; `reason`: the code of its refusal. */
  | { readonly type: 'ContractMemberDropped'; readonly data: ContractMember & { readonly reason: string } }
  /** The project could not take the extension, and stays a member. */
  | {
      readonly type: 'ContractExtensionDeclined';
      readonly data: ContractMember & { readonly appendixNo: string; readonly reason: string };
    };

/** At most so many members in one event. */
export const CONTRACT_MEMBERS_MAX = 500;

export const contractStream = (contractId: string): string => `contract-${contractId}`;
export const projectStream = (projectId: string): string => `project-${projectId}`;
