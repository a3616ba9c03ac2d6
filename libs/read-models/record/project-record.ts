import type { ProjectRecord } from '#contracts/projects';
import { dated } from './dated.ts';
import type { AskedMoment } from './moment.ts';
import { projectHistory, type ProjectHistory, type RecordSource } from './project-events.ts';
import { headOf } from './record-head.ts';
import { sectionsOf } from './sections.ts';

export type Obligations = ProjectRecord['obligations'];

/**
 * One project as of a date and as known on a date; null: no such project, or none yet at that moment.
 * @param obligations what is due at that moment, from the figures
 * @throws UnknownEvent an event of a newer build
 */
export async function projectRecord(
  source: RecordSource,
  idOrCode: string,
  moment: AskedMoment,
  obligations: Obligations = [],
): Promise<ProjectRecord | null> {
  const history = await projectHistory(source, idOrCode, moment);
  return history === null ? null : recordOf(history, moment, obligations);
}

/** The record of a history that was read already. */
export function recordOf({ id, events, position }: ProjectHistory, moment: AskedMoment, obligations: Obligations): ProjectRecord {
  const head = headOf(events);
  return {
    ...head,
    ...sectionsOf(events.map(dated), head.source, moment.asOf),
    id,
    revision: events.at(-1)?.recorded.revision ?? 0,
    asOf: moment.asOf,
    knownAt: moment.knownAt,
    position,
    obligations,
  };
}
