import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { currentRules } from '../context.ts';
import { Refusal } from '../refusal.ts';
import type { PlanCommand } from './plan.commands.ts';
import { plan } from './plan.decider.ts';
import { allocate, decide, facts } from './plan.fixture.ts';
import { committed, type Plan } from './plan.state.ts';

const PROJECTS = 4;
const context = { today: '2022-12-31', rules: currentRules };

/** What the projects hold by their own streams: they answer late, or not at all. */
type World = { readonly plan: Plan; readonly holds: ReadonlyMap<string, number>; readonly spent: ReadonlyMap<string, number> };

const project = fc.integer({ min: 1, max: PROJECTS }).map((number) => ({ project: `p-${number}`, code: `c-${number}` }));
const money = fc.integer({ min: 1, max: 290 }).map((million) => million * 1_000_000);
const step = fc.oneof(
  fc.record({ act: fc.constant('allocate' as const), amount: fc.integer({ min: 290, max: 600 }).map((million) => million * 1_000_000) }),
  fc.record({ act: fc.constant('decide' as const), member: project, amount: money, decisionNo: fc.constantFrom('1', '2', '3') }),
  fc.record({ act: fc.constant('adjust' as const), member: project, amount: money, decisionNo: fc.constantFrom('4', '5', '6') }),
  fc.record({ act: fc.constant('release' as const), member: project, decisionNo: fc.constantFrom('7', '8') }),
  fc.record({ act: fc.constant('answer' as const), member: project, takes: fc.boolean() }),
  fc.record({ act: fc.constant('pay' as const), member: project, amount: money }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const inHand = (map: ReadonlyMap<string, number>, key: string): number => map.get(key) ?? 0;

function say(world: World, command: PlanCommand): Plan {
  try {
    return plan
      .decide(command, world.plan, context)
      .reduce((state, event) => plan.evolve(state, event, { on: command.occurredOn, actor: command.actor }), world.plan);
  } catch (error) {
    if (error instanceof Refusal) return world.plan;
    throw error;
  }
}

function live(world: World, one: Step): World {
  const by = { occurredOn: '2022-06-01', actor: 'u-minister', role: 'ministry-leader' } as const;
  switch (one.act) {
    case 'allocate':
      return { ...world, plan: say(world, { ...allocate, amount: one.amount }) };
    case 'decide': {
      const items = [{ ...one.member, amount: one.amount, facts }];
      return { ...world, plan: say(world, { ...decide, decisionNo: one.decisionNo, items }) };
    }
    case 'adjust': {
      const spent = inHand(world.spent, one.member.project);
      const items = [{ ...one.member, amount: one.amount, reason: 'x', facts: { ...facts, spent, approvedOn: '2021-12-20' } }];
      return { ...world, plan: say(world, { ...by, type: 'AdjustPlan', decisionNo: one.decisionNo, items }) };
    }
    case 'release': {
      const items = [{ ...one.member, reason: 'x', facts: { since: '2022-01-01', spent: inHand(world.spent, one.member.project) } }];
      return { ...world, plan: say(world, { ...by, type: 'ReleaseItems', decisionNo: one.decisionNo, items }) };
    }
    case 'answer':
      return answer(world, one.member, one.takes);
    case 'pay': {
      const { project: id } = one.member;
      if (inHand(world.spent, id) + one.amount > inHand(world.holds, id)) return world;
      return { ...world, spent: new Map(world.spent).set(id, inHand(world.spent, id) + one.amount) };
    }
  }
}

/** The project's side first, then the plan is told: as the follow-ups do. */
function answer(world: World, member: { readonly project: string; readonly code: string }, takes: boolean): World {
  const { project: id } = member;
  const pending = world.plan.pending.get(id);
  const known = world.plan.funded.get(id);
  const amount = pending?.amount ?? known?.amount;
  const decisionNo = pending?.decisionNo ?? known?.decisionNo;
  if (amount === undefined || decisionNo === undefined) return world;
  if (pending === undefined && world.holds.has(id)) return world;
  const able = takes && amount >= inHand(world.spent, id);
  const command = { ...member, decisionNo, occurredOn: '2022-06-01', actor: 'follow-up:u-minister' };
  if (!able) return { ...world, plan: say(world, { ...command, type: 'TakeBack', reason: 'illegal-transition' }) };
  const holds = new Map(world.holds).set(id, amount);
  return { ...world, holds, plan: say(world, { ...command, type: 'ConfirmTaken' }) };
}

const total = (amounts: Iterable<number>): number => [...amounts].reduce((a, b) => a + b, 0);

describe('whatever is said to a plan, in whatever order', () => {
  it('never gives more than it has, nor do its projects ever hold more', () =>
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 80, size: 'max' }), (steps) => {
        let world: World = { plan: plan.initial, holds: new Map(), spent: new Map() };
        for (const one of steps) {
          world = live(world, one);
          const { plan: state } = world;
          expect(state.total).toBe(total([...state.funded.values()].map(({ amount }) => amount)));
          expect(state.held).toBe(total([...state.pending.values()].map(({ before, amount }) => Math.max(0, before - amount))));
          expect(committed(state)).toBeLessThanOrEqual(state.allocation ?? 0);
          expect(total(world.holds.values())).toBeLessThanOrEqual(state.allocation ?? 0);
          for (const { amount } of state.funded.values()) expect(amount).toBeGreaterThanOrEqual(0);
          for (const id of state.pending.keys()) expect(state.funded.has(id)).toBe(true);
        }
      }),
      { numRuns: 400 },
    ));
});
