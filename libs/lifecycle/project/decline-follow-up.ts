/** What a plan or a contract decided reaches the project as one of its acts, or is declined here. */
import type { Asked } from '../decider.ts';
import { FOLLOW_UP_ACTOR } from '../follow-up-actor.ts';
import { Refusal } from '../refusal.ts';
import type { DeclinedFollowUp, ProjectEvent } from './project.events.ts';
import type { Project } from './project.state.ts';

/** Only the follow-up runner says it, under the follow-up's command id, once the project has refused the act. */
export type DeclineFollowUp = Asked & Omit<DeclinedFollowUp, 'status'> & { readonly type: 'DeclineFollowUp'; readonly projectId: string };

/** Outside the stage graph: it moves nothing, and no person can do it. @throws Refusal `not-your-role`, `project-not-found` */
export function declineFollowUp(command: DeclineFollowUp, state: Project): readonly ProjectEvent[] {
  const { type, actor, role, projectId, asked, decidedBy, stream, document, reason } = command;
  if (!actor.startsWith(FOLLOW_UP_ACTOR)) throw new Refusal('not-your-role', { command: type, role: role ?? null, who: [] });
  if (state.status === 'absent') throw new Refusal('project-not-found', { project: projectId });
  return [{ type: 'FollowUpDeclined', data: { asked, decidedBy, stream, document, reason, status: state.status } }];
}

type Declines = { readonly status: string; readonly file?: { readonly declined?: readonly DeclinedFollowUp[] } };

/** Undefined: the project has not declined it. */
export const declinedBy = (state: Declines, asked: Pick<DeclinedFollowUp, 'asked' | 'decidedBy'>): DeclinedFollowUp | undefined =>
  state.file?.declined?.find((one) => one.asked === asked.asked && one.decidedBy === asked.decidedBy);
