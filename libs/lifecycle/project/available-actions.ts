import type { Context } from '../context.ts';
import { Refusal } from '../refusal.ts';
import type { Asker } from './act.ts';
import { acts, type ProjectCommand } from './acts.ts';
import { graphOf, refuseFrame } from './frame.ts';
import { mayStart } from './project.decider.ts';
import type { Project } from './project.state.ts';

/** An act that somebody may or may not start on a project now. */
export interface AvailableAction {
  readonly act: ProjectCommand['type'];
  /** Null: allowed. Else why not, as `decide` itself would say it. */
  readonly refusal: Refusal | null;
}

/**
 * Every act that may be said to the project, and for each that may not start now why not: from the same checks as `decide`. An act that
 * is allowed may still be refused for what it says. Acts that only a plan or a contract may say are left out.
 */
export function availableActions(projectId: string, state: Project, asker: Asker, context: Context): readonly AvailableAction[] {
  const graph = graphOf(state, 'KCQG', asker.occurredOn);
  const sayable = graph.transitions.filter(({ act, follows }) => follows === undefined && Object.hasOwn(acts, act));
  return sayable.map(({ act }) => {
    const type = act as ProjectCommand['type'];
    return { act: type, refusal: refusalOf({ ...asker, type, projectId }, state, context) };
  });
}

function refusalOf(asked: Parameters<typeof mayStart>[0], state: Project, context: Context): Refusal | null {
  try {
    refuseFrame(asked, context);
    mayStart(asked, state, context);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
