/** What a webhook receives: a CloudEvents 1.0 event in structured JSON. The same `id` is the same event, however often it comes. */
export interface ReminderDueEvent {
  readonly specversion: '1.0';
  readonly id: string;
  /** Address of the console of the installation. */
  readonly source: string;
  readonly type: 'vn.khuyencong.reminder.due.v1';
  /** Begin of the day that it is of, in UTC. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: ReminderDue;
}

/** Everything that a day's reminders of one province ask for. No person is named. */
export interface ReminderDue {
  readonly day: string;
  readonly items: readonly ReminderDueItem[];
}

export interface ReminderDueItem {
  /** Stream id of the project. */
  readonly project: string;
  readonly code: string;
  readonly title: string;
  readonly province: string;
  /** Where the console shows the project. */
  readonly url: string;
  readonly kind: string;
  /** Unique in the project: a monthly report's names its month. */
  readonly obligation: string;
  /** What is owed, in words. */
  readonly owed: { readonly vi: string; readonly en: string };
  /** Step of the ladder: `before-10`, `due`, `weekly-2`. */
  readonly step: string;
  readonly due: string;
  /** Days left, negative when overdue, and what is counted. */
  readonly left: number;
  readonly unit: 'calendar' | 'working' | 'fixed';
  /** Told after the day of the step. */
  readonly sentLate: boolean;
  /** đồng; null: no money waits for it. */
  readonly vnd: number | null;
  /** Whose court the ball is in. */
  readonly holder: { readonly vi: string; readonly en: string };
  readonly legalBasis: string;
  readonly ruleStatus: 'verified' | 'unverified';
  readonly movedFrom: { readonly due: string; readonly why: string } | null;
  /** Days expected to be off, not announced yet, that may move it still. */
  readonly expected: readonly string[];
}
