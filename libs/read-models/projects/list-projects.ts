import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { type Stage, STAGES } from '#contracts/figures';
import type { ProjectPage, ProjectSummary } from '#contracts/projects';
import type { ProvinceSet, Source } from '#reference/province-ref';
import { provinceName } from '#reference/provinces';
import { readHeader, readPosition } from '../database.ts';
import { arraysOf, statementOf } from '../kept-statements.ts';
import { CursorExpired, CursorUnknown, decodeCursor, encodeCursor } from './cursor.ts';
import { MATCHES, registerMatches, whileMatching } from './matches-function.ts';
import { matchingProjects, type ProjectFilter } from './matching-projects.ts';
import type { ProjectSet } from './postings.ts';
import { byRelevance, phraseOf, RELEVANT_MAX } from './relevance.ts';

export const PROJECT_SORTS = ['code', 'approved', 'executed', 'title', 'stageOn'] as const;
export type ProjectSort = (typeof PROJECT_SORTS)[number];

export const PAGE_MAX = 200;

export interface ProjectQuery extends ProjectFilter {
  /** Absent: by code; with several words, and not too many matches, those where the words stand together first. */
  readonly sort?: ProjectSort;
  readonly descending?: boolean;
  /** 1..200, 50 when absent. */
  readonly limit?: number;
  readonly cursor?: string;
}

/** What a sort goes by. The project's number breaks ties, so that the order is total; amounts not reached come before 0. */
const KEYS: Readonly<Record<ProjectSort, { readonly table: string; readonly key: string }>> = {
  code: { table: 'projects_text', key: 'code' },
  title: { table: 'projects_text', key: 'substr(search, 1, 80)' },
  approved: { table: 'projects_state', key: 'ifnull(approved, -1)' },
  executed: { table: 'projects_state', key: 'executed' },
  stageOn: { table: 'projects_state', key: 'stage_on' },
};

/** Up to here the matches are fetched and sorted; above, the order's index is walked until the page is full. */
const SORTED_MAX = 5_000;

/** Steps of a walk that cost as much as sorting one match: a walk longer than that is given up, the matches all lie at the other end. */
const STEPS_A_MATCH = 20;

/**
 * One page of the project list.
 * @throws CursorExpired the rows were built anew since the cursor was given. @throws CursorUnknown it is none of this list
 * @throws RangeError the limit is not in 1..200
 */
export function listProjects(db: DatabaseSync, query: ProjectQuery): ProjectPage {
  const { limit = 50 } = query;
  if (!Number.isInteger(limit) || limit < 1 || limit > PAGE_MAX) throw new RangeError(`limit is not in 1..${PAGE_MAX}: ${limit}`);
  statementOf(db, 'BEGIN').run();
  try {
    return readPage(db, query, limit);
  } finally {
    statementOf(db, 'COMMIT').run();
  }
}

function readPage(db: DatabaseSync, query: ProjectQuery, limit: number): ProjectPage {
  const buildId = readHeader(db)?.buildId ?? '';
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor);
  if (after !== null && after.buildId !== buildId) throw new CursorExpired();
  const asked = askedPhrase(query);
  const ranked = orderAndFilter(query, true);
  const goesOn = after?.of === orderAndFilter(query) || (asked !== null && after?.of === ranked);
  if (after !== null && !goesOn) throw new CursorUnknown();
  const matches = matchingProjects(db, query);
  const total = matches?.size ?? countAll(db);
  // A list goes on in the order that its first page had, though the matches have become more or fewer.
  const phrase = (after === null ? total <= RELEVANT_MAX : after.of === ranked) ? asked : null;
  const of = orderAndFilter(query, phrase !== null);
  const page = pageAfter(db, { query, phrase, matches, total, count: limit + 1, after: after === null ? null : [after.key, after.n] });
  matches?.giveBack();
  const last = page[limit - 1];
  const nextCursor = page.length > limit && last !== undefined ? encodeCursor({ buildId, of, key: last[0], n: last[1] }) : null;
  return {
    items: summaries(
      db,
      page.slice(0, limit).map(([, n]) => n),
    ),
    total,
    nextCursor,
    position: readPosition(db),
  };
}

/** Null: another order is asked for, or there is no phrase. */
const askedPhrase = ({ q = '', sort, descending = false }: ProjectQuery): string | null =>
  sort === undefined && !descending ? phraseOf(q) : null;

function orderAndFilter({ sort = 'code', descending = false, ...query }: ProjectQuery, ranked = false): string {
  const { q, source, year, province, content, stage, officer, obstacles, ids } = query;
  const place = province && `${province.set}.${province.code}`;
  const order = ranked ? 'relevance' : sort;
  return JSON.stringify([order, descending, q, source, year, place, content, stage, officer, obstacles, ids !== undefined]);
}

const countAll = (db: DatabaseSync): number =>
  (statementOf(db, 'SELECT count(*) AS total FROM projects_state').get() as { total: number }).total;

type Place = readonly [key: string | number, n: number];

interface Asked {
  readonly query: ProjectQuery;
  /** Put first where it stands in a text; null: it makes no difference. */
  readonly phrase: string | null;
  readonly matches: ProjectSet | null;
  readonly total: number;
  readonly count: number;
  readonly after: Place | null;
}

