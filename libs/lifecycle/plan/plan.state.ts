import type { Source } from '#reference/province-ref';
import { unreachable } from '../decider.ts';
import { type Dong, subtract, sum } from '../money.ts';
import type { PlanChange, PlanDecided, PlanEvent, ReleasedItem } from './plan.events.ts';

export type Funded = {
  readonly decisionNo: string;
  readonly amount: Dong;
  /** The decision that brought it into the plan, as it was said. */
  readonly decided: { readonly decisionNo: string; readonly amount: Dong };
};
/** A change that the project has not answered. While it waits, the larger of the two amounts is held. */
export type Pending = {
  readonly decisionNo: string;
  readonly before: Dong;
  readonly amount: Dong;
  readonly code: string;
  readonly reason: string;
  /** The decision that stands again when the project cannot take this one. */
  readonly was: string;
};
export type Freed = {
  readonly project: string;
  readonly code: string;
  readonly amount: Dong;
  readonly decisionNo: string;
  readonly reason: string;
  readonly on: string;
  /** Whose act it was. */
  readonly by: string;
};
export type Waiting = { readonly code: string; readonly decisionNo: string; readonly reason: string; readonly on: string };

export type Plan = {
  /** null: nothing was said about the plan yet. */
  readonly source: Source | null;
  /** null: not known, as in plans taken over from a register. */
  readonly allocation: Dong | null;
  /** Day of each decision, by number. */
  readonly decisions: ReadonlyMap<string, string>;
  readonly funded: ReadonlyMap<string, Funded>;
  /** Funded once and no longer: what they were given is known, so that a register may say it again. */
  readonly released: ReadonlyMap<string, Funded>;
  readonly leftOut: ReadonlySet<string>;
  /** Left out and not funded since: freed money may be offered to them. */
  readonly waiting: ReadonlyMap<string, Waiting>;
  readonly pending: ReadonlyMap<string, Pending>;
  readonly freed: readonly Freed[];
  /** Sum of the amounts of the funded projects. */
  readonly total: Dong;
  /** Freed by a lowering or a release that the project has not answered: not free yet. */
  readonly held: Dong;
};

export const emptyPlan: Plan = {
  source: null,
  allocation: null,
  decisions: new Map(),
  funded: new Map(),
  released: new Map(),
  leftOut: new Set(),
  waiting: new Map(),
  pending: new Map(),
  freed: [],
  total: 0,
  held: 0,
};

/** What nobody else may be given: the funded amounts, and what is freed but not yet given up. */
export const committed = ({ total, held }: Pick<Plan, 'total' | 'held'>): Dong => sum(total, held);

/** null: the allocation is not known. Below zero where a register was taken over that funds more than is allocated. */
export const freeMoney = (plan: Pick<Plan, 'allocation' | 'total' | 'held'>): Dong | null =>
  plan.allocation === null ? null : subtract(plan.allocation, committed(plan));

export function evolvePlan(state: Plan, event: PlanEvent, on: string, by: string): Plan {
  switch (event.type) {
    case 'PlanAllocated':
      return { ...state, source: event.data.source, allocation: event.data.amount };
    case 'PlanDecided':
      return decided(state, event.data, on);
    case 'PlanAdjusted':
      return event.data.items.reduce(
        (plan, { project, ...item }) => change(plan, project, { ...item, decisionNo: event.data.decisionNo }),
        withDecision(state, event.data.decisionNo, on),
      );
    case 'PlanItemsReleased':
      return event.data.items.reduce(
        (plan, item) => released(plan, item, { decisionNo: event.data.decisionNo, on, by }),
        withDecision(state, event.data.decisionNo, on),
      );
    case 'PlanChangeTaken':
      return taken(state, event.data, on, by);
    case 'PlanChangeUndone':
      return undone(state, event.data);
    default:
      return unreachable(event);
  }
}

/** The first day that a number is seen on stays its day, as a decision is continued under it. */
const withDecision = (state: Plan, decisionNo: string, on: string): Plan =>
  state.decisions.has(decisionNo) ? state : { ...state, decisions: new Map(state.decisions).set(decisionNo, on) };

