import { describe, expect, it } from '@jest/globals';
import { streamUpcasters } from '#lifecycle/stream.upcasters';
import { type Upcasters, versionOf } from '#lifecycle/upcast';
import { EventChecker } from './event-checker.ts';
import { type Sample, storedSamples, unproven } from './samples.ts';

const all: Upcasters = Object.assign({}, ...Object.values(streamUpcasters)) as Upcasters;

describe('the upcasters', () => {
  it('are each proven by a stored sample', () => expect(unproven(all, storedSamples())).toEqual([]));

  it('lead from the published schema of a version to that of today', () => {
    const checker = new EventChecker();
    for (const { type, version, data, reads } of storedSamples()) {
      expect(checker.faultsOf({ type, version, data })).toEqual([]);
      expect(checker.faultsOf({ type, version: versionOf(all, type), data: reads })).toEqual([]);
    }
  });
});

/** No event of the product has grown yet. This one did, twice: an amount in thousands became đồng, then it got a document. */
describe('the upcasters of an event that has grown', () => {
  const grown: Upcasters = {
    MoneyMoved: [({ thousands, ...rest }) => ({ ...rest, amount: Number(thousands) * 1_000 }), (old) => ({ ...old, document: null })],
    NeverGrown: [],
  };
  const samples: readonly Sample[] = [
    { type: 'MoneyMoved', version: 1, data: { to: 'a', thousands: 5 }, reads: { amount: 5_000, to: 'a', document: null } },
    { type: 'MoneyMoved', version: 2, data: { to: 'a', amount: 5_000 }, reads: { amount: 5_000, to: 'a', document: null } },
  ];
  const [first, second] = samples as [Sample, Sample];

  it('are proven by a sample of each older version', () => expect(unproven(grown, samples)).toEqual([]));

  it.each<[string, Upcasters, readonly Sample[], string]>([
    ['whose version grew without a sample', grown, [first], 'MoneyMoved version 2 has no stored sample'],
    ['that lost a step', { MoneyMoved: grown['MoneyMoved']?.slice(1) ?? [] }, samples, 'MoneyMoved version 1 reads as something else'],
    ['that gives another meaning', { MoneyMoved: [(old) => old, (old) => old] }, samples, 'MoneyMoved version 1 reads as something else'],
    ['with a sample of today', grown, [first, second, { ...second, version: 3 }], 'MoneyMoved version 3 is no older version'],
    ['with a sample of no event', grown, [...samples, { ...first, type: 'Unheard' }], 'Unheard version 1 is no older version'],
  ])('%s are not', (_, upcasters, stored, said) => expect(unproven(upcasters, stored)).toContain(said));
});
