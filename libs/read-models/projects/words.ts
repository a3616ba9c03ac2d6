import { fold } from '#reference/fold';
import type { ProvinceRef } from '#reference/province-ref';
import { predecessorsOf, provinceName, successorOf } from '#reference/provinces';
import type { ProjectText } from './project-text.ts';

/** Longer words are indexed by their beginning and compared in full afterwards. No Vietnamese syllable has more letters. */
export const WORD_LETTERS = 8;

const WORD = /[\p{L}\p{N}]+/gu;
const MARK = /[^\p{L}\p{N}\s]/gu;

/** A text as a search sees it, and the words by which the index knows it. */
interface Folded {
  readonly text: string;
  readonly words: readonly string[];
}

/**
 * Syllables, units, communes and provinces come again and again, and folding costs ten times more than looking up. Folding goes
 * word by word, so that the folded words joined are the folded text.
 */
const known = { word: new Map<string, Folded>(), text: new Map<string, Folded>() };
const KNOWN_MAX = 20_000;
const OTHER_BLANK = /[^\S ]/;

function remembered(of: Map<string, Folded>, text: string, make: (text: string) => Folded): Folded {
  let found = of.get(text);
  if (found === undefined) {
    if (of.size >= KNOWN_MAX) of.clear();
    of.set(text, (found = make(text)));
  }
  return found;
}

function foldWord(word: string): Folded {
  const text = fold(word);
  return { text, words: [...[...text.matchAll(WORD)].map(([found]) => cut(found)), ...[...text.matchAll(MARK)].map(([mark]) => mark)] };
}

const foldRepeatedWord = (word: string): Folded => remembered(known.word, word, foldWord);

function foldText(text: string): Folded {
  const words: string[] = [];
  let folded = '';
  for (const word of OTHER_BLANK.test(text) ? text.split(/\s+/) : text.split(' ')) {
    if (word === '') continue;
    const found = foldRepeatedWord(word);
    folded = folded === '' ? found.text : `${folded} ${found.text}`;
    for (const one of found.words) words.push(one);
  }
  return { text: folded, words };
}

const foldRepeated = (text: string): Folded => remembered(known.text, text, foldText);

/** A project is found by the province it was registered in, by the one it belongs to today, and by those this one was formed from. */
const foldProvince = (ref: ProvinceRef): Folded =>
  remembered(known.text, `${ref.set}.${ref.code}`, () => {
    const others = ref.set === 'vn63' ? [provinceName(successorOf(ref))] : predecessorsOf(ref.code).map(({ name }) => name);
    const names = [...new Set([provinceName(ref), ...others])].map(foldText);
    return { text: names.map(({ text }) => text).join('\n'), words: names.flatMap(({ words }) => words) };
  });

/**
 * Everything that a search looks at, folded, one field a line, the title first (see `BENEFICIARY_LINE`). Tells `add` what the index knows it by, some of it
 * twice: its words, cut to `WORD_LETTERS`; each other sign by itself; and the beginnings of the code, which people type whole.
 */
export function searchable(text: ProjectText, add: (word: string) => void): string {
  const code = foldRepeatedParts(text.code);
  const fields = [
    foldText(text.title),
    code,
    foldText(text.beneficiary),
    foldRepeated(text.implementingUnit ?? ''),
    foldRepeated(text.commune),
    foldRepeatedParts(text.taxCode ?? ''),
    foldProvince(text.province),
  ];
  for (const { words } of fields) for (const word of words) add(word);
  for (const beginning of codeBeginnings(code.text)) add(beginning);
  return fields.map((field) => field.text).join('\n');
}

/** Line of the beneficiary in the text that a search compares. */
const BENEFICIARY_LINE = 2;

/** A number for the beneficiary's name (FNV-1a, 32 bits): the same for the same folded name, and nearly always only then. */
export function nameKey(folded: string): number {
  let key = 0x811c9dc5;
  for (let at = 0; at < folded.length; at += 1) key = Math.imul(key ^ folded.charCodeAt(at), 0x01000193);
  return key >>> 0;
}

/** @param search what `searchable` returned */
export const nameKeyIn = (search: string): number => nameKey(search.split('\n', BENEFICIARY_LINE + 1)[BENEFICIARY_LINE] ?? '');

/** The digits of a tax code that name the taxpayer: those behind the tenth name a branch. */
export const taxpayerOf = (taxCode: string): string => taxCode.replace(/\D/g, '').slice(0, TAXPAYER_DIGITS);
const TAXPAYER_DIGITS = 10;

/** The index word under which the taxpayer's codes are found, among others. */
export const taxpayerWord = (taxCode: string): string => cut(taxpayerOf(taxCode));

const DIGITS_AND_DASHES = /^[A-Za-z0-9-]+$/;

/** Codes and tax codes are all different, but made of parts that need no table of marks. */
function foldRepeatedParts(text: string): Folded {
  if (!DIGITS_AND_DASHES.test(text)) return foldText(text);
  const folded = text.toLowerCase();
  const words = folded
    .split('-')
    .filter((part) => part !== '')
    .map(cut);
  if (folded.includes('-')) words.push('-');
  return { text: folded, words };
}

/** `kcqg-2022` and `kcqg-2022-38` of `kcqg-2022-38-001`. */
function codeBeginnings(code: string): readonly string[] {
  const parts = code.split('-');
  return parts.slice(1, -1).map((_, index) => parts.slice(0, index + 2).join('-'));
}

/** One word of a query: index words that every match has, and whether the text itself must be looked at. */
export interface QueryWord {
  readonly word: string;
  /** Beginnings of index words. */
  readonly beginnings: readonly string[];
  /** Index words in full. */
  readonly exact: readonly string[];
  readonly compare: boolean;
}

const CODE_BEGINNING = /^kc(?:qg|dp)-\d{1,4}(?:-\d{0,2})?$/;

/** The words of a query, each of which must begin a word of the project's texts, taken literally. */
export function queryWords(query: string): readonly QueryWord[] {
  return fold(query)
    .split(' ')
    .filter((word) => word !== '')
    .map(queryWord);
}

function queryWord(word: string): QueryWord {
  if (CODE_BEGINNING.test(word)) return { word, beginnings: [word.replace(/-$/, '')], exact: [], compare: false };
  const parts = [...word.matchAll(WORD)].map(([part]) => part);
  const marks = [...new Set([...word.matchAll(MARK)].map(([mark]) => mark))];
  const last = parts.at(-1);
  const plain = (marks.length === 0 && parts.length === 1) || (parts.length === 0 && marks[0] === word);
  return {
    word,
    beginnings: last === undefined ? [] : [cut(last)],
    exact: [...parts.slice(0, -1).map(cut), ...marks],
    compare: !plain || word.length > WORD_LETTERS,
  };
}

const cut = (word: string): string => (word.length > WORD_LETTERS ? word.slice(0, WORD_LETTERS) : word);

/** True when the word stands in the text at the beginning of a word; a word that begins with another sign may stand anywhere. */
export function standsIn(search: string, word: string): boolean {
  const anywhere = !/^[\p{L}\p{N}]/u.test(word);
  for (let at = search.indexOf(word); at >= 0; at = search.indexOf(word, at + 1))
    if (anywhere || at === 0 || !/[\p{L}\p{N}]/u.test(search[at - 1] as string)) return true;
  return false;
}
