/**
 * What the scheduler of the reminders sees: what will be sent, what was, what was not and why. Days are YYYY-MM-DD in
 * Asia/Ho_Chi_Minh, instants UTC with milliseconds, amounts đồng.
 */
import type { Holder } from './record-parts.ts';

export type ReminderWay = 'email' | 'inbox' | 'webhook';

/** Why a step is not sent: a closed list. */
export const SUPPRESSIONS = {
  'no-recipient': { vi: 'chưa có người nhận', en: 'no recipient' },
  'kind-paused': { vi: 'loại nhắc việc đang tạm dừng', en: 'this kind of reminder is paused' },
  excluded: { vi: 'đã loại khỏi nhắc việc', en: 'left out by the operator' },
  'own-action': { vi: 'do chính người nhận vừa thực hiện', en: 'set off by the recipient’s own act' },
  restored: { vi: 'dữ liệu vừa phục hồi, chưa đối chiếu', en: 'restored and not reconciled yet' },
  'obligation-paused': { vi: 'thời hạn đang tạm dừng', en: 'the deadline is paused' },
} as const;
export type Suppression = keyof typeof SUPPRESSIONS;

/** A contact, or a webhook by its name. */
export interface ReminderRecipient {
  /** Opaque id. */
  readonly recipient: string;
  readonly name: string;
  /** null: a webhook. */
  readonly role: string | null;
  readonly unit: string | null;
  /** `vn63.38`; null: the whole country. */
  readonly province: string | null;
}

type Named = { readonly vi: string; readonly en: string };

export interface ReminderRule {
  readonly id: string;
  /** As each language cites it; empty: the row is gone. */
  readonly legalBasis: Named;
  readonly status: 'verified' | 'unverified';
}

/** A step of a ladder for one obligation, as it stands on the day asked for. */
export interface DueStep {
  readonly project: string;
  readonly code: string;
  readonly title: string;
  /** `vn63.38` */
  readonly province: string;
  readonly source: string;
  /** Key, unique in the project. */
  readonly obligation: string;
  readonly kind: string;
  readonly step: string;
  /** Day for which the ladder has the step. */
  readonly on: string;
  readonly due: string;
  /** Days until `due` in `unit`, negative when it is past. */
  readonly left: number;
  readonly unit: 'calendar' | 'working' | 'fixed';
  /** Sent after its day. */
  readonly late: boolean;
  /** Earlier steps that are never sent. */
  readonly skipped: readonly string[];
  readonly holder: Holder;
  readonly vnd: number | null;
  readonly rule: ReminderRule;
  readonly ladder: string;
  /** Version of the working calendar; null: plain days. */
  readonly calendar: string | null;
}

/** One message to one person on one day. */
export interface PlannedDelivery {
  readonly day: string;
  readonly recipient: ReminderRecipient;
  readonly channel: ReminderWay;
  readonly items: readonly DueStep[];
  /** Deadlines over what one message holds: they come on the recipient's next working day. */
  readonly waits: number;
}

export interface SuppressedStep {
  readonly item: DueStep;
  /** null: there is nobody. */
  readonly recipient: ReminderRecipient | null;
  /** For whom there is nobody: `holder`, `supervisor`, `department`; null: there is somebody. */
  readonly audience: string | null;
  readonly why: Suppression;
  /** Who decided so, when and why; null: nobody did, it follows from the rules. */
  readonly decided: DecidedBy | null;
}

export interface DecidedBy {
  readonly by: string;
  readonly on: string;
  readonly reason: string;
}

/** What would be sent on one day, if nothing happened until then. */
export interface DayPreview {
  readonly day: string;
  /** Why nobody is written to on that day: the name of the day off, or `weekend`; null: it is worked. */
  readonly off: string | null;
  readonly deliveries: readonly PlannedDelivery[];
  readonly suppressed: readonly SuppressedStep[];
  /** Steps that would be sent, also where not all messages are listed; what waits for another day is not among them. */
  readonly steps: number;
  /** Messages that are not listed. */
  readonly more: number;
}

export type DeliveryState =
  /** Nobody has it yet, or the last who had it never said what came of it. */
  | 'waiting'
  | 'sending'
  /** Failed and tried again at `retryAt`. */
  | 'retrying'
  | 'sent'
  /** Given up. */
  | 'failed'
  /** Nothing was left to say. */
  | 'withdrawn';

