import { vietnamDay } from '#commands/clock';
import { addDays, dayNumber, days } from '#lifecycle/calendar-date';
import type { Grounds } from './clock-model/grounds.ts';
import { hoursOf } from './hours.ts';
import { instantOf } from './vietnam-time.ts';

/** No holiday is longer. */
const DAYS_MAX = 60;

/**
 * The first moment after now at which reminders may be sent on a day or later, by everybody's hours; null: none is near.
 * Provinces with earlier hours of their own are found by the regular looks.
 */
export function nextOpening(grounds: Grounds, day: string, now: string): string | null {
  const calendar = grounds.calendarOf(null);
  const first = day > vietnamDay(now) ? day : vietnamDay(now);
  for (let ahead = 0; ahead < DAYS_MAX; ahead++) {
    const on = addDays(first, days(ahead));
    const hours = hoursOf(grounds, null, on);
    if (hours === undefined || calendar.isOff(dayNumber(on))) continue;
    const opens = instantOf(on, hours.opens);
    if (opens > now) return opens;
  }
  return null;
}
