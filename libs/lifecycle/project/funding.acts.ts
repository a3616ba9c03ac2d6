import type { RuleBook } from '../context.ts';
import { type Dong, isDong } from '../money.ts';
import { Refusal, type RefusedBy } from '../refusal.ts';
import { advanceLimitsOn, advanceTrancheOn, refusedBy, refuseOverAdvanceCap, type SchemeContent } from '../rules.ts';
import { act, type Asker, attestation, type ProjectAsked, refuseAmount, refusePercent, standsFor } from './act.ts';
import { refuseMissingPapers } from './papers.ts';
import type { Tranche } from './project.events.ts';
import { advancedGross, advancedNet, type In } from './project.state.ts';

export type RequestAdvance = ProjectAsked & { readonly type: 'RequestAdvance'; readonly tranche: Tranche; readonly amount: Dong };
/** The Sở confirms the done volume: TT 36/2013 art. 21(4), 23(3)a. */
export type ConfirmVolume = ProjectAsked & { readonly type: 'ConfirmVolume'; readonly percent: number };
export type PayAdvance = ProjectAsked & {
  readonly type: 'PayAdvance';
  readonly tranche: Tranche;
  readonly amount: Dong;
  readonly treasuryRef: string | null;
};
export type RecoverAdvance = ProjectAsked & { readonly type: 'RecoverAdvance'; readonly amount: Dong; readonly reason: string | null };

type Payable = 'in-plan' | 'contracted' | 'executing' | 'accepted';

const CONTRACT: RefusedBy = { rule: 'contract-first', legalBasis: 'TT 36/2013/TT-BCT, art. 12(1), 13', status: 'verified' };
const VOLUME: RefusedBy = { rule: 'volume-confirmed', legalBasis: 'TT 36/2013/TT-BCT, art. 21(4), 23(3)a', status: 'verified' };
const GROUP: RefusedBy = { rule: 'group-plan', legalBasis: 'TT 36/2013/TT-BCT, art. 21(2)a', status: 'verified' };
const RECOVERY: RefusedBy = { rule: 'recovery', legalBasis: 'TT 36/2013/TT-BCT, art. 12(6)', status: 'verified' };
const TRANCHES: RefusedBy = { rule: 'tranches', legalBasis: 'TT 36/2013/TT-BCT, art. 13, 14, 15', status: 'verified' };

/** The dossier that each tranche needs, by the act that the rows name. */
const DOSSIER = { first: 'RequestFirstAdvance', next: 'RequestNextAdvance', remaining: 'RequestRemainingAdvance' } as const;

/** Another request takes the place of one not yet paid; what was confirmed for that one is confirmed again. */
export const requestAdvance = act<RequestAdvance, 'contracted' | 'executing' | 'accepted'>({
  from: ['contracted', 'executing', 'accepted'],
  holds: ({ tranche, amount }, state) => 'request' in state && state.request?.tranche === tranche && state.request.amount === amount,
  ready: (asker, state) => refuseUnready(asker, state),
  decide(command, state, context) {
    refuseTranche(command, state, context.rules);
    refuseOverLimits(command, state, context.rules);
    refuseMissingPapers(DOSSIER[command.tranche], command, state, context);
    return [{ type: 'AdvanceRequested', data: { tranche: command.tranche, amount: command.amount } }];
  },
});

export const confirmVolume = act<ConfirmVolume, 'contracted' | 'executing' | 'accepted'>({
  from: ['contracted', 'executing', 'accepted'],
  ready(_asker, state) {
    if (state.request === null) throw new Refusal('advance-conditions', { missing: 'request' }, VOLUME);
    if (state.progress === null) throw new Refusal('advance-conditions', { missing: 'progress-report' }, VOLUME);
  },
  decide({ percent }, state) {
    refusePercent('percent', percent);
    const reported = state.progress?.percent ?? 0;
    if (percent > reported) throw new Refusal('volume-over-reported', { percent, reported }, VOLUME);
    return [{ type: 'VolumeConfirmed', data: { tranche: state.request?.tranche ?? 'first', percent } }];
  },
});

export const payAdvance = act<PayAdvance, Payable>({
  from: ['in-plan', 'contracted', 'executing', 'accepted'],
  ready(asker, state, { rules }) {
    refuseUnready(asker, state);
    if (standsFor(asker, 'request')) return;
    if (state.request === null) throw new Refusal('advance-conditions', { missing: 'request' }, TRANCHES);
    refuseVolume(asker, state, state.request.tranche, rules);
  },
  decide(command, state, { rules }) {
    const { tranche, amount, treasuryRef } = command;
    refuseTranche(command, state, rules);
    refuseVolume(command, state, tranche, rules);
    refuseOverLimits(command, state, rules);
    if (!standsFor(command, 'request') && (state.request?.tranche !== tranche || state.request.amount !== amount))
      throw new Refusal('advance-conditions', { missing: 'request', tranche, amount }, TRANCHES);
    return [{ type: 'AdvancePaid', data: { tranche, amount, treasuryRef, ...attestation(command) } }];
  },
});

