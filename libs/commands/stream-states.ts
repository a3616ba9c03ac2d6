import { LRUCache } from 'lru-cache';
import { type EventLog, READ_EVENTS_MAX, type RecordedEvent, StreamNotFound } from '#event-log/event-log';
import type { DomainEvent, Happened } from '#lifecycle/decider';
import { upcast } from '#lifecycle/upcast';
import type { AnyCommand, StreamKind } from './stream-kind.ts';

/** The answer that a command id got: what a retry is told again. */
export interface FirstAnswer {
  readonly commandHash: string;
  readonly revision: number;
  readonly position: string;
}

/** A stream folded up to a revision. Never changed in place, `answers` apart: a lost race throws it away. */
export interface Folded<State> {
  readonly state: State;
  /** -1: the stream does not exist. */
  readonly revision: number;
  readonly position: string | null;
  /** UTC instant of the last event; later events are never recorded before it. */
  readonly recordedAt: string;
  /**
   * By command id. Handed on from one folded state to the next and added to once the append is durable: a copy for every command
   * would cost a stream of ten thousand commands a millisecond each.
   */
  readonly answers: Map<string, FirstAnswer>;
}

/** Streams kept folded; about 2 KiB each. */
const STREAMS_KEPT_MAX = 20_000;

/**
 * Folded states by stream. The expected revision makes a stale entry harmless to the log: it refuses the append, and the entry is dropped
 * and read again. An answer without an append is confirmed by `catchUp`.
 */
export class StreamStates {
  private readonly kept: LRUCache<string, Folded<unknown>>;

  constructor(
    private readonly log: EventLog,
    max: number = STREAMS_KEPT_MAX,
  ) {
    this.kept = new LRUCache({ max });
  }

  /** Whether `load` needs no look at the log. */
  has(stream: string): boolean {
    return this.kept.has(stream);
  }

  /** From memory, else from the log. */
  async load<C extends AnyCommand, S, E extends DomainEvent>(kind: StreamKind<C, S, E>, stream: string): Promise<Folded<S>> {
    const known = this.kept.get(stream);
    if (known !== undefined) return known as Folded<S>;
    const folded = await this.readOn(kind, stream, absent(kind));
    if (folded.revision >= 0) this.kept.set(stream, folded);
    return folded;
  }

  /** Takes in what other processes have appended since; true: something. */
  async catchUp<C extends AnyCommand, S, E extends DomainEvent>(kind: StreamKind<C, S, E>, stream: string): Promise<boolean> {
    const known = this.kept.get(stream) as Folded<S> | undefined;
    if (known === undefined) return true;
    const folded = await this.readOn(kind, stream, known);
    if (folded.revision === known.revision) return false;
    this.kept.set(stream, folded);
    return true;
  }

  keep(stream: string, folded: Folded<unknown>): void {
    this.kept.set(stream, folded);
  }

  drop(stream: string): void {
    this.kept.delete(stream);
  }

  private async readOn<C extends AnyCommand, S, E extends DomainEvent>(
    kind: StreamKind<C, S, E>,
    stream: string,
    from: Folded<S>,
  ): Promise<Folded<S>> {
    let folded = from;
    for (;;) {
      const events = await this.page(stream, folded.revision + 1);
      folded = fold(kind, folded, events);
      if (events.length < READ_EVENTS_MAX) return folded;
    }
  }

  private async page(stream: string, from: number): Promise<readonly RecordedEvent[]> {
    try {
      return await this.log.readStream(stream, { from, limit: READ_EVENTS_MAX });
    } catch (error) {
      if (error instanceof StreamNotFound) return [];
      throw error;
    }
  }
}

/** A stream that nothing was ever appended to. */
export const absent = <C extends AnyCommand, S, E extends DomainEvent>({ decider }: StreamKind<C, S, E>): Folded<S> => ({
  state: decider.initial,
  revision: -1,
  position: null,
  recordedAt: '',
  answers: new Map(),
});

export function fold<C extends AnyCommand, S, E extends DomainEvent>(
  { decider, upcasters }: StreamKind<C, S, E>,
  from: Folded<S>,
  events: readonly RecordedEvent[],
): Folded<S> {
  let { state, revision, position, recordedAt } = from;
  const answers = events.length === 0 ? from.answers : new Map(from.answers);
  for (const { type, version, data, meta, ...event } of events) {
    state = decider.evolve(state, upcast<E>(upcasters, type, version, data), happenedOf(meta));
    ({ revision, position } = event);
    recordedAt = meta.recordedAt ?? recordedAt;
    const { commandId, commandHash } = meta;
    if (commandId !== undefined) answers.set(commandId, { commandHash: commandHash ?? '', revision, position });
  }
  return { state, revision, position, recordedAt, answers };
}

/** Business day and people of a stored event. */
export const happenedOf = (meta: Readonly<Record<string, string>>): Happened => ({
  on: meta['occurredOn'] ?? '',
  actor: meta['actor'] ?? '',
  ...(meta['delegatedBy'] === undefined ? {} : { delegatedBy: meta['delegatedBy'] }),
});

/** The same of a command that is being decided. */
export const happeningOf = ({ occurredOn, actor, delegatedBy }: AnyCommand): Happened => ({
  on: occurredOn,
  actor,
  ...(delegatedBy === undefined ? {} : { delegatedBy }),
});
