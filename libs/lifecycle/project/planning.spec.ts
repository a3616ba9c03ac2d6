import { describe, expect, it } from '@jest/globals';
import { scenarios } from '#testkit/scenario';
import { filed, type History } from './funded.fixture.ts';
import { project, type ProjectCommand } from './project.decider.ts';
import type { ProjectEvent } from './project.events.ts';
import {
  aside,
  by,
  byRegister,
  draft,
  groupDraft,
  localNeed,
  need,
  on,
  plan,
  register,
  upTo,
  withDraft,
  withNeed,
} from './project.fixture.ts';

const { given, stateAfter } = scenarios(project);
const propose = { ...by('2021-12-30', 'agency-leader'), type: 'ProposeForPlan', statementNo: '20/TTr', priority: ['key'] } as const;
const approve = {
  ...by('2021-12-20', 'ministry-leader'),
  type: 'ApproveInPlan',
  plan,
  decisionNo: '2801/QĐ-BCT',
  amount: 290_000_000,
} as const;
const leave = {
  ...by('2021-12-20', 'ministry-leader'),
  type: 'LeaveOutOfPlan',
  plan,
  decisionNo: '2801/QĐ-BCT',
  reason: 'Vượt dự toán',
} as const;

describe('proposing for the plan', () => {
  const papers = filed('2021-09-10', 'draft-decision', 'final-appraisal-minutes');
  it('names the plan of the year and, for local money, of the province', () => {
    given(...upTo['final-passed'], ...papers)
      .when(propose)
      .then({ type: 'ProposedForPlan', data: { plan, statementNo: '20/TTr', priority: ['key'] } });
    given(...withNeed(upTo['final-passed'], localNeed))
      .when({ ...propose, ...by('2021-12-30', 'department-leader') })
      .then({ type: 'ProposedForPlan', data: { plan: 'plan-KCDP-2022-vn63.38', statementNo: '20/TTr', priority: ['key'] } });
  });
  it('of a register needs no papers: they were seen elsewhere', () =>
    given(...upTo['final-passed'])
      .when({ ...propose, ...byRegister('2021-12-30') })
      .then({ type: 'ProposedForPlan', data: { plan, statementNo: '20/TTr', priority: ['key'] } }));
  it('comes again for a project that the plan left out, never for one that failed', () => {
    given(...aside['left out'], ...papers)
      .when(propose)
      .then({ type: 'ProposedForPlan', data: { plan, statementNo: '20/TTr', priority: ['key'] } });
    const failed = on('2021-09-10', 'agency-officer', {
      type: 'FinalAppraisalConcluded',
      data: { level: 'ministry', result: 'fail', amount: null, reason: 'x', findings: [] },
    });
    given(...upTo.submitted, failed)
      .when(propose)
      .thenRefused('illegal-transition', { status: 'not-in-plan', command: 'ProposeForPlan', missing: 'final-appraisal' });
  });
});

describe('what the approver of a plan is shown (TT 36/2013 art. 8(3))', () => {
  const ART_8_3 = 'TT 36/2013/TT-BCT, TT 17/2018/TT-BCT, art. 8(3)';
  it('is a draft decision beside the statement, for national money', () =>
    given(...upTo['final-passed'])
      .when(propose)
      .thenRefused('dossier-incomplete', { missing: ['draft-decision'], act: 'DecidePlan' }, ART_8_3));
  it('and the minutes where a council met; again for what the plan left out', () => {
    const convened = on('2021-07-01', 'agency-leader', {
      type: 'CouncilConvened',
      data: { level: 'final', meetingOn: '2021-07-02', members: [] },
    });
    const past = [...upTo.submitted, convened, ...upTo.proposed.slice(upTo.submitted.length)];
    given(...past.slice(0, -1), ...filed('2021-09-10', 'draft-decision'))
      .when(propose)
      .thenRefused('dossier-incomplete', { missing: ['final-appraisal-minutes'] }, ART_8_3);
    given(...past, ...aside['left out'].slice(-1))
      .when(propose)
      .thenRefused('dossier-incomplete', { missing: ['final-appraisal-minutes', 'draft-decision'] });
  });
});

/** Appraised over the plain ceiling: 400 million, by a multiplier of 1.5 on 300. */
const rich = { ...draft, totalCost: 2_000_000_000, supportRequested: 400_000_000, counterpart: 1_600_000_000 };
const multiplied = withDraft(upTo.proposed, rich).map((event) =>
  event.type === 'BaseAppraisalConcluded' || event.type === 'FinalAppraisalConcluded'
    ? { ...event, data: { ...event.data, amount: 400_000_000, multiplier: 1.5 } }
    : event,
) as History;

