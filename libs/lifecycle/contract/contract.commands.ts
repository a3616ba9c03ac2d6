import type { ProvinceRef, Source } from '#reference/province-ref';
import type { Asked } from '../decider.ts';
import type { Attested } from '../project/project.events.ts';
import type { ContractMember } from './contract.events.ts';

/** What the project's own stream says of it, read by the server when it asks. Absent: it is not in a decided plan. */
export type MemberFacts = {
  readonly status: 'in-plan';
  readonly approvedOn: string;
  readonly implementingUnit: string;
  /** Business day of its last act. */
  readonly since: string;
};
export type JoiningMember = ContractMember & { readonly facts?: MemberFacts };

export type ConcludeContract = Asked & {
  readonly type: 'ConcludeContract';
  readonly contractNo: string;
  readonly source: Source;
  readonly province: ProvinceRef;
  readonly implementingUnit: string;
  readonly endsOn: string;
  readonly members: readonly JoiningMember[];
  readonly attested?: Omit<Attested, 'row'>;
};

/** Phụ lục hợp đồng: a later end, further members, or both. */
export type AppendContract = Asked & {
  readonly type: 'AppendContract';
  readonly appendixNo: string;
  readonly endsOn?: string;
  readonly members?: readonly JoiningMember[];
  /** The Minister's decision, needed to go beyond the plan year. */
  readonly decisionNo?: string;
  /** Plan year of the members, by their own streams: the earliest. */
  readonly facts: { readonly planYear: number };
};

/** A project's answer, brought by the follow-up. `reason`: the code of its refusal. */
export type DropMember = Asked & { readonly type: 'DropMember'; readonly project: string; readonly code: string; readonly reason: string };
export type DeclineExtension = Asked & {
  readonly type: 'DeclineExtension';
  readonly appendixNo: string;
  readonly project: string;
  readonly code: string;
  readonly reason: string;
};

export type ContractCommand = ConcludeContract | AppendContract | DropMember | DeclineExtension;
