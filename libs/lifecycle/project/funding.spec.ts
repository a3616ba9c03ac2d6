import { describe, expect, it } from '@jest/globals';
import { scenarios } from '#testkit/scenario';
import { currentRules } from '../context.ts';
import { DONG_MAX } from '../money.ts';
import { filed, FIRST_PAPERS, type History, type Of, REST_PAPERS } from './funded.fixture.ts';
import { project } from './project.decider.ts';
import {
  accepted,
  approved,
  by,
  byRegister,
  confirmed,
  groupDraft,
  keyDraft,
  localNeed,
  need,
  on,
  paid,
  paidRest,
  register,
  reported,
  requested,
  requestedRest,
  signed,
  upTo,
  withDraft,
  withNeed,
} from './project.fixture.ts';
import type { ProjectEvent, Tranche } from './project.events.ts';

const { given, stateAfter } = scenarios(project);
const later = scenarios(project, { today: '2024-12-31', rules: currentRules });

const contracted: History = [...upTo.contracted, ...filed('2022-03-01', ...FIRST_PAPERS)];
const ready: History = [...contracted, reported];
const toRequest: History = [...ready, requested];
const ask = (tranche: Tranche, amount: number, day = '2022-04-01'): Of<'RequestAdvance'> => ({
  ...by(day, 'centre-officer'),
  type: 'RequestAdvance',
  tranche,
  amount,
});
const pay = (tranche: Tranche, amount: number, day = '2022-04-20'): Of<'PayAdvance'> => ({
  ...by(day, 'agency-accountant'),
  type: 'PayAdvance',
  tranche,
  amount,
  treasuryRef: 'KB-1',
});
const recover = (amount: number, day = '2022-06-10'): Of<'RecoverAdvance'> => ({
  ...by(day, 'agency-accountant'),
  type: 'RecoverAdvance',
  amount,
  reason: 'Không có khối lượng',
});
const asked = (tranche: Tranche, amount: number): ProjectEvent => ({ type: 'AdvanceRequested', data: { tranche, amount } });
const recovered = (day: string, amount: number) =>
  on(day, 'agency-accountant', { type: 'AdvanceRecovered', data: { amount, reason: null } });

