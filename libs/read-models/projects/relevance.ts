import type { DatabaseSync } from 'node:sqlite';
import { fold } from '#reference/fold';
import { arraysOf } from '../kept-statements.ts';
import type { ProjectSet } from './postings.ts';

/**
 * Up to so many matches are compared with the phrase, each a row to fetch. More than that are no answer to read through: they come in the order
 * of their codes, as without words.
 */
export const RELEVANT_MAX = 3_000;

/** The words as they stand beside each other in a text; null: one word alone, which is no phrase. */
export function phraseOf(q: string): string | null {
  const words = fold(q)
    .split(' ')
    .filter((word) => word !== '');
  return words.length < 2 ? null : words.join(' ');
}

export interface Ranked {
  readonly phrase: string;
  readonly matches: ProjectSet;
  readonly count: number;
  readonly after: readonly [key: string | number, n: number] | null;
}

const RANKED = `
SELECT key, n FROM (
  SELECT (instr(t.search, ?2) = 0) || t.code AS key, t.n AS n FROM json_each(?1) j CROSS JOIN projects_text t ON t.n = j.value
) WHERE (key, n) > (?3, ?4) ORDER BY key, n LIMIT ?5`;

/** Projects with the phrase in one of their texts first, then those with its words in different places; each by code. */
export function byRelevance(
  db: DatabaseSync,
  { phrase, matches, count, after }: Ranked,
): readonly (readonly [key: string | number, n: number])[] {
  const [key, n] = after ?? ['', -1];
  return arraysOf(db, RANKED).all(JSON.stringify([...matches]), phrase, key, n, count) as unknown as readonly [string, number][];
}
