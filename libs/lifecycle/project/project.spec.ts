import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Past, scenarios } from '#testkit/scenario';
import { Refusal } from '../refusal.ts';
import { currentRules } from '../context.ts';
import { CRITERIA } from './appraisal.acts.ts';
import { actsFrom, project, type ProjectCommand } from './project.decider.ts';
import type { Attested, Draft, Finding, Need, ProjectEvent } from './project.events.ts';
import type { Project } from './project.state.ts';

const { given, stateAfter } = scenarios(project);
type Of<T extends ProjectCommand['type']> = Extract<ProjectCommand, { readonly type: T }>;

const projectId = 'p-1';
const plan = 'plan-KCQG-2022';
const need: Need = {
  code: 'KCQG-2022-38-001',
  source: 'KCQG',
  planYear: 2022,
  province: { set: 'vn63', code: '38' },
  commune: 'Xã Ngọc Phụng, huyện Thường Xuân',
  content: 'ND3b',
  beneficiary: { name: 'Hợp tác xã Thọ Xuân', taxCode: null },
};
const draft: Draft = {
  title: 'Hỗ trợ ứng dụng máy móc thiết bị tiên tiến trong chế biến gỗ',
  implementingUnit: 'Trung tâm Khuyến công Thanh Hóa',
  beneficiary: { name: 'Hợp tác xã Thọ Xuân', taxCode: null },
  totalCost: 800_000_000,
  supportRequested: 300_000_000,
  counterpart: 500_000_000,
  output: { unit: 'cơ sở', planned: 1 },
  note: null,
};
const findings: readonly Finding[] = CRITERIA.map((criterion) => ({
  criterion,
  met: true,
  finding: 'Phù hợp',
  evidence: 'Phiếu thẩm định',
}));
const register: Attested = {
  by: 'register',
  document: 'register.csv',
  row: 2,
  steps: ['draft', 'findings', 'contract', 'request', 'volume', 'dossier', 'liquidation'],
};
const by = (occurredOn: string, actor = 'u-1') => ({ projectId, occurredOn, actor });

const on = <E extends ProjectEvent>(day: string, event: E): Past<ProjectEvent> => ({ ...event, on: day }) as Past<ProjectEvent>;
const surveyed = on('2021-01-10', { type: 'NeedSurveyed', data: { ...need, outcome: 'recorded' } });
const registered = on('2021-04-10', { type: 'ProjectRegistered', data: draft });
const basePassed = on('2021-05-10', {
  type: 'BaseAppraisalConcluded',
  data: { result: 'pass', amount: 300_000_000, reason: null, findings },
});
const finalPassed = on('2021-09-10', {
  type: 'FinalAppraisalConcluded',
  data: { level: 'ministry', result: 'pass', amount: 290_000_000, reason: null, findings },
});
const approved = on('2021-12-20', { type: 'ApprovedInPlan', data: { plan, decisionNo: '2801/QĐ-BCT', amount: 290_000_000 } });
const signed = on('2022-02-20', { type: 'ContractSigned', data: { contract: 'contract-c-1', contractNo: '10/HĐ', endsOn: '2022-11-30' } });
const requested = on('2022-04-01', { type: 'AdvanceRequested', data: { tranche: 'first', amount: 203_000_000 } });
const confirmed = on('2022-04-05', { type: 'VolumeConfirmed', data: { tranche: 'first', percent: 75 } });
const paid = on('2022-04-20', { type: 'AdvancePaid', data: { tranche: 'first', amount: 203_000_000, treasuryRef: null } });
const accepted = on('2022-08-20', { type: 'AcceptanceHeld', data: { result: 'full', amount: 290_000_000, output: 1, remarks: null } });
const rest = on('2022-09-01', { type: 'AdvancePaid', data: { tranche: 'remaining', amount: 87_000_000, treasuryRef: null } });
const dossier = on('2022-09-02', { type: 'SettlementDossierLodged', data: { documents: ['Mẫu 7'] } });
const liquidated = on('2022-09-03', { type: 'ContractLiquidated', data: { minutesNo: '5/BB' } });
const toPlan = [surveyed, registered, basePassed, finalPassed] as const;
const toContract = [...toPlan, approved, signed] as const;

