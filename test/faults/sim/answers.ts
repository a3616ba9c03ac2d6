import type { Handled } from '#commands/handle';
import type { RecordedEvent } from '#event-log/event-log';
import type { Question } from './asking.ts';
import type { Kind, World } from './world.ts';

/** A command, or several of one append, and what was answered to it so far. */
export interface Asked {
  readonly ids: readonly string[];
  readonly question: Question;
  readonly expected: number | undefined;
  /** The first answer that spoke of events. */
  told: Handled | null;
  /** An answer that said that nothing was to be done. */
  nothing: boolean;
  refused: boolean;
  /** Still without an answer that settles it. */
  open: boolean;
}

/** What everybody was told, and whether the log says the same. */
export class Answers {
  readonly all: Asked[] = [];
  readonly told: Asked[] = [];
  readonly #byId = new Map<string, Asked>();
  readonly #events = new Map<string, RecordedEvent[]>();

  constructor(private readonly world: World) {}

  ask(ids: readonly string[], question: Question, expected: number | undefined): Asked {
    const asked: Asked = { ids, question, expected, told: null, nothing: false, refused: false, open: true };
    this.all.push(asked);
    for (const id of ids) this.#byId.set(id, asked);
    return asked;
  }

  knows(commandId: string): boolean {
    return this.#byId.has(commandId);
  }

  /** Takes an event of the log. */
  take(event: RecordedEvent): void {
    const { commandId = '' } = event.meta;
    const events = this.#events.get(commandId);
    if (events === undefined) this.#events.set(commandId, [event]);
    else events.push(event);
  }

  /** An acknowledgement; the log was looked at just before. */
  acknowledge(asked: Asked, handled: Handled): void {
    asked.open = false;
    if (handled.events === 0 && !handled.replayed) return void (asked.nothing = true);
    if (asked.told === null) {
      asked.told = handled;
      this.told.push(asked);
    }
    const { told } = asked;
    if (told.revision !== handled.revision || told.position !== handled.position)
      this.#broken(asked, `the same id was told ${told.revision} at ${told.position} and ${handled.revision} at ${handled.position}`);
    const events = this.#of(asked);
    if (events.at(-1)?.revision !== handled.revision)
      this.#broken(asked, `told revision ${handled.revision}, the log has ${events.at(-1)?.revision ?? 'nothing'}`);
    if (!handled.replayed && events.length !== handled.events)
      this.#broken(asked, `told ${handled.events} events, the log has ${events.length}`);
    if (asked.expected !== undefined && !handled.replayed && events[0]?.revision !== asked.expected + 1)
      this.#broken(asked, `written at revision ${events[0]?.revision}, though ${asked.expected} was seen`);
  }

  /** Once at rest: all that was told, and nothing that was not. */
  check(): void {
    for (const asked of this.all) {
      const events = this.#of(asked);
      const { told } = asked;
      if (asked.open) this.world.broken('liveness', `${nameOf(asked)} has no answer`);
      if (told === null && events.length > 0)
        this.#broken(asked, `${asked.refused ? 'refused' : 'told that nothing was written'}, and its events are there`);
      if (told === null) continue;
      if (events.at(-1)?.revision !== told.revision || events.at(-1)?.position !== told.position)
        this.#broken(asked, `acknowledged at revision ${told.revision}, the log has ${events.at(-1)?.revision ?? 'nothing'}`, 'lost');
      if (events.some(({ stream, revision }, index) => stream !== asked.question.stream || revision !== (events[0]?.revision ?? 0) + index))
        this.#broken(asked, 'its events are not together');
      const perCommand = new Map<string, number>();
      for (const { id } of events) perCommand.set(id, (perCommand.get(id) ?? 0) + 1);
      if (perCommand.size !== events.length) this.#broken(asked, 'its events are there twice', 'doubled');
    }
  }

  #of({ ids }: Asked): readonly RecordedEvent[] {
    return ids.flatMap((id) => this.#events.get(id) ?? []);
  }

  #broken(asked: Asked, what: string, kind?: Kind): void {
    this.world.broken('answers', `${nameOf(asked)}: ${what}`, kind);
  }
}

const nameOf = ({ question: { commands, stream }, ids }: Asked): string => `${commands[0]?.type} of ${stream} (${ids[0]})`;
