import { describe, expect, it } from '@jest/globals';
import { currentRules } from './context.ts';
import { papersFor, type PapersAsked } from './rules.ts';

type Case = Partial<Omit<PapersAsked, 'act' | 'draft'>> & { readonly draft?: Partial<PapersAsked['draft']> };
const rows = (act: string, { draft, ...more }: Case = {}, day = '2022-01-01') =>
  papersFor(
    currentRules,
    {
      act,
      source: 'KCQG',
      content: 'ND3b',
      facts: [],
      ...more,
      draft: { implementingUnit: 'Trung tâm', beneficiary: { name: 'Hợp tác xã' }, ...draft },
    },
    day,
  );
const papers = (...asked: Parameters<typeof rows>): readonly string[] => rows(...asked).map(({ document }) => document);

describe('the dossier for base-level appraisal (TT 36/2013 art. 10(1))', () => {
  it('three sets in the wording of 2013, with the letter and the request of a beneficiary who does not carry it out', () => {
    expect(papers('RegisterProject', {}, '2016-05-01')).toEqual(['request-letter', 'project-proposal', 'beneficiary-request']);
    expect(new Set(rows('RegisterProject', {}, '2016-05-01').map(({ sets }) => sets))).toEqual(new Set([3]));
  });
  it('two sets since TT 17/2018, and a list beside the letter', () => {
    expect(papers('RegisterProject')).toEqual(['request-letter', 'project-list', 'project-proposal', 'beneficiary-request']);
    expect(rows('RegisterProject').find(({ document }) => document === 'project-proposal')).toMatchObject({ sets: 2, status: 'verified' });
  });
  it('a key scheme sends its registration instead (TT 17/2018 art. 1(9))', () =>
    expect(papers('RegisterProject', { draft: { kind: 'key' } })).toEqual([
      'request-letter',
      'project-list',
      'key-registration',
      'beneficiary-request',
    ]));
  it('a beneficiary who carries it out asks nobody; a group scheme has no beneficiary yet', () => {
    expect(papers('RegisterProject', { draft: { beneficiary: { name: 'Trung tâm' } } })).not.toContain('beneficiary-request');
    expect(papers('RegisterProject', { draft: { kind: 'group' } })).not.toContain('beneficiary-request');
  });
  it('papers of Phụ lục 2 where the kind has some', () =>
    expect(papers('RegisterProject', { facts: ['kind-has-annex-2-papers'] })).toContain('annex-2-papers'));
});

it('for the ministry: one set, with the base-level form unless it came directly (TT 36/2013 art. 10(2)a)', () => {
  expect(papers('SubmitForFinalAppraisal', { facts: ['base-appraised'] })).toEqual([
    'registration-report',
    'summary-table',
    'base-appraisal-form',
  ]);
  expect(papers('SubmitForFinalAppraisal')).toEqual(['registration-report', 'summary-table']);
  expect(rows('SubmitForFinalAppraisal').every(({ sets }) => sets === 1)).toBe(true);
});

it('a group scheme shows its detailed plan, Mẫu số 11 (TT 36/2013 art. 23(3))', () => {
  expect(papers('ApproveGroupPlan', { draft: { kind: 'group' } })).toEqual(['group-plan']);
  expect(papers('ApproveGroupPlan')).toEqual([]);
});

describe('the first advance (TT 36/2013 art. 13)', () => {
  it.each([
    ['ND7b', undefined, ['project-contract', 'support-contract', 'progress-report'], 'art. 13(1)b'],
    ['ND7c', 'pollution-cluster', ['project-contract', 'support-contract', 'progress-report'], 'art. 13(1)b'],
    ['ND1', undefined, ['project-contract', 'organisation-plan'], 'art. 13(2)a'],
    ['ND2a', undefined, ['project-contract', 'organisation-plan'], 'art. 13(2)b'],
    ['ND4c', undefined, ['project-contract', 'organisation-plan'], 'art. 13(2)b'],
    ['ND7b', 'cluster-planning', ['project-contract', 'support-contract'], 'art. 13(2)c'],
    ['ND3a', undefined, ['project-contract', 'progress-report'], 'art. 13(2)d'],
    ['ND3b', undefined, ['project-contract', 'progress-report'], 'art. 13(2)d'],
    ['ND7c', undefined, ['project-contract', 'progress-report'], 'art. 13(2)d'],
    ['ND2b', undefined, ['project-contract', 'acceptance-minutes', 'volume-report', 'business-registration'], 'art. 13(3)b'],
    [
      'ND7c',
      'relocation-interest',
      ['project-contract', 'acceptance-minutes', 'volume-report', 'credit-contract', 'interest-vouchers', 'build-contract'],
      'art. 15(1)',
    ],
  ] as const)('%s %s: %s by %s', (content, variant, documents, article) => {
    const asked = { content, draft: variant === undefined ? {} : { variant } };
    expect(papers('RequestFirstAdvance', asked)).toEqual(documents);
    expect(rows('RequestFirstAdvance', asked).at(-1)?.article).toBe(article);
  });
  it('fairs, media and consulting need the contract alone', () => {
    for (const content of ['ND4b', 'ND6', 'ND5']) expect(papers('RequestFirstAdvance', { content })).toEqual(['project-contract']);
  });
  it("a contractor's contract where the investor hired one (art. 13(1)b)", () =>
    expect(papers('RequestFirstAdvance', { content: 'ND7b', facts: ['hired-contractor'] })).toContain('contractor-contract'));
  it('training plans are on Mẫu số 11, founding is accepted on Mẫu số 5b', () => {
    expect(rows('RequestFirstAdvance', { content: 'ND1' }).at(-1)?.form).toBe('11');
    expect(rows('RequestFirstAdvance', { content: 'ND2b' }).find(({ document }) => document === 'acceptance-minutes')?.form).toBe('5b');
  });
  it('a next tranche comes with progress (art. 15(2)b)', () => expect(papers('RequestNextAdvance')).toEqual(['progress-report']));
});