/** A message that was claimed, and what became of it. */
export interface DeliveryRow {
  /** Stream. */
  readonly delivery: string;
  readonly recipient: ReminderRecipient;
  readonly day: string;
  readonly channel: ReminderWay;
  readonly state: DeliveryState;
  readonly messageId: string;
  readonly attempts: number;
  readonly items: readonly DeliveredItem[];
  readonly claimedAt: string;
  /** Of the last outcome; null: none. */
  readonly outcomeAt: string | null;
  /** What the receiver answered, in its own words, or why it failed or was withdrawn. */
  readonly outcome: Named | null;
  readonly retryAt: string | null;
  /** Why a person asked for it again; null: nobody did. */
  readonly resend: string | null;
}

export interface DeliveredItem {
  readonly project: string;
  readonly code: string;
  readonly obligation: string;
  readonly kind: string;
  readonly step: string;
  readonly on: string;
  readonly due: string;
  readonly late: boolean;
  readonly skipped: readonly string[];
  readonly rule: string;
  readonly ladder: string;
  readonly calendar: string | null;
  /** Event that started the obligation. */
  readonly startedBy: string;
  /** What it asked for had been done before it was sent. */
  readonly leftOut: boolean;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** To be given for the next page; null: this is the last. */
  readonly next: string | null;
}

/** A message as its recipient finds it in the inbox. */
export interface InboxEntry {
  readonly delivery: string;
  readonly day: string;
  readonly channel: ReminderWay;
  readonly state: DeliveryState;
  readonly read: boolean;
  readonly items: readonly DeliveredItem[];
}

/** A day off that a deadline counts with, or that is only expected. */
export interface CountedRow {
  readonly date: string;
  readonly kind: string;
  readonly name: string;
  readonly document: string | null;
}

/** How a last day came to be another one. */
export interface DeadlineMove {
  readonly from: string;
  readonly to: string;
  /** Day on which it moved. */
  readonly on: string;
  /** Number of the notice that moved it; null: an event of the project, or a rule, did. */
  readonly notice: string | null;
  /** Type of the event that moved it; null: a day passed. */
  readonly event: string | null;
}

/** What became of one step for one recipient. */
export interface StepState {
  readonly recipient: ReminderRecipient | null;
  readonly state: DeliveryState | 'to-send' | 'skipped' | 'suppressed' | 'covered';
  /** Day on which it was or will be sent; null: never. */
  readonly on: string | null;
  readonly channel: ReminderWay | null;
  readonly delivery: string | null;
  readonly messageId: string | null;
  /** Outcome of the delivery in words. */
  readonly outcome: Named | null;
  readonly attempts: number;
  readonly why: Suppression | null;
  readonly decided: DecidedBy | null;
}

export interface ExplainedStep {
  readonly step: string;
  readonly on: string;
  readonly audience: readonly string[];
  readonly recipients: readonly StepState[];
}

/** One deadline and all that was, will be or will not be said of it. */
export interface ExplainedObligation {
  readonly project: string;
  readonly code: string;
  readonly title: string;
  readonly obligation: string;
  readonly kind: string;
  /** `over`: done, or no longer owed; only what was claimed is known of it. */
  readonly state: 'open' | 'paused' | 'over';
  readonly startedOn: string | null;
  /** Event that started it. */
  readonly startedBy: string;
  readonly due: string;
  readonly unit: 'calendar' | 'working' | 'fixed' | null;
  readonly given: number | null;
  readonly used: number | null;
  readonly left: number | null;
  readonly holder: Holder | null;
  readonly pauses: readonly {
    readonly from: string;
    readonly to: string | null;
    readonly reason: string;
    readonly document: string | null;
  }[];
  readonly rule: ReminderRule;
  readonly ladder: string | null;
  /** null: plain days. */
  readonly calendar: { readonly version: string; readonly counted: readonly CountedRow[]; readonly expected: readonly CountedRow[] } | null;
  readonly moves: readonly DeadlineMove[];
  readonly steps: readonly ExplainedStep[];
}

/** Why a person, or whoever has to do with a project, did or did not get something. */
export interface ReminderReasons {
  readonly today: string;
  /** Why nothing is sent at all now; null: it is. */
  readonly quiet: Suppression | null;
  readonly obligations: readonly ExplainedObligation[];
}
