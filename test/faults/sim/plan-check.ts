import type { RecordedEvent } from '#event-log/event-log';
import type { ProjectCheck } from './project-check.ts';
import type { World } from './world.ts';

interface Item {
  readonly project: string;
  readonly amount: number;
  readonly before: number;
  readonly keeps: number;
  readonly refusal?: string;
}
type Data = Item & { readonly items?: readonly Item[] };

/** One plan by its events: what it gives to whom, and what of it the project has not answered. */
interface Account {
  allocation: number | null;
  readonly gives: Map<string, number>;
  readonly pending: Map<string, number>;
}

/** What plans give and what projects hold of it, by an account of its own: the larger of the two is never more than there is. */
export class PlanCheck {
  readonly #plans = new Map<string, Account>();

  constructor(
    private readonly world: World,
    private readonly projects: ProjectCheck,
  ) {}

  take({ stream, type, data }: RecordedEvent): void {
    if (stream.startsWith('plan-')) {
      const account = this.#plans.get(stream) ?? { allocation: null, gives: new Map(), pending: new Map() };
      this.#plans.set(stream, account);
      enter(account, type, data as unknown as Data);
    } else if (type !== 'ApprovedInPlan' && type !== 'ApprovalAdjusted') return;
    for (const [plan, account] of this.#plans) this.#ceiling(plan, account, type);
  }

  /** At rest both sides say the same. */
  check(): void {
    for (const [plan, { gives, pending }] of this.#plans) {
      const holds = this.projects.heldIn(plan);
      if (pending.size > 0) this.world.broken('follow-ups', `${plan} waits for ${[...pending.keys()].join(', ')}`);
      for (const [project, amount] of gives)
        if (holds.get(project) !== amount)
          this.world.broken('follow-ups', `${plan} gives ${amount} to ${project}, which holds ${holds.get(project) ?? 'nothing'}`);
      for (const [project, amount] of holds)
        if (amount > 0 && !gives.has(project))
          this.world.broken('follow-ups', `${project} holds ${amount} of ${plan}, which gives it nothing`);
    }
  }

  #ceiling(plan: string, { allocation, gives, pending }: Account, type: string): void {
    const holds = this.projects.heldIn(plan);
    let sum = 0;
    for (const project of new Set([...gives.keys(), ...holds.keys()]))
      sum += Math.max(gives.get(project) ?? 0, holds.get(project) ?? 0, pending.get(project) ?? 0);
    if (sum > (allocation ?? 0)) this.world.broken('ceiling', `${plan} is bound to ${sum} of ${allocation} (${type})`);
  }
}

function enter(account: Account, type: string, data: Data): void {
  const { gives, pending } = account;
  if (type === 'PlanAllocated') {
    account.allocation = data.amount;
    return;
  }
  for (const item of data.items ?? [data]) {
    const { project } = item;
    if (type === 'PlanDecided') gives.set(project, item.amount);
    else if (type === 'PlanAdjusted') change(account, project, item.before, item.amount);
    else if (type === 'PlanItemsReleased') {
      if (item.refusal !== undefined) gives.delete(project);
      else change(account, project, item.keeps + item.amount, item.keeps);
    } else if (type === 'PlanChangeTaken') {
      pending.delete(project);
      if (gives.get(project) === 0) gives.delete(project);
    } else if (type === 'PlanChangeUndone') {
      gives.set(project, pending.get(project) ?? 0);
      pending.delete(project);
    }
  }
}

/** The plan's word at once; what it was before until the project has answered. */
function change({ gives, pending }: Account, project: string, before: number, amount: number): void {
  pending.set(project, before);
  gives.set(project, amount);
}
