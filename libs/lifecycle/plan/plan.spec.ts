import { describe, expect, it } from '@jest/globals';
import { legalBasisOf } from '#reference/rules/rule';
import { scenarios } from '#testkit/scenario';
import { currentRules } from '../context.ts';
import { plan } from './plan.decider.ts';
import { planStream } from './plan.events.ts';
import { allocate, allocated, decide, decided, facts, item, left, other } from './plan.fixture.ts';
import { freeMoney } from './plan.state.ts';

const { given, stateAfter } = scenarios(plan);
const otherAsked = { ...other, facts };
const leftAsked = { ...left, facts: { since: '2021-12-10' } };
const APPROVER = 'NĐ 45/2012/NĐ-CP, art. 2(2)';
/** As the rules cite it; both articles are tested with the rules. */
const basisOf = (rule: string): string => legalBasisOf(currentRules.ceilings.find(({ id }) => id === rule)!);
const MONEY = 'TTLT 26/2014/TTLT-BTC-BCT, art. 8(1)';
const attested = { by: 'register', document: 'r.csv', steps: ['allocation', 'segregation'] } as const;
const imported = { ...decide, actor: 'import:demo', items: [item], attested };

describe('the money of a plan (TTLT 26/2014 art. 8(1))', () => {
  it('is allocated by a paper', () => given().when(allocate).then({ type: 'PlanAllocated', data: allocated.data }));
  it('said twice is true once', () => given(allocated).when(allocate).thenNothing());
  it('is replaced by a later allocation', () =>
    given(allocated)
      .when({ ...allocate, amount: 600_000_000, document: '2750/QĐ-BCT' })
      .then({ type: 'PlanAllocated', data: { ...allocated.data, amount: 600_000_000, before: 500_000_000, document: '2750/QĐ-BCT' } }));
  it('is never less than what projects hold', () => {
    given(allocated, decided)
      .when({ ...allocate, amount: 289_999_999 })
      .thenRefused('allocation-under-funded', { amount: 289_999_999, funded: 290_000_000 }, MONEY);
    given(allocated, decided)
      .when({ ...allocate, amount: 290_000_000 })
      .then({ type: 'PlanAllocated', data: { ...allocated.data, amount: 290_000_000, before: 500_000_000 } });
  });
  it('is given by the Ministry for KCQG, in the province for KCDP, with its paper', () => {
    given()
      .when({ ...allocate, role: 'department-leader' })
      .thenRefused('not-your-role', { who: ['agency-leader', 'ministry-leader'] }, MONEY);
    given()
      .when({ ...allocate, source: 'KCDP', province: { set: 'vn63', code: '38' } })
      .thenRefused('not-your-role', { who: ['department-leader', 'province-leader'] }, MONEY);
    given()
      .when({ ...allocate, legalBasis: '' })
      .thenRefused('blank', { field: 'legalBasis' });
    given()
      .when({ ...allocate, amount: 0.5 })
      .thenRefused('amount');
  });
  it('must be known before a person decides', () => given().when(decide).thenRefused('allocation-missing', { asked: 290_000_000 }, MONEY));
  it('is never exceeded, by one decision or by several', () => {
    given(allocated)
      .when({ ...decide, items: [decide.items[0]!, { ...otherAsked, amount: 210_000_001 }] })
      .thenRefused('allocation-exceeded', { allocation: 500_000_000, funded: 0, asked: 500_000_001, free: 500_000_000 }, MONEY);
    given(allocated, decided)
      .when({ ...decide, decisionNo: '2802/QĐ-BCT', items: [{ ...otherAsked, amount: 210_000_001 }] })
      .thenRefused('allocation-exceeded', { funded: 290_000_000, asked: 210_000_001, free: 210_000_000 });
    given(allocated, decided)
      .when({ ...decide, decisionNo: '2802/QĐ-BCT', items: [{ ...otherAsked, amount: 210_000_000 }] })
      .then({ type: 'PlanDecided', data: { ...decided.data, decisionNo: '2802/QĐ-BCT', items: [{ ...other, amount: 210_000_000 }] } });
  });
  it('is not known to be free before it is allocated', () => expect(freeMoney(stateAfter([decided]))).toBeNull());
  it('is below nothing where a register funded more than is allocated', () => {
    const more = { ...decided, data: { ...decided.data, items: [{ ...other, amount: 300_000_000 }] } };
    expect(freeMoney(stateAfter([allocated, decided, more]))).toBe(-90_000_000);
    given(allocated, decided, more)
      .when({ ...decide, items: [{ ...left, amount: 1, facts }] })
      .thenRefused('allocation-exceeded', { free: 0 });
  });
});