describe('surveying a need', () => {
  const survey: Of<'SurveyNeed'> = { ...by('2021-01-10'), type: 'SurveyNeed', need, outcome: 'recorded' };
  it('opens the project', () =>
    given()
      .when(survey)
      .then({ type: 'NeedSurveyed', data: { ...need, outcome: 'recorded' } }));
  it('records why a need is not eligible', () =>
    given()
      .when({ ...by('2021-01-10'), type: 'SurveyNeed', need, outcome: 'not-eligible', reason: 'Không thuộc ngành nghề được hỗ trợ' })
      .then({ type: 'NeedFoundNotEligible', data: { ...need, reason: 'Không thuộc ngành nghề được hỗ trợ' } }));
  it('takes up again a need that was kept for later', () =>
    given(on('2020-01-10', { type: 'NeedSurveyed', data: { ...need, outcome: 'kept-for-later' } }))
      .when(survey)
      .then({ type: 'NeedSurveyed', data: { ...need, outcome: 'recorded' } }));
  it('refuses a second survey of the same project', () => given(surveyed).when(survey).thenRefused('project-exists'));
  it('refuses a day after today', () =>
    given()
      .when({ ...survey, occurredOn: '2023-01-01' })
      .thenRefused('in-the-future', { today: '2022-12-31' }));
  it('refuses an attestation by a person', () =>
    given()
      .when({ ...survey, attested: register })
      .thenRefused('not-attestable', { actor: 'u-1' }));
  it('refuses blanks', () =>
    given()
      .when({ ...survey, need: { ...need, commune: ' ' } })
      .thenRefused('blank', { field: 'commune' }));
});

describe('registering', () => {
  const drafted = on('2021-03-01', { type: 'ProjectDrafted', data: draft });
  it('registers what was drafted', () =>
    given(surveyed, drafted)
      .when({ ...by('2021-04-10'), type: 'RegisterProject' })
      .then({ type: 'ProjectRegistered', data: draft }));
  it('needs a draft', () =>
    given(surveyed)
      .when({ ...by('2021-04-10'), type: 'RegisterProject', draft })
      .thenRefused('illegal-transition', { missing: 'draft' }));
  it('takes the draft from a register that attests it', () =>
    given(surveyed)
      .when({ ...by('2021-04-10', 'import:x'), type: 'RegisterProject', draft, attested: register })
      .then({ type: 'ProjectRegistered', data: { ...draft, attested: register } }));
  it('wants the own money to be the rest', () =>
    given(surveyed)
      .when({ ...by('2021-03-01'), type: 'DraftProject', draft: { ...draft, counterpart: 1 } })
      .thenRefused('counterpart', { counterpart: 1 }, 'TTLT 26/2014/TTLT-BTC-BCT, art. 7(3)'));
  it('wants whole đồng and a whole output', () => {
    given(surveyed)
      .when({ ...by('2021-03-01'), type: 'DraftProject', draft: { ...draft, totalCost: 1.5 } })
      .thenRefused('amount', { field: 'totalCost' });
    given(surveyed)
      .when({ ...by('2021-03-01'), type: 'DraftProject', draft: { ...draft, output: { unit: 'cơ sở', planned: 0 } } })
      .thenRefused('output', { planned: 0 });
  });
  it('refuses a day before the survey', () =>
    given(surveyed, drafted)
      .when({ ...by('2021-01-09'), type: 'RegisterProject' })
      .thenRefused('date-order'));
});

