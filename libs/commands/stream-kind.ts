import { contract } from '#lifecycle/contract/contract.decider';
import { contractUpcasters } from '#lifecycle/contract/contract.upcasters';
import type { Context } from '#lifecycle/context';
import { registerImport } from '#lifecycle/import/import.decider';
import { importUpcasters } from '#lifecycle/import/import.upcasters';
import type { Asked, Decider, DomainEvent } from '#lifecycle/decider';
import { plan } from '#lifecycle/plan/plan.decider';
import { planUpcasters } from '#lifecycle/plan/plan.upcasters';
import { project } from '#lifecycle/project/project.decider';
import { projectUpcasters } from '#lifecycle/project/project.upcasters';
import type { Upcasters } from '#lifecycle/upcast';

/** A kind of stream: its rules and how to read what older builds wrote. */
export interface StreamKind<Command extends AnyCommand, State, Event extends DomainEvent> {
  readonly decider: Decider<Command, State, Event, Context>;
  readonly upcasters: Upcasters;
  /** What the caller asked, without what the server added from other streams: a repeat is known by it. Default: all of it. */
  readonly asked?: (command: Command) => object;
}

export type AnyCommand = Asked & { readonly type: string };

/** Facts about projects are read anew each time, and may have changed when a command is repeated. */
function withoutFacts(command: object): object {
  return JSON.parse(JSON.stringify(command, (key, value: unknown) => (key === 'facts' ? undefined : value))) as object;
}

export const projectKind = { decider: project, upcasters: projectUpcasters };
export const planKind = { decider: plan, upcasters: planUpcasters, asked: withoutFacts };
export const contractKind = { decider: contract, upcasters: contractUpcasters, asked: withoutFacts };
export const importKind = { decider: registerImport, upcasters: importUpcasters };
