import { randomUUID } from 'node:crypto';
import { type CalendarDay, calendarStream } from '#lifecycle/calendar/calendar.events';
import type { SetCalendarDays } from '#lifecycle/calendar/calendar.decider';
import { sortRows, type SortedRows } from '#lifecycle/calendar/file-rows';
import type { Asked } from '#lifecycle/decider';
import type { Commands } from '../handle.ts';
import { calendarKind } from '../stream-kind.ts';

/** The calendar of this release, in the package: docs/how-to/keep-the-calendar.md. */
export const SHIPPED_CALENDAR = 'libs/reference/data/calendar-vn-2020-2027.csv';

export interface LoadedCalendar extends SortedRows {
  readonly events: number;
  /** Of the national calendar; -1: it has no row yet. */
  readonly revision: number;
}

/** What loading rows would ask of the national calendar: one command a year, so that each event can be read. */
export function loadCommands(rows: readonly CalendarDay[], asked: Asked): readonly SetCalendarDays[] {
  const years = Map.groupBy(rows, ({ date }) => date.slice(0, 4));
  return [...years.values()].map((days) => ({ ...asked, type: 'SetCalendarDays', province: null, days }));
}

/** Which rows of a file the national calendar does not have yet. */
export const compareRows = async (commands: Pick<Commands, 'stateOf'>, rows: readonly CalendarDay[]): Promise<SortedRows> =>
  sortRows(rows, (await commands.stateOf(calendarKind, calendarStream(null))).days);

/**
 * Brings the rows of a file into the national calendar, in one append: all or nothing. The same rows again change nothing.
 * @throws Refusal a row is not in order @throws ConcurrencyConflict, Unavailable, OutcomeUnknown from the log
 */
export async function loadCalendar(commands: Commands, rows: readonly CalendarDay[], asked: Asked): Promise<LoadedCalendar> {
  const stream = calendarStream(null);
  const sorted = await compareRows(commands, rows);
  const correlationId = randomUUID();
  const steps = loadCommands(sorted.toSet, asked).map((command) => ({ command, trace: { commandId: randomUUID(), correlationId } }));
  if (steps.length === 0) return { ...sorted, events: 0, revision: (await commands.look(calendarKind, stream)).revision };
  const { events, revision } = await commands.handleAll(calendarKind, stream, steps);
  return { ...sorted, events, revision };
}
