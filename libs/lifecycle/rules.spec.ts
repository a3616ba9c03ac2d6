import { describe, expect, it } from '@jest/globals';
import type { ProvinceRef } from '#reference/province-ref';
import type { Ceiling } from '#reference/rules/ceilings';
import { currentRules, type RuleBook } from './context.ts';
import { Refusal } from './refusal.ts';
import {
  advanceLimitsOn,
  advanceTrancheOn,
  authorityFor,
  ceilingOn,
  isDocumentKind,
  managementLimitOn,
  mostAllowed,
  papersFor,
  refuseMultiplier,
  refuseOverAdvanceCap,
  refuseOverCeiling,
  ruleSetOn,
  type Supported,
} from './rules.ts';

const THANH_HOA: ProvinceRef = { set: 'vn63', code: '38' };
const M = 1_000_000;

const supported = (content: string, more: Partial<Supported> = {}): Supported => ({
  source: 'KCQG',
  content,
  totalCost: 1_000_000 * M,
  outputPlanned: 1,
  ...more,
});
const found = (content: string, variant: string | undefined, day: string): Ceiling | undefined =>
  ceilingOn(currentRules, supported(content, variant === undefined ? {} : { variant }), day);
const most = (content: string, day: string, more: Partial<Supported> = {}): number | null | undefined => {
  const ceiling = ceilingOn(currentRules, supported(content, more), day);
  return ceiling && mostAllowed(ceiling, supported(content, more));
};

/** Rows of the circulars, as an officer reads them: million đồng, percent; null: none. */
const TTLT26 = [
  // content, sub-kind, rate, cap, article of TTLT 26/2014
  ['ND2b', undefined, null, 10, 'art. 6(2)a'],
  ['ND3a', undefined, 30, 500, 'art. 6(2)b'],
  ['ND3a', 'efficient-model', null, 100, 'art. 6(2)b'],
  ['ND3b', undefined, 50, 200, 'art. 6(2)c'],
  ['ND4b', 'fair-organised', 100, null, 'art. 6(2)d'],
  ['ND4b', 'fair-joined', 80, null, 'art. 6(2)d'],
  ['ND4b', 'fair-abroad', 100, null, 'art. 6(2)đ'],
  ['ND2a', 'study-abroad', 100, null, 'art. 6(2)e'],
  ['ND4a', undefined, null, 200, 'art. 6(2)g'],
  ['ND4a', 'voting-region', null, 100, 'art. 6(2)g'],
  ['ND4a', 'prize-region', null, 5, 'art. 6(2)g'],
  ['ND4a', 'prize-national', null, 10, 'art. 6(2)g'],
  ['ND4c', undefined, 50, 35, 'art. 6(2)h'],
  ['ND5', undefined, 50, 35, 'art. 6(2)i'],
  ['ND6', 'media-contract', null, null, 'art. 6(2)k'],
  ['ND7a', 'association-region', 30, 70, 'art. 6(2)l'],
  ['ND7a', 'association-national', 30, 100, 'art. 6(2)l'],
  ['ND7a', 'linkage-cluster', 50, 150, 'art. 6(2)m'],
  ['ND7c', 'relocation-interest', 50, 500, 'art. 6(2)n'],
  ['ND7c', 'pollution-establishment', 30, 300, 'art. 6(2)o'],
  ['ND7c', 'pollution-cluster', 30, 1_500, 'art. 6(2)p'],
  ['ND7b', 'cluster-planning', 50, 500, 'art. 6(2)q'],
  ['ND7b', undefined, null, 3_000, 'art. 6(2)r'],
] as const;

