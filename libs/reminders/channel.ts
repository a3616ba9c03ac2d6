import type { ObligationKind } from '#lifecycle/obligation/obligation';
import type { ReminderChannel } from '#lifecycle/reminder/reminder.events';

/** One thing that a message asks for, ready to be worded. Days are YYYY-MM-DD. */
export interface MessageItem {
  readonly projectId: string;
  readonly code: string;
  readonly title: string;
  /** Name, as people write it. */
  readonly province: string;
  readonly kind: ObligationKind;
  readonly obligation: string;
  readonly step: string;
  readonly due: string;
  /** Days until `due`, negative when it is past, and their unit; 0 working days may lie between two days that are both off. */
  readonly left: number;
  readonly unit: 'calendar' | 'working' | 'fixed';
  /** The message is sent after the day of the step; not: the obligation is overdue. */
  readonly late: boolean;
  /** đồng; null: no money waits for it. */
  readonly vnd: number | null;
  /** Whose court the ball is in, by name. */
  readonly holder: { readonly vi: string; readonly en: string };
  /** In the language of the message. */
  readonly legalBasis: string;
  readonly ruleStatus: 'verified' | 'unverified';
  /** Set when an announcement of the calendar moved the day after an earlier reminder: the notice and the day before it. */
  readonly movedFrom: { readonly due: string; readonly why: string } | null;
  /** Days that are expected to be off, not announced yet, and might move it still. */
  readonly expected: readonly string[];
}

/** One message to one recipient: a digest of what is due. */
export interface Message {
  readonly delivery: string;
  /** The same for every attempt: `local@domain` of `[A-Za-z0-9._~-]`, at most 200 characters, without angle brackets. */
  readonly messageId: string;
  readonly day: string;
  readonly language: 'vi' | 'en';
  readonly to: { readonly recipient: string; readonly name: string; readonly email: string | null; readonly url: string | null };
  /** At least one. */
  readonly items: readonly MessageItem[];
  /** Address of the console, ending in `/`. */
  readonly consoleUrl: string;
}

/** What came of one attempt. `temporary`: worth another attempt; `unknown` counts as temporary: the receiver knows the message's id. */
export type SendOutcome =
  | { readonly sent: true; readonly response: string }
  | {
      readonly sent: false;
      readonly temporary: boolean;
      /** One line of at most 200 characters, without addresses of people. */
      readonly reason: string;
      /** How long the receiver asks to be left alone, in milliseconds. */
      readonly retryAfterMs?: number;
    };

/** A way to a recipient. Never throws for what a receiver does; gives up after its own deadline of at most 60 s. */
export interface Channel {
  readonly name: ReminderChannel;
  send(message: Message, signal: AbortSignal): Promise<SendOutcome>;
  close(): Promise<void>;
}
