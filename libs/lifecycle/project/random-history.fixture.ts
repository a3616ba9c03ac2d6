/** Random lives for property tests: a walk through the stage graph. */
import type { Past } from '#testkit/scenario';
import type { Role } from '#reference/roles';
import { ROLES } from '#reference/roles';
import { definitionOf } from '#reference/definitions/definitions';
import { documentKinds } from '#reference/rules/document-kinds';
import type { Context } from '../context.ts';
import type { Happened } from '../decider.ts';
import { Refusal } from '../refusal.ts';
import type { ProjectCommand } from './acts.ts';
import { aside, draft, groupDraft, keyDraft, personOf, projectId, upTo, withDraft } from './project.fixture.ts';
import { project } from './project.decider.ts';
import { bodies, type Chooser, type Type } from './random-bodies.fixture.ts';
import type { ProjectEvent } from './project.events.ts';
import type { Project } from './project.state.ts';

export const EVERY_ROLE = Object.keys(ROLES) as Role[];

/** A command of a type by somebody, with a body that may or may not fit. */
export const commandOf = (
  type: Type,
  asker: { readonly occurredOn: string; readonly actor: string; readonly role: Role },
  choose: Chooser,
  state: Project,
) => ({ ...asker, projectId, type, ...bodies[type](choose, state) }) as ProjectCommand;

/** Acts on which a life would end or go aside: rarer in a walk. */
const ASIDE: ReadonlySet<string> = new Set<Type>(['WithdrawProject', 'StopProject', 'ReverseAct', 'HandOverProject', 'AddNote']);

/** Somebody and an act: mostly one that the graph has here, by somebody whose it is. */
export function somebody(choose: Chooser, state: Project, occurredOn: string) {
  const graph = definitionOf('file' in state ? state.file.definition : 'KCQG-1');
  const here = graph.transitions.filter(({ from, act }) => from.includes(state.status) && (!ASIDE.has(act) || choose.next() < 0.1));
  const course = here.filter(({ to, duty }) => to.length > 0 || duty !== undefined);
  const kind = choose.next();
  const transition = choose.pick(kind < 0.7 && course.length > 0 ? course : kind < 0.93 && here.length > 0 ? here : graph.transitions);
  const role = choose.next() < 0.95 ? choose.pick(transition.who) : choose.pick(EVERY_ROLE);
  const actor = choose.next() < 0.95 ? personOf(role) : 'u-2';
  return { type: transition.act as Type, asker: { occurredOn, actor, role } };
}

export interface Lived {
  readonly event: ProjectEvent;
  readonly happened: Happened;
}

/** An ordinary life up to some stage, or nothing yet. */
function beginning({ next, pick }: Chooser): readonly Lived[] {
  if (next() < 0.1) return [];
  const past = withDraft(
    pick(Object.values<readonly Past<ProjectEvent>[]>(next() < 0.6 ? upTo : aside)),
    pick([draft, draft, groupDraft, keyDraft]),
  );
  const lived = past.map(({ on, actor = '', ...event }) => ({ event: event as ProjectEvent, happened: { on, actor } }));
  return next() < 0.8 ? [...lived.slice(0, 1), ...everyPaper, ...lived.slice(1)] : lived;
}

/** A dossier that lacks nothing. */
const everyPaper: readonly Lived[] = documentKinds.map(({ code: kind }) => ({
  event: { type: 'DocumentAttached', data: { kind, title: kind, number: '1', file: null, proves: null } },
  happened: { on: '2021-01-10', actor: personOf('centre-officer') },
}));

const addDays = (day: string, days: number): string => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** Walks on through a life; `visit` sees every state and what was asked of it. Refusals are part of a life, other errors are not. */
export function walk(
  choose: Chooser,
  steps: number,
  context: Context,
  visit: (state: Project, command: ProjectCommand, answer: readonly ProjectEvent[] | Refusal) => void,
): readonly Lived[] {
  const lived = [...beginning(choose)];
  let state = lived.reduce((now, { event, happened }) => project.evolve(now, event, happened), project.initial);
  let day = lived.at(-1)?.happened.on ?? '2021-01-10';
  for (let step = 0; step < steps; step++) {
    day = addDays(day, choose.pick([-1, 0, 1, 5, 9]));
    const { type, asker } = somebody(choose, state, day);
    const command = commandOf(type, asker, choose, state);
    const answer = answerOf(command, state, context);
    visit(state, command, answer);
    if (answer instanceof Refusal) continue;
    for (const event of answer) {
      const happened = { on: day, actor: asker.actor };
      lived.push({ event, happened });
      state = project.evolve(state, event, happened);
    }
  }
  return lived;
}

/** @throws whatever is not a refusal */
export function answerOf(command: ProjectCommand, state: Project, context: Context): readonly ProjectEvent[] | Refusal {
  try {
    return project.decide(command, state, context);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
