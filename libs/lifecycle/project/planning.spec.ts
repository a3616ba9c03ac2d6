import { describe, expect, it } from '@jest/globals';
import { scenarios } from '#testkit/scenario';
import { filed } from './funded.fixture.ts';
import { project } from './project.decider.ts';
import { aside, by, groupDraft, localNeed, on, plan, upTo, withDraft, withNeed } from './project.fixture.ts';

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
      .thenRefused('illegal-transition', { missing: 'final-appraisal' });
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
  it('lowers and re-opens nothing', () => {
    given(...upTo.executing)
      .when(adjust)
      .then({ type: 'ApprovalAdjusted', data: { plan, decisionNo: '90/QĐ', amount: 250_000_000, before: 290_000_000, reason: 'Giảm' } });
  });
  it('never under what was paid', () =>
    given(...upTo.executing)
      .when({ ...adjust, amount: 202_999_999 })
      .thenRefused('amount-under-spent', { least: 203_000_000 }));
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
  it('stays within the ceiling of the rules that the project keeps', () =>
    given(...upTo.executing)
      .when({ ...adjust, amount: 300_000_001 })
      .thenRefused('ceiling', { most: 300_000_000 }));
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
  it('is for group schemes only', () =>
    given(...upTo['in-plan'])
      .when(approveGroup)
      .thenRefused('wrong-kind', { kind: 'single', needs: 'group' }, 'TT 36/2013/TT-BCT, art. 21(2)a'));
});
