import { describe, expect, it } from '@jest/globals';
import type { Role } from '#reference/roles';
import { scenarios } from '#testkit/scenario';
import { currentRules } from '../context.ts';
import { filed, type History, type Of } from './funded.fixture.ts';
import { project } from './project.decider.ts';
import {
  by,
  byRegister,
  draft,
  groupDraft,
  localNeed,
  need,
  on,
  plan,
  projectId,
  register,
  signed,
  upTo,
  withDraft,
  withNeed,
} from './project.fixture.ts';
import type { AdjustmentKind, Change, ProjectEvent } from './project.events.ts';

const { given: bare, stateAfter } = scenarios(project);
/** With the request's own paper on file: TT 36/2013 art. 11(1). */
const given = (...past: History) => bare(...past, ...filed('2022-01-01', 'adjustment-request'));

const request = (change: Change, role: Role = 'centre-officer'): Of<'RequestAdjustment'> => ({
  ...by('2022-05-01', role),
  type: 'RequestAdjustment',
  change,
  reason: 'Cơ sở dời xưởng',
});
const requested = (kinds: readonly AdjustmentKind[], change: Change): ProjectEvent => ({
  type: 'AdjustmentRequested',
  data: { adjustment: 'a1', kinds, change, reason: 'Cơ sở dời xưởng' },
});
const pending = (kinds: readonly AdjustmentKind[], change: Change) => on('2022-05-01', 'centre-officer', requested(kinds, change));
const confirmed = on('2022-05-05', 'appraisal-officer', {
  type: 'AdjustmentConfirmed',
  data: { adjustment: 'a1', visitedOn: '2022-05-04', opinion: 'Đồng ý' },
});
const decide = (role: Role, over: Partial<Of<'DecideAdjustment'>> = {}): Of<'DecideAdjustment'> => ({
  ...by('2022-05-10', role),
  type: 'DecideAdjustment',
  approved: true,
  decisionNo: '12/QĐ',
  reason: null,
  ...over,
});
const decided = (kinds: readonly AdjustmentKind[], reopens: readonly string[], approved = true): ProjectEvent => ({
  type: 'AdjustmentDecided',
  data: { adjustment: 'a1', kinds, approved, decisionNo: '12/QĐ', reason: approved ? null : 'Không cần', reopens },
});
const PLACE: Change = { commune: 'Xã Lương Sơn' };

/** What is asked for, of which kind it is, and whose it is to decide: TT 36/2013 art. 11(2) and (4), domain table. */
const TABLE: readonly (readonly [AdjustmentKind, Change, Role, string, string])[] = [
  ['content', { content: 'ND3a' }, 'ministry-leader', 'art. 11(2)a', 'principles aims-and-money'],
  ['next-year', { endsOn: '2023-02-28' }, 'ministry-leader', 'art. 11(2)a', ''],
  ['place', PLACE, 'agency-leader', 'art. 11(2)b', 'principles'],
  [
    'beneficiary',
    { beneficiary: { name: 'Hợp tác xã Ngọc Phụng', taxCode: null } },
    'agency-leader',
    'art. 11(2)b',
    'principles capability',
  ],
  ['coordinating-unit', { coordinatingUnit: 'UBND xã Lương Sơn' }, 'agency-leader', 'art. 11(2)b', 'capability'],
  ['within-year', { endsOn: '2022-12-15' }, 'agency-leader', 'art. 11(2)b', ''],
  ['cost', { totalCost: 900_000_000 }, 'agency-leader', 'art. 11(2)b', 'aims-and-money'],
  ['other', { planned: 2 }, 'agency-leader', 'art. 11(2)b', 'aims-and-money'],
];

