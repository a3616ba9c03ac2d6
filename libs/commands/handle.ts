import { ConcurrencyConflict, DuplicateEventId, type EventLog, type NewEvent, OutcomeUnknown, Unavailable } from '#event-log/event-log';
import type { DomainEvent } from '#lifecycle/decider';
import { Refusal } from '#lifecycle/refusal';
import type { ProvinceRef } from '#reference/province-ref';
import { type Clock, systemClock, systemTimer, type Timer } from './clock.ts';
import { decideSteps, StaleRevision, type Step } from './decide-steps.ts';
import { RuleBooks, type RulesInForce } from './rule-books.ts';
import type { AnyCommand, StreamKind } from './stream-kind.ts';
import { StreamQueue } from './stream-queue.ts';
import { absent, type Folded, StreamStates } from './stream-states.ts';

/** Races lost in a row before the caller is told: only another process can win them, since one process queues per stream. */
const ATTEMPTS_MAX = 5;

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

/** Is told of every series of commands, with the promise of its answer. Must not throw. */
export type CommandWatcher = (steps: readonly Step<AnyCommand>[], answer: Promise<Handled>) => void;

/** Runs a series of commands inside something of its own; returns and throws what they do. */
export type CommandEnclosure = (steps: readonly Step<AnyCommand>[], run: () => Promise<Handled>) => Promise<Handled>;

/** What a command would do now. */
export interface Previewed<State> {
  /** What would be appended; empty also when the effect holds already. */
  readonly events: readonly NewEvent[];
  /** The rules' no; null: they would take it. */
  readonly refusal: Refusal | null;
  /** The command was handled before: nothing would be appended. */
  readonly replayed: boolean;
  /** Revision that the stream would have; -1: it would still not exist. */
  readonly revision: number;
  /** The stream as the command would leave it, for the next preview. */
  readonly left: Folded<State>;
}

/**
 * The one write path: load, answer repeats, check the caller's revision, decide, append. Commands of one stream queue up inside a
 * process, so that racing ones are decided one after the other instead of losing races against each other.
 */
export class Commands {
  private readonly states: StreamStates;
  private readonly queue = new StreamQueue();
  private readonly books: RuleBooks;
  private watcher: CommandWatcher | null = null;
  private enclosure: CommandEnclosure | null = null;

  constructor(
    private readonly log: EventLog,
    private readonly clock: Clock = systemClock,
    streamsKeptMax?: number,
    timer: Timer = systemTimer,
  ) {
    this.states = new StreamStates(log, streamsKeptMax);
    this.books = new RuleBooks(log, () => timer.nowMs());
  }

  /**
   * @param expected revision that the caller saw (`If-Match`); -1: no stream.
   * @throws Refusal the rules said no, or the id was used for another command @throws StaleRevision `expected` is old @throws ConcurrencyConflict another process keeps winning
   * @throws Unavailable, OutcomeUnknown from the log, the latter after repeats with the same ids
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
    const asked = { stream, steps, expected };
    const answer = this.enclosure === null ? this.inTurn(kind, asked) : this.enclosure(steps, () => this.inTurn(kind, asked));
    this.watcher?.(steps, answer);
    return answer;
  }

  /** For measuring: previews are not told of. */
  watch(watcher: CommandWatcher): void {
    this.watcher = watcher;
  }

  /** For tracing: all that a series does, its wait for others of the stream included, is done inside. */
  enclose(enclosure: CommandEnclosure): void {
    this.enclosure = enclosure;
  }

  /** What a stream's events amount to now, by this process's own view of it. */
  async stateOf<C extends AnyCommand, S, E extends DomainEvent>(kind: StreamKind<C, S, E>, stream: string): Promise<S> {
    return (await this.look(kind, stream)).state;
  }

  /** The same with the revision that it is of; -1: the stream does not exist. */
  look<C extends AnyCommand, S, E extends DomainEvent>(
    kind: StreamKind<C, S, E>,
    stream: string,
  ): Promise<{ readonly state: S; readonly revision: number; readonly position: string | null }> {
    return this.states.load(kind, stream);
  }

  /**
   * What a command would do, without doing it. `on` is what an earlier preview of the same stream left, so that several commands can
   * be tried in a row.
   * @throws StaleRevision `expected` is old
   */
  async preview<C extends AnyCommand, S, E extends DomainEvent>(
    kind: StreamKind<C, S, E>,
    stream: string,
    step: Step<C>,
    { expected, on }: { readonly expected?: number; readonly on?: Folded<S> } = {},
  ): Promise<Previewed<S>> {
    const loaded = on ?? (await this.states.load(kind, stream));
    const folded = { ...loaded, answers: new Map(loaded.answers) }; // A trial leaves no answers behind.
    try {
      const rules = await this.rulesFor(kind.provinceOf?.(stream, step.command, folded.state) ?? null);
      const { events, repeated, after } = decideSteps(kind, folded, { stream, steps: [step], now: this.clock.now(), expected, rules });
      const left = events.length === 0 ? folded : after(folded.revision + events.length, folded.position ?? '');
      return { events, refusal: null, replayed: repeated !== undefined, revision: (repeated ?? left).revision, left };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { events: [], refusal: error, replayed: false, revision: folded.revision, left: folded };
    }
  }