describe('requesting the first advance', () => {
  it('asks for up to 70 % of the approved support (TT 36/2013 art. 13(2)d)', () => {
    given(...contracted)
      .when(ask('first', 203_000_000))
      .then(asked('first', 203_000_000));
    given(...contracted)
      .when(ask('first', 203_000_001))
      .thenRefused('advance-cap', { percent: 70, advanced: 203_000_001 }, 'TT 36/2013/TT-BCT, TT 17/2018/TT-BCT, art. 13(2)d');
  });
  it('asks for up to 30 % for a cluster (TT 36/2013 art. 13(1))', () => {
    const cluster = withNeed([...contracted, ...filed('2022-03-01', 'support-contract')], { ...need, content: 'ND7b' });
    given(...cluster)
      .when(ask('first', 87_000_001))
      .thenRefused('advance-cap', { percent: 30 }, 'TT 36/2013/TT-BCT, TT 17/2018/TT-BCT, art. 13(1)');
    given(...cluster)
      .when(ask('first', 87_000_000))
      .then(asked('first', 87_000_000));
  });
  it('knows the sub-kind: treating a cluster’s pollution is advanced by 30 % (TT 36/2013 art. 13(1))', () => {
    const history = withNeed([...contracted, ...filed('2022-03-01', 'support-contract')], { ...need, content: 'ND7c' });
    const treatment = withDraft(history, { ...groupDraft, kind: 'single', variant: 'pollution-cluster' });
    given(...treatment)
      .when(ask('first', 87_000_001))
      .thenRefused('advance-cap', { percent: 30 }, 'TT 36/2013/TT-BCT, TT 17/2018/TT-BCT, art. 13(1)');
    given(...treatment)
      .when(ask('first', 87_000_000))
      .then(asked('first', 87_000_000));
  });
  it('of local money stays within the province’s own limit, and within nobody else’s', () => {
    const [general] = currentRules.advanceLimits;
    const own = {
      ...general,
      id: 'own',
      source: 'KCDP',
      contents: null,
      percent: 40,
      from: '2020-01-01',
      to: null,
      province: need.province,
    } as const;
    const rules = { ...currentRules, advanceLimits: [...currentRules.advanceLimits, own as (typeof currentRules.advanceLimits)[number]] };
    const provincial = scenarios(project, { today: '2022-12-31', rules });
    const local = withNeed(contracted, localNeed);
    provincial
      .given(...local)
      .when(ask('first', 116_000_001))
      .thenRefused('advance-cap', { percent: 40 });
    provincial
      .given(...withNeed(contracted, { ...localNeed, province: { set: 'vn63', code: '40' } }))
      .when(ask('first', 116_000_001))
      .then(asked('first', 116_000_001));
  });
  it('knows the sub-kind: planning a cluster is advanced by 70 %, not 30 % (TT 36/2013 art. 13(2)c)', () => {
    const planning = withDraft(withNeed([...contracted, ...filed('2022-03-01', 'support-contract')], { ...need, content: 'ND7b' }), {
      ...groupDraft,
      kind: 'single',
      variant: 'cluster-planning',
    });
    given(...planning)
      .when(ask('first', 203_000_000))
      .then(asked('first', 203_000_000));
  });
  it("keeps to the Treasury's 70 % cap for local money (TTLT 26/2014 art. 8(2)b)", () =>
    given(...withNeed(contracted, localNeed))
      .when(ask('first', 203_000_001))
      .thenRefused('advance-cap', { percent: 70 }, 'TT 28/2018/TT-BTC, cap on advances'));
  it('pays a founded business once, in full, and only after acceptance (TT 36/2013 art. 13(3))', () => {
    const founding = withNeed(contracted, { ...need, content: 'ND2b' });
    given(...founding)
      .when(ask('first', 100_000_000))
      .thenRefused('illegal-transition', { tranche: 'first' }, 'TT 36/2013/TT-BCT, TT 17/2018/TT-BCT, art. 13(3)');
    const done = [...founding, reported, accepted, ...filed('2022-08-21', 'acceptance-minutes', 'volume-report', 'business-registration')];
    given(...done)
      .when(ask('first', 290_000_000, '2022-08-22'))
      .then(asked('first', 290_000_000));
    given(...done, on('2022-08-22', 'centre-officer', asked('first', 290_000_000)))
      .when(pay('first', 290_000_000, '2022-08-25'))
      .then({ type: 'AdvancePaid', data: { tranche: 'first', amount: 290_000_000, treasuryRef: 'KB-1' } });
  });
  it('pays a founded business what it asked for as what it asked for', () => {
    const done = [...withNeed(contracted, { ...need, content: 'ND2b' }), reported, accepted];
    given(...done, on('2022-08-22', 'centre-officer', asked('remaining', 100_000_000)))
      .when(pay('first', 100_000_000, '2022-08-25'))
      .thenRefused('advance-conditions', { missing: 'request', tranche: 'first' }, 'TT 36/2013/TT-BCT, art. 13, 14, 15');
  });
  it('wants the papers of its kind', () =>
    given(...upTo.contracted)
      .when(ask('first', 203_000_000))
      .thenRefused(
        'dossier-incomplete',
        { missing: ['project-contract', 'progress-report'], act: 'RequestFirstAdvance' },
        'TT 36/2013/TT-BCT, TT 17/2018/TT-BCT, art. 12(2), 13',
      ));
  it('said twice is true once; another amount takes its place and is confirmed again', () => {
    given(...toRequest, confirmed)
      .when(ask('first', 203_000_000, '2022-04-10'))
      .thenNothing();
    given(...toRequest, confirmed)
      .when(ask('first', 200_000_000, '2022-04-10'))
      .then(asked('first', 200_000_000));
    expect(stateAfter([...toRequest, confirmed, on('2022-04-10', 'centre-officer', asked('first', 200_000_000))])).toMatchObject({
      request: { amount: 200_000_000, volumePercent: null },
    });
  });
  it('is not before a contract', () =>
    given(...upTo['in-plan'])
      .when(ask('first', 203_000_000))
      .thenRefused('illegal-transition', { status: 'in-plan', command: 'RequestAdvance' }));
  it('is the proposer’s to ask', () =>
    given(...contracted)
      .when({ ...ask('first', 203_000_000), ...by('2022-04-01', 'agency-officer') })
      .thenRefused('not-your-role', { who: ['centre-officer', 'regional-centre-officer'] }));
  it('wants whole đồng above 0, and not more than there can be', () => {
    for (const amount of [0, -1, 1.5, DONG_MAX + 1, Number.NaN])
      given(...contracted)
        .when(ask('first', amount))
        .thenRefused('amount', { field: 'amount' });
    given(...upTo.executing)
      .when(ask('next', DONG_MAX, '2022-05-01'))
      .thenRefused('illegal-transition', { tranche: 'next' });
    given(...withDraft(upTo.executing, keyDraft))
      .when(ask('next', DONG_MAX, '2022-05-01'))
      .thenRefused('advance-over-approved', { approved: 290_000_000 }, 'TT 36/2013/TT-BCT, art. 13, 14, 15');
  });
  it("of a group scheme waits for the Sở's approval of the detailed plan (TT 36/2013 art. 21(2)a)", () => {
    given(...withDraft(contracted, groupDraft))
      .when(ask('first', 203_000_000))
      .thenRefused('advance-conditions', { missing: 'group-plan' }, 'TT 36/2013/TT-BCT, art. 21(2)a');
    const planned = on('2022-03-02', 'appraisal-officer', {
      type: 'GroupPlanApproved',
      data: { decisionNo: '7/QĐ-SCT', places: [{ commune: 'Xã A', beneficiary: 'Cơ sở A', amount: 290_000_000 }] },
    });
    given(...withDraft(contracted, groupDraft), planned)
      .when(ask('first', 203_000_000))
      .then(asked('first', 203_000_000));
  });
  it('waits while a change has re-opened the appraisal (TT 36/2013 art. 9, 11)', () =>
    given(...contracted, ...reopening)
      .when(ask('first', 203_000_000))
      .thenRefused('reapproval-needed', { open: ['principles'] }, 'TT 36/2013/TT-BCT, art. 9, 11'));
});

