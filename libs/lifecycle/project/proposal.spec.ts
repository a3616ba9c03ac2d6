import { describe, expect, it } from '@jest/globals';
import { scenarios } from '#testkit/scenario';
import { currentRules } from '../context.ts';
import { filed } from './funded.fixture.ts';
import { project } from './project.decider.ts';
import type { Draft, EarlierMatch, EstimateLine } from './project.events.ts';
import { aside, by, byRegister, draft, keyDraft, need, on, plainDraft, register, registered, upTo, withDraft } from './project.fixture.ts';

const { given, stateAfter } = scenarios(project);
const proposer = (day: string) => by(day, 'centre-officer');
const drafting = (change: Partial<Draft>) => ({ ...proposer('2021-03-01'), type: 'DraftProject', draft: { ...draft, ...change } }) as const;
const papers = filed(
  '2021-04-01',
  'request-letter',
  'project-list',
  'project-proposal',
  'key-registration',
  'beneficiary-request',
  'annex-2-papers',
);
const register_ = { ...proposer('2021-04-10'), type: 'RegisterProject' } as const;

describe('surveying a need', () => {
  const survey = { ...proposer('2021-01-10'), type: 'SurveyNeed', need, outcome: 'recorded' } as const;
  it('opens the project', () =>
    given()
      .when(survey)
      .then({ type: 'NeedSurveyed', data: { ...need, outcome: 'recorded' } }));
  it('records why a need is not eligible', () =>
    given()
      .when({ ...survey, outcome: 'not-eligible', reason: 'Ngoài danh mục', cause: 'trade' })
      .then({ type: 'NeedFoundNotEligible', data: { ...need, reason: 'Ngoài danh mục', cause: 'trade' } }));
  it('takes up what was kept for later, and only that', () => {
    given(...aside['kept for later'])
      .when(survey)
      .then({ type: 'NeedSurveyed', data: { ...need, outcome: 'recorded' } });
    given(...aside['kept for later'])
      .when({ ...survey, need: { ...need, source: 'KCDP' } })
      .thenRefused('unknown-name', { field: 'source', known: ['KCQG'] });
  });
  it('refuses a second survey', () =>
    given(...upTo.surveyed)
      .when(survey)
      .thenRefused('project-exists', { status: 'surveyed' }));
  it('lets nobody choose the stage graph', () =>
    given()
      .when({ ...survey, need: { ...need, definition: 'KCDP-1' } })
      .then({ type: 'NeedSurveyed', data: { ...need, outcome: 'recorded' } }));
});

describe('drafting', () => {
  it('takes the whole draft', () =>
    given(...upTo.surveyed)
      .when(drafting({}))
      .then({ type: 'ProjectDrafted', data: draft }));
  it('said twice is true once', () =>
    given(...upTo.draft)
      .when(drafting({}))
      .thenNothing());
  it('names a sub-kind of its own content, or none', () => {
    given(...upTo.surveyed)
      .when(drafting({ variant: 'production-line' }))
      .then({ type: 'ProjectDrafted', data: { ...draft, variant: 'production-line' } });
    given(...upTo.surveyed)
      .when(drafting({ variant: 'cluster-planning' }))
      .thenRefused('unknown-name', { field: 'variant', given: 'cluster-planning', known: ['production-line'] });
  });
  it('wants the own money to be the rest', () =>
    given(...upTo.surveyed)
      .when(drafting({ counterpart: 1 }))
      .thenRefused('counterpart', { counterpart: 1 }, 'TTLT 26/2014/TTLT-BTC-BCT, art. 7(3)'));
  it('wants somebody responsible for every step, and steps that end after they begin (TT 36/2013 art. 5(5))', () => {
    const step = { step: 'Mua máy', from: '2022-03-01', to: '2022-06-30', responsible: 'HTX' };
    given(...upTo.surveyed)
      .when(drafting({ schedule: [{ ...step, responsible: ' ' }] }))
      .thenRefused('blank', { field: 'schedule/0/responsible' });
    given(...upTo.surveyed)
      .when(drafting({ schedule: [{ ...step, to: '2022-02-01' }] }))
      .thenRefused('date-order', { field: 'schedule/0/to' });
  });
  it('keeps contents by years for key schemes, within the support', () => {
    given(...upTo.surveyed)
      .when(drafting({ contents: keyDraft.contents ?? [] }))
      .thenRefused('wrong-kind', { needs: 'key' });
    given(...upTo.surveyed)
      .when(drafting({ ...keyDraft, supportRequested: 200_000_000, counterpart: 600_000_000, estimate: [] }))
      .thenRefused('estimate-sum', { field: 'contents', lines: 300_000_000, stated: 200_000_000 });
  });
});

