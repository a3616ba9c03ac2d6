import type { Rule } from './rule.ts';

/** The most that may be advanced before acceptance, in percent of the approved support. */
export interface AdvanceLimit extends Rule {
  /** Whom it binds: KCQG by the ministry's circular; `null`: both sources (the Treasury's cap). */
  readonly source: 'KCQG' | 'KCDP' | null;
  /** Contents that it is for; null: all that no other row of the same source names. */
  readonly contents: readonly string[] | null;
  readonly percent: number;
  /** Done volume in % of the investment that a progress report confirmed by the Sở must show; null: none. */
  readonly volumePercent: number | null;
}

const circular2013 = { from: '2014-02-10', to: '2018-09-14', instrument: 'TT 36/2013/TT-BCT', status: 'verified' } as const;
const circular2018 = { from: '2018-09-15', to: null, instrument: 'TT 36/2013/TT-BCT, TT 17/2018/TT-BCT' } as const;

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