describe('the remaining advance (TT 36/2013 art. 14)', () => {
  const ALL = ['acceptance-minutes', 'summary-report', 'volume-report'];
  const kinds = (content: string, variant: string | undefined, facts: readonly string[] = []) =>
    papers('RequestRemainingAdvance', { content, facts, draft: variant === undefined ? {} : { variant } });
  it.each([
    ['ND1', undefined, ['certificate-decision', 'learner-list', 'employment-list']],
    ['ND5', undefined, ['consulting-contract', 'contract-acceptance', 'contract-liquidation', 'consulting-product', 'voucher-list']],
    ['ND2a', undefined, ['delegate-list', 'teaching-material']],
    ['ND3a', undefined, ['item-invoice', 'delegate-list', 'model-introduction']],
    ['ND3b', undefined, ['purchase-contract', 'contract-acceptance', 'contract-liquidation']],
    ['ND3c', undefined, ['assessment-report']],
    ['ND4c', undefined, ['trademark-certificate', 'brand-plan', 'voucher-list']],
    ['ND6', undefined, ['media-contract', 'contract-acceptance', 'contract-liquidation', 'media-products']],
    ['ND7a', 'association-region', ['founding-decision', 'member-list', 'voucher-list']],
    ['ND4b', 'fair-organised', ['fair-list', 'stand-contract']],
    ['ND4b', 'fair-joined', ['fair-list', 'stand-contract', 'stand-invoice']],
    ['ND7a', 'linkage-cluster', ['approval-decision', 'voucher-list']],
    ['ND7b', 'cluster-planning', ['approval-decision', 'voucher-list']],
    ['ND7b', undefined, ['work-acceptance']],
    ['ND7c', 'pollution-establishment', ['work-acceptance', 'output-standard']],
    ['ND7c', 'pollution-cluster', ['work-acceptance', 'output-standard']],
  ] as const)('%s %s: the minutes, both reports, and %s', (content, variant, documents) =>
    expect(kinds(content, variant)).toEqual([...ALL, ...documents]),
  );
  it.each([
    ['ND7b', undefined, 'enterprise-investor', 'audit-report'],
    ['ND7c', 'pollution-cluster', 'enterprise-investor', 'audit-report'],
    ['ND4c', undefined, 'collective-mark', 'mark-rules'],
    ['ND6', undefined, 'web-site', 'website-licence'],
    ['ND1', undefined, 'money-for-participants', 'vouchers'],
    ['ND3b', undefined, 'technology-transfer', 'transfer-contract'],
    ['ND4a', undefined, 'contest', 'contest-decisions'],
  ] as const)('%s %s, %s: also %s', (content, variant, fact, document) => {
    expect(kinds(content, variant)).not.toContain(document);
    expect(kinds(content, variant, [fact])).toContain(document);
  });
});