const reopening: History = [
  on('2022-03-02', 'department-leader', {
    type: 'AdjustmentRequested',
    data: { adjustment: 'a1', kinds: ['place'], change: { commune: 'Xã Lương Sơn' }, reason: 'Dời xưởng', ownProposal: true },
  }),
  on('2022-03-03', 'agency-leader', {
    type: 'AdjustmentDecided',
    data: { adjustment: 'a1', kinds: ['place'], approved: true, decisionNo: '1/QĐ', reason: null, reopens: ['principles'] },
  }),
];

describe("the Sở's confirmation of volume (TT 36/2013 art. 21(4), 23(3)a)", () => {
  const confirm = (percent: number): Of<'ConfirmVolume'> => ({ ...by('2022-04-05', 'appraisal-officer'), type: 'ConfirmVolume', percent });
  it('is of the tranche that was asked for, up to what the progress report says', () => {
    given(...toRequest)
      .when(confirm(75))
      .then({ type: 'VolumeConfirmed', data: { tranche: 'first', percent: 75 } });
    given(...toRequest)
      .when(confirm(75.01))
      .thenRefused('volume-over-reported', { percent: 75.01, reported: 75 }, 'TT 36/2013/TT-BCT, art. 21(4), 23(3)a');
  });
  it('needs a request and a progress report', () => {
    given(...ready)
      .when(confirm(75))
      .thenRefused('advance-conditions', { missing: 'request' }, 'TT 36/2013/TT-BCT, art. 21(4), 23(3)a');
    given(...contracted, requested)
      .when(confirm(75))
      .thenRefused('advance-conditions', { missing: 'progress-report' }, 'TT 36/2013/TT-BCT, art. 21(4), 23(3)a');
  });
  it('is a percentage with two decimals at most', () => {
    for (const percent of [-1, 101, 50.001, Number.NaN])
      given(...toRequest)
        .when(confirm(percent))
        .thenRefused('percent', { field: 'percent' });
  });
  it('is not by whoever asked, in any role or in whose stead ever', () => {
    given(...toRequest)
      .when({ ...confirm(75), actor: 'u-centre-officer' })
      .thenRefused('segregation', { person: 'u-centre-officer', did: 'request', duty: 'confirm' });
    given(...toRequest)
      .when({ ...confirm(75), delegatedBy: 'u-centre-officer' })
      .thenRefused('segregation', { person: 'u-centre-officer' });
  });
});

