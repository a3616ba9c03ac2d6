import { describe, expect, it } from '@jest/globals';
import { type Past, scenarios } from '#testkit/scenario';
import { currentRules } from '../context.ts';
import type { AdjustItem, AdjustPlan, ConfirmTaken, ReleaseItems, TakeBack } from './plan.commands.ts';
import { plan } from './plan.decider.ts';
import type { PlanEvent } from './plan.events.ts';
import { allocate, allocated, decide, decided, facts, item, left, other } from './plan.fixture.ts';
import { committed, freeMoney } from './plan.state.ts';

const { given, stateAfter } = scenarios(plan);
const funded = { ...facts, proposedAmount: 290_000_000, since: '2022-02-01', spent: 0, approvedOn: '2021-12-20' };
const change: AdjustItem = { project: 'p-1', code: item.code, amount: 200_000_000, reason: 'Giảm khối lượng', facts: funded };
const adjust: AdjustPlan = {
  type: 'AdjustPlan',
  occurredOn: '2022-06-01',
  actor: 'u-agency',
  role: 'agency-officer',
  decisionNo: '120/QĐ-ĐCK',
  items: [change],
};
const lowered = {
  on: '2022-06-01',
  type: 'PlanAdjusted',
  data: {
    decisionNo: '120/QĐ-ĐCK',
    items: [{ project: 'p-1', code: item.code, amount: 200_000_000, before: 290_000_000, reason: 'Giảm khối lượng' }],
  },
} satisfies Past<PlanEvent>;
const answer = { project: 'p-1', code: item.code, decisionNo: '120/QĐ-ĐCK', occurredOn: '2022-06-01', actor: 'follow-up:u-agency' };
const confirm: ConfirmTaken = { type: 'ConfirmTaken', ...answer };
const takeBack: TakeBack = { type: 'TakeBack', ...answer, reason: 'advance-over-approved' };
const changeData = { decisionNo: '120/QĐ-ĐCK', project: 'p-1', code: item.code };
const taken = {
  on: '2022-06-01',
  actor: 'u-x',
  type: 'PlanChangeTaken',
  data: { ...changeData, amount: 200_000_000 },
} satisfies Past<PlanEvent>;
const undone = {
  on: '2022-06-01',
  type: 'PlanChangeUndone',
  data: { ...changeData, amount: 290_000_000, reason: 'advance-over-approved' },
} satisfies Past<PlanEvent>;
const release: ReleaseItems = {
  type: 'ReleaseItems',
  occurredOn: '2022-07-01',
  actor: 'u-agency',
  role: 'agency-leader',
  decisionNo: '130/QĐ-BCT',
  items: [{ project: 'p-1', code: item.code, reason: 'Ngừng thực hiện', facts: { since: '2022-06-20', spent: 90_000_000 } }],
};
const released = {
  on: '2022-07-01',
  type: 'PlanItemsReleased',
  data: {
    decisionNo: '130/QĐ-BCT',
    items: [{ project: 'p-1', code: item.code, amount: 200_000_000, keeps: 90_000_000, reason: 'Ngừng thực hiện' }],
  },
} satisfies Past<PlanEvent>;
const CABINET = 'TT 36/2013/TT-BCT, art. 11(2)a';