describe('returning a dossier', () => {
  const returned = on('2021-04-20', {
    type: 'DossierReturned',
    data: { round: 1, items: [{ item: 'Dự toán', demand: 'Lập lại theo Mẫu số 1' }] },
  });
  it('names each item and counts the round', () =>
    given(surveyed, registered)
      .when({ ...by('2021-04-20'), type: 'ReturnDossier', items: [{ item: 'Dự toán', demand: 'Lập lại theo Mẫu số 1' }] })
      .then({ type: 'DossierReturned', data: { round: 1, items: [{ item: 'Dự toán', demand: 'Lập lại theo Mẫu số 1' }] } }));
  it('is answered item by item', () => {
    given(surveyed, registered, returned)
      .when({ ...by('2021-04-25'), type: 'CompleteDossier', answers: [] })
      .thenRefused('dossier-open', { open: ['Dự toán'] });
    given(surveyed, registered, returned)
      .when({ ...by('2021-04-25'), type: 'CompleteDossier', answers: [{ item: 'Dự toán', answer: 'Đã lập lại' }] })
      .then({ type: 'DossierCompleted', data: { round: 1, answers: [{ item: 'Dự toán', answer: 'Đã lập lại' }] } });
  });
  it('stops the appraisal until it is complete', () =>
    given(surveyed, registered, returned)
      .when({ ...by('2021-04-25'), type: 'ConcludeBaseAppraisal', result: 'pass', amount: 300_000_000, reason: null, findings })
      .thenRefused('illegal-transition', { status: 'returned' }));
  it('goes back to where it came from', () => {
    const completed = on('2021-05-25', { type: 'DossierCompleted', data: { round: 1, answers: [] } });
    expect(stateAfter([surveyed, registered, returned, completed]).status).toBe('registered');
    expect(stateAfter([surveyed, registered, basePassed, { ...returned, on: '2021-05-20' }, completed]).status).toBe('base-passed');
  });
});

describe('appraising', () => {
  const conclude: Of<'ConcludeBaseAppraisal'> = {
    ...by('2021-05-10'),
    type: 'ConcludeBaseAppraisal',
    result: 'pass',
    amount: 300_000_000,
    reason: null,
    findings,
  };
  it('passes with the five contents proven (TT 36/2013 art. 9)', () =>
    given(surveyed, registered)
      .when(conclude)
      .then({ type: 'BaseAppraisalConcluded', data: { result: 'pass', amount: 300_000_000, reason: null, findings } }));
  it('names the contents without a finding or evidence', () =>
    given(surveyed, registered)
      .when({
        ...conclude,
        findings: findings.map((finding) => (finding.criterion === 'dossier' ? { ...finding, evidence: '' } : finding)),
      })
      .thenRefused('findings-missing', { open: ['dossier'] }, 'TT 36/2013/TT-BCT, art. 9'));
  it('never gives more than was asked for', () =>
    given(surveyed, registered)
      .when({ ...conclude, amount: 300_000_001 })
      .thenRefused('amount-over-requested'));
  it('refuses more than the ceiling of the day (TT 28/2018 art. 8(4))', () => {
    const rich = { ...draft, totalCost: 2_000_000_000, supportRequested: 400_000_000, counterpart: 1_600_000_000 };
    given(surveyed, { ...registered, data: rich } as Past<ProjectEvent>)
      .when({ ...conclude, amount: 400_000_000 })
      .thenRefused('ceiling', { most: 300_000_000 }, 'TT 28/2018/TT-BTC, art. 8(4)');
  });
  it('fails only with a reason, and ends there', () => {
    given(surveyed, registered)
      .when({ ...conclude, result: 'fail', amount: null, reason: ' ' })
      .thenRefused('blank', { field: 'reason' });
    given(surveyed, registered)
      .when({ ...conclude, result: 'fail', amount: null, reason: 'Sai dự toán', findings: [] })
      .then({ type: 'BaseAppraisalConcluded', data: { result: 'fail', amount: null, reason: 'Sai dự toán', findings: [] } });
  });
  it('fits amount and result to one another', () => {
    given(surveyed, registered)
      .when({ ...conclude, result: 'fail' })
      .thenRefused('amount');
    given(surveyed, registered)
      .when({ ...conclude, amount: null })
      .thenRefused('amount');
  });
  it('is the ministry for KCQG and the province for KCDP', () => {
    const final: Of<'ConcludeFinalAppraisal'> = {
      ...conclude,
      occurredOn: '2021-09-10',
      type: 'ConcludeFinalAppraisal',
      amount: 290_000_000,
    };
    const outcome = (level: 'ministry' | 'province'): ProjectEvent => ({
      type: 'FinalAppraisalConcluded',
      data: { level, result: 'pass', amount: 290_000_000, reason: null, findings },
    });
    given(surveyed, registered, basePassed).when(final).then(outcome('ministry'));
    const local = { ...surveyed, data: { ...need, source: 'KCDP', outcome: 'recorded' } } as Past<ProjectEvent>;
    given(local, registered, basePassed).when(final).then(outcome('province'));
  });
  it('leaves a project that fails the final appraisal out of the plan', () =>
    expect(
      stateAfter([
        surveyed,
        registered,
        basePassed,
        on('2021-09-10', {
          type: 'FinalAppraisalConcluded',
          data: { level: 'ministry', result: 'fail', amount: null, reason: 'x', findings },
        }),
      ]),
    ).toMatchObject({ status: 'not-in-plan', reason: 'x' }));
});

