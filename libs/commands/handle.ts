import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { v5 as uuidv5 } from 'uuid';
import { ConcurrencyConflict, type EventLog, type JsonObject, type NewEvent, OutcomeUnknown } from '#event-log/event-log';
import { type Context, currentRules } from '#lifecycle/context';
import type { DomainEvent } from '#lifecycle/decider';
import { Refusal } from '#lifecycle/refusal';
import { versionOf } from '#lifecycle/upcast';
import { type Clock, systemClock, vietnamDay } from './clock.ts';
import { StreamQueue } from './stream-queue.ts';
import type { AnyCommand, StreamKind } from './stream-kind.ts';
import { type FirstAnswer, type Folded, StreamStates } from './stream-states.ts';

/** Races lost in a row before the caller is told: only another process can win them, since one process queues per stream. */
const ATTEMPTS_MAX = 5;

/** Where a command comes from. */
export interface Trace {
  /** UUID made by whoever asks; the same id again gets the same answer. */
  readonly commandId: string;
  readonly correlationId: string;
  /** Event that caused it, for follow-ups. */
  readonly causationId?: string;
  /** The actor's unit. */
  readonly unit?: string;
}

export interface Handled {
  /** Revision of the stream after the command; -1: nothing was ever written to it. */
  readonly revision: number;
  /** Position of the last event written; null when the stream is empty. */
  readonly position: string | null;
  /** Events that this call wrote. */
  readonly events: number;
  /** The command had been handled before: this is its first answer. */
  readonly replayed: boolean;
}

/** `If-Match` named another revision than the stream's. */
export class StaleRevision extends Error {
  constructor(
    readonly stream: string,
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`${stream}: you saw revision ${expected}, it is at ${actual}`);
    this.name = 'StaleRevision';
  }
}

export interface Step<Command> {
  readonly command: Command;
  readonly trace: Trace;
}

/**
 * The one write path: load, answer repeats, check the caller's revision, decide, append. Commands of one stream queue up inside a
 * process, so that racing ones are decided one after the other instead of losing races against each other.
 */
export class Commands {
  private readonly states: StreamStates;
  private readonly queue = new StreamQueue();

  constructor(
    private readonly log: EventLog,
    private readonly clock: Clock = systemClock,
    streamsKeptMax?: number,
  ) {
    this.states = new StreamStates(log, streamsKeptMax);
  }

  /**
   * @param expected revision that the caller saw (`If-Match`); -1: no stream. With it a lost race is the caller's to resolve.
   * @throws Refusal the rules said no @throws StaleRevision `expected` is old @throws ConcurrencyConflict another process keeps winning
   * @throws Unavailable, OutcomeUnknown from the log, after one repeat with the same ids
   */
  handle<C extends AnyCommand, S, E extends DomainEvent>(
    kind: StreamKind<C, S, E>,
    stream: string,
    step: Step<C>,
    expected?: number,
  ): Promise<Handled> {
    return this.handleAll(kind, stream, [step], expected);
  }

  /** Several commands of one stream, each decided on the state that the ones before it leave, in one append: all or nothing. */
  handleAll<C extends AnyCommand, S, E extends DomainEvent>(
    kind: StreamKind<C, S, E>,
    stream: string,
    steps: readonly Step<C>[],
    expected?: number,
  ): Promise<Handled> {
    return this.queue.run(stream, () => this.attempt(kind, stream, steps, expected));
  }

  private async attempt<C extends AnyCommand, S, E extends DomainEvent>(
    kind: StreamKind<C, S, E>,
    stream: string,
    steps: readonly Step<C>[],
    expected: number | undefined,
  ): Promise<Handled> {
    for (let attempt = 1; ; attempt++) {
      const folded = await this.states.load(kind, stream);
      const decided = this.decide(kind, stream, steps, folded, expected);
      if ('replayed' in decided) return decided;
      try {
        const { revision, position } = await this.log.append(stream, folded.revision < 0 ? 'no_stream' : folded.revision, decided.events);
        this.states.keep(stream, decided.after(revision, position));
        return { revision, position, events: decided.events.length, replayed: false };
      } catch (error) {
        this.states.drop(stream);
        const again = error instanceof OutcomeUnknown || (error instanceof ConcurrencyConflict && expected === undefined);
        if (!again || attempt === ATTEMPTS_MAX) throw error;
      }
    }
  }

