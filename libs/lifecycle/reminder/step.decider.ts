/** One step of one ladder for one recipient: whoever claims it first has it. */
import type { Context } from '../context.ts';
import type { Asked, Decider } from '../decider.ts';
import { Refusal } from '../refusal.ts';
import type { ReminderEvent, ReminderItem } from './reminder.events.ts';

export type ClaimStep = Asked & { readonly type: 'ClaimStep'; readonly item: ReminderItem; /** Stream. */ readonly delivery: string };
export type StepEvent = Extract<ReminderEvent, { readonly type: 'ReminderClaimed' }>;

/** `delivery` null: nobody has claimed it. */
export interface Step {
  readonly delivery: string | null;
}

export const reminderStep: Decider<ClaimStep, Step, StepEvent, Context> = {
  initial: { delivery: null },

  decide({ occurredOn, item, delivery }, state, { today }) {
    if (occurredOn > today) throw new Refusal('in-the-future', { occurredOn, today });
    if (state.delivery === delivery) return [];
    if (state.delivery !== null) throw new Refusal('already-done', { command: 'ClaimStep', by: state.delivery });
    return [{ type: 'ReminderClaimed', data: { ...item, delivery } }];
  },

  evolve: (_state, { data }) => ({ delivery: data.delivery }),
};
