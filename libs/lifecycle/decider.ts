/** The rules of one kind of stream: pure and synchronous; no clock, no random, no I/O. */
export interface Decider<Command, State, Event, Context> {
  readonly initial: State;
  /** @throws Refusal the rules say no. An empty answer: the effect already holds. */
  decide(command: Command, state: State, context: Context): readonly Event[];
  /** Never refuses: what happened, happened. Does not change its argument. */
  evolve(state: State, event: Event): State;
}

/** Fails to compile when a switch forgets a case, and fails loudly when old data reaches new code. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
