import { describe, expect, it } from '@jest/globals';
import { scenarios } from '#testkit/scenario';
import { currentRules } from '../context.ts';
import { contract } from './contract.decider.ts';
import { conclude, concluded, facts, member, other, terms } from './contract.fixture.ts';

const { given, stateAfter } = scenarios(contract);
const PARTY_A = 'TT 36/2013/TT-BCT, art. 12(1)';
const { role: _role, ...nameless } = conclude;
const imported = {
  ...nameless,
  actor: 'import:demo',
  members: [member],
  attested: { by: 'register', document: 'r.csv', steps: [] },
} as const;

describe('concluding a contract', () => {
  it('binds several projects (TT 36/2013 art. 18)', () =>
    given()
      .when({ ...conclude, members: [...conclude.members, { ...other, facts }] })
      .then({ type: 'ContractConcluded', data: { ...terms, members: [member, other] } }));
  it('said twice is true once', () => given(concluded).when(conclude).thenNothing());
  it('lets a member that was approved by then join later, on the terms of the contract', () =>
    given(concluded)
      .when({ ...conclude, members: [...conclude.members, { ...other, facts }] })
      .then({ type: 'ContractMembersAdded', data: { members: [other], terms: { contractNo: terms.contractNo, endsOn: '2022-11-30' } } }));
  it('said twice needs no power; a member more does, and so does a contract without members', () => {
    given(concluded)
      .when({ ...conclude, role: 'supervisor' })
      .thenNothing();
    given(concluded)
      .when({ ...conclude, role: 'supervisor', members: [{ ...other, facts }] })
      .thenRefused('not-your-role');
    given(concluded)
      .when({ ...conclude, role: 'supervisor', members: [...conclude.members, { ...other, facts }] })
      .thenRefused('not-your-role');
    given()
      .when({ ...conclude, role: 'supervisor', members: [] })
      .thenRefused('not-your-role');
  });
  it('may be signed, begin, end and have its members approved on one day', () =>
    given()
      .when({
        ...{ ...conclude, occurredOn: '2022-12-31', endsOn: '2022-12-31' },
        members: [{ ...member, facts: { ...facts, approvedOn: '2022-12-31', since: '2022-12-31' } }],
      })
      .then({ type: 'ContractConcluded', data: { ...terms, endsOn: '2022-12-31', members: [member] } }));
  it('keeps its day, its end and its unit', () => {
    given(concluded)
      .when({ ...conclude, occurredOn: '2022-02-21', members: [{ ...other, facts }] })
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
      .thenRefused('date-order', { field: 'endsOn', endsOn: '2022-02-19', signedOn: '2022-02-20' });
    given()
      .when({ ...conclude, occurredOn: '2023-01-01', endsOn: '2023-11-30' })
      .thenRefused('in-the-future', { occurredOn: '2023-01-01', today: '2022-12-31' });
    given()
      .when({ ...conclude, contractNo: ' ' })
      .thenRefused('blank', { field: 'contractNo' });
  });
});

describe('who may conclude it, and for whom', () => {
  it('the Cục for KCQG, the Sở for KCDP (TT 36/2013 art. 12(1))', () => {
    given()
      .when({ ...conclude, role: 'department-leader' })
      .thenRefused('not-your-role', { who: ['agency-leader', 'agency-officer'] }, PARTY_A);
    const { role: _, ...nobody } = conclude;
    given().when(nobody).thenRefused('not-your-role', { role: null });
    given()
      .when({ ...conclude, source: 'KCDP' })
      .thenRefused('not-your-role', { who: ['department-leader'] });
    given()
      .when({ ...conclude, source: 'KCDP', role: 'department-leader' })
      .then({ type: 'ContractConcluded', data: { ...terms, source: 'KCDP', members: [member] } });
  });
  it('on the approved plan, with the unit that registered, and not before the approval', () => {
    given()
      .when({ ...conclude, members: [member] })
      .thenRefused('not-in-plan', { project: member.code }, PARTY_A);
    given()
      .when({ ...conclude, members: [{ ...member, facts: { ...facts, implementingUnit: 'Trung tâm khác' } }] })
      .thenRefused('contract-conflict', { field: 'implementingUnit', recorded: 'Trung tâm khác', project: member.code });
    for (const late of [{ approvedOn: '2022-02-21' }, { since: '2022-02-21' }])
      given()
        .when({ ...conclude, members: [{ ...member, facts: { ...facts, ...late } }] })
        .thenRefused('date-order', { field: 'occurredOn', since: '2022-02-21', project: member.code });
  });
});

it('members before the contract are a damaged stream', () =>
  expect(() => stateAfter([{ on: '2022-01-01', type: 'ContractMembersAdded', data: { members: [member] } }])).toThrow(
    'ContractMembersAdded before the contract',
  ));

describe('a contract taken over from a register', () => {
  it('is attested by an import only', () =>
    given()
      .when({ ...imported, actor: 'u-1' })
      .thenRefused('not-attestable', { actor: 'u-1' }));
  it('needs no role and no facts, and its members join without terms', () => {
    const { attested } = imported;
    given()
      .when(imported)
      .then({ type: 'ContractConcluded', data: { ...terms, members: [member], attested } });
    given(concluded)
      .when({ ...imported, members: [member, other] })
      .then({ type: 'ContractMembersAdded', data: { members: [other], attested } });
  });
  it('keeps an event to 500 members', () => {
    const members = Array.from({ length: 1_001 }, (_, index) => ({ project: `p-${index}`, code: `c-${index}` }));
    const events = contract.decide({ ...imported, members }, contract.initial, { today: '2022-12-31', rules: currentRules });
    expect(events.map(({ type, data }) => [type, 'members' in data ? data.members.length : 0])).toEqual([
      ['ContractConcluded', 500],
      ['ContractMembersAdded', 500],
      ['ContractMembersAdded', 1],
    ]);
  });
  it('as a person’s contract does, on the terms of the contract', () => {
    const members = Array.from({ length: 501 }, (_, index) => ({ project: `p-${index}`, code: `c-${index}`, facts }));
    const [, rest] = contract.decide({ ...conclude, members }, contract.initial, { today: '2022-12-31', rules: currentRules });
    expect(rest).toEqual({
      type: 'ContractMembersAdded',
      data: { members: [{ project: 'p-500', code: 'c-500' }], terms: { contractNo: terms.contractNo, endsOn: '2022-11-30' } },
    });
  });
});
