import { uuidV5 } from '#commands/uuid-v5';
import { StaleRevision, type Step } from '#commands/decide-steps';
import { Refusal } from '#lifecycle/refusal';
import { REMINDER_NAMESPACE } from '#reference/namespaces';

/** The clock speaks under this name: nobody else may. */
export const REMINDER_ACTOR = 'reminders:clock';

export interface Asked {
  /** What makes it this command and no other. */
  readonly name: string;
  /** Business day. */
  readonly on: string;
  /** Event that it follows from. */
  readonly causedBy?: string;
}

/** A command of the clock with an id that derives from what is asked: asked twice it is done once. */
export function asked<Command extends object>({ name, on, causedBy }: Asked, command: Command) {
  const commandId = uuidV5(name, REMINDER_NAMESPACE);
  const trace = { commandId, correlationId: commandId, ...(causedBy === undefined ? {} : { causationId: causedBy }) };
  return { command: { ...command, occurredOn: on, actor: REMINDER_ACTOR }, trace } satisfies Step<Command>;
}

/** Another worker was first: the claim or the lease is theirs. @throws all else */
export function lostTo(error: unknown): false {
  const codes = ['command-id-reused', 'already-done', 'nothing-to-do'];
  if (error instanceof StaleRevision || (error instanceof Refusal && codes.includes(error.code))) return false;
  throw error;
}
