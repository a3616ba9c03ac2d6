import type { DatabaseSync } from 'node:sqlite';
import { type Stage, STAGES } from '#contracts/figures';

/** Stage of a project that gave its code's need up: the one that is left of two has the code alone. */
const GIVEN_UP: Stage = 'withdrawn';

/** A code that more than one project has. */
export interface CodeTwice {
  readonly code: string;
  /** Ids, in the order in which they were opened; more than one. */
  readonly projects: readonly string[];
}

/**
 * Codes of several projects of which more than one goes on, by code. Only builds whose ids derived from commands could open them
 * (docs/adr/0025-a-code-names-its-stream.md).
 */
export function codesTwice(db: DatabaseSync): readonly CodeTwice[] {
  const rows = db
    .prepare(
      `SELECT code, json_group_array(id) AS ids FROM (
         SELECT t.code, t.id FROM projects_text t JOIN projects_state s ON s.n = t.n WHERE s.stage <> ? ORDER BY t.code, t.n
       ) GROUP BY code HAVING count(*) > 1 ORDER BY code`,
    )
    .all(STAGES.indexOf(GIVEN_UP)) as unknown as readonly { readonly code: string; readonly ids: string }[];
  return rows.map(({ code, ids }) => ({ code, projects: JSON.parse(ids) as readonly string[] }));
}