describe('adjusting a plan (TT 36/2013 art. 11)', () => {
  it('lowers by the Cục, and says what was before', () =>
    given(allocated, decided).when(adjust).then({ type: 'PlanAdjusted', data: lowered.data }));
  it('keeps an amount by the Cục too, and may go down to what is paid', () => {
    const kept = { ...lowered.data.items[0]!, amount: 290_000_000 };
    given(allocated, decided)
      .when({ ...adjust, items: [{ ...change, amount: 290_000_000 }] })
      .then({ type: 'PlanAdjusted', data: { ...lowered.data, items: [kept] } });
    given(allocated, decided)
      .when({ ...adjust, items: [{ ...change, facts: { ...funded, spent: 200_000_000 } }] })
      .then({ type: 'PlanAdjusted', data: lowered.data });
  });
  it('increases by the Minister only, within the allocation, the appraisal and the ceiling', () => {
    const low = { ...decided, data: { ...decided.data, items: [{ ...item, amount: 200_000_000 }] } };
    const more = { ...adjust, role: 'ministry-leader', items: [{ ...change, amount: 290_000_000 }] } as const;
    const raised = { ...change, amount: 290_000_000, before: 200_000_000 };
    const { facts: _facts, ...recorded } = raised;
    given(allocated, low)
      .when(more)
      .then({ type: 'PlanAdjusted', data: { decisionNo: '120/QĐ-ĐCK', items: [recorded] } });
    given(allocated, low)
      .when({ ...more, role: 'agency-leader' })
      .thenRefused('not-your-role', { who: ['ministry-leader'] }, CABINET);
    given(allocated, low)
      .when({ ...more, items: [{ ...change, amount: 290_000_001 }] })
      .thenRefused('amount-over-appraised');
    given(allocated, low)
      .when({ ...more, items: [{ ...change, amount: 310_000_000, facts: { ...funded, proposedAmount: 400_000_000 } }] })
      .thenRefused('ceiling', { most: 300_000_000 });
    given({ ...allocated, data: { ...allocated.data, amount: 289_999_999 } }, low)
      .when(more)
      .thenRefused('allocation-exceeded', { asked: 90_000_000, free: 89_999_999 });
    given(low).when(more).thenRefused('allocation-missing');
  });
  it('judges more money by the rules of the day on which the plan took the project in', () => {
    const lowered2016 = { ...decided, on: '2016-12-20', data: { ...decided.data, items: [{ ...item, amount: 150_000_000 }] } };
    const asked = { ...facts, proposedAmount: 250_000_000, spent: 0, since: '2017-01-01' };
    const raise = { project: item.project, code: item.code, amount: 201_000_000, reason: 'Giá máy tăng' };
    const raising = (approvedOn: string, amount: number) =>
      given(allocated, lowered2016).when({
        ...adjust,
        role: 'ministry-leader',
        items: [{ ...raise, amount, facts: { ...asked, approvedOn } }],
      });
    raising('2016-12-20', 201_000_000).thenRefused('ceiling', { most: 200_000_000, day: '2016-12-20' });
    raising('2021-12-20', 250_000_000).then({
      type: 'PlanAdjusted',
      data: { decisionNo: '120/QĐ-ĐCK', items: [{ ...raise, amount: 250_000_000, before: 150_000_000 }] },
    });
  });
  it('asks the Chairman of the province for every change of KCDP', () => {
    const local = {
      ...decided,
      data: { ...decided.data, source: 'KCDP', province: { set: 'vn63', code: '38' } },
    } satisfies Past<PlanEvent>;
    given(local)
      .when(adjust)
      .thenRefused('not-your-role', { who: ['province-leader'] });
    given(local)
      .when({ ...adjust, role: 'province-leader' })
      .then({ type: 'PlanAdjusted', data: lowered.data });
  });
  it('never goes below what was paid, nor without a reason, nor before the project was there', () => {
    given(allocated, decided)
      .when({ ...adjust, items: [{ ...change, facts: { ...funded, spent: 200_000_001 } }] })
      .thenRefused('advance-over-approved', { advanced: 200_000_001, approved: 200_000_000 });
    given(allocated, decided)
      .when({ ...adjust, items: [{ ...change, reason: ' ' }] })
      .thenRefused('blank', { field: 'reason', project: item.code });
    given(allocated, decided)
      .when({ ...adjust, occurredOn: '2022-01-31' })
      .thenRefused('date-order', { field: 'occurredOn', occurredOn: '2022-01-31', since: '2022-02-01', project: item.code });
    given(allocated).when(adjust).thenRefused('not-in-plan', { project: item.code });
    given(allocated, decided)
      .when({ ...adjust, items: [{ project: 'p-1', code: item.code, amount: 1, reason: 'x' }] })
      .thenRefused('not-in-plan', { project: item.code });
    given(allocated, decided)
      .when({ ...adjust, actor: 'u-appraiser' })
      .thenRefused('segregation');
    given(allocated, decided)
      .when({ ...adjust, items: [change, change] })
      .thenRefused('plan-conflict', { twice: true });
    given(allocated, decided)
      .when({ ...adjust, items: [{ ...change, amount: 0 }] })
      .thenRefused('amount', { field: 'amount', amount: 0, project: item.code });
  });
  it('is another change with another amount, or under the number that funded the project', () => {
    const changed = (decisionNo: string, amount: number, before: number) => ({
      type: 'PlanAdjusted' as const,
      data: { decisionNo, items: [{ ...lowered.data.items[0]!, amount, before }] },
    });
    given(allocated, decided, lowered, taken)
      .when({ ...adjust, items: [{ ...change, amount: 190_000_000 }] })
      .then(changed('120/QĐ-ĐCK', 190_000_000, 200_000_000));
    given(allocated, decided)
      .when({ ...adjust, decisionNo: decide.decisionNo, items: [{ ...change, amount: 290_000_000 }] })
      .then(changed(decide.decisionNo, 290_000_000, 290_000_000));
  });
  it('keeps an event to 500 projects', () => {
    const many = Array.from({ length: 501 }, (_, index) => ({ project: `p-${index}`, code: `c-${index}` }));
    const all = { ...decided, data: { ...decided.data, items: many.map((one) => ({ ...one, amount: 2 })) } };
    const events = plan.decide({ ...adjust, items: many.map((one) => ({ ...change, ...one, amount: 1 })) }, stateAfter([all]), {
      today: '2022-12-31',
      rules: currentRules,
    });
    expect(events.map((event) => (event.type === 'PlanAdjusted' ? event.data.items.length : 0))).toEqual([500, 1]);
  });
  it('said twice is true once; another change waits for the answer to this one', () => {
    given(allocated, decided, lowered).when(adjust).thenNothing();
    given(allocated, decided, lowered, taken).when(adjust).thenNothing();
    given(allocated, decided, lowered)
      .when({ ...adjust, decisionNo: '121/QĐ-ĐCK' })
      .thenRefused('plan-conflict', { decisionNo: '120/QĐ-ĐCK', pending: true });
  });
});

