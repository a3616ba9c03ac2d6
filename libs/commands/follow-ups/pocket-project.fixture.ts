/** A project reduced to what plans and contracts ask of it: it takes money and terms, or cannot. */
import type { Asked, DomainEvent } from '#lifecycle/decider';
import { type DeclineFollowUp, declineFollowUp } from '#lifecycle/project/decline-follow-up';
import type { DeclinedFollowUp } from '#lifecycle/project/project.events';
import type { Project } from '#lifecycle/project/project.state';
import { Refusal } from '#lifecycle/refusal';
import { type AnyCommand, projectKind, type StreamKind } from '../stream-kind.ts';
import type { FollowUpCommand } from './follow-up-commands.ts';

interface Pocket {
  readonly status: 'proposed' | 'in-plan' | 'contracted' | 'not-in-plan' | 'withdrawn' | 'stopped';
  readonly approval: { readonly plan: string; readonly decisionNo: string; readonly amount: number } | null;
  readonly contract: string | null;
  readonly spent: number;
  readonly file: { readonly declined: readonly DeclinedFollowUp[] };
}
type Own = Asked &
  (
    | { readonly type: 'Withdraw' | 'Stop' | 'ProposeAgain'; readonly projectId: string }
    | { readonly type: 'Pay'; readonly projectId: string; readonly amount: number }
  );
export type PocketCommand = FollowUpCommand | DeclineFollowUp | Own;

const EVENTS = {
  ApproveInPlan: 'ApprovedInPlan',
  LeaveOutOfPlan: 'LeftOutOfPlan',
  AdjustApproval: 'ApprovalAdjusted',
  SignContract: 'ContractSigned',
  ExtendContract: 'ContractExtended',
  Withdraw: 'ProjectWithdrawn',
  Stop: 'ProjectStopped',
  ProposeAgain: 'ProposedForPlan',
  Pay: 'AdvancePaid',
  DeclineFollowUp: 'FollowUpDeclined',
} as const satisfies Record<PocketCommand['type'], string>;

const FROM: { readonly [T in Exclude<PocketCommand['type'], 'DeclineFollowUp'>]: readonly Pocket['status'][] } = {
  ApproveInPlan: ['proposed'],
  LeaveOutOfPlan: ['proposed'],
  AdjustApproval: ['in-plan', 'contracted', 'stopped'],
  SignContract: ['in-plan'],
  ExtendContract: ['contracted'],
  Withdraw: ['proposed', 'in-plan'],
  Stop: ['in-plan', 'contracted'],
  ProposeAgain: ['withdrawn', 'not-in-plan'],
  Pay: ['in-plan', 'contracted'],
};
const TO: { readonly [Type: string]: Pocket['status'] } = {
  ApprovedInPlan: 'in-plan',
  LeftOutOfPlan: 'not-in-plan',
  ContractSigned: 'contracted',
  ProjectWithdrawn: 'withdrawn',
  ProjectStopped: 'stopped',
  ProposedForPlan: 'proposed',
};

export const pocketKind: StreamKind<PocketCommand, Pocket, DomainEvent> = {
  upcasters: Object.fromEntries(Object.values(EVENTS).map((type) => [type, []])),
  asked: (command) => projectKind.asked?.(command as DeclineFollowUp) ?? command,
  decider: {
    initial: { status: 'proposed', approval: null, contract: null, spent: 0, file: { declined: [] } },
    decide(command, state) {
      if (command.type === 'DeclineFollowUp') return declineFollowUp(command, state as unknown as Project);
      if (holds(command, state)) return [];
      if (!FROM[command.type].includes(state.status))
        throw new Refusal('illegal-transition', { status: state.status, command: command.type });
      if (command.type === 'AdjustApproval' && command.amount < state.spent)
        throw new Refusal('advance-over-approved', { advanced: state.spent, approved: command.amount });
      const {
        type,
        occurredOn: _on,
        actor: _actor,
        role: _role,
        delegatedBy: _delegate,
        onBehalfOf: _for,
        projectId: _id,
        ...data
      } = command;
      return [{ type: EVENTS[type], data }];
    },
    evolve(state, { type, data }) {
      const given = data as Partial<{ plan: string; decisionNo: string; amount: number; contract: string }>;
      const status = TO[type] ?? state.status;
      const { plan = '', decisionNo = '', amount = 0, contract = state.contract } = given;
      if (type === 'FollowUpDeclined') return { ...state, file: { declined: [...state.file.declined, data as DeclinedFollowUp] } };
      if (type === 'AdvancePaid') return { ...state, spent: state.spent + amount };
      if (type === 'ApprovedInPlan' || type === 'ApprovalAdjusted') return { ...state, status, approval: { plan, decisionNo, amount } };
      return { ...state, status, contract, approval: status === 'withdrawn' ? null : state.approval };
    },
  },
};

function holds(command: PocketCommand, { approval, contract }: Pocket): boolean {
  if (command.type === 'ApproveInPlan') return approval?.plan === command.plan && approval.decisionNo === command.decisionNo;
  return command.type === 'SignContract' && contract === command.contract;
}

export const anyKind = (kind: unknown): StreamKind<AnyCommand, unknown, DomainEvent> =>
  kind as StreamKind<AnyCommand, unknown, DomainEvent>;
