import type { DatabaseSync } from 'node:sqlite';
import { STAGES } from '#contracts/figures';
import { READ_EVENTS_MAX, StreamNotFound } from '#event-log/event-log';
import { readParked } from '../database.ts';
import { readFacts } from '../figures/facts.ts';
import { Ledger, momentOf } from '../figures/ledger.ts';
import { ObligationsAt } from '../figures/obligations.ts';
import type { ReadLog } from '../projector.ts';
import { type Group, keyOf, type OneProject, type ProjectCells, type ShownProject, type Side } from './business-differences.ts';

type Sums = { projects: number; plan: number; executed: number; late: number };

/**
 * What a build says on a day. Every project is folded once, with the ledger of one build in memory at a time (about 1 KB a project): a
 * rebuild that changes nothing never comes here.
 * @param ids of the projects that differ
 */
export function sideOf(db: DatabaseSync, ids: ReadonlySet<string>, asOf: string): Side {
  const ledger = new Ledger(db);
  const at = new ObligationsAt(ledger, momentOf(asOf, null));
  const sums = new Map<string, { readonly group: Group; readonly figures: Sums }>();
  const projects = new Map<string, OneProject>();
  for (const project of ledger.projects()) {
    const standing = at.standing(project);
    const late = at.of(project, standing).filter(({ state }) => state === 'late').length;
    const { province, source, planYear } = project;
    const group = { province, source, planYear };
    const one: OneProject = { group, plan: standing.plan, executed: standing.advanced - standing.recovered, late };
    if (ids.has(project.id)) projects.set(project.id, one);
    const key = keyOf(group);
    let sum = sums.get(key);
    if (sum === undefined) sums.set(key, (sum = { group, figures: { projects: 0, plan: 0, executed: 0, late: 0 } }));
    sum.figures.projects += 1;
    sum.figures.plan += one.plan;
    sum.figures.executed += one.executed;
    sum.figures.late += late > 0 ? 1 : 0;
  }
  return { sums, projects };
}

const TABLES_READ = ['figures_project', 'projects_text', 'projects_state'] as const;

/** Tables without which two builds cannot be compared in the words of the business. */
export const tablesRead: readonly string[] = TABLES_READ;

const OF_PROJECT = `
SELECT f.code, f.title, f.source, f.plan_year, f.province_set, f.province, f.content, f.contract, f.events, f.facts,
  t.implementing_unit, t.beneficiary, t.tax_code, t.commune, t.serials, s.stage, s.stage_on, s.requested, s.appraised, s.approved,
  s.executed AS executed_listed, s.settled, s.officer, s.obstacles, s.pending
FROM figures_project f LEFT JOIN projects_text t ON t.id = f.id LEFT JOIN projects_state s ON s.n = t.n WHERE f.id = ?`;

type Cell = string | number | null;

/** All that a build has of one project; null: it does not have it. */
export function cellsOf(db: DatabaseSync, id: string, side: Side): ProjectCells | null {
  const row = db.prepare(OF_PROJECT).get(id) as Record<string, Cell> | undefined;
  const one = side.projects.get(id);
  if (row === undefined || one === undefined) return null;
  const { facts, stage, ...cells } = row;
  const { plan, executed, late } = one;
  const ofStage = typeof stage === 'number' ? (STAGES[stage] ?? null) : null;
  return { code: String(cells['code']), cells: { plan, executed, late, ...cells, stage: ofStage }, facts: readFacts(String(facts)) };
}

/** The events of a project up to a position, and where it waits in the build that answers. */
export async function streamOf(
  log: ReadLog,
  live: DatabaseSync,
  { id, until }: { readonly id: string; readonly until: string },
): Promise<Pick<ShownProject, 'events' | 'parked'>> {
  const stream = `project-${id}`;
  const parked = readParked(live).find((one) => one.stream === stream) ?? null;
  const events: ShownProject['events'][number][] = [];
  for (;;) {
    const page = await log.readStream(stream, { from: events.length, limit: READ_EVENTS_MAX }).catch(noneOf);
    for (const { type, revision, position, meta } of page)
      if (position <= until) events.push({ type, occurredOn: meta['occurredOn'] ?? '', stream, revision, position });
    if (page.length < READ_EVENTS_MAX) return { events, parked };
  }
}

/** A row whose stream the log does not have is a difference like any other. */
function noneOf(error: unknown): readonly never[] {
  if (error instanceof StreamNotFound) return [];
  throw error;
}
