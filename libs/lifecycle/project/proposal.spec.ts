import { describe, expect, it } from '@jest/globals';
import { scenarios } from '#testkit/scenario';
import { currentRules } from '../context.ts';
import type { Facts, RefusalCode } from '../refusal.ts';
import { filed } from './funded.fixture.ts';
import { project } from './project.decider.ts';
import type { ContentPlan, Draft, EarlierMatch, EstimateLine } from './project.events.ts';
import {
  aside,
  by,
  byRegister,
  draft,
  groupDraft,
  keyDraft,
  need,
  on,
  plainDraft,
  register,
  registered,
  upTo,
  withDraft,
} from './project.fixture.ts';

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
  it('said twice is true once, also of a dossier that was returned', () => {
    given(...upTo.draft)
      .when(drafting({}))
      .thenNothing();
    given(...upTo.returned)
      .when({ ...drafting({}), occurredOn: '2021-04-21' })
      .thenNothing();
    given(...upTo.registered)
      .when({ ...drafting({}), occurredOn: '2021-04-11' })
      .thenRefused('illegal-transition', { status: 'registered' });
  });
  it('may replace a draft that nobody has registered', () =>
    given(...upTo.draft)
      .when(drafting({ title: 'Tên khác' }))
      .then({ type: 'ProjectDrafted', data: { ...draft, title: 'Tên khác' } }));
  it('names a sub-kind of its own content, or none', () => {
    given(...upTo.surveyed)
      .when(drafting({ variant: 'production-line' }))
      .then({ type: 'ProjectDrafted', data: { ...draft, variant: 'production-line' } });
    given(...upTo.surveyed)
      .when(drafting({ variant: 'cluster-planning' }))
      .thenRefused('unknown-name', { field: 'variant', given: 'cluster-planning', known: ['production-line'] });
  });
  it.each<[Partial<Draft>, RefusalCode, Facts]>([
    [{ title: ' ' }, 'blank', { field: 'title' }],
    [{ implementingUnit: '' }, 'blank', { field: 'implementingUnit' }],
    [{ beneficiary: { name: ' ', taxCode: null } }, 'blank', { field: 'beneficiary' }],
    [{ output: { unit: '', planned: 1 } }, 'blank', { field: 'outputUnit' }],
    [{ totalCost: 0.5 }, 'amount', { field: 'totalCost', amount: 0.5 }],
    [{ supportRequested: 0 }, 'amount', { field: 'supportRequested', amount: 0 }],
    [{ counterpart: -1 }, 'amount', { field: 'counterpart', amount: -1 }],
    [{ output: { unit: 'cơ sở', planned: 0 } }, 'output', { planned: 0 }],
    [{ output: { unit: 'cơ sở', planned: 1.5 } }, 'output', { planned: 1.5 }],
  ])('wants names, whole đồng and whole units: %p', (change, code, facts) =>
    given(...upTo.surveyed)
      .when(drafting(change))
      .thenRefused(code, facts),
  );
  it('wants the own money to be the rest, which may be nothing', () => {
    for (const counterpart of [1, 500_000_001])
      given(...upTo.surveyed)
        .when(drafting({ counterpart }))
        .thenRefused(
          'counterpart',
          { totalCost: 800_000_000, supportRequested: 300_000_000, counterpart },
          'TTLT 26/2014/TTLT-BTC-BCT, art. 7(3)',
        );
    const all = { supportRequested: 800_000_000, counterpart: 0, estimate: [] };
    given(...upTo.surveyed)
      .when(drafting(all))
      .then({ type: 'ProjectDrafted', data: { ...draft, ...all } });
  });
  it('wants somebody responsible for every step, and steps that end after they begin (TT 36/2013 art. 5(5))', () => {
    const step = { step: 'Mua máy', from: '2022-03-01', to: '2022-06-30', responsible: 'HTX' };
    const scheduling = (second: Partial<typeof step>) =>
      given(...upTo.surveyed).when(drafting({ schedule: [step, { ...step, ...second }] }));
    scheduling({ responsible: ' ' }).thenRefused('blank', { field: 'schedule/1/responsible' });
    scheduling({ step: ' ' }).thenRefused('blank', { field: 'schedule/1/step' });
    scheduling({ to: '2022-02-28' }).thenRefused(
      'date-order',
      { field: 'schedule/1/to', from: '2022-03-01', to: '2022-02-28' },
      'TT 36/2013/TT-BCT, art. 5',
    );
    scheduling({ to: '2022-03-01' }).then({
      type: 'ProjectDrafted',
      data: { ...draft, schedule: [step, { ...step, to: '2022-03-01' }] },
    });
  });
});

