import { describe, expect, it } from '@jest/globals';
import { wholeLife } from '#testkit/whole-lives.fixture';
import { inEffect } from './dated.ts';
import { sectionsOf } from './sections.ts';
import { earlierSupportFound } from './sections/appraisal.ts';

const sectionsAt = (until: string) =>
  sectionsOf(
    wholeLife.map((one, revision) => ({ ...one, revision })).filter(({ on }) => on <= until),
    'KCQG',
    until,
  );
const END = '2026-12-31';

describe('the appraisal in a record', () => {
  it('shows findings with signer and evidence, and marks those that a redraft took the ground from', () => {
    const { base } = sectionsAt('2025-02-14').appraisal;
    expect(base.findings).toMatchObject([
      { criterion: 'aims-and-money', met: true, evidence: 'BB-01', signer: 'u-appraiser', on: '2025-02-03', reopened: true },
    ]);
    expect(sectionsAt('2025-02-20').appraisal.base.findings).toMatchObject([{ on: '2025-02-20', reopened: false }]);
  });

  it('forgets a conclusion that was reversed, and keeps the reversal', () => {
    expect(sectionsAt('2025-02-25').appraisal.base.conclusion).toMatchObject({ result: 'fail', reason: 'Nhầm hồ sơ' });
    expect(sectionsAt('2025-02-26').appraisal.base.conclusion).toBeNull();
    const { appraisal, reversals } = sectionsAt(END);
    expect(appraisal.base.conclusion).toMatchObject({ result: 'pass', amount: 290_000_000, on: '2025-02-28', by: 'u-appraiser' });
    expect(reversals.map(({ revision, reversed, amount }) => [revision, reversed, amount])).toEqual([
      [10, 'BaseAppraisalConcluded', 0],
      [29, 'AdvancePaid', 110_000_000],
      [34, 'AdvanceRecovered', 20_000_000],
    ]);
  });

  it('shows the council with its votes, and what an adjustment re-opens until it is assessed again', () => {
    const { final } = sectionsAt('2026-06-02').appraisal;
    expect(final.council).toMatchObject({ meetingOn: '2025-04-10', votes: [{ member: 'u-chair', vote: 'for', on: '2025-04-10' }] });
    expect(final.conclusion).toMatchObject({ result: 'pass_reduced', multiplier: 1.5 });
    expect(final.findings.map(({ reopened }) => reopened)).toEqual([true]);
    expect(sectionsAt('2026-06-03').appraisal.final.findings.map(({ reopened }) => reopened)).toEqual([false]);
  });

  it('shows every round of the returned dossier item by item', () => {
    const [open] = sectionsAt('2025-02-12').returns;
    expect(open).toMatchObject({ round: 1, completedOn: null, returned: { on: '2025-02-05', by: 'u-appraiser' } });
    expect(open?.items.map(({ item, answeredOn }) => [item, answeredOn])).toEqual([
      ['Dự toán', '2025-02-12'],
      ['Bản vẽ', null],
    ]);
    const rounds = sectionsAt(END).returns;
    expect(rounds.map(({ round, completedOn }) => [round, completedOn])).toEqual([
      [1, '2025-02-15'],
      [2, '2025-03-25'],
    ]);
    expect(rounds[0]?.items[0]).toEqual({
      item: 'Dự toán',
      demand: 'Bổ sung báo giá',
      criterion: 'aims-and-money',
      cause: 'wrong-estimate',
      answer: 'Đã bổ sung',
      document: 'Báo giá 12/2025',
      answeredOn: '2025-02-12',
    });
    expect(rounds[0]?.items[1]).toMatchObject({ answer: 'Có trong hồ sơ', answeredOn: '2025-02-15' });
  });

  it('lists earlier support from the registration on, judged or not', () => {
    expect(sectionsAt('2025-02-20').earlierSupport).toEqual([
      { earlier: 'KCDP-2020-24-007', content: 'ND3b', planYear: 2020, matchedBy: 'tax-code', judged: null },
    ]);
    expect(sectionsAt('2025-02-20').earlierSupportFound).toBe(1);
    expect(sectionsAt(END).earlierSupport[0]?.judged).toMatchObject({ sameItem: false, reason: 'Máy khác', on: '2025-02-21' });
  });

  it('says how many were found when the list of them was cut', () => {
    const [first] = inEffect(wholeLife.map((one, revision) => ({ ...one, revision }))).filter(
      ({ event }) => event.type === 'ProjectRegistered',
    );
    if (first?.event.type !== 'ProjectRegistered') throw new Error('not registered');
    const cut = { ...first, event: { ...first.event, data: { ...first.event.data, earlierSupportFound: 120 } } };
    expect(earlierSupportFound([cut])).toBe(120);
    expect(earlierSupportFound([])).toBe(0);
  });

  it('shows the draft as it was last said', () => {
    expect(sectionsAt(END).proposal).toMatchObject({
      aims: 'Tăng sản lượng',
      needBasis: null,
      coordinatingUnit: 'UBND xã Tân Chi',
      estimate: [{ item: 'Máy nghiền', management: true }],
      serials: ['SN-01'],
    });
    expect(sectionsAt('2025-01-15').proposal).toBeNull();
  });
});

