import type { DeadlineKind } from './deadline-kinds.ts';
import type { Rule } from './rule.ts';
import { TIENDO } from './wordings.ts';

/** Who is told of a step: whoever must act, then their supervisor, then the department's or the agency's leader. */
export type Audience = 'holder' | 'supervisor' | 'department';

/** When to remind of a deadline, and whom. Days are calendar days before or after the last day. */
export interface Ladder extends Rule {
  /** Deadlines that it is for; null: all that no other ladder in force names. */
  readonly kinds: readonly DeadlineKind[] | null;
  /** Days before the last day, falling: steps `before-10`, `before-3`. */
  readonly before: readonly number[];
  /** On the last day: step `due`. */
  readonly onDue: boolean;
  /** Days after the last day, rising: steps `after-5`. */
  readonly after: readonly number[];
  /** How many more, a week apart, after the last of these: steps `weekly-1` … */
  readonly weekly: number;
  /** Who is told too, a week apart, after the last of these: steps `supervisor`, `department`. */
  readonly escalate: readonly Exclude<Audience, 'holder'>[];
}

const PROPOSED = { ...TIENDO, article: 'configurable: reminders', note: 'No article says when to remind.' };

export const ladders: readonly Ladder[] = [
  {
    id: 'ladder',
    kinds: null,
    before: [10, 3],
    onDue: true,
    after: [5],
    weekly: 8,
    escalate: ['supervisor', 'department'],
    ...PROPOSED,
  },
  {
    // The next month's report takes its place before a week would have passed twice.
    id: 'ladder-monthly-report',
    kinds: ['monthly-report'],
    before: [3],
    onDue: true,
    after: [5],
    weekly: 0,
    escalate: [],
    ...PROPOSED,
  },
  {
    // One day a year, known a year ahead; late ones are taken, so nobody is asked for ever.
    id: 'ladder-registration',
    kinds: ['registration', 'submission'],
    before: [30, 10, 3],
    onDue: true,
    after: [5],
    weekly: 0,
    escalate: ['department'],
    ...PROPOSED,
  },
];

/** When reminders are sent: on working days of the recipient's province, between two times of the day in Vietnam. */
export interface ReminderHours extends Rule {
  /** HH:MM; from then on. */
  readonly opens: string;
  /** HH:MM; until then. */
  readonly closes: string;
}

export const reminderHours: readonly ReminderHours[] = [
  {
    id: 'reminder-hours',
    opens: '07:30',
    closes: '17:30',
    ...PROPOSED,
    note: 'Office hours of state bodies differ by province.',
  },
];
