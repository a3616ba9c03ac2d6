/** What the stream that decided is told once a project has answered, and what the project's own stream is told when it refuses. */
import type { ContractCommand } from '#lifecycle/contract/contract.commands';
import type { DomainEvent } from '#lifecycle/decider';
import { FOLLOW_UP_ACTOR } from '#lifecycle/follow-up-actor';
import type { PlanCommand } from '#lifecycle/plan/plan.commands';
import type { DeclineFollowUp } from '#lifecycle/project/decline-follow-up';
import type { DeclinedFollowUp } from '#lifecycle/project/project.events';
import type { Step } from '../decide-steps.ts';
import { type AnyCommand, contractKind, planKind, type StreamKind } from '../stream-kind.ts';
import { uuidV5 } from '../uuid-v5.ts';
import type { FollowUp } from './follow-up-commands.ts';

export interface Answer {
  readonly kind: StreamKind<AnyCommand, unknown, DomainEvent>;
  readonly step: Step<PlanCommand | ContractCommand>;
}

/** Null: the deciding stream needs no word that all went well. A plan's change does: only then is its freed money free. */
export function answerTaken(followUp: FollowUp): Answer | null {
  const { command, code } = followUp;
  if (command.type !== 'AdjustApproval') return null;
  const { projectId: project, decisionNo } = command;
  return planAnswer(followUp, { type: 'ConfirmTaken', project, code, decisionNo, ...frame(followUp) });
}

/** The project's no, under the command id of what it was asked: one of the two can stand in its stream, never both. */
export function declining(followUp: FollowUp, reason: string): Step<DeclineFollowUp> {
  const { command, decidedBy, trace } = followUp;
  const decided = { asked: command.type, decidedBy: decidedBy.id, stream: decidedBy.stream, document: documentOf(command) };
  const { unit: _persons, ...ownTrace } = trace;
  return {
    command: { type: 'DeclineFollowUp', projectId: command.projectId, ...decided, reason, ...frame(followUp) },
    trace: ownTrace,
  };
}

function documentOf(command: FollowUp['command']): string {
  switch (command.type) {
    case 'SignContract':
      return command.contractNo;
    case 'ExtendContract':
      return command.appendixNo;
    default:
      return command.decisionNo;
  }
}

/** The compensation: money or a place in a contract is not kept for a project that cannot take it. */
export function answerRefused(followUp: FollowUp, { reason, status }: Pick<DeclinedFollowUp, 'reason' | 'status'>): Answer | null {
  const { command, code } = followUp;
  const project = command.projectId;
  const said = { project, code, reason, ...frame(followUp) };
  switch (command.type) {
    case 'AdjustApproval':
      // One that ended without an approved amount has nothing to give back: what it had is free.
      if (followUp.releases && reason === 'illegal-transition' && WITHOUT_MONEY.includes(status)) return answerTaken(followUp);
      return planAnswer(followUp, { type: 'TakeBack', decisionNo: command.decisionNo, ...said });
    case 'ApproveInPlan':
    case 'LeaveOutOfPlan':
      return planAnswer(followUp, { type: 'TakeBack', decisionNo: command.decisionNo, ...said });
    case 'SignContract':
      return contractAnswer(followUp, { type: 'DropMember', ...said });
    case 'ExtendContract':
      return contractAnswer(followUp, { type: 'DeclineExtension', appendixNo: command.appendixNo, ...said });
  }
}

/** Stages in which a project has no approved amount. */
const WITHOUT_MONEY: readonly string[] = ['withdrawn', 'not-in-plan', 'rejected', 'not-eligible'];

/** The follow-up speaks, and who decided stands behind it. */
const frame = ({ command: { occurredOn, actor, onBehalfOf } }: FollowUp) => ({
  occurredOn,
  actor: `${FOLLOW_UP_ACTOR}${actor}`,
  ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
});

const planAnswer = (followUp: FollowUp, command: PlanCommand): Answer => ({
  kind: planKind as unknown as Answer['kind'],
  step: { command, trace: traceOf(followUp, command.type) },
});
const contractAnswer = (followUp: FollowUp, command: ContractCommand): Answer => ({
  kind: contractKind as unknown as Answer['kind'],
  step: { command, trace: traceOf(followUp, command.type) },
});

const traceOf = ({ trace, decidedBy }: FollowUp, type: string) => ({
  commandId: uuidV5(type, trace.commandId),
  correlationId: trace.correlationId,
  causationId: decidedBy.id,
});