describe('entering the plan', () => {
  const approve: Of<'ApproveInPlan'> = { ...by('2021-12-20'), type: 'ApproveInPlan', plan, decisionNo: '2801/QĐ-BCT', amount: 290_000_000 };
  it('takes the decided amount', () =>
    given(...toPlan)
      .when(approve)
      .then({ type: 'ApprovedInPlan', data: { plan, decisionNo: '2801/QĐ-BCT', amount: 290_000_000 } }));
  it('said twice is true once', () =>
    given(...toPlan, approved)
      .when(approve)
      .thenNothing());
  it('never exceeds the appraised amount', () =>
    given(...toPlan)
      .when({ ...approve, amount: 290_000_001 })
      .thenRefused('amount-over-appraised', { appraised: 290_000_000 }));
  it('may leave the project out, with a reason', () => {
    const leave: Of<'LeaveOutOfPlan'> = {
      ...by('2021-12-20'),
      type: 'LeaveOutOfPlan',
      plan,
      decisionNo: '2801/QĐ-BCT',
      reason: 'Vượt dự toán được giao',
    };
    const left: ProjectEvent = { type: 'LeftOutOfPlan', data: { plan, decisionNo: '2801/QĐ-BCT', reason: 'Vượt dự toán được giao' } };
    given(...toPlan)
      .when(leave)
      .then(left);
    given(...toPlan, on('2021-12-20', left))
      .when(leave)
      .thenNothing();
  });
});

describe('the contract', () => {
  const sign: Of<'SignContract'> = {
    ...by('2022-02-20'),
    type: 'SignContract',
    contract: 'contract-c-1',
    contractNo: '10/HĐ',
    endsOn: '2022-11-30',
  };
  it('binds a project in the plan', () =>
    given(...toPlan, approved)
      .when(sign)
      .then({ type: 'ContractSigned', data: { contract: 'contract-c-1', contractNo: '10/HĐ', endsOn: '2022-11-30' } }));
  it('said twice is true once', () =>
    given(...toContract)
      .when(sign)
      .thenNothing());
  it('does not end before it begins', () =>
    given(...toPlan, approved)
      .when({ ...sign, endsOn: '2022-02-19' })
      .thenRefused('date-order'));
});

