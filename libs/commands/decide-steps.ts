import { hash } from 'node:crypto';
import { canonicalText } from '#event-log/canonical';
import type { JsonObject, NewEvent } from '#event-log/event-log';
import type { Context } from '#lifecycle/context';
import type { DomainEvent } from '#lifecycle/decider';
import { Refusal } from '#lifecycle/refusal';
import { versionOf } from '#lifecycle/upcast';
import { vietnamDay } from './clock.ts';
import { eventId } from './event-id.ts';
import type { RulesInForce } from './rule-books.ts';
import type { AnyCommand, StreamKind } from './stream-kind.ts';
import { type FirstAnswer, type Folded, happeningOf } from './stream-states.ts';

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

export interface Step<Command> {
  readonly command: Command;
  readonly trace: Trace;
}

/** What a series of commands decided: events to append, or the first answer of commands that had been handled before. */
export interface Decided<State> {
  readonly events: readonly NewEvent[];
  /** The answer to the last repeat in the series. */
  readonly repeated: FirstAnswer | undefined;
  /** The folded stream once the events are in the log; takes over the answers of the one that was decided on. */
  after(revision: number, position: string): Folded<State>;
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

/** One decision round over a stream: the commands, when it happens, and the revision that the caller saw. */
export interface Round<Command> {
  readonly stream: string;
  readonly steps: readonly Step<Command>[];
  /** UTC instant by the Clock. */
  readonly now: string;
  readonly expected: number | undefined;
  readonly rules: RulesInForce;
}

/**
 * Decides commands one after the other, each on the state that the ones before it leave: repeats are answered first, then the
 * caller's revision is checked, then the rules speak.
 * @throws Refusal the rules said no, or the id was used for another command @throws StaleRevision
 */
export function decideSteps<C extends AnyCommand, S, E extends DomainEvent>(
  kind: StreamKind<C, S, E>,
  folded: Folded<S>,
  round: Round<C>,
): Decided<S> {
  const recordedAt = folded.recordedAt > round.now ? folded.recordedAt : round.now;
  const context: Context = { today: vietnamDay(recordedAt), rules: round.rules.rules };
  const events: NewEvent[] = [];
  const { answers } = folded;
  const revisions: [commandId: string, commandHash: string, revision: number][] = [];
  let { state } = folded;
  let repeated: FirstAnswer | undefined;
  for (const { command, trace } of round.steps) {
    const commandHash = hashOf(kind.asked?.(command) ?? command);
    const first = answers.get(trace.commandId);
    if (first !== undefined) {
      if (first.commandHash !== commandHash) throw new Refusal('command-id-reused', { commandId: trace.commandId });
      repeated = first;
      continue;
    }
    if (round.expected !== undefined && round.expected !== folded.revision)
      throw new StaleRevision(round.stream, round.expected, folded.revision);
    const happening = happeningOf(command);
    const named = kind.decider.ruleSet?.(command, state);
    const ruleSet = named === undefined ? undefined : `${named}${round.rules.suffix}`;
    const decided = kind.decider.decide(command, state, context);
    const meta = metaOf(command, trace, { commandHash, recordedAt, ruleSet });
    for (const [index, event] of decided.entries()) {
      state = kind.decider.evolve(state, event, happening);
      const { type, data } = event;
      events.push({
        id: eventId(trace.commandId, index),
        type,
        version: versionOf(kind.upcasters, type),
        data: data as JsonObject,
        meta,
      });
    }
    if (decided.length > 0) revisions.push([trace.commandId, commandHash, folded.revision + events.length]);
  }
  return {
    events,
    repeated,
    after: (revision, position) => {
      for (const [id, commandHash, at] of revisions) answers.set(id, { commandHash, revision: at, position });
      return { state, revision, position, recordedAt, answers };
    },
  };
}

/** Fingerprint of what is asked: the same id with another fingerprint is a caller's mistake. */
const hashOf = (command: object): string => hash('sha256', canonicalText(command));

function metaOf(
  { actor, onBehalfOf, occurredOn, role, delegatedBy }: AnyCommand,
  { commandId, correlationId, causationId, unit }: Trace,
  { commandHash, recordedAt, ruleSet }: { readonly commandHash: string; readonly recordedAt: string; readonly ruleSet: string | undefined },
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
    ...(role === undefined ? {} : { role }),
    ...(delegatedBy === undefined ? {} : { delegatedBy }),
    ...(unit === undefined ? {} : { unit }),
    ...(ruleSet === undefined ? {} : { ruleSet }),
  };
}
