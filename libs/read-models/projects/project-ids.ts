import type { DatabaseSync } from 'node:sqlite';
import type { ProvinceRef, Source } from '#reference/province-ref';
import { type Region, regionOf } from '#reference/provinces';

interface Row {
  readonly id: string;
  readonly province_set: ProvinceRef['set'];
  readonly province: string;
}

/** Every project of a plan year with its province, by code. */
function projectsOfYear(db: DatabaseSync, year: number): readonly { readonly id: string; readonly province: ProvinceRef }[] {
  const rows = db.prepare('SELECT id, province_set, province FROM projects_text WHERE plan_year = ? ORDER BY code').all(year);
  return (rows as unknown as readonly Row[]).map(({ id, province_set: set, province: code }) => ({ id, province: { set, code } }));
}

/** Which projects of a plan year a set of rules is tried on. */
export interface ProjectsAsked {
  readonly year: number;
  readonly region?: Region | undefined;
  readonly province?: ProvinceRef | undefined;
}

/** Ids of a plan year's projects, of a region or a province alone where one is named; by code. */
export const projectIdsOf = (db: DatabaseSync, { year, region, province }: ProjectsAsked): readonly string[] =>
  projectsOfYear(db, year)
    .filter(({ province: of }) => region === undefined || regionOf(of) === region)
    .filter(({ province: of }) => province === undefined || (of.set === province.set && of.code === province.code))
    .map(({ id }) => id);

/** Provinces that have projects of a programme, by set and code. */
export function provincesWith(db: DatabaseSync, source: Source): readonly ProvinceRef[] {
  const rows = db.prepare('SELECT DISTINCT province_set, province FROM projects_text WHERE source = ? ORDER BY 1 DESC, 2').all(source);
  return (rows as unknown as readonly Row[]).map(({ province_set: set, province: code }) => ({ set, code }));
}
