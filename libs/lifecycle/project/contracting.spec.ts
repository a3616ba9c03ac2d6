import { describe, it } from '@jest/globals';
import { scenarios } from '#testkit/scenario';
import type { History } from './funded.fixture.ts';
import { project, type ProjectCommand } from './project.decider.ts';
import { by, contract, on, paid, register, upTo } from './project.fixture.ts';

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
  const assign = { ...by('2022-02-20', 'agency-leader'), type: 'AssignTask', decisionNo: '3/QĐ', endsOn: '2022-11-30' } as const;
  const support = { ...by('2022-03-01', 'centre-officer'), type: 'SignSupportContract', contractNo: '11/HĐHT', investor: 'HTX' } as const;
  it('binds a project in the plan, once, and ends after it begins', () => {
    given(...upTo['in-plan'])
      .when(sign)
      .then({ type: 'ContractSigned', data: { contract, contractNo: '10/HĐ', endsOn: '2022-11-30' } });
    given(...upTo.contracted)
      .when(sign)
      .thenNothing();
    given(...upTo['in-plan'])
      .when({ ...sign, endsOn: '2022-02-19' })
      .thenRefused('date-order', { field: 'endsOn', endsOn: '2022-02-19', signedOn: '2022-02-20' }, 'TT 36/2013/TT-BCT, art. 12(1)');
    given(...upTo['in-plan'])
      .when({ ...sign, endsOn: '2022-02-20' })
      .then({ type: 'ContractSigned', data: { contract, contractNo: '10/HĐ', endsOn: '2022-02-20' } });
  });
  it('is one: a project that has a contract gets no other', () =>
    given(...upTo.contracted)
      .when({ ...sign, contract: 'contract-c-2' })
      .thenRefused('illegal-transition', { status: 'contracted' }));
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
    for (const endsOn of ['2022-06-01', '2022-12-31'])
      given(...upTo.contracted)
        .when({ ...extend, endsOn })
        .then({ type: 'ContractExtended', data: { contract, appendixNo: '1/PL', endsOn } });
    given(...upTo.contracted)
      .when({ ...extend, endsOn: '2022-05-31' })
      .thenRefused('date-order', { field: 'endsOn', endsOn: '2022-05-31', signedOn: '2022-06-01' });
  });
  it('of another project ending on the same day is not its own', () =>
    given(...upTo.contracted)
      .when({ ...extend, contract: 'contract-c-2', endsOn: '2022-11-30' })
      .thenRefused('contract-conflict', { contractNo: '10/HĐ' }));
  it('is nothing to extend where a task was assigned, or where a register knows no contract', () => {
    const assigned = on('2022-02-20', 'agency-leader', { type: 'TaskAssigned', data: { decisionNo: '3/QĐ', endsOn: '2022-11-30' } });
    given(...upTo['in-plan'], assigned)
      .when(extend)
      .thenRefused('contract-conflict', { contractNo: '3/QĐ' });
    given(...upTo['in-plan'], { ...paid, data: { ...paid.data, attested: register } } as typeof paid)
      .when(extend)
      .thenRefused('contract-conflict', { contractNo: null });
  });
  it('may be a task instead, and goes with one support contract', () => {
    given(...upTo['in-plan'])
      .when(assign)
      .then({ type: 'TaskAssigned', data: { decisionNo: '3/QĐ', endsOn: '2022-11-30' } });
    given(...upTo['in-plan'])
      .when({ ...assign, endsOn: '2022-02-19' })
      .thenRefused('date-order', { field: 'endsOn' });
    const signed = { type: 'SupportContractSigned', data: { contractNo: '11/HĐHT', investor: 'HTX' } } as const;
    given(...upTo.contracted)
      .when(support)
      .then(signed);
    given(...upTo.contracted, on('2022-03-01', 'centre-officer', signed))
      .when(support)
      .thenRefused('already-done', { command: 'SignSupportContract' }, 'TT 36/2013/TT-BCT, art. 13(1)b');
  });
  it.each([
    ['contractNo', upTo['in-plan'], sign],
    ['appendixNo', upTo.contracted, extend],
    ['decisionNo', upTo['in-plan'], assign],
    ['contractNo', upTo.contracted, support],
    ['investor', upTo.contracted, support],
  ] as const)('names its %s', (field, past: History, command: ProjectCommand) =>
    given(...past)
      .when({ ...command, [field]: ' ' })
      .thenRefused('blank', { field }),
  );
});