describe('the contents of a key scheme (TT 36/2013 art. 2(3))', () => {
  const ART_2_3 = 'TT 36/2013/TT-BCT, art. 2(3)';
  const [first, second] = keyDraft.contents ?? [];
  if (first === undefined || second === undefined) throw new Error('no contents');
  const year = { year: 2022, target: 1, money: 0 };
  const keeping = (...contents: readonly ContentPlan[]) => given(...upTo.surveyed).when(drafting({ kind: 'key', contents }));

  it('are a key scheme’s alone', () => {
    const { kind: _kind, ...kindless } = draft;
    for (const [other, kind] of [
      [draft, 'single'],
      [groupDraft, 'group'],
      [kindless, 'single'],
    ] as const)
      given(...upTo.surveyed)
        .when({ ...drafting({}), draft: { ...other, contents: keyDraft.contents ?? [] } })
        .thenRefused('wrong-kind', { kind, needs: 'key' }, ART_2_3);
  });
  it('cost together no more than the support', () => {
    keeping(first, { ...second, years: [{ ...year, money: 200_000_000 }] }).then({
      type: 'ProjectDrafted',
      data: { ...draft, kind: 'key', contents: [first, { ...second, years: [{ ...year, money: 200_000_000 }] }] },
    });
    keeping(first, { ...second, years: [{ ...year, money: 200_000_001 }] }).thenRefused(
      'estimate-sum',
      { field: 'contents', lines: 300_000_001, stated: 300_000_000 },
      ART_2_3,
    );
  });
  it('name each content and each of its years once', () => {
    keeping(first, first).thenRefused('named-twice', { field: 'contents', name: 'ND1' });
    keeping(first, { ...second, years: [year, year] }).thenRefused('named-twice', { field: 'contents/1/years', name: '2022' });
    keeping(first, { ...second, content: 'ND99' }).thenRefused('unknown-name', { field: 'contents/1/content', given: 'ND99', known: [] });
  });
  it('have a unit and, for some year, whole targets and whole đồng', () => {
    keeping(first, { ...second, unit: ' ' }).thenRefused('blank', { field: 'contents/1/unit' });
    keeping(first, { ...second, years: [] }).thenRefused('blank', { field: 'contents/1/years' });
    for (const target of [0, 1.5])
      keeping(first, { ...second, years: [{ ...year, target }] }).thenRefused('output', {
        field: 'contents/1/years',
        year: 2022,
        planned: target,
      });
    keeping(first, { ...second, years: [{ ...year, money: -1 }] }).thenRefused('amount', { field: 'contents/1/years', amount: -1 });
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
    estimating({ ...line, quantity }, own).thenRefused('estimate-line', {
      field: 'estimate/0/quantity',
      line: 1,
      amount: 300_000_000,
      expected: null,
    }),
  );
  it('knows four decimals of a quantity', () => {
    const tenth = { ...line, quantity: 0.0001, unitPrice: 1_000_000_000, amount: 100_000 };
    estimating(tenth, { ...line, amount: 299_900_000, unitPrice: 299_900_000 }, own).then({
      type: 'ProjectDrafted',
      data: { ...draft, estimate: [tenth, { ...line, amount: 299_900_000, unitPrice: 299_900_000 }, own] },
    });
  });
  it('names what each line is for', () =>
    estimating(line, { ...own, item: ' ' }).thenRefused('blank', { field: 'estimate/1/item', line: 2 }));
  it.each([0, -5, 0.5, Number.NaN])('knows no amount %p', (amount) =>
    estimating(line, { ...own, amount }).thenRefused('amount', { field: 'estimate/1/amount', line: 2, amount }),
  );
  it.each([0, -5, 0.5, Number.NaN, 1e16])('knows no unit price %p', (unitPrice) =>
    estimating({ ...line, unitPrice }, own).thenRefused('amount', { field: 'estimate/0/unitPrice', line: 1, amount: unitPrice }),
  );
  it('adds up to the support and to the total cost', () => {
    estimating(own).thenRefused('estimate-sum', { field: 'supportRequested', lines: 0, stated: 300_000_000 });
    estimating(line).thenRefused('estimate-sum', { field: 'totalCost', lines: 300_000_000, stated: 800_000_000 });
    const huge = { ...line, unitPrice: 1e15, amount: 1e15 };
    estimating(huge, huge).thenRefused('estimate-sum', { lines: 2e15 });
  });
  it('keeps management within 2.5 % of the support (TTLT 26/2014 art. 6(2)s, TT 28/2018 art. 8)', () => {
    const machine = { ...line, unitPrice: 292_499_999, amount: 292_499_999 };
    const management = { ...line, item: 'Chi quản lý', unitPrice: 7_500_001, amount: 7_500_001, management: true as const };
    estimating(machine, management, own).thenRefused(
      'management-cost',
      { management: 7_500_001, percent: 2.5, support: 300_000_000 },
      'TT 28/2018/TT-BTC, art. 8',
    );
    const owns = { ...own, management: true as const };
    estimating(line, owns).then({ type: 'ProjectDrafted', data: { ...draft, estimate: [line, owns] } });
    const none = scenarios(project, { today: '2022-12-31', rules: { ...currentRules, managementCosts: [] } });
    none
      .given(...upTo.surveyed)
      .when(drafting({ estimate: [machine, management, own] }))
      .then({ type: 'ProjectDrafted', data: { ...draft, estimate: [machine, management, own] } });
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
  it('counts what is empty as missing', () =>
    given(...withDraft(upTo.draft, { ...draft, aims: ' ', schedule: [], effect: '' }))
      .when(register_)
      .thenRefused('draft-incomplete', { missing: ['aims', 'schedule', 'effect'] }));
  it('wants two contents and two years of a key scheme (TT 36/2013 art. 2(3))', () => {
    given(...withDraft(upTo.draft, { ...draft, kind: 'key' }))
      .when(register_)
      .thenRefused('draft-incomplete', { missing: ['contents', 'years'] });
    const [one, two] = keyDraft.contents ?? [];
    if (one === undefined || two === undefined) throw new Error('no contents');
    given(...withDraft(upTo.draft, { ...keyDraft, contents: [two] }))
      .when(register_)
      .thenRefused('draft-incomplete', { missing: ['contents'] });
    given(...withDraft(upTo.draft, { ...keyDraft, contents: [one, { ...two, years: two.years.slice(0, 1) }] }))
      .when(register_)
      .thenRefused('draft-incomplete', { missing: ['years'] });
    given(...withDraft(upTo.draft, keyDraft), ...papers)
      .when(register_)
      .then({ type: 'ProjectRegistered', data: keyDraft });
  });
  it.each([
    ['own-money', { ownMoneyCommitted: false }, 'TTLT 26/2014/TTLT-BTC-BCT, art. 7(3)'],
    ['no-double-support', { noDoubleSupport: false }, 'TTLT 26/2014/TTLT-BTC-BCT, art. 7(4)'],
    ['own-money', { ownMoneyCommitted: false, noDoubleSupport: false }, 'TTLT 26/2014/TTLT-BTC-BCT, art. 7(3)'],
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
  it('takes of a register only a draft whose figures agree', () =>
    given(...upTo.surveyed)
      .when({ ...byRegister('2021-04-10'), type: 'RegisterProject', draft: { ...plainDraft, counterpart: 1 } })
      .thenRefused('counterpart', { counterpart: 1 }));
  it('takes no draft from a person, and none from a document that does not stand for one', () => {
    given(...upTo.surveyed)
      .when({ ...register_, draft })
      .thenRefused('illegal-transition', { status: 'surveyed' });
    const silent = { ...byRegister('2021-04-10'), attested: { ...register, steps: [] } };
    given(...upTo.surveyed)
      .when({ ...silent, type: 'RegisterProject', draft })
      .thenRefused('illegal-transition', { status: 'surveyed', command: 'RegisterProject', missing: 'draft' });
    for (const past of [upTo.surveyed, upTo.draft])
      given(...past)
        .when({ ...byRegister('2021-04-10'), type: 'RegisterProject' })
        .thenRefused('illegal-transition', {
          status: past.length === 1 ? 'surveyed' : 'draft',
          command: 'RegisterProject',
          missing: 'draft',
        });
  });
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
  it('says why, once', () => {
    given(...upTo.draft)
      .when({ ...withdraw, reason: ' ' })
      .thenRefused('blank', { field: 'reason' });
    given(...upTo.draft, on('2021-04-11', 'centre-officer', { type: 'ProjectWithdrawn', data: { reason: 'x' } }))
      .when(withdraw)
      .thenNothing();
  });
  it('leaves no way back for an old command', () =>
    given(...upTo.draft, on('2021-04-11', 'centre-officer', { type: 'ProjectWithdrawn', data: { reason: 'x' } }))
      .when({ ...register_, occurredOn: '2021-04-12' })
      .thenRefused('illegal-transition', { status: 'withdrawn', allowed: ['AddNote'] }));
});
