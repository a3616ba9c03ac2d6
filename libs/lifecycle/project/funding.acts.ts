import { type Dong, subtract, sum } from '../money.ts';
import { Refusal } from '../refusal.ts';
import { advanceLimitsOn, refusedBy, refuseOverAdvanceCap } from '../rules.ts';
import { act, attestation, type ProjectAsked, refuseAmount, refuseBlank, standsFor } from './act.ts';
import type { Tranche } from './project.events.ts';
import { advancedNet, type In } from './project.state.ts';

/** The contract's stream decided it; the project follows. */
export type SignContract = ProjectAsked & {
  readonly type: 'SignContract';
  readonly contract: string;
  readonly contractNo: string;
  readonly endsOn: string;
};
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

export const signContract = act<SignContract, 'in-plan'>({
  from: ['in-plan'],
  holds: ({ contract }, state) => 'contract' in state && state.contract?.stream === contract,
  decide(command) {
    const { contract, contractNo, endsOn } = command;
    refuseBlank({ contractNo });
    if (endsOn < command.occurredOn) throw new Refusal('date-order', { field: 'endsOn', endsOn, signedOn: command.occurredOn });
    return [{ type: 'ContractSigned', data: { contract, contractNo, endsOn, ...attestation(command) } }];
  },
});

export const requestAdvance = act<RequestAdvance, 'contracted' | 'executing' | 'accepted'>({
  from: ['contracted', 'executing', 'accepted'],
  decide(command, state, { rules }) {
    refuseTranche(command, state);
    refuseOverLimits(command, state, rules);
    return [{ type: 'AdvanceRequested', data: { tranche: command.tranche, amount: command.amount } }];
  },
});

export const confirmVolume = act<ConfirmVolume, 'contracted' | 'executing' | 'accepted'>({
  from: ['contracted', 'executing', 'accepted'],
  decide({ percent, type }, state) {
    if (state.request === null) throw new Refusal('illegal-transition', { status: state.status, command: type, missing: 'request' });
    if (!(percent >= 0 && percent <= 100)) throw new Refusal('amount', { field: 'percent', amount: percent });
    return [{ type: 'VolumeConfirmed', data: { tranche: state.request.tranche, percent } }];
  },
});

export const payAdvance = act<PayAdvance, Payable>({
  from: ['in-plan', 'contracted', 'executing', 'accepted'],
  decide(command, state, { rules }) {
    const { tranche, amount, treasuryRef } = command;
    if (state.contract === null && !standsFor(command, 'contract')) {
      throw new Refusal('illegal-transition', { status: state.status, command: command.type, missing: 'contract' });
    }
    refuseTranche(command, state);
    refuseOverLimits(command, state, rules);
    if (
      !standsFor(command, 'request') &&
      (state.request === null || state.request.tranche !== tranche || state.request.amount !== amount)
    ) {
      throw new Refusal('advance-conditions', { missing: 'request', tranche, amount });
    }
    if (!standsFor(command, 'volume')) refuseVolume(state, tranche, rules);
    return [{ type: 'AdvancePaid', data: { tranche, amount, treasuryRef, ...attestation(command) } }];
  },
});

export const recoverAdvance = act<RecoverAdvance, 'executing' | 'accepted' | 'liquidated' | 'stopped'>({
  from: ['executing', 'accepted', 'liquidated', 'stopped'],
  decide(command, state) {
    refuseAmount('amount', command.amount);
    const most = advancedNet(state);
    if (command.amount > most) {
      throw new Refusal(
        'recovery-over-advanced',
        { amount: command.amount, most },
        { rule: 'recovery', legalBasis: 'TT 36/2013/TT-BCT, art. 12(6)', status: 'verified' },
      );
    }
    return [{ type: 'AdvanceRecovered', data: { amount: command.amount, reason: command.reason, ...attestation(command) } }];
  },
});

type Rules = Parameters<typeof advanceLimitsOn>[0];

/** The first advance comes before acceptance and once; the remaining one after it (TT 36/2013 art. 13, 14). */
function refuseTranche({ type, tranche, amount }: RequestAdvance | PayAdvance, state: In<Payable>): void {
  refuseAmount('amount', amount);
  if (tranche === 'first' && (state.accepted !== null || state.paid.first > 0)) {
    throw new Refusal('illegal-transition', { status: state.status, command: type, tranche });
  }
  if (tranche === 'remaining' && (state.accepted === null || state.paid.remaining > 0)) {
    throw new Refusal('illegal-transition', { status: state.status, command: type, tranche });
  }
}

function refuseOverLimits(command: RequestAdvance | PayAdvance, state: In<Payable>, rules: Rules): void {
  const { need, approval, paid, accepted, recovered } = state;
  const advanced = sum(paid.first, paid.remaining, command.amount);
  if (command.tranche === 'first')
    refuseOverAdvanceCap(advanceLimitsOn(rules, need.source, need.content, approval.on), advanced, approval.amount);
  if (advanced > approval.amount) throw new Refusal('advance-over-approved', { advanced, approved: approval.amount });
  if (accepted !== null && command.attested === undefined && subtract(advanced, recovered) > accepted) {
    throw new Refusal('amount-over-accepted', { advanced, accepted });
  }
}

/** TT 36/2013 art. 13: some kinds need a done volume, confirmed by the Sở, before the first advance. */
function refuseVolume(state: In<Payable>, tranche: Tranche, rules: Rules): void {
  if (tranche !== 'first') return;
  const { need, approval, request } = state;
  for (const limit of advanceLimitsOn(rules, need.source, need.content, approval.on)) {
    if (limit.volumePercent === null) continue;
    const shown = request?.volumePercent ?? null;
    if (shown === null || shown <= limit.volumePercent) {
      throw new Refusal('advance-conditions', { missing: 'volume', shown, over: limit.volumePercent }, refusedBy(limit));
    }
  }
}