describe('the estimate (Mẫu số 1)', () => {
  const line: EstimateLine = { item: 'Máy', unit: 'máy', quantity: 1, unitPrice: 300_000_000, amount: 300_000_000, payer: 'support' };
  const own: EstimateLine = { ...line, item: 'Nhà xưởng', unitPrice: 500_000_000, amount: 500_000_000, payer: 'own' };
  const estimating = (...estimate: readonly EstimateLine[]) => given(...upTo.surveyed).when(drafting({ estimate }));
  it('multiplies by integers, fractions of a unit included', () => {
    const metres = { ...own, quantity: 0.3333, unitPrice: 1_500_150_015, amount: 500_000_000 };
    estimating(line, metres).thenRefused('estimate-line', { field: 'estimate/1/amount', line: 2, expected: 499_999_999 });
    estimating(line, { ...own, quantity: 2.5, unitPrice: 200_000_000 }).then({
      type: 'ProjectDrafted',
      data: { ...draft, estimate: [line, { ...own, quantity: 2.5, unitPrice: 200_000_000 }] },
    });
  });
  it.each([0, -1, 1.000_01, Number.NaN, Infinity])('knows no quantity %p', (quantity) =>
    estimating({ ...line, quantity }, own).thenRefused('estimate-line', { field: 'estimate/0/quantity' }),
  );
  it.each([0, -5, 0.5, Number.NaN, 1e16])('knows no unit price %p', (unitPrice) =>
    estimating({ ...line, unitPrice }, own).thenRefused('amount', { field: 'estimate/0/unitPrice', line: 1 }),
  );
  it('adds up to the support and to the total cost', () => {
    estimating(own).thenRefused('estimate-sum', { field: 'supportRequested', lines: 0, stated: 300_000_000 });
    estimating(line).thenRefused('estimate-sum', { field: 'totalCost', lines: 300_000_000, stated: 800_000_000 });
    const huge = { ...line, unitPrice: 1e15, amount: 1e15 };
    estimating(huge, huge).thenRefused('estimate-sum', { lines: 2e15 });
  });
  it('keeps management within 2.5 % (TTLT 26/2014 art. 6(2)s)', () => {
    const machine = { ...line, unitPrice: 292_499_999, amount: 292_499_999 };
    const management = { ...line, item: 'Chi quản lý', unitPrice: 7_500_001, amount: 7_500_001, management: true as const };
    estimating(machine, management, own).thenRefused('management-cost', { management: 7_500_001, percent: 2.5 });
  });
});

