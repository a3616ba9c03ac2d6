/** What holds for every act alike, by the stage graph that the project is on. */
import type { Definition, Transition } from '#reference/definitions/definition';
import { definitionOf, definitionOn } from '#reference/definitions/definitions';
import type { Source } from '#reference/province-ref';
import type { Context } from '../context.ts';
import { Refusal, type RefusedBy } from '../refusal.ts';
import type { Asker, ProjectAsked } from './act.ts';
import type { Project } from './project.state.ts';
import { refuseConflict } from './segregation.ts';

/** A stage graph's or an act's own legal basis, as refusals cite it. */
export const basedOn = (rule: string, { instrument, article, status }: Transition['basis']): RefusedBy => ({
  rule,
  legalBasis: `${instrument}, ${article}`,
  status,
});

/** The graph by which an act on the project is judged. @throws RangeError the project is on a graph of a newer build */
export const graphOf = (project: Project, programme: Source, day: string): Definition =>
  project.status === 'absent' ? definitionOn(programme, day) : definitionOf(project.file.definition);

/** @throws Refusal `in-the-future`, `not-attestable` */
export function refuseFrame(asker: Pick<ProjectAsked, 'occurredOn' | 'actor' | 'attested'>, { today }: Context): void {
  if (asker.occurredOn > today) throw new Refusal('in-the-future', { occurredOn: asker.occurredOn, today });
  if (asker.attested !== undefined && !asker.actor.startsWith('import:')) throw new Refusal('not-attestable', { actor: asker.actor });
}

type Asked = Pick<ProjectAsked, 'projectId' | 'attested'> & { readonly type: string };

/** @throws Refusal `project-not-found`, `project-exists`, `illegal-transition` with what is allowed instead */
export function refuseStage({ type, projectId, attested: document }: Asked, project: Project, graph: Definition): Transition {
  const attested = document !== undefined;
  const transition = graph.transitions.find(({ act }) => act === type);
  const { status } = project;
  if (transition !== undefined && startsFrom(transition, status, attested)) return transition;
  if (status === 'absent') throw new Refusal('project-not-found', { project: projectId });
  if (type === 'SurveyNeed') throw new Refusal('project-exists', { project: projectId, status });
  const allowed = graph.transitions.filter((one) => one.follows === undefined && startsFrom(one, status, false)).map(({ act }) => act);
  const basis = transition === undefined ? graph.basis : transition.basis;
  throw new Refusal('illegal-transition', { status, command: type, allowed }, basedOn(`stage-graph ${graph.id}`, basis));
}

const startsFrom = ({ from, fromAttested = [] }: Transition, status: Project['status'], attested: boolean): boolean =>
  from.includes(status) || (attested && fromAttested.some((stage) => stage === status));

/** @throws Refusal `date-order`: the day lies before the project's last act */
export function refuseOrder(occurredOn: string, project: Project): void {
  if (project.status !== 'absent' && occurredOn < project.since)
    throw new Refusal('date-order', { field: 'occurredOn', occurredOn, since: project.since });
}

/** An attested act was another organisation's and is only taken over. @throws Refusal `not-your-role`, `segregation` */
export function refuseHands(asker: Asker, transition: Transition, project: Project, { rules }: Context): void {
  if (asker.attested !== undefined) return;
  const { act, who, duty, basis } = transition;
  if (asker.role === undefined || !who.includes(asker.role))
    throw new Refusal('not-your-role', { command: act, role: asker.role ?? null, who }, basedOn(`who-may ${act}`, basis));
  if (duty !== undefined && project.status !== 'absent') refuseConflict(rules, duty, asker, project.file.hands);
}

/** For acts that belong to whoever may do another one at this stage. @throws Refusal `not-your-role` */
export function refuseUnlessMay(act: string, asker: Asker, project: Exclude<Project, { readonly status: 'absent' }>): void {
  if (asker.attested !== undefined) return;
  const transition = definitionOf(project.file.definition).transitions.find((one) => one.act === act);
  if (transition === undefined || asker.role === undefined || !transition.who.includes(asker.role))
    throw new Refusal(
      'not-your-role',
      { command: act, role: asker.role ?? null, who: transition?.who ?? [] },
      transition && basedOn(`who-may ${act}`, transition.basis),
    );
}
