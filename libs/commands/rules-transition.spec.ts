/** NĐ 235/2025, transition: what the plan approved before 15/10/2025 finishes under the old rules; what it approves on that day takes the new ones. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { NEW_TEXT, Office } from './rules-transition.fixture.ts';

const MILLION = 1_000_000;

describe.each(['KCQG', 'KCDP'] as const)('when the rules of %s change on 15/10/2025', (source) => {
  const office = new Office(source);
  const [old, young, late] = [`${source}-2026-38-001`, `${source}-2026-38-002`, `${source}-2026-38-003`];
  /** Type and rule set of everything that happened to a project from its approval on. */
  const setsOf = async (project: string): Promise<readonly string[]> => {
    const events = await office.events(`project-${project}`);
    const approved = events.findIndex(({ type }) => type === 'ApprovedInPlan');
    return [...new Set(events.slice(approved + 1).map(({ meta }) => meta.ruleSet?.split('+')[0] ?? ''))];
  };
  const setOf = async (project: string, type: string): Promise<string | undefined> =>
    (await office.events(`project-${project}`)).find((event) => event.type === type)?.meta.ruleSet?.split('+')[0];

  beforeAll(async () => {
    await office.change();
    for (const project of [old, young, late]) await office.bringForward(project);
    for (const project of [old, young]) {
      await office.conclude(project, '2025-09-10', 'final');
      await office.propose(project);
    }
    await office.allocate();
  });

  it('an act before the approval is judged by the set of its own day', async () => {
    await expect(office.survey('p-town', '2025-10-15', 'township')).rejects.toMatchObject({
      code: 'not-eligible',
      refusedBy: { legalBasis: 'NĐ 235/2025/NĐ-CP, art. 1(1)' },
    });
    await office.survey('p-town', '2025-10-14', 'township');
    expect(await setOf('p-town', 'NeedSurveyed')).toBe('rs-2018-09');
    await expect(office.conclude(late, '2025-10-15', 'final')).rejects.toMatchObject({
      code: 'ceiling',
      facts: { most: 200 * MILLION, day: '2025-10-15' },
      refusedBy: { legalBasis: NEW_TEXT },
    });
    await office.conclude(late, '2025-10-14', 'final');
    expect(await setOf(late, 'FinalAppraisalConcluded')).toBe('rs-2018-09');
  });

  it('a project approved the day before finishes under the old rules, more money and advances too', async () => {
    await office.approve(old, '2025-10-14', 290 * MILLION);
    await office.contract(old);
    await office.report(old);
    await office.raise(old, '2026-05-11', 300 * MILLION);
    await office.say(old, '2026-05-12', source === 'KCQG' ? 'agency-officer' : 'department-leader', {
      ...{ type: 'AssessCriterion', criterion: 'aims-and-money', met: true, finding: 'Giá tăng thật', evidence: 'Báo giá' },
    });
    await expect(
      office.say(old, '2026-05-20', 'centre-officer', { type: 'RequestAdvance', tranche: 'first', amount: 210 * MILLION + 1 }),
    ).rejects.toMatchObject({ code: 'advance-cap', facts: { percent: 70 } });
    await office.finish(old, 210 * MILLION, 300 * MILLION);
    expect(await office.stateOf(old)).toMatchObject({ status: 'settled', approval: { amount: 300 * MILLION, on: '2025-10-14' } });
    expect(await setOf(old, 'ApprovedInPlan')).toBe('rs-2018-09');
    expect(await setsOf(old)).toEqual(['rs-2018-09']);
  });

  it('one approved on that day takes the new set, its ceiling and its advances', async () => {
    await expect(office.approve(young, '2025-10-15', 290 * MILLION)).rejects.toMatchObject({
      code: 'ceiling',
      facts: { most: 200 * MILLION },
      refusedBy: { legalBasis: NEW_TEXT },
    });
    await office.approve(young, '2025-10-15', 190 * MILLION);
    await office.contract(young);
    await office.report(young);
    await expect(office.raise(young, '2026-05-11', 201 * MILLION)).rejects.toMatchObject({
      code: 'ceiling',
      facts: { most: 200 * MILLION },
      refusedBy: { legalBasis: NEW_TEXT },
    });
    await office.say(young, '2026-05-12', source === 'KCQG' ? 'ministry-leader' : 'province-leader', {
      ...{ type: 'DecideAdjustment', approved: false, decisionNo: '3/QĐ', reason: 'Vượt mức hỗ trợ' },
    });
    await expect(
      office.say(young, '2026-05-20', 'centre-officer', { type: 'RequestAdvance', tranche: 'first', amount: 95 * MILLION + 1 }),
    ).rejects.toMatchObject({ code: 'advance-cap', facts: { percent: 50 }, refusedBy: { legalBasis: NEW_TEXT } });
    await office.finish(young, 95 * MILLION, 190 * MILLION);
    expect(await office.stateOf(young)).toMatchObject({ status: 'settled' });
    expect(await setOf(young, 'FinalAppraisalConcluded')).toBe('rs-2018-09');
    expect(await setOf(young, 'ApprovedInPlan')).toBe('rs-2025-10');
    expect(await setsOf(young)).toEqual(['rs-2025-10']);
  });
});
