import { expect, it } from '@jest/globals';
import { UnknownEvent, upcast, type Upcasters, versionOf } from './upcast.ts';

const upcasters: Upcasters = {
  Heard: [],
  Said: [({ text, ...rest }) => ({ ...rest, words: text }), (old) => ({ ...old, language: 'vi' })],
};

it('lifts an old event step by step to the shape of today', () => {
  expect(versionOf(upcasters, 'Said')).toBe(3);
  expect(upcast(upcasters, 'Said', 1, { text: 'x' })).toEqual({ type: 'Said', data: { words: 'x', language: 'vi' } });
  expect(upcast(upcasters, 'Said', 2, { words: 'x' })).toEqual({ type: 'Said', data: { words: 'x', language: 'vi' } });
});

it('leaves what is of today as it is', () => {
  const data = { words: 'x' };
  expect(upcast(upcasters, 'Said', 3, data).data).toBe(data);
  expect(versionOf(upcasters, 'Heard')).toBe(1);
  expect(upcast(upcasters, 'Heard', 1, data).data).toBe(data);
});

it('does not read on past an event of a newer build', () => {
  expect(() => upcast(upcasters, 'Said', 4, {})).toThrow('Said version 4: this build knows versions up to 3.');
  expect(() => upcast(upcasters, 'Heard', 2, {})).toThrow(UnknownEvent);
});

it.each(['Seen', 'toString'])('does not take %s for an event at version 1', (type) => {
  expect(versionOf(upcasters, type)).toBe(0);
  expect(() => upcast(upcasters, type, 1, {})).toThrow('this build knows no such event');
});
