import { expect, it } from '@jest/globals';
import { Turns } from './turns.ts';

it('turns go round: so many at a time, in the order of those who wait, and not for ever', async () => {
  const turns = new Turns(2);
  const [one, other] = [await turns.take(0), await turns.take(0)];
  expect(await turns.take(5)).toBeNull();
  const order: number[] = [];
  const waiting = [3, 4, 5].map(async (n) => {
    const giveBack = await turns.take(1_000);
    order.push(n);
    giveBack?.();
  });
  one?.();
  await Promise.all(waiting);
  expect(order).toEqual([3, 4, 5]);
  other?.();
  expect([await turns.take(0), await turns.take(0), await turns.take(0)].map((turn) => turn !== null)).toEqual([true, true, false]);
});
