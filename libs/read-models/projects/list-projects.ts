import type { DatabaseSync } from 'node:sqlite';
import { type Stage, STAGES } from '#contracts/figures';
import type { ProjectPage, ProjectSummary } from '#contracts/projects';
import type { ProvinceSet, Source } from '#reference/province-ref';
import { provinceName } from '#reference/provinces';
import { readBuildId, readPosition } from '../database.ts';
import { arraysOf, statementOf } from '../kept-statements.ts';
import { type Cursor, CursorExpired, CursorUnknown, decodeCursor, encodeCursor } from './cursor.ts';
import { countAll, matchingProjects, type ProjectFilter } from './matching-projects.ts';
import { type PageAsked, type Place, type ProjectSort, pageInOrder } from './project-order.ts';
import { byRelevance, phraseOf, RELEVANT_MAX } from './relevance.ts';

export const PAGE_MAX = 200;

export interface ProjectQuery extends ProjectFilter {
  /** Absent: by code; with several words, and not too many matches, those where the words stand together first. */
  readonly sort?: ProjectSort;
  readonly descending?: boolean;
  /** 1..200, 50 when absent. */
  readonly limit?: number;
  readonly cursor?: string;
}

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
  const buildId = readBuildId(db);
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
  const page = total === 0 ? [] : pageAfter(db, query, { phrase, matches, total, count: limit + 1, after: placeOf(after) });
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
  const { q, source, year, province, content, stage, officer, obstacles, numbers } = query;
  const place = province && `${province.set}.${province.code}`;
  const order = ranked ? 'relevance' : sort;
  return JSON.stringify([order, descending, q, source, year, place, content, stage, officer, obstacles, numbers !== undefined]);
}

const placeOf = (cursor: Cursor | null): Place | null => (cursor === null ? null : [cursor.key, cursor.n]);

interface Asked extends Pick<PageAsked, 'matches' | 'total' | 'count' | 'after'> {
  /** Put first where it stands in a text; null: it makes no difference. */
  readonly phrase: string | null;
}

function pageAfter(db: DatabaseSync, { sort = 'code', descending = false }: ProjectQuery, asked: Asked): readonly Place[] {
  const { phrase, matches } = asked;
  return phrase === null || matches === null
    ? pageInOrder(db, { ...asked, sort, descending })
    : byRelevance(db, { ...asked, phrase, matches });
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