describe('paying the first advance', () => {
  const pay: Of<'PayAdvance'> = { ...by('2022-04-20'), type: 'PayAdvance', tranche: 'first', amount: 203_000_000, treasuryRef: 'KB-1' };
  it('pays what was requested once the Sở confirmed over 70 % of the volume (TT 36/2013 art. 13(2)d)', () =>
    given(...toContract, requested, confirmed)
      .when(pay)
      .then({ type: 'AdvancePaid', data: { tranche: 'first', amount: 203_000_000, treasuryRef: 'KB-1' } }));
  it('waits for the confirmation of volume', () =>
    given(...toContract, requested)
      .when(pay)
      .thenRefused('advance-conditions', { missing: 'volume', over: 70 }, 'TT 36/2013/TT-BCT, TT 17/2018/TT-BCT, art. 13(2)d'));
  it('wants more than the threshold, not the threshold itself', () =>
    given(...toContract, requested, on('2022-04-05', { type: 'VolumeConfirmed', data: { tranche: 'first', percent: 70 } }))
      .when(pay)
      .thenRefused('advance-conditions', { shown: 70 }));
  it('pays nothing that was not requested', () =>
    given(...toContract)
      .when(pay)
      .thenRefused('advance-conditions', { missing: 'request' }));
  it('pays nothing without a contract', () =>
    given(...toPlan, approved)
      .when(pay)
      .thenRefused('illegal-transition', { missing: 'contract' }));
  it('stays within 70 % by integers', () =>
    given(...toContract)
      .when({ ...by('2022-04-01'), type: 'RequestAdvance', tranche: 'first', amount: 203_000_001 })
      .thenRefused('advance-cap', { percent: 70 }));
  it('stays within 30 % for a cluster (TT 36/2013 art. 13(1))', () => {
    const cluster = { ...surveyed, data: { ...need, content: 'ND7b', outcome: 'recorded' } } as Past<ProjectEvent>;
    given(cluster, ...toContract.slice(1))
      .when({ ...by('2022-04-01'), type: 'RequestAdvance', tranche: 'first', amount: 87_000_001 })
      .thenRefused('advance-cap', { percent: 30 }, 'TT 36/2013/TT-BCT, TT 17/2018/TT-BCT, art. 13(1)');
  });
  it("knows the Treasury's cap for local money", () => {
    const local = { ...surveyed, data: { ...need, source: 'KCDP', outcome: 'recorded' } } as Past<ProjectEvent>;
    given(local, ...toContract.slice(1))
      .when({ ...by('2022-04-01'), type: 'RequestAdvance', tranche: 'first', amount: 203_000_001 })
      .thenRefused('advance-cap', { percent: 70 }, 'TT 28/2018/TT-BTC, cap on advances');
  });
  it('comes once', () =>
    given(...toContract, paid)
      .when({ ...pay, occurredOn: '2022-05-01' })
      .thenRefused('illegal-transition', { tranche: 'first' }));
  it('from a register needs no request and no volume, but keeps to the cap', () => {
    const attested = { ...pay, actor: 'import:x', attested: register, treasuryRef: null };
    given(...toContract)
      .when(attested)
      .then({ type: 'AdvancePaid', data: { tranche: 'first', amount: 203_000_000, treasuryRef: null, attested: register } });
    given(...toContract)
      .when({ ...attested, amount: 203_000_001 })
      .thenRefused('advance-cap');
  });
});