describe('requesting an adjustment (TT 36/2013 art. 11(1))', () => {
  it.each(TABLE)('knows a change of kind %s', (kind, change) =>
    given(...upTo.executing)
      .when(request(change))
      .then(requested([kind], change)),
  );
  it('comes with its paper, unless the Sở itself proposes it (art. 21(2)b)', () => {
    bare(...upTo.executing)
      .when(request(PLACE))
      .thenRefused('dossier-incomplete', { missing: ['adjustment-request'] }, 'TT 36/2013/TT-BCT, TT 17/2018/TT-BCT, art. 11(1)');
    bare(...upTo.executing)
      .when(request(PLACE, 'department-leader'))
      .then({
        type: 'AdjustmentRequested',
        data: { adjustment: 'a1', kinds: ['place'], change: PLACE, reason: 'Cơ sở dời xưởng', ownProposal: true },
      });
    bare(...withNeed(upTo.executing, localNeed))
      .when(request(PLACE))
      .then(requested(['place'], PLACE));
  });
  it('knows more and less money', () => {
    given(...upTo.executing)
      .when(request({ support: 290_000_001 }))
      .then(requested(['increase'], { support: 290_000_001 }));
    given(...upTo.executing)
      .when(request({ support: 203_000_000 }))
      .then(requested(['decrease'], { support: 203_000_000 }));
  });
  it('takes of what is named only what differs from how things are', () => {
    const same: Change = {
      support: 290_000_000,
      totalCost: 800_000_000,
      content: 'ND3b',
      commune: need.commune,
      beneficiary: { ...need.beneficiary },
      coordinatingUnit: 'UBND xã Ngọc Phụng',
      endsOn: '2022-11-30',
      planned: 1,
    };
    given(...upTo.executing)
      .when(request(same))
      .thenRefused('nothing-changes', {}, 'TT 36/2013/TT-BCT, art. 11');
    given(...upTo.executing)
      .when(request({ ...same, ...PLACE }))
      .then(requested(['place'], PLACE));
    const taxed = { name: need.beneficiary.name, taxCode: '0100109106' };
    given(...upTo.executing)
      .when(request({ ...same, beneficiary: taxed }))
      .then(requested(['beneficiary'], { beneficiary: taxed }));
    given(...upTo.executing)
      .when(request({}))
      .thenRefused('nothing-changes');
  });
  it('names a co-operating unit where there was none', () => {
    const { coordinatingUnit: _unit, ...alone } = draft;
    given(...withDraft(upTo.executing, alone))
      .when(request({ coordinatingUnit: 'UBND xã Lương Sơn' }))
      .then(requested(['coordinating-unit'], { coordinatingUnit: 'UBND xã Lương Sơn' }));
  });
  it('of a project that runs into a later year leaves that year only by a year after it', () => {
    const long = upTo.executing.map((event) =>
      event === signed ? ({ ...signed, data: { ...signed.data, endsOn: '2023-06-30' } } as typeof signed) : event,
    );
    given(...long)
      .when(request({ endsOn: '2023-11-30' }))
      .then(requested(['within-year'], { endsOn: '2023-11-30' }));
    given(...long)
      .when(request({ endsOn: '2024-01-31' }))
      .then(requested(['next-year'], { endsOn: '2024-01-31' }));
  });
  it('by the Sở itself needs no further confirmation (art. 21(2)b)', () => {
    for (const role of ['appraisal-officer', 'department-leader'] as const)
      given(...upTo.executing)
        .when(request(PLACE, role))
        .then({ type: 'AdjustmentRequested', data: { ...(requested(['place'], PLACE).data as object), ownProposal: true } as never });
  });
  it('counts its requests, one at a time', () => {
    given(...upTo.executing, pending(['place'], PLACE))
      .when(request({ planned: 2 }))
      .thenRefused('adjustment-pending', { adjustment: 'a1' }, 'TT 36/2013/TT-BCT, art. 11');
    given(...upTo.executing, pending(['place'], PLACE), on('2022-05-01', 'agency-leader', decided(['place'], [], false)))
      .when(request({ planned: 2 }))
      .then({
        type: 'AdjustmentRequested',
        data: { adjustment: 'a2', kinds: ['other'], change: { planned: 2 }, reason: 'Cơ sở dời xưởng' },
      });
  });
  it('cannot lower the money under what is out, nor the cost under the support', () => {
    given(...upTo.executing)
      .when(request({ support: 202_999_999 }))
      .thenRefused('amount-under-spent', { amount: 202_999_999, least: 203_000_000 }, 'TT 36/2013/TT-BCT, art. 11');
    given(...upTo.executing)
      .when(request({ totalCost: 289_999_999 }))
      .thenRefused('counterpart', { totalCost: 289_999_999, supportRequested: 290_000_000, counterpart: -1 });
    given(...upTo.executing)
      .when(request({ support: 800_000_001 }))
      .thenRefused('counterpart', { counterpart: -1 });
    given(...upTo.executing)
      .when(request({ support: 800_000_000 }))
      .then(requested(['increase'], { support: 800_000_000 }));
    for (const [field, amount] of [
      ['support', 0],
      ['totalCost', 0.5],
    ] as const)
      given(...upTo.executing)
        .when(request({ [field]: amount }))
        .thenRefused('amount', { field, amount });
  });
  it('wants sense in what it asks for', () => {
    given(...upTo.executing)
      .when({ ...request(PLACE), reason: '' })
      .thenRefused('blank', { field: 'reason' });
    for (const [field, change] of [
      ['commune', { commune: ' ' }],
      ['coordinatingUnit', { coordinatingUnit: '' }],
      ['beneficiary', { beneficiary: { name: '', taxCode: null } }],
    ] as const)
      given(...upTo.executing)
        .when(request(change))
        .thenRefused('blank', { field });
    given(...upTo.executing)
      .when(request({ content: 'ND99' }))
      .thenRefused('unknown-name', { field: 'content', given: 'ND99', known: [] });
    for (const planned of [0, 1.5])
      given(...upTo.executing)
        .when(request({ planned }))
        .thenRefused('output', { planned });
    given(...upTo.executing)
      .when(request({ endsOn: '2022-04-30' }))
      .thenRefused('date-order', { field: 'endsOn', endsOn: '2022-04-30', occurredOn: '2022-05-01' });
    given(...upTo.executing)
      .when(request({ endsOn: '2022-05-01' }))
      .then(requested(['within-year'], { endsOn: '2022-05-01' }));
    given(...upTo['in-plan'])
      .when(request({ endsOn: '2022-12-31' }))
      .thenRefused('advance-conditions', { missing: 'contract' });
  });
  it('needs no contract for what stands in none', () =>
    given(...upTo['in-plan'])
      .when(request(PLACE))
      .then(requested(['place'], PLACE)));
  it('may go down to a single unit of output', () =>
    given(...withDraft(upTo.executing, { ...draft, output: { ...draft.output, planned: 2 } }))
      .when(request({ planned: 1 }))
      .then(requested(['other'], { planned: 1 })));
  it('asks for nothing that it leaves open', () =>
    given(...upTo.executing)
      .when(request({ ...PLACE, content: undefined } as unknown as Change))
      .then(requested(['place'], PLACE)));
});

