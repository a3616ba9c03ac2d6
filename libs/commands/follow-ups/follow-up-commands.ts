/** What a decision of a plan or a contract asks of each project that it names. Pure: the same event asks the same for ever. */
import type { RecordedEvent } from '#event-log/event-log';
import { type ContractEvent, projectStream } from '#lifecycle/contract/contract.events';
import { contractUpcasters } from '#lifecycle/contract/contract.upcasters';
import type { Asked } from '#lifecycle/decider';
import type { PlanEvent } from '#lifecycle/plan/plan.events';
import { planUpcasters } from '#lifecycle/plan/plan.upcasters';
import type { FollowUpType } from '#lifecycle/project/project.events';
import { upcast } from '#lifecycle/upcast';
import { isRole } from '#reference/roles';
import type { Trace } from '../decide-steps.ts';
import { uuidV5 } from '../uuid-v5.ts';

type Follows<Type extends FollowUpType, Data> = Asked & { readonly projectId: string; readonly type: Type } & Data;

export type FollowUpCommand =
  | Follows<'ApproveInPlan', { readonly plan: string; readonly decisionNo: string; readonly amount: number; readonly multiplier?: number }>
  | Follows<'LeaveOutOfPlan', { readonly plan: string; readonly decisionNo: string; readonly reason: string }>
  | Follows<'AdjustApproval', { readonly plan: string; readonly decisionNo: string; readonly amount: number; readonly reason: string }>
  | Follows<'SignContract', { readonly contract: string; readonly contractNo: string; readonly endsOn: string }>
  | Follows<'ExtendContract', { readonly contract: string; readonly appendixNo: string; readonly endsOn: string }>;

export interface FollowUp {
  /** The stream that decided, and the event that says so. */
  readonly decidedBy: { readonly stream: string; readonly id: string; readonly commandId: string };
  readonly code: string;
  /** It takes back the money of a project that has ended. */
  readonly releases: boolean;
  /** The project's stream. */
  readonly stream: string;
  readonly command: FollowUpCommand;
  readonly trace: Trace;
}

/** A command without its frame. */
type Own = FollowUpCommand extends infer C ? (C extends FollowUpCommand ? Omit<C, keyof Asked | 'projectId'> : never) : never;
type Wanted = { readonly project: string; readonly code: string; readonly own: Own };

/** Streams of which an event may ask something. */
export const decides = (stream: string): boolean => stream.startsWith('plan-') || stream.startsWith('contract-');

/** What such streams hold. */
export const decidingUpcasters = { ...planUpcasters, ...contractUpcasters };

/** Empty for events that ask nothing, and for attested ones: an import writes both sides itself. */
export function followUpsOf(recorded: RecordedEvent): readonly FollowUp[] {
  const { id, stream, type, version, data, meta } = recorded;
  const event = upcast<PlanEvent | ContractEvent>(decidingUpcasters, type, version, data);
  if ('attested' in event.data && event.data.attested !== undefined) return [];
  return wantedBy(event, stream).map(({ project, code, own }) => ({
    decidedBy: { stream, id, commandId: meta['commandId'] ?? id },
    code,
    releases: event.type === 'PlanItemsReleased',
    stream: projectStream(project),
    command: { ...own, ...askedBy(meta), projectId: project },
    trace: {
      commandId: followUpId(project, own.type, id),
      correlationId: meta['correlationId'] ?? id,
      causationId: id,
      ...(meta['unit'] === undefined ? {} : { unit: meta['unit'] }),
    },
  }));
}

export const followUpId = (project: string, type: FollowUpType, eventId: string): string => uuidV5(project + type, eventId);

/** The person who decided stands behind what follows. */
function askedBy(meta: Readonly<Record<string, string>>): Asked {
  const { occurredOn = '', actor = '', role, delegatedBy, onBehalfOf } = meta;
  return {
    occurredOn,
    actor,
    ...(role === undefined || !isRole(role) ? {} : { role }),
    ...(delegatedBy === undefined ? {} : { delegatedBy }),
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
  };
}

function wantedBy(event: PlanEvent | ContractEvent, stream: string): readonly Wanted[] {
  switch (event.type) {
    case 'PlanDecided': {
      const { decisionNo, items, leftOut } = event.data;
      return [
        ...items.map(({ project, code, amount, multiplier }) => ({
          project,
          code,
          own: { type: 'ApproveInPlan', plan: stream, decisionNo, amount, ...(multiplier === undefined ? {} : { multiplier }) } as const,
        })),
        ...leftOut.map(({ project, code, reason }) => ({
          project,
          code,
          own: { type: 'LeaveOutOfPlan', plan: stream, decisionNo, reason } as const,
        })),
      ];
    }
    case 'PlanAdjusted': {
      const { decisionNo } = event.data;
      return event.data.items.map(({ project, code, amount, reason }) => ({
        project,
        code,
        own: { type: 'AdjustApproval', plan: stream, decisionNo, amount, reason },
      }));
    }
    case 'PlanItemsReleased': {
      const { decisionNo } = event.data;
      return event.data.items.flatMap(({ project, code, keeps, reason, refusal }) =>
        refusal === undefined ? [{ project, code, own: { type: 'AdjustApproval', plan: stream, decisionNo, amount: keeps, reason } }] : [],
      );
    }
    case 'ContractConcluded': {
      const { contractNo, endsOn } = event.data;
      return event.data.members.map((member) => ({ ...member, own: { type: 'SignContract', contract: stream, contractNo, endsOn } }));
    }
    case 'ContractMembersAdded': {
      const { terms, members } = event.data;
      return terms === undefined ? [] : members.map((member) => ({ ...member, own: { type: 'SignContract', contract: stream, ...terms } }));
    }
    case 'ContractAppendixSigned': {
      const { appendixNo, endsOn, members } = event.data;
      return members.map((member) => ({ ...member, own: { type: 'ExtendContract', contract: stream, appendixNo, endsOn } }));
    }
    default:
      return [];
  }
}