describe('paying the first advance', () => {
  it('pays what was requested once the Sở confirmed over 70 % of the volume', () =>
    given(...toRequest, confirmed)
      .when(pay('first', 203_000_000))
      .then({ type: 'AdvancePaid', data: { tranche: 'first', amount: 203_000_000, treasuryRef: 'KB-1' } }));
  it('starts the execution and answers the request', () =>
    expect(stateAfter([...contracted, requested, paid])).toMatchObject({
      status: 'executing',
      request: null,
      paid: { first: 203_000_000 },
    }));
  it('waits for the confirmation of volume', () =>
    given(...toRequest)
      .when(pay('first', 203_000_000))
      .thenRefused(
        'advance-conditions',
        { missing: 'volume', shown: null, over: 70 },
        'TT 36/2013/TT-BCT, TT 17/2018/TT-BCT, art. 13(2)d',
      ));
  it('wants more than the threshold, not the threshold itself', () =>
    given(...toRequest, on('2022-04-05', 'appraisal-officer', { type: 'VolumeConfirmed', data: { tranche: 'first', percent: 70 } }))
      .when(pay('first', 203_000_000))
      .thenRefused('advance-conditions', { shown: 70, over: 70 }));
  it('wants no volume where the circular asks for none: training (TT 36/2013 art. 13(2)a)', () =>
    given(...withNeed(toRequest, { ...need, content: 'ND1' }))
      .when(pay('first', 203_000_000))
      .then({ type: 'AdvancePaid', data: { tranche: 'first', amount: 203_000_000, treasuryRef: 'KB-1' } }));
  it('pays nothing that was not requested, nor another amount or tranche', () => {
    given(...ready)
      .when(pay('first', 203_000_000))
      .thenRefused('advance-conditions', { missing: 'request' });
    given(...toRequest, confirmed)
      .when(pay('first', 202_000_000))
      .thenRefused('advance-conditions', { missing: 'request', tranche: 'first', amount: 202_000_000 });
    given(...withDraft(toRequest, keyDraft), confirmed, paid, on('2022-05-01', 'centre-officer', asked('first', 1)))
      .when(pay('next', 1, '2022-05-02'))
      .thenRefused('advance-conditions', { missing: 'volume' });
    const other = [on('2022-05-01', 'centre-officer', asked('next', 1)), { ...confirmed, on: '2022-05-01' }];
    given(...withDraft(toRequest, keyDraft), confirmed, paid, ...(other as History))
      .when(pay('first', 1, '2022-05-02'))
      .thenRefused('illegal-transition', { tranche: 'first' });
  });
  it('comes once', () =>
    given(...toRequest, confirmed, paid, requested)
      .when(pay('first', 203_000_000, '2022-05-01'))
      .thenRefused('advance-conditions', { missing: 'volume' }));
  it('asks for no second first one', () =>
    given(...upTo.executing)
      .when(ask('first', 1, '2022-05-01'))
      .thenRefused(
        'illegal-transition',
        { status: 'executing', command: 'RequestAdvance', tranche: 'first' },
        'TT 36/2013/TT-BCT, art. 13, 14, 15',
      ));
  it('is not by whoever approved the money', () =>
    given(...toRequest, confirmed)
      .when({ ...pay('first', 203_000_000), actor: 'u-ministry-leader' })
      .thenRefused('segregation', { did: 'approve', duty: 'pay' }));
});

