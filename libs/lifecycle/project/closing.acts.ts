import type { Dong } from '../money.ts';
import { isDong, percentOf } from '../money.ts';
import { Refusal, type RefusedBy } from '../refusal.ts';
import { act, type Asker, attestation, type ProjectAsked, refuseAmount, refuseBlank, standsFor } from './act.ts';
import { refuseReopened } from './funding.acts.ts';
import { ruleOn } from '#reference/rules/rule';
import type { Context } from '../context.ts';
import { refuseMissingPapers } from './papers.ts';
import { advancedNet, type In } from './project.state.ts';
import { slicesOf } from './work.acts.ts';

/** Nghiệm thu cơ sở, by the Sở (TT 36/2013 art. 21(1)). `amount`: the support that the accepted volume earns, 0 when not accepted. */
export type HoldAcceptance = ProjectAsked & {
  readonly type: 'HoldAcceptance';
  readonly result: 'full' | 'part' | 'not-accepted';
  readonly amount: Dong;
  readonly output: number | null;
  readonly remarks: string | null;
  readonly minutesNo?: string;
};
export type LodgeSettlementDossier = ProjectAsked & {
  readonly type: 'LodgeSettlementDossier';
  readonly documents: readonly string[];
  readonly dossier?: 'A' | 'B';
  readonly vouchers?: readonly { readonly number: string; readonly on: string; readonly amount: Dong }[];
};
export type LiquidateContract = ProjectAsked & { readonly type: 'LiquidateContract'; readonly minutesNo: string };
export type ApproveSettlement = ProjectAsked & { readonly type: 'ApproveSettlement'; readonly amount: Dong };
/** Chuyển nguồn (NĐ 45/2012 art. 14(4)). */
export type CarryOver = ProjectAsked & {
  readonly type: 'CarryOver';
  readonly amount: Dong;
  readonly toYear: number;
  readonly decisionNo: string;
};

const SETTLEMENT: RefusedBy = { rule: 'settlement', legalBasis: 'TT 36/2013/TT-BCT, art. 18', status: 'verified' };
const VOUCHERS: RefusedBy = { rule: 'vouchers', legalBasis: 'TT 36/2013/TT-BCT, art. 19', status: 'verified' };
const ACCEPTANCE: RefusedBy = { rule: 'acceptance', legalBasis: 'TT 36/2013/TT-BCT, art. 21(1)', status: 'verified' };
const FORCE: RefusedBy = { rule: 'force-majeure', legalBasis: 'TT 36/2013/TT-BCT, art. 18(4)', status: 'verified' };
const KEY: RefusedBy = { rule: 'key-scheme', legalBasis: 'TT 36/2013/TT-BCT, art. 2(3)', status: 'verified' };
const CARRY_OVER: RefusedBy = { rule: 'carry-over', legalBasis: 'NĐ 45/2012/NĐ-CP, art. 14(4)', status: 'verified' };

type Acceptable = 'in-plan' | 'contracted' | 'executing';

export const holdAcceptance = act<HoldAcceptance, Acceptable>({
  from: ['in-plan', 'contracted', 'executing'],
  ready(asker, state, context) {
    refuseNoContract('HoldAcceptance', asker, state);
    if (asker.attested !== undefined) return;
    refuseReopened(state);
    if (state.adjustment !== null) throw new Refusal('adjustment-pending', { adjustment: state.adjustment.adjustment }, ACCEPTANCE);
    if (state.force === null) refuseResultsMissing(state);
    refuseMissingPapers('HoldAcceptance', asker, state, context);
  },
  decide(command, state) {
    const { result, amount, output, remarks, minutesNo } = command;
    refuseAmount('amount', amount, result === 'not-accepted' ? 'zero' : 'positive');
    if (result === 'not-accepted' && amount !== 0) throw new Refusal('amount', { field: 'amount', amount, result });
    if (result !== 'full' && command.attested === undefined) refuseBlank({ remarks: remarks ?? '' });
    if (amount > state.approval.amount) throw new Refusal('amount-over-approved', { amount, approved: state.approval.amount }, ACCEPTANCE);
    if (output !== null && (!Number.isSafeInteger(output) || output < 0)) throw new Refusal('output', { actual: output });
    refuseMissedTargets(command, state);
    refuseOverForce(command, state);
    const minutes = minutesNo === undefined ? {} : { minutesNo };
    return [{ type: 'AcceptanceHeld', data: { result, amount, output, remarks, ...minutes, ...attestation(command) } }];
  },
});

