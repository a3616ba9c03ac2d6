/**
 * What was sent to whom, and why: the log is the proof of sending. Two kinds of stream:
 * `reminder-{project}~{obligation}~{step}~{due}~{channel}~{recipient}`: one step of one ladder for one recipient; whoever appends its
 * `ReminderClaimed` first (expecting no stream) has it; everybody else stops. The due day is the version: a moved deadline is told anew.
 * `reminder-delivery~{recipient}~{day}~{channel}`: what one recipient gets on one day, as one message: claimed first, then its steps,
 * then sent. An outcome stands here, for all its steps.
 * `reminder-control`: what the operator paused, excluded or asked to be sent again.
 */
import type { ObligationKind } from '../obligation/obligation.ts';
import type { Day, Count } from '../fields.events.ts';

export type ReminderChannel = 'email' | 'inbox' | 'webhook';

/** One step of a ladder for one obligation. */
export type ReminderItem = {
  /** Stream id of the project without `project-`. */
  readonly project: string;
  readonly code: string;
  readonly obligation: string;
  readonly kind: ObligationKind;
  /** Name in the ladder: `before-10`, `due`, `weekly-2`. */
  readonly step: string;
  /** Day for which the ladder has the step. */
  readonly on: Day;
  readonly due: Day;
  /** Sent after its day: after an outage, or because it became known late. */
  readonly late: boolean;
  /** Earlier steps of the same ladder whose day passed unsent: they are never sent. */
  readonly skipped: readonly string[];
  readonly rule: string;
  readonly ladder: string;
  readonly calendar: string | null;
  /** Event that started the obligation. */
  readonly startedBy: string;
};

export type ReminderEvent =
  | {
      readonly type: 'DeliveryClaimed';
      readonly data: {
        readonly recipient: string;
        readonly day: Day;
        readonly channel: ReminderChannel;
        readonly items: readonly ReminderItem[];
        /** The same for every attempt. */
        readonly messageId: string;
      };
    }
  | { readonly type: 'ReminderClaimed'; readonly data: ReminderItem & { readonly delivery: string } }
  /** Who may send it now, and until when; a later lease begins after the end of the one before. UTC instants. */
  | {
      readonly type: 'DeliveryLeased';
      readonly data: {
        readonly attempt: Count;
        readonly holder: string;
        readonly until: string;
        /** Resent by hand. */ readonly resend?: string;
      };
    }
  | {
      readonly type: 'DeliverySent';
      readonly data: {
        readonly attempt: Count;
        readonly messageId: string;
        /** What the receiver answered, without addresses. */
        readonly response: string;
        /** Items left out because what they ask for had been done meanwhile: `project~obligation~step`. */
        readonly leftOut: readonly string[];
      };
    }
  | {
      readonly type: 'DeliveryFailed';
      readonly data: {
        readonly attempt: Count;
        readonly reason: string;
        /** UTC instant; null: never again by itself. */ readonly retryAt: string | null;
      };
    }
  /** Nothing was left to say. */
  | { readonly type: 'DeliveryWithdrawn'; readonly data: { readonly reason: string } }
  | { readonly type: 'RemindersPaused'; readonly data: { readonly kind: ObligationKind | 'all'; readonly reason: string } }
  | { readonly type: 'RemindersResumed'; readonly data: { readonly kind: ObligationKind | 'all'; readonly reason: string } }
  /** `recipient` null: everybody. */
  | {
      readonly type: 'ReminderExcluded';
      readonly data: { readonly project: string; readonly obligation: string; readonly recipient: string | null; readonly reason: string };
    }
  | {
      readonly type: 'ReminderIncluded';
      readonly data: { readonly project: string; readonly obligation: string; readonly recipient: string | null; readonly reason: string };
    }
  | { readonly type: 'ResendAsked'; readonly data: { readonly delivery: string; readonly reason: string } }
  /** A receiver of webhooks; its secret is kept beside the log, never in it. */
  | { readonly type: 'WebhookAdded'; readonly data: { readonly webhook: string; readonly url: string; readonly province: string | null } }
  | { readonly type: 'WebhookRemoved'; readonly data: { readonly webhook: string; readonly reason: string } };

export const REMINDER_CONTROL = 'reminder-control';

export const deliveryStream = (recipient: string, day: string, channel: ReminderChannel): string =>
  `reminder-delivery~${recipient}~${day}~${channel}`;

export const stepStream = (
  { project, obligation, step, due }: Pick<ReminderItem, 'project' | 'obligation' | 'step' | 'due'>,
  channel: ReminderChannel,
  recipient: string,
): string => `reminder-${project}~${obligation}~${step}~${due}~${channel}~${recipient}`;
