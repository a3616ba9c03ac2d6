import type { Past } from '#testkit/scenario';
import type { AppendContract, ConcludeContract, MemberFacts } from './contract.commands.ts';
import type { ContractEvent } from './contract.events.ts';

export const member = { project: 'p-1', code: 'KCQG-2022-38-001' };
export const other = { project: 'p-2', code: 'KCQG-2022-38-002' };
export const terms = {
  contractNo: '10/HĐ-CTĐP/2022',
  source: 'KCQG',
  province: { set: 'vn63', code: '38' },
  implementingUnit: 'Trung tâm Khuyến công Thanh Hóa',
  endsOn: '2022-11-30',
} as const;
export const facts: MemberFacts = {
  status: 'in-plan',
  approvedOn: '2021-12-20',
  implementingUnit: terms.implementingUnit,
  since: '2022-01-05',
};
export const conclude: ConcludeContract = {
  type: 'ConcludeContract',
  occurredOn: '2022-02-20',
  actor: 'u-agency',
  role: 'agency-officer',
  ...terms,
  members: [{ ...member, facts }],
};
export const concluded = {
  on: '2022-02-20',
  type: 'ContractConcluded',
  data: { ...terms, members: [member] },
} satisfies Past<ContractEvent>;
export const append: AppendContract = {
  type: 'AppendContract',
  occurredOn: '2022-10-01',
  actor: 'u-agency',
  role: 'agency-leader',
  appendixNo: 'PL-01',
  endsOn: '2022-12-31',
  facts: { planYear: 2022 },
};
export const appended = {
  on: '2022-10-01',
  type: 'ContractAppendixSigned',
  data: { appendixNo: 'PL-01', endsOn: '2022-12-31', before: '2022-11-30', members: [member], decisionNo: null },
} satisfies Past<ContractEvent>;
