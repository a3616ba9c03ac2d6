import type { Timeline, TimelineEntry } from '#contracts/projects';
import type { EventLog, RecordedEvent } from '#event-log/event-log';
import type { ContractEvent } from '#lifecycle/contract/contract.events';
import { contractUpcasters } from '#lifecycle/contract/contract.upcasters';
import { unreachable } from '#lifecycle/decider';
import type { PlanEvent } from '#lifecycle/plan/plan.events';
import { planUpcasters } from '#lifecycle/plan/plan.upcasters';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import { upcast } from '#lifecycle/upcast';
import { type AskedMoment, within } from './moment.ts';
import { type HappenedToProject, projectHistory, type RecordSource } from './project-events.ts';
import { readWhole } from './read-stream.ts';
import { tell } from './sentences.ts';
import { amountText, dayText } from './wording.ts';

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

const ownEntry = ({ recorded, event }: HappenedToProject): TimelineEntry => ({
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
  const made = { ...entryOf(recorded), document: documentOf(event.data) };
  switch (event.type) {
    case 'PlanDecided': {
      const item = event.data.items.find(({ project }) => project === id);
      if (item === undefined)
        return event.data.leftOut.some(({ project }) => project === id) ? { ...made, ...leftOut(event.data.decisionNo) } : null;
      const money = amountText(item.amount);
      const { decisionNo, year, items } = event.data;
      const vi = `Quyết định ${decisionNo} phê duyệt kế hoạch năm ${year}, trong đó đề án này ${money.vi} (${items.length} đề án)`;
      const en = `Decision ${decisionNo} on the plan of ${year} gives this project ${money.en} (${items.length} projects)`;
      return { ...made, sentence: { vi, en }, amount: item.amount };
    }
    case 'ContractConcluded': {
      const { contractNo, members, implementingUnit, endsOn } = event.data;
      if (members.every(({ project }) => project !== id)) return null;
      const vi = `Hợp đồng ${contractNo} với ${implementingUnit} cho ${members.length} đề án, thực hiện đến ngày ${dayText(endsOn)}`;
      const en = `Contract ${contractNo} with ${implementingUnit} for ${members.length} projects, to be carried out by ${dayText(endsOn)}`;
      return { ...made, sentence: { vi, en }, amount: null };
    }
    case 'ContractMembersAdded':
      if (event.data.members.every(({ project }) => project !== id)) return null;
      return { ...made, sentence: { vi: 'Bổ sung đề án vào hợp đồng', en: 'Project added to the contract' }, amount: null };
    default:
      return unreachable(event);
  }
}

const leftOut = (decisionNo: string) => ({
  sentence: {
    vi: `Quyết định ${decisionNo} không đưa đề án này vào kế hoạch`,
    en: `Decision ${decisionNo} leaves this project out of the plan`,
  },
  amount: null,
});
