/** Điều chỉnh, bổ sung, ngừng (TT 36/2013 art. 11): another amount for funded projects, and money that comes back. */
import type { Source } from '#reference/province-ref';
import type { Context } from '../context.ts';
import { subtract, sum } from '../money.ts';
import { Refusal } from '../refusal.ts';
import type { AdjustItem, AdjustPlan, ConfirmTaken, ReleaseItem, ReleaseItems, TakeBack } from './plan.commands.ts';
import { type AdjustedItem, PLAN_ITEMS_MAX, type PlanEvent, type ReleasedItem } from './plan.events.ts';
import * as rules from './plan.rules.ts';
import type { Funded, Plan } from './plan.state.ts';

export function adjust(command: AdjustPlan, state: Plan, context: Context): readonly PlanEvent[] {
  rules.refuseTwice(command.items);
  const items = command.items
    .filter((item) => !saysNothingNew(command, item, state))
    .map((item) => adjusted(command, item, state, context));
  const more = sum(...items.map(({ amount, before }) => Math.max(0, subtract(amount, before))));
  if (more > 0) rules.refuseOverAllocation(state, more);
  return inParts(items).map((part) => ({ type: 'PlanAdjusted', data: { decisionNo: command.decisionNo, items: part } }));
}

function adjusted(command: AdjustPlan, item: AdjustItem, state: Plan, context: Context): AdjustedItem {
  const { project, code, amount, reason, facts: given } = item;
  rules.refuseNoMoney(amount, code);
  if (reason.trim() === '') throw new Refusal('blank', { field: 'reason', project: code });
  const { amount: before } = settled(project, code, state);
  const increases = amount > before;
  rules.refuseRole(increases ? rules.POWERS.increase : rules.POWERS.lower, sourceOf(state), command);
  const facts = inPlan(code, given);
  rules.refuseOrder(command.occurredOn, code, facts.since);
  rules.refuseAppraiser(command, item, context);
  // The project keeps the rules in force when the plan took it in (NĐ 235/2025, transition).
  if (increases) rules.refuseAmountOf(item, facts, facts.approvedOn, context);
  else if (amount < facts.spent) throw new Refusal('advance-over-approved', { project: code, advanced: facts.spent, approved: amount });
  return { project, code, amount, before, reason };
}

/** The project has ended: what it has not spent is freed. */
export function release(command: ReleaseItems, state: Plan): readonly PlanEvent[] {
  rules.refuseTwice(command.items);
  const items = command.items.flatMap((item) => released(command, item, state));
  return inParts(items).map((part) => ({ type: 'PlanItemsReleased', data: { decisionNo: command.decisionNo, items: part } }));
}

function released(command: ReleaseItems, { project, code, reason, facts }: ReleaseItem, state: Plan): readonly ReleasedItem[] {
  if (reason.trim() === '') throw new Refusal('blank', { field: 'reason', project: code });
  if (state.pending.get(project)?.decisionNo === command.decisionNo || state.released.has(project)) return [];
  const known = settled(project, code, state);
  rules.refuseRole(rules.POWERS.lower, sourceOf(state), command);
  if (facts === undefined) throw new Refusal('not-ended', { project: code }, rules.POWERS.increase.basis[sourceOf(state)]);
  rules.refuseOrder(command.occurredOn, code, facts.since);
  const amount = subtract(known.amount, facts.spent);
  return amount <= 0 ? [] : [{ project, code, amount, keeps: facts.spent, reason }];
}

/** Said twice, true once: an adjustment that was taken, and one that still waits for its answer. */
const saysNothingNew = ({ decisionNo }: AdjustPlan, { project, amount }: AdjustItem, { funded }: Plan): boolean => {
  const known = funded.get(project);
  return known !== undefined && known.amount === amount && known.decisionNo === decisionNo && known.decided.decisionNo !== decisionNo;
};

/** @throws Refusal `not-in-plan`, or `plan-conflict`: the project has not answered the last change yet */
function settled(project: string, code: string, { funded, pending }: Plan): Funded {
  const known = funded.get(project);
  if (known === undefined) throw new Refusal('not-in-plan', { project: code });
  const waiting = pending.get(project);
  if (waiting !== undefined) throw new Refusal('plan-conflict', { project: code, decisionNo: waiting.decisionNo, pending: true });
  return known;
}

function inPlan<Facts>(code: string, facts: Facts | undefined): Facts {
  if (facts === undefined) throw new Refusal('not-in-plan', { project: code });
  return facts;
}

/** A plan that funds a project has said whose it is. */
function sourceOf({ source }: Plan): Source {
  if (source === null) throw new Error('a plan funds projects and has no source');
  return source;
}

/** The project has taken the change. */
export function confirm(command: ConfirmTaken, { pending }: Plan): readonly PlanEvent[] {
  rules.refuseUnlessFollowUp(command);
  const { decisionNo, project, code } = command;
  const change = pending.get(project);
  if (change?.decisionNo !== decisionNo) return [];
  return [{ type: 'PlanChangeTaken', data: { decisionNo, project, code, amount: change.amount } }];
}

/** The project cannot take what was decided: a change is undone, a first funding is released whole, a place among the waiting is given up. */
export function takeBack(command: TakeBack, { pending, funded, waiting }: Plan): readonly PlanEvent[] {
  rules.refuseUnlessFollowUp(command);
  const { decisionNo, project, code, reason } = command;
  const change = pending.get(project);
  if (change?.decisionNo === decisionNo)
    return [{ type: 'PlanChangeUndone', data: { decisionNo, project, code, amount: change.before, reason } }];
  const known = funded.get(project);
  if (known?.decided.decisionNo === decisionNo && change === undefined)
    return [
      {
        type: 'PlanItemsReleased',
        data: { decisionNo, items: [{ project, code, amount: known.amount, keeps: 0, reason, refusal: reason }] },
      },
    ];
  if (known === undefined && waiting.get(project)?.decisionNo === decisionNo)
    return [{ type: 'PlanItemsReleased', data: { decisionNo, items: [{ project, code, amount: 0, keeps: 0, reason, refusal: reason }] } }];
  return [];
}

function inParts<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const parts: (readonly Item[])[] = [];
  for (let from = 0; from < items.length; from += PLAN_ITEMS_MAX) parts.push(items.slice(from, from + PLAN_ITEMS_MAX));
  return parts;
}
