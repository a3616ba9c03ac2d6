import { describe, expect, it } from '@jest/globals';
import { type Past, scenarios } from '#testkit/scenario';
import { currentRules } from '../context.ts';
import { type DecidePlan, plan } from './plan.decider.ts';
import { type PlanEvent, planStream } from './plan.events.ts';

const { given, stateAfter } = scenarios(plan);
const item = { project: 'p-1', code: 'KCQG-2022-38-001', amount: 290_000_000 };
const other = { project: 'p-2', code: 'KCQG-2022-38-002', amount: 10_000_000 };
const decide: DecidePlan = {
  type: 'DecidePlan',
  occurredOn: '2021-12-20',
  actor: 'u-1',
  source: 'KCQG',
  year: 2022,
  province: null,
  decisionNo: '2801/QĐ-BCT',
  items: [item],
  leftOut: [],
};
const decided = {
  on: '2021-12-20',
  type: 'PlanDecided',
  data: { source: 'KCQG', year: 2022, province: null, decisionNo: '2801/QĐ-BCT', items: [item], leftOut: [] },
} satisfies Past<PlanEvent>;

describe('deciding a plan', () => {
  it('funds projects by one decision', () => given().when(decide).then({ type: 'PlanDecided', data: decided.data }));
  it('said twice is true once', () => given(decided).when(decide).thenNothing());
  it('continues the decision with projects that are not in it yet', () =>
    given(decided)
      .when({ ...decide, items: [item, other] })
      .then({ type: 'PlanDecided', data: { ...decided.data, items: [other] } }));
  it('never funds a project by two decisions or with two amounts', () => {
    given(decided)
      .when({ ...decide, decisionNo: '2802/QĐ-BCT' })
      .thenRefused('plan-conflict', { decisionNo: '2801/QĐ-BCT' });
    given(decided)
      .when({ ...decide, items: [{ ...item, amount: 1 }] })
      .thenRefused('plan-conflict', { amount: 290_000_000 });
    given()
      .when({ ...decide, items: [item, item] })
      .thenRefused('plan-conflict', { twice: true });
  });
  it('refuses amounts that are no money, a blank number and a day to come', () => {
    given()
      .when({ ...decide, items: [{ ...item, amount: 0 }] })
      .thenRefused('amount');
    given()
      .when({ ...decide, decisionNo: ' ' })
      .thenRefused('blank');
    given()
      .when({ ...decide, occurredOn: '2023-01-01' })
      .thenRefused('in-the-future');
  });
  it('keeps an event to 500 projects', () => {
    const items = Array.from({ length: 1_001 }, (_, index) => ({ project: `p-${index}`, code: `c-${index}`, amount: 1 }));
    expect(
      plan.decide({ ...decide, items }, plan.initial, { today: '2022-12-31', rules: currentRules }).map(({ data }) => data.items.length),
    ).toEqual([500, 500, 1]);
  });
  it('adds up what it funds, and remembers whom it left out', () => {
    const more = { ...decided, data: { ...decided.data, items: [other], leftOut: [{ project: 'p-3', code: 'c', reason: 'x' }] } };
    expect(stateAfter([decided, more])).toMatchObject({ total: 300_000_000, leftOut: new Set(['p-3']) });
  });
  it('accepts attestation from an import only', () =>
    given()
      .when({ ...decide, attested: { by: 'register', document: 'r.csv', steps: ['allocation'] } })
      .thenRefused('not-attestable'));
  it('has a stream per source and year, and per province for local money', () => {
    expect(planStream('KCQG', 2022, null)).toBe('plan-KCQG-2022');
    expect(planStream('KCDP', 2022, { set: 'vn63', code: '38' })).toBe('plan-KCDP-2022-vn63.38');
  });
});
