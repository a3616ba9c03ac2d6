/** What the plan decided, what was advanced, and how it is settled. */
import type { RecordedAdvance, RecordedApproval, RecordSections, SettlementSection } from '#contracts/record-sections';
import { daysBetween } from '#lifecycle/calendar-date';
import { sum } from '#lifecycle/money';
import { type Dated, done, lastOfType } from '../dated.ts';

/** Every amount that a plan decision gave, oldest first. */
export function approvals(events: readonly Dated[]): readonly RecordedApproval[] {
  return events.flatMap((one): readonly RecordedApproval[] => {
    const { event } = one;
    if (event.type === 'ApprovedInPlan')
      return [{ ...done(one), decisionNo: event.data.decisionNo, amount: event.data.amount, before: null, reason: null }];
    if (event.type !== 'ApprovalAdjusted') return [];
    const { decisionNo, amount, before, reason } = event.data;
    return [{ ...done(one), decisionNo, amount, before, reason }];
  });
}

export function groupPlan(events: readonly Dated[]): RecordSections['groupPlan'] {
  const found = lastOfType(events, 'GroupPlanApproved');
  return found && { ...done(found), decisionNo: found.event.data.decisionNo, places: found.event.data.places };
}

export function supportContract(events: readonly Dated[]): RecordSections['supportContract'] {
  const found = lastOfType(events, 'SupportContractSigned');
  return found && { ...done(found), contractNo: found.event.data.contractNo, investor: found.event.data.investor };
}

type Steps = Omit<RecordedAdvance, 'daysToConfirm' | 'daysToPay'>;

/** Each advance from its request to its payment. A request that another one replaces before it is paid is left out. */
export function advances(events: readonly Dated[]): readonly RecordedAdvance[] {
  const all: Steps[] = [];
  for (const one of events) {
    const { event } = one;
    if (event.type !== 'AdvanceRequested' && event.type !== 'VolumeConfirmed' && event.type !== 'AdvancePaid') continue;
    const { tranche } = event.data;
    const at = all.findIndex((advance) => advance.tranche === tranche && advance.paid === null);
    const open: Steps = all[at] ?? { tranche, requested: null, confirmed: null, paid: null };
    const step = stepOf(open, event, done(one));
    if (at < 0) all.push(step);
    else all[at] = step;
  }
  return all.map(withDays);
}

type AdvanceEvent = Extract<Dated['event'], { readonly type: 'AdvanceRequested' | 'VolumeConfirmed' | 'AdvancePaid' }>;

function stepOf(open: Steps, event: AdvanceEvent, who: { readonly on: string; readonly by: string }): Steps {
  switch (event.type) {
    case 'AdvanceRequested':
      return { ...open, requested: { ...who, amount: event.data.amount }, confirmed: null };
    case 'VolumeConfirmed':
      return { ...open, confirmed: { ...who, percent: event.data.percent } };
    case 'AdvancePaid':
      return { ...open, paid: { ...who, amount: event.data.amount, treasuryRef: event.data.treasuryRef } };
  }
}

function withDays(steps: Steps): RecordedAdvance {
  const { requested, confirmed, paid } = steps;
  const from = confirmed ?? requested;
  return {
    ...steps,
    daysToConfirm: requested === null || confirmed === null ? null : daysBetween(requested.on, confirmed.on),
    daysToPay: from === null || paid === null ? null : daysBetween(from.on, paid.on),
  };
}

export function settlementSection(events: readonly Dated[]): SettlementSection {
  const liquidated = lastOfType(events, 'ContractLiquidated');
  const settled = lastOfType(events, 'SettlementApproved');
  const carried = lastOfType(events, 'CarriedOver');
  return {
    lodged: lodged(events),
    liquidated: liquidated && { ...done(liquidated), minutesNo: liquidated.event.data.minutesNo },
    settled: settled && { ...done(settled), amount: settled.event.data.amount },
    carriedOver: carried && { ...done(carried), ...carried.event.data },
  };
}

function lodged(events: readonly Dated[]): SettlementSection['lodged'] {
  const found = lastOfType(events, 'SettlementDossierLodged');
  if (found === null) return null;
  const { documents, dossier, vouchers } = found.event.data;
  return {
    ...done(found),
    documents,
    dossier: dossier ?? null,
    vouchers: vouchers ?? [],
    vouchersAmount: vouchers === undefined ? null : sum(...vouchers.map(({ amount }) => amount)),
  };
}
