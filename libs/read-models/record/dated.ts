import type { Done } from '#contracts/record-parts';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import type { HappenedToProject } from './project-events.ts';

/** An event of a project with its place, its business day and whose act it was. */
export interface Dated<Event extends ProjectEvent = ProjectEvent> {
  readonly event: Event;
  readonly revision: number;
  readonly on: string;
  /** Opaque id. */
  readonly by: string;
}

type Type = ProjectEvent['type'];

export const dated = ({ recorded, event }: HappenedToProject): Dated => ({
  event,
  revision: recorded.revision,
  on: recorded.meta['occurredOn'] ?? '',
  by: recorded.meta['actor'] ?? '',
});

/** The events whose effect stands: without those that a later one took back. */
export function inEffect(events: readonly Dated[]): readonly Dated[] {
  const reversed = new Set(events.flatMap(({ event }) => (event.type === 'ActReversed' ? [event.data.revision] : [])));
  return reversed.size === 0 ? events : events.filter(({ revision }) => !reversed.has(revision));
}

/** Those of one type, in order. */
export const ofType = <Asked extends Type>(
  events: readonly Dated[],
  type: Asked,
): readonly Dated<Extract<ProjectEvent, { type: Asked }>>[] =>
  events.filter(({ event }) => event.type === type) as readonly Dated[] as readonly Dated<Extract<ProjectEvent, { type: Asked }>>[];

export const lastOfType = <Asked extends Type>(
  events: readonly Dated[],
  type: Asked,
): Dated<Extract<ProjectEvent, { type: Asked }>> | null => ofType(events, type).at(-1) ?? null;

export const done = ({ on, by }: Dated): Done => ({ on, by });
