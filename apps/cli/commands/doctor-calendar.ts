import { readLayers } from '#commands/calendar/layers';
import { systemClock, vietnamDay } from '#commands/clock';
import { Commands } from '#commands/handle';
import type { EventLog } from '#event-log/event-log';
import { addDays, days } from '#lifecycle/calendar-date';
import { calendarAsKnown } from '#lifecycle/calendar/as-known';
import { tetAnnounced } from '#lifecycle/calendar/tet';
import { noTet } from '../calendar-text.ts';

/** How far ahead deadlines are looked at. */
const AHEAD = days(365);

/** What `doctor` says of the working calendar: whether it is there, and whole for the next twelve months. */
export async function calendarFound(log: EventLog): Promise<{ readonly verdict: 'ok' | 'note'; readonly vi: string; readonly en: string }> {
  const layers = await readLayers(new Commands(log), null);
  if (layers.national.length === 0)
    return {
      verdict: 'note',
      vi: 'chưa nạp lịch làm việc; chạy npm run -s tiendo -- calendar load',
      en: 'no working calendar is loaded; run npm run -s tiendo -- calendar load',
    };
  const today = vietnamDay(systemClock.now());
  const calendar = calendarAsKnown(layers, today);
  const years = [...new Set([today, addDays(today, AHEAD)].map((day) => Number(day.slice(0, 4))))];
  const open = years.filter((year) => !tetAnnounced(calendar, year));
  if (open.length > 0) return { verdict: 'note', ...noTet(open) };
  return { verdict: 'ok', vi: `đủ cho 12 tháng tới (${calendar.version})`, en: `whole for the next 12 months (${calendar.version})` };
}
