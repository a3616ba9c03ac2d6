import type { DatabaseSync } from 'node:sqlite';
import type { ProvinceRef, Source } from '#reference/province-ref';
import { matchingProjects } from './matching-projects.ts';

/** A project that money which becomes free could go to. */
export interface WaitingProject {
  readonly project: string;
  readonly code: string;
  readonly title: string;
  readonly province: ProvinceRef;
  readonly stage: 'proposed' | 'not-in-plan';
  /** Business day since which it waits. */
  readonly since: string;
  /** What the appraisal left of the amount asked for, đồng. */
  readonly appraised: number;
}

/** A plan: each province has its own of KCDP, the nation one of KCQG. */
export interface PlanAsked {
  readonly source: Source;
  readonly year: number;
  readonly province: ProvinceRef | null;
}

/**
 * The projects proposed to a plan and those that it left out after they had passed the appraisal, longest waiting first. One that
 * failed its appraisal is out as well, but has no amount and waits for nothing.
 */
export function waitingProjects(db: DatabaseSync, { source, year, province }: PlanAsked): readonly WaitingProject[] {
  const waiting = (['proposed', 'not-in-plan'] as const).flatMap((stage) => {
    const found = matchingProjects(db, { source, year, stage, ...(province === null ? {} : { province }) });
    return rowsOf(db, [...(found ?? [])]).map((row) => ({ ...waitingOf(row), stage }));
  });
  return waiting.sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : a.code < b.code ? -1 : 1));
}

interface Row {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly province_set: ProvinceRef['set'];
  readonly province: string;
  readonly stage_on: string;
  readonly appraised: number;
}

const waitingOf = ({ id, code, title, province_set: set, province, stage_on: since, appraised }: Row): Omit<WaitingProject, 'stage'> => ({
  project: id,
  code,
  title,
  province: { set, code: province },
  since,
  appraised,
});

const rowsOf = (db: DatabaseSync, numbers: readonly number[]): readonly Row[] =>
  db
    .prepare(
      `SELECT t.id, t.code, t.title, t.province_set, t.province, s.stage_on, s.appraised
       FROM json_each(?) j CROSS JOIN projects_state s ON s.n = j.value JOIN projects_text t ON t.n = s.n WHERE s.appraised IS NOT NULL`,
    )
    .all(JSON.stringify(numbers)) as unknown as readonly Row[];
