import type { Ground } from '#commands/spans';
import type { Came, Delivered } from './deliver.ts';
import type { Swept } from './sweep.ts';

/** What an alarm clock rings for. */
export interface Rung {
  /** Brings the tables up to date and claims what is due; one at a time. */
  sweepNow(): Promise<Swept>;
  /** Sends one message of those that are owed. */
  sendOne(stream: string): Promise<Came>;
  /** A sweep, and what it claimed. */
  lookNow(): Promise<{ readonly swept: Swept; readonly delivered: Delivered }>;
  /** Messages that somebody must see to now, by the tables as they stand. */
  owed(): readonly string[];
  /** What such a message follows from. */
  groundsOf(stream: string): readonly Ground[];
  /** Milliseconds until something may be due; Infinity: nothing is in sight. */
  untilNext(): number;
  /** Something failed that will be tried again. */
  failed(error: unknown): void;
}

/** Rings when somebody must look. What is due, and who has it, is in the log alone. */
export interface Alarm {
  start(): void;
  /** Rings no more; whatever it has rung for may still be at work. */
  stop(): Promise<void>;
}