  /** The dated rules that hold now, a province's own included. */
  async rulesFor(province: ProvinceRef | null): Promise<RulesInForce> {
    return this.books.known(province) ?? (await this.books.load(province));
  }

  /** Spares the look at a stream that the caller found absent. Were it there by now, the log refuses and the stream is read. */
  assumeAbsent<C extends AnyCommand, S, E extends DomainEvent>(kind: StreamKind<C, S, E>, stream: string): void {
    this.states.keep(stream, absent(kind));
  }

  private inTurn<C extends AnyCommand, S, E extends DomainEvent>(kind: StreamKind<C, S, E>, asked: Series<C>): Promise<Handled> {
    return this.queue.run(asked.stream, () => this.untilAnswered(kind, asked));
  }

  private async untilAnswered<C extends AnyCommand, S, E extends DomainEvent>(
    kind: StreamKind<C, S, E>,
    asked: Series<C>,
  ): Promise<Handled> {
    let unknown: OutcomeUnknown | null = null;
    for (let attempt = this.isBeginning(kind, asked) ? 0 : 1; ; attempt++) {
      try {
        const handled = await this.once(kind, asked, attempt === 0);
        if (handled !== null) return handled;
      } catch (error) {
        // An earlier attempt may have written it: nobody must be told that nothing was.
        if (unknown !== null && error instanceof Unavailable) throw unknown;
        if (error instanceof OutcomeUnknown) unknown = error;
        // A lost race is decided again on what the winner wrote: it may be the same command, sent by way of another process.
        const again = error instanceof OutcomeUnknown || error instanceof ConcurrencyConflict;
        if (!again || attempt === ATTEMPTS_MAX) throw error;
      }
    }
  }

  /** A command that makes its own stream is decided without a look at it: a repeat or a refusal has one afterwards. */
  private isBeginning<C extends AnyCommand, S, E extends DomainEvent>(
    kind: StreamKind<C, S, E>,
    { stream, steps, expected }: Series<C>,
  ): boolean {
    const [first] = steps;
    return first !== undefined && kind.begins?.(first.command) === true && (expected ?? -1) === -1 && !this.states.has(stream);
  }

  /**
   * Decides on what is in memory and, where no append confirms that it was the newest, looks whether others have appended since.
   * Null: they have, so it is to be decided again.
   */
  private async once<C extends AnyCommand, S, E extends DomainEvent>(
    kind: StreamKind<C, S, E>,
    asked: Series<C>,
    blind: boolean,
  ): Promise<Handled | null> {
    const { stream } = asked;
    const remembered = this.states.has(stream);
    const folded = blind ? absent(kind) : await this.states.load(kind, stream);
    try {
      const handled = await this.attempt(kind, asked, folded);
      const unconfirmed = handled !== null && handled.events === 0 && !handled.replayed;
      return remembered && unconfirmed && (await this.states.catchUp(kind, stream)) ? null : handled;
    } catch (error) {
      if (blind && error instanceof Refusal) return null;
      const unconfirmed = error instanceof Refusal || error instanceof StaleRevision;
      if (remembered && unconfirmed && (await this.states.catchUp(kind, stream))) return null;
      throw error;
    }
  }

  /** Null: the log has these very events, so they are the first answer to the same commands, or to others with their ids. */
  private async attempt<C extends AnyCommand, S, E extends DomainEvent>(
    kind: StreamKind<C, S, E>,
    { stream, steps, expected }: Series<C>,
    folded: Folded<S>,
  ): Promise<Handled | null> {
    const [first] = steps;
    const province = first === undefined ? null : (kind.provinceOf?.(stream, first.command, folded.state) ?? null);
    const rules = this.books.known(province) ?? (await this.books.load(province));
    const { events, repeated, after } = decideSteps(kind, folded, { stream, steps, now: this.clock.now(), expected, rules });
    if (events.length === 0) {
      const { revision, position } = repeated ?? folded;
      return { revision, position, events: 0, replayed: repeated !== undefined };
    }
    try {
      const appended = await this.log.append(stream, folded.revision < 0 ? 'no_stream' : folded.revision, events);
      if (appended.repeated) {
        this.states.drop(stream);
        return null;
      }
      const { revision, position } = appended;
      const now = after(revision, position);
      this.states.keep(stream, now);
      this.books.keep(stream, now);
      return { revision, position, events: events.length, replayed: false };
    } catch (error) {
      this.states.drop(stream);
      throw error instanceof DuplicateEventId ? reuseOf(error, events) : error;
    }
  }
}

/** The log has the id of a command's event in another place: the command's own id was used for something else before. */
function reuseOf({ id }: DuplicateEventId, events: readonly NewEvent[]): Refusal {
  return new Refusal('command-id-reused', { commandId: events.find((event) => event.id === id)?.meta['commandId'] ?? '' });
}

/** Commands of one stream, in order, and the revision that the caller saw. */
interface Series<Command> {
  readonly stream: string;
  readonly steps: readonly Step<Command>[];
  readonly expected: number | undefined;
}
