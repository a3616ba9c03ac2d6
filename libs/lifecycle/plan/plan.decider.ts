/** The rulebook of an annual plan: which projects it funds, decision by decision (NĐ 45/2012 art. 2(2)). */
import type { ProvinceRef, Source } from '#reference/province-ref';
import type { Context } from '../context.ts';
import { currentRules } from '../context.ts';
import type { Asked, Decider } from '../decider.ts';
import { type Dong, isDong, sum } from '../money.ts';
import { Refusal } from '../refusal.ts';
import { ruleSetOn } from '../rules.ts';
import { type LeftOut, PLAN_ITEMS_MAX, type PlanDecided, type PlanEvent, type PlanItem } from './plan.events.ts';

export type DecidePlan = Asked & {
  readonly type: 'DecidePlan';
  readonly source: Source;
  readonly year: number;
  readonly province: ProvinceRef | null;
  readonly decisionNo: string;
  readonly items: readonly PlanItem[];
  readonly leftOut: readonly LeftOut[];
  readonly attested?: NonNullable<PlanDecided['attested']>;
};

type Funded = { readonly decisionNo: string; readonly amount: Dong };
export type Plan = {
  /** Day of each decision, by number. */
  readonly decisions: ReadonlyMap<string, string>;
  readonly funded: ReadonlyMap<string, Funded>;
  readonly leftOut: ReadonlySet<string>;
  readonly total: Dong;
};

export const plan: Decider<DecidePlan, Plan, PlanEvent, Context> = {
  initial: { decisions: new Map(), funded: new Map(), leftOut: new Set(), total: 0 },

  decide(command, state, { today }) {
    const { source, year, province, decisionNo, attested } = command;
    if (command.occurredOn > today) throw new Refusal('in-the-future', { occurredOn: command.occurredOn, today });
    if (attested !== undefined && !command.actor.startsWith('import:')) throw new Refusal('not-attestable', { actor: command.actor });
    if (decisionNo.trim() === '') throw new Refusal('blank', { field: 'decisionNo' });
    const items = command.items.filter((item) => isNew(item, decisionNo, state));
    const leftOut = command.leftOut.filter(({ project }) => !state.leftOut.has(project));
    refuseTwice([...items, ...leftOut]);
    return chunks(items, leftOut).map((part) => ({
      type: 'PlanDecided',
      data: { source, year, province, decisionNo, ...part, ...(attested === undefined ? {} : { attested }) },
    }));
  },

  evolve(state, { data }, { on }) {
    const funded = new Map(state.funded);
    for (const { project, amount } of data.items) funded.set(project, { decisionNo: data.decisionNo, amount });
    return {
      decisions: new Map(state.decisions).set(data.decisionNo, on),
      funded,
      leftOut: new Set([...state.leftOut, ...data.leftOut.map(({ project }) => project)]),
      total: sum(state.total, ...data.items.map(({ amount }) => amount)),
    };
  },

  ruleSet: ({ occurredOn }) => ruleSetOn(currentRules, occurredOn),
};

/** @throws Refusal the plan funds the project already, by another decision or with another amount */
function isNew({ project, code, amount }: PlanItem, decisionNo: string, { funded }: Plan): boolean {
  if (!isDong(amount) || amount <= 0) throw new Refusal('amount', { field: 'amount', amount, project: code });
  const known = funded.get(project);
  if (known === undefined) return true;
  if (known.decisionNo === decisionNo && known.amount === amount) return false;
  throw new Refusal('plan-conflict', { project: code, decisionNo: known.decisionNo, amount: known.amount });
}

function refuseTwice(members: readonly { readonly project: string; readonly code: string }[]): void {
  const seen = new Set<string>();
  for (const { project, code } of members) {
    if (seen.has(project)) throw new Refusal('plan-conflict', { project: code, twice: true });
    seen.add(project);
  }
}

function chunks(items: readonly PlanItem[], leftOut: readonly LeftOut[]): readonly Pick<PlanDecided, 'items' | 'leftOut'>[] {
  const parts: Pick<PlanDecided, 'items' | 'leftOut'>[] = [];
  for (let from = 0; from < Math.max(items.length, leftOut.length); from += PLAN_ITEMS_MAX) {
    const to = from + PLAN_ITEMS_MAX;
    parts.push({ items: items.slice(from, to), leftOut: leftOut.slice(from, to) });
  }
  return parts;
}
