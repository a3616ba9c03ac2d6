import { describe, expect, it } from '@jest/globals';
import { currentRules } from './context.ts';
import {
  conditionsOn,
  councilRuleOn,
  criteriaOn,
  draftContentsOn,
  eligiblePlace,
  eligibleTrade,
  preferencesOn,
  segregationOn,
  selectionOn,
  termOn,
  tranchesOn,
} from './procedure-rules.ts';

const DAY = '2022-01-01';

it('an appraisal has the five contents of TT 36/2013 art. 9', () => {
  expect(criteriaOn(currentRules, DAY).map(({ criterion, article }) => [criterion, article])).toEqual([
    ['principles', 'art. 9(1)'],
    ['aims-and-money', 'art. 9(2)'],
    ['capability', 'art. 9(3)'],
    ['combination', 'art. 9(4)'],
    ['dossier', 'art. 9(5)'],
  ]);
  expect(criteriaOn(currentRules, '2014-02-09')).toEqual([]);
});

it('a draft has the eight contents of TT 36/2013 art. 5', () =>
  expect(draftContentsOn(currentRules, DAY).map(({ part, article }) => [part, article])).toEqual([
    ['units-and-place', 'art. 5(1)'],
    ['need', 'art. 5(2)'],
    ['aims', 'art. 5(3)'],
    ['scale', 'art. 5(4)'],
    ['content-and-schedule', 'art. 5(5)'],
    ['estimate', 'art. 5(6)'],
    ['organisation', 'art. 5(7)'],
    ['effect', 'art. 5(8)'],
  ]));

it('a council passes by more than half of its members: no article says so', () =>
  expect(councilRuleOn(currentRules, DAY)).toMatchObject({ majorityOverPercent: 50, membersMin: 3, status: 'unverified' }));

describe('where an establishment may produce', () => {
  const eligible = (area: Parameters<typeof eligiblePlace>[1][number], day: string) => eligiblePlace(currentRules, [area], day)?.eligible;
  it.each([
    ['commune', true, true],
    ['township', true, false],
    ['town', true, false],
    ['ward-of-class-3-city', true, false],
    ['ward-of-class-2-city', true, false],
    ['new-ward-of-class-1-city', true, false],
    ['ward-of-class-1-city', false, false],
    ['ward-of-province', false, true],
    ['special-zone', false, true],
    ['commune-of-city', true, true],
    ['ward-of-city', false, false],
    ['craft-village', false, true],
  ] as const)('%s: %s by NĐ 45/2012 art. 1(2)a, %s by NĐ 235/2025 art. 1(1)', (area, before, since) => {
    expect([eligible(area, '2025-10-14'), eligible(area, '2025-10-15')]).toEqual([before, since]);
  });
  it('a craft village in a ward of a city counts as one', () =>
    expect(eligiblePlace(currentRules, ['ward-of-city', 'craft-village'], '2026-01-01')?.eligible).toBe(true));
  it('is not known before NĐ 45/2012', () => expect(eligiblePlace(currentRules, ['commune'], '2012-07-04')).toBeUndefined());
});

describe('eligible trades', () => {
  it.each(['a', 'b', 'c', 'd', 'đ', 'e', 'g'])('letter %s of NĐ 45/2012 art. 5(1)', (letter) =>
    expect(eligibleTrade(currentRules, letter, DAY)).toMatchObject({ eligible: true, rule: { article: `art. 5(1)${letter}` } }),
  );
  it('not polluting brick kilns (TT 46/2012 art. 5(1)), nor what no letter names', () => {
    expect(eligibleTrade(currentRules, 'clay-brick', DAY)).toMatchObject({ eligible: false, rule: { article: 'art. 5(1)' } });
    expect(eligibleTrade(currentRules, 'h', DAY)).toEqual({ eligible: false, rule: undefined });
  });
  it('high technology, clean industry, energy saving, environment from 15/10/2025 (NĐ 235/2025)', () => {
    for (const trade of ['high-technology', 'clean-industry', 'energy-saving', 'environmental-industry']) {
      expect(eligibleTrade(currentRules, trade, '2025-10-14')?.eligible).toBe(false);
      expect(eligibleTrade(currentRules, trade, '2025-10-15')?.eligible).toBe(true);
    }
  });
});

it('preference: key schemes, places a to d before trades b and a, then experience (TT 36/2013 art. 7, TT 46/2012 art. 6)', () => {
  expect(preferencesOn(currentRules, DAY).map(({ preferred, article }) => [preferred, article])).toEqual([
    ['key-scheme', 'art. 7(1)'],
    ['highland-island-border', 'art. 6(1)a, 6(3)a'],
    ['poor-district', 'art. 6(1)b, 6(3)a'],
    ['new-rural-commune', 'art. 6(1)c, 6(3)a'],
    ['difficult-area', 'art. 6(1)d, 6(3)a'],
    ['typical-key-export-local-labour', 'art. 6(3)a; NĐ 45/2012/NĐ-CP art. 6(2)b'],
    ['mechanical-agro-supporting', 'art. 6(3)a; NĐ 45/2012/NĐ-CP art. 6(2)a'],
    ['experience', 'art. 7(2)'],
  ]);
  expect(preferencesOn(currentRules, '2025-10-15').at(-1)?.preferred).toBe('women-or-minority-owned');
  const upsideDown = { ...currentRules, preferences: currentRules.preferences.toReversed() };
  expect(preferencesOn(upsideDown, DAY).map(({ rank }) => rank)).toEqual(preferencesOn(currentRules, DAY).map(({ rank }) => rank));
});

