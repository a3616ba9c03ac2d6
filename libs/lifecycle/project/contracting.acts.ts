import { Refusal, type RefusedBy } from '../refusal.ts';
import { act, attestation, type ProjectAsked, refuseBlank } from './act.ts';

/** The contract's stream decided it; the project follows. */
export type SignContract = ProjectAsked & {
  readonly type: 'SignContract';
  readonly contract: string;
  readonly contractNo: string;
  readonly endsOn: string;
};
export type ExtendContract = ProjectAsked & {
  readonly type: 'ExtendContract';
  readonly contract: string;
  readonly appendixNo: string;
  readonly endsOn: string;
};
/** Giao nhiệm vụ instead of a contract: for units under the Ministry (TT 36/2013 art. 6(4), 11(2)b). */
export type AssignTask = ProjectAsked & { readonly type: 'AssignTask'; readonly decisionNo: string; readonly endsOn: string };
/** Hợp đồng hỗ trợ with the beneficiary or investor (TT 36/2013 art. 13(1)b). */
export type SignSupportContract = ProjectAsked & {
  readonly type: 'SignSupportContract';
  readonly contractNo: string;
  readonly investor: string;
};

const TERM: RefusedBy = { rule: 'contract-term', legalBasis: 'TT 36/2013/TT-BCT, art. 12(1)', status: 'verified' };
const SUPPORT: RefusedBy = { rule: 'support-contract', legalBasis: 'TT 36/2013/TT-BCT, art. 13(1)b', status: 'verified' };

/** @throws Refusal `date-order`: it would end before it begins */
function refuseTerm(endsOn: string, signedOn: string): void {
  if (endsOn < signedOn) throw new Refusal('date-order', { field: 'endsOn', endsOn, signedOn }, TERM);
}

export const signContract = act<SignContract, 'in-plan'>({
  from: ['in-plan'],
  holds: ({ contract }, state) => 'contract' in state && state.contract?.stream === contract,
  decide(command) {
    const { contract, contractNo, endsOn } = command;
    refuseBlank({ contractNo });
    refuseTerm(endsOn, command.occurredOn);
    return [{ type: 'ContractSigned', data: { contract, contractNo, endsOn, ...attestation(command) } }];
  },
});

export const extendContract = act<ExtendContract, 'contracted' | 'executing'>({
  from: ['contracted', 'executing'],
  holds: ({ contract, endsOn }, state) => 'contract' in state && state.contract?.stream === contract && state.contract.endsOn === endsOn,
  decide({ contract, appendixNo, endsOn, occurredOn }, state) {
    refuseBlank({ appendixNo });
    refuseTerm(endsOn, occurredOn);
    if (state.contract?.stream !== contract) throw new Refusal('contract-conflict', { contractNo: state.contract?.contractNo ?? null });
    return [{ type: 'ContractExtended', data: { contract, appendixNo, endsOn } }];
  },
});

export const assignTask = act<AssignTask, 'in-plan'>({
  from: ['in-plan'],
  decide({ decisionNo, endsOn, occurredOn }) {
    refuseBlank({ decisionNo });
    refuseTerm(endsOn, occurredOn);
    return [{ type: 'TaskAssigned', data: { decisionNo, endsOn } }];
  },
});

export const signSupportContract = act<SignSupportContract, 'contracted' | 'executing'>({
  from: ['contracted', 'executing'],
  ready(_asker, state) {
    if (state.supportContract) throw new Refusal('already-done', { command: 'SignSupportContract' }, SUPPORT);
  },
  decide({ contractNo, investor }) {
    refuseBlank({ contractNo, investor });
    return [{ type: 'SupportContractSigned', data: { contractNo, investor } }];
  },
});
