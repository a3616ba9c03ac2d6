import type { Dong } from '../money.ts';
import { Refusal, type RefusedBy } from '../refusal.ts';
import { act, attestation, type ProjectAsked, refuseAmount, refuseBlank, standsFor } from './act.ts';
import { advancedNet } from './project.state.ts';

/** Nghiệm thu cơ sở, by the Sở (TT 36/2013 art. 21(1)). `amount`: the support that the accepted volume earns, 0 when not accepted. */
export type HoldAcceptance = ProjectAsked & {
  readonly type: 'HoldAcceptance';
  readonly result: 'full' | 'part' | 'not-accepted';
  readonly amount: Dong;
  readonly output: number | null;
  readonly remarks: string | null;
};
export type LodgeSettlementDossier = ProjectAsked & { readonly type: 'LodgeSettlementDossier'; readonly documents: readonly string[] };
export type LiquidateContract = ProjectAsked & { readonly type: 'LiquidateContract'; readonly minutesNo: string };
export type ApproveSettlement = ProjectAsked & { readonly type: 'ApproveSettlement'; readonly amount: Dong };
export type StopProject = ProjectAsked & { readonly type: 'StopProject'; readonly reason: string; readonly decisionNo: string | null };
export type WithdrawProject = ProjectAsked & { readonly type: 'WithdrawProject'; readonly reason: string };

const SETTLEMENT: RefusedBy = { rule: 'settlement', legalBasis: 'TT 36/2013/TT-BCT, art. 18', status: 'verified' };

export const holdAcceptance = act<HoldAcceptance, 'in-plan' | 'contracted' | 'executing'>({
  from: ['in-plan', 'contracted', 'executing'],
  decide(command, state) {
    const { result, amount, output, remarks } = command;
    if (state.contract === null && !standsFor(command, 'contract')) {
      throw new Refusal('illegal-transition', { status: state.status, command: command.type, missing: 'contract' });
    }
    refuseAmount('amount', amount, result === 'not-accepted' ? 'zero' : 'positive');
    if (result === 'not-accepted') {
      if (amount !== 0) throw new Refusal('amount', { field: 'amount', amount, result });
      refuseBlank({ remarks: remarks ?? '' });
    }
    if (amount > state.approval.amount) throw new Refusal('amount-over-approved', { amount, approved: state.approval.amount });
    if (output !== null && (!Number.isSafeInteger(output) || output < 0)) throw new Refusal('output', { actual: output });
    return [{ type: 'AcceptanceHeld', data: { result, amount, output, remarks, ...attestation(command) } }];
  },
});

export const lodgeSettlementDossier = act<LodgeSettlementDossier, 'accepted'>({
  from: ['accepted'],
  holds: (_command, state) => 'dossierLodged' in state && state.dossierLodged,
  decide({ documents }) {
    if (documents.length === 0) throw new Refusal('blank', { field: 'documents' }, SETTLEMENT);
    return [{ type: 'SettlementDossierLodged', data: { documents } }];
  },
});

export const liquidateContract = act<LiquidateContract, 'accepted'>({
  from: ['accepted'],
  decide({ type, minutesNo }, state) {
    refuseBlank({ minutesNo });
    if (!state.dossierLodged)
      throw new Refusal('illegal-transition', { status: state.status, command: type, missing: 'dossier' }, SETTLEMENT);
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
    if (state.status === 'accepted' && !standsFor(command, 'liquidation')) {
      throw new Refusal('illegal-transition', { status: state.status, command: command.type, missing: 'liquidation' }, SETTLEMENT);
    }
    // Money out must equal money settled; a register is taken as it is and the difference reported.
    if (command.attested === undefined && amount !== advancedNet(state))
      throw new Refusal('sum-mismatch', { amount, advanced: advancedNet(state) }, SETTLEMENT);
    return [{ type: 'SettlementApproved', data: { amount, ...attestation(command) } }];
  },
});

/** Ngừng triển khai: TT 36/2013 art. 11. */
export const stopProject = act<StopProject, 'in-plan' | 'contracted' | 'executing'>({
  from: ['in-plan', 'contracted', 'executing'],
  holds: (_command, state) => state.status === 'stopped',
  decide(command) {
    const { reason, decisionNo } = command;
    refuseBlank({ reason });
    return [{ type: 'ProjectStopped', data: { reason, decisionNo, ...attestation(command) } }];
  },
});

/** Rút: by the proposer, before the plan is decided. */
export const withdrawProject = act<
  WithdrawProject,
  'surveyed' | 'kept-for-later' | 'draft' | 'registered' | 'returned' | 'base-passed' | 'final-passed'
>({
  from: ['surveyed', 'kept-for-later', 'draft', 'registered', 'returned', 'base-passed', 'final-passed'],
  holds: (_command, state) => state.status === 'withdrawn',
  decide({ reason }) {
    refuseBlank({ reason });
    return [{ type: 'ProjectWithdrawn', data: { reason } }];
  },
});