describe('tender or selection (TT 36/2013 art. 3)', () => {
  it.each([
    ['ND4b', 'fair-joined', 'tender'],
    ['ND7b', undefined, 'tender'],
    ['ND7b', 'cluster-planning', 'selection'],
    ['ND7c', 'pollution-cluster', 'tender'],
    ['ND7c', 'pollution-establishment', 'selection'],
    ['ND6', undefined, 'tender'],
    ['ND3b', undefined, 'selection'],
  ] as const)('%s %s by %s', (content, variant, way) =>
    expect(selectionOn(currentRules, { content, ...(variant && { variant }) }, DAY)).toMatchObject({
      way,
      article: way === 'tender' ? 'art. 3(1)' : 'art. 3(2)',
    }),
  );
});

describe('tranches (TT 36/2013 art. 13 to 15)', () => {
  const tranches = (content: string, severalYears: boolean, variant?: string) =>
    tranchesOn(currentRules, { content, severalYears, ...(variant !== undefined && { variant }) }, DAY).map(({ tranche, article }) => [
      tranche,
      article,
    ]);
  it('founding a business is paid in full, after acceptance: art. 13(3)', () => {
    expect(tranches('ND2b', false)).toEqual([
      ['first', 'art. 13(3)'],
      ['remaining', 'art. 14'],
    ]);
    expect(tranchesOn(currentRules, { content: 'ND2b', severalYears: false }, DAY)[0]).toMatchObject({
      upToPercent: 100,
      afterAcceptance: true,
    });
  });
  it('projects of several years have next tranches by progress: art. 15(2)b; interest on its yearly dossier: art. 15(1)', () => {
    expect(tranches('ND3b', true)).toEqual([
      ['next', 'art. 15(2)b'],
      ['remaining', 'art. 14'],
    ]);
    expect(tranches('ND7c', true, 'relocation-interest')[0]).toEqual(['first', 'art. 15(1)']);
    for (const variant of [undefined, 'pollution-cluster']) expect(tranches('ND7c', true, variant)[0]).toEqual(['next', 'art. 15(2)b']);
    expect(tranches('ND3b', false)).toEqual([['remaining', 'art. 14']]);
  });
});

describe('terms', () => {
  const term = (name: Parameters<typeof termOn>[1], day = DAY) => termOn(currentRules, name, { source: 'KCQG' }, day);
  it('dossiers reach the Sở before 20 May in the wording of 2013 (art. 10(1)b), no longer named since', () => {
    expect(term('registration-at-department', '2016-01-01')).toMatchObject({ by: { monthDayBefore: '05-20' }, article: 'art. 10(1)b' });
    expect(term('registration-at-department')).toBeUndefined();
  });
  it('progress is reported before the 25th of each month (art. 22(2), 23(3)a)', () =>
    expect(term('monthly-report')).toMatchObject({ by: { dayOfMonth: 25 }, article: 'art. 22(2), 23(3)a' }));
  it('of TT 36/2013 bind KCQG alone: of KCDP the province has the whole process (TT 46/2012 art. 8(3)b)', () =>
    expect(termOn(currentRules, 'monthly-report', { source: 'KCDP', province: { set: 'vn63', code: '38' } }, DAY)).toBeUndefined());
  it('of another province is nobody else’s', () => {
    const rules = {
      ...currentRules,
      terms: currentRules.terms.map((row) => ({ ...row, province: { set: 'vn63', code: '38' } as const })),
    };
    const of = (code: string) => termOn(rules, 'monthly-report', { source: 'KCDP', province: { set: 'vn63', code } }, DAY);
    expect(of('38')).toMatchObject({ by: { dayOfMonth: 25 } });
    expect(of('40')).toBeUndefined();
  });
  it('appraisals, completions and answers have no legal term: each is a setting', () => {
    for (const name of ['base-appraisal', 'final-appraisal', 'dossier-completion', 'obstacle-answer', 'adjustment-decision'] as const)
      expect(term(name)).toMatchObject({ instrument: 'Tiendo', status: 'unverified', by: { workingDays: expect.any(Number) } });
  });
  it("a province's own term goes first for its KCDP", () => {
    const province = { set: 'vn63', code: '38' } as const;
    const base = term('base-appraisal');
    if (base === undefined) throw new Error('no base row');
    const rules = { ...currentRules, terms: [...currentRules.terms, { ...base, id: 'own', by: { days: 7 }, province }] };
    expect(termOn(rules, 'base-appraisal', { source: 'KCDP', province }, DAY)?.by).toEqual({ days: 7 });
    expect(termOn(rules, 'base-appraisal', { source: 'KCQG', province }, DAY)?.id).toBe('term-base-appraisal');
  });
});

it('no double support, own money, approval, content (TTLT 26/2014 art. 7); fairs abroad twice a year (TT 46/2012 art. 4(1)b)', () => {
  const rows = conditionsOn(currentRules, '2015-01-01').map(({ condition, article, timesPerYear }) => [condition, article, timesPerYear]);
  expect(rows).toEqual([
    ['content-and-trade', 'art. 7(1)', undefined],
    ['approved', 'art. 7(2)', undefined],
    ['own-money', 'art. 7(3)', undefined],
    ['no-double-support', 'art. 7(4)', undefined],
    ['fairs-abroad', 'art. 4(1)b', 2],
  ]);
});

it('what one person may not both do for a project, in whichever order', () =>
  expect(segregationOn(currentRules, DAY).map(({ one, other }) => `${one} ${other}`)).toEqual([
    'propose appraise',
    'appraise approve',
    'approve pay',
    'approve settle',
    'propose accept',
    'request confirm',
  ]));