const TT28 = [
  ['ND2b', undefined, null, 10, 'art. 8(1)', 'verified'],
  ['ND3a', undefined, 30, 1_000, 'art. 8(2)', 'verified'],
  ['ND3a', 'efficient-model', null, 100, 'art. 8(2)', 'unverified'],
  ['ND3c', undefined, 30, 500, 'art. 8(3)', 'unverified'],
  ['ND3b', undefined, 50, 300, 'art. 8(4)', 'verified'],
  ['ND3b', 'production-line', 50, 450, 'art. 8(4)', 'verified'],
  ['ND4b', 'fair-organised', 100, null, 'art. 8', 'unverified'],
  ['ND4b', 'fair-joined', 80, null, 'art. 8', 'unverified'],
  ['ND4b', 'fair-abroad', 100, null, 'art. 8(6)', 'verified'],
  ['ND2a', 'study-abroad', 100, null, 'art. 8(6)', 'verified'],
  ['ND4a', undefined, null, 400, 'art. 8', 'verified'],
  ['ND4a', 'voting-region', null, 200, 'art. 8', 'verified'],
  ['ND4a', 'prize-region', null, 5, 'art. 8', 'unverified'],
  ['ND4a', 'prize-national', null, 10, 'art. 8', 'unverified'],
  ['ND4c', undefined, 50, 35, 'art. 8', 'unverified'],
  ['ND5', undefined, 50, 35, 'art. 8', 'unverified'],
  ['ND6', 'media-contract', null, null, 'art. 8', 'unverified'],
  ['ND7a', 'association-region', 30, 70, 'art. 8', 'unverified'],
  ['ND7a', 'association-national', 30, 100, 'art. 8', 'unverified'],
  ['ND7a', 'linkage-cluster', 50, 150, 'art. 8', 'unverified'],
  ['ND7c', 'relocation-interest', 50, 500, 'art. 8(14)', 'verified'],
  ['ND7c', 'pollution-establishment', 30, 300, 'art. 8', 'unverified'],
  ['ND7c', 'pollution-cluster', 30, 1_500, 'art. 8', 'unverified'],
  ['ND7b', 'cluster-planning', 50, 500, 'art. 8', 'unverified'],
  ['ND7b', undefined, null, 6_000, 'art. 8', 'verified'],
] as const;

describe('the ceilings of KCQG', () => {
  it.each(TTLT26)('%s %s: %s %%, %s million by TTLT 26/2014 %s', (...provision) => {
    const [content, variant, ratePercent, cap, article] = provision;
    const row = {
      ratePercent,
      capVnd: cap === null ? null : cap * M,
      instrument: 'TTLT 26/2014/TTLT-BTC-BCT',
      article,
      status: 'verified',
    };
    expect(found(content, variant, '2014-04-08')).toMatchObject(row);
    expect(found(content, variant, '2018-05-10')).toMatchObject(row);
    expect(found(content, variant, '2014-04-07')).toBeUndefined();
  });
  it.each(TT28)('%s %s: %s %%, %s million by TT 28/2018 %s, %s', (...provision) => {
    const [content, variant, ratePercent, cap, article, status] = provision;
    const row = { ratePercent, capVnd: cap === null ? null : cap * M, instrument: 'TT 28/2018/TT-BTC', article, status };
    expect(found(content, variant, '2018-05-11')).toMatchObject(row);
    expect(found(content, variant, '2026-11-25')).toMatchObject(row);
  });
  it('those are all the rows', () => expect(currentRules.ceilings.length).toBe(TTLT26.length + TT28.length));
  it('loan interest of a relocation is paid for the first two years (TTLT 26/2014 art. 6(2)n)', () =>
    expect(found('ND7c', 'relocation-interest', '2015-01-01')?.years).toBe(2));
  it('the cap of a machine counts per establishment, that of a cluster once', () => {
    expect(most('ND3b', '2022-01-01', { outputPlanned: 3 })).toBe(900 * M);
    expect(most('ND7b', '2022-01-01', { outputPlanned: 2 })).toBe(6_000 * M);
    expect(most('ND3b', '2022-01-01', { totalCost: 400_000_001 })).toBe(200_000_000);
  });
  it('the rate of a stand, a ticket or an interest is taken of that cost where it is known', () => {
    const joined = { variant: 'fair-joined', totalCost: 100 * M };
    expect(most('ND4b', '2022-01-01', joined)).toBe(80 * M);
    expect(most('ND4b', '2022-01-01', { ...joined, eligibleCost: 40 * M })).toBe(32 * M);
    expect(most('ND3b', '2022-01-01', { totalCost: 100 * M, eligibleCost: 40 * M })).toBe(50 * M);
  });
  it('a sub-kind without a row of its own on that day has that of its content (no production lines in 2014)', () => {
    expect(most('ND3b', '2018-05-10', { variant: 'production-line' })).toBe(200 * M);
    expect(most('ND3b', '2018-05-11', { variant: 'production-line' })).toBe(450 * M);
    expect(found('ND4b', 'no-such-fair', '2022-01-01')).toBeUndefined();
  });
  it('a row with a cap alone, a rate alone, or neither', () => {
    expect(most('ND2b', '2022-01-01')).toBe(10 * M);
    expect(most('ND4b', '2022-01-01', { variant: 'fair-organised' })).toBe(1_000_000 * M);
    expect(most('ND4b', '2022-01-01', { variant: 'fair-organised', multiplier: 1.5 })).toBe(1_000_000 * M);
    expect(most('ND6', '2022-01-01', { variant: 'media-contract' })).toBeNull();
  });
  it('are never over what a number holds exactly', () => {
    const endless = { totalCost: 1e15, outputPlanned: Number.MAX_SAFE_INTEGER };
    expect(most('ND2b', '2022-01-01', endless)).toBe(10 * M);
    const cap = ceilingOn(currentRules, supported('ND3b'), '2022-01-01');
    if (cap === undefined) throw new Error('no ceiling');
    const units = (multiplier: number) =>
      mostAllowed({ ...cap, ratePercent: null }, supported('ND3b', { outputPlanned: Number.MAX_SAFE_INTEGER, multiplier }));
    expect(units(1)).toBe(Number.MAX_SAFE_INTEGER);
    expect(units(1.5)).toBe(Number.MAX_SAFE_INTEGER);
  });
  it('refuse one đồng too many, and nothing where the row names no sum', () => {
    const machine = supported('ND3b', { totalCost: 400 * M });
    expect(() => refuseOverCeiling(currentRules, machine, 200 * M, '2022-01-01')).not.toThrow();
    expect(() => refuseOverCeiling(currentRules, machine, 200 * M + 1, '2022-01-01')).toThrow(
      expect.objectContaining({
        code: 'ceiling',
        facts: { amount: 200 * M + 1, most: 200 * M, content: 'ND3b', day: '2022-01-01' },
        refusedBy: { rule: 'ceiling-machinery-2018', legalBasis: 'TT 28/2018/TT-BTC, art. 8(4)', status: 'verified' },
      }),
    );
    const media = supported('ND6', { variant: 'media-contract' });
    expect(() => refuseOverCeiling(currentRules, media, 1e15, '2022-01-01')).not.toThrow();
    expect(() => refuseOverCeiling(currentRules, supported('ND1'), 1e15, '2022-01-01')).not.toThrow();
  });
  it('none before TTLT 26/2014, for other contents, and for local money without own rows', () => {
    expect(most('ND3b', '2014-04-07')).toBeUndefined();
    expect(most('ND1', '2022-01-01')).toBeUndefined();
    expect(most('ND4b', '2022-01-01')).toBeUndefined();
    expect(most('ND3b', '2022-01-01', { source: 'KCDP', province: THANH_HOA })).toBeUndefined();
  });
});

