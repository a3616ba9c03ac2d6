import type { DatabaseSync } from 'node:sqlite';
import type { ProvinceRef, Source } from '#reference/province-ref';

interface Row {
  readonly id: string;
  readonly province_set: ProvinceRef['set'];
  readonly province: string;
}

/** Every project of a plan year with its province, by code. */
export function projectsOfYear(db: DatabaseSync, year: number): readonly { readonly id: string; readonly province: ProvinceRef }[] {
  const rows = db.prepare('SELECT id, province_set, province FROM projects_text WHERE plan_year = ? ORDER BY code').all(year);
  return (rows as unknown as readonly Row[]).map(({ id, province_set: set, province: code }) => ({ id, province: { set, code } }));
}

/** Provinces that have projects of a programme, by set and code. */
export function provincesWith(db: DatabaseSync, source: Source): readonly ProvinceRef[] {
  const rows = db.prepare('SELECT DISTINCT province_set, province FROM projects_text WHERE source = ? ORDER BY 1 DESC, 2').all(source);
  return (rows as unknown as readonly Row[]).map(({ province_set: set, province: code }) => ({ set, code }));
}
