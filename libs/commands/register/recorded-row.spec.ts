import { describe, expect, it } from '@jest/globals';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import { record, type RecordedRow } from './recorded-row.ts';
import type { Step } from './steps.ts';

function recorded(...events: readonly ProjectEvent[]): RecordedRow {
  const row: RecordedRow = new Map<Step, never>();
  for (const event of events) record(row, event, '2022-05-01');
  return row;
}

const paid = (amount: number, more: object = {}): ProjectEvent => ({
  type: 'AdvancePaid',
  data: { tranche: 'first', amount, treasuryRef: null, ...more },
});
const reversal = (reversed: string, amount: number, tranche: 'first' | null): ProjectEvent => ({
  type: 'ActReversed',
  data: { revision: 1, reversed, reason: 'Nhầm', amount, tranche, status: 'contracted' },
});
const attested = { attested: { by: 'register', document: 'a.csv', row: 2, steps: [] } };

describe('what the log holds of a row', () => {
  it('is not what a person took back', () => {
    expect(recorded(paid(5), reversal('AdvancePaid', 5, 'first')).has('advance1')).toBe(false);
    expect(recorded(paid(5), reversal('AdvancePaid', 5, 'first'), paid(7)).get('advance1')?.cells).toMatchObject({ advance1_vnd: 7 });
  });

  it('is a register’s own word even when a person took it back, so that the same file changes nothing', () => {
    expect(recorded(paid(5, attested), reversal('AdvancePaid', 5, 'first')).get('advance1')).toMatchObject({ attested: true });
  });

  it('is what remains of several recoveries', () => {
    const recovery = (amount: number): ProjectEvent => ({ type: 'AdvanceRecovered', data: { amount, reason: null } });
    const row = recorded(recovery(3), recovery(4), reversal('AdvanceRecovered', 4, null));
    expect(row.get('recover')?.cells).toMatchObject({ recovered_vnd: 3 });
  });

  it('has no place for a multi-year project’s later advances', () => {
    expect(recorded({ type: 'AdvancePaid', data: { tranche: 'next', amount: 5, treasuryRef: null } }).size).toBe(0);
  });
});
