import { createHash } from 'node:crypto';
import { EVENT_KINDS, type EventType } from '#contracts/event-kinds';
import type { Stage } from '#contracts/figures';
import type { Timeline, TimelineEntry } from '#contracts/timeline';
import type { EventLog, RecordedEvent } from '#event-log/event-log';
import type { ContractEvent } from '#lifecycle/contract/contract.events';
import { contractUpcasters } from '#lifecycle/contract/contract.upcasters';
import type { PlanEvent } from '#lifecycle/plan/plan.events';
import { planUpcasters } from '#lifecycle/plan/plan.upcasters';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import { upcast } from '#lifecycle/upcast';
import { CursorUnknown, decodeCursor, encodeCursor } from '../projects/cursor.ts';
import { type Told, toldOf } from './deciding-sentences.ts';
import { documentOf, reasonOf } from './documents.ts';
import { type AskedMoment, within } from './moment.ts';
import { type HappenedToProject, projectHistory, type ProjectHistory, type RecordSource, type Sees } from './project-events.ts';
import { readWhole } from './read-stream.ts';
import { tell } from './sentences.ts';
import { type Step, stepsOf } from './steps.ts';
import { filterOf, type TimelineFilter } from './timeline-filter.ts';

/** Which entries, and which of them first; all of them where nothing is said. */
export interface TimelineAsked {
  readonly filter?: TimelineFilter;
  /** Entries of a page; absent: all. */
  readonly limit?: number;
  readonly cursor?: string;
  /** Begins with the first entry of this business day or a later one. */
  readonly jumpTo?: string;
  readonly sees?: Sees;
}

/**
 * What happened to a project, one sentence an event: its own stream together with the plan's decisions and the contract's events
 * that name it, by business day and then in the order of the log. Null: no such project, or none yet at that moment.
 * @throws UnknownEvent an event of a newer build @throws CursorUnknown not a cursor of this timeline and these filters
 */
export async function timeline(
  source: RecordSource,
  idOrCode: string,
  moment: AskedMoment,
  asked: TimelineAsked = {},
): Promise<Timeline | null> {
  const history = await projectHistory(source, idOrCode, moment, asked.sees);
  if (history === null) return null;
  const entries = await entriesOf(source.log, history, moment);
  const found = asked.filter === undefined ? entries : entries.filter(filterOf(asked.filter));
  const { id, position } = history;
  return {
    project: { id, code: codeOf(history) },
    ...pageOf(found, `${id} ${digestOf(asked.filter, moment)}`, asked),
    ...moment,
    position,
  };
}

/** Every entry, in order. */
export async function entriesOf(
  log: Pick<EventLog, 'readStream'>,
  history: ProjectHistory,
  moment: AskedMoment,
): Promise<readonly TimelineEntry[]> {
  const { id, events } = history;
  const steps = stepsOf(events);
  const own = events.map((one, index) => ownEntry(one, steps[index] as Step, id));
  const others = (await eventsOfOthers(log, history, moment)).map((one) => otherEntry(one, id));
  const placed = withStages(own, others);
  return placed.sort((a, b) => order(a.occurredOn, b.occurredOn) || order(a.position, b.position));
}

/** The code by which people know it; its id where none was said. */
export const codeOf = ({ id, events }: ProjectHistory): string =>
  events.map(({ event }) => ('code' in event.data ? event.data.code : null)).find((found) => found !== null) ?? id;

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

type Page = Pick<Timeline, 'entries' | 'total' | 'nextCursor'>;

function pageOf(found: readonly TimelineEntry[], of: string, { cursor, jumpTo, limit = found.length }: TimelineAsked): Page {
  const start = cursor !== undefined ? afterCursor(found, of, cursor) : jumpTo === undefined ? 0 : firstOn(found, jumpTo);
  const entries = found.slice(start, start + limit);
  const last = entries.at(-1);
  const more = last !== undefined && start + entries.length < found.length;
  return { entries, total: found.length, nextCursor: more ? encodeCursor({ buildId: '', of, key: keyOf(last), n: 0 }) : null };
}

const keyOf = ({ occurredOn, position }: TimelineEntry): string => `${occurredOn} ${position}`;

/** What was recorded meanwhile moves no entry to another page. */
function afterCursor(found: readonly TimelineEntry[], of: string, cursor: string): number {
  const { of: given, key } = decodeCursor(cursor);
  if (given !== of || typeof key !== 'string') throw new CursorUnknown();
  return firstWhere(found, (entry) => keyOf(entry) > key);
}

