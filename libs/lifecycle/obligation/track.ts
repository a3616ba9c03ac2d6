/**
 * What the deadlines of one project depend on: a small fold of its events, kept as JSON. Events in stream order; what is folded has
 * happened, whatever day it is.
 */
import { isBeside, isReversible } from '../project/case-file.ts';
import type { ObstacleLevel, ProjectEvent } from '../project/project.events.ts';
import { type Course, type Started, startOf, type Tracked, unbegun } from './course.ts';
import { courseAfter, ended } from './course-after.ts';
import type { Pause } from './obligation.ts';

export interface Track extends Course {
  /** Of the last event; -1: none. */
  readonly revision: number;
  /** Open ones. */
  readonly obstacles: readonly (Started & { readonly obstacle: string; readonly level: ObstacleLevel })[];
  /** By decision, each for one deadline: its key, or a kind. */
  readonly decided: readonly (Pause & { readonly deadline: string })[];
  /** What a reversal of the last act gives back. */
  readonly undo: { readonly revision: number; readonly before: Course } | null;
}

/** Nothing has happened. */
export const untracked: Track = { ...unbegun, revision: -1, obstacles: [], decided: [], undo: null };

/**
 * The track once an event has happened; its arguments stay as they are. A reversal gives back exactly what was there before.
 * @throws Error a reversal without the act that it takes back: the stream is damaged
 */
export function track(state: Track, event: ProjectEvent, happened: Tracked): Track {
  const { revision: _revision, obstacles, decided, undo, ...course } = state;
  const after = event.type === 'ActReversed' ? givenBack(undo, event.data.revision) : courseAfter(course, event, happened);
  return {
    ...after,
    revision: happened.revision,
    obstacles: obstaclesAfter(obstacles, event, happened),
    decided: decidedAfter(decided, event, happened),
    undo: isBeside(event.type) ? undo : isReversible(event.type) ? { revision: happened.revision, before: course } : null,
  };
}

function givenBack(undo: Track['undo'], revision: number): Course {
  if (undo?.revision !== revision) throw new Error(`event ${revision} is reversed and is not the last act`);
  return undo.before;
}

function obstaclesAfter(open: Track['obstacles'], event: ProjectEvent, happened: Tracked): Track['obstacles'] {
  if (event.type === 'ObstacleRaised') {
    const { obstacle, level } = event.data;
    return [...open, { ...startOf(happened), obstacle, level }];
  }
  if (event.type !== 'ObstacleAnswered' || !event.data.resolved) return open;
  return open.filter(({ obstacle }) => obstacle !== event.data.obstacle);
}

function decidedAfter(decided: Track['decided'], event: ProjectEvent, { on }: Tracked): Track['decided'] {
  if (event.type === 'DeadlinePaused') {
    const { deadline, document } = event.data;
    return [...decided, { deadline, from: on, to: null, reason: 'by-decision', document }];
  }
  if (event.type !== 'DeadlineResumed') return decided;
  return decided.flatMap((one) => (one.deadline === event.data.deadline ? ended(one, on) : one));
}