describe('the priority multiplier (TTLT 26/2014 art. 6(2)t)', () => {
  it('multiplies the cap, not the rate', () => {
    expect(most('ND3b', '2022-01-01', { multiplier: 1.5 })).toBe(450 * M);
    expect(most('ND3b', '2022-01-01', { multiplier: 1.5, totalCost: 400 * M })).toBe(200 * M);
    expect(most('ND3b', '2022-01-01', { multiplier: 1.33, outputPlanned: 2 })).toBe(798 * M);
  });
  it('never rounds a cap up', () => {
    const odd = { id: 'odd', content: 'ND3b', ratePercent: null, capVnd: 3, perUnit: false } as Ceiling;
    expect(mostAllowed(odd, supported('ND3b', { multiplier: 1.5 }))).toBe(4);
    expect(mostAllowed(odd, supported('ND3b', { multiplier: 1.33 }))).toBe(3);
  });
  it('says whose it is, how much there may be, and by which text', () =>
    expect(() => refuseMultiplier(currentRules, 1.51, '2022-01-01', { project: 'p-1' })).toThrow(
      expect.objectContaining({
        code: 'multiplier',
        facts: { project: 'p-1', multiplier: 1.51, most: 1.5 },
        refusedBy: expect.objectContaining({ rule: 'priority-multiplier-2018' }) as never,
      }),
    ));
  it.each([1.51, 2, 0.9, 1.005, Number.NaN])('is from 1 to 1.5 with two decimals: not %s', (multiplier) =>
    expect(() => refuseMultiplier(currentRules, multiplier, '2022-01-01')).toThrow(Refusal),
  );
  it.each([undefined, 1, 1.2, 1.5])('%s is fine', (multiplier) =>
    expect(() => refuseMultiplier(currentRules, multiplier, '2022-01-01')).not.toThrow(),
  );
  it('there is none before 08/04/2014', () =>
    expect(() => refuseMultiplier(currentRules, 1.2, '2014-04-07')).toThrow(
      expect.objectContaining({ facts: { multiplier: 1.2, most: 1 } }),
    ));
});