describe('freed money', () => {
  it('is free only once the project has taken the change: until then the larger amount is held', () => {
    const waiting = stateAfter([allocated, decided, lowered]);
    expect({ total: waiting.total, held: waiting.held, free: freeMoney(waiting) }).toEqual({
      total: 200_000_000,
      held: 90_000_000,
      free: 210_000_000,
    });
    const after = stateAfter([allocated, decided, lowered, taken]);
    expect({ committed: committed(after), free: freeMoney(after) }).toEqual({ committed: 200_000_000, free: 300_000_000 });
    expect(after.freed).toEqual([
      {
        project: 'p-1',
        code: item.code,
        amount: 90_000_000,
        decisionNo: '120/QĐ-ĐCK',
        reason: 'Giảm khối lượng',
        on: '2022-06-01',
        by: 'u-x',
      },
    ]);
    given(allocated, decided, lowered)
      .when({ ...decide, occurredOn: '2022-06-02', items: [{ ...other, amount: 210_000_001, facts }] })
      .thenRefused('allocation-exceeded', { free: 210_000_000 });
    given(allocated, decided, lowered)
      .when({ ...allocate, amount: 289_999_999 })
      .thenRefused('allocation-under-funded', { funded: 290_000_000 });
  });
  it('stays with a project that cannot take the change', () => {
    const after = stateAfter([allocated, decided, lowered, undone]);
    expect(after).toMatchObject({ total: 290_000_000, held: 0, freed: [] });
    expect(after.funded.get('p-1')).toMatchObject({ decisionNo: '2801/QĐ-BCT', amount: 290_000_000 });
  });
  it('is what an ended project has not spent', () => {
    given(allocated, decided).when(release).then({ type: 'PlanItemsReleased', data: released.data });
    given(allocated, decided, released).when(release).thenNothing();
    expect(stateAfter([allocated, decided, released])).toMatchObject({ total: 90_000_000, held: 200_000_000 });
    given(allocated, decided)
      .when({ ...release, items: [{ project: 'p-1', code: item.code, reason: 'x' }] })
      .thenRefused('not-ended', { project: item.code }, CABINET);
    given(allocated, decided)
      .when({ ...release, role: 'department-leader' })
      .thenRefused('not-your-role', {}, 'TT 36/2013/TT-BCT, art. 11(2)b');
    given(allocated).when(release).thenRefused('not-in-plan');
    given(allocated, decided)
      .when({ ...release, items: [{ ...release.items[0]!, reason: ' ' }] })
      .thenRefused('blank', { field: 'reason', project: item.code });
    given(allocated, decided)
      .when({ ...release, items: [release.items[0]!, release.items[0]!] })
      .thenRefused('plan-conflict', { project: item.code, twice: true });
    given(allocated, decided)
      .when({ ...release, occurredOn: '2022-06-19' })
      .thenRefused('date-order', { occurredOn: '2022-06-19', since: '2022-06-20' });
    given(allocated, decided)
      .when({ ...release, items: [{ ...release.items[0]!, facts: { since: '2022-06-20', spent: 290_000_000 } }] })
      .thenNothing();
  });
  it('of a project that spent nothing leaves the plan, and the same decision is known', () => {
    const whole = { ...released, data: { ...released.data, items: [{ ...released.data.items[0]!, amount: 290_000_000, keeps: 0 }] } };
    const gone = { ...taken, data: { ...taken.data, decisionNo: '130/QĐ-BCT', amount: 0 } };
    const after = stateAfter([allocated, decided, whole, gone]);
    expect({ funded: after.funded.size, total: after.total, free: freeMoney(after) }).toEqual({ funded: 0, total: 0, free: 500_000_000 });
    given(allocated, decided, whole, gone).when(release).thenNothing();
  });
});

