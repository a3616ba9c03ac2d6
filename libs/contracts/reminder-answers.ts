/** What the API answers about reminders. Days and instants as in `reminders.ts`. */
import type { DayPreview, DecidedBy, DeliveryRow, InboxEntry, ReminderRecipient, SuppressedStep, Suppression } from './reminders.ts';

/** What will be sent: each day from today on. */
export interface ToSend {
  readonly today: string;
  /** Why nothing is sent at all now; null: it is. */
  readonly quiet: Suppression | null;
  readonly days: readonly DayPreview[];
}

export interface DeliveryPage {
  readonly items: readonly DeliveryRow[];
  /** Opaque; null on the last page. */
  readonly nextCursor: string | null;
}

export interface SuppressedPage {
  /** Why nothing is sent at all now: what would be sent today is then among the items; null: it is. */
  readonly quiet: Suppression | null;
  readonly items: readonly SuppressedStep[];
  readonly nextCursor: string | null;
}

export interface InboxPage {
  readonly unread: number;
  readonly items: readonly InboxEntry[];
  readonly nextCursor: string | null;
}

export interface PausedKind extends DecidedBy {
  /** `all`: every kind. */
  readonly kind: string;
}

export interface ExcludedReminder extends DecidedBy {
  readonly project: string;
  readonly code: string;
  readonly obligation: string;
  readonly kind: string;
  /** null: everybody. */
  readonly recipient: ReminderRecipient | null;
}

/** What the operator decided, and how the reminders run on this machine. */
export interface ReminderControl {
  readonly paused: readonly PausedKind[];
  readonly excluded: readonly ExcludedReminder[];
  readonly run: ReminderRun;
}

export interface ReminderRun {
  /** Seconds between two looks at what is due, at most; 0: this process makes none. */
  readonly sweepSeconds: number;
  /** UTC instant of the last look that ended well; null: none has. */
  readonly lastAt: string | null;
  readonly lastError: string | null;
  /** A look has not ended for longer than it may, or another process keeps the clock. */
  readonly stalled: boolean;
  /** False: mails are written into the outbox and sent to nobody. */
  readonly smtp: boolean;
  /** Whether anybody may be reminded. */
  readonly hasContacts: boolean;
  /** Whether days off are known. */
  readonly hasCalendar: boolean;
  /** Messages that somebody was sending when he vanished: their lease is over and nobody has taken them. */
  readonly overLease: number;
}
