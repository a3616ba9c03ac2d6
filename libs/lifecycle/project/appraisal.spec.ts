import { describe, expect, it } from '@jest/globals';
import { scenarios } from '#testkit/scenario';
import { currentRules } from '../context.ts';
import { CRITERIA } from './appraisal.acts.ts';
import { filed } from './funded.fixture.ts';
import { project } from './project.decider.ts';
import type { ProjectEvent } from './project.events.ts';
import {
  aside,
  assessedBase,
  assessedFinal,
  by,
  byRegister,
  draft,
  findingsOf,
  localNeed,
  on,
  personOf,
  register,
  upTo,
  withDraft,
  withNeed,
} from './project.fixture.ts';

const { given, stateAfter } = scenarios(project);
const base = [...upTo.registered, ...assessedBase];
const conclude = {
  ...by('2021-05-10', 'appraisal-officer'),
  type: 'ConcludeBaseAppraisal',
  result: 'pass',
  amount: 300_000_000,
  reason: null,
} as const;
const final = {
  ...by('2021-09-10', 'agency-officer'),
  type: 'ConcludeFinalAppraisal',
  result: 'pass',
  amount: 300_000_000,
  reason: null,
} as const;

describe('assessing a criterion', () => {
  const assess = {
    ...by('2021-05-09', 'appraisal-officer'),
    type: 'AssessCriterion',
    criterion: 'capability',
    met: true,
    finding: 'Đủ năng lực',
    evidence: 'Hồ sơ năng lực',
  } as const;
  it('is signed by who says it', () =>
    given(...upTo.registered)
      .when(assess)
      .then({
        type: 'CriterionAssessed',
        data: {
          level: 'base',
          criterion: 'capability',
          met: true,
          finding: 'Đủ năng lực',
          evidence: 'Hồ sơ năng lực',
          signer: personOf('appraisal-officer'),
        },
      }));
  it('passes nothing without evidence, fails nothing without its finding', () => {
    given(...upTo.registered)
      .when({ ...assess, evidence: '' })
      .thenRefused('evidence-missing', { criterion: 'capability' }, 'TT 36/2013/TT-BCT, art. 9');
    given(...upTo.registered)
      .when({ ...assess, met: false, finding: ' ' })
      .thenRefused('evidence-missing');
    given(...upTo.registered)
      .when({ ...assess, finding: ' ' })
      .thenRefused('evidence-missing');
    given(...upTo.registered)
      .when({ ...assess, evidence: ' ' })
      .thenRefused('evidence-missing');
    given(...upTo.registered)
      .when({ ...assess, met: false, evidence: '' })
      .then({
        type: 'CriterionAssessed',
        data: { level: 'base', criterion: 'capability', met: false, finding: 'Đủ năng lực', evidence: '', signer: 'u-appraisal-officer' },
      });
  });
  it('belongs to the Cục once submitted', () =>
    given(...upTo.submitted)
      .when({ ...assess, occurredOn: '2021-07-01' })
      .thenRefused('not-your-role', { who: ['agency-officer', 'agency-leader'] }));
  it('again, of a project in the plan, is the Cục’s: what a change re-opened and nothing else', () => {
    const again = { ...assess, ...by('2022-05-12', 'agency-officer') };
    const changed = [
      ...upTo.executing,
      on('2022-05-01', 'centre-officer', {
        type: 'AdjustmentRequested',
        data: { adjustment: 'a1', kinds: ['coordinating-unit'], change: { coordinatingUnit: 'UBND xã B' }, reason: 'x' },
      }),
      on('2022-05-10', 'agency-leader', {
        type: 'AdjustmentDecided',
        data: {
          adjustment: 'a1',
          kinds: ['coordinating-unit'],
          approved: true,
          decisionNo: '12/QĐ',
          reason: null,
          reopens: ['capability'],
        },
      }),
    ];
    given(...changed)
      .when(again)
      .then(expect.objectContaining({ type: 'CriterionAssessed' }) as never);
    given(...changed)
      .when({ ...again, criterion: 'dossier' })
      .thenRefused('unknown-name', { field: 'criterion', given: 'dossier', known: ['capability'] }, 'TT 36/2013/TT-BCT, art. 9');
    given(...changed)
      .when({ ...again, ...by('2022-05-12', 'appraisal-officer') })
      .thenRefused('not-your-role', { command: 'ConcludeFinalAppraisal' });
    given(...upTo.executing)
      .when(again)
      .thenRefused('nothing-to-do', { command: 'AssessCriterion' }, 'TT 36/2013/TT-BCT, art. 9');
  });
});

