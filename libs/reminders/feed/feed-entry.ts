import type { MessageItem } from '../channel.ts';

/** One obligation in a person's court, for the person's calendar. Days are YYYY-MM-DD. */
export interface FeedEntry extends Omit<MessageItem, 'step' | 'left' | 'unit' | 'late'> {
  /** Days on which the ladder reminds: alarms of the calendar. */
  readonly reminders: readonly string[];
  /** Grows whenever the day moves, the obligation ends, or comes back: calendars keep what has the higher number. */
  readonly sequence: number;
  /** UTC instant of the last such change. */
  readonly changedAt: string;
  /** null: still open. */
  readonly endedOn: string | null;
}

export interface FeedPerson {
  readonly person: string;
  readonly language: 'vi' | 'en';
}

export interface FeedOptions {
  /** UTC instant. */
  readonly now: string;
  /** Address of the console, ending in `/`. */
  readonly consoleUrl: string;
  /** When alarms ring, in minutes of the day: the begin of the sending hours. */
  readonly alarmMinute: number;
}