const firstOn = (found: readonly TimelineEntry[], day: string): number => firstWhere(found, ({ occurredOn }) => occurredOn >= day);

function firstWhere(found: readonly TimelineEntry[], is: (entry: TimelineEntry) => boolean): number {
  const at = found.findIndex(is);
  return at < 0 ? found.length : at;
}

const digestOf = (filter: TimelineFilter | undefined, { asOf, knownAt }: AskedMoment): string =>
  createHash('sha256')
    .update(JSON.stringify([filter ?? null, asOf, knownAt]))
    .digest('base64url')
    .slice(0, 12);

type Unplaced = Omit<TimelineEntry, 'stage'>;

/** An event by itself: without what hangs on the events before it. */
export type ToldEvent = Omit<TimelineEntry, 'stage' | 'changes' | 'wrote'>;

/** A project's own event, told. */
export const toldEvent = ({ recorded, event }: HappenedToProject, id: string): ToldEvent => ({
  ...entryOf(recorded),
  ...tell(event),
  reason: reasonOf(event.data, id),
  document: documentOf(event.data),
});

const ownEntry = (one: HappenedToProject, { stage, changes, wrote }: Step, id: string): TimelineEntry => ({
  ...toldEvent(one, id),
  stage,
  changes,
  wrote,
});

/** An event of a plan or a contract finds the project where its own last event before it in the log had left it. */
function withStages(own: readonly TimelineEntry[], others: readonly Unplaced[]): TimelineEntry[] {
  const first: Stage = own[0]?.stage ?? 'surveyed';
  const placed = others.map((entry) => ({
    ...entry,
    stage: own.findLast(({ position }) => position < entry.position)?.stage ?? first,
  }));
  return [...own, ...placed];
}

export const entryOf = ({ id, stream, revision, position, type, meta, data }: RecordedEvent) => ({
  id,
  stream,
  revision,
  position,
  type,
  group: EVENT_KINDS[type as EventType].group,
  occurredOn: meta['occurredOn'] ?? '',
  recordedAt: meta['recordedAt'] ?? '',
  actor: meta['actor'] ?? '',
  onBehalfOf: meta['onBehalfOf'] ?? null,
  unit: meta['unit'] ?? null,
  commandId: meta['commandId'] ?? null,
  causationId: meta['causationId'] ?? null,
  data,
});

/** The stored events of a project's timeline, in the order of the log; null: no such project, or none yet. @throws UnknownEvent */
export async function toldToProject(
  source: RecordSource,
  idOrCode: string,
  moment: AskedMoment,
  sees: Sees,
): Promise<readonly RecordedEvent[] | null> {
  const history = await projectHistory(source, idOrCode, moment, sees);
  if (history === null) return null;
  const all = [...history.events.map(({ recorded }) => recorded), ...(await eventsOfOthers(source.log, history, moment))];
  return all.sort((a, b) => order(a.position, b.position));
}

/** Those of the plans and contracts that the project's own events refer to, which name the project. */
async function eventsOfOthers(
  log: Pick<EventLog, 'readStream'>,
  { id, events }: ProjectHistory,
  moment: AskedMoment,
): Promise<readonly RecordedEvent[]> {
  const counts = within(moment);
  const streams = new Set(events.flatMap(({ event }) => streamsOf(event)));
  const read = await Promise.all([...streams].map((stream) => readWhole(log, stream)));
  return read.flat().filter((recorded) => counts(recorded.meta) && toldOf(decidingEvent(recorded), id) !== null);
}

/** The plans and contracts that an event of a project refers to. */
export function streamsOf(event: ProjectEvent): readonly string[] {
  switch (event.type) {
    case 'ApprovedInPlan':
    case 'LeftOutOfPlan':
    case 'ApprovalAdjusted':
      return [event.data.plan];
    case 'ContractSigned':
    case 'ContractExtended':
      return [event.data.contract];
    default:
      return [];
  }
}

const decidingEvent = ({ type, version, data }: RecordedEvent): PlanEvent | ContractEvent =>
  upcast<PlanEvent | ContractEvent>({ ...planUpcasters, ...contractUpcasters }, type, version, data);

function otherEntry(recorded: RecordedEvent, id: string): Unplaced {
  const event = decidingEvent(recorded);
  const told = toldOf(event, id) as Told;
  return { ...entryOf(recorded), ...told, reason: reasonOf(event.data, id), document: documentOf(event.data), changes: [], wrote: [] };
}
