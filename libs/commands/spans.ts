/** What a trace may say of a piece of work: counts and closed lists; never an id, a name or a figure of a project or a person. */
export interface Facts {
  /** What the work was about: a type of command, a kind of stream, a channel. */
  readonly command?: string;
  readonly stream?: string;
  readonly channel?: string;
  /** What became of it, as the metrics name it. */
  readonly outcome?: string;
  /** Code of the rules' no. */
  readonly refusal?: string;
  readonly commands?: number;
  readonly events?: number;
  readonly items?: number;
  readonly looked?: number;
  readonly claimed?: number;
  readonly lost?: number;
}

/** The command that wrote an event, by the event's metadata. */
export interface Cause {
  readonly commandId: string;
  readonly correlationId: string;
}

/** What a piece of work follows from: an event of a stream, or, of a message, whoever last asked for it (`event` null). */
export interface Ground {
  readonly stream: string;
  readonly event: string | null;
}

export interface Work<Result> {
  readonly name: string;
  readonly facts?: Facts;
  /** It is part of what this command caused. */
  readonly after?: Cause;
  /**
   * It may follow soon or long after these: what is a moment ago goes on with their trace, what is older is only linked to. `sought`: old
   * ones are looked up in the log, too.
   */
  readonly grounds?: readonly Ground[];
  readonly sought?: boolean;
  /** It talks to another system. */
  readonly outward?: boolean;
  /** What came of it. */
  readonly told?: (result: Result) => Facts;
}

/** Whoever traces, or nobody. What the work returns or throws is passed on unchanged, and nothing waits for a trace. */
export interface Spans {
  run<Result>(work: Work<Result>, job: () => Promise<Result>): Promise<Result>;
  /** Runs `job` for those together that go on with the same trace. */
  grouped<Item>(
    items: readonly Item[],
    groundsOf: (item: Item) => readonly Ground[],
    job: (some: readonly Item[]) => Promise<void>,
  ): Promise<void>;
  /** Headers of a request to another system. */
  headers(): Readonly<Record<string, string>>;
}

/** Nobody traces. */
export const noSpans: Spans = {
  run: (_work, job) => job(),
  grouped: (items, _groundsOf, job) => job(items),
  headers: () => ({}),
};