describe('an advance from a register', () => {
  const attested = {
    ...pay('first', 203_000_000),
    ...byRegister('2022-04-20'),
    role: undefined,
    treasuryRef: null,
  } as unknown as Of<'PayAdvance'>;
  it('needs no request, no volume and no contract, but keeps to the cap', () => {
    for (const past of [upTo.contracted, upTo['in-plan']])
      given(...past)
        .when(attested)
        .then({ type: 'AdvancePaid', data: { tranche: 'first', amount: 203_000_000, treasuryRef: null, attested: register } });
    given(...upTo.contracted)
      .when({ ...attested, amount: 203_000_001 })
      .thenRefused('advance-cap');
  });
  it('stands for no more than it says', () => {
    const saying = (...steps: (typeof register.steps)[number][]) => ({ ...attested, attested: { ...register, steps } });
    given(...upTo['in-plan'])
      .when(saying('request', 'volume'))
      .thenRefused('advance-conditions', { missing: 'contract' }, 'TT 36/2013/TT-BCT, art. 12(1), 13');
    given(...upTo.contracted)
      .when(saying('contract', 'request'))
      .thenRefused('advance-conditions', { missing: 'volume' });
    given(...upTo.contracted)
      .when(saying('contract', 'volume'))
      .thenRefused('advance-conditions', { missing: 'request' });
  });
  it('takes the remaining one as it stands, but never more than was approved', () => {
    const rest = { ...attested, occurredOn: '2022-09-01', tranche: 'remaining' as const };
    const inPart = on('2022-08-20', 'department-leader', {
      type: 'AcceptanceHeld',
      data: { result: 'part', amount: 250_000_000, output: 1, remarks: 'x' },
    });
    given(...upTo.executing, inPart)
      .when({ ...rest, amount: 87_000_000 })
      .then({ type: 'AdvancePaid', data: { tranche: 'remaining', amount: 87_000_000, treasuryRef: null, attested: register } });
    given(...upTo.executing, inPart)
      .when({ ...rest, amount: 87_000_001 })
      .thenRefused('advance-over-approved');
  });
  it('is taken of a group scheme without its detailed plan, and of a founded business before acceptance', () => {
    const out: ProjectEvent = {
      type: 'AdvancePaid',
      data: { tranche: 'first', amount: 203_000_000, treasuryRef: null, attested: register },
    };
    given(...withDraft(upTo.contracted, groupDraft))
      .when(attested)
      .then(out);
    given(...withNeed(upTo.contracted, { ...need, content: 'ND2b' }))
      .when(attested)
      .then(out);
  });
  it('counts what went out, recovered or not', () =>
    given(...upTo.executing, recovered('2022-06-01', 203_000_000), accepted)
      .when({ ...attested, occurredOn: '2022-09-01', tranche: 'remaining', amount: 87_000_001 })
      .thenRefused('advance-over-approved', { advanced: 290_000_001 }));
});