function pageAfter(db: DatabaseSync, asked: Asked): readonly Place[] {
  if (asked.total === 0) return [];
  const { matches, phrase } = asked;
  if (matches === null) return inOrder(db, asked);
  if (phrase !== null) return byRelevance(db, { ...asked, phrase, matches });
  if (asked.total <= SORTED_MAX) return sorted(db, asked, matches);
  return walk(db, asked, matches) ?? sorted(db, asked, matches);
}

function orderOf({ sort = 'code', descending = false }: ProjectQuery, after: Place | null) {
  const { table, key } = KEYS[sort];
  const [direction, beyond] = descending ? ['DESC', '<'] : ['ASC', '>'];
  const where = after === null ? '' : `(${key}, n) ${beyond} (?, ?)`;
  return { table, key, where, order: `ORDER BY ${key} ${direction}, n ${direction}`, values: (after ?? []) as SQLInputValue[] };
}

function inOrder(db: DatabaseSync, { query, after, count }: Asked): readonly Place[] {
  const { table, key, where, order, values } = orderOf(query, after);
  const rows = arraysOf(db, `SELECT ${key}, n FROM ${table} ${where === '' ? '' : `WHERE ${where}`} ${order} LIMIT ?`);
  return rows.all(...values, count) as unknown as readonly Place[];
}

/** Null: given up. SQLite asks for each row whether it matches, so that only the page's rows become values here. */
function walk(db: DatabaseSync, { query, after, count, total }: Asked, matches: ProjectSet): readonly Place[] | null {
  const { table, key, where, order, values } = orderOf(query, after);
  registerMatches(db);
  const rows = arraysOf(db, `SELECT ${key}, n FROM ${table} WHERE ${where === '' ? '' : `${where} AND`} ${MATCHES}(n) ${order} LIMIT ?`);
  let left = total * STEPS_A_MATCH;
  // Once given up, every row is taken, so that the page fills and the walk ends.
  const page = whileMatching(
    db,
    (n) => (left -= 1) < 0 || matches.has(n),
    () => rows.all(...values, count),
  );
  return left < 0 ? null : (page as unknown as readonly Place[]);
}

function sorted(db: DatabaseSync, { query, after, count }: Asked, matches: ProjectSet): readonly Place[] {
  const { table, key, where, order, values } = orderOf(query, after);
  const rows = arraysOf(
    db,
    `SELECT ${key}, n FROM json_each(?) j CROSS JOIN ${table} ON n = j.value ${where === '' ? '' : `WHERE ${where}`} ${order} LIMIT ?`,
  );
  return rows.all(JSON.stringify([...matches]), ...values, count) as unknown as readonly Place[];
}

const SUMMARY = `
SELECT t.id, t.code, t.title, t.source, t.plan_year, t.province_set, t.province, t.content, s.stage, s.stage_on, t.implementing_unit,
  t.beneficiary, s.requested, s.approved, s.executed, s.settled, s.revision
FROM projects_text t JOIN projects_state s ON s.n = t.n`;

function summaries(db: DatabaseSync, numbers: readonly number[]): readonly ProjectSummary[] {
  const one = statementOf(db, `${SUMMARY} WHERE t.n = ?`);
  return numbers.map((n) => summaryOf(one.get(n) as unknown as SummaryRow));
}

/** Null: no project has this id or this code. */
export function findProject(db: DatabaseSync, idOrCode: string): ProjectSummary | null {
  const row = statementOf(db, `${SUMMARY} WHERE t.id = ?`).get(idOrCode) ?? statementOf(db, `${SUMMARY} WHERE t.code = ?`).get(idOrCode);
  return row === undefined ? null : summaryOf(row as unknown as SummaryRow);
}

/** Null: no project has this id or this code. */
export function idOf(db: DatabaseSync, idOrCode: string): string | null {
  const row =
    arraysOf(db, 'SELECT id FROM projects_text WHERE id = ?').get(idOrCode) ??
    arraysOf(db, 'SELECT id FROM projects_text WHERE code = ?').get(idOrCode);
  return row === undefined ? null : (row as unknown as readonly [string])[0];
}

const stageOf = (stage: number): Stage => STAGES[stage] ?? 'surveyed';

interface SummaryRow {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly source: Source;
  readonly plan_year: number;
  readonly province_set: ProvinceSet;
  readonly province: string;
  readonly content: string;
  readonly stage: number;
  readonly stage_on: string;
  readonly implementing_unit: string | null;
  readonly beneficiary: string;
  readonly requested: number | null;
  readonly approved: number | null;
  readonly executed: number;
  readonly settled: number | null;
  readonly revision: number;
}

function summaryOf(row: SummaryRow): ProjectSummary {
  const province = { set: row.province_set, code: row.province };
  return {
    id: row.id,
    code: row.code,
    title: row.title,
    source: row.source,
    planYear: row.plan_year,
    province,
    provinceName: provinceName(province),
    content: row.content,
    stage: stageOf(row.stage),
    stageOn: row.stage_on,
    implementingUnit: row.implementing_unit,
    beneficiary: row.beneficiary,
    requested: row.requested,
    approved: row.approved,
    executed: row.executed,
    settled: row.settled,
    revision: row.revision,
  };
}
