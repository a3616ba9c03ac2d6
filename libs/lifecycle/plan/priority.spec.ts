import { expect, it } from '@jest/globals';
import { priorityOf } from './priority.ts';

it('reads the order of preference off a proposal’s codes (TT 36/2013 art. 7; TT 46/2012 art. 6(3))', () => {
  expect(priorityOf('single', [])).toEqual({ keyScheme: false, place: null, trade: null, experience: 0 });
  expect(priorityOf('key', ['trade-industry', 'place-c', 'experience-1', 'experience-2', 'unheard-of'])).toEqual({
    keyScheme: true,
    place: 'c',
    trade: 'industry',
    experience: 2,
  });
});

it('takes the first in the order where a proposal names several', () =>
  expect(priorityOf('group', ['place-d', 'trade-industry', 'place-a', 'trade-product'])).toMatchObject({ place: 'a', trade: 'product' }));