  private decide<C extends AnyCommand, S, E extends DomainEvent>(
    { decider, upcasters }: StreamKind<C, S, E>,
    stream: string,
    steps: readonly Step<C>[],
    folded: Folded<S>,
    expected: number | undefined,
  ): Handled | { events: readonly NewEvent[]; after: (revision: number, position: string) => Folded<S> } {
    const recordedAt = later(folded.recordedAt, this.clock.now());
    const context: Context = { today: vietnamDay(recordedAt), rules: currentRules };
    const events: NewEvent[] = [];
    const answered: { commandId: string; commandHash: string; events: number }[] = [];
    let { state } = folded;
    let last: FirstAnswer | undefined;
    for (const { command, trace } of steps) {
      const commandHash = hashOf(command);
      const first = folded.answers.get(trace.commandId);
      if (first !== undefined) {
        if (first.commandHash !== commandHash) throw new Refusal('command-id-reused', { commandId: trace.commandId });
        last = first;
        continue;
      }
      if (expected !== undefined && expected !== folded.revision) throw new StaleRevision(stream, expected, folded.revision);
      const ruleSet = decider.ruleSet?.(command, state);
      const decided = decider.decide(command, state, context);
      const meta = metaOf(command, trace, { commandHash, recordedAt, ruleSet });
      for (const [index, { type, data }] of decided.entries()) {
        state = decider.evolve(state, decided[index] as E, command.occurredOn);
        events.push({
          id: uuidv5(String(index), trace.commandId),
          type,
          version: versionOf(upcasters, type),
          data: data as JsonObject,
          meta,
        });
      }
      if (decided.length > 0) answered.push({ commandId: trace.commandId, commandHash, events: decided.length });
    }
    if (events.length === 0) {
      return last === undefined
        ? { revision: folded.revision, position: folded.position, events: 0, replayed: false }
        : { revision: last.revision, position: last.position, events: 0, replayed: true };
    }
    return {
      events,
      after: (revision, position) => ({ state, revision, position, recordedAt, answers: withAnswers(folded, answered, position) }),
    };
  }
}

const later = (a: string, b: string): string => (a > b ? a : b);

/** Fingerprint of what is asked: the same id with another fingerprint is a caller's mistake. */
const hashOf = (command: object): string =>
  createHash('sha256')
    .update(canonicalize(command) ?? '')
    .digest('hex');

function metaOf(
  { actor, onBehalfOf, occurredOn }: AnyCommand,
  { commandId, correlationId, causationId, unit }: Trace,
  { commandHash, recordedAt, ruleSet }: { commandHash: string; recordedAt: string; ruleSet: string | undefined },
): Readonly<Record<string, string>> {
  return {
    commandId,
    commandHash,
    correlationId,
    actor,
    occurredOn,
    recordedAt,
    ...(causationId === undefined ? {} : { causationId }),
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    ...(unit === undefined ? {} : { unit }),
    ...(ruleSet === undefined ? {} : { ruleSet }),
  };
}

function withAnswers(
  folded: Folded<unknown>,
  answered: readonly { readonly commandId: string; readonly commandHash: string; readonly events: number }[],
  position: string,
): ReadonlyMap<string, FirstAnswer> {
  const answers = new Map(folded.answers);
  let { revision } = folded;
  for (const { commandId, commandHash, events } of answered) {
    revision += events;
    answers.set(commandId, { commandHash, revision, position });
  }
  return answers;
}
