import { READ_EVENTS_MAX, type EventLog, type RecordedEvent } from '#event-log/event-log';
import { projectStream } from '#lifecycle/contract/contract.events';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import { projectUpcasters } from '#lifecycle/project/project.upcasters';
import { upcast } from '#lifecycle/upcast';
import { type ToldEvent, toldEvent } from '../record/timeline.ts';
import { knownDay, occurredDay } from './days.ts';
import { FACT_WIDTH, factOf } from './facts.ts';
import type { LedgerProject } from './ledger.ts';

/** The parts of a figure do not add up to it, or the ledger says something else than the log: never shown as if it were right. */
export class FiguresDisagree extends Error {
  constructor(
    /** The figure, or the stream whose fact is in doubt. */
    readonly of: string,
    message: string,
  ) {
    super(`${of}: ${message}`);
    this.name = 'FiguresDisagree';
  }
}

/** The log, as far as the events behind a figure are read. */
export type EventsSource = Pick<EventLog, 'readStream'>;

/**
 * The events of some revisions of a project, told, by revision. Reads its stream from the first to the last of them only.
 * @throws FiguresDisagree the ledger has another fact than the log, or one that the log has not
 * @throws UnknownEvent an event of a newer build
 */
export async function eventsBehind(
  log: EventsSource,
  { id, facts }: Pick<LedgerProject, 'id' | 'facts'>,
  revisions: readonly number[],
): Promise<ReadonlyMap<number, ToldEvent>> {
  const stream = projectStream(id);
  const found = new Map<number, ToldEvent>();
  for (let left = [...revisions].sort((a, b) => a - b); left.length > 0;) {
    const from = left[0] as number;
    const until = Math.min(left.at(-1) as number, from + READ_EVENTS_MAX - 1);
    const page = await log.readStream(stream, { from, limit: until - from + 1 });
    for (const recorded of page.filter(({ revision }) => left.includes(revision))) found.set(recorded.revision, told(recorded, id, facts));
    left = left.filter((revision) => revision > until);
  }
  for (const revision of revisions) if (!found.has(revision)) throw new FiguresDisagree(stream, `the log has no event ${revision}`);
  return found;
}

function told(recorded: RecordedEvent, id: string, facts: readonly number[]): ToldEvent {
  const { stream, revision, type, version, data, meta } = recorded;
  const event = upcast<ProjectEvent>(projectUpcasters, type, version, data);
  const members = event.data as unknown as Readonly<Record<string, unknown>>;
  const { kind, value } = factOf(event.type, { member: (name) => members[name] });
  const said = [kind, occurredDay(meta['occurredOn'] ?? ''), knownDay(meta['recordedAt'] ?? ''), value];
  const kept = facts.slice(revision * FACT_WIDTH, (revision + 1) * FACT_WIDTH);
  if (said.some((number, index) => number !== kept[index]))
    throw new FiguresDisagree(stream, `event ${revision} is ${said.join(',')} in the log and ${kept.join(',')} in the ledger`);
  return toldEvent({ recorded, event }, id);
}
