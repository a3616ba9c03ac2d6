import type { Role } from '#reference/roles';

/** Something that happened on a business day. `handle()` adds id, revision, both times, actor and the hash chain. */
export interface DomainEvent {
  readonly type: string;
  readonly data: object;
}

/** A command's frame: the business day it speaks of (Asia/Ho_Chi_Minh) and who speaks, for whom. */
export interface Asked {
  /** YYYY-MM-DD; never after today by the server's clock. */
  readonly occurredOn: string;
  /** Opaque id of the person or programme, e.g. `import:demo`. */
  readonly actor: string;
  /** The organisation for which the actor acts. */
  readonly onBehalfOf?: string;
  /** In which role; without one nothing that a person does is allowed. An import needs none: its document attests. */
  readonly role?: Role;
  /** The person in whose stead the actor acts (ủy quyền); both count in the segregation of duties. */
  readonly delegatedBy?: string;
}

/** When an event happened and whose act it was: what a state may remember besides the event's data. */
export interface Happened {
  /** Business day, YYYY-MM-DD. */
  readonly on: string;
  /** Opaque id; empty where nobody is known. */
  readonly actor: string;
  readonly delegatedBy?: string;
}

/** The rules of one kind of stream: pure and synchronous; no clock, no random, no I/O. */
export interface Decider<Command extends Asked & { readonly type: string }, State, Event extends DomainEvent, Context> {
  readonly initial: State;
  /** @throws Refusal the rules say no. An empty answer: the effect already holds. */
  decide(command: Command, state: State, context: Context): readonly Event[];
  /** Never refuses: what happened, happened. Does not change its arguments. */
  evolve(state: State, event: Event, happened: Happened): State;
  /** The dated rule set by which the command is judged; written into the events' metadata. */
  ruleSet?(command: Command, state: State): string;
}

/** Fails to compile when a switch forgets a case, and fails loudly when old data reaches new code. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
