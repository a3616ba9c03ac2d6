import { describe, it } from '@jest/globals';
import { scenarios } from '#testkit/scenario';
import { project } from './project.decider.ts';
import { by, contract, on, upTo } from './project.fixture.ts';

const { given } = scenarios(project);

describe('the contract', () => {
  const sign = { ...by('2022-02-20', 'agency-leader'), type: 'SignContract', contract, contractNo: '10/HĐ', endsOn: '2022-11-30' } as const;
  const extend = {
    ...by('2022-06-01', 'agency-leader'),
    type: 'ExtendContract',
    contract,
    appendixNo: '1/PL',
    endsOn: '2022-12-15',
  } as const;
  it('binds a project in the plan, once, and ends after it begins', () => {
    given(...upTo['in-plan'])
      .when(sign)
      .then({ type: 'ContractSigned', data: { contract, contractNo: '10/HĐ', endsOn: '2022-11-30' } });
    given(...upTo.contracted)
      .when(sign)
      .thenNothing();
    given(...upTo['in-plan'])
      .when({ ...sign, endsOn: '2022-02-19' })
      .thenRefused('date-order', { field: 'endsOn' });
  });
  it('is extended by its own appendix', () => {
    given(...upTo.contracted)
      .when(extend)
      .then({ type: 'ContractExtended', data: { contract, appendixNo: '1/PL', endsOn: '2022-12-15' } });
    given(
      ...upTo.contracted,
      on('2022-06-01', 'agency-leader', { type: 'ContractExtended', data: { contract, appendixNo: '1/PL', endsOn: '2022-12-15' } }),
    )
      .when(extend)
      .thenNothing();
    given(...upTo.contracted)
      .when({ ...extend, contract: 'contract-c-2' })
      .thenRefused('contract-conflict', { contractNo: '10/HĐ' });
  });
  it('may be a task instead, and goes with one support contract', () => {
    given(...upTo['in-plan'])
      .when({ ...by('2022-02-20', 'agency-leader'), type: 'AssignTask', decisionNo: '3/QĐ', endsOn: '2022-11-30' })
      .then({ type: 'TaskAssigned', data: { decisionNo: '3/QĐ', endsOn: '2022-11-30' } });
    const support = { ...by('2022-03-01', 'centre-officer'), type: 'SignSupportContract', contractNo: '11/HĐHT', investor: 'HTX' } as const;
    const signed = { type: 'SupportContractSigned', data: { contractNo: '11/HĐHT', investor: 'HTX' } } as const;
    given(...upTo.contracted)
      .when(support)
      .then(signed);
    given(...upTo.contracted, on('2022-03-01', 'centre-officer', signed))
      .when(support)
      .thenRefused('already-done', { command: 'SignSupportContract' });
  });
});