describe("the plan's decision", () => {
  it('takes the project in, once', () => {
    given(...upTo.proposed)
      .when(approve)
      .then({ type: 'ApprovedInPlan', data: { plan, decisionNo: '2801/QĐ-BCT', amount: 290_000_000 } });
    given(...upTo['in-plan'])
      .when(approve)
      .thenNothing();
  });
  it('gives no more than was appraised, by the plan it was proposed to', () => {
    given(...upTo.proposed)
      .when({ ...approve, amount: 290_000_001 })
      .thenRefused('amount-over-appraised', { appraised: 290_000_000 });
    given(...upTo.proposed)
      .when({ ...approve, plan: 'plan-KCQG-2023' })
      .thenRefused('plan-conflict', { plan });
    given(...upTo.proposed)
      .when({ ...approve, multiplier: 3 })
      .thenRefused('multiplier', { multiplier: 3 });
  });
  it('is known by plan, number and amount: another decision on a project in the plan is refused', () => {
    for (const other of [{ plan: 'plan-KCQG-2023' }, { decisionNo: '2802/QĐ-BCT' }, { amount: 280_000_000 }])
      given(...upTo['in-plan'])
        .when({ ...approve, ...other })
        .thenRefused('illegal-transition', { status: 'in-plan' });
  });
  it('stays within the ceiling of its day, multiplied as it says itself (TTLT 26/2014 art. 6(2)t)', () => {
    given(...multiplied)
      .when({ ...approve, amount: 400_000_000 })
      .thenRefused('ceiling', { amount: 400_000_000, most: 300_000_000 }, 'TT 28/2018/TT-BTC, art. 8(4)');
    given(...multiplied)
      .when({ ...approve, amount: 400_000_000, multiplier: 1.5 })
      .then({ type: 'ApprovedInPlan', data: { plan, decisionNo: '2801/QĐ-BCT', amount: 400_000_000, multiplier: 1.5 } });
  });
  it('is taken from a register that has no column for the proposal, whichever plan it names', () => {
    const { role: _role, ...said } = { ...approve, ...byRegister('2021-12-20') };
    given(...upTo['final-passed'])
      .when(said)
      .then({ type: 'ApprovedInPlan', data: { plan, decisionNo: '2801/QĐ-BCT', amount: 290_000_000, attested: register } });
    given(...upTo['final-passed'])
      .when({ ...leave, ...byRegister('2021-12-20') })
      .then({ type: 'LeftOutOfPlan', data: { plan, decisionNo: '2801/QĐ-BCT', reason: 'Vượt dự toán', attested: register } });
  });
  it('or leaves it out, with a reason, once', () => {
    given(...upTo.proposed)
      .when(leave)
      .then({ type: 'LeftOutOfPlan', data: { plan, decisionNo: '2801/QĐ-BCT', reason: 'Vượt dự toán' } });
    given(...aside['left out'])
      .when(leave)
      .thenNothing();
    given(...aside['left out'])
      .when({ ...leave, decisionNo: '2802/QĐ-BCT' })
      .thenRefused('illegal-transition', { status: 'not-in-plan' });
    given(...upTo.proposed)
      .when({ ...leave, plan: 'plan-KCQG-2023' })
      .thenRefused('plan-conflict', { plan });
  });
  it('of another plan, or on what failed before any plan, is no repetition', () => {
    const failed = on('2021-09-10', 'agency-officer', {
      type: 'FinalAppraisalConcluded',
      data: { level: 'ministry', result: 'fail', amount: null, reason: 'x', findings: [] },
    });
    for (const past of [aside['left out'], [...upTo.submitted, failed]])
      given(...past)
        .when({ ...leave, plan: 'plan-KCQG-2023' })
        .thenRefused('illegal-transition', { status: 'not-in-plan' });
  });
});

