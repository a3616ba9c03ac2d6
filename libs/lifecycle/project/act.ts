import type { Asked } from '../decider.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../refusal.ts';
import { isDong } from '../money.ts';
import type { Attested, AttestedStep, ProjectEvent } from './project.events.ts';
import type { In, Project, Status } from './project.state.ts';

/** What every project command carries. Only an import may be `attested`. */
export type ProjectAsked = Asked & { readonly projectId: string; readonly attested?: Attested };

/**
 * One act of a project's life: from which statuses it may start and what it decides. The decider checks the frame (date,
 * status, attestation) for all acts alike; an act checks only what is its own.
 */
export interface Act<Command extends ProjectAsked, From extends Status> {
  readonly from: readonly From[];
  /** The effect already holds: nothing is decided and nothing refused. */
  holds?(command: Command, state: Project): boolean;
  decide(command: Command, state: In<From>, context: Context): readonly ProjectEvent[];
}

export const act = <Command extends ProjectAsked, const From extends Status>(definition: Act<Command, From>): Act<Command, From> =>
  definition;

/** The command is attested and names this step as one that its document stands for. */
export const standsFor = (command: ProjectAsked, step: AttestedStep): boolean => command.attested?.steps.includes(step) ?? false;

/** Adds the attestation to an event's data, when there is one: never an undefined key in JSON. */
export const attestation = ({ attested }: ProjectAsked): { attested?: Attested } => (attested === undefined ? {} : { attested });

/** @throws Refusal `blank` */
export function refuseBlank(fields: Readonly<Record<string, string>>): void {
  for (const [field, text] of Object.entries(fields)) if (text.trim() === '') throw new Refusal('blank', { field });
}

/** @throws Refusal `amount`: not whole đồng within 1..10^15 (0 too where `zero`) */
export function refuseAmount(field: string, amount: number, zero: 'zero' | 'positive' = 'positive'): void {
  if (!isDong(amount) || amount < 0 || (amount === 0 && zero === 'positive')) throw new Refusal('amount', { field, amount });
}
