import type { Rule } from './rule.ts';

/**
 * The most that KCQG may support: `min(ratePercent × total cost, capVnd × units × priority multiplier)`. The rate is not multiplied
 * (whether "1,5 lần" means the rate too is unclear in the text). KCDP ceilings are each province's own.
 */
export interface Ceiling extends Rule {
  /** Code of libs/reference/contents.ts. */
  readonly content: string;
  /** Percent of the total cost; null: no rate. */
  readonly ratePercent: number | null;
  /** đồng for each unit; null: no cap. */
  readonly capVnd: number | null;
  /** The cap counts for each planned unit of output (model, establishment, mark, vote); false: once. */
  readonly perUnit: boolean;
}

const MILLION = 1_000_000;
/** TTLT 26/2014 until TT 28/2018 came into force. */
const joint2014 = { from: '2014-04-08', to: '2018-05-10', instrument: 'TTLT 26/2014/TTLT-BTC-BCT' } as const;
const finance2018 = { from: '2018-05-11', to: null, instrument: 'TT 28/2018/TT-BTC' } as const;
const unread = 'The article of TT 28/2018 was not read; the value is that of 2014.';

export const ceilings: readonly Ceiling[] = [
  {
    id: 'ceiling-founding-2014',
    content: 'ND2b',
    ratePercent: null,
    capVnd: 10 * MILLION,
    perUnit: false,
    ...joint2014,
    article: 'art. 6(2)',
    status: 'verified',
  },
  {
    id: 'ceiling-founding-2018',
    content: 'ND2b',
    ratePercent: null,
    capVnd: 10 * MILLION,
    perUnit: false,
    ...finance2018,
    article: 'art. 8(1)',
    status: 'verified',
  },
  {
    id: 'ceiling-model-2014',
    content: 'ND3a',
    ratePercent: 30,
    capVnd: 500 * MILLION,
    perUnit: true,
    ...joint2014,
    article: 'art. 6(2)',
    status: 'verified',
  },
  {
    id: 'ceiling-model-2018',
    content: 'ND3a',
    ratePercent: 30,
    capVnd: 1_000 * MILLION,
    perUnit: true,
    ...finance2018,
    article: 'art. 8(2)',
    status: 'verified',
  },
  {
    id: 'ceiling-machinery-2014',
    content: 'ND3b',
    ratePercent: 50,
    capVnd: 200 * MILLION,
    perUnit: true,
    ...joint2014,
    article: 'art. 6(2)',
    status: 'verified',
  },
  {
    id: 'ceiling-machinery-2018',
    content: 'ND3b',
    ratePercent: 50,
    capVnd: 300 * MILLION,
    perUnit: true,
    ...finance2018,
    article: 'art. 8(4)',
    status: 'verified',
  },
  {
    id: 'ceiling-cleaner-production-2018',
    content: 'ND3c',
    ratePercent: 30,
    capVnd: 500 * MILLION,
    perUnit: false,
    ...finance2018,
    article: 'art. 8(3)',
    status: 'unverified',
    note: 'From memory. In 2014 TTLT 221/2012 ruled it, which was not read.',
  },
  {
    id: 'ceiling-voting-2014',
    content: 'ND4a',
    ratePercent: null,
    capVnd: 200 * MILLION,
    perUnit: true,
    ...joint2014,
    article: 'art. 6(2)',
    status: 'verified',
    note: 'National level; region 100.',
  },
  {
    id: 'ceiling-voting-2018',
    content: 'ND4a',
    ratePercent: null,
    capVnd: 400 * MILLION,
    perUnit: true,
    ...finance2018,
    article: 'art. 8',
    status: 'verified',
    note: 'National level; region 200.',
  },
  {
    id: 'ceiling-brand-2014',
    content: 'ND4c',
    ratePercent: 50,
    capVnd: 35 * MILLION,
    perUnit: true,
    ...joint2014,
    article: 'art. 6(2)',
    status: 'verified',
  },
  {
    id: 'ceiling-brand-2018',
    content: 'ND4c',
    ratePercent: 50,
    capVnd: 35 * MILLION,
    perUnit: true,
    ...finance2018,
    article: 'art. 8',
    status: 'unverified',
    note: unread,
  },
  {
    id: 'ceiling-consulting-2014',
    content: 'ND5',
    ratePercent: 50,
    capVnd: 35 * MILLION,
    perUnit: true,
    ...joint2014,
    article: 'art. 6(2)',
    status: 'verified',
  },
  {
    id: 'ceiling-consulting-2018',
    content: 'ND5',
    ratePercent: 50,
    capVnd: 35 * MILLION,
    perUnit: true,
    ...finance2018,
    article: 'art. 8',
    status: 'unverified',
    note: unread,
  },
  {
    id: 'ceiling-cluster-2014',
    content: 'ND7b',
    ratePercent: null,
    capVnd: 3_000 * MILLION,
    perUnit: false,
    ...joint2014,
    article: 'art. 6(2)',
    status: 'verified',
  },
  {
    id: 'ceiling-cluster-2018',
    content: 'ND7b',
    ratePercent: null,
    capVnd: 6_000 * MILLION,
    perUnit: false,
    ...finance2018,
    article: 'art. 8',
    status: 'verified',
  },
];
