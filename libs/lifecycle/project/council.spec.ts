import { describe, expect, it } from '@jest/globals';
import { scenarios } from '#testkit/scenario';
import { currentRules } from '../context.ts';
import { project } from './project.decider.ts';
import type { CouncilMember } from './project.events.ts';
import { aside, assessedBase, by, findingsOf, on, personOf, upTo } from './project.fixture.ts';

const { given, stateAfter } = scenarios(project);
const [majority] = currentRules.councilRules;
if (majority === undefined) throw new Error('no rule of councils');
const members = [
  { person: personOf('council-member'), seat: 'chair' },
  { person: 'u-3', seat: 'member' },
  { person: 'u-4', seat: 'secretary' },
] as const;
const convene = { ...by('2021-05-01', 'department-leader'), type: 'ConveneCouncil', meetingOn: '2021-05-02', members } as const;
const vote = { ...by('2021-05-02', 'council-member'), type: 'CastVote', vote: 'for', reason: null } as const;
const cast = (member: string, how: 'for' | 'against') =>
  on('2021-05-02', 'council-member', { type: 'VoteCast', data: { level: 'base', member, vote: how, reason: 'x' } });

describe('convening a council', () => {
  it('is the Giám đốc Sở’s at the base (TT 36/2013 art. 8(1)a)', () => {
    given(...upTo.registered)
      .when(convene)
      .then({ type: 'CouncilConvened', data: { level: 'base', meetingOn: '2021-05-02', members } });
    given(...upTo.registered)
      .when({ ...convene, ...by('2021-05-01', 'appraisal-officer') })
      .thenRefused('not-your-role', { who: ['department-leader', 'agency-leader'] });
    given(...upTo.registered)
      .when({ ...convene, ...by('2021-05-01', 'agency-leader') })
      .thenRefused('not-your-role');
  });
  it('is the Cục trưởng’s at the Ministry (art. 8(2))', () => {
    const final = { ...convene, ...by('2021-07-01', 'agency-leader'), meetingOn: '2021-07-01' };
    given(...upTo.submitted)
      .when(final)
      .then({ type: 'CouncilConvened', data: { level: 'final', meetingOn: '2021-07-01', members } });
    given(...upTo.submitted)
      .when({ ...final, ...by('2021-07-01', 'department-leader') })
      .thenRefused('not-your-role', { command: 'ConcludeFinalAppraisal' });
  });
  it('needs three people, each once, and one chair', () => {
    const refused = (people: readonly CouncilMember[]) => given(...upTo.registered).when({ ...convene, members: people });
    refused(members.slice(0, 2)).thenRefused('council-members', { members: 2, chairs: 1 });
    refused([members[1], members[2], { person: 'u-3', seat: 'member' }]).thenRefused('named-twice', { field: 'members', name: 'u-3' });
    refused([members[1], members[2], { person: 'u-5', seat: 'member' }]).thenRefused('council-members', { members: 3, chairs: 0 });
    refused([...members, { person: 'u-5', seat: 'chair' }]).thenRefused('council-members', { members: 4, chairs: 2 });
  });
  it('has as many people, and needs as many votes, as the rule of the day says', () => {
    const five = {
      today: '2022-12-31',
      rules: { ...currentRules, councilRules: [{ ...majority, membersMin: 5, majorityOverPercent: 66 }] },
    };
    const strict = scenarios(project, five);
    strict
      .given(...upTo.registered)
      .when(convene)
      .thenRefused('council-members', { members: 3, least: 5 }, 'Tiendo, configurable: more than half of the members');
    const pass = { ...by('2021-05-10', 'appraisal-officer'), type: 'ConcludeBaseAppraisal', result: 'pass', reason: null } as const;
    const two = [...aside.convened, cast('u-3', 'for'), cast('u-4', 'for'), ...assessedBase];
    strict
      .given(...two)
      .when({ ...pass, amount: 300_000_000 })
      .then({
        type: 'BaseAppraisalConcluded',
        data: { result: 'pass', amount: 300_000_000, reason: null, findings: findingsOf('appraisal-officer') },
      });
    const three = { ...five.rules, councilRules: [{ ...majority, majorityOverPercent: 67 }] };
    scenarios(project, { ...five, rules: three })
      .given(...two)
      .when({ ...pass, amount: 300_000_000 })
      .thenRefused('council-majority', { inFavour: 2, members: 3, over: 67 });
    const none = { ...five.rules, councilRules: [] };
    scenarios(project, { ...five, rules: none })
      .given(...upTo.registered)
      .when({ ...convene, members: members.slice(1) })
      .thenRefused('council-members', { chairs: 0, least: 1 }, 'TT 36/2013/TT-BCT, art. 8');
    expect(
      project.decide({ ...pass, amount: 300_000_000 }, stateAfter([...aside.convened, ...assessedBase]), { ...five, rules: none }),
    ).toHaveLength(1);
  });
  it('seats nobody who proposed the project', () =>
    given(...upTo.registered)
      .when({ ...convene, members: [...members, { person: personOf('centre-officer'), seat: 'member' }] })
      .thenRefused('segregation', { person: personOf('centre-officer'), did: 'propose', duty: 'appraise' }));
  it('meets after it was convened, and is not replaced once it voted', () => {
    given(...upTo.registered)
      .when({ ...convene, meetingOn: '2021-04-30' })
      .thenRefused('date-order', { field: 'meetingOn', meetingOn: '2021-04-30', occurredOn: '2021-05-01' });
    given(...aside.convened, cast('u-3', 'for'))
      .when({ ...convene, occurredOn: '2021-05-03', meetingOn: '2021-05-03' })
      .thenRefused('already-done', { command: 'ConveneCouncil', on: '2021-05-02' }, 'TT 36/2013/TT-BCT, art. 8');
  });
  it('is replaced as long as nobody has voted, and may meet the same day', () => {
    const other = [members[0], members[1], { person: 'u-5', seat: 'member' }] as const;
    given(...aside.convened)
      .when({ ...convene, meetingOn: '2021-05-01', members: other })
      .then({ type: 'CouncilConvened', data: { level: 'base', meetingOn: '2021-05-01', members: other } });
  });
});