describe("the Sở's confirmation (TT 36/2013 art. 11(1), 21(2)b)", () => {
  const confirm: Of<'ConfirmAdjustment'> = {
    ...by('2022-05-05', 'appraisal-officer'),
    type: 'ConfirmAdjustment',
    visitedOn: '2022-05-04',
    opinion: 'Đồng ý',
  };
  it('follows a look at the place', () => {
    given(...upTo.executing, pending(['place'], PLACE))
      .when(confirm)
      .then({ type: 'AdjustmentConfirmed', data: { adjustment: 'a1', visitedOn: '2022-05-04', opinion: 'Đồng ý' } });
    given(...upTo.executing, pending(['place'], PLACE))
      .when({ ...confirm, visitedOn: '2022-05-05' })
      .then({ type: 'AdjustmentConfirmed', data: { adjustment: 'a1', visitedOn: '2022-05-05', opinion: 'Đồng ý' } });
    given(...upTo.executing, pending(['place'], PLACE))
      .when({ ...confirm, visitedOn: '2022-05-06' })
      .thenRefused(
        'date-order',
        { field: 'visitedOn', visitedOn: '2022-05-06', occurredOn: '2022-05-05' },
        'TT 36/2013/TT-BCT, art. 11(1), 21(2)b',
      );
    given(...upTo.executing, pending(['place'], PLACE))
      .when({ ...confirm, opinion: '' })
      .thenRefused('blank', { field: 'opinion' });
  });
  it('said twice is true once; of nothing asked it is refused', () => {
    given(...upTo.executing, pending(['place'], PLACE), confirmed)
      .when(confirm)
      .thenNothing();
    given(...upTo.executing)
      .when(confirm)
      .thenRefused('nothing-to-do', { command: 'ConfirmAdjustment' });
  });
});