describe('deciding a plan', () => {
  it('funds projects by one decision, and keeps nothing of what it was told about them', () =>
    given(allocated).when(decide).then({ type: 'PlanDecided', data: decided.data }));
  it('said twice is true once, whoever says it again', () => {
    given(allocated, decided).when(decide).thenNothing();
    given(allocated, decided)
      .when({ ...decide, role: 'supervisor' })
      .thenNothing();
  });
  it('funds some and leaves others out at once', () =>
    given(allocated)
      .when({ ...decide, leftOut: [leftAsked] })
      .then({ type: 'PlanDecided', data: { ...decided.data, leftOut: [left] } }));
  it('gives over the plain ceiling what the multiplier that it sets allows (TTLT 26/2014 art. 6(2)t)', () => {
    const rich = { ...item, amount: 400_000_000, facts: { ...facts, proposedAmount: 400_000_000 } };
    given(allocated)
      .when({ ...decide, items: [rich] })
      .thenRefused('ceiling', { most: 300_000_000 });
    given(allocated)
      .when({ ...decide, items: [{ ...rich, multiplier: 1.5 }] })
      .then({ type: 'PlanDecided', data: { ...decided.data, items: [{ ...item, amount: 400_000_000, multiplier: 1.5 }] } });
    given(allocated)
      .when({ ...decide, items: [{ ...rich, amount: 400_000_001, multiplier: 1.5, facts: { ...facts, proposedAmount: 500_000_000 } }] })
      .thenRefused('ceiling', { most: 400_000_000 });
  });
  it('by a register needs no role, and no other hands where it stands for them', () => {
    const { role: _role, ...nobodys } = imported;
    const said = { ...nobodys, items: [{ ...item, facts }], delegatedBy: 'u-appraiser' };
    given()
      .when(said)
      .then({ type: 'PlanDecided', data: { ...decided.data, attested } });
    given()
      .when({ ...said, attested: { ...attested, steps: ['allocation'] } })
      .thenRefused('segregation', { person: 'u-appraiser' });
  });
  it('may be today’s, and a person’s only where no document attests it', () => {
    given(allocated)
      .when({ ...decide, occurredOn: '2022-12-31' })
      .then({ type: 'PlanDecided', data: decided.data });
    given(allocated)
      .when({ ...decide, attested: undefined } as unknown as typeof decide)
      .then({ type: 'PlanDecided', data: decided.data });
    given(allocated)
      .when({ ...decide, attested })
      .thenRefused('not-attestable', { actor: 'u-minister' });
  });
  it('continues the decision with projects that are not in it yet', () =>
    given(allocated, decided)
      .when({ ...decide, items: [...decide.items, otherAsked] })
      .then({ type: 'PlanDecided', data: { ...decided.data, items: [other] } }));
  it('never funds a project by two decisions or with two amounts', () => {
    given(allocated, decided)
      .when({ ...decide, decisionNo: '2802/QĐ-BCT' })
      .thenRefused('plan-conflict', { decisionNo: '2801/QĐ-BCT' });
    given(allocated, decided)
      .when({ ...decide, items: [{ ...item, amount: 1, facts }] })
      .thenRefused('plan-conflict', { amount: 290_000_000 });
    given(allocated)
      .when({ ...decide, items: [decide.items[0]!, decide.items[0]!] })
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
      .thenRefused('in-the-future', { occurredOn: '2023-01-01', today: '2022-12-31' });
  });
  it('leaves projects out with a reason, and again by another decision', () => {
    const out = { ...decided, data: { ...decided.data, items: [], leftOut: [left] } };
    const asked = { ...decide, items: [], leftOut: [leftAsked] };
    given().when(asked).then({ type: 'PlanDecided', data: out.data });
    given(out).when(asked).thenNothing();
    given(out)
      .when({ ...asked, decisionNo: '2900/QĐ-BCT' })
      .then({ type: 'PlanDecided', data: { ...out.data, decisionNo: '2900/QĐ-BCT' } });
    given()
      .when({ ...asked, leftOut: [{ ...leftAsked, reason: ' ' }] })
      .thenRefused('blank', { field: 'reason' });
    given(allocated, decided)
      .when({ ...asked, decisionNo: '2900/QĐ-BCT', leftOut: [{ ...leftAsked, project: 'p-1' }] })
      .thenRefused('plan-conflict', { decisionNo: '2801/QĐ-BCT' });
    given()
      .when({ ...asked, leftOut: [left] })
      .thenRefused('not-proposed', { project: left.code });
  });
  it.each([
    [1_001, [500, 500, 1]],
    [1_000, [500, 500]],
  ])('keeps an event to 500 projects: %d of them', (length, expected) => {
    const items = Array.from({ length }, (_, index) => ({ project: `p-${index}`, code: `c-${index}`, amount: 1 }));
    expect(
      plan
        .decide({ ...imported, items }, plan.initial, { today: '2022-12-31', rules: currentRules })
        .map((event) => (event.type === 'PlanDecided' ? event.data.items.length : 0)),
    ).toEqual(expected);
    const leftOut = items.map(({ project, code }) => ({ project, code, reason: 'x' }));
    expect(
      plan
        .decide({ ...imported, items: [], leftOut }, plan.initial, { today: '2022-12-31', rules: currentRules })
        .map((event) => (event.type === 'PlanDecided' ? event.data.leftOut.length : 0)),
    ).toEqual(expected);
  });
  it('adds up what it funds, and remembers who waits until they are funded', () => {
    const more = { ...decided, data: { ...decided.data, items: [other], leftOut: [left] } };
    expect(stateAfter([decided, more])).toMatchObject({
      total: 300_000_000,
      allocation: null,
      leftOut: new Set(['p-3']),
      waiting: new Map([['p-3', { code: left.code, decisionNo: '2801/QĐ-BCT', reason: left.reason, on: '2021-12-20' }]]),
    });
    const later = { ...decided, data: { ...decided.data, decisionNo: '1', items: [{ project: 'p-3', code: left.code, amount: 5 }] } };
    expect(stateAfter([decided, more, later]).waiting.size).toBe(0);
  });
  it('has a stream per source and year, and per province for local money', () => {
    expect(planStream('KCQG', 2022, null)).toBe('plan-KCQG-2022');
    expect(planStream('KCDP', 2022, { set: 'vn63', code: '38' })).toBe('plan-KCDP-2022-vn63.38');
  });
});

