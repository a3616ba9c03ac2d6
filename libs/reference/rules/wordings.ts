/** The instruments that the rows cite and the days on which they hold. One provision often has two wordings: one row each. */
import type { Rule } from './rule.ts';

export type Wording = Pick<Rule, 'from' | 'to' | 'instrument'>;

export const ND45 = { from: '2012-07-05', to: null, instrument: 'NĐ 45/2012/NĐ-CP' } as const satisfies Wording;
export const ND235 = { from: '2025-10-15', to: null, instrument: 'NĐ 235/2025/NĐ-CP' } as const satisfies Wording;
export const TT46 = { from: '2013-02-10', to: null, instrument: 'TT 46/2012/TT-BCT' } as const satisfies Wording;
/** TT 36/2013 as issued, then as TT 17/2018 amended it (in force by 15/09/2018; the exact day was not read). */
export const TT36 = { from: '2014-02-10', to: '2018-09-14', instrument: 'TT 36/2013/TT-BCT' } as const satisfies Wording;
export const TT17 = { from: '2018-09-15', to: null, instrument: 'TT 36/2013/TT-BCT, TT 17/2018/TT-BCT' } as const satisfies Wording;
/** TTLT 26/2014 until TT 28/2018 came into force. */
export const TTLT26 = { from: '2014-04-08', to: '2018-05-10', instrument: 'TTLT 26/2014/TTLT-BTC-BCT' } as const satisfies Wording;
export const TT28 = { from: '2018-05-11', to: null, instrument: 'TT 28/2018/TT-BTC' } as const satisfies Wording;
/** What no article says: Tiendo's own proposal, to be confirmed or changed by who is competent. */
export const TIENDO = { from: '1900-01-01', to: null, instrument: 'Tiendo', status: 'unverified' } as const satisfies Wording &
  Pick<Rule, 'status'>;

export const TT17_UNREAD = 'The wording of TT 17/2018 was not read; kept from 2013.';
export const TT28_UNREAD = 'The article of TT 28/2018 was not read; the value is that of 2014.';

type Later = { readonly status: 'verified'; readonly note?: string } | { readonly status: 'unverified'; readonly note?: string };

/** A provision of TT 36/2013 as read, and what is known of it since TT 17/2018: `{id}-2014` and `{id}-2018`. */
export function sinceTt36<Fields extends object>(
  id: string,
  article: string,
  fields: Fields,
  later: Later = { status: 'unverified', note: TT17_UNREAD },
): readonly [Fields & Rule, Fields & Rule] {
  return [
    { id: `${id}-2014`, ...TT36, article, status: 'verified', ...fields },
    { id: `${id}-2018`, ...TT17, article, ...later, ...fields },
  ];
}