describe('deciding an adjustment (TT 36/2013 art. 11(2), (4))', () => {
  it.each(TABLE)('%s: by whom the article says, re-opening what stood on it and nothing else', (...row) => {
    const [kind, change, who, article, reopens] = row;
    const past: History = [...upTo.executing, pending([kind], change), confirmed];
    given(...past)
      .when(decide(who))
      .then(decided([kind], reopens === '' ? [] : reopens.split(' ')));
    const other = who === 'ministry-leader' ? 'agency-leader' : 'ministry-leader';
    for (const role of [other, 'agency-officer', 'department-leader'] as const)
      given(...past)
        .when(decide(role))
        .thenRefused(
          'not-your-role',
          { command: 'DecideAdjustment', kind, role, who: [who] },
          `TT 36/2013/TT-BCT, TT 17/2018/TT-BCT, ${article}`,
        );
  });
  it.each(TABLE)('%s of a group scheme: place, co-operating unit and beneficiary are the Sở’s (art. 11(4))', (kind, change, who) => {
    const sOwn = ['place', 'coordinating-unit', 'beneficiary'].includes(kind);
    given(...withDraft(upTo.executing, groupDraft), pending([kind], change), confirmed)
      .when(decide(sOwn ? who : 'department-leader'))
      .thenRefused('not-your-role', { kind, who: [sOwn ? 'department-leader' : who] });
  });
  it.each(TABLE)('%s of local money: whoever approves the plan (TT 46/2012 art. 8(3)b)', (kind, change) => {
    const past: History = [...withNeed(upTo.executing, localNeed), pending([kind], change), confirmed];
    given(...past)
      .when(decide('department-leader'))
      .thenRefused('not-your-role', { who: ['province-leader'] });
  });
  it('of several kinds is whose every kind is', () =>
    given(...upTo.executing, pending(['place', 'next-year'], { ...PLACE, endsOn: '2023-02-28' }), confirmed)
      .when(decide('agency-leader'))
      .thenRefused('not-your-role', { kind: 'next-year', who: ['ministry-leader'] }));
  it('without a row is whose stopping it is', () => {
    const bare = scenarios(project, { today: '2022-12-31', rules: { ...currentRules, authorities: [] } });
    bare
      .given(...upTo.executing, pending(['place'], PLACE), confirmed)
      .when(decide('agency-leader'))
      .thenRefused('not-your-role', { who: ['ministry-leader'] }, 'TT 36/2013/TT-BCT, art. 11');
    bare
      .given(...upTo.executing, pending(['place'], PLACE), confirmed)
      .when(decide('ministry-leader'))
      .then(decided(['place'], ['principles']));
  });
  it("waits for the Sở's confirmation, unless it is its own proposal", () => {
    given(...upTo.executing, pending(['place'], PLACE))
      .when(decide('agency-leader'))
      .thenRefused('adjustment-unconfirmed', { kinds: ['place'] }, 'TT 36/2013/TT-BCT, art. 11(1), 21(2)b');
    const own = on('2022-05-01', 'department-leader', {
      type: 'AdjustmentRequested',
      data: { ...(requested(['place'], PLACE).data as object), ownProposal: true } as never,
    });
    given(...upTo.executing, own)
      .when(decide('agency-leader'))
      .then(decided(['place'], ['principles']));
  });
  it('of nothing asked is refused', () =>
    given(...upTo.executing)
      .when(decide('agency-leader'))
      .thenRefused('nothing-to-do', { command: 'DecideAdjustment' }));
  it('says no with a reason, and then nothing changed', () => {
    const past = [...upTo.executing, pending(['place'], PLACE), confirmed];
    given(...past)
      .when(decide('agency-leader', { approved: false }))
      .thenRefused('blank', { field: 'reason' });
    given(...past)
      .when(decide('agency-leader', { decisionNo: '' }))
      .thenRefused('blank', { field: 'decisionNo' });
    given(...past)
      .when(decide('agency-leader', { approved: false, reason: 'Không cần' }))
      .then(decided(['place'], [], false));
    expect(stateAfter([...past, on('2022-05-10', 'agency-leader', decided(['place'], [], false))])).toMatchObject({
      adjustment: null,
      adjustmentsMade: ['a1'],
      need: { commune: need.commune },
      reopened: [],
    });
  });
  it('enters the draft, the need and the contract when approved', () => {
    const change: Change = {
      content: 'ND3a',
      commune: 'Xã Lương Sơn',
      beneficiary: { name: 'Hợp tác xã B', taxCode: null },
      coordinatingUnit: 'UBND xã B',
      endsOn: '2023-01-31',
      totalCost: 900_000_000,
      planned: 3,
    };
    const past = [
      ...upTo.executing,
      pending(['content'], change),
      confirmed,
      on('2022-05-10', 'ministry-leader', decided(['content'], ['principles'])),
    ];
    expect(stateAfter(past)).toMatchObject({
      need: { content: 'ND3a', commune: 'Xã Lương Sơn', beneficiary: { name: 'Hợp tác xã B' } },
      draft: {
        beneficiary: { name: 'Hợp tác xã B' },
        coordinatingUnit: 'UBND xã B',
        totalCost: 900_000_000,
        supportRequested: 300_000_000,
        counterpart: 600_000_000,
        output: { planned: 3 },
      },
      contract: { endsOn: '2023-01-31', contractNo: '10/HĐ' },
      reopened: ['principles'],
      adjustment: null,
    });
  });
  it('never leaves own money under 0', () => {
    const past = [
      ...upTo.executing,
      pending(['cost'], { totalCost: 295_000_000 }),
      confirmed,
      on('2022-05-10', 'agency-leader', decided(['cost'], [])),
    ];
    expect(stateAfter(past)).toMatchObject({ draft: { totalCost: 295_000_000, supportRequested: 295_000_000, counterpart: 0 } });
  });
  it('re-opens each content once, and assessing it again closes it', () => {
    const twice = [
      ...upTo.executing,
      pending(['place'], PLACE),
      on('2022-05-10', 'agency-leader', decided(['place'], ['principles'])),
      pending(['beneficiary'], { beneficiary: { name: 'B', taxCode: null } }),
      on('2022-05-11', 'agency-leader', decided(['beneficiary'], ['principles', 'capability'])),
    ];
    expect(stateAfter(twice)).toMatchObject({ reopened: ['principles', 'capability'] });
    const assess = (met: boolean): Of<'AssessCriterion'> => ({
      ...by('2022-05-12', 'agency-officer'),
      type: 'AssessCriterion',
      criterion: 'principles',
      met,
      finding: 'Vẫn phù hợp',
      evidence: 'Biên bản',
    });
    const said = (met: boolean): ProjectEvent => ({
      type: 'CriterionAssessed',
      data: { level: 'final', criterion: 'principles', met, finding: 'Vẫn phù hợp', evidence: 'Biên bản', signer: 'u-agency-officer' },
    });
    given(...twice)
      .when(assess(true))
      .then(said(true));
    expect(stateAfter([...twice, on('2022-05-12', 'agency-officer', said(true))])).toMatchObject({ reopened: ['capability'] });
    expect(stateAfter([...twice, on('2022-05-12', 'agency-officer', said(false))])).toMatchObject({
      reopened: ['principles', 'capability'],
    });
  });
});

