import { describe, expect, it } from '@jest/globals';
import { accepts, languageOf, preferred } from './accept.ts';

describe('the language of an answer', () => {
  it.each([
    [undefined, 'vi'],
    ['', 'vi'],
    ['en', 'en'],
    ['en-GB,en;q=0.9', 'en'],
    ['fr, en;q=0.5, vi;q=0.4', 'en'],
    ['en;q=0.3, vi;q=0.8', 'vi'],
    ['en;q=0, fr', 'vi'],
    ['*', 'vi'],
    ['VI', 'vi'],
    [';;q=,,=', 'vi'],
  ] as const)('for %j is %s', (header, language) => expect(languageOf(header, 'vi')).toBe(language));
});

describe('the type of an answer', () => {
  it.each([
    [undefined, true],
    ['*/*', true],
    ['application/json', true],
    ['application/*;q=0.1', true],
    ['text/html, */*;q=0.8', true],
    ['application/xml', false],
    ['text/html', false],
    ['application/json;q=0', false],
  ] as const)('%j takes JSON: %s', (header, answer) => expect(accepts(header, 'application/json')).toBe(answer));
});

describe('the form of an answer that has several', () => {
  it.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['application/json', 'application/json'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html'],
    ['text/html;q=0.5, application/json', 'application/json'],
    ['text/plain', 'text/plain'],
    ['text/*', 'text/html'],
    ['image/png, */*;q=0.1', 'application/json'],
    ['image/png', null],
    ['text/html;q=0', null],
  ] as const)('%j gets %s', (header, form) => expect(preferred(header, ['application/json', 'text/html', 'text/plain'])).toBe(form));
});