describe('the money in a record', () => {
  it('follows each advance from request to payment, without the payment that was reversed', () => {
    const { advances } = sectionsAt(END);
    expect(
      advances.map(({ tranche, requested, paid, daysToConfirm, daysToPay }) => [
        tranche,
        requested?.on,
        paid?.amount,
        daysToConfirm,
        daysToPay,
      ]),
    ).toEqual([
      ['first', '2026-01-20', 100_000_000, 10, 16],
      ['next', undefined, 50_000_000, null, null],
      ['remaining', undefined, 100_000_000, null, null],
    ]);
    expect(sectionsAt('2026-02-12').advances).toMatchObject([{ tranche: 'first', paid: null, confirmed: { percent: 40.5 } }]);
  });

  it('shows each amount that the plan decided beside the one before', () => {
    expect(sectionsAt(END).approvals.map(({ on, decisionNo, amount, before }) => [on, decisionNo, amount, before])).toEqual([
      ['2025-12-20', '2418/QĐ-BCT', 280_000_000, null],
      ['2026-06-20', '1200/QĐ-BCT', 260_000_000, 280_000_000],
    ]);
  });

  it('shows the settlement’s papers', () => {
    expect(sectionsAt('2026-09-15').settlement).toEqual({ lodged: null, liquidated: null, settled: null, carriedOver: null });
    expect(sectionsAt(END).settlement).toMatchObject({
      lodged: { dossier: 'B', vouchersAmount: 250_000_000, vouchers: [{ number: 'HD-1' }] },
      liquidated: { minutesNo: 'TL-1' },
      settled: { amount: 250_000_000 },
      carriedOver: { amount: 10_000_000, toYear: 2027 },
    });
    const { groupPlan, supportContract } = sectionsAt(END);
    expect(groupPlan).toMatchObject({ decisionNo: '3/QĐ-SCT', places: [{ commune: 'Xã Tân Chi' }] });
    expect(supportContract).toMatchObject({ contractNo: '1/HĐHT' });
  });

  it('compares each content of a key scheme with its target, year by year', () => {
    const [training, machines] = sectionsAt(END).contents;
    expect(training).toMatchObject({ target: 100, actual: 45, money: 180_000_000, spent: 75_000_000, verdict: 'under' });
    expect(training?.years).toEqual([
      { year: 2026, target: 60, actual: 45, money: 100_000_000, spent: 75_000_000, verdict: 'under', shortfall: 'Mùa vụ' },
      { year: 2027, target: 40, actual: null, money: 80_000_000, spent: null, verdict: null, shortfall: null },
    ]);
    expect(machines).toMatchObject({ target: 2, actual: 3, verdict: 'over' });
    expect(sectionsAt('2026-07-01').contents[0]).toMatchObject({ actual: 0, verdict: null });
  });
});

describe('the work in a record', () => {
  it('shows obstacles with their age, promise and answers', () => {
    const obstacleAt = (day: string) => sectionsAt(day).obstacles[0];
    expect(obstacleAt('2026-05-04')).toMatchObject({ level: 'treasury', owner: null, ageDays: 3, overdue: false, answers: [] });
    expect(obstacleAt('2026-05-10')).toMatchObject({ owner: 'u-treasury', promisedOn: '2026-05-08', ageDays: 9, overdue: true });
    expect(obstacleAt(END)).toMatchObject({ resolvedOn: '2026-05-11', ageDays: 10, overdue: false });
    expect(obstacleAt(END)?.answers.map(({ answer }) => answer)).toEqual(['Đang xem', 'Dùng mẫu mới']);
  });

  it('shows adjustments pending and decided, by a person or by the plan', () => {
    expect(sectionsAt('2026-05-25').adjustments).toMatchObject([{ adjustment: 'a-1', confirmed: { opinion: 'Đồng ý' }, decided: null }]);
    expect(sectionsAt(END).adjustments.map(({ adjustment, decided }) => [adjustment, decided?.approved, decided?.decisionNo])).toEqual([
      ['a-1', true, '77/CTĐP'],
      ['a-2', true, '1200/QĐ-BCT'],
    ]);
  });

  it('keeps reports, inspections, force majeure and papers, notes with their audience', () => {
    const record = sectionsAt(END);
    expect(record.progress).toMatchObject([{ period: '2026-03', percent: 30, difficulties: 'Giá thép tăng' }]);
    expect(record.inspections).toMatchObject([{ inspector: 'Sở Công Thương', demands: ['Bổ sung nhật ký'], by: 'u-centre' }]);
    expect(record.forceMajeure).toMatchObject({ declared: { event: 'bão số 3' }, confirmations: [{ party: 'commune', percent: 35 }] });
    expect(record.documents).toMatchObject([{ kind: 'acceptance-minutes', proves: 'dossier', file: { name: 'bbnt.pdf' } }]);
    expect(record.notes).toMatchObject([{ audience: 'internal', text: 'Gọi lại kế toán' }]);
    expect(record.handOvers).toMatchObject([{ from: 'u-centre', to: 'u-new', openWork: ['Theo dõi quyết toán'] }]);
    expect(record.corrections).toMatchObject([{ details: { title: 'Hỗ trợ máy nghiền gốm' }, reason: 'Sai tên' }]);
  });

  it('shows the clocks that somebody stopped by a document, until they run again', () => {
    const stopped = { deadline: 'acceptance', document: '31/CTĐP-KC', reason: 'Chờ hướng dẫn mới', on: '2026-05-12', by: 'u-agency' };
    expect(sectionsAt('2026-06-01').pauses).toEqual([{ ...stopped, resumed: null }]);
    expect(sectionsAt(END).pauses).toEqual([{ ...stopped, resumed: { on: '2026-06-02', by: 'u-agency', reason: 'Đã có hướng dẫn' } }]);
  });
});
