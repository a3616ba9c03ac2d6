import type { Rule } from './rule.ts';
import { sinceTt36, TT17_UNREAD } from './wordings.ts';

/** The most that may be advanced before acceptance, in percent of the approved support. */
export interface AdvanceLimit extends Rule {
  /** Whom it binds: KCQG by the ministry's circular; `null`: both sources (the Treasury's cap). */
  readonly source: 'KCQG' | 'KCDP' | null;
  /** Contents that it is for; null: all that no other row of the same source names. */
  readonly contents: readonly string[] | null;
  /** Sub-kinds of the contents that have a limit of their own; absent: the contents as a whole. */
  readonly variants?: readonly string[];
  readonly percent: number;
  /** Done volume in % of the investment that a progress report confirmed by the Sở must show; null: none. */
  readonly volumePercent: number | null;
}

const circular2013 = { from: '2014-02-10', to: '2018-09-14', instrument: 'TT 36/2013/TT-BCT', status: 'verified' } as const;
const circular2018 = { from: '2018-09-15', to: null, instrument: 'TT 36/2013/TT-BCT, TT 17/2018/TT-BCT' } as const;

type Own = Pick<AdvanceLimit, 'contents' | 'variants' | 'percent' | 'volumePercent'>;
const own = (name: string, article: string, what: Own, later?: Parameters<typeof sinceTt36>[3]): readonly AdvanceLimit[] =>
  sinceTt36(`advance-${name}`, article, { source: 'KCQG' as const, ...what }, later);

export const advanceLimits: readonly AdvanceLimit[] = [
  {
    id: 'advance-cluster-2014',
    source: 'KCQG',
    contents: ['ND7b'],
    percent: 30,
    volumePercent: 50,
    ...circular2013,
    article: 'art. 13(1)',
  },
  {
    id: 'advance-cluster-2018',
    source: 'KCQG',
    contents: ['ND7b'],
    percent: 30,
    volumePercent: 50,
    ...circular2018,
    article: 'art. 13(1)',
    status: 'verified',
  },
  {
    id: 'advance-machinery-2014',
    source: 'KCQG',
    contents: ['ND3a', 'ND3b', 'ND7c'],
    percent: 70,
    volumePercent: 70,
    ...circular2013,
    article: 'art. 13(2)d',
  },
  {
    id: 'advance-machinery-2018',
    source: 'KCQG',
    contents: ['ND3a', 'ND3b', 'ND7c'],
    percent: 70,
    volumePercent: 70,
    ...circular2018,
    article: 'art. 13(2)d',
    status: 'unverified',
    note: 'The wording of 2018 was not read.',
  },
  { id: 'advance-general-2014', source: 'KCQG', contents: null, percent: 70, volumePercent: null, ...circular2013, article: 'art. 13(2)' },
  {
    id: 'advance-general-2018',
    source: 'KCQG',
    contents: null,
    percent: 70,
    volumePercent: null,
    ...circular2018,
    article: 'art. 13(2)',
    status: 'verified',
  },
  ...own(
    'cluster-treatment',
    'art. 13(1)',
    { contents: ['ND7c'], variants: ['pollution-cluster'], percent: 30, volumePercent: 50 },
    { status: 'verified', note: 'Since TT 17/2018 for repair and upgrade.' },
  ),
  ...own('cluster-planning', 'art. 13(2)c', { contents: ['ND7b'], variants: ['cluster-planning'], percent: 70, volumePercent: null }),
  ...own(
    'relocation-interest',
    'art. 15(1)',
    { contents: ['ND7c'], variants: ['relocation-interest'], percent: 100, volumePercent: null },
    { status: 'unverified', note: `Paid on the yearly dossier, after acceptance. ${TT17_UNREAD}` },
  ),
  {
    id: 'advance-treasury-2014',
    source: null,
    contents: null,
    percent: 70,
    volumePercent: null,
    from: '2014-04-08',
    to: '2018-05-10',
    instrument: 'TTLT 26/2014/TTLT-BTC-BCT',
    article: 'art. 8(2)b',
    status: 'verified',
  },
  {
    id: 'advance-treasury-2018',
    source: null,
    contents: null,
    percent: 70,
    volumePercent: null,
    from: '2018-05-11',
    to: null,
    instrument: 'TT 28/2018/TT-BTC',
    article: 'cap on advances',
    status: 'unverified',
    note: 'Kept from 2014 by memory.',
  },
];

/** How the money of a project is advanced: which tranche may come when. Rates before acceptance stand in `advanceLimits`. */
export interface AdvanceTranche extends Rule {
  readonly tranche: 'first' | 'next' | 'remaining';
  readonly contents: readonly string[] | null;
  readonly variants?: readonly string[];
  /** Percent of the support that may be out once it is paid; null: by progress, estimate and contract. */
  readonly upToPercent: number | null;
  /** Only after base-level acceptance. */
  readonly afterAcceptance: boolean;
  /** Only projects that run over several years. */
  readonly severalYears?: true;
}

export const advanceTranches: readonly AdvanceTranche[] = [
  ...sinceTt36('tranche-founding', 'art. 13(3)', {
    tranche: 'first' as const,
    contents: ['ND2b'],
    upToPercent: 100,
    afterAcceptance: true,
  }),
  ...sinceTt36('tranche-interest', 'art. 15(1)', {
    tranche: 'first' as const,
    contents: ['ND7c'],
    variants: ['relocation-interest'],
    upToPercent: 100,
    afterAcceptance: true,
    severalYears: true as const,
  }),
  ...sinceTt36('tranche-next', 'art. 15(2)b', {
    tranche: 'next' as const,
    contents: null,
    upToPercent: null,
    afterAcceptance: false,
    severalYears: true as const,
  }),
  ...sinceTt36('tranche-remaining', 'art. 14', { tranche: 'remaining' as const, contents: null, upToPercent: 100, afterAcceptance: true }),
];
