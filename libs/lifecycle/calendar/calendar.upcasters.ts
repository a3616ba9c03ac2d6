import type { Upcasters } from '../upcast.ts';
import type { CalendarEvent } from './calendar.events.ts';

/** Every event of a calendar; the compiler finds the forgotten one. All are at version 1 so far. */
export const calendarUpcasters: Upcasters<CalendarEvent['type']> = {
  CalendarDaysSet: [],
  CalendarDayRevoked: [],
};
