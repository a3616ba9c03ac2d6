/** What a change of the calendar does to days and to deadlines. */
import { dayNumber } from '../calendar-date.ts';
import type { Day } from '../fields.events.ts';
import type { WorkingCalendar, WorkingDays } from './working-calendar.ts';

/** A deadline that counts working days. Days are numbers since 1970-01-01. */
export interface CountedDeadline {
  readonly startedOn: number;
  readonly count: WorkingDays;
}

export interface MovedDeadline<Deadline> {
  readonly deadline: Deadline;
  readonly from: number;
  readonly to: number;
}

export const countedDue = ({ startedOn, count }: CountedDeadline, calendar: WorkingCalendar): number => calendar.add(startedOn, count);

/** The days of `touched` that one calendar works and the other does not, sorted. */
export const changedDays = (before: WorkingCalendar, after: WorkingCalendar, touched: Iterable<Day>): readonly number[] =>
  [...new Set(touched)]
    .map(dayNumber)
    .filter((day) => before.isOff(day) !== after.isOff(day))
    .sort((a, b) => a - b);

export interface CalendarChange {
  readonly before: WorkingCalendar;
  readonly after: WorkingCalendar;
  /** As `changedDays` gives them. */
  readonly changed: readonly number[];
}

/**
 * The deadlines that fall on another day. One is looked at closer only when a changed day lies between its start and its due day, both
 * included: no other day has a part in it.
 * @param dueOf where a deadline falls by a calendar, e.g. `countedDue`
 */
export function* movedBy<Deadline extends { readonly startedOn: number }>(
  { before, after, changed }: CalendarChange,
  deadlines: Iterable<Deadline>,
  dueOf: (deadline: Deadline, calendar: WorkingCalendar) => number,
): Generator<MovedDeadline<Deadline>> {
  for (const deadline of deadlines) {
    const next = changed.find((day) => day >= deadline.startedOn);
    if (next === undefined) continue;
    const from = dueOf(deadline, before);
    if (next > from) continue;
    const to = dueOf(deadline, after);
    if (to !== from) yield { deadline, from, to };
  }
}
