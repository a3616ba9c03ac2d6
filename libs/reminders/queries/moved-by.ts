import type { DatabaseSync } from 'node:sqlite';
import type { CalendarTrial, DeadlinesMoved } from '#commands/calendar/try-calendar';
import { calendarAsKnown, closureScopes } from '#lifecycle/calendar/as-known';
import type { WorkingCalendar } from '#lifecycle/calendar/working-calendar';
import { scopeOf } from '#lifecycle/rulebook/rulebook.events';
import { statementOf } from '#read-models/kept-statements';
import type { ProvinceRef } from '#reference/province-ref';
import type { Grounds } from '../clock-model/grounds.ts';
import { type Projects, trackedOf } from '../clock-model/projects.ts';

/** Of those that move, how many are named. */
const NAMED = 20;

/** Which running deadlines a change of the calendar would move, as their last days would be known when the change is. Nothing is written. */
export function movedBy(
  db: DatabaseSync,
  { grounds, projects }: { readonly grounds: Grounds; readonly projects: Projects },
  trial: CalendarTrial,
): DeadlinesMoved {
  const dates = trial.changed.map(({ date }) => date).sort();
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return { deadlines: 0, projects: 0, first: [] };
  const before = new Calendars(grounds, trial, false);
  const after = new Calendars(grounds, trial, true);
  const moved: DeadlinesMoved['first'][number][] = [];
  const near = statementOf(
    db,
    `SELECT DISTINCT p.n, p.id, p.track, p.code FROM clock_obligation o JOIN clock_project p ON p.n = o.project
     WHERE o.unit = 'working' AND o.started_on <= ? AND o.due >= ? ORDER BY p.code`,
  );
  for (const row of near.all(last, first)) {
    const { id, track } = trackedOf(row);
    if (track.subject === null) continue;
    const { province, code } = track.subject;
    const now = new Map(projects.obligationsWith(track, before.of(province)).map(({ key, due }) => [key, due]));
    for (const { key, due, paused } of projects.obligationsWith(track, after.of(province))) {
      const from = now.get(key);
      if (from !== undefined && from !== due && !paused) moved.push({ project: id, code, obligation: key, from, to: due });
    }
  }
  return { deadlines: moved.length, projects: new Set(moved.map(({ project }) => project)).size, first: moved.slice(0, NAMED) };
}

/** The calendars of the provinces on the day on which the change is known: as they are, or with it. */
class Calendars {
  readonly #made = new Map<string, WorkingCalendar>();

  constructor(
    private readonly grounds: Grounds,
    private readonly trial: CalendarTrial,
    private readonly changed: boolean,
  ) {}

  of(province: ProvinceRef): WorkingCalendar {
    const scope = scopeOf(province);
    let calendar = this.#made.get(scope);
    if (calendar === undefined) {
      const closures = closureScopes(province).flatMap((one) => this.#daysOf(one));
      calendar = calendarAsKnown({ national: this.#daysOf(null), province: closures }, this.trial.knownOn);
      this.#made.set(scope, calendar);
    }
    return calendar;
  }

  #daysOf(province: ProvinceRef | null) {
    const isTried = this.changed && scopeOf(province) === scopeOf(this.trial.province);
    return isTried ? this.trial.layer : this.grounds.daysOf(scopeOf(province));
  }
}
