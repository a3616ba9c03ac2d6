/** Phê duyệt, giao kế hoạch: the allocation, and the decision over many projects (NĐ 45/2012 art. 2(2); TT 36/2013 art. 6, 8). */
import type { Context } from '../context.ts';
import { sum } from '../money.ts';
import { Refusal } from '../refusal.ts';
import type { AllocatePlan, DecidePlan, ProposedItem, ProposedLeftOut } from './plan.commands.ts';
import { type LeftOut, PLAN_ITEMS_MAX, type PlanDecided, type PlanEvent, type PlanItem } from './plan.events.ts';
import * as rules from './plan.rules.ts';
import type { Plan } from './plan.state.ts';

export function allocate(command: AllocatePlan, state: Plan): readonly PlanEvent[] {
  const { source, year, province, amount, document, legalBasis } = command;
  rules.refuseNoMoney(amount, document);
  if (state.allocation === amount) return [];
  rules.refuseRole(rules.POWERS.allocate, source, command);
  rules.refuseUnderFunded(state, amount);
  return [{ type: 'PlanAllocated', data: { source, year, province, amount, before: state.allocation, document, legalBasis } }];
}

export function decide(command: DecidePlan, state: Plan, context: Context): readonly PlanEvent[] {
  const { source, year, province, decisionNo, attested } = command;
  const items = command.items.filter((item) => isNew(item, command, state));
  const leftOut = command.leftOut.filter(({ project }) => isNewlyLeftOut(project, decisionNo, state));
  rules.refuseTwice([...items, ...leftOut]);
  for (const { project, code } of leftOut) refuseFunded(project, code, state);
  if (items.length + leftOut.length === 0) return [];
  if (attested === undefined) rules.refuseRole(rules.POWERS.decide, source, command);
  if (!skips(command, 'allocation')) refuseUnproposed(command, items, leftOut, context);
  if (!skips(command, 'segregation')) for (const item of items) rules.refuseAppraiser(command, item, context);
  if (!skips(command, 'allocation') && items.length > 0) rules.refuseOverAllocation(state, sum(...items.map(({ amount }) => amount)));
  return chunks(items.map(recordedItem), leftOut.map(recordedLeftOut)).map((part) => ({
    type: 'PlanDecided',
    data: { source, year, province, decisionNo, ...part, ...(attested === undefined ? {} : { attested }) },
  }));
}

/** A register stands for decisions whose allocation and hands it does not show. */
const skips = ({ attested }: DecidePlan, step: 'allocation' | 'segregation'): boolean => attested?.steps.includes(step) ?? false;

function refuseUnproposed(
  { occurredOn }: DecidePlan,
  items: readonly ProposedItem[],
  leftOut: readonly ProposedLeftOut[],
  context: Context,
): void {
  for (const item of items) {
    const facts = rules.proposed(item.code, item.facts);
    rules.refuseOrder(occurredOn, item.code, facts.since);
    rules.refuseAmountOf(item, facts, occurredOn, context);
  }
  for (const { code, reason, facts } of leftOut) {
    rules.refuseOrder(occurredOn, code, rules.proposed(code, facts).since);
    if (reason.trim() === '') throw new Refusal('blank', { field: 'reason', project: code });
  }
}

/** The facts were the server's and are told by the project's own events: the decision keeps what it says. */
const recordedItem = ({ project, code, amount, multiplier }: ProposedItem): PlanItem => ({
  project,
  code,
  amount,
  ...(multiplier === undefined ? {} : { multiplier }),
});
const recordedLeftOut = ({ project, code, reason }: ProposedLeftOut): LeftOut => ({ project, code, reason });

/** @throws Refusal `amount`, or `plan-conflict`: the plan funds the project already, by another decision or with another amount */
function isNew({ project, code, amount }: PlanItem, { decisionNo, attested }: DecidePlan, { funded, released }: Plan): boolean {
  rules.refuseNoMoney(amount, code);
  const known = funded.get(project) ?? (attested === undefined ? undefined : released.get(project));
  if (known === undefined) return true;
  if (known.decided.decisionNo === decisionNo && known.decided.amount === amount) return false;
  if (!funded.has(project)) return true;
  throw new Refusal('plan-conflict', { project: code, decisionNo: known.decisionNo, amount: known.amount });
}

/** @throws Refusal `plan-conflict`: another decision funds what this one leaves out */
function refuseFunded(project: string, code: string, { funded }: Plan): void {
  const known = funded.get(project);
  if (known !== undefined) throw new Refusal('plan-conflict', { project: code, decisionNo: known.decisionNo, amount: known.amount });
}

const isNewlyLeftOut = (project: string, decisionNo: string, { leftOut, waiting }: Plan): boolean =>
  !leftOut.has(project) || (waiting.get(project)?.decisionNo ?? decisionNo) !== decisionNo;

type Part = Pick<PlanDecided, 'items' | 'leftOut'>;

function chunks(items: readonly PlanItem[], leftOut: readonly LeftOut[]): readonly Part[] {
  const parts: Part[] = [];
  for (let from = 0; from < Math.max(items.length, leftOut.length); from += PLAN_ITEMS_MAX) {
    const to = from + PLAN_ITEMS_MAX;
    parts.push({ items: items.slice(from, to), leftOut: leftOut.slice(from, to) });
  }
  return parts;
}
