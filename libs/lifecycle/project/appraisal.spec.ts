import { describe, expect, it } from '@jest/globals';
import { scenarios } from '#testkit/scenario';
import { CRITERIA } from './appraisal.acts.ts';
import { filed } from './funded.fixture.ts';
import { project } from './project.decider.ts';
import {
  aside,
  assessedBase,
  assessedFinal,
  by,
  byRegister,
  draft,
  findingsOf,
  on,
  personOf,
  register,
  upTo,
  withDraft,
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
  });
  it('belongs to the Cục once submitted', () =>
    given(...upTo.submitted)
      .when({ ...assess, occurredOn: '2021-07-01' })
      .thenRefused('not-your-role', { who: ['agency-officer', 'agency-leader'] }));
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
    for (const wrong of [{ amount: 1 }, { amount: null }, { result: 'fail' }, { result: 'pass_reduced' }] as const)
      given(...base)
        .when({ ...conclude, ...wrong })
        .thenRefused('amount');
  });
  it('stays within the ceiling of the day (TT 28/2018 art. 8(4)), multiplied at most by 1.5', () => {
    const rich = { ...draft, totalCost: 2_000_000_000, supportRequested: 400_000_000, counterpart: 1_600_000_000 };
    const over = given(...withDraft(base, rich));
    over.when({ ...conclude, amount: 400_000_000 }).thenRefused('ceiling', { most: 300_000_000 }, 'TT 28/2018/TT-BTC, art. 8(4)');
    over.when({ ...conclude, amount: 400_000_000, multiplier: 2 }).thenRefused('multiplier', { multiplier: 2 });
  });
  it('fails with a reason, and ends there', () => {
    given(...upTo.registered)
      .when({ ...conclude, result: 'fail', amount: null, reason: ' ' })
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
      .thenRefused('dossier-incomplete', { missing: ['base-appraisal-form'] });
  });
  it('is a regional centre’s own at once, without a base appraisal (TT 36/2013 art. 8(1)b)', () =>
    given(...upTo.draft, ...papers, ...upTo.registered.slice(-1))
      .when({ ...submit, ...regional })
      .then(sent));
  it('but not for what another centre registered, and not in the Sở’s place', () => {
    given(...upTo.registered)
      .when({ ...submit, ...regional, actor: 'u-elsewhere' })
      .thenRefused('illegal-transition', { missing: 'base-appraisal' });
    given(...upTo['base-passed'])
      .when({ ...submit, ...regional })
      .thenRefused('not-your-role', { role: 'regional-centre-officer' });
  });
});