function refuseNoContract(command: string, asker: Asker, { contract, status }: In<Acceptable | 'accepted' | 'stopped'>): void {
  if (contract === null && !standsFor(asker, 'contract'))
    throw new Refusal('illegal-transition', { status, command, missing: 'contract' }, ACCEPTANCE);
}

/** A key scheme is accepted once every content has its result for every year. */
function refuseResultsMissing({ draft, results }: In<Acceptable>): void {
  const missing = slicesOf(draft.contents).filter((slice) => !results.some(({ content, year }) => `${content} ${year}` === slice));
  if (draft.kind === 'key' && missing.length > 0) throw new Refusal('results-missing', { missing }, KEY);
}

/** A missed target is accepted in part, with the reason that was given for it; never in full. */
function refuseMissedTargets({ result }: HoldAcceptance, { draft, results }: In<Acceptable>): void {
  const missed = results.filter(({ shortfall }) => shortfall !== null).map(({ content, year }) => `${content} ${year}`);
  if (draft.kind === 'key' && result === 'full' && missed.length > 0) throw new Refusal('targets-missed', { missed }, KEY);
}

/** Force majeure settles for the volume done, as the Sở and the commune both confirmed it. */
function refuseOverForce({ amount, result }: HoldAcceptance, { force, approval }: In<Acceptable>): void {
  if (force === null || result === 'not-accepted') return;
  const { departmentPercent, communePercent } = force;
  if (departmentPercent === null || communePercent === null)
    throw new Refusal('force-majeure', { missing: departmentPercent === null ? 'department' : 'commune', most: null, amount }, FORCE);
  const most = percentOf(Math.min(departmentPercent, communePercent), approval.amount);
  if (amount > most) throw new Refusal('force-majeure', { missing: null, most, amount }, FORCE);
}

export const lodgeSettlementDossier = act<LodgeSettlementDossier, 'accepted' | 'stopped'>({
  from: ['accepted', 'stopped'],
  /** Another voucher list takes the place of the one before, until the contract is liquidated. */
  holds: ({ vouchers }, state) => 'dossierLodged' in state && state.dossierLodged && totalOf(vouchers) === state.vouchers,
  decide(command, state, context) {
    const { documents, dossier, vouchers } = command;
    const all = [...new Set([...documents, ...state.file.documents.map(({ kind }) => kind)])];
    if (all.length === 0) throw new Refusal('blank', { field: 'documents' }, SETTLEMENT);
    refuseMissingPapers(paperedAs(command, state, context), command, state, context);
    if (dossier === 'A' && (vouchers ?? []).length === 0) throw new Refusal('blank', { field: 'vouchers' }, VOUCHERS);
    refuseVouchers(command);
    const total = totalOf(vouchers);
    const most = state.accepted ?? 0;
    if (total !== null && total < most) throw new Refusal('sum-mismatch', { amount: most, vouchers: total, advanced: null }, VOUCHERS);
    const more = { ...(dossier === undefined ? {} : { dossier }), ...(vouchers === undefined ? {} : { vouchers }) };
    return [{ type: 'SettlementDossierLodged', data: { documents: all, ...more } }];
  },
});

/** The dossier by which a project settles: A or B, later than the day of settlement with Mẫu 9, after force majeure its own (TT 36/2013 art. 18, 19). */
function paperedAs(
  { dossier, occurredOn }: LodgeSettlementDossier,
  { force, need, carriedOver }: In<'accepted' | 'stopped'>,
  { rules }: Context,
) {
  if (force !== null) return 'SettleForceMajeure';
  const after = ruleOn(rules.deadlines, occurredOn, ({ obligation }) => obligation === 'settlement')?.after;
  const year = (carriedOver?.toYear ?? need.planYear) + 1;
  const late = after !== undefined && 'monthDay' in after && occurredOn > `${year}-${after.monthDay}`;
  const facts = [dossier === 'B' ? 'with-invoice' : 'without-invoice', ...(late ? ['late-settlement'] : [])];
  return { name: 'LodgeSettlementDossier', facts };
}

