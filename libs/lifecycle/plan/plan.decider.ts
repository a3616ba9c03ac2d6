/** The rulebook of an annual plan: how much money it has, which projects it funds, and what comes back (NĐ 45/2012 art. 2(2)). */
import type { Context } from '../context.ts';
import { currentRules } from '../context.ts';
import { type Decider, unreachable } from '../decider.ts';
import { Refusal } from '../refusal.ts';
import { ruleSetOn } from '../rules.ts';
import { adjust, confirm, release, takeBack } from './change-plan.ts';
import { allocate, decide } from './decide-plan.ts';
import type { PlanCommand } from './plan.commands.ts';
import type { PlanEvent } from './plan.events.ts';
import { emptyPlan, evolvePlan, type Plan } from './plan.state.ts';

export const plan: Decider<PlanCommand, Plan, PlanEvent, Context> = {
  initial: emptyPlan,

  decide(command, state, context) {
    refuseFrame(command, context);
    switch (command.type) {
      case 'AllocatePlan':
        return allocate(command, state);
      case 'DecidePlan':
        return decide(command, state, context);
      case 'AdjustPlan':
        return adjust(command, state, context);
      case 'ReleaseItems':
        return release(command, state);
      case 'ConfirmTaken':
        return confirm(command, state);
      case 'TakeBack':
        return takeBack(command, state);
      default:
        return unreachable(command);
    }
  },

  evolve: (state, event, { on, actor }) => evolvePlan(state, event, on, actor),

  ruleSet: ({ occurredOn }) => ruleSetOn(currentRules, occurredOn),
};

/** @throws Refusal `in-the-future`, `not-attestable`, `blank` */
function refuseFrame(command: PlanCommand, { today }: Context): void {
  if (command.occurredOn > today) throw new Refusal('in-the-future', { occurredOn: command.occurredOn, today });
  if ('attested' in command && command.attested !== undefined && !command.actor.startsWith('import:'))
    throw new Refusal('not-attestable', { actor: command.actor });
  const texts =
    command.type === 'AllocatePlan' ? { document: command.document, legalBasis: command.legalBasis } : { decisionNo: command.decisionNo };
  for (const [field, text] of Object.entries(texts)) if (text.trim() === '') throw new Refusal('blank', { field });
}