it('management of a project takes 2.5 % of its estimate, of the programme 1.5 % (TTLT 26/2014 art. 6(2)s)', () => {
  expect(managementLimitOn(currentRules, 'KCQG', '2015-01-01')).toMatchObject({ percent: 2.5, of: 'estimate', article: 'art. 6(2)s' });
  expect(managementLimitOn(currentRules, 'KCQG', '2022-01-01')).toMatchObject({ percent: 2.5, status: 'unverified' });
  expect(managementLimitOn(currentRules, 'KCDP', '2022-01-01')).toBeUndefined();
  const agency = currentRules.managementCosts.find(({ id }) => id === 'management-agency-2014');
  expect(agency).toMatchObject({ percent: 1.5, of: 'money-of-the-year', article: 'art. 6(2)s', status: 'verified' });
});

describe('the limits on advances', () => {
  const limits = (source: 'KCQG' | 'KCDP', kind: Parameters<typeof advanceLimitsOn>[2], day = '2022-01-01') =>
    advanceLimitsOn(currentRules, source, kind, day).map(({ percent, volumePercent, article }) => [percent, volumePercent, article]);
  const TREASURY = [70, null, 'cap on advances'];
  it.each([
    ['ND7b', undefined, 30, 50, 'art. 13(1)'],
    ['ND7c', 'pollution-cluster', 30, 50, 'art. 13(1)'],
    ['ND7b', 'cluster-planning', 70, null, 'art. 13(2)c'],
    ['ND3a', undefined, 70, 70, 'art. 13(2)d'],
    ['ND3b', undefined, 70, 70, 'art. 13(2)d'],
    ['ND3b', 'production-line', 70, 70, 'art. 13(2)d'],
    ['ND7c', 'pollution-establishment', 70, 70, 'art. 13(2)d'],
    ['ND7c', 'relocation-interest', 100, null, 'art. 15(1)'],
    ['ND1', undefined, 70, null, 'art. 13(2)'],
    ['ND4b', 'fair-joined', 70, null, 'art. 13(2)'],
  ] as const)('%s %s: %s %% with over %s %% done by TT 36/2013 %s, and 70 %% by the Treasury', (content, variant, ...own) =>
    expect(limits('KCQG', { content, ...(variant !== undefined && { variant }) })).toEqual([own, TREASURY]),
  );
  it('70 % by the Treasury from 08/04/2014 (TTLT 26/2014 art. 8(2)b)', () => {
    expect(limits('KCQG', 'ND1', '2014-03-01')).toEqual([[70, null, 'art. 13(2)']]);
    expect(limits('KCDP', 'ND7b', '2014-04-08')).toEqual([[70, null, 'art. 8(2)b']]);
  });
  it('refuse one đồng too many, by the limit that it breaks', () => {
    const machine = advanceLimitsOn(currentRules, 'KCQG', 'ND3b', '2022-01-01');
    expect(() => refuseOverAdvanceCap(machine, 70, 100)).not.toThrow();
    expect(() => refuseOverAdvanceCap([], 100, 100)).not.toThrow();
    expect(() => refuseOverAdvanceCap(machine, 71, 100)).toThrow(
      expect.objectContaining({
        code: 'advance-cap',
        facts: { advanced: 71, approved: 100, percent: 70 },
        refusedBy: expect.objectContaining({ legalBasis: expect.stringContaining('art. 13(2)d') as never }) as never,
      }),
    );
  });
  it.each([
    ['first', 'ND2b', undefined, 'art. 13(3)'],
    ['first', 'ND7c', 'relocation-interest', 'art. 15(1)'],
    ['first', 'ND7c', undefined, undefined],
    ['first', 'ND3b', undefined, undefined],
    ['next', 'ND3b', undefined, 'art. 15(2)b'],
    ['remaining', 'ND3b', undefined, 'art. 14'],
  ] as const)('the %s tranche of %s %s comes by %s', (tranche, content, variant, article) => {
    const asked = { content, ...(variant !== undefined && { variant }) };
    expect(advanceTrancheOn(currentRules, tranche, asked, '2022-01-01')?.article).toBe(article);
    expect(advanceTrancheOn(currentRules, tranche, asked, '2014-02-09')).toBeUndefined();
    const elsewhere = currentRules.advanceTranches.map((row) => ({ ...row, province: THANH_HOA }));
    expect(advanceTrancheOn({ ...currentRules, advanceTranches: elsewhere }, tranche, asked, '2022-01-01')).toBeUndefined();
  });
});

