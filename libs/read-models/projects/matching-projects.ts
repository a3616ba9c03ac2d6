import type { DatabaseSync } from 'node:sqlite';
import type { ProvinceRef, Source, Stage } from '#contracts/figures';
import { arraysOf, statementOf } from '../kept-statements.ts';
import { POSTING_BYTES, ProjectSet } from './postings.ts';
import { filterWords } from './filter-words.ts';
import { queryWords, standsIn } from './words.ts';

export interface ProjectFilter {
  /** Words, each of which must begin a word of title, code, beneficiary, unit, commune, tax code or a province's name, old or new. */
  readonly q?: string;
  readonly source?: Source;
  readonly year?: number;
  readonly province?: ProvinceRef;
  readonly content?: string;
  readonly stage?: Stage;
  /** Opaque id of who is in charge. */
  readonly officer?: string;
  /** Only projects with an open obstacle. */
  readonly obstacles?: boolean;
  /** Only these, by their numbers, e.g. the projects with a late obligation. */
  readonly numbers?: readonly number[];
}

/** Rows of text compared at a time. */
const COMPARE_ROWS = 500;

/** The projects that a filter leaves; null: it leaves all. */
export function matchingProjects(db: DatabaseSync, filter: ProjectFilter): ProjectSet | null {
  const { q = '', source, year, province, content, stage, officer, obstacles = false, numbers } = filter;
  const words = [
    ...(source === undefined ? [] : [filterWords.source(source)]),
    ...(year === undefined ? [] : [filterWords.year(year)]),
    ...(province === undefined ? [] : [filterWords.province(province.set, province.code)]),
    ...(content === undefined ? [] : [filterWords.content(content)]),
    ...(stage === undefined ? [] : [filterWords.stage(stage)]),
    ...(officer === undefined ? [] : [filterWords.officer(officer)]),
    ...(obstacles ? [filterWords.obstacle()] : []),
  ];
  const asked = queryWords(q);
  const exact = [...words, ...asked.flatMap((word) => word.exact)];
  const beginnings = asked.flatMap((word) => word.beginnings);
  if (exact.length + beginnings.length === 0 && numbers === undefined) return null;
  const last = lastProject(db);
  const sets = [
    ...exact.map((word) => within(db, last, word, word)),
    ...beginnings.map((word) => startingWith(db, last, word)),
    ...(numbers === undefined ? [] : [numbered(last, numbers)]),
    // A number may be of a project that waits in this model, which no word leads to.
    ...(exact.length + beginnings.length === 0 ? [startingWith(db, last, LISTED)] : []),
  ];
  const [found, ...rest] = sets as [ProjectSet, ...ProjectSet[]];
  for (const set of rest) {
    found.keep(set);
    set.giveBack();
  }
  const compared = asked.filter(({ compare }) => compare).map(({ word }) => word);
  if (compared.length === 0) return found;
  const literal = literally(db, found, last, compared);
  found.giveBack();
  return literal;
}

export const lastProject = (db: DatabaseSync): number =>
  (statementOf(db, 'SELECT max(n) AS n FROM projects_state').get() as { n: number | null }).n ?? 0;

const LISTED = filterWords.source('');

/** All projects of the list: each has one source. */
export function countAll(db: DatabaseSync): number {
  const rows = arraysOf(db, 'SELECT coalesce(sum(length(projects)), 0) FROM projects_word WHERE word >= ? AND word <= ?');
  const [bytes] = rows.get(LISTED, behind(LISTED)) as unknown as readonly [number];
  return bytes / POSTING_BYTES;
}

/** The projects that have every one of some index words, cut as the index cuts them. */
export function withWords(db: DatabaseSync, words: readonly string[]): ProjectSet {
  const last = lastProject(db);
  const [first, ...rest] = words.map((word) => within(db, last, word, word));
  if (first === undefined) return new ProjectSet(last);
  for (const set of rest) first.keep(set);
  return first;
}

/** Projects with an index word from `from` to `to`, both inclusive. */
function within(db: DatabaseSync, last: number, from: string, to: string): ProjectSet {
  const set = new ProjectSet(last);
  const rows = arraysOf(db, 'SELECT block, projects FROM projects_word WHERE word >= ? AND word <= ?');
  for (const [block, projects] of rows.iterate(from, to) as unknown as Iterable<[number, Uint8Array]>) set.addBlock(block, projects);
  return set;
}

const startingWith = (db: DatabaseSync, last: number, beginning: string): ProjectSet => within(db, last, beginning, behind(beginning));

/** Behind every word that begins so. */
const behind = (beginning: string): string => `${beginning}\u{10ffff}`;

function numbered(last: number, numbers: readonly number[]): ProjectSet {
  const set = new ProjectSet(last);
  for (const n of numbers) set.add(n);
  return set;
}

/** The index knows beginnings of words; what was typed may be longer or hold other signs. */
function literally(db: DatabaseSync, candidates: ProjectSet, last: number, words: readonly string[]): ProjectSet {
  const found = new ProjectSet(last);
  const texts = arraysOf(db, 'SELECT t.n, t.search FROM json_each(?) j CROSS JOIN projects_text t ON t.n = j.value');
  let some: number[] = [];
  const compare = () => {
    for (const [n, search] of texts.all(JSON.stringify(some)) as unknown as [number, string][])
      if (words.every((word) => standsIn(search, word))) found.add(n);
    some = [];
  };
  for (const n of candidates) if (some.push(n) === COMPARE_ROWS) compare();
  compare();
  return found;
}
