import type { DatabaseSync } from 'node:sqlite';
import type { EventLog, RecordedEvent } from '#event-log/event-log';
import { projectStream } from '#lifecycle/contract/contract.events';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import { projectUpcasters } from '#lifecycle/project/project.upcasters';
import { upcast } from '#lifecycle/upcast';
import { idOf } from '../projects/list-projects.ts';
import { type AskedMoment, within } from './moment.ts';
import { readWhole } from './read-stream.ts';

/** Where a record is read from: the facts, and the rows that know which code is which project. */
export interface RecordSource {
  readonly log: Pick<EventLog, 'readStream' | 'head'>;
  readonly db: DatabaseSync;
}

export interface HappenedToProject {
  readonly recorded: RecordedEvent;
  /** In today's shape. */
  readonly event: ProjectEvent;
}

/** Whether a reader may know of an event at all. */
export type Sees = (event: { readonly type: string; readonly data: Readonly<Record<string, unknown>> }) => boolean;
export const seesAll: Sees = () => true;

export interface ProjectHistory {
  readonly id: string;
  readonly events: readonly HappenedToProject[];
  /** Position of the log when it was read. */
  readonly position: string | null;
}

/**
 * What had happened to a project at a moment, in stream order; null before its survey. Read from the log itself, so that it holds
 * what was appended a moment ago, and also a project whose stream waits in the list.
 * @throws UnknownEvent an event of a newer build
 */
export async function projectHistory(
  { log, db }: RecordSource,
  idOrCode: string,
  moment: AskedMoment,
  sees: Sees = seesAll,
): Promise<ProjectHistory | null> {
  const id = idOf(db, idOrCode) ?? idOrCode;
  const position = await log.head();
  const counts = within(moment);
  const recorded = (await readWhole(log, projectStream(id))).filter((one) => counts(one.meta) && sees(one));
  // What is dated before the survey is of a project that was not there yet.
  if (recorded[0]?.revision !== 0) return null;
  return { id, events: recorded.map(happened), position };
}

/** @throws UnknownEvent an event of a newer build */
export const happened = (recorded: RecordedEvent): HappenedToProject => ({
  recorded,
  event: upcast<ProjectEvent>(projectUpcasters, recorded.type, recorded.version, recorded.data),
});