describe('who decides on a change (TT 36/2013 art. 11)', () => {
  const who = (matter: Parameters<typeof authorityFor>[1], kind: 'single' | 'group' = 'single', source: 'KCQG' | 'KCDP' = 'KCQG') => {
    const row = authorityFor(currentRules, matter, { source, kind, province: THANH_HOA }, '2022-01-01');
    return row && [row.who.join(), row.article];
  };
  it.each(['increase', 'content', 'next-year', 'addition', 'stop'] as const)('%s: the Minister, art. 11(2)a', (matter) =>
    expect(who(matter)).toEqual(['ministry-leader', 'art. 11(2)a']),
  );
  it.each(['place', 'beneficiary', 'coordinating-unit', 'within-year', 'decrease', 'cost', 'other'] as const)(
    '%s: the Cục, art. 11(2)b',
    (matter) => expect(who(matter)).toEqual(['agency-leader', 'art. 11(2)b']),
  );
  it('wrongdoing: the Ministry on the proposal of the Cục, art. 11(3)', () =>
    expect(who('stop-for-wrongdoing')).toEqual(['ministry-leader', 'art. 11(3)']));
  it.each(['place', 'beneficiary', 'coordinating-unit'] as const)('%s of a group scheme: the Sở, art. 11(4)', (matter) =>
    expect(who(matter, 'group')).toEqual(['department-leader', 'art. 11(4)']),
  );
  it('a group scheme that costs more is the Minister all the same', () => expect(who('increase', 'group')?.[0]).toBe('ministry-leader'));
  it('another advance rate: the head of the Cục, art. 16', () => expect(who('advance-exception')).toEqual(['agency-leader', 'art. 16']));
  it('KCDP: whoever approves the plan, TT 46/2012 art. 8(3)b', () =>
    expect(who('place', 'group', 'KCDP')).toEqual(['province-leader', 'art. 8(3)b']));
  it('the plan: the Minister for KCQG, the Chairman of the province for KCDP, NĐ 45/2012 art. 2(2)', () => {
    expect(who('plan')).toEqual(['ministry-leader', 'art. 2(2)']);
    expect(who('plan', 'single', 'KCDP')).toEqual(['province-leader', 'art. 2(2)']);
  });
});