describe('what a decision may fund', () => {
  it('only what is proposed to it (TT 36/2013 art. 8(3))', () =>
    given(allocated)
      .when({ ...decide, items: [item] })
      .thenRefused('not-proposed', { project: item.code }, 'TT 36/2013/TT-BCT, art. 8(3)'));
  it('never more than was appraised', () =>
    given(allocated)
      .when({ ...decide, items: [{ ...item, amount: 290_000_001, facts }] })
      .thenRefused('amount-over-appraised', { appraised: 290_000_000 }));
  it('less than was appraised, as the budget given may demand (TT 36/2013 art. 6(3))', () =>
    given(allocated)
      .when({ ...decide, items: [{ ...item, amount: 1_000_000, facts }] })
      .then({ type: 'PlanDecided', data: { ...decided.data, items: [{ ...item, amount: 1_000_000 }] } }));
  it('never more than the ceiling of the day of the decision (TT 28/2018 art. 8(4))', () => {
    const rich = { ...facts, proposedAmount: 450_000_000 };
    given(allocated)
      .when({ ...decide, items: [{ ...item, amount: 300_000_001, facts: rich }] })
      .thenRefused('ceiling', { most: 300_000_000 }, basisOf('ceiling-machinery-2018'));
    given(allocated)
      .when({ ...decide, occurredOn: '2018-05-10', items: [{ ...item, amount: 200_000_001, facts: { ...rich, since: '2018-01-01' } }] })
      .thenRefused('ceiling', { most: 200_000_000 }, basisOf('ceiling-machinery-2014'));
  });
  it('keeps a priority multiplier of 1 to 1.5 that it sets (TTLT 26/2014 art. 6(2)t)', () => {
    given(allocated)
      .when({ ...decide, items: [{ ...item, multiplier: 1.5, facts }] })
      .then({ type: 'PlanDecided', data: { ...decided.data, items: [{ ...item, multiplier: 1.5 }] } });
    given(allocated)
      .when({ ...decide, items: [{ ...item, multiplier: 1, facts }] })
      .then({ type: 'PlanDecided', data: { ...decided.data, items: [{ ...item, multiplier: 1 }] } });
    for (const multiplier of [0.9, 1.51, Number.NaN])
      given(allocated)
        .when({ ...decide, items: [{ ...item, multiplier, facts }] })
        .thenRefused('multiplier', { most: 1.5 });
  });
  it('nothing on a day before the project was proposed', () => {
    given(allocated)
      .when({ ...decide, occurredOn: '2021-12-09' })
      .thenRefused('date-order', { since: '2021-12-10' });
    given(allocated)
      .when({ ...decide, occurredOn: '2021-12-10' })
      .then({ type: 'PlanDecided', data: decided.data });
  });
});

