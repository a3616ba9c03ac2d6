import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v5 } from 'uuid';
import { uuidV5 } from './uuid-v5.ts';

const DNS = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

describe('uuidV5', () => {
  it('gives the vector of RFC 9562, appendix A.4', () => {
    expect(uuidV5('www.example.com', DNS)).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  it('agrees with the uuid package on any name and namespace', () => {
    const wellFormed = fc.string({ unit: 'grapheme', maxLength: 2_000 });
    fc.assert(
      fc.property(wellFormed, fc.uuid(), (name, namespace) => {
        expect(uuidV5(name, namespace)).toBe(v5(name, namespace));
      }),
      { seed: 20261122 },
    );
  });

  it('refuses a namespace that is not a UUID', () => {
    expect(() => uuidV5('a', 'not-a-uuid')).toThrow(TypeError);
    expect(() => uuidV5('a', `${DNS.slice(0, 35)}g`)).toThrow(TypeError);
  });
});
