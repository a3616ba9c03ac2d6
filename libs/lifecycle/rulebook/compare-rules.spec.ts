import { describe, expect, it } from '@jest/globals';
import { provinces34 } from '#reference/provinces';
import { currentRules, type RuleBook } from '../context.ts';
import { compareRules, listRules } from './compare-rules.ts';
import { missingProvinceRules } from './missing-rules.ts';
import { type ApprovedProject, notTried, Trial } from './try-rules.ts';
import type { ActivatedRow } from './rulebook.events.ts';

const THANH_HOA = { set: 'vn63', code: '38' } as const;
const M = 1_000_000;
const text = { from: '2022-01-01', to: null, instrument: 'QĐ 20/2021/QĐ-UBND', article: 'art. 5', status: 'verified' } as const;
const own = { id: 'th-1', content: 'ND3b', ratePercent: 50, capVnd: 150 * M, perUnit: true, ...text, province: THANH_HOA };
const withOwn: RuleBook = { ...currentRules, ceilings: [...currentRules.ceilings, own] };

describe('comparing two days', () => {
  const ceilings = compareRules(currentRules, '2018-05-10', '2018-05-11', { list: 'ceilings' });
  it('says what is new', () =>
    expect(ceilings.added.map(({ rule }) => rule.id)).toEqual(['ceiling-production-line-2018', 'ceiling-cleaner-production-2018']));
  it('says which values changed: models 500 to 1 000, machinery 200 to 300, voting 100/200 to 200/400, clusters 3 000 to 6 000 million', () => {
    const caps = ceilings.changed.flatMap(({ before, fields }) =>
      fields.filter(({ field }) => field === 'capVnd').map((change) => [before.id, change.before, change.after]),
    );
    expect(caps).toEqual([
      ['ceiling-model-2014', 500 * M, 1_000 * M],
      ['ceiling-machinery-2014', 200 * M, 300 * M],
      ['ceiling-voting-2014', 200 * M, 400 * M],
      ['ceiling-voting-region-2014', 100 * M, 200 * M],
      ['ceiling-cluster-2014', 3_000 * M, 6_000 * M],
    ]);
  });
  it('says what is gone, and nothing for a day with itself', () => {
    expect(compareRules(currentRules, '2014-04-08', '2014-04-07', { list: 'ceilings' }).removed.length).toBe(23);
    expect(compareRules(currentRules, '2022-01-01', '2022-06-01')).toMatchObject({ added: [], removed: [], changed: [] });
  });
  it('narrows to a programme or a content, rows for every content included', () => {
    const of = (filter: Parameters<typeof listRules>[1]) => listRules(currentRules, filter, '2022-01-01').map(({ rule }) => rule.id);
    expect(of({ list: 'advanceLimits', content: 'ND3b' })).toEqual([
      'advance-machinery-2018',
      'advance-general-2018',
      'advance-treasury-2018',
    ]);
    expect(of({ list: 'advanceLimits', source: 'KCDP' })).toEqual(['advance-treasury-2018']);
    expect(of({ list: 'authorities', source: 'KCDP' })[0]).toBe('authority-kcdp-plan');
  });
  it("shows a province's rows to it alone, as KCDP", () => {
    expect(compareRules(withOwn, '2021-12-31', '2022-01-01')).toMatchObject({ added: [] });
    expect(compareRules(withOwn, '2021-12-31', '2022-01-01', { province: THANH_HOA }).added.map(({ rule }) => rule.id)).toEqual(['th-1']);
    expect(listRules(withOwn, { province: THANH_HOA, source: 'KCQG', list: 'ceilings' }).some(({ rule }) => rule.id === 'th-1')).toBe(
      false,
    );
  });
});

describe('trying rows on approved projects', () => {
  const rowOf = (fields: object): ActivatedRow => ({
    list: 'ceilings',
    row: { ...own, province: undefined, id: 'new', from: '2030-01-01', capVnd: 200 * M, ...fields } as never,
  });
  const project = (more: Partial<ApprovedProject['supported']> = {}, approved = 250 * M): ApprovedProject => ({
    project: 'p-1',
    code: 'KCQG-2022-38-001',
    approvedOn: '2021-12-20',
    approved,
    supported: { source: 'KCQG', content: 'ND3b', totalCost: 1_000 * M, outputPlanned: 1, province: THANH_HOA, ...more },
  });
  it('judges the amount as if they had been in force on the day of approval', () => {
    const trial = new Trial(currentRules, [rowOf({})]);
    expect(trial.judge(project())).toEqual({
      project: 'p-1',
      code: 'KCQG-2022-38-001',
      approvedOn: '2021-12-20',
      approved: 250 * M,
      most: 200 * M,
      rule: 'new',
      legalBasis: 'QĐ 20/2021/QĐ-UBND, art. 5',
    });
    expect(trial.judge(project({}, 200 * M))).toBeNull();
    expect(trial.judge(project({ outputPlanned: 2 }))).toBeNull();
    expect(trial.judge(project({ multiplier: 1.25 }))).toBeNull();
  });
  it('leaves alone whom they do not speak of: other contents, local money, a sub-kind with a row of its own', () => {
    const trial = new Trial(currentRules, [rowOf({})]);
    expect(trial.judge(project({ content: 'ND3a' }))).toBeNull();
    expect(trial.judge(project({ source: 'KCDP' }))).toBeNull();
    expect(trial.judge(project({ variant: 'production-line' }))).toBeNull();
    expect(new Trial(currentRules, [rowOf({ variant: 'production-line' })]).judge(project({ variant: 'production-line' }))?.most).toBe(
      200 * M,
    );
  });
  it("a province's rows are tried on its own KCDP", () => {
    const trial = new Trial(currentRules, [rowOf({ province: THANH_HOA })]);
    expect(trial.judge(project({ source: 'KCDP' }))?.most).toBe(200 * M);
    expect(trial.judge(project())).toBeNull();
  });
  it('says which lists an approved amount does not depend on', () =>
    expect(notTried([rowOf({}), { list: 'terms', row: own as never }, { list: 'terms', row: own as never }])).toEqual(['terms']));
});

describe('provinces without rules of their own', () => {
  const provinces = provinces34.map(({ code }) => ({ set: 'vn34', code }) as const);
  it('lack ceilings, advances and papers', () =>
    expect(missingProvinceRules(currentRules, provinces, '2026-01-01')).toEqual(
      provinces.map((province) => ({ province, lacks: ['ceilings', 'advanceLimits', 'dossierPapers'] })),
    ));
  it('are told what they lack still', () => {
    expect(missingProvinceRules(withOwn, [THANH_HOA], '2022-01-01')).toEqual([
      { province: THANH_HOA, lacks: ['advanceLimits', 'dossierPapers'] },
    ]);
    expect(missingProvinceRules(withOwn, [], '2022-01-01')).toEqual([]);
  });
});
