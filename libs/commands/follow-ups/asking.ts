/** What is said to a project, and to the stream that decided, whoever else says the same. */
import type { DomainEvent } from '#lifecycle/decider';
import { declinedBy } from '#lifecycle/project/decline-follow-up';
import type { Project } from '#lifecycle/project/project.state';
import { Refusal } from '#lifecycle/refusal';
import type { Step } from '../decide-steps.ts';
import type { Commands } from '../handle.ts';
import type { AnyCommand, StreamKind } from '../stream-kind.ts';
import { type Answer, answerRefused, answerTaken, declining } from './answers.ts';
import type { FollowUp } from './follow-up-commands.ts';

type AnyKind = StreamKind<AnyCommand, unknown, DomainEvent>;

export class Asking {
  constructor(
    private readonly commands: Pick<Commands, 'handle' | 'look'>,
    private readonly kind: AnyKind,
    private readonly onAppended: (() => void) | undefined,
  ) {}

  /** The project, by this process's own view of it. */
  look({ stream }: FollowUp): ReturnType<Commands['look']> {
    return this.commands.look(this.kind, stream);
  }

  /**
   * Asks the project, and records its no under the same command id: of several who ask, one writes and the others find what it wrote.
   * @returns what the stream that decided is to be told; null: nothing
   * @throws StaleRevision, ConcurrencyConflict the project is not at `revision` @throws whatever is no answer of the rules
   */
  async askAt(revision: number, followUp: FollowUp): Promise<Answer | null> {
    const { stream } = followUp;
    try {
      await this.#handle(this.kind, stream, followUp, revision);
      return answerTaken(followUp);
    } catch (error) {
      // The clock went back since the decision: the project can take it once the day is there again.
      if (!(error instanceof Refusal) || error.code === 'in-the-future') throw error;
      const { code } = error;
      // Nobody else can take it: what a decision knows of a project was read from its stream, so none is asked of a project without one.
      if (revision < 0) return answerRefused(followUp, { reason: code, status: 'absent' });
      if (code !== 'command-id-reused') await this.#handle(this.kind, stream, declining(followUp, code), revision).catch(unlessThere);
      return this.#recorded(followUp);
    }
  }

  async tell({ decidedBy }: FollowUp, { kind, step }: Answer): Promise<void> {
    await this.#handle(kind, decidedBy.stream, step).catch(unlessThere);
  }

  /** The follow-up's id stands in the project's stream: declined, or taken, be it in the other words of an earlier build. */
  async #recorded(followUp: FollowUp): Promise<Answer | null> {
    const { state } = await this.look(followUp);
    const declined = declinedBy(state as Project, { asked: followUp.command.type, decidedBy: followUp.decidedBy.id });
    return declined === undefined ? answerTaken(followUp) : answerRefused(followUp, declined);
  }

  async #handle(kind: AnyKind, stream: string, { command, trace }: Step<AnyCommand>, expected?: number): Promise<void> {
    const { events } = await this.commands.handle(kind, stream, { command, trace }, expected);
    if (events > 0) this.onAppended?.();
  }
}

/** The id stands there already, with other words: those hold. @throws all else */
function unlessThere(error: unknown): void {
  if (!(error instanceof Refusal && error.code === 'command-id-reused')) throw error;
}
