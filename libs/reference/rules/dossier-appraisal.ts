import type { DossierPaper, When } from './dossier-paper.ts';
import { TT17, TT17_UNREAD, TT36 } from './wordings.ts';

type More = Partial<Pick<DossierPaper, 'contents' | 'schemes' | 'form' | 'note'>> & { readonly when?: When };

type Cited = readonly [article: string, document: string];

const base = { source: 'KCQG', contents: null } as const;

/** Before TT 17/2018: three sets to the Sở, one to the Cục (TT 36/2013 art. 10). */
const before = (act: DossierPaper['act'], sets: number | null, [article, document]: Cited, more: More = {}): DossierPaper => ({
  id: `paper-${act}-${document}-2014`,
  act,
  ...base,
  document,
  sets,
  ...TT36,
  article,
  status: 'verified',
  ...more,
  when: more.when ?? null,
});

/** Since then: two sets to the Sở. The excerpt of the new art. 10(1) ends after the first papers. */
const since = (
  act: DossierPaper['act'],
  [sets, status]: readonly [sets: number | null, status: DossierPaper['status']],
  [article, document]: Cited,
  more: More = {},
): DossierPaper => ({
  id: `paper-${act}-${document}-2018`,
  act,
  ...base,
  document,
  sets,
  ...TT17,
  article,
  status,
  ...(status === 'unverified' ? { note: TT17_UNREAD } : {}),
  ...more,
  when: more.when ?? null,
});

const NOT_GROUP: DossierPaper['schemes'] = ['single', 'key'];
const read2018 = [2, 'verified'] as const;
const unread2018 = [2, 'unverified'] as const;

const registration: readonly DossierPaper[] = [
  before('RegisterProject', 3, ['art. 10(1)a', 'request-letter']),
  before('RegisterProject', 3, ['art. 10(1)a, 5', 'project-proposal']),
  before('RegisterProject', 3, ['art. 10(1)a', 'beneficiary-request'], { schemes: NOT_GROUP, when: 'beneficiary-is-not-implementer' }),
  before('RegisterProject', 3, ['art. 10(1)a', 'annex-2-papers'], { when: 'kind-has-annex-2-papers' }),
  since('RegisterProject', [null, 'verified'], ['art. 10(1)', 'request-letter']),
  since('RegisterProject', [null, 'verified'], ['art. 10(1)', 'project-list']),
  since('RegisterProject', read2018, ['art. 10(1)', 'project-proposal'], { schemes: ['single', 'group'] }),
  since('RegisterProject', read2018, ['art. 10(1)', 'key-registration'], { schemes: ['key'] }),
  since('RegisterProject', read2018, ['art. 10(1)', 'beneficiary-request'], { schemes: NOT_GROUP, when: 'beneficiary-is-not-implementer' }),
  since('RegisterProject', unread2018, ['art. 10(1)', 'annex-2-papers'], {
    when: 'kind-has-annex-2-papers',
    note: 'The excerpt ends before Phụ lục 2; kept from 2013.',
  }),
];

const toMinistry: readonly DossierPaper[] = (
  [
    ['registration-report', 'art. 10(2)a, 6(1)a', {}],
    ['summary-table', 'art. 10(2)a, 6(1)b', {}],
    ['base-appraisal-form', 'art. 10(2)a', { when: 'base-appraised' }],
    ['annex-2-papers', 'art. 10(2)a', { when: 'kind-has-annex-2-papers' }],
  ] satisfies readonly (readonly [string, string, More])[]
).flatMap(([document, article, more]) => [
  before('SubmitForFinalAppraisal', 1, [article, document], more),
  since('SubmitForFinalAppraisal', [1, 'unverified'], [article, document], more),
]);

const toMinister: readonly DossierPaper[] = (
  [
    ['statement', {}],
    ['final-appraisal-minutes', { when: 'council' }],
    ['draft-decision', {}],
  ] satisfies readonly (readonly [string, More])[]
).flatMap(([document, more]) => [
  before('DecidePlan', null, ['art. 8(3)', document], more),
  since('DecidePlan', [null, 'unverified'], ['art. 8(3)', document], more),
]);

const ofGroups: readonly DossierPaper[] = (
  [
    ['group-plan', 'art. 23(3)', {}],
    ['business-registration', 'art. 21(2)a', { when: 'as-department-asks' }],
    ['balance-sheet', 'art. 21(2)a', { when: 'as-department-asks' }],
  ] satisfies readonly (readonly [string, string, More])[]
).flatMap(([document, article, more]) => [
  before('ApproveGroupPlan', null, [article, document], { ...more, schemes: ['group'] }),
  since('ApproveGroupPlan', [null, 'unverified'], [article, document], { ...more, schemes: ['group'] }),
]);

const ofAdjustments: readonly DossierPaper[] = (
  [
    ['adjustment-request', 'art. 11(1)'],
    ['department-confirmation', 'art. 11(1), 21(2)b'],
  ] as const
).flatMap(([document, article]) => [
  before('RequestAdjustment', null, [article, document]),
  since('RequestAdjustment', [null, 'unverified'], [article, document]),
]);

export const appraisalPapers: readonly DossierPaper[] = [...registration, ...toMinistry, ...toMinister, ...ofGroups, ...ofAdjustments];
