/** Why something happened and what came of it. Kinds of node beside these two may join: a reader shows what it does not know by its id. */
export type CausationNode = CommandNode | EventNode;

interface Node {
  readonly id: string;
  readonly children: readonly CausationNode[];
  /** Effects that are not listed, because there are too many to look at. */
  readonly more: number;
}

/** What somebody asked for. */
export interface CommandNode extends Node {
  readonly kind: 'command';
  readonly stream: string;
  readonly actor: string;
  readonly onBehalfOf: string | null;
  readonly unit: string | null;
  readonly role: string | null;
  /** The person in whose stead the actor acted (ủy quyền). */
  readonly delegatedBy: string | null;
  readonly occurredOn: string;
  /** UTC instant, ms. */
  readonly recordedAt: string;
  /** Names all that one request or one file brought about. */
  readonly correlationId: string | null;
  /** Event that it followed from; null: a person or a file said it. */
  readonly causationId: string | null;
}

/** What became of it. */
export interface EventNode extends Node {
  readonly kind: 'event';
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly type: string;
  readonly occurredOn: string;
  /** UTC instant, ms. */
  readonly recordedAt: string;
  readonly sentence: { readonly vi: string; readonly en: string };
  readonly amount: number | null;
  readonly document: string | null;
  /** The project of whose stream it is; null: a plan’s, a contract’s or another stream’s. */
  readonly project: { readonly id: string; readonly code: string } | null;
}

/** `GET /api/v1/projects/{project}/causation`, `/api/v1/events/{id}/causation`, `/api/v1/commands/{id}/effects` */
export interface CausationChain {
  readonly asked: { readonly kind: 'event' | 'command' | 'project'; readonly id: string };
  /** From the first cause down to what is right above the asked; each without its children. Empty: it has no cause in the log. */
  readonly why: readonly CausationNode[];
  /** The asked and what came of it; of a project every command that touched it. */
  readonly effects: readonly CausationNode[];
  /** Log position; null: empty log. */
  readonly position: string | null;
}
