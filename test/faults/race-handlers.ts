import { Commands } from '#commands/handle';
import type { Step } from '#commands/decide-steps';
import type { AnyCommand, StreamKind } from '#commands/stream-kind';
import { ConcurrencyConflict, type EventLog } from '#event-log/event-log';
import type { DomainEvent } from '#lifecycle/decider';
import { Refusal } from '#lifecycle/refusal';

const clock = { now: () => '2022-10-15T05:00:00.000Z' };

export type Answer = 'done' | 'refused';

/**
 * Several handlers of commands on one log, each with states and a queue of its own, as in several processes: they know nothing of
 * each other, so their races are decided by the expected revision alone.
 */
export class RaceHandlers {
  readonly #handlers: readonly Commands[];

  constructor(log: EventLog, count: number) {
    this.#handlers = Array.from({ length: count }, () => new Commands(log, clock));
  }

  /** Asks one of them until it answers: a caller that lost too many races in a row tries again. @throws what is no answer */
  async ask<C extends AnyCommand, S, E extends DomainEvent>(
    who: number,
    kind: StreamKind<C, S, E>,
    stream: string,
    steps: readonly Step<C>[],
  ): Promise<Answer> {
    const handler = this.#handlers[Math.floor(who) % this.#handlers.length] as Commands;
    for (;;) {
      try {
        await handler.handleAll(kind, stream, steps);
        return 'done';
      } catch (error) {
        if (error instanceof Refusal) return 'refused';
        if (!(error instanceof ConcurrencyConflict)) throw error;
      }
    }
  }
}
