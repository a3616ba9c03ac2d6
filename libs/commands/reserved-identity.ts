import { FOLLOW_UP_ACTOR } from '#lifecycle/follow-up-actor';
import { Refusal } from '#lifecycle/refusal';
import type { AnyCommand } from './stream-kind.ts';

/** Programs of the system itself speak under these: what a decision asks of its projects, and what a register attests. */
const RESERVED = [FOLLOW_UP_ACTOR, 'import:'];

/**
 * What comes from outside comes from a person: an identity that begins like one of the system's own programs would be believed like it.
 * @throws Refusal `reserved-identity`
 */
export function refuseReservedIdentity<Command extends AnyCommand>(command: Command): Command {
  for (const actor of [command.actor, command.delegatedBy])
    if (actor !== undefined && RESERVED.some((prefix) => actor.startsWith(prefix))) throw new Refusal('reserved-identity', { actor });
  return command;
}
