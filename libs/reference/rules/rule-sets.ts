import type { Rule } from './rule.ts';

/** A rule set is what holds between two changes of the law. A project keeps the set in force on the day its plan was approved (NĐ 235/2025). */
export interface RuleSet extends Rule {
  readonly name: string;
}

export const ruleSets: readonly RuleSet[] = [
  {
    id: 'rs-0',
    name: 'Before the first dated rules',
    from: '1900-01-01',
    to: '2012-07-04',
    instrument: 'NĐ 134/2004/NĐ-CP',
    article: '',
    status: 'unverified',
  },
  {
    id: 'rs-2012',
    name: 'NĐ 45/2012',
    from: '2012-07-05',
    to: '2014-02-09',
    instrument: 'NĐ 45/2012/NĐ-CP',
    article: 'art. 18',
    status: 'verified',
  },
  {
    id: 'rs-2014-02',
    name: 'TT 36/2013',
    from: '2014-02-10',
    to: '2014-04-07',
    instrument: 'TT 36/2013/TT-BCT',
    article: 'art. 24',
    status: 'verified',
  },
  {
    id: 'rs-2014-04',
    name: 'TTLT 26/2014',
    from: '2014-04-08',
    to: '2018-05-10',
    instrument: 'TTLT 26/2014/TTLT-BTC-BCT',
    article: 'art. 10',
    status: 'verified',
  },
  {
    id: 'rs-2018-05',
    name: 'TT 28/2018',
    from: '2018-05-11',
    to: '2018-09-14',
    instrument: 'TT 28/2018/TT-BTC',
    article: 'entry into force',
    status: 'verified',
  },
  {
    id: 'rs-2018-09',
    name: 'TT 17/2018',
    from: '2018-09-15',
    to: '2025-10-14',
    instrument: 'TT 17/2018/TT-BCT',
    article: 'entry into force',
    status: 'unverified',
    note: 'In force by 15/09/2018; the exact day was not read.',
  },
  {
    id: 'rs-2025-10',
    name: 'NĐ 235/2025',
    from: '2025-10-15',
    to: null,
    instrument: 'NĐ 235/2025/NĐ-CP',
    article: 'entry into force',
    status: 'verified',
  },
];