export const recoverAdvance = act<RecoverAdvance, 'executing' | 'accepted' | 'liquidated' | 'stopped'>({
  from: ['executing', 'accepted', 'liquidated', 'stopped'],
  ready(_asker, state) {
    if (advancedNet(state) === 0) throw new Refusal('nothing-to-do', { command: 'RecoverAdvance' }, RECOVERY);
  },
  decide(command, state) {
    refuseAmount('amount', command.amount);
    const most = advancedNet(state);
    if (command.amount > most) throw new Refusal('recovery-over-advanced', { amount: command.amount, most }, RECOVERY);
    return [{ type: 'AdvanceRecovered', data: { amount: command.amount, reason: command.reason, ...attestation(command) } }];
  },
});

/** What every advance needs: a contract, a group's detailed plan, and nothing of the appraisal open again. */
function refuseUnready(asker: Asker, state: In<Payable>): void {
  if (state.contract === null && !standsFor(asker, 'contract')) throw new Refusal('advance-conditions', { missing: 'contract' }, CONTRACT);
  if (asker.attested !== undefined) return;
  if (state.draft.kind === 'group' && !state.groupPlan) throw new Refusal('advance-conditions', { missing: 'group-plan' }, GROUP);
  refuseReopened(state);
}

const REOPENED: RefusedBy = { rule: 're-approval', legalBasis: 'TT 36/2013/TT-BCT, art. 9, 11', status: 'verified' };

/** @throws Refusal `reapproval-needed`: a change took the ground from contents of the appraisal that nobody has assessed again */
export function refuseReopened({ reopened }: Pick<In<Payable>, 'reopened'>): void {
  if (reopened.length > 0) throw new Refusal('reapproval-needed', { open: reopened }, REOPENED);
}

/**
 * The first advance comes once and before acceptance, further ones of a multi-year project after it, the rest after acceptance
 * (TT 36/2013 art. 13 to 15); some kinds get all of it, and only after acceptance (art. 13(3), 15(1)). Money that came back in full may
 * go out again. A register is taken as it is.
 */
function refuseTranche(command: RequestAdvance | PayAdvance, state: In<Payable>, rules: RuleBook): void {
  const { type, tranche, amount, attested } = command;
  refuseAmount('amount', amount);
  const { accepted, paid, recovered, draft } = state;
  const row = attested === undefined ? advanceTrancheOn(rules, tranche, contentOf(state), state.approval.on) : undefined;
  const inTime = (row?.afterAcceptance ?? tranche === 'remaining') === (accepted !== null);
  const possible = {
    first: advancedNet(state) === 0,
    next: paid.first > 0 && draft.kind === 'key',
    remaining: paid.remaining === 0 || recovered > 0,
  };
  if (!inTime || !possible[tranche])
    throw new Refusal(
      'illegal-transition',
      { status: state.status, command: type, tranche },
      row === undefined ? TRANCHES : refusedBy(row),
    );
}

const contentOf = ({ need, draft }: In<Payable>): SchemeContent => ({
  content: need.content,
  province: need.province,
  ...(draft.variant === undefined ? {} : { variant: draft.variant }),
});

/** What is out after the advance, less what came back: before acceptance within the caps, then within what was accepted; always within what was approved. */
function refuseOverLimits(command: RequestAdvance | PayAdvance, state: In<Payable>, rules: RuleBook): void {
  const { approval, accepted, need } = state;
  // Not yet an amount of đồng: it may be more than there can be.
  const advanced = (command.attested === undefined ? advancedNet(state) : advancedGross(state)) + command.amount;
  if (advanced > approval.amount || !isDong(advancedGross(state) + command.amount))
    throw new Refusal('advance-over-approved', { advanced, approved: approval.amount }, TRANCHES);
  const out = advancedNet(state) + command.amount;
  if (accepted === null) refuseOverAdvanceCap(advanceLimitsOn(rules, need.source, contentOf(state), approval.on), out, approval.amount);
  else if (command.attested === undefined && out > accepted)
    throw new Refusal('amount-over-accepted', { advanced: out, accepted }, RECOVERY);
}

/**
 * TT 36/2013 art. 13: some kinds need a done volume over a threshold before the first advance; a next one goes by progress (art. 15(2)b).
 * The Sở confirms it.
 */
function refuseVolume(asker: Asker, state: In<Payable>, tranche: Tranche, rules: RuleBook): void {
  if (standsFor(asker, 'volume') || state.accepted !== null) return;
  const shown = state.request?.volumePercent ?? null;
  if (tranche === 'next' && shown === null) throw new Refusal('advance-conditions', { missing: 'volume', shown, over: 0 }, VOLUME);
  if (tranche === 'next') return;
  for (const limit of advanceLimitsOn(rules, state.need.source, contentOf(state), state.approval.on))
    if (limit.volumePercent !== null && (shown === null || shown <= limit.volumePercent))
      throw new Refusal('advance-conditions', { missing: 'volume', shown, over: limit.volumePercent }, refusedBy(limit));
}
