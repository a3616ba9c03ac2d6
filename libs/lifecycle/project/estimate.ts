/** The estimate, Mẫu số 1: every line, and what the lines add up to. The same checks serve a draft that is being typed. */
import type { RuleBook } from '../context.ts';
import { exceedsPercent, isDong, sumUp } from '../money.ts';
import { Refusal } from '../refusal.ts';
import { managementLimitOn, refusedBy } from '../rules.ts';
import type { Draft, EstimateLine, Need } from './project.events.ts';

/** What is wrong with an estimate, in the order of its lines; empty: nothing. `day`: the rules of which day judge it. */
export function estimateFaults(draft: Draft, need: Pick<Need, 'source'>, rules: RuleBook, day: string): readonly Refusal[] {
  const lines = draft.estimate ?? [];
  if (lines.length === 0) return [];
  const faults = lines.flatMap((line, index) => lineFaults(line, index));
  if (faults.length > 0) return faults;
  const ofSupport = lines.filter(({ payer }) => payer === 'support');
  const support = sumUp(ofSupport.map(({ amount }) => amount));
  if (support !== draft.supportRequested)
    faults.push(new Refusal('estimate-sum', { field: 'supportRequested', lines: support, stated: draft.supportRequested }));
  const total = sumUp(lines.map(({ amount }) => amount));
  if (total !== draft.totalCost) faults.push(new Refusal('estimate-sum', { field: 'totalCost', lines: total, stated: draft.totalCost }));
  const management = sumUp(ofSupport.filter((line) => line.management === true).map(({ amount }) => amount));
  const limit = managementLimitOn(rules, need.source, day);
  if (limit !== undefined && exceedsPercent(management, limit.percent, draft.supportRequested))
    faults.push(new Refusal('management-cost', { management, percent: limit.percent, support: draft.supportRequested }, refusedBy(limit)));
  return faults;
}

/** @throws Refusal the first fault of the estimate */
export function refuseEstimate(draft: Draft, need: Pick<Need, 'source'>, rules: RuleBook, day: string): void {
  const [first] = estimateFaults(draft, need, rules, day);
  if (first !== undefined) throw first;
}

/** Quantities may have four decimals; the product is compared by integers. */
function lineFaults({ item, quantity, unitPrice, amount }: EstimateLine, index: number): Refusal[] {
  const line = index + 1;
  if (item.trim() === '') return [new Refusal('blank', { field: `estimate/${index}/item`, line })];
  const tenThousandths = Math.round(quantity * 10_000);
  if (!(quantity > 0) || !Number.isSafeInteger(tenThousandths) || Math.abs(quantity * 10_000 - tenThousandths) > 1e-6)
    return [new Refusal('estimate-line', { field: `estimate/${index}/quantity`, line, amount, expected: null })];
  if (!isDong(unitPrice) || unitPrice <= 0)
    return [new Refusal('amount', { field: `estimate/${index}/unitPrice`, line, amount: unitPrice })];
  if (!isDong(amount) || amount <= 0) return [new Refusal('amount', { field: `estimate/${index}/amount`, line, amount })];
  const product = BigInt(tenThousandths) * BigInt(unitPrice);
  if (product !== BigInt(amount) * 10_000n)
    return [new Refusal('estimate-line', { field: `estimate/${index}/amount`, line, amount, expected: Number(product / 10_000n) })];
  return [];
}
