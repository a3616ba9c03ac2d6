import {
  type AnyCommand,
  calendarKind,
  contactKind,
  contractKind,
  importKind,
  planKind,
  projectKind,
  rulebookKind,
  type StreamKind,
} from '#commands/stream-kind';
import { fold } from '#commands/stream-states';
import type { RecordedEvent } from '#event-log/event-log';
import type { DomainEvent } from '#lifecycle/decider';

const kinds: Readonly<Record<string, unknown>> = {
  ...{ project: projectKind, plan: planKind, contract: contractKind },
  ...{ import: importKind, rules: rulebookKind, calendar: calendarKind, access: contactKind },
};

/** What today's code makes of each stream, as JSON: maps and sets as sorted lists. Throws on a kind of stream it does not know. */
export function foldedStates(events: readonly RecordedEvent[]): Readonly<Record<string, unknown>> {
  const streams = new Map<string, RecordedEvent[]>();
  for (const event of events) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
  const states: Record<string, unknown> = {};
  for (const [stream, own] of [...streams].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const name = stream.slice(0, stream.indexOf('-'));
    const kind = kinds[name] as StreamKind<AnyCommand, unknown, DomainEvent> | undefined;
    if (kind === undefined) throw new Error(`no kind of stream is called ${name}`);
    const start = { state: kind.decider.initial, revision: -1, position: null, recordedAt: '', answers: new Map() };
    states[stream] = JSON.parse(JSON.stringify(fold(kind, start, own).state, plain));
  }
  return states;
}

function plain(_key: string, value: unknown): unknown {
  if (value instanceof Map) return [...value].toSorted();
  if (value instanceof Set) return [...value].toSorted();
  return value;
}
