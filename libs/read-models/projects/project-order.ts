import type { DatabaseSync } from 'node:sqlite';
import { arraysOf } from '../kept-statements.ts';
import { countAll } from './matching-projects.ts';
import type { ProjectSet } from './postings.ts';

export const PROJECT_SORTS = ['code', 'approved', 'executed', 'title', 'stageOn'] as const;
export type ProjectSort = (typeof PROJECT_SORTS)[number];

/** What a sort goes by. The project's number breaks ties, so that the order is total; amounts not reached come before 0. */
const KEYS: Readonly<Record<ProjectSort, { readonly table: keyof typeof COSTS; readonly key: string }>> = {
  code: { table: 'projects_text', key: 'code' },
  title: { table: 'projects_text', key: 'substr(search, 1, 80)' },
  approved: { table: 'projects_state', key: 'ifnull(approved, -1)' },
  executed: { table: 'projects_state', key: 'executed' },
  stageOn: { table: 'projects_state', key: 'stage_on' },
};

export interface Costs {
  /** Up to here the matches are fetched and sorted; above, the order's index is walked until the page is full. */
  readonly sortedMax: number;
  /** Steps of a walk that cost as much as sorting one match: a walk longer than that is given up, the matches all lie at the other end. */
  readonly stepsAMatch: number;
}

/** Texts fill more pages than a connection keeps, so that one more row is mostly one more page to read. */
const COSTS: Readonly<Record<'projects_text' | 'projects_state', Costs>> = {
  projects_text: { sortedMax: 2_000, stepsAMatch: 50 },
  projects_state: { sortedMax: 5_000, stepsAMatch: 20 },
};

/** Rows for each of the page that are looked at here first: where much matches, that is all there is to do. */
const NEAR_ROWS = 4;

/** Where a project stands in an order. */
export type Place = readonly [key: string | number, n: number];

export interface PageAsked {
  readonly sort: ProjectSort;
  readonly descending: boolean;
  /** Null: all projects. */
  readonly matches: ProjectSet | null;
  readonly total: number;
  readonly count: number;
  /** Null: from the first. */
  readonly after: Place | null;
}

/** The first `count` matches behind a place of an order. */
export function pageInOrder(db: DatabaseSync, asked: PageAsked, costs: Costs = COSTS[KEYS[asked.sort].table]): readonly Place[] {
  const order = new Order(asked);
  const { matches, count, total } = asked;
  if (matches === null) return order.first(db, count);
  const { sortedMax, stepsAMatch } = costs;
  if (total <= sortedMax) return order.sort(db, matches, count);
  const near = order.first(db, count * NEAR_ROWS).filter(([, n]) => matches.has(n));
  if (near.length >= count) return near.slice(0, count);
  return order.walk(db, { matches, count, steps: total * stepsAMatch }) ?? order.sort(db, matches, count);
}

/** The SQL of an order from a place on: the place is the first two parameters of each text. */
class Order {
  readonly #key: string;
  readonly #table: string;
  readonly #order: string;
  readonly #behind: readonly string[];
  readonly #upTo: readonly string[];
  readonly #after: readonly [string | number | null, number | null];

  constructor({ sort, descending, after }: Pick<PageAsked, 'sort' | 'descending' | 'after'>) {
    const { table, key } = KEYS[sort];
    const [direction, beyond, upTo] = descending ? ['DESC', '<', '>='] : ['ASC', '>', '<='];
    this.#key = key;
    this.#table = table;
    this.#order = `ORDER BY ${key} ${direction}, n ${direction}`;
    // The key stands alone as well: only by that does SQLite find the place in an index of an expression.
    this.#behind = after === null ? [] : [`${key} ${beyond}= ?1`, `(${key}, n) ${beyond} (?1, ?2)`];
    this.#upTo = [`${key} ${upTo} ?3`, `(${key}, n) ${upTo} (?3, ?4)`];
    this.#after = after ?? [null, null];
  }

  first(db: DatabaseSync, count: number): readonly Place[] {
    return placesOf(arraysOf(db, this.#select(this.#table, [], 'LIMIT ?3')).all(...this.#after, count));
  }

  /**
   * Null: the page is not full after so many steps. SQLite sees by itself whether a row is marked: a function of ours that it
   * asks takes twice as long for each row.
   */
  walk(
    db: DatabaseSync,
    { matches, count, steps }: { readonly matches: ProjectSet; readonly count: number; readonly steps: number },
  ): readonly Place[] | null {
    const end = steps < countAll(db) ? this.#placeBehind(db, steps) : null;
    const terms = [...(end === null ? [] : this.#upTo), `substr(?5, n + 1, 1) = x'01'`];
    const rows = arraysOf(db, this.#select(this.#table, terms, 'LIMIT ?6'));
    const page = placesOf(rows.all(...this.#after, ...(end ?? [null, null]), matches.marks, count));
    return end !== null && page.length < count ? null : page;
  }

  /** Fetches every match to sort them. */
  sort(db: DatabaseSync, matches: ProjectSet, count: number): readonly Place[] {
    const rows = arraysOf(db, this.#select(`json_each(?3) j CROSS JOIN ${this.#table} ON n = j.value`, [], 'LIMIT ?4'));
    return placesOf(rows.all(...this.#after, JSON.stringify([...matches]), count));
  }

  /** The place so many rows on; null: the order ends before. */
  #placeBehind(db: DatabaseSync, steps: number): Place | null {
    const [place] = placesOf(arraysOf(db, this.#select(this.#table, [], 'LIMIT 1 OFFSET ?3')).all(...this.#after, steps));
    return place ?? null;
  }

  #select(from: string, terms: readonly string[], limit: string): string {
    const where = [...this.#behind, ...terms];
    return `SELECT ${this.#key}, n FROM ${from} ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`} ${this.#order} ${limit}`;
  }
}

const placesOf = (rows: readonly unknown[]): readonly Place[] => rows as readonly Place[];