describe('acceptance and the remaining advance', () => {
  const hold: Of<'HoldAcceptance'> = {
    ...by('2022-08-20'),
    type: 'HoldAcceptance',
    result: 'full',
    amount: 290_000_000,
    output: 1,
    remarks: null,
  };
  it('accepts up to the approved amount', () => {
    given(...toContract, paid)
      .when(hold)
      .then({ type: 'AcceptanceHeld', data: { result: 'full', amount: 290_000_000, output: 1, remarks: null } });
    given(...toContract, paid)
      .when({ ...hold, amount: 290_000_001 })
      .thenRefused('amount-over-approved');
  });
  it('may refuse the work, with remarks, and hold again', () => {
    given(...toContract, paid)
      .when({ ...hold, result: 'not-accepted', amount: 0, output: null })
      .thenRefused('blank', { field: 'remarks' });
    given(...toContract, paid)
      .when({ ...hold, result: 'not-accepted', output: null, remarks: 'x' })
      .thenRefused('amount');
    const defects = on('2022-08-01', {
      type: 'AcceptanceHeld',
      data: { result: 'not-accepted', amount: 0, output: null, remarks: 'Chưa đạt' },
    });
    given(...toContract, paid, defects)
      .when(hold)
      .then({ type: 'AcceptanceHeld', data: { result: 'full', amount: 290_000_000, output: 1, remarks: null } });
  });
  it('needs a contract', () =>
    given(...toPlan, approved)
      .when(hold)
      .thenRefused('illegal-transition', { missing: 'contract' }));
  it('wants a whole output', () =>
    given(...toContract, paid)
      .when({ ...hold, output: -1 })
      .thenRefused('output', { actual: -1 }));
  it('opens the remaining advance, within the approved and the accepted amount', () => {
    const request: Of<'RequestAdvance'> = { ...by('2022-08-25'), type: 'RequestAdvance', tranche: 'remaining', amount: 87_000_000 };
    given(...toContract, paid)
      .when(request)
      .thenRefused('illegal-transition', { tranche: 'remaining' });
    given(...toContract, paid, accepted)
      .when(request)
      .then({ type: 'AdvanceRequested', data: { tranche: 'remaining', amount: 87_000_000 } });
    given(...toContract, paid, accepted)
      .when({ ...request, amount: 87_000_001 })
      .thenRefused('advance-over-approved');
    const inPart = on('2022-08-20', { type: 'AcceptanceHeld', data: { result: 'part', amount: 250_000_000, output: 1, remarks: null } });
    given(...toContract, paid, inPart)
      .when(request)
      .thenRefused('amount-over-accepted', { accepted: 250_000_000 });
  });
});

describe('settlement', () => {
  const settle: Of<'ApproveSettlement'> = { ...by('2022-09-10'), type: 'ApproveSettlement', amount: 290_000_000 };
  const ready = [...toContract, paid, accepted, rest, dossier, liquidated] as const;
  it('follows dossier and liquidation', () => {
    given(...toContract, paid, accepted, rest)
      .when({ ...by('2022-09-02'), type: 'LodgeSettlementDossier', documents: [] })
      .thenRefused('blank');
    given(...toContract, paid, accepted, rest)
      .when({ ...by('2022-09-03'), type: 'LiquidateContract', minutesNo: '5/BB' })
      .thenRefused('illegal-transition', { missing: 'dossier' });
    given(...toContract, paid, accepted, rest)
      .when({ ...by('2022-09-02'), type: 'LodgeSettlementDossier', documents: ['Mẫu 7'] })
      .then({ type: 'SettlementDossierLodged', data: { documents: ['Mẫu 7'] } });
    given(...toContract, paid, accepted, rest, dossier)
      .when({ ...by('2022-09-03'), type: 'LodgeSettlementDossier', documents: ['Mẫu 7'] })
      .thenNothing();
    given(...toContract, paid, accepted, rest, dossier)
      .when({ ...by('2022-09-03'), type: 'LiquidateContract', minutesNo: '5/BB' })
      .then({ type: 'ContractLiquidated', data: { minutesNo: '5/BB' } });
    given(...toContract, paid, accepted, rest, dossier)
      .when(settle)
      .thenRefused('illegal-transition', { missing: 'liquidation' }, 'TT 36/2013/TT-BCT, art. 18');
    given(...ready)
      .when(settle)
      .then({ type: 'SettlementApproved', data: { amount: 290_000_000 } });
  });
  it('never exceeds what was accepted', () =>
    given(...ready)
      .when({ ...settle, amount: 290_000_001 })
      .thenRefused('amount-over-accepted'));
  it('balances with the money paid out', () =>
    given(...ready)
      .when({ ...settle, amount: 289_000_000 })
      .thenRefused('sum-mismatch', { advanced: 290_000_000 }));
  it('from a register is taken as it stands', () =>
    given(...toContract, paid, accepted)
      .when({ ...settle, actor: 'import:x', attested: register, amount: 289_000_000 })
      .then({ type: 'SettlementApproved', data: { amount: 289_000_000, attested: register } }));
});

