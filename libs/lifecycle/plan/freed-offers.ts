/** Freed money goes to waiting projects of the same plan in the legal order of preference: TT 36/2013 art. 7, TT 46/2012 art. 6(3). */
import { type Dong, subtract } from '../money.ts';
import { freeMoney, type Plan } from './plan.state.ts';

/** Why a project comes before others, by NĐ 45/2012 art. 6 and TT 36/2013 art. 7. */
export type Priority = {
  /** Đề án điểm: before all others. */
  readonly keyScheme: boolean;
  /**
   * Place: a highland, island, land border or ethnic-minority area; b poor district; c commune of the year's new-rural plan;
   * d difficult area; null: none. In that order.
   */
  readonly place: 'a' | 'b' | 'c' | 'd' | null;
  /** Trade: `product` for art. 6(2)b (typical or export products, local materials, 50 workers) before `industry`, art. 6(2)a. */
  readonly trade: 'product' | 'industry' | null;
  /** Schemes that the unit has carried out: decides between equals. */
  readonly experience: number;
};

export type WaitingProject = {
  readonly project: string;
  readonly code: string;
  readonly proposedAmount: Dong;
  readonly priority: Priority;
};
export type Offer = {
  readonly project: string;
  readonly code: string;
  readonly amount: Dong;
  /** What is left after it. */ readonly left: Dong;
};

/**
 * Who may be offered the plan's free money: in order, each at its whole amount; one that does not fit lets the next one try.
 * Empty while the allocation is not known. Projects that the plan funds are passed over.
 */
export function freedOffers(plan: Plan, waiting: readonly WaitingProject[]): readonly Offer[] {
  let left = freeMoney(plan) ?? 0;
  const offers: Offer[] = [];
  for (const { project, code, proposedAmount } of waiting.toSorted(byPreference)) {
    if (plan.funded.has(project) || proposedAmount > left) continue;
    left = subtract(left, proposedAmount);
    offers.push({ project, code, amount: proposedAmount, left });
  }
  return offers;
}

const PLACES = ['a', 'b', 'c', 'd', null];
const TRADES = ['product', 'industry', null];

/** Key schemes, then place before trade, then experience; the code last, so that the order is the same every time. */
function byPreference(one: WaitingProject, other: WaitingProject): number {
  const [a, b] = [one.priority, other.priority];
  return (
    Number(b.keyScheme) - Number(a.keyScheme) ||
    PLACES.indexOf(a.place) - PLACES.indexOf(b.place) ||
    TRADES.indexOf(a.trade) - TRADES.indexOf(b.trade) ||
    b.experience - a.experience ||
    (one.code < other.code ? -1 : 1)
  );
}
