import { describe, expect, it } from '@jest/globals';
import { viActs } from './vi-acts.ts';
import { viFigures } from './vi-figures.ts';
import { viLookBack } from './vi-look-back.ts';
import { vi } from './vi.ts';

describe('the words of the console', () => {
  it('are said once: a part of theirs never takes the place of another', () => {
    const keys = [viActs, viFigures, viLookBack].flatMap((part) => Object.keys(part));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    for (const part of [viActs, viFigures, viLookBack]) expect(vi).toMatchObject(part);
  });
});
