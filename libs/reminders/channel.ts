import type { ReminderChannel } from '#lifecycle/reminder/reminder.events';

/** One thing that a message asks for, ready to be worded. Days are YYYY-MM-DD. */
export interface MessageItem {
  readonly projectId: string;
  readonly code: string;
  readonly title: string;
  readonly province: string;
  readonly kind: string;
  readonly obligation: string;
  readonly step: string;
  readonly due: string;
  /** Days until `due`, negative when it is past, and their unit. */
  readonly left: number;
  readonly unit: 'calendar' | 'working' | 'fixed';
  readonly late: boolean;
  /** đồng; null: no money waits for it. */
  readonly vnd: number | null;
  readonly holder: { readonly vi: string; readonly en: string };
  readonly legalBasis: string;
  readonly ruleStatus: 'verified' | 'unverified';
  /** Set when an announcement of the calendar moved the day after an earlier reminder: the notice and the day before it. */
  readonly movedFrom: { readonly due: string; readonly why: string } | null;
  /** Expected days off that might move it still. */
  readonly expected: readonly string[];
}

/** One message to one recipient: a digest of what is due. */
export interface Message {
  readonly delivery: string;
  readonly messageId: string;
  readonly day: string;
  readonly language: 'vi' | 'en';
  readonly to: { readonly recipient: string; readonly name: string; readonly email: string | null; readonly url: string | null };
  readonly items: readonly MessageItem[];
  /** Address of the console, ending in `/`. */
  readonly consoleUrl: string;
}

/** What came of one attempt. `temporary`: worth another attempt; `unknown` counts as temporary: the receiver knows the message's id. */
export type SendOutcome =
  { readonly sent: true; readonly response: string } | { readonly sent: false; readonly temporary: boolean; readonly reason: string };

/** A way to a recipient. Never throws for what a receiver does; gives up after its own deadline of at most 60 s. */
export interface Channel {
  readonly name: ReminderChannel;
  send(message: Message, signal: AbortSignal): Promise<SendOutcome>;
  close(): Promise<void>;
}