describe('the ways out', () => {
  const stopped = on('2022-05-10', { type: 'ProjectStopped', data: { reason: 'Không có vốn đối ứng', decisionNo: null } });
  it('stops a project in the plan, once', () => {
    const stop: Of<'StopProject'> = { ...by('2022-05-10'), type: 'StopProject', reason: 'Không có vốn đối ứng', decisionNo: null };
    given(...toContract, paid)
      .when(stop)
      .then({ type: 'ProjectStopped', data: { reason: 'Không có vốn đối ứng', decisionNo: null } });
    given(...toContract, paid, stopped)
      .when(stop)
      .thenNothing();
    given(...toContract, paid, accepted)
      .when({ ...stop, occurredOn: '2022-08-21' })
      .thenRefused('illegal-transition', { status: 'accepted' });
  });
  it('recovers what was advanced, no more (TT 36/2013 art. 12(6))', () => {
    const recover: Of<'RecoverAdvance'> = { ...by('2022-06-10'), type: 'RecoverAdvance', amount: 203_000_000, reason: null };
    given(...toContract, paid, stopped)
      .when(recover)
      .then({ type: 'AdvanceRecovered', data: { amount: 203_000_000, reason: null } });
    given(...toContract, paid, stopped)
      .when({ ...recover, amount: 203_000_001 })
      .thenRefused('recovery-over-advanced', { most: 203_000_000 }, 'TT 36/2013/TT-BCT, art. 12(6)');
  });
  it('settles a stopped project at 0 when all was recovered', () =>
    given(...toContract, paid, stopped, on('2022-06-10', { type: 'AdvanceRecovered', data: { amount: 203_000_000, reason: null } }))
      .when({ ...by('2022-06-11'), type: 'ApproveSettlement', amount: 0 })
      .then({ type: 'SettlementApproved', data: { amount: 0 } }));
  it('withdraws before the plan is decided', () => {
    const withdraw: Of<'WithdrawProject'> = { ...by('2021-06-10'), type: 'WithdrawProject', reason: 'Cơ sở xin rút' };
    given(surveyed, registered, basePassed)
      .when(withdraw)
      .then({ type: 'ProjectWithdrawn', data: { reason: 'Cơ sở xin rút' } });
    given(surveyed, registered, on('2021-06-10', { type: 'ProjectWithdrawn', data: { reason: 'Cơ sở xin rút' } }))
      .when(withdraw)
      .thenNothing();
    given(...toContract)
      .when({ ...withdraw, occurredOn: '2022-06-10' })
      .thenRefused('illegal-transition', { status: 'contracted' });
  });
  it('nothing is left to do after an end', () => {
    for (const status of ['settled', 'rejected', 'not-in-plan', 'not-eligible', 'withdrawn'] as const) expect(actsFrom(status)).toEqual([]);
  });
  it('offers the acts that are possible instead', () =>
    given(surveyed)
      .when({ ...by('2022-06-10'), type: 'StopProject', reason: 'x', decisionNo: null })
      .thenRefused('illegal-transition', {
        allowed: ['DraftProject', 'RegisterProject', 'WithdrawProject'],
      }));
  it('knows no acts on a project that was never surveyed', () =>
    given()
      .when({ ...by('2022-06-10'), type: 'WithdrawProject', reason: 'x' })
      .thenRefused('project-not-found'));
});

