/** The rulebook of a project: which acts there are, and the frame that is the same for all of them. */
import type { Context } from '../context.ts';
import { currentRules } from '../context.ts';
import type { Decider } from '../decider.ts';
import type { Transition } from '#reference/definitions/definition';
import { Refusal } from '../refusal.ts';
import { ruleSetOn } from '../rules.ts';
import type { AnyAct, Asker, ProjectAsked } from './act.ts';
import { acts, type ProjectCommand } from './acts.ts';
import { type DeclineFollowUp, declineFollowUp } from './decline-follow-up.ts';
import { basedOn, graphOf, refuseFrame, refuseHands, refuseOrder, refuseStage } from './frame.ts';
import type { ProjectEvent } from './project.events.ts';
import { evolve } from './project.evolve.ts';
import { type Project, rulesDayOf } from './project.state.ts';

export type { ProjectCommand } from './acts.ts';

export const project: Decider<ProjectCommand | DeclineFollowUp, Project, ProjectEvent, Context> = {
  initial: { status: 'absent' },

  decide(command, state, context) {
    refuseFrame(command, context);
    if (command.type === 'DeclineFollowUp') return declineFollowUp(command, state);
    const chosen = acts[command.type] as AnyAct<ProjectAsked>;
    if (chosen.holds?.(command, state) === true) return [];
    const transition = mayStart(command, state, context);
    return byItsText(transition, () => chosen.decide(command, state as never, context));
  },

  evolve,

  ruleSet: (command, state) => ruleSetOn(currentRules, rulesDayOf(state, command.occurredOn)),
};

/** What an act needs whatever it says: stage, order of days, hands, and what its own `ready` asks for. */
type Start = Asker & { readonly type: ProjectCommand['type']; readonly projectId: string };

/** @throws Refusal by stage, day, role, segregation of duties, or what the act finds missing */
export function mayStart(asked: Start | ProjectCommand, state: Project, context: Context): Transition {
  const programme = asked.type === 'SurveyNeed' && 'need' in asked ? asked.need.source : 'KCQG';
  const graph = graphOf(state, programme, asked.occurredOn);
  const transition = refuseStage(asked, state, graph);
  refuseHands(asked, transition, state, context);
  refuseOrder(asked.occurredOn, state);
  byItsText(transition, () => (acts[asked.type] as AnyAct<ProjectAsked>).ready?.(asked, state as never, context));
  return transition;
}

/** A refusal that cites no text of its own stands on the text of its act. */
function byItsText<Answer>({ act, basis }: Transition, decide: () => Answer): Answer {
  try {
    return decide();
  } catch (error) {
    if (!(error instanceof Refusal) || error.refusedBy !== undefined) throw error;
    throw new Refusal(error.code, error.facts, basedOn(act, basis));
  }
}