describe('rules of a province', () => {
  const own = {
    from: '2022-01-01',
    to: null,
    instrument: 'QĐ 20/2021/QĐ-UBND',
    article: 'art. 5',
    status: 'verified',
    province: THANH_HOA,
  } as const;
  const rules: RuleBook = {
    ...currentRules,
    ceilings: [...currentRules.ceilings, { id: 'own-1', content: 'ND3b', ratePercent: 50, capVnd: 150 * M, perUnit: true, ...own }],
    advanceLimits: [
      ...currentRules.advanceLimits,
      { id: 'own-2', source: 'KCDP', contents: null, percent: 0, volumePercent: null, ...own },
    ],
    authorities: [
      ...currentRules.authorities,
      { id: 'own-3', matter: 'place', source: 'KCDP', who: ['department-leader'], ...own },
      { id: 'own-4', matter: 'place', source: 'KCDP', who: ['commune-officer'], scheme: 'group', ...own },
    ],
  };
  const local = (province?: ProvinceRef): Supported => supported('ND3b', { source: 'KCDP', ...(province && { province }) });
  it('judge its own KCDP, from their first day', () => {
    expect(ceilingOn(rules, local(THANH_HOA), '2022-01-01')?.id).toBe('own-1');
    expect(ceilingOn(rules, local(THANH_HOA), '2021-12-31')).toBeUndefined();
    expect(advanceLimitsOn(rules, 'KCDP', { content: 'ND1', province: THANH_HOA }, '2022-01-01').map(({ id }) => id)).toEqual([
      'own-2',
      'advance-treasury-2018',
    ]);
    expect(authorityFor(rules, 'place', { source: 'KCDP', province: THANH_HOA }, '2022-01-01')?.id).toBe('own-3');
    const group = { source: 'KCDP', province: THANH_HOA, kind: 'group' } as const;
    expect(authorityFor(rules, 'place', group, '2022-01-01')?.id).toBe('own-4');
    const [general] = rules.authorities.filter(({ matter, source }) => matter === 'place' && source === 'KCDP');
    if (general === undefined) throw new Error('no row');
    const wide = { ...rules, authorities: [{ ...general, id: 'wide', scheme: 'group' as const }, ...rules.authorities] };
    expect(authorityFor(wide, 'place', group, '2021-12-31')?.id).toBe('wide');
    const own3 = { ...wide, authorities: wide.authorities.filter(({ id }) => id !== 'own-4') };
    expect(authorityFor(own3, 'place', group, '2022-01-01')?.id).toBe('own-3');
  });
  it('go before a row that names the content for everybody', () => {
    const named = { id: 'named', source: 'KCDP', contents: ['ND1'], percent: 50, volumePercent: null, ...own } as const;
    const { province: _province, ...everybodys } = named;
    const both = { ...rules, advanceLimits: [everybodys, ...rules.advanceLimits] };
    const first = (province?: ProvinceRef) =>
      advanceLimitsOn(both, 'KCDP', { content: 'ND1', ...(province && { province }) }, '2022-01-01')[0]?.id;
    expect(first(THANH_HOA)).toBe('own-2');
    const another = { ...both, advanceLimits: [{ ...named, contents: ['ND5'] }, everybodys] };
    expect(advanceLimitsOn(another, 'KCDP', { content: 'ND1', province: THANH_HOA }, '2022-01-01').map(({ contents }) => contents)).toEqual(
      [['ND1']],
    );
    expect(first()).toBe('named');
  });
  it('judge nobody else: not KCQG, not another province, not the one that took its place', () => {
    for (const province of [
      { set: 'vn63', code: '40' },
      { set: 'vn34', code: '38' },
    ] as const)
      expect(ceilingOn(rules, local(province), '2022-01-01')).toBeUndefined();
    expect(ceilingOn(rules, local(), '2022-01-01')).toBeUndefined();
    expect(ceilingOn(rules, supported('ND3b', { province: THANH_HOA }), '2022-01-01')?.id).toBe('ceiling-machinery-2018');
    expect(authorityFor(rules, 'place', { source: 'KCQG', province: THANH_HOA }, '2022-01-01')?.id).toBe('authority-place-2018');
    const elsewhere = { source: 'KCDP', province: { set: 'vn63', code: '40' } } as const;
    expect(authorityFor(rules, 'place', elsewhere, '2022-01-01')?.who).toEqual(['province-leader']);
  });
  it('are cited by the refusal', () =>
    expect(() => refuseOverCeiling(rules, local(THANH_HOA), 150 * M + 1, '2022-01-01')).toThrow(
      expect.objectContaining({ refusedBy: { rule: 'own-1', legalBasis: 'QĐ 20/2021/QĐ-UBND, art. 5', status: 'verified' } }),
    ));
});

it('a plan approved before 15/10/2025 is judged by the old set, one approved on that day by the new (NĐ 235/2025)', () => {
  expect(ruleSetOn(currentRules, '2025-10-14')).toBe('rs-2018-09');
  expect(ruleSetOn(currentRules, '2025-10-15')).toBe('rs-2025-10');
  expect(ruleSetOn(currentRules, '1899-12-31')).toBe('none');
});

it('knows the kinds of documents', () => {
  expect(isDocumentKind('volume-report')).toBe(true);
  expect(isDocumentKind('toString')).toBe(false);
});

it('papers of an act that has none, or before the first rule, are none', () => {
  const asked = { source: 'KCQG' as const, content: 'ND1', draft: { implementingUnit: 'a', beneficiary: { name: 'a' } }, facts: [] };
  expect(papersFor(currentRules, { ...asked, act: 'SurveyNeed' }, '2022-01-01')).toEqual([]);
  expect(papersFor(currentRules, { ...asked, act: 'RegisterProject' }, '2013-01-01')).toEqual([]);
});
