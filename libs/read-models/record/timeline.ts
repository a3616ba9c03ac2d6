import type { Timeline, TimelineEntry } from '#contracts/projects';
import type { EventLog, RecordedEvent } from '#event-log/event-log';
import type { ContractEvent } from '#lifecycle/contract/contract.events';
import { contractUpcasters } from '#lifecycle/contract/contract.upcasters';
import type { PlanEvent } from '#lifecycle/plan/plan.events';
import { planUpcasters } from '#lifecycle/plan/plan.upcasters';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import { upcast } from '#lifecycle/upcast';
import { toldOf } from './deciding-sentences.ts';
import { type AskedMoment, within } from './moment.ts';
import { type HappenedToProject, projectHistory, type RecordSource } from './project-events.ts';
import { readWhole } from './read-stream.ts';
import { tell } from './sentences.ts';

/**
 * What happened to a project, one sentence an event: its own stream together with the plan's decisions and the contract's events
 * that name it, by business day and then in the order of the log. Null: no such project, or none yet at that moment.
 * @throws UnknownEvent an event of a newer build
 */
export async function timeline(source: RecordSource, idOrCode: string, moment: AskedMoment): Promise<Timeline | null> {
  const history = await projectHistory(source, idOrCode, moment);
  if (history === null) return null;
  const { id, events, position } = history;
  const entries = [...events.map(ownEntry), ...(await entriesOfOthers(source.log, id, events, moment))];
  const code = events.map(({ event }) => ('code' in event.data ? event.data.code : null)).find((found) => found !== null) ?? id;
  entries.sort((a, b) => order(a.occurredOn, b.occurredOn) || order(a.position, b.position));
  return { project: { id, code }, entries, asOf: moment.asOf, knownAt: moment.knownAt, position };
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A project's own event, told. */
export const ownEntry = ({ recorded, event }: HappenedToProject): TimelineEntry => ({
  ...entryOf(recorded),
  ...tell(event),
  document: documentOf(event.data),
});

const entryOf = ({ stream, revision, position, type, meta, data }: RecordedEvent) => ({
  stream,
  revision,
  position,
  type,
  occurredOn: meta['occurredOn'] ?? '',
  recordedAt: meta['recordedAt'] ?? '',
  actor: meta['actor'] ?? '',
  onBehalfOf: meta['onBehalfOf'] ?? null,
  data,
});

/** Members that hold the number of a document. */
const NUMBERS = ['decisionNo', 'letterNo', 'statementNo', 'contractNo', 'appendixNo', 'minutesNo'] as const;

/** Numbers of the documents and register row behind a fact, as far as the event names them. */
function documentOf(data: object): string | null {
  const facts = data as { readonly [Name in (typeof NUMBERS)[number]]?: string | null } & {
    readonly attested?: { readonly document: string; readonly row?: number };
  };
  const { attested } = facts;
  const row = attested === undefined ? null : attested.row === undefined ? attested.document : `${attested.document}, dòng ${attested.row}`;
  const named = [...NUMBERS.map((name) => facts[name] ?? null), row].filter((part) => part !== null);
  return named.length === 0 ? null : named.join('; ');
}

/** The plans and contracts that the project's own events refer to. */
async function entriesOfOthers(
  log: Pick<EventLog, 'readStream'>,
  id: string,
  events: readonly HappenedToProject[],
  moment: AskedMoment,
): Promise<readonly TimelineEntry[]> {
  const counts = within(moment);
  const streams = new Set(events.flatMap(({ event }) => streamsOf(event)));
  const read = await Promise.all([...streams].map((stream) => readWhole(log, stream)));
  return read.flat().flatMap((recorded) => {
    const entry = counts(recorded.meta) ? otherEntry(recorded, id) : null;
    return entry === null ? [] : [entry];
  });
}

function streamsOf(event: ProjectEvent): readonly string[] {
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

/** Null: the event does not name the project. */
function otherEntry(recorded: RecordedEvent, id: string): TimelineEntry | null {
  const event = upcast<PlanEvent | ContractEvent>(
    { ...planUpcasters, ...contractUpcasters },
    recorded.type,
    recorded.version,
    recorded.data,
  );
  const told = toldOf(event, id);
  return told === null ? null : { ...entryOf(recorded), document: documentOf(event.data), ...told };
}
