import ical, {
  type ICalAlarmData,
  ICalAlarmRelatesTo,
  ICalAlarmType,
  type ICalEventData,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import { vietnamDay } from '#commands/clock';
import { addDays, dayNumber, days, daysBetween } from '#lifecycle/calendar-date';
import { projectUrl } from '../project-url.ts';
import { detailsOf } from '../words/detail-words.ts';
import { owed } from '../words/obligation-words.ts';
import { type Language, oneLine } from '../words/plain-text.ts';
import type { FeedEntry, FeedOptions, FeedPerson } from './feed-entry.ts';

/** How long an obligation that ended is still told as cancelled: calendars that look in seldom must learn of it, too. */
const ENDED_DAYS = 30;
/** How often calendars are asked to look in, in seconds. */
const REFRESH_S = 6 * 3_600;
const DAY_S = 86_400;

/** The library escapes neither: no comma, semicolon or backslash. */
const NAMES: Readonly<Record<Language, { readonly name: string; readonly about: string }>> = {
  vi: { name: 'Tiendo: hạn việc khuyến công', about: 'Các việc đang chờ bạn theo sổ đề án' },
  en: { name: 'Tiendo: industrial-promotion deadlines', about: 'What waits for you in the register of projects' },
};

/**
 * A person's obligations as an iCalendar (RFC 5545): all-day events, so no time zone is needed. The same entries give the same bytes
 * whenever they are asked for, as long as no alarm passes and no ended one grows old.
 */
export function feedOf({ language }: FeedPerson, entries: readonly FeedEntry[], options: FeedOptions): string {
  const today = vietnamDay(options.now);
  const told = entries.filter(({ endedOn }) => endedOn === null || daysBetween(endedOn, today) <= ENDED_DAYS).sort(inOrder);
  const { name, about } = NAMES[language];
  const calendar = ical({
    prodId: { company: 'Tiendo', product: 'Reminders', language: language.toUpperCase() },
    name,
    description: about,
    ttl: REFRESH_S,
  });
  for (const entry of told) {
    const event = calendar.createEvent(eventOf(entry, language, options));
    const reminders = entry.endedOn === null ? entry.reminders.filter((day) => day >= today) : [];
    for (const day of reminders) event.createAlarm(alarmOf(entry, day, options)).relatesTo(ICalAlarmRelatesTo.start);
  }
  return `${calendar.toString()}\r\n`;
}

const inOrder = (a: FeedEntry, b: FeedEntry): number => (uidOf(a) < uidOf(b) ? -1 : 1);

/** The same for as long as the obligation lives. */
const uidOf = ({ projectId, obligation }: FeedEntry): string => `${oneLine(projectId)}~${oneLine(obligation)}@tiendo`;

function eventOf(entry: FeedEntry, language: Language, { consoleUrl }: FeedOptions): ICalEventData {
  const { due, code, title, province, sequence, changedAt, endedOn } = entry;
  const url = projectUrl(consoleUrl, oneLine(code));
  return {
    id: uidOf(entry),
    sequence,
    stamp: new Date(changedAt),
    lastModified: new Date(changedAt),
    allDay: true,
    start: midnight(due),
    end: midnight(addDays(due, days(1))),
    summary: `${owed(entry)[language]}: ${oneLine(code)}`,
    description: [`${oneLine(title)} (${oneLine(province)})`, ...detailsOf(entry, language), url].join('\n'),
    url,
    status: endedOn === null ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
    transparency: ICalEventTransparency.TRANSPARENT,
  };
}

/** By the distance from the begin of the day it is due, in seconds before it. Its text is the event's. */
const alarmOf = ({ due }: FeedEntry, day: string, { alarmMinute }: FeedOptions): ICalAlarmData => ({
  type: ICalAlarmType.display,
  trigger: (dayNumber(due) - dayNumber(day)) * DAY_S - alarmMinute * 60,
});

/** The library writes the day that it is in UTC. */
const midnight = (day: string): Date => new Date(`${day}T00:00:00Z`);
