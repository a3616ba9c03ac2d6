import type { Asked } from '../decider.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../refusal.ts';
import { isDong } from '../money.ts';
import type { Attested, AttestedStep, ProjectEvent } from './project.events.ts';
import type { In, Project, Status } from './project.state.ts';

/** What every project command carries. Only an import may be `attested`. */
export type ProjectAsked = Asked & { readonly projectId: string; readonly attested?: Attested };

/**
 * One act of a project's life. The decider checks the frame for all acts alike (date, attestation, stage, role, segregation of duties,
 * from the stage graph); an act says what is its own: `ready` what must be there whatever is asked, `decide` the rest.
 */
export interface Act<Command extends ProjectAsked, From extends Status> {
  /** Statuses whose state has the fields that the act reads; the stage graphs may allow fewer. */
  readonly from: readonly From[];
  /** The effect already holds: nothing is decided and nothing refused. */
  holds?(command: Command, state: Project): boolean;
  /** What is missing before the act can start at all, by the state alone. @throws Refusal */
  ready?(asker: Asker, state: In<From>, context: Context): void;
  decide(command: Command, state: In<From>, context: Context): readonly ProjectEvent[];
}

/** An act whatever its statuses; a command without its act does not compile. */
export interface AnyAct<Command extends ProjectAsked> {
  readonly from: readonly Status[];
  holds?(command: Command, state: Project): boolean;
  ready?(asker: Asker, state: never, context: Context): void;
  decide(command: Command, state: never, context: Context): readonly ProjectEvent[];
}

/** Who asks, on which day, and for what a document stands: all of a command that `ready` may look at. */
export type Asker = Pick<ProjectAsked, 'occurredOn' | 'actor' | 'role' | 'delegatedBy' | 'attested'>;

export const act = <Command extends ProjectAsked, const From extends Status>(definition: Act<Command, From>): Act<Command, From> =>
  definition;

/** The command is attested and names this step as one that its document stands for. */
export const standsFor = ({ attested }: Pick<ProjectAsked, 'attested'>, step: AttestedStep): boolean =>
  attested?.steps.includes(step) ?? false;

/** Adds the attestation to an event's data, when there is one: never an undefined key in JSON. */
export const attestation = ({ attested }: ProjectAsked): { attested?: Attested } => (attested === undefined ? {} : { attested });

/** @throws Refusal `blank` */
export function refuseBlank(fields: Readonly<Record<string, string>>): void {
  for (const [field, text] of Object.entries(fields)) if (text.trim() === '') throw new Refusal('blank', { field });
}

/** @throws Refusal `named-twice` */
export function refuseTwice(field: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Refusal('named-twice', { field, name: twice });
}

/** @throws Refusal `amount`: not whole đồng within 1..10^15 (0 too where `zero`) */
export function refuseAmount(field: string, amount: number, zero: 'zero' | 'positive' = 'positive'): void {
  if (!isDong(amount) || amount < 0 || (amount === 0 && zero === 'positive')) throw new Refusal('amount', { field, amount });
}

/** @throws Refusal `percent`: not within 0..100 with at most 2 decimals */
export function refusePercent(field: string, percent: number): void {
  const hundredths = Math.round(percent * 100);
  if (!(percent >= 0 && percent <= 100) || Math.abs(percent * 100 - hundredths) > 1e-6) throw new Refusal('percent', { field, percent });
}