describe('concluding', () => {
  it('passes with five contents met, and takes their findings over', () =>
    given(...base)
      .when(conclude)
      .then({
        type: 'BaseAppraisalConcluded',
        data: { result: 'pass', amount: 300_000_000, reason: null, findings: findingsOf('appraisal-officer') },
      }));
  it('names every content that is open (TT 36/2013 art. 9)', () => {
    given(...upTo.registered)
      .when(conclude)
      .thenRefused('findings-missing', { open: CRITERIA }, 'TT 36/2013/TT-BCT, art. 9');
    const failed = on('2021-05-09', 'appraisal-officer', {
      type: 'CriterionAssessed',
      data: { level: 'base', criterion: 'dossier', met: false, finding: 'Thiếu', evidence: '' },
    });
    given(...base, failed)
      .when(conclude)
      .thenRefused('findings-missing', { open: ['dossier'] });
  });
  it('never gives more than was asked for, and fits amount and result to one another', () => {
    given(...base)
      .when({ ...conclude, amount: 300_000_001 })
      .thenRefused('amount-over-requested', { most: 300_000_000 });
    for (const wrong of [{ amount: 1 }, { amount: null }, { amount: 0.5 }, { result: 'fail' }, { result: 'pass_reduced' }] as const)
      given(...base)
        .when({ ...conclude, ...wrong })
        .thenRefused('amount', { field: 'amount', amount: 300_000_000, ...wrong });
  });
  it('may give less than was asked for, and says why', () => {
    const less = { ...conclude, result: 'pass_reduced', amount: 299_999_999 } as const;
    given(...base)
      .when({ ...less, reason: 'Vừa dự toán' })
      .then({
        type: 'BaseAppraisalConcluded',
        data: { result: 'pass_reduced', amount: 299_999_999, reason: 'Vừa dự toán', findings: findingsOf('appraisal-officer') },
      });
    for (const reason of [null, ' '])
      given(...base)
        .when({ ...less, reason })
        .thenRefused('blank', { field: 'reason' });
  });
  it('asks for the contents that the rules of its day name: none before TT 36/2013', () => {
    const none = scenarios(project, { today: '2022-12-31', rules: { ...currentRules, appraisalCriteria: [] } });
    none
      .given(...upTo.registered)
      .when(conclude)
      .then({ type: 'BaseAppraisalConcluded', data: { result: 'pass', amount: 300_000_000, reason: null, findings: [] } });
  });
  it('stays within the ceiling of the day (TT 28/2018 art. 8(4)), multiplied at most by 1.5', () => {
    const rich = { ...draft, totalCost: 2_000_000_000, supportRequested: 400_000_000, counterpart: 1_600_000_000 };
    const over = given(...withDraft(base, rich));
    over.when({ ...conclude, amount: 400_000_000 }).thenRefused('ceiling', { most: 300_000_000 }, 'TT 28/2018/TT-BTC, art. 8(4)');
    over.when({ ...conclude, amount: 400_000_000, multiplier: 2 }).thenRefused('multiplier', { multiplier: 2 });
    over.when({ ...conclude, amount: 400_000_000, multiplier: 1.5 }).then({
      type: 'BaseAppraisalConcluded',
      data: { result: 'pass', amount: 400_000_000, reason: null, findings: findingsOf('appraisal-officer'), multiplier: 1.5 },
    });
  });
  it('fails with a reason, and ends there', () => {
    for (const reason of [null, ' '])
      given(...upTo.registered)
        .when({ ...conclude, result: 'fail', amount: null, reason })
        .thenRefused('blank', { field: 'reason' });
    const failed = on('2021-05-10', 'appraisal-officer', {
      type: 'BaseAppraisalConcluded',
      data: { result: 'fail', amount: null, reason: 'Sai dự toán', findings: [] },
    });
    expect(stateAfter([...upTo.registered, failed])).toMatchObject({ status: 'rejected', reason: 'Sai dự toán' });
  });
  it('judges earlier support first', () =>
    given(...aside['earlier support'], ...assessedBase)
      .when(conclude)
      .thenRefused('double-support', { open: ['KCDP-2019-38-001'], same: [] }, 'TTLT 26/2014/TTLT-BTC-BCT, art. 7(4)'));
  it('at the ministry needs its own five findings', () => {
    given(...upTo.submitted)
      .when(final)
      .thenRefused('findings-missing', { open: CRITERIA });
    given(...upTo.submitted, ...assessedFinal)
      .when(final)
      .then({
        type: 'FinalAppraisalConcluded',
        data: { level: 'ministry', result: 'pass', amount: 300_000_000, reason: null, findings: findingsOf('agency-officer') },
      });
  });
  it('of local money is the province’s', () =>
    given(...withNeed([...upTo.submitted, ...assessedFinal], localNeed))
      .when({ ...final, ...by('2021-09-10', 'department-leader') })
      .then({
        type: 'FinalAppraisalConcluded',
        data: { level: 'province', result: 'pass', amount: 300_000_000, reason: null, findings: findingsOf('agency-officer') },
      }));
  it('from a register keeps its figures and its multiplier, and needs no reason; the amount still fits', () => {
    const said = { ...byRegister('2021-09-10'), type: 'ConcludeFinalAppraisal', reason: null } as const;
    const event = (over: {
      readonly result: 'pass' | 'fail';
      readonly amount: number | null;
      readonly multiplier?: number;
    }): ProjectEvent => ({
      type: 'FinalAppraisalConcluded',
      data: { level: 'ministry', reason: null, findings: [], attested: register, ...over },
    });
    const taken = given(...upTo['base-passed'], ...assessedFinal);
    taken.when({ ...said, result: 'fail', amount: null }).then(event({ result: 'fail', amount: null }));
    taken
      .when({ ...said, result: 'pass', amount: 290_000_000, multiplier: 3 })
      .then(event({ result: 'pass', amount: 290_000_000, multiplier: 3 }));
    taken.when({ ...said, result: 'pass', amount: null }).thenRefused('amount', { field: 'amount', amount: null, result: 'pass' });
    taken.when({ ...said, result: 'fail', amount: 1 }).thenRefused('amount', { field: 'amount', amount: 1, result: 'fail' });
    taken.when({ ...said, result: 'pass', amount: 300_000_001 }).thenRefused('amount-over-requested', { most: 300_000_000 });
  });
  it('is taken from a register without findings, from where its columns left off', () =>
    given(...upTo['base-passed'])
      .when({ ...byRegister('2021-09-10'), type: 'ConcludeFinalAppraisal', result: 'pass', amount: 290_000_000, reason: null })
      .then({
        type: 'FinalAppraisalConcluded',
        data: { level: 'ministry', result: 'pass', amount: 290_000_000, reason: null, findings: [], attested: register },
      }));
  it('keeps the findings that a log of 0.1.0 has in the conclusion alone', () => {
    const old = [...upTo.registered, ...upTo['base-passed'].slice(-1)];
    expect(stateAfter(old)).toMatchObject({ status: 'base-passed', findings: { base: findingsOf('appraisal-officer'), final: [] } });
  });
});

