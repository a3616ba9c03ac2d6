import type { DatabaseSync } from 'node:sqlite';
import type { CausationChain, CausationNode } from '#contracts/causation';
import type { EventLog, RecordedEvent } from '#event-log/event-log';
import { findEvent } from '../places/find-event.ts';
import { readWhole } from '../record/read-stream.ts';
import { eventOf, PROJECT } from '../record/told-event.ts';
import { streamsOf } from '../record/timeline.ts';
import { causeOf, commandNode, commandOf, EventNodes } from './nodes.ts';
import { messageOf, streamsBelow } from './streams-below.ts';

export interface CausationSource {
  readonly log: Pick<EventLog, 'readStream' | 'head'>;
  readonly db: DatabaseSync;
}

export interface CausationReader {
  /** The project for whose reader it is told; null: nobody's. */
  readonly about: string | null;
  /** What the reader may know of. */
  readonly sees: (event: RecordedEvent) => boolean;
}

/** Streams in which an event's effects are looked for; what lies in more of them is counted. */
export const STREAMS_BELOW_MAX = 100;

/** How far up a chain is followed: longer ones are no chains of ours, which are two steps long. */
const STEPS_UP_MAX = 50;

/** Why an event happened and what came of it. Null: the reader may not know of it. @throws UnknownEvent an event of a newer build */
export async function chainOfEvent(source: CausationSource, asked: RecordedEvent, reader: CausationReader): Promise<CausationChain | null> {
  const tracing = new Tracing(source, reader);
  if (!reader.sees(asked)) return null;
  const [why, effect] = [await tracing.why(asked), await tracing.event(asked)];
  return { asked: { kind: 'event', id: asked.id }, why, effects: [effect], position: await source.log.head() };
}

/** What a command did. @param first its first event */
export async function effectsOfCommand(
  source: CausationSource,
  first: RecordedEvent,
  reader: CausationReader,
): Promise<CausationChain | null> {
  const tracing = new Tracing(source, reader);
  if (!reader.sees(first)) return null;
  const why = await tracing.causes(first);
  const effects = [await tracing.command(first)];
  return { asked: { kind: 'command', id: commandOf(first) ?? '' }, why, effects, position: await source.log.head() };
}

/** The event of an id; null: none that the read models have come to. */
export const eventById = ({ log, db }: CausationSource, id: string): Promise<RecordedEvent | null> => findEvent(log, db, id);

class Tracing {
  readonly #nodes: EventNodes;
  /** What stands in the tree already: an event never comes twice. */
  readonly #told = new Set<string>();
  readonly #streams = new Map<string, Promise<readonly RecordedEvent[]>>();

  constructor(
    private readonly source: CausationSource,
    private readonly reader: CausationReader,
  ) {
    this.#nodes = new EventNodes(source.log, reader.about);
  }

  /** From the first cause down to the event's own command. */
  async why(event: RecordedEvent): Promise<readonly CausationNode[]> {
    const causes = await this.causes(event);
    return commandOf(event) === null ? causes : [...causes, commandNode(event, { children: [] })];
  }

  /** What stands above an event's command. */
  async causes(event: RecordedEvent): Promise<readonly CausationNode[]> {
    const up: CausationNode[] = [];
    const seen = new Set<string>();
    let below = event;
    while (up.length < STEPS_UP_MAX) {
      const cause = await this.#cause(below);
      if (cause === null || seen.has(cause.id) || !this.reader.sees(cause)) break;
      seen.add(cause.id);
      up.push(await this.#nodes.of(cause, { children: [] }));
      if (commandOf(cause) !== null) up.push(commandNode(cause, { children: [] }));
      below = cause;
    }
    return up.reverse();
  }

  /** An event with the commands that followed from it. */
  async event(event: RecordedEvent): Promise<CausationNode> {
    this.#told.add(event.id);
    const { streams, more } = this.#below(event);
    const read = await Promise.all(streams.map((stream) => this.#read(stream)));
    const message = messageOf(event);
    const follows = (one: RecordedEvent): boolean => causeOf(one) === event.id || (one.stream === message && !this.#told.has(one.id));
    const followed = read.flat().filter((one) => follows(one) && this.reader.sees(one));
    const first = followed.filter((one, index) => followed.findIndex((other) => commandOf(other) === commandOf(one)) === index);
    const children: CausationNode[] = [];
    for (const one of first) children.push(await this.command(one));
    return this.#nodes.of(event, { children, more });
  }

  /** A command with its events. */
  async command(first: RecordedEvent): Promise<CausationNode> {
    const stream = await this.#read(first.stream);
    const events = stream.filter((one) => commandOf(one) === commandOf(first) && this.reader.sees(one) && !this.#told.has(one.id));
    const children: CausationNode[] = [];
    for (const one of events) children.push(await this.event(one));
    return commandNode(first, { children });
  }

  /** The event that an event's command followed from: in a stream that it speaks of, or wherever its id stands. */
  async #cause(event: RecordedEvent): Promise<RecordedEvent | null> {
    const id = causeOf(event);
    if (id === null) return null;
    const told = event.stream.startsWith(PROJECT) ? streamsOf(eventOf(event) as Parameters<typeof streamsOf>[0]) : [];
    for (const stream of [...told, event.stream]) {
      const found = (await this.#read(stream)).find((one) => one.id === id);
      if (found !== undefined) return found;
    }
    return eventById(this.source, id);
  }

  #below(event: RecordedEvent): { readonly streams: readonly string[]; readonly more: number } {
    const all = streamsBelow(this.source.db, event, this.reader.about);
    return { streams: all.slice(0, STREAMS_BELOW_MAX), more: Math.max(0, all.length - STREAMS_BELOW_MAX) };
  }

  #read(stream: string): Promise<readonly RecordedEvent[]> {
    let read = this.#streams.get(stream);
    if (read === undefined) this.#streams.set(stream, (read = readWhole(this.source.log, stream)));
    return read;
  }
}