describe('adjusting the approval', () => {
  const adjust = {
    ...by('2022-05-01', 'agency-leader'),
    type: 'AdjustApproval',
    plan,
    decisionNo: '90/QĐ',
    amount: 250_000_000,
    reason: 'Giảm',
  } as const;
  const requested = on('2022-04-25', 'centre-officer', {
    type: 'AdjustmentRequested',
    data: { adjustment: 'a1', kinds: ['increase'], change: { support: 300_000_000 }, reason: 'Giá máy tăng' },
  });
  const confirmed = on('2022-04-28', 'appraisal-officer', {
    type: 'AdjustmentConfirmed',
    data: { adjustment: 'a1', visitedOn: '2022-04-27', opinion: 'Đồng ý' },
  });
  /** As a log may have it: what was approved before the rules that this build knows. */
  const approvedAt = (amount: number, multiplier?: number) =>
    on('2021-12-20', 'ministry-leader', {
      type: 'ApprovedInPlan',
      data: { plan, decisionNo: '2801/QĐ-BCT', amount, ...(multiplier === undefined ? {} : { multiplier }) },
    });
  it('lowers and re-opens nothing', () => {
    given(...upTo.executing)
      .when(adjust)
      .then({ type: 'ApprovalAdjusted', data: { plan, decisionNo: '90/QĐ', amount: 250_000_000, before: 290_000_000, reason: 'Giảm' } });
  });
  const adjusted = (amount: number, over: object = {}): ProjectEvent => ({
    type: 'ApprovalAdjusted',
    data: { plan, decisionNo: '90/QĐ', amount, before: 290_000_000, reason: 'Giảm', ...over },
  });
  it('never under what was paid, nor under what was accepted', () => {
    given(...upTo.executing)
      .when({ ...adjust, amount: 202_999_999 })
      .thenRefused('amount-under-spent', { amount: 202_999_999, least: 203_000_000 });
    given(...upTo.executing)
      .when({ ...adjust, amount: 203_000_000 })
      .then(adjusted(203_000_000));
    given(...upTo.accepted)
      .when({ ...adjust, occurredOn: '2022-08-21', amount: 289_999_999 })
      .thenRefused('amount-under-spent', { least: 290_000_000 });
  });
  it('to nothing, where nothing was spent', () => {
    given(...upTo['in-plan'])
      .when({ ...adjust, amount: 0 })
      .then(adjusted(0));
    given(...upTo['in-plan'])
      .when({ ...adjust, amount: -1 })
      .thenRefused('amount', { field: 'amount', amount: -1 });
  });
  it('is known by number and amount: said twice it is true once', () => {
    const past: History = [...upTo.executing, on('2022-05-01', 'agency-leader', adjusted(250_000_000))];
    given(...past)
      .when(adjust)
      .thenNothing();
    given(...past)
      .when({ ...adjust, amount: 240_000_000 })
      .then(adjusted(240_000_000, { before: 250_000_000 }));
    given(...past)
      .when({ ...adjust, decisionNo: '91/QĐ' })
      .then(adjusted(250_000_000, { before: 250_000_000, decisionNo: '91/QĐ' }));
  });
  it('is of a project in the plan, by the plan that it is in', () => {
    given(...upTo.proposed)
      .when({ ...adjust, occurredOn: '2021-12-20' })
      .thenRefused('illegal-transition', { status: 'proposed' });
    given(...upTo.executing)
      .when({ ...adjust, plan: 'plan-KCQG-2023' })
      .thenRefused('plan-conflict', { project: 'KCQG-2022-38-001', plan });
  });
  it('re-opens nothing of what was accepted or stopped: there the plan only follows', () => {
    for (const past of [upTo.accepted, upTo.stopped])
      given(...past)
        .when({ ...adjust, ...by('2022-08-21', 'ministry-leader'), amount: 300_000_000 })
        .then(adjusted(300_000_000));
  });
  it('answers the pending request, enters its change and re-opens what stood on it', () => {
    const raise = { ...adjust, ...by('2022-05-01', 'ministry-leader'), amount: 300_000_000 } as const;
    const event = {
      type: 'ApprovalAdjusted',
      data: {
        plan,
        decisionNo: '90/QĐ',
        amount: 300_000_000,
        before: 290_000_000,
        reason: 'Giảm',
        adjustment: 'a1',
        reopens: ['aims-and-money'],
      },
    } as const;
    given(...upTo.executing, requested, confirmed)
      .when(raise)
      .then(event);
    given(...upTo.executing, requested, confirmed)
      .when({ ...raise, amount: 295_000_000 })
      .then(adjusted(295_000_000, { reopens: ['aims-and-money'] }));
    // The Sở has not looked at the place yet: the amount moves, the request waits (art. 21(2)b).
    const { adjustment: _answered, ...data } = event.data;
    given(...upTo.executing, requested)
      .when(raise)
      .then({ ...event, data });
    expect(stateAfter([...upTo.executing, requested, confirmed, on('2022-05-01', 'ministry-leader', event)])).toMatchObject({
      adjustment: null,
      adjustmentsMade: ['a1'],
      reopened: ['aims-and-money'],
    });
  });
  it('stays within the total cost, and within the ceiling of the rules and the multiplier that the project keeps', () => {
    given(...upTo.executing)
      .when({ ...adjust, amount: 800_000_001 })
      .thenRefused('counterpart', { totalCost: 800_000_000, supportRequested: 800_000_001, counterpart: -1 });
    given(...upTo.executing)
      .when({ ...adjust, amount: 300_000_001 })
      .thenRefused('ceiling', { most: 300_000_000 });
    given(...multiplied, approvedAt(400_000_000, 1.5))
      .when({ ...adjust, amount: 450_000_001 })
      .thenRefused('ceiling', { most: 450_000_000 });
    given(...multiplied, approvedAt(400_000_000, 1.5))
      .when({ ...adjust, amount: 450_000_000 })
      .then(adjusted(450_000_000, { before: 400_000_000, reopens: ['aims-and-money'] }));
  });
  it('may be the whole cost where no ceiling is known', () => {
    const training = withNeed(withDraft(upTo.executing, { ...draft, totalCost: 300_000_000, counterpart: 0 }), { ...need, content: 'ND1' });
    given(...training)
      .when({ ...adjust, amount: 300_000_000 })
      .then(adjusted(300_000_000, { reopens: ['aims-and-money'] }));
    given(...training)
      .when({ ...adjust, amount: 300_000_001 })
      .thenRefused('counterpart', { counterpart: -1 });
  });
  it('that gives no more than before is never over a ceiling', () => {
    for (const amount of [400_000_000, 350_000_000])
      given(...multiplied, approvedAt(400_000_000))
        .when({ ...adjust, amount })
        .then(adjusted(amount, { before: 400_000_000 }));
  });
});