describe('any history', () => {
  const amount = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(87_000_000, 203_000_000, 290_000_000) },
    { weight: 1, arbitrary: fc.integer({ min: -5, max: 400_000_000 }) },
  );
  const day = fc.integer({ min: 0, max: 700 }).map((n) => new Date(Date.UTC(2021, 0, 10 + n)).toISOString().slice(0, 10));
  const who = fc.constantFrom({ actor: 'u-1' }, { actor: 'import:x', attested: register });
  /** In the order of a life; the history repeats each a few times and mixes others in. */
  const acts = [
    fc.record({ type: fc.constant('SurveyNeed'), need: fc.constant(need), outcome: fc.constantFrom('recorded', 'kept-for-later') }),
    fc.record({ type: fc.constant('DraftProject'), draft: fc.constant(draft) }),
    fc.record({ type: fc.constant('RegisterProject'), draft: fc.constant(draft) }),
    fc.record({
      type: fc.constantFrom('ConcludeBaseAppraisal', 'ConcludeFinalAppraisal'),
      result: fc.constantFrom('pass', 'pass_reduced'),
      amount,
      reason: fc.constant(null),
      findings: fc.constant(findings),
    }),
    fc.record({ type: fc.constant('ApproveInPlan'), plan: fc.constant(plan), decisionNo: fc.constant('1'), amount }),
    fc.record({
      type: fc.constant('SignContract'),
      contract: fc.constant('c-1'),
      contractNo: fc.constant('1'),
      endsOn: fc.constant('2023-11-30'),
    }),
    fc.record({
      type: fc.constantFrom('RequestAdvance', 'PayAdvance'),
      tranche: fc.constantFrom('first', 'remaining'),
      amount,
      treasuryRef: fc.constant(null),
    }),
    fc.record({ type: fc.constant('ConfirmVolume'), percent: fc.constantFrom(50, 71, 100) }),
    fc.record({
      type: fc.constant('HoldAcceptance'),
      result: fc.constantFrom('full', 'part'),
      amount,
      output: fc.constant(1),
      remarks: fc.constant(null),
    }),
    fc.record({ type: fc.constantFrom('LodgeSettlementDossier'), documents: fc.constant(['Mẫu 7']) }),
    fc.record({ type: fc.constant('LiquidateContract'), minutesNo: fc.constant('1') }),
    fc.record({ type: fc.constantFrom('ApproveSettlement', 'RecoverAdvance'), amount, reason: fc.constant(null) }),
    fc.record({ type: fc.constant('StopProject'), reason: fc.constant('x'), decisionNo: fc.constant(null) }),
  ];
  const mixed = fc.tuple(
    ...acts.map((act) =>
      fc.array(fc.oneof({ weight: 4, arbitrary: act }, { weight: 1, arbitrary: fc.oneof(...acts) }), { minLength: 1, maxLength: 4 }),
    ),
  );
  const history = mixed.map((parts) => parts.flat() as readonly object[]);

  it('keeps the money in order and only refuses with a Refusal', () => {
    let settled = 0;
    fc.assert(
      fc.property(
        history,
        fc.array(who, { minLength: 60, maxLength: 60 }),
        fc.array(day, { minLength: 60, maxLength: 60 }),
        (asked, people, days) => {
          const sorted = days.toSorted();
          let state: Project = project.initial;
          asked.forEach((command, index) => {
            const full = { ...command, ...people[index], projectId, occurredOn: sorted[index] } as unknown as ProjectCommand;
            try {
              for (const event of project.decide(full, state, { today: '2022-12-31', rules: currentRules }))
                state = project.evolve(state, event, { on: full.occurredOn, actor: full.actor });
            } catch (error) {
              if (!(error instanceof Refusal)) throw error;
            }
            holdsTogether(state);
          });
          if (state.status === 'settled') settled++;
        },
      ),
      { numRuns: 1_000, seed: 20_221_015 },
    );
    expect(settled).toBeGreaterThan(0);
  });

  function holdsTogether(state: Project): void {
    if (!('approval' in state)) return;
    const { approval, paid, recovered, accepted, draft: asked } = state;
    expect(approval.amount).toBeLessThanOrEqual(asked.supportRequested);
    expect(paid.first * 10).toBeLessThanOrEqual(approval.amount * 7);
    expect(paid.first + paid.remaining).toBeLessThanOrEqual(approval.amount);
    expect(recovered).toBeLessThanOrEqual(paid.first + paid.remaining);
    expect(accepted ?? 0).toBeLessThanOrEqual(approval.amount);
  }
});
