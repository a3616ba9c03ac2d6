import type { MoneyEffect } from '#contracts/batch';

/** What an event moves: how much, and which of the four sums. */
type Moved = readonly [keyof MoneyEffect, number];

type Amounts = { readonly amount?: number; readonly before?: number; readonly reversed?: string };

const SUM_OF: Readonly<Record<string, keyof MoneyEffect>> = {
  ApprovedInPlan: 'approved',
  ApprovalAdjusted: 'approved',
  AdvancePaid: 'advanced',
  AdvanceRecovered: 'recovered',
  SettlementApproved: 'settled',
};

export const noMoney: MoneyEffect = { approved: 0, advanced: 0, recovered: 0, settled: 0 };

/** Money that events move. An adjustment counts what it adds or takes; a reversal takes back what the reversed event moved. */
export function moneyEffectOf(events: readonly { readonly type: string; readonly data: object }[]): MoneyEffect {
  const effect = { ...noMoney };
  for (const [sum, amount] of events.flatMap(movedBy)) effect[sum] += amount;
  return effect;
}

function movedBy({ type, data }: { readonly type: string; readonly data: object }): readonly Moved[] {
  const { amount = 0, before = 0, reversed = '' } = data as Amounts;
  if (type === 'ActReversed') return SUM_OF[reversed] === undefined ? [] : [[SUM_OF[reversed], -amount]];
  const sum = SUM_OF[type];
  return sum === undefined ? [] : [[sum, amount - before]];
}

/** Added as integers; only a sum over 2^53, nine million tỷ, is rounded on its way out. */
export function addedMoney(effects: readonly MoneyEffect[]): MoneyEffect {
  const total = (sum: keyof MoneyEffect): number => Number(effects.reduce((all, effect) => all + BigInt(effect[sum]), 0n));
  return { approved: total('approved'), advanced: total('advanced'), recovered: total('recovered'), settled: total('settled') };
}