describe('the plan of a group scheme', () => {
  const places = [{ commune: 'Xã Lương Sơn', beneficiary: 'HTX A', amount: 290_000_000 }];
  const approveGroup = { ...by('2022-01-10', 'department-leader'), type: 'ApproveGroupPlan', decisionNo: '7/QĐ-SCT', places } as const;
  const group = [...withDraft(upTo['in-plan'], groupDraft), ...filed('2021-12-21', 'group-plan')];
  it('is the Sở’s to approve (TT 36/2013 art. 21(2)a), within the approved money', () => {
    given(...group)
      .when(approveGroup)
      .then({ type: 'GroupPlanApproved', data: { decisionNo: '7/QĐ-SCT', places } });
    given(...group)
      .when({ ...approveGroup, places: [...places, ...places] })
      .thenRefused('amount-over-approved', { amount: 580_000_000 });
    given(...group)
      .when({ ...approveGroup, places: [] })
      .thenRefused('blank', { field: 'places' });
  });
  it('comes with its paper (Mẫu số 11), once', () => {
    given(...withDraft(upTo['in-plan'], groupDraft))
      .when(approveGroup)
      .thenRefused('dossier-incomplete', { missing: ['group-plan'], act: 'ApproveGroupPlan' });
    given(...group, on('2022-01-10', 'department-leader', { type: 'GroupPlanApproved', data: { decisionNo: '7/QĐ-SCT', places } }))
      .when(approveGroup)
      .thenNothing();
  });
  it('names place, beneficiary and money of each', () => {
    const [place] = places;
    for (const field of ['commune', 'beneficiary'])
      given(...group)
        .when({ ...approveGroup, places: [...places, { ...place, [field]: ' ' }] as typeof places })
        .thenRefused('blank', { field });
    given(...group)
      .when({ ...approveGroup, places: [{ commune: 'Xã Lương Sơn', beneficiary: 'HTX A', amount: 0 }] })
      .thenRefused('amount', { field: 'amount', amount: 0 });
  });
  it('is for group schemes only', () => {
    const { kind: _kind, ...kindless } = draft;
    for (const past of [upTo['in-plan'], withDraft(upTo['in-plan'], kindless)])
      given(...past)
        .when(approveGroup)
        .thenRefused('wrong-kind', { kind: 'single', needs: 'group' }, 'TT 36/2013/TT-BCT, art. 21(2)a');
  });
});

describe('a decision of the plan', () => {
  const adjust = {
    ...by('2022-05-01', 'agency-leader'),
    type: 'AdjustApproval',
    plan,
    decisionNo: '9/QĐ',
    amount: 1,
    reason: 'x',
  } as const;
  const group = [...withDraft(upTo['in-plan'], groupDraft), ...filed('2021-12-21', 'group-plan')];
  const approveGroup = { ...by('2022-01-10', 'department-leader'), type: 'ApproveGroupPlan', decisionNo: '7/QĐ', places: [] } as const;
  it.each([
    ['statementNo', [...upTo['final-passed'], ...filed('2021-09-10', 'draft-decision')], propose],
    ['decisionNo', upTo.proposed, approve],
    ['decisionNo', upTo.proposed, leave],
    ['reason', upTo.proposed, leave],
    ['decisionNo', upTo.executing, adjust],
    ['reason', upTo.executing, adjust],
    ['decisionNo', group, approveGroup],
  ] as const)('names its %s', (field, past: History, command: ProjectCommand) =>
    given(...past)
      .when({ ...command, [field]: ' ' })
      .thenRefused('blank', { field }),
  );
  it('is of whole đồng', () =>
    given(...upTo.proposed)
      .when({ ...approve, amount: 0.5 })
      .thenRefused('amount', { field: 'amount', amount: 0.5 }));
});