const totalOf = (vouchers: LodgeSettlementDossier['vouchers']): Dong | null =>
  vouchers === undefined ? null : vouchers.reduce((total, { amount }) => total + amount, 0);

/** Every voucher once, with its own number, day and amount, and no more altogether than there can be đồng. */
function refuseVouchers({ vouchers, occurredOn }: LodgeSettlementDossier): void {
  const numbers = new Set<string>();
  for (const { number, on, amount } of vouchers ?? []) {
    refuseBlank({ number });
    refuseAmount('vouchers', amount);
    if (on > occurredOn) throw new Refusal('date-order', { field: 'vouchers', on, occurredOn }, VOUCHERS);
    if (numbers.has(number)) throw new Refusal('named-twice', { field: 'vouchers', name: number }, VOUCHERS);
    numbers.add(number);
  }
  const total = totalOf(vouchers) ?? 0;
  if (!isDong(total)) throw new Refusal('amount', { field: 'vouchers', amount: total });
}

export const liquidateContract = act<LiquidateContract, 'accepted' | 'stopped'>({
  from: ['accepted', 'stopped'],
  ready(asker, state, context) {
    refuseNoContract('LiquidateContract', asker, state);
    if (state.status === 'accepted' && !state.dossierLodged)
      throw new Refusal('illegal-transition', { status: state.status, command: 'LiquidateContract', missing: 'dossier' }, SETTLEMENT);
    if (state.status === 'accepted') refuseMissingPapers('LiquidateContract', asker, state, context);
  },
  decide({ minutesNo }) {
    refuseBlank({ minutesNo });
    return [{ type: 'ContractLiquidated', data: { minutesNo } }];
  },
});

export const approveSettlement = act<ApproveSettlement, 'accepted' | 'liquidated' | 'stopped'>({
  from: ['accepted', 'liquidated', 'stopped'],
  decide(command, state) {
    const { amount } = command;
    refuseAmount('amount', amount, 'zero');
    const most = state.accepted ?? 0;
    if (amount > most) throw new Refusal('amount-over-accepted', { amount, accepted: most }, SETTLEMENT);
    if (state.status === 'accepted' && !standsFor(command, 'liquidation'))
      throw new Refusal('illegal-transition', { status: state.status, command: command.type, missing: 'liquidation' }, SETTLEMENT);
    // Money out must equal money settled; a register is taken as it is and the difference reported.
    if (command.attested === undefined) {
      if (amount !== advancedNet(state))
        throw new Refusal('sum-mismatch', { amount, advanced: advancedNet(state), vouchers: state.vouchers }, SETTLEMENT);
      if (state.vouchers !== null && amount > state.vouchers)
        throw new Refusal('sum-mismatch', { amount, advanced: advancedNet(state), vouchers: state.vouchers }, VOUCHERS);
    }
    return [{ type: 'SettlementApproved', data: { amount, ...attestation(command) } }];
  },
});

export const carryOver = act<CarryOver, 'in-plan' | 'contracted' | 'executing' | 'accepted'>({
  from: ['in-plan', 'contracted', 'executing', 'accepted'],
  decide({ amount, toYear, decisionNo }, state) {
    refuseAmount('amount', amount);
    refuseBlank({ decisionNo });
    const unspent = state.approval.amount - advancedNet(state);
    if (amount > unspent) throw new Refusal('amount-over-approved', { amount, approved: unspent }, CARRY_OVER);
    const from = state.carriedOver?.toYear ?? state.need.planYear;
    if (toYear !== from + 1) throw new Refusal('carry-over-year', { toYear, next: from + 1 }, CARRY_OVER);
    return [{ type: 'CarriedOver', data: { amount, toYear, decisionNo } }];
  },
});