describe('the answers of the projects', () => {
  it('are taken from the follow-up only', () => {
    given(allocated, decided, lowered).when(confirm).then({ type: 'PlanChangeTaken', data: taken.data });
    given(allocated, decided, lowered)
      .when({ ...confirm, actor: 'u-agency' })
      .thenRefused('not-your-role', { command: 'ConfirmTaken', role: null, who: [] });
    given(allocated, decided, lowered)
      .when({ ...takeBack, actor: 'import:demo' })
      .thenRefused('not-your-role', { command: 'TakeBack' });
  });
  it('count once, and only for the change that waits', () => {
    given(allocated, decided, lowered, taken).when(confirm).thenNothing();
    given(allocated, decided, lowered)
      .when({ ...confirm, decisionNo: '1' })
      .thenNothing();
    given(allocated, decided, lowered).when(takeBack).then({ type: 'PlanChangeUndone', data: undone.data });
    given(allocated, decided, lowered, undone).when(takeBack).thenNothing();
    given(allocated, decided, lowered)
      .when({ ...takeBack, decisionNo: decide.decisionNo })
      .thenNothing();
  });
  it('free nothing where the amount stays', () => {
    const same = { ...lowered, data: { ...lowered.data, items: [{ ...lowered.data.items[0]!, amount: 290_000_000 }] } };
    const kept = { ...taken, data: { ...taken.data, amount: 290_000_000 } };
    expect(stateAfter([allocated, decided, same, kept])).toMatchObject({ freed: [], total: 290_000_000, held: 0 });
  });
  it('give back the whole amount of a project that could not be funded, at once', () => {
    const refused = { ...takeBack, decisionNo: '2801/QĐ-BCT', reason: 'illegal-transition' };
    const back = {
      on: '2021-12-20',
      type: 'PlanItemsReleased',
      data: {
        decisionNo: '2801/QĐ-BCT',
        items: [
          { project: 'p-1', code: item.code, amount: 290_000_000, keeps: 0, reason: 'illegal-transition', refusal: 'illegal-transition' },
        ],
      },
    } satisfies Past<PlanEvent>;
    given(allocated, decided).when(refused).then({ type: 'PlanItemsReleased', data: back.data });
    const after = stateAfter([allocated, decided, back]);
    expect(after).toMatchObject({ total: 0, held: 0, freed: [{ amount: 290_000_000, reason: 'illegal-transition' }] });
    given(allocated, decided, back).when(decide).then({ type: 'PlanDecided', data: decided.data });
    given(allocated, decided, back).when(refused).thenNothing();
    const again = { ...decided, on: '2022-01-10', data: { ...decided.data, decisionNo: '2802/QĐ-BCT' } };
    given(allocated, decided, back, again).when(release).then({ type: 'PlanItemsReleased', data: released.data });
  });
  it('take a project off the waiting list when it is not there to wait', () => {
    const out = { ...decided, data: { ...decided.data, items: [], leftOut: [left] } };
    const gone = { ...takeBack, project: 'p-3', code: left.code, decisionNo: '2801/QĐ-BCT' };
    const items = [
      { project: 'p-3', code: left.code, amount: 0, keeps: 0, reason: 'advance-over-approved', refusal: 'advance-over-approved' },
    ];
    given(out)
      .when(gone)
      .then({ type: 'PlanItemsReleased', data: { decisionNo: '2801/QĐ-BCT', items } });
    const after = stateAfter([out, { on: '2021-12-20', type: 'PlanItemsReleased', data: { decisionNo: '2801/QĐ-BCT', items } }]);
    expect(after.waiting.size).toBe(0);
    given(out, { on: '2021-12-20', type: 'PlanItemsReleased', data: { decisionNo: '2801/QĐ-BCT', items } })
      .when({ ...decide, items: [], leftOut: [left] })
      .thenNothing();
  });
});
