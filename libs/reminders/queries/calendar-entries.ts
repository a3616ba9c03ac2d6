import type { DatabaseSync } from 'node:sqlite';
import { HOLDERS } from '#contracts/holders';
import type { Contact } from '#lifecycle/contact/contact.events';
import type { ObligationKind } from '#lifecycle/obligation/obligation';
import { provinceName } from '#reference/provinces';
import type { Grounds } from '../clock-model/grounds.ts';
import type { Projects } from '../clock-model/projects.ts';
import type { FeedEntry } from '../feed/feed-entry.ts';
import { hoursOf } from '../hours.ts';
import { basisOf, expectedBefore } from '../message-of.ts';
import { OwedOn } from './due-step.ts';
import { concerns, FEED_MAX, movesOf, openFor } from './feed.ts';

/** What a person's calendar shows, and when its alarms ring. */
export interface CalendarEntries {
  readonly language: 'vi' | 'en';
  /** Minutes of the day: the begin of the sending hours. */
  readonly alarmMinute: number;
  readonly entries: readonly FeedEntry[];
}

/** The open deadlines that a contact has to see to, or was reminded of, by their last day. */
export function calendarEntries(
  db: DatabaseSync,
  { grounds, projects }: { readonly grounds: Grounds; readonly projects: Projects },
  contact: Contact,
): CalendarEntries {
  const owedOn = new OwedOn(projects, grounds.today);
  const entries: FeedEntry[] = [];
  for (const row of openFor(db, grounds, contact)) {
    if (entries.length === FEED_MAX) break;
    const owed = concerns(db, grounds, row, contact.person) ? owedOn.of(row, row.ladder) : null;
    if (owed === null || owed.track.subject === null) continue;
    const { obligation, track } = owed;
    const moves = movesOf(db, row);
    const last = moves.at(-1);
    entries.push({
      ...{ projectId: row.project, code: row.code, title: track.subject?.title ?? '', province: provinceName(row.province) },
      ...{ kind: row.kind as ObligationKind, obligation: row.obligation, due: row.due, vnd: obligation.vnd },
      holder: HOLDERS[obligation.holder],
      legalBasis: basisOf(grounds, owed.track.subject, obligation.rule, contact.language),
      ruleStatus: obligation.rule.status,
      movedFrom: last === undefined || last.notice === null ? null : { due: last.from, why: last.notice },
      expected: expectedBefore(grounds, owed.track.subject, obligation),
      reminders: row.paused ? [] : row.steps.filter(({ audience }) => audience.includes('holder')).map(({ on }) => on),
      sequence: moves.length,
      changedAt: `${last?.on ?? row.startedOn}T00:00:00.000Z`,
      endedOn: null,
    });
  }
  return { language: contact.language, alarmMinute: minuteOf(hoursOf(grounds, contact.province, grounds.today)?.opens), entries };
}

/** `07:30`; midnight where no hours are known. */
function minuteOf(time = '00:00'): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