describe('the end of a project', () => {
  it('is accepted with both reports (TT 36/2013 art. 23(3)b)', () =>
    expect(papers('HoldAcceptance')).toEqual(['summary-report', 'volume-report']));
  it('dossier A, without an invoice, lists the other sources too where support is a share (art. 19(1))', () => {
    const dossier = { facts: ['without-invoice'] };
    const list = ['acceptance-minutes', 'settlement-detail', 'voucher-list', 'vouchers'];
    expect(papers('LodgeSettlementDossier', dossier)).toEqual([...list, 'voucher-list-all-sources']);
    expect(papers('LodgeSettlementDossier', { ...dossier, content: 'ND7b' })).toEqual(list);
    expect(rows('LodgeSettlementDossier', dossier)[0]).toMatchObject({ form: '5a', article: 'art. 19(1)' });
    const ofKind = (content: string, variant: string) => papers('LodgeSettlementDossier', { ...dossier, content, draft: { variant } });
    expect(ofKind('ND7b', 'cluster-planning')).toContain('voucher-list-all-sources');
    expect(ofKind('ND3a', 'efficient-model')).not.toContain('voucher-list-all-sources');
  });
  it('dossier B, with an invoice (art. 19(2))', () => {
    expect(papers('LodgeSettlementDossier', { facts: ['with-invoice'] })).toEqual(['acceptance-minutes', 'invoice']);
    expect(rows('LodgeSettlementDossier', { facts: ['with-invoice'] })[0]?.form).toBe('5b, 5c');
  });
  it('is late with Mẫu số 9 (art. 18(3)), is liquidated on Mẫu số 6, the last of the year with Mẫu số 10 (art. 19(3))', () => {
    expect(papers('LodgeSettlementDossier', { facts: ['late-settlement'] })).toEqual(['payment-request']);
    expect(papers('LiquidateContract')).toEqual(['liquidation-minutes']);
    expect(papers('LiquidateContract', { facts: ['last-contract-of-year'] })).toEqual(['liquidation-minutes', 'reconciliation']);
  });
  it('by force majeure: explanation, minutes of what was done, vouchers (art. 18(4))', () =>
    expect(papers('SettleForceMajeure')).toEqual(['explanation', 'acceptance-minutes', 'vouchers']));
});

describe('the papers of local money', () => {
  it('are what the managing body keeps of every project (TTLT 26/2014 art. 8(3)b)', () => {
    const kept = ['project-contract', 'cost-estimate', 'acceptance-minutes', 'payment-order'];
    expect(papers('LodgeSettlementDossier', { source: 'KCDP', facts: ['without-invoice'] })).toEqual(kept);
    expect(rows('LodgeSettlementDossier', { source: 'KCDP' }, '2015-01-01')[0]).toMatchObject({
      article: 'art. 8(3)b',
      status: 'verified',
    });
    expect(papers('RegisterProject', { source: 'KCDP' })).toEqual([]);
  });
  it('are all its own once a province has listed some for the act', () => {
    const province = { set: 'vn63', code: '38' } as const;
    const [row] = currentRules.dossierPapers.filter(({ source }) => source === 'KCDP');
    if (row === undefined) throw new Error('no KCDP row');
    const own = { ...row, id: 'own', document: 'photo', from: '2020-01-01', to: null, province };
    const rules = { ...currentRules, dossierPapers: [...currentRules.dossierPapers, own] };
    const asked = {
      act: 'LodgeSettlementDossier',
      source: 'KCDP' as const,
      content: 'ND1',
      facts: [],
      draft: { implementingUnit: 'a', beneficiary: { name: 'a' } },
    };
    expect(papersFor(rules, { ...asked, province }, '2022-01-01').map(({ id }) => id)).toEqual(['own']);
    expect(papersFor(rules, { ...asked, province: { set: 'vn63', code: '40' } }, '2022-01-01').length).toBe(4);
    expect(papersFor(rules, { ...asked, province }, '2019-12-31').length).toBe(4);
  });
  it('ask for the other sources where the province’s own support is a share', () => {
    const province = { set: 'vn63', code: '38' } as const;
    const own = { from: '2020-01-01', to: null, instrument: 'QĐ', article: 'art. 1', status: 'verified', province } as const;
    const paper = { id: 'own', act: 'LodgeSettlementDossier', source: 'KCDP', document: 'voucher-list-all-sources', ...own } as const;
    const rules = {
      ...currentRules,
      dossierPapers: [{ ...paper, contents: null, sets: null, when: 'by-percentage' as const }],
      ceilings: [{ id: 'rate', content: 'ND1', ratePercent: 50, capVnd: null, perUnit: false, ...own }],
    };
    const asked = {
      act: 'LodgeSettlementDossier',
      source: 'KCDP' as const,
      province,
      facts: ['without-invoice'],
      draft: { implementingUnit: 'a', beneficiary: { name: 'a' } },
    };
    expect(papersFor(rules, { ...asked, content: 'ND1' }, '2022-01-01').map(({ id }) => id)).toEqual(['own']);
    expect(papersFor(rules, { ...asked, content: 'ND5' }, '2022-01-01')).toEqual([]);
  });
});
