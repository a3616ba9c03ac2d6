import { describe, it } from '@jest/globals';
import { type Past, scenarios } from '#testkit/scenario';
import { type ConcludeContract, contract } from './contract.decider.ts';
import type { ContractEvent } from './contract.events.ts';

const { given } = scenarios(contract);
const member = { project: 'p-1', code: 'KCQG-2022-38-001' };
const other = { project: 'p-2', code: 'KCQG-2022-38-002' };
const terms = {
  contractNo: '10/HĐ-CTĐP/2022',
  source: 'KCQG',
  province: { set: 'vn63', code: '38' },
  implementingUnit: 'Trung tâm Khuyến công Thanh Hóa',
  endsOn: '2022-11-30',
} as const;
const conclude: ConcludeContract = { type: 'ConcludeContract', occurredOn: '2022-02-20', actor: 'u-1', ...terms, members: [member] };
const concluded = { on: '2022-02-20', type: 'ContractConcluded', data: { ...terms, members: [member] } } satisfies Past<ContractEvent>;

describe('concluding a contract', () => {
  it('binds several projects (TT 36/2013 art. 18)', () =>
    given()
      .when({ ...conclude, members: [member, other] })
      .then({ type: 'ContractConcluded', data: { ...terms, members: [member, other] } }));
  it('said twice is true once', () => given(concluded).when(conclude).thenNothing());
  it('lets a member join later', () =>
    given(concluded)
      .when({ ...conclude, members: [member, other] })
      .then({ type: 'ContractMembersAdded', data: { members: [other] } }));
  it('keeps its day, its end and its unit', () => {
    given(concluded)
      .when({ ...conclude, occurredOn: '2022-02-21', members: [other] })
      .thenRefused('contract-conflict', { field: 'signedOn', recorded: '2022-02-20' });
    given(concluded)
      .when({ ...conclude, endsOn: '2022-12-30' })
      .thenRefused('contract-conflict', { field: 'endsOn' });
    given(concluded)
      .when({ ...conclude, implementingUnit: 'Khác' })
      .thenRefused('contract-conflict', { field: 'implementingUnit' });
  });
  it('does not end before it begins, nor begin after today, nor go without a number', () => {
    given()
      .when({ ...conclude, endsOn: '2022-02-19' })
      .thenRefused('date-order');
    given()
      .when({ ...conclude, occurredOn: '2023-01-01', endsOn: '2023-11-30' })
      .thenRefused('in-the-future');
    given()
      .when({ ...conclude, contractNo: ' ' })
      .thenRefused('blank', { field: 'contractNo' });
    given()
      .when({ ...conclude, attested: { by: 'register', document: 'r.csv', steps: [] } })
      .thenRefused('not-attestable');
  });
});