describe('registering', () => {
  it('registers what was drafted', () =>
    given(...upTo.draft, ...papers)
      .when(register_)
      .then({ type: 'ProjectRegistered', data: draft }));
  it('remembers earlier support of the same beneficiary', () => {
    const earlierSupport = [{ code: 'KCDP-2019-38-001', content: 'ND3b', planYear: 2019, matchedBy: 'tax-code' }] as const;
    given(...upTo.draft, ...papers)
      .when({ ...register_, earlierSupport })
      .then({ type: 'ProjectRegistered', data: { ...draft, earlierSupport } });
  });
  it('lists at most fifty of them, the surest first, and says how many there are', () => {
    const match = (index: number, matchedBy: EarlierMatch['matchedBy']): EarlierMatch => ({
      code: `KCDP-2019-38-${String(index).padStart(3, '0')}`,
      content: 'ND3b',
      planYear: 2019,
      matchedBy,
    });
    const byName = Array.from({ length: 50 }, (_, index) => match(index, 'name'));
    const surest = [match(60, 'tax-code'), match(61, 'serial')];
    given(...upTo.draft, ...papers)
      .when({ ...register_, earlierSupport: [...byName, ...surest.toReversed()] })
      .then({
        type: 'ProjectRegistered',
        data: { ...draft, earlierSupport: [...surest, ...byName.slice(0, 48)], earlierSupportFound: 52 },
      });
    given(...upTo.draft, ...papers)
      .when({ ...register_, earlierSupport: byName })
      .then({ type: 'ProjectRegistered', data: { ...draft, earlierSupport: byName } });
  });
  it('asks for the contents that the rules of the day name', () => {
    const before = { today: '2022-12-31', rules: { ...currentRules, draftContents: [] } };
    const bare = withDraft(upTo.draft, { ...plainDraft, noDoubleSupport: true, ownMoneyCommitted: true });
    expect(project.decide(register_, stateAfter([...bare, ...papers]), before)).toHaveLength(1);
  });
  it('names every compulsory content that is missing (TT 36/2013 art. 5)', () =>
    given(...withDraft(upTo.draft, plainDraft))
      .when(register_)
      .thenRefused(
        'draft-incomplete',
        { missing: ['needBasis', 'aims', 'scale', 'schedule', 'estimate', 'organisation', 'effect'] },
        'TT 36/2013/TT-BCT, art. 5',
      ));
  it('wants two contents and two years of a key scheme (TT 36/2013 art. 2(3))', () =>
    given(...withDraft(upTo.draft, { ...draft, kind: 'key' }))
      .when(register_)
      .thenRefused('draft-incomplete', { missing: ['contents', 'years'] }));
  it.each([
    ['own-money', { ownMoneyCommitted: false }, 'TTLT 26/2014/TTLT-BTC-BCT, art. 7(3)'],
    ['no-double-support', { noDoubleSupport: false }, 'TTLT 26/2014/TTLT-BTC-BCT, art. 7(4)'],
  ] as const)('wants the promise of %s', (missing, change, article) =>
    given(...withDraft(upTo.draft, { ...draft, ...change }))
      .when(register_)
      .thenRefused('promise-missing', { missing }, article),
  );
  it('wants its papers', () =>
    given(...upTo.draft)
      .when(register_)
      .thenRefused('dossier-incomplete', { act: 'RegisterProject' }));
  it('takes a plain draft from a register that attests it', () => {
    given(...upTo.surveyed)
      .when({ ...byRegister('2021-04-10'), type: 'RegisterProject', draft: plainDraft })
      .then({ type: 'ProjectRegistered', data: { ...plainDraft, attested: register } });
    const imported = on('2021-04-10', 'centre-officer', { type: 'ProjectRegistered', data: { ...plainDraft, attested: register } });
    expect(stateAfter([...upTo.surveyed, imported])).toMatchObject({ status: 'registered', draft: plainDraft, appraised: 300_000_000 });
  });
  it('takes no draft from a person', () =>
    given(...upTo.surveyed)
      .when({ ...register_, draft })
      .thenRefused('illegal-transition', { status: 'surveyed' }));
});

describe('withdrawing', () => {
  const withdraw = { ...proposer('2021-04-11'), type: 'WithdrawProject', reason: 'Cơ sở xin rút' } as const;
  it('ends the project before the plan is decided', () => {
    given(...upTo.surveyed, registered)
      .when(withdraw)
      .then({ type: 'ProjectWithdrawn', data: { reason: 'Cơ sở xin rút' } });
    given(...upTo['in-plan'])
      .when({ ...withdraw, occurredOn: '2022-01-01' })
      .thenRefused('illegal-transition', { status: 'in-plan' });
  });
  it('leaves no way back for an old command', () =>
    given(...upTo.draft, on('2021-04-11', 'centre-officer', { type: 'ProjectWithdrawn', data: { reason: 'x' } }))
      .when({ ...register_, occurredOn: '2021-04-12' })
      .thenRefused('illegal-transition', { status: 'withdrawn', allowed: ['AddNote'] }));
});
