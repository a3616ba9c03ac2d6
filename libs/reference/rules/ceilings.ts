import type { Rule } from './rule.ts';
import { TT28, TT28_UNREAD, TTLT26 } from './wordings.ts';

/**
 * The most that may be supported: `min(ratePercent × cost, capVnd × units × priority multiplier)`. The rate is not multiplied (whether
 * "1,5 lần" means the rate too is unclear in the text). Rows without a province are KCQG's; KCDP ceilings are each province's own.
 */
export interface Ceiling extends Rule {
  /** Code of libs/reference/contents.ts. */
  readonly content: string;
  /** Sub-kind of the content that has a ceiling of its own; absent: the content itself. See `variants.ts`. */
  readonly variant?: string;
  /** Percent of the cost; null: no rate. */
  readonly ratePercent: number | null;
  /** What the rate is taken of, where it is not the project's total cost. */
  readonly rateOf?: 'stand-rent' | 'air-tickets' | 'listed-costs' | 'loan-interest';
  /** đồng for each unit; null: no cap. */
  readonly capVnd: number | null;
  /** The cap counts for each planned unit of output (model, establishment, mark, vote); false: once. */
  readonly perUnit: boolean;
  /** For so many years at most. */
  readonly years?: number;
}

const MILLION = 1_000_000;

/** A ceiling in its two wordings, caps in million đồng; null: that wording has none. */
interface Provision extends Pick<Ceiling, 'content' | 'variant' | 'ratePercent' | 'rateOf' | 'perUnit' | 'years'> {
  readonly id: string;
  readonly in2014: { readonly cap: number | null; readonly article: string; readonly note?: string } | null;
  readonly in2018: { readonly cap: number | null } & Partial<Pick<Rule, 'article' | 'status' | 'note'>>;
}