function decided(state: Plan, { source, decisionNo, items, leftOut }: PlanDecided, on: string): Plan {
  const funded = new Map(state.funded);
  const released = new Map(state.released);
  const waiting = new Map(state.waiting);
  for (const { project, code, reason } of leftOut) waiting.set(project, { code, decisionNo, reason, on });
  for (const { project, amount } of items) {
    funded.set(project, { decisionNo, amount, decided: { decisionNo, amount } });
    released.delete(project);
    waiting.delete(project);
  }
  return {
    ...state,
    source,
    decisions: new Map(state.decisions).set(decisionNo, on),
    funded,
    released,
    waiting,
    leftOut: leftOut.length === 0 ? state.leftOut : new Set([...state.leftOut, ...leftOut.map(({ project }) => project)]),
    total: sum(state.total, ...items.map(({ amount }) => amount)),
  };
}

/** The new amount is the plan's at once; what it frees is held until the project has answered. */
function change(state: Plan, project: string, pending: Omit<Pending, 'was'>): Plan {
  const known = state.funded.get(project);
  if (known === undefined) throw new Error(`a change of ${project}, which the plan does not fund`);
  return {
    ...state,
    funded: new Map(state.funded).set(project, { ...known, decisionNo: pending.decisionNo, amount: pending.amount }),
    pending: new Map(state.pending).set(project, { ...pending, was: known.decisionNo }),
    total: sum(state.total, pending.amount, -known.amount),
    held: sum(state.held, Math.max(0, subtract(pending.before, pending.amount))),
  };
}

type Act = { readonly decisionNo: string; readonly on: string; readonly by: string };

/** With a refusal the project never took the money, so that nothing is waited for. */
function released(state: Plan, { project, code, amount, keeps, reason, refusal }: ReleasedItem, act: Act): Plan {
  const known = state.funded.get(project);
  if (refusal === undefined) {
    return change(state, project, { decisionNo: act.decisionNo, before: sum(keeps, amount), amount: keeps, code, reason });
  }
  const waiting = new Map(state.waiting);
  waiting.delete(project);
  if (known === undefined) return { ...state, waiting };
  return {
    ...without(state, project, known),
    waiting,
    total: subtract(state.total, known.amount),
    freed: [...state.freed, { project, code, amount, reason, ...act }],
  };
}

function without(state: Plan, project: string, known: Funded): Plan {
  const funded = new Map(state.funded);
  funded.delete(project);
  return { ...state, funded, released: new Map(state.released).set(project, known) };
}

function taken(state: Plan, { project }: PlanChange, on: string, by: string): Plan {
  const { answered, pending } = answer(state, project);
  const given = Math.max(0, subtract(pending.before, pending.amount));
  const { decisionNo, code, reason } = pending;
  const freed = given === 0 ? answered.freed : [...answered.freed, { project, code, amount: given, decisionNo, reason, on, by }];
  const known = answered.funded.get(project);
  return { ...(pending.amount > 0 || known === undefined ? answered : without(answered, project, known)), freed };
}

function undone(state: Plan, { project }: PlanChange): Plan {
  const { answered, pending } = answer(state, project);
  const known = answered.funded.get(project);
  if (known === undefined) throw new Error(`${project} is not in the plan`);
  return {
    ...answered,
    funded: new Map(answered.funded).set(project, { ...known, decisionNo: pending.was, amount: pending.before }),
    total: sum(answered.total, pending.before, -pending.amount),
  };
}

function answer(state: Plan, project: string): { readonly answered: Plan; readonly pending: Pending } {
  const pending = state.pending.get(project);
  if (pending === undefined) throw new Error(`${project} answers a change that nobody made`);
  const rest = new Map(state.pending);
  rest.delete(project);
  return {
    pending,
    answered: { ...state, pending: rest, held: subtract(state.held, Math.max(0, subtract(pending.before, pending.amount))) },
  };
}
