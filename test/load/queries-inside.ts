import type { DatabaseSync } from 'node:sqlite';
import type { ProvinceSet, Source, Stage } from '#contracts/figures';
import type { SqliteLog } from '#event-log/sqlite-log';
import type { Ledger } from '#read-models/figures/ledger';
import { lateProjects } from '#read-models/figures/obligations';
import { listProjects } from '#read-models/projects/list-projects';
import type { ProjectSort } from '#read-models/projects/project-order';
import { projectRecord } from '#read-models/record/project-record';
import { provinceBoard } from '#reports/province-board';

export interface Inside {
  readonly db: DatabaseSync;
  readonly ledger: Ledger;
  readonly log: SqliteLog;
}

/** The question of an address, asked of the read models in this process: without HTTP, Nest and JSON. */
export async function askInside({ db, ledger, log }: Inside, address: string): Promise<unknown> {
  const { pathname, searchParams } = new URL(address, 'http://127.0.0.1');
  const given = Object.fromEntries(searchParams);
  const asOf = given['asOf'] ?? '2023-01-01';
  const knownAt = given['knownAt'] ?? null;
  const year = given['year'] === undefined ? {} : { year: Number(given['year']) };
  if (pathname === '/api/v1/board')
    return provinceBoard(ledger, { year: Number(given['year']), asOf, knownAt, set: given['set'] as ProvinceSet, position: null });
  const project = /^\/api\/v1\/projects\/(.+)$/.exec(pathname)?.[1];
  if (project !== undefined) return projectRecord({ db, log }, project, { asOf, knownAt });
  const { q, sort, source, province, stage, content, late } = given;
  return listProjects(db, {
    ...year,
    ...(q === undefined ? {} : { q }),
    ...(source === undefined ? {} : { source: source as Source }),
    ...(stage === undefined ? {} : { stage: stage as Stage }),
    ...(content === undefined ? {} : { content }),
    ...(province === undefined ? {} : { province: { set: province.slice(0, 4) as ProvinceSet, code: province.slice(5) } }),
    ...(sort === undefined ? {} : { sort: sort.replace('-', '') as ProjectSort, descending: sort.startsWith('-') }),
    ...(late === undefined ? {} : { numbers: lateProjects(ledger, { asOf, knownAt, ...year }) }),
  });
}