describe('the next tranches of a key scheme (TT 36/2013 art. 15(2)b)', () => {
  const smaller = on('2022-04-20', 'agency-accountant', {
    type: 'AdvancePaid',
    data: { tranche: 'first', amount: 100_000_000, treasuryRef: null },
  });
  const running: History = [...withDraft([...ready, smaller], keyDraft)];
  const next = on('2022-05-01', 'centre-officer', asked('next', 103_000_000));
  it('come after the first, before acceptance, up to the same cap altogether', () => {
    given(...running)
      .when(ask('next', 103_000_000, '2022-05-01'))
      .then(asked('next', 103_000_000));
    given(...running)
      .when(ask('next', 103_000_001, '2022-05-01'))
      .thenRefused('advance-cap', { advanced: 203_000_001, percent: 70 });
    given(...withDraft(ready, keyDraft))
      .when(ask('next', 1, '2022-05-01'))
      .thenRefused('illegal-transition', { tranche: 'next' }, 'TT 36/2013/TT-BCT, TT 17/2018/TT-BCT, art. 15(2)b');
    given(...running, accepted)
      .when(ask('next', 1, '2022-08-21'))
      .thenRefused('illegal-transition', { tranche: 'next' });
  });
  it('are for no other kind of scheme', () =>
    given(...ready, smaller)
      .when(ask('next', 1, '2022-05-01'))
      .thenRefused('illegal-transition', { tranche: 'next' }));
  it('are paid on progress that the Sở confirmed, several times', () => {
    given(...running, next)
      .when(pay('next', 103_000_000, '2022-05-10'))
      .thenRefused('advance-conditions', { missing: 'volume', over: 0 }, 'TT 36/2013/TT-BCT, art. 21(4), 23(3)a');
    const volume = on('2022-05-05', 'appraisal-officer', { type: 'VolumeConfirmed', data: { tranche: 'next', percent: 40 } });
    const out: ProjectEvent = { type: 'AdvancePaid', data: { tranche: 'next', amount: 103_000_000, treasuryRef: 'KB-1' } };
    given(...running, next, volume)
      .when(pay('next', 103_000_000, '2022-05-10'))
      .then(out);
    const twice = on('2022-05-10', 'agency-accountant', {
      type: 'AdvancePaid',
      data: { tranche: 'next', amount: 50_000_000, treasuryRef: null },
    });
    given(...running, twice)
      .when(ask('next', 53_000_000, '2022-06-01'))
      .then(asked('next', 53_000_000));
  });
  it('need a progress report on file', () =>
    given(...withDraft([...upTo.contracted, reported, smaller], keyDraft))
      .when(ask('next', 1_000_000, '2022-05-01'))
      .thenRefused('dossier-incomplete', { missing: ['progress-report'], act: 'RequestNextAdvance' }));
});

describe('the remaining advance (TT 36/2013 art. 14)', () => {
  const done: History = [...upTo.accepted, ...filed('2022-08-21', ...REST_PAPERS)];
  it('opens with the acceptance, within what was approved and accepted', () => {
    given(...upTo.executing)
      .when(ask('remaining', 87_000_000, '2022-08-25'))
      .thenRefused('illegal-transition', { tranche: 'remaining' }, 'TT 36/2013/TT-BCT, TT 17/2018/TT-BCT, art. 14');
    given(...done)
      .when(ask('remaining', 87_000_000, '2022-08-25'))
      .then(asked('remaining', 87_000_000));
    given(...done)
      .when(ask('remaining', 87_000_001, '2022-08-25'))
      .thenRefused('advance-over-approved', { advanced: 290_000_001, approved: 290_000_000 });
    const inPart = on('2022-08-20', 'department-leader', {
      type: 'AcceptanceHeld',
      data: { result: 'part', amount: 250_000_000, output: 1, remarks: 'Thiếu một hạng mục' },
    });
    given(...upTo.executing, inPart, ...filed('2022-08-21', ...REST_PAPERS))
      .when(ask('remaining', 47_000_001, '2022-08-25'))
      .thenRefused('amount-over-accepted', { advanced: 250_000_001, accepted: 250_000_000 }, 'TT 36/2013/TT-BCT, art. 12(6)');
    given(...upTo.executing, inPart, ...filed('2022-08-21', ...REST_PAPERS))
      .when(ask('remaining', 47_000_000, '2022-08-25'))
      .then(asked('remaining', 47_000_000));
  });
  it('wants the papers that prove the result', () =>
    given(...upTo.accepted)
      .when(ask('remaining', 87_000_000, '2022-08-25'))
      .thenRefused('dossier-incomplete', { missing: [...REST_PAPERS] }));
  it('is paid without another confirmation of volume, once', () => {
    given(...done, requestedRest)
      .when(pay('remaining', 87_000_000, '2022-09-01'))
      .then({ type: 'AdvancePaid', data: { tranche: 'remaining', amount: 87_000_000, treasuryRef: 'KB-1' } });
    given(...done, requestedRest, { ...paidRest, data: { tranche: 'remaining', amount: 1, treasuryRef: null } } as History[number])
      .when(ask('remaining', 1, '2022-09-02'))
      .thenRefused('illegal-transition', { tranche: 'remaining' });
  });
  it('may be the whole where nothing was advanced before', () =>
    given(...ready, accepted, ...filed('2022-08-21', ...REST_PAPERS))
      .when(ask('remaining', 290_000_000, '2022-08-25'))
      .then(asked('remaining', 290_000_000)));
  it('closes what was asked for before the acceptance', () =>
    expect(stateAfter([...toRequest, accepted])).toMatchObject({ status: 'accepted', request: null }));
  it('comes a second time only for what came back', () => {
    const out = [...done, requestedRest, paidRest, recovered('2022-09-02', 10_000_000)];
    given(...out)
      .when(ask('remaining', 10_000_000, '2022-09-03'))
      .then(asked('remaining', 10_000_000));
    given(...out)
      .when(ask('remaining', 10_000_001, '2022-09-03'))
      .thenRefused('advance-over-approved');
  });
});

