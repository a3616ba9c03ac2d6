import { describe, expect, it } from '@jest/globals';
import { type Past, scenarios } from '#testkit/scenario';
import { contract } from './contract.decider.ts';
import type { ContractEvent } from './contract.events.ts';
import { append, appended, conclude, concluded, facts, member, other, terms } from './contract.fixture.ts';

const { given, stateAfter } = scenarios(contract);
const answer = { ...member, occurredOn: '2022-10-01', actor: 'follow-up:u-agency', reason: 'illegal-transition' };
const dropped = {
  on: '2022-02-20',
  type: 'ContractMemberDropped',
  data: { ...member, reason: 'illegal-transition' },
} satisfies Past<ContractEvent>;
const declined = {
  on: '2022-10-01',
  type: 'ContractExtensionDeclined',
  data: { ...member, appendixNo: 'PL-01', reason: 'illegal-transition' },
} satisfies Past<ContractEvent>;

describe('an appendix to a contract (TT 36/2013 art. 11(2))', () => {
  it('extends it for its members within the plan year, by the Cục alone', () =>
    given(concluded).when(append).then({ type: 'ContractAppendixSigned', data: appended.data }));
  it('goes into the next year only by a decision of the Minister', () => {
    const beyond = { ...append, endsOn: '2023-01-01' };
    const planYear = 'TT 36/2013/TT-BCT, art. 11(2)a';
    given(concluded).when(beyond).thenRefused('extension-undecided', { endsOn: '2023-01-01', planYear: 2022 }, planYear);
    given(concluded)
      .when({ ...beyond, decisionNo: ' ' })
      .thenRefused('extension-undecided');
    given(concluded)
      .when({ ...beyond, decisionNo: '77/QĐ-BCT' })
      .then({ type: 'ContractAppendixSigned', data: { ...appended.data, endsOn: '2023-01-01', decisionNo: '77/QĐ-BCT' } });
  });
  it('of KCDP is ruled by the province', () => {
    const local = { ...concluded, data: { ...terms, source: 'KCDP', members: [member] } } satisfies Past<ContractEvent>;
    given(local)
      .when({ ...append, endsOn: '2023-01-01', role: 'department-leader' })
      .then({ type: 'ContractAppendixSigned', data: { ...appended.data, endsOn: '2023-01-01' } });
    given(local)
      .when(append)
      .thenRefused('not-your-role', { who: ['department-leader'] });
  });
  it('brings further members, on the end that it gives', () => {
    const more = {
      ...append,
      members: [
        { ...member, facts },
        { ...other, facts },
      ],
    };
    const joined = {
      type: 'ContractMembersAdded',
      data: { members: [other], terms: { contractNo: terms.contractNo, endsOn: '2022-12-31' }, appendixNo: 'PL-01' },
    } as const;
    given(concluded).when(more).then({ type: 'ContractAppendixSigned', data: appended.data }, joined);
    given(concluded, appended, { on: '2022-10-01', ...joined })
      .when(more)
      .thenNothing();
    const { endsOn: _, ...membersOnly } = more;
    const onOldEnd = { ...joined, data: { ...joined.data, terms: { ...joined.data.terms, endsOn: '2022-11-30' } } };
    given(concluded).when(membersOnly).then(onOldEnd);
    given(concluded, { on: '2022-10-01', ...onOldEnd })
      .when(membersOnly)
      .thenNothing();
    given(concluded, { on: '2022-10-01', ...onOldEnd })
      .when(append)
      .thenRefused('contract-conflict', { field: 'endsOn', recorded: null, given: '2022-12-31' });
    given(concluded, appended)
      .when({ ...conclude, members: [{ ...other, facts }] })
      .then({ type: 'ContractMembersAdded', data: { members: [other], terms: { contractNo: terms.contractNo, endsOn: '2022-12-31' } } });
    given(concluded, appended).when(membersOnly).thenRefused('contract-conflict', { recorded: '2022-12-31', given: null });
    given(concluded)
      .when({ ...membersOnly, members: [other] })
      .thenRefused('not-in-plan', { project: other.code });
  });
  it('said twice is true once; its number stands for one end', () => {
    given(concluded, appended).when(append).thenNothing();
    given(concluded, appended)
      .when({ ...append, role: 'supervisor' })
      .thenNothing();
    given(concluded, appended)
      .when({ ...append, endsOn: '2022-12-30' })
      .thenRefused('contract-conflict', { field: 'endsOn', recorded: '2022-12-31' });
  });
  it('ends later than before, is signed in order, and says something', () => {
    given(concluded)
      .when({ ...append, endsOn: '2022-11-30' })
      .thenRefused('date-order', { field: 'endsOn' });
    given(concluded)
      .when({ ...append, occurredOn: '2022-02-20' })
      .then({ type: 'ContractAppendixSigned', data: appended.data });
    given(concluded)
      .when({ ...append, occurredOn: '2022-02-19' })
      .thenRefused('date-order', { field: 'occurredOn', since: '2022-02-20' });
    given(concluded, appended)
      .when({ ...append, appendixNo: 'PL-02', endsOn: '2023-03-31', decisionNo: '1', occurredOn: '2022-09-30' })
      .thenRefused('date-order', { since: '2022-10-01' });
    given(concluded)
      .when({ ...append, appendixNo: ' ' })
      .thenRefused('blank', { field: 'appendixNo' });
    const { endsOn: _, ...nothing } = append;
    given(concluded).when(nothing).thenRefused('blank', { field: 'endsOn' });
    given().when(append).thenRefused('contract-not-found');
  });
  it('leaves what was first signed as it was: a register says that', () => {
    expect(stateAfter([concluded, appended])).toMatchObject({ endsOn: '2022-11-30', extendedTo: '2022-12-31' });
    given(concluded, appended).when(conclude).thenNothing();
  });
});

describe('the answers of the projects', () => {
  it('change nothing in a contract that is not there', () =>
    given()
      .when({ ...answer, type: 'DropMember' })
      .thenNothing());
  it('drop a member that could not sign, once, and only by the follow-up', () => {
    given(concluded)
      .when({ ...answer, type: 'DropMember' })
      .then({ type: 'ContractMemberDropped', data: dropped.data });
    given(concluded, dropped)
      .when({ ...answer, type: 'DropMember' })
      .thenNothing();
    given(concluded)
      .when({ ...answer, type: 'DropMember', actor: 'u-agency' })
      .thenRefused('not-your-role', { role: null, who: [] });
    expect(stateAfter([concluded, dropped])).toMatchObject({ members: new Set() });
    const both = { ...concluded, data: { ...terms, members: [member, other] } };
    expect(stateAfter([both, dropped])).toMatchObject({ members: new Set([other.project]) });
  });
  it('note a member that could not take an extension, and keep it', () => {
    const decline = { ...answer, type: 'DeclineExtension', appendixNo: 'PL-01' } as const;
    given(concluded, appended).when(decline).then({ type: 'ContractExtensionDeclined', data: declined.data });
    given(concluded, appended, declined).when(decline).thenNothing();
    given().when(decline).thenNothing();
    given(concluded, appended)
      .when({ ...decline, actor: 'u-agency' })
      .thenRefused('not-your-role', { command: 'DeclineExtension' });
    expect(stateAfter([concluded, appended, declined])).toMatchObject({ members: new Set(['p-1']) });
  });
});