const provisions: readonly Provision[] = [
  {
    id: 'founding',
    content: 'ND2b',
    ratePercent: null,
    perUnit: false,
    in2014: { cap: 10, article: 'art. 6(2)a' },
    in2018: { cap: 10, article: 'art. 8(1)', status: 'verified' },
  },
  {
    id: 'model',
    content: 'ND3a',
    ratePercent: 30,
    perUnit: true,
    in2014: { cap: 500, article: 'art. 6(2)b' },
    in2018: { cap: 1_000, article: 'art. 8(2)', status: 'verified' },
  },
  {
    id: 'efficient-model',
    content: 'ND3a',
    variant: 'efficient-model',
    ratePercent: null,
    perUnit: true,
    in2014: { cap: 100, article: 'art. 6(2)b' },
    in2018: { cap: 100, article: 'art. 8(2)' },
  },
  {
    id: 'machinery',
    content: 'ND3b',
    ratePercent: 50,
    perUnit: true,
    in2014: { cap: 200, article: 'art. 6(2)c' },
    in2018: { cap: 300, article: 'art. 8(4)', status: 'verified' },
  },
  {
    id: 'production-line',
    content: 'ND3b',
    variant: 'production-line',
    ratePercent: 50,
    perUnit: true,
    in2014: null,
    in2018: { cap: 450, article: 'art. 8(4)', status: 'verified', note: '1.5 times the cap of machinery; 2014 knew no production lines.' },
  },
  {
    id: 'cleaner-production',
    content: 'ND3c',
    ratePercent: 30,
    perUnit: false,
    in2014: null,
    in2018: { cap: 500, article: 'art. 8(3)', note: 'From memory. In 2014 TTLT 221/2012 ruled it, which was not read.' },
  },
  {
    id: 'voting',
    content: 'ND4a',
    ratePercent: null,
    perUnit: true,
    in2014: { cap: 200, article: 'art. 6(2)g', note: 'National level; region 100.' },
    in2018: { cap: 400, status: 'verified', note: 'National level; region 200.' },
  },
  {
    id: 'voting-region',
    content: 'ND4a',
    variant: 'voting-region',
    ratePercent: null,
    perUnit: true,
    in2014: { cap: 100, article: 'art. 6(2)g' },
    in2018: { cap: 200, status: 'verified' },
  },
  {
    id: 'prize-region',
    content: 'ND4a',
    variant: 'prize-region',
    ratePercent: null,
    perUnit: true,
    in2014: { cap: 5, article: 'art. 6(2)g' },
    in2018: { cap: 5 },
  },
  {
    id: 'prize-national',
    content: 'ND4a',
    variant: 'prize-national',
    ratePercent: null,
    perUnit: true,
    in2014: { cap: 10, article: 'art. 6(2)g' },
    in2018: { cap: 10 },
  },
  {
    id: 'fair-organised',
    content: 'ND4b',
    variant: 'fair-organised',
    ratePercent: 100,
    rateOf: 'listed-costs',
    perUnit: false,
    in2014: { cap: null, article: 'art. 6(2)d', note: 'Stands, publicity and organisers, at the tender price or the approved price.' },
    in2018: { cap: null },
  },
  {
    id: 'fair-joined',
    content: 'ND4b',
    variant: 'fair-joined',
    ratePercent: 80,
    rateOf: 'stand-rent',
    perUnit: false,
    in2014: { cap: null, article: 'art. 6(2)d' },
    in2018: { cap: null },
  },
  {
    id: 'fair-abroad',
    content: 'ND4b',
    variant: 'fair-abroad',
    ratePercent: 100,
    rateOf: 'listed-costs',
    perUnit: false,
    in2014: { cap: null, article: 'art. 6(2)đ' },
    in2018: { cap: null, article: 'art. 8(6)', status: 'verified' },
  },
  {
    id: 'study-abroad',
    content: 'ND2a',
    variant: 'study-abroad',
    ratePercent: 100,
    rateOf: 'air-tickets',
    perUnit: false,
    in2014: { cap: null, article: 'art. 6(2)e', note: 'How many people is decided case by case.' },
    in2018: { cap: null, article: 'art. 8(6)', status: 'verified' },
  },
  {
    id: 'brand',
    content: 'ND4c',
    ratePercent: 50,
    perUnit: true,
    in2014: { cap: 35, article: 'art. 6(2)h' },
    in2018: { cap: 35 },
  },
  {
    id: 'consulting',
    content: 'ND5',
    ratePercent: 50,
    perUnit: true,
    in2014: { cap: 35, article: 'art. 6(2)i' },
    in2018: { cap: 35 },
  },
  {
    id: 'media',
    content: 'ND6',
    variant: 'media-contract',
    ratePercent: null,
    perUnit: false,
    in2014: { cap: null, article: 'art. 6(2)k', note: 'The tender price, or the unit price that the competent body approved.' },
    in2018: { cap: null },
  },
  {
    id: 'association-region',
    content: 'ND7a',
    variant: 'association-region',
    ratePercent: 30,
    perUnit: true,
    in2014: { cap: 70, article: 'art. 6(2)l' },
    in2018: { cap: 70 },
  },
  {
    id: 'association-national',
    content: 'ND7a',
    variant: 'association-national',
    ratePercent: 30,
    perUnit: true,
    in2014: { cap: 100, article: 'art. 6(2)l' },
    in2018: { cap: 100 },
  },
  {
    id: 'linkage-cluster',
    content: 'ND7a',
    variant: 'linkage-cluster',
    ratePercent: 50,
    perUnit: true,
    in2014: { cap: 150, article: 'art. 6(2)m' },
    in2018: { cap: 150 },
  },
  {
    id: 'relocation-interest',
    content: 'ND7c',
    variant: 'relocation-interest',
    ratePercent: 50,
    rateOf: 'loan-interest',
    perUnit: true,
    years: 2,
    in2014: { cap: 500, article: 'art. 6(2)n', note: 'After investing; medium and long loans in đồng that are not overdue.' },
    in2018: {
      cap: 500,
      article: 'art. 8(14)',
      status: 'verified',
      note: 'Production lines too; medium and long loans in đồng, not overdue.',
    },
  },
  {
    id: 'pollution-establishment',
    content: 'ND7c',
    variant: 'pollution-establishment',
    ratePercent: 30,
    perUnit: true,
    in2014: { cap: 300, article: 'art. 6(2)o' },
    in2018: { cap: 300 },
  },
  {
    id: 'pollution-cluster',
    content: 'ND7c',
    variant: 'pollution-cluster',
    ratePercent: 30,
    perUnit: true,
    in2014: { cap: 1_500, article: 'art. 6(2)p' },
    in2018: { cap: 1_500 },
  },
  {
    id: 'cluster-planning',
    content: 'ND7b',
    variant: 'cluster-planning',
    ratePercent: 50,
    perUnit: true,
    in2014: { cap: 500, article: 'art. 6(2)q' },
    in2018: { cap: 500 },
  },
  {
    id: 'cluster',
    content: 'ND7b',
    ratePercent: null,
    perUnit: false,
    in2014: { cap: 3_000, article: 'art. 6(2)r' },
    in2018: { cap: 6_000, status: 'verified' },
  },
];

const vnd = (millions: number | null): number | null => (millions === null ? null : millions * MILLION);

export const ceilings: readonly Ceiling[] = provisions.flatMap(({ id, in2014, in2018, ...what }) => {
  const { cap, article = 'art. 8', status = 'unverified', note = status === 'unverified' ? TT28_UNREAD : undefined } = in2018;
  const later: Ceiling = {
    id: `ceiling-${id}-2018`,
    ...what,
    capVnd: vnd(cap),
    ...TT28,
    article,
    status,
    ...(note === undefined ? {} : { note }),
  };
  if (in2014 === null) return [later];
  const { cap: before, ...text } = in2014;
  return [{ id: `ceiling-${id}-2014`, ...what, capVnd: vnd(before), ...TTLT26, status: 'verified', ...text }, later];
});