describe('recovering an advance (TT 36/2013 art. 12(6))', () => {
  it('takes back what is out, no more', () => {
    for (const past of [upTo.executing, upTo.stopped]) {
      given(...past)
        .when(recover(203_000_000))
        .then({ type: 'AdvanceRecovered', data: { amount: 203_000_000, reason: 'Không có khối lượng' } });
      given(...past)
        .when(recover(203_000_001))
        .thenRefused('recovery-over-advanced', { amount: 203_000_001, most: 203_000_000 }, 'TT 36/2013/TT-BCT, art. 12(6)');
    }
    given(...upTo.executing, recovered('2022-06-01', 200_000_000))
      .when(recover(3_000_001))
      .thenRefused('recovery-over-advanced', { most: 3_000_000 });
  });
  it('has nothing to take back where nothing is out', () => {
    given(...ready)
      .when(recover(1))
      .thenRefused('nothing-to-do', { command: 'RecoverAdvance' }, 'TT 36/2013/TT-BCT, art. 12(6)');
    given(...upTo.stopped, recovered('2022-06-01', 203_000_000))
      .when(recover(1))
      .thenRefused('nothing-to-do');
  });
  it('wants whole đồng above 0', () =>
    given(...upTo.stopped)
      .when(recover(0))
      .thenRefused('amount', { field: 'amount', amount: 0 }));
  it('never lets more go out and back than can be counted', () => {
    const vast = { ...approved, data: { ...approved.data, amount: DONG_MAX } } as History[number];
    const out = on('2022-04-20', 'agency-accountant', { type: 'AdvancePaid', data: { tranche: 'first', amount: 7e14, treasuryRef: null } });
    given(...contracted.map((event) => (event === approved ? vast : event)), reported, out, recovered('2022-06-01', 7e14))
      .when(ask('first', 7e14, '2022-06-02'))
      .thenRefused('advance-over-approved', { advanced: 7e14 });
  });
  it('of all lets the first advance go out again; of a part it does not', () => {
    const all = [...toRequest, confirmed, paid, recovered('2022-06-01', 203_000_000)];
    given(...all)
      .when(ask('first', 203_000_000, '2022-06-02'))
      .then(asked('first', 203_000_000));
    given(...all)
      .when(ask('first', 203_000_001, '2022-06-02'))
      .thenRefused('advance-cap');
    given(...toRequest, confirmed, paid, recovered('2022-06-01', 202_999_999))
      .when(ask('first', 1, '2022-06-02'))
      .thenRefused('illegal-transition', { tranche: 'first' });
  });
  it('is taken from a register with its attestation', () =>
    given(...upTo.stopped)
      .when({ ...recover(203_000_000), ...byRegister('2022-06-10') })
      .then({ type: 'AdvanceRecovered', data: { amount: 203_000_000, reason: 'Không có khối lượng', attested: register } }));
});

it('judges by the rules of the day when the plan was approved, not of the day of the act (NĐ 235/2025, transition)', () => {
  const early = upTo['in-plan'].map((event) => (event === approved ? { ...approved, on: '2014-03-01' } : event));
  const past = early.map((event) => ({ ...event, on: event.on > '2014-03-01' || event.on.startsWith('2021') ? '2014-03-01' : event.on }));
  later
    .given(...(past as History), signed, ...filed('2022-03-01', ...FIRST_PAPERS))
    .when(ask('first', 203_000_001))
    .thenRefused('advance-cap', { percent: 70 }, 'TT 36/2013/TT-BCT, art. 13(2)d');
});
