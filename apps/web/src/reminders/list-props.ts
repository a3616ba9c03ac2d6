import type { DeliveredItem, DueStep, ReminderRecipient } from '#contracts/reminders';
import type { RemindersSearch } from '../search/parameters.ts';
import type { Decision } from './decide-dialog.tsx';

/** What every list needs of the page. */
export interface ListProps {
  readonly search: RemindersSearch;
  readonly onWhy: (person: string) => void;
  /** Absent: the reader may not decide. */
  readonly onDecide: ((decision: Decision) => void) | undefined;
  readonly onExclude: ((item: DueStep | DeliveredItem, recipient: ReminderRecipient) => void) | undefined;
}