describe('submitting for the final appraisal', () => {
  const papers = filed('2021-03-02', 'registration-report', 'summary-table');
  const submit = { ...by('2021-06-10', 'department-leader'), type: 'SubmitForFinalAppraisal', letterNo: '100/SCT' } as const;
  const sent = { type: 'SubmittedForFinalAppraisal', data: { level: 'ministry', letterNo: '100/SCT' } } as const;
  const regional = by('2021-06-10', 'regional-centre-officer', personOf('centre-officer'));

  it('is the Sở’s once the base appraisal passed', () => {
    given(...upTo['base-passed'], ...filed('2021-05-10', 'registration-report', 'summary-table', 'base-appraisal-form', 'annex-2-papers'))
      .when(submit)
      .then(sent);
    given(...upTo.registered)
      .when(submit)
      .thenRefused('illegal-transition', { missing: 'base-appraisal' }, 'TT 36/2013/TT-BCT, art. 8(1)b');
    given(...upTo['base-passed'], ...filed('2021-05-10', 'registration-report', 'summary-table'))
      .when(submit)
      .thenRefused('dossier-incomplete', { missing: ['base-appraisal-form'], act: 'SubmitForFinalAppraisal' });
  });
  it('goes with a letter, to the Ministry or, for local money, to the province', () => {
    const filedAll = filed('2021-05-10', 'registration-report', 'summary-table', 'base-appraisal-form', 'annex-2-papers');
    given(...upTo['base-passed'], ...filedAll)
      .when({ ...submit, letterNo: ' ' })
      .thenRefused('blank', { field: 'letterNo' });
    given(...withNeed(upTo['base-passed'], localNeed), ...filedAll)
      .when(submit)
      .then({ ...sent, data: { ...sent.data, level: 'province' } });
  });
  it('is a regional centre’s own at once, without a base appraisal (TT 36/2013 art. 8(1)b)', () =>
    given(...upTo.draft, ...papers, ...upTo.registered.slice(-1))
      .when({ ...submit, ...regional })
      .then(sent));
  it('is its own, too, when somebody stands in for who registered it, or when it was handed over', () => {
    const past = [...upTo.draft, ...papers, ...upTo.registered.slice(-1)];
    given(...past)
      .when({ ...submit, ...regional, actor: 'u-new', delegatedBy: personOf('centre-officer') })
      .then(sent);
    const handed = on('2021-05-01', 'centre-officer', {
      type: 'HandedOver',
      data: { from: null, to: 'u-new', reason: 'Nghỉ hưu', openWork: [] },
    });
    given(...past, handed)
      .when({ ...submit, ...regional, actor: 'u-new' })
      .then(sent);
    const nobody = past.map((event) => ({ ...event, actor: 'import:register.csv' }));
    given(...nobody)
      .when({ ...submit, ...regional })
      .thenRefused('illegal-transition', { status: 'registered', command: 'SubmitForFinalAppraisal', missing: 'base-appraisal' });
  });
  it('but not for what another centre registered, and not in the Sở’s place', () => {
    given(...upTo.registered)
      .when({ ...submit, ...regional, actor: 'u-elsewhere' })
      .thenRefused('illegal-transition', { missing: 'base-appraisal' });
    given(...upTo['base-passed'])
      .when({ ...submit, ...regional })
      .thenRefused(
        'not-your-role',
        { command: 'SubmitForFinalAppraisal', role: 'regional-centre-officer', who: ['appraisal-officer', 'department-leader'] },
        'TT 36/2013/TT-BCT, art. 8(1)a',
      );
  });
});
