import { expect, it } from '@jest/globals';
import { scenarios } from '#testkit/scenario';
import { freedOffers, type Priority, type WaitingProject } from './freed-offers.ts';
import { plan } from './plan.decider.ts';
import { allocated, decided, item } from './plan.fixture.ts';

const { stateAfter } = scenarios(plan);
const none: Priority = { keyScheme: false, place: null, trade: null, experience: 0 };
const waiting = (code: string, priority: Partial<Priority>, proposedAmount = 10_000_000): WaitingProject => ({
  project: `id of ${code}`,
  code,
  proposedAmount,
  priority: { ...none, ...priority },
});
const state = stateAfter([allocated, decided]);

it('offers free money in the order of TT 36/2013 art. 7: key schemes, place, trade, experience', () => {
  const offers = freedOffers(state, [
    waiting('c-none', {}),
    waiting('b-industry', { trade: 'industry' }),
    waiting('a-product', { trade: 'product' }),
    waiting('z-highland', { place: 'a' }),
    waiting('y-difficult-product', { place: 'd', trade: 'product' }),
    waiting('x-experienced', { experience: 5 }),
    waiting('zz-key', { keyScheme: true }),
    waiting('b-none', {}),
  ]);
  expect(offers.map(({ code }) => code)).toEqual([
    'zz-key',
    'z-highland',
    'y-difficult-product',
    'a-product',
    'b-industry',
    'x-experienced',
    'b-none',
    'c-none',
  ]);
  expect(offers.at(-1)?.left).toBe(130_000_000);
});
it('offers each its whole amount and never more than there is: a smaller one may still fit', () =>
  expect(
    freedOffers(state, [waiting('large', { place: 'a' }, 210_000_001), waiting('fits', {}, 210_000_000), waiting('no more', {}, 1)]),
  ).toEqual([{ project: 'id of fits', code: 'fits', amount: 210_000_000, left: 0 }]));
it('offers nothing to projects that the plan funds, nor while the allocation is not known', () => {
  expect(freedOffers(state, [{ ...waiting('known', {}), project: item.project }])).toEqual([]);
  expect(freedOffers(stateAfter([decided]), [waiting('any', {})])).toEqual([]);
});
