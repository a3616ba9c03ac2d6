import { describe, expect, it } from '@jest/globals';
import { RequestProblem } from '../problems/request-problem.ts';
import { alreadyHas, commandIdOf, revisionSeen, waitAsked } from './preconditions.ts';

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof RequestProblem) return error.code;
    throw error;
  }
  return 'nothing was refused';
};

describe('If-Match', () => {
  it('names the revision that was seen', () => expect(revisionSeen('"r12"')).toBe(12));
  it.each([[undefined], ['*'], [' * ']])('is required, and %j names no revision', (header) =>
    expect(codeOf(() => revisionSeen(header))).toBe('precondition-required'),
  );
  it.each(['W/"r12"', 'r12', '"12"', '"r-1"', '"r1", "r2"', '"r01"', '', '"r1e3"'])('refuses %j', (header) =>
    expect(codeOf(() => revisionSeen(header))).toBe('bad-precondition'),
  );
});

describe('If-None-Match', () => {
  it.each(['"r3"', 'W/"r3"', '"r1", "r3"', '*'])('%s says that r3 is there already', (header) =>
    expect(alreadyHas(header, '"r3"')).toBe(true),
  );
  it.each([undefined, '"r4"', 'r3', ''])('%j does not', (header) => expect(alreadyHas(header, '"r3"')).toBe(false));
});

describe('Idempotency-Key', () => {
  const key = '0b9c1a2e-9d0b-4c63-8a51-2f6d5c0f7e11';
  it.each([key, `"${key}"`, key.toUpperCase()])('takes %s', (header) => expect(commandIdOf(header)).toBe(key));
  it.each([undefined, '', 'abc', '00000000-0000-0000-0000-000000000000', `${key}0`, `${key}, ${key}`])('refuses %j', (header) =>
    expect(codeOf(() => commandIdOf(header))).toBe('command-id-required'),
  );
});

describe('Prefer', () => {
  it.each([
    ['wait=5', 5_000],
    ['respond-async, wait=10', 10_000],
    ['WAIT = 2', 2_000],
    ['waiting=5', null],
    ['wait=soon', null],
    [undefined, null],
  ])('%j waits for %j ms', (header, ms) => expect(waitAsked(header)).toBe(ms));
});