describe('an adjustment of the money', () => {
  const more: History = [...upTo.executing, pending(['increase', 'place'], { support: 300_000_000, ...PLACE }), confirmed];
  const adjust = (amount: number): Of<'AdjustApproval'> => ({
    ...by('2022-05-20', 'ministry-leader'),
    type: 'AdjustApproval',
    plan,
    decisionNo: '900/QĐ-BCT',
    amount,
    reason: 'Điều chỉnh',
  });
  const adjusted = (amount: number, over: object = {}): ProjectEvent => ({
    type: 'ApprovalAdjusted',
    data: { plan, decisionNo: '900/QĐ-BCT', amount, before: 290_000_000, reason: 'Điều chỉnh', ...over },
  });
  it("is the plan's to decide; who may decide the rest may say no", () => {
    given(...more)
      .when(decide('ministry-leader'))
      .thenRefused('not-your-role', { kind: 'place' });
    const alone = [...upTo.executing, pending(['increase'], { support: 300_000_000 }), confirmed];
    given(...alone)
      .when(decide('ministry-leader'))
      .thenRefused('plan-decides', { plan, kinds: ['increase'] }, 'TT 36/2013/TT-BCT, art. 11');
    given(...alone)
      .when(decide('ministry-leader', { approved: false, reason: 'Không cần' }))
      .then(decided(['increase'], [], false));
    given(...upTo.executing, pending(['decrease'], { support: 250_000_000 }), confirmed)
      .when(decide('agency-leader'))
      .thenRefused('plan-decides', { kinds: ['decrease'] });
  });
  it("of the amount asked for enters with the plan's decision, and the rest of the change with it", () => {
    given(...more)
      .when(adjust(300_000_000))
      .then(adjusted(300_000_000, { adjustment: 'a1', reopens: ['aims-and-money', 'principles'] }));
    const past = [...more, on('2022-05-20', 'ministry-leader', adjusted(300_000_000, { adjustment: 'a1', reopens: ['principles'] }))];
    expect(stateAfter(past)).toMatchObject({
      approval: { amount: 300_000_000, decisionNo: '900/QĐ-BCT' },
      need: { commune: 'Xã Lương Sơn' },
      draft: { supportRequested: 300_000_000, counterpart: 500_000_000 },
      adjustment: null,
      reopened: ['principles'],
    });
  });
  it('to another amount leaves the request open', () =>
    expect(stateAfter([...more, on('2022-05-20', 'ministry-leader', adjusted(295_000_000))])).toMatchObject({
      approval: { amount: 295_000_000 },
      adjustment: { adjustment: 'a1' },
      need: { commune: need.commune },
    }));
  it('that the plan has made meanwhile no longer stands in the way', () => {
    given(
      ...upTo.executing,
      pending(['increase'], { support: 300_000_000 }),
      confirmed,
      on('2022-05-09', 'ministry-leader', adjusted(300_000_000)),
    )
      .when(decide('ministry-leader'))
      .then(decided(['increase'], []));
    given(
      ...upTo.executing,
      pending(['increase', 'within-year'], { support: 300_000_000, endsOn: '2022-12-15' }),
      confirmed,
      on('2022-05-09', 'ministry-leader', adjusted(300_000_000)),
    )
      .when(decide('ministry-leader', {}))
      .thenRefused('not-your-role', { kind: 'within-year' });
  });
});

