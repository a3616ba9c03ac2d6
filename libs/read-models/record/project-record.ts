import type { ProjectRecord } from '#contracts/projects';
import { dated } from './dated.ts';
import type { AskedMoment } from './moment.ts';
import { projectHistory, type ProjectHistory, type RecordSource } from './project-events.ts';
import { headOf } from './record-head.ts';
import { sectionsOf } from './sections.ts';
import { type Clocks, deadlinesOf } from './sections/deadlines.ts';

/** What a record says of deadlines and does not find in the project's own events. */
export interface Due {
  /** Late or due soon at the moment, from the figures. */
  readonly obligations: ProjectRecord['obligations'];
  /** null: the record has no deadlines. */
  readonly clocks: Clocks | null;
}
const NOTHING: Due = { obligations: [], clocks: null };

/**
 * One project as of a date and as known on a date; null: no such project, or none yet at that moment.
 * @throws UnknownEvent an event of a newer build
 */
export async function projectRecord(
  source: RecordSource,
  idOrCode: string,
  moment: AskedMoment,
  due: Due = NOTHING,
): Promise<ProjectRecord | null> {
  const history = await projectHistory(source, idOrCode, moment);
  return history === null ? null : recordOf(history, moment, await dueOf(history, moment, due));
}

type DueParts = Pick<ProjectRecord, 'obligations' | 'deadlines'>;

export const dueOf = async (history: ProjectHistory, moment: AskedMoment, { obligations, clocks }: Due): Promise<DueParts> => ({
  obligations,
  deadlines: clocks === null ? [] : await deadlinesOf(history, moment, clocks),
});

/** The record of a history that was read already. */
export function recordOf({ id, events, position }: ProjectHistory, moment: AskedMoment, due: DueParts): ProjectRecord {
  const head = headOf(events);
  return {
    ...head,
    ...sectionsOf(events.map(dated), head.source, moment.asOf),
    id,
    revision: events.at(-1)?.recorded.revision ?? 0,
    asOf: moment.asOf,
    knownAt: moment.knownAt,
    position,
    ...due,
  };
}
