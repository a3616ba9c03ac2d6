import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '#event-log/event-log';
import { type LivedEvent, stoppedLife, wholeLife } from '#testkit/whole-lives.fixture';
import { headOf } from './record-head.ts';

const headAt = (life: readonly LivedEvent[], until: string) =>
  headOf(
    life
      .map(({ event, on }, revision) => ({ event, recorded: { revision, meta: { occurredOn: on } } as unknown as RecordedEvent }))
      .filter(({ recorded }) => (recorded.meta['occurredOn'] ?? '') <= until),
  );

describe('the head of a record', () => {
  it('follows adjustments once they are approved, and corrections', () => {
    expect(headAt(wholeLife, '2026-05-31')).toMatchObject({
      commune: 'Xã Tân Chi',
      contract: { endsOn: '2026-11-30' },
      output: { planned: 2 },
      money: { totalCost: 880_000_000, counterpart: 580_000_000, approved: 280_000_000 },
    });
    expect(headAt(wholeLife, '2026-06-20')).toMatchObject({
      commune: 'Xã Phù Lãng',
      contract: { endsOn: '2026-12-15' },
      output: { planned: 3 },
      money: { totalCost: 860_000_000, counterpart: 560_000_000, approved: 260_000_000 },
      plan: { decisionNo: '1200/QĐ-BCT' },
    });
    expect(headAt(wholeLife, '2026-12-31')).toMatchObject({
      title: 'Hỗ trợ máy nghiền gốm',
      kind: 'key',
      variant: 'production-line',
      definition: 'KCQG-2',
      officer: 'u-new',
      stage: 'settled',
      contract: { endsOn: '2027-06-30' },
    });
  });

  it('counts no money of a reversed act, and every kind of advance', () => {
    expect(headAt(wholeLife, '2026-02-10').money).toMatchObject({ firstAdvance: 110_000_000, executed: 110_000_000 });
    expect(headAt(wholeLife, '2026-02-12').money).toMatchObject({ firstAdvance: null, executed: 0 });
    expect(headAt(wholeLife, '2026-12-31').money).toMatchObject({
      firstAdvance: 100_000_000,
      nextAdvances: 50_000_000,
      remainingAdvance: 100_000_000,
      recovered: null,
      executed: 250_000_000,
      settled: 250_000_000,
    });
  });

  it('gives no reason of an end that was taken back', () => {
    expect(headAt(wholeLife, '2025-02-25')).toMatchObject({ stage: 'rejected', endReason: 'Nhầm hồ sơ' });
    expect(headAt(wholeLife, '2025-02-26')).toMatchObject({ stage: 'registered', endReason: null });
    expect(headAt(wholeLife, '2025-05-20')).toMatchObject({ stage: 'not-in-plan', endReason: 'Chưa cân đối được kinh phí' });
    expect(headAt(wholeLife, '2025-06-01')).toMatchObject({ stage: 'proposed', endReason: null });
  });

  it('takes a task for a contract, and keeps the beneficiary when the change was refused', () => {
    expect(headAt(stoppedLife, '2026-12-31')).toMatchObject({
      stage: 'stopped',
      definition: 'KCDP-1',
      contract: { stream: null, contractNo: '11/QĐ-SCT', endsOn: '2026-10-31' },
      beneficiary: { name: 'Công ty TNHH Gốm Phù Lãng' },
      endReason: 'Cơ sở giải thể',
    });
  });
});