describe('stopping (TT 36/2013 art. 11(2)a, (3))', () => {
  const stop: Of<'StopProject'> = {
    ...by('2022-05-10', 'ministry-leader'),
    type: 'StopProject',
    reason: 'Không có vốn đối ứng',
    decisionNo: '5/QĐ-BCT',
  };
  it('is the Minister’s, by decision, with the reason and its cause', () => {
    for (const past of [upTo['in-plan'], upTo.contracted, upTo.executing])
      given(...past)
        .when(stop)
        .then({ type: 'ProjectStopped', data: { reason: 'Không có vốn đối ứng', decisionNo: '5/QĐ-BCT' } });
    given(...upTo.executing)
      .when({ ...stop, cause: 'subjective' })
      .then({ type: 'ProjectStopped', data: { reason: 'Không có vốn đối ứng', decisionNo: '5/QĐ-BCT', cause: 'subjective' } });
    given(...upTo.executing)
      .when({ ...stop, ...by('2022-05-10', 'agency-leader') })
      .thenRefused('not-your-role', { who: ['ministry-leader'] }, 'TT 36/2013/TT-BCT, art. 11(2)a');
  });
  it('wants a reason and a decision; a register may have no number', () => {
    given(...upTo.executing)
      .when({ ...stop, reason: '' })
      .thenRefused('blank', { field: 'reason' });
    for (const decisionNo of [null, ' '])
      given(...upTo.executing)
        .when({ ...stop, decisionNo })
        .thenRefused('blank', { field: 'decisionNo' });
    given(...upTo.executing)
      .when({ ...byRegister('2022-05-10'), type: 'StopProject', reason: 'x', decisionNo: null })
      .then({ type: 'ProjectStopped', data: { reason: 'x', decisionNo: null, attested: register } });
  });
  it('comes once, and not after acceptance', () => {
    given(...upTo.stopped)
      .when(stop)
      .thenNothing();
    given(...upTo.accepted)
      .when({ ...stop, ...by('2022-08-21', 'ministry-leader') })
      .thenRefused('illegal-transition', { status: 'accepted' });
  });
  it('closes what was asked for', () => {
    const past = [
      ...upTo.contracted,
      on('2022-04-01', 'centre-officer', { type: 'AdvanceRequested', data: { tranche: 'first', amount: 1 } }),
      pending(['place'], PLACE),
      on('2022-05-10', 'ministry-leader', { type: 'ProjectStopped', data: { reason: 'x', decisionNo: '1' } }),
    ];
    expect(stateAfter(past)).toMatchObject({ status: 'stopped', request: null, adjustment: null, stopReason: 'x' });
  });
  it('of a project that does not exist is refused', () =>
    bare()
      .when({ ...stop, projectId })
      .thenRefused('project-not-found'));
});