describe('voting', () => {
  it('is the members’, from the meeting on, against only with a reason', () => {
    given(...aside.convened)
      .when(vote)
      .then({ type: 'VoteCast', data: { level: 'base', member: personOf('council-member'), vote: 'for', reason: null } });
    given(...aside.convened)
      .when({ ...vote, actor: 'u-stranger' })
      .thenRefused('not-on-council', { person: 'u-stranger' });
    given(...aside.convened)
      .when({ ...vote, occurredOn: '2021-05-01' })
      .thenRefused('date-order', { field: 'occurredOn', occurredOn: '2021-05-01', since: '2021-05-02' });
    for (const reason of [null, ' '])
      given(...aside.convened)
        .when({ ...vote, vote: 'against', reason })
        .thenRefused('blank', { field: 'reason' });
    given(...upTo.registered)
      .when(vote)
      .thenRefused('nothing-to-do', { command: 'CastVote' }, 'TT 36/2013/TT-BCT, art. 8');
  });
  it('says no with its reason, and abstains without one', () => {
    const member = personOf('council-member');
    given(...aside.convened)
      .when({ ...vote, vote: 'against', reason: 'Giá cao' })
      .then({ type: 'VoteCast', data: { level: 'base', member, vote: 'against', reason: 'Giá cao' } });
    given(...aside.convened)
      .when({ ...vote, vote: 'abstain' })
      .then({ type: 'VoteCast', data: { level: 'base', member, vote: 'abstain', reason: null } });
  });
  it('in the Ministry’s council is the Ministry’s', () => {
    const convened = on('2021-07-01', 'agency-leader', {
      type: 'CouncilConvened',
      data: { level: 'final', meetingOn: '2021-07-02', members },
    });
    given(...upTo.submitted, convened)
      .when({ ...vote, occurredOn: '2021-07-02' })
      .then({ type: 'VoteCast', data: { level: 'final', member: personOf('council-member'), vote: 'for', reason: null } });
  });
  it('passes a project by more than half of the members, abstaining ones included', () => {
    const pass = {
      ...by('2021-05-10', 'appraisal-officer'),
      type: 'ConcludeBaseAppraisal',
      result: 'pass',
      amount: 300_000_000,
      reason: null,
    } as const;
    const voted = [...aside.convened, cast('u-3', 'for')];
    given(...voted, ...assessedBase)
      .when(pass)
      .thenRefused('council-majority', { inFavour: 1, members: 3, votes: 1 });
    given(...voted, cast('u-4', 'for'), cast('u-4', 'against'), ...assessedBase)
      .when(pass)
      .thenRefused('council-majority', { inFavour: 1, votes: 2 });
    const [convened, ...rest] = aside.convened.toReversed();
    const four = [...members, { person: 'u-5', seat: 'member' }];
    const half = { ...convened, data: { level: 'base', meetingOn: '2021-05-02', members: four } } as (typeof aside.convened)[number];
    given(...rest.toReversed(), half, cast('u-3', 'for'), cast('u-4', 'for'), ...assessedBase)
      .when(pass)
      .thenRefused('council-majority', { inFavour: 2, members: 4, over: 50 });
    given(...voted, cast('u-4', 'for'), ...assessedBase)
      .when({ ...pass, amount: 0 })
      .thenRefused('amount');
  });
});
