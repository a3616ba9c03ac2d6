import { describe, expect, it } from '@jest/globals';
import { addedMoney, moneyEffectOf, noMoney } from './money-effect.ts';

describe('the money that events move', () => {
  it('is told by kind; what asks for money moves none', () =>
    expect(
      moneyEffectOf([
        { type: 'ApprovedInPlan', data: { amount: 300 } },
        { type: 'ApprovalAdjusted', data: { amount: 250, before: 300 } },
        { type: 'AdvanceRequested', data: { amount: 100 } },
        { type: 'AdvancePaid', data: { amount: 100 } },
        { type: 'AdvanceRecovered', data: { amount: 40 } },
        { type: 'SettlementApproved', data: { amount: 60 } },
        { type: 'AcceptanceHeld', data: { amount: 60 } },
      ]),
    ).toEqual({ approved: 250, advanced: 100, recovered: 40, settled: 60 }));

  it('goes back with a reversal', () =>
    expect(
      moneyEffectOf([
        { type: 'ActReversed', data: { reversed: 'AdvancePaid', amount: 100 } },
        { type: 'ActReversed', data: { reversed: 'NoteAdded', amount: 0 } },
      ]),
    ).toEqual({ ...noMoney, advanced: -100 }));

  it('adds up', () =>
    expect(
      addedMoney([
        { ...noMoney, approved: 1_000_000_000_000_000 },
        { ...noMoney, approved: 1, settled: 5 },
      ]),
    ).toEqual({
      ...noMoney,
      approved: 1_000_000_000_000_001,
      settled: 5,
    }));
});