describe('who decides', () => {
  it('the Minister for KCQG, the Chairman of the province for KCDP (NĐ 45/2012 art. 2(2))', () => {
    for (const role of [undefined, 'agency-leader', 'province-leader'] as const)
      given(allocated)
        .when({ ...decide, ...(role === undefined ? { role: undefined as never } : { role }) })
        .thenRefused('not-your-role', { role: role ?? null, who: ['ministry-leader'] }, APPROVER);
    given()
      .when({ ...decide, source: 'KCDP', province: { set: 'vn63', code: '38' } })
      .thenRefused('not-your-role', { who: ['province-leader'] }, APPROVER);
  });
  it('nobody who appraised one of the projects, in person or by delegation', () => {
    given(allocated)
      .when({ ...decide, actor: 'u-appraiser' })
      .thenRefused('segregation', { person: 'u-appraiser', project: item.code });
    given(allocated)
      .when({ ...decide, delegatedBy: 'u-appraiser' })
      .thenRefused('segregation', { person: 'u-appraiser' });
  });
});

describe('the rule book, not the code, says', () => {
  const context = { today: '2022-12-31', rules: currentRules };
  it('the most that a priority multiplier may be', () => {
    const rules = { ...currentRules, priorityMultipliers: currentRules.priorityMultipliers.map((row) => ({ ...row, maxPercent: 120 })) };
    scenarios(plan, { ...context, rules })
      .given(allocated)
      .when({ ...decide, items: [{ ...item, multiplier: 1.21, facts }] })
      .thenRefused('multiplier', { most: 1.2, project: item.code }, 'TT 28/2018/TT-BTC, art. 8');
  });
  it('which duties are kept apart', () => {
    const rules = { ...currentRules, segregation: [] };
    scenarios(plan, { ...context, rules })
      .given(allocated)
      .when({ ...decide, actor: 'u-appraiser' })
      .then({ type: 'PlanDecided', data: decided.data });
    given(allocated)
      .when({ ...decide, actor: 'u-appraiser' })
      .thenRefused('segregation', { did: 'appraise', duty: 'approve' }, 'Tiendo, configurable: segregation of duties');
  });
});

describe('a decision taken over from a register', () => {
  it('is attested by an import only', () =>
    given()
      .when({ ...imported, actor: 'u-1' })
      .thenRefused('not-attestable'));
  it('stands for its allocation and its hands', () =>
    given()
      .when(imported)
      .then({ type: 'PlanDecided', data: { ...decided.data, attested } }));
  it('changes nothing when the same file comes again after a person changed the amount', () =>
    given(
      { ...decided, data: { ...decided.data, attested } },
      {
        on: '2022-06-01',
        type: 'PlanAdjusted',
        data: { decisionNo: '9', items: [{ ...item, amount: 1, before: 290_000_000, reason: 'x' }] },
      },
    )
      .when(imported)
      .thenNothing());
  it('changes nothing when the same file comes again after a project left the plan', () => {
    const gone = {
      on: '2022-06-01',
      type: 'PlanItemsReleased',
      data: { decisionNo: '2801/QĐ-BCT', items: [{ ...item, keeps: 0, reason: 'x', refusal: 'x' }] },
    } as const;
    given({ ...decided, data: { ...decided.data, attested } }, gone)
      .when(imported)
      .thenNothing();
    given({ ...decided, data: { ...decided.data, attested } }, gone)
      .when({ ...imported, items: [{ ...item, amount: 5 }] })
      .then({ type: 'PlanDecided', data: { ...decided.data, items: [{ ...item, amount: 5 }], attested } });
  });
  it('whose hands it does not stand for has no known appraisers', () => {
    const allocationOnly = { ...attested, steps: ['allocation'] } as const;
    given()
      .when({ ...imported, attested: allocationOnly })
      .then({ type: 'PlanDecided', data: { ...decided.data, attested: allocationOnly } });
  });
});

describe('a damaged stream', () => {
  const changed = { project: 'p-1', code: 'c', decisionNo: '1', amount: 1 };
  it('is not folded into a plan', () => {
    const adjusted = {
      on: '2022-01-01',
      type: 'PlanAdjusted',
      data: { decisionNo: '1', items: [{ ...item, before: 1, reason: 'x' }] },
    } as const;
    expect(() => stateAfter([adjusted])).toThrow('which the plan does not fund');
    expect(() => stateAfter([{ on: '2022-01-01', type: 'PlanChangeTaken', data: changed }])).toThrow('nobody made');
  });
});
