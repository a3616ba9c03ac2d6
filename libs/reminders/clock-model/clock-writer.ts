import type { DatabaseSync } from 'node:sqlite';
import { addDays, days } from '#lifecycle/calendar-date';
import type { CalendarDay, CalendarEvent } from '#lifecycle/calendar/calendar.events';
import type { Contact, ContactEvent } from '#lifecycle/contact/contact.events';
import { type Track, track, untracked } from '#lifecycle/obligation/track';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import type { ControlEvent } from '#lifecycle/reminder/control.decider';
import type { DeliveryEvent } from '#lifecycle/reminder/delivery.decider';
import { REMINDER_CONTROL, type ReminderEvent } from '#lifecycle/reminder/reminder.events';
import { type RulebookEvent, scopeOf } from '#lifecycle/rulebook/rulebook.events';
import type { ModelEvent, ModelWriter } from '#read-models/model';
import { Deliveries } from './deliveries-table.ts';
import { Grounds } from './grounds.ts';
import { Projects, type TrackedProject } from './projects.ts';
import { type ChangedDay, Tasks } from './tasks.ts';

interface Changed {
  readonly before: TrackedProject | undefined;
  track: Track;
  /** Type and instant of the last event. */
  event: string;
  at: string;
}

/** Projects that changed in a row, or an event that changes what they are judged by: in the order of the log. */
type Pending = Map<string, Changed> | ModelEvent;

/** Takes events into the clock's tables. What follows from a project's events is looked at once a batch. */
export class ClockWriter implements ModelWriter {
  readonly grounds: Grounds;
  readonly projects: Projects;
  readonly tasks: Tasks;
  readonly #deliveries: Deliveries;
  #pending: Pending[] = [];

  constructor(db: DatabaseSync) {
    this.grounds = new Grounds(db);
    this.projects = new Projects(db, this.grounds);
    this.tasks = new Tasks(db, this.grounds, this.projects);
    this.#deliveries = new Deliveries(db);
  }

  apply(event: ModelEvent): void {
    if (!event.stream.startsWith(PROJECT)) return void this.#pending.push(event);
    const id = event.stream.slice(PROJECT.length);
    const { id: eventId, occurredOn: on, actor, recordedAt, revision } = event;
    const changed = this.#changedOf(id);
    const told = { type: event.type, data: event.data } as ProjectEvent;
    changed.track = track(changed.track, told, { id: eventId, on, actor, recordedAt, revision });
    changed.event = event.type;
    changed.at = recordedAt;
  }

  flush(): void {
    for (const pending of this.#pending) {
      if (pending instanceof Map) this.projects.save(pending);
      else this.#take(pending);
    }
    this.#pending = [];
  }

  reset(): void {
    this.#pending = [];
    this.grounds.forget();
  }

  /** Another day has come: what is announced for it counts from now on. A clock that goes back has every deadline looked at again. */
  turnTo(today: string): void {
    const before = this.grounds.today;
    this.grounds.turnTo(today);
    if (before === '') return;
    if (today < before) return this.tasks.add({ do: 'judge', scope: null, event: null });
    const begins = (day: string | null): boolean => day !== null && before < day && day <= today;
    for (const scope of this.grounds.calendarScopes()) {
      const turned = this.grounds.daysOf(scope).filter(({ announcedOn, until }) => begins(announcedOn) || begins(until));
      if (turned.length > 0) this.tasks.add({ ...recount(scope), days: turned.map(noticeOf), event: null });
    }
  }

  #changedOf(id: string): Changed {
    let last = this.#pending.at(-1);
    if (!(last instanceof Map)) this.#pending.push((last = new Map<string, Changed>()));
    let changed = last.get(id);
    if (changed === undefined) {
      const earlier = this.#pending.findLast((one) => one instanceof Map && one.has(id)) as Map<string, Changed> | undefined;
      // A project that this batch changed before is not in its table yet.
      const before = earlier === undefined ? this.projects.find(id) : undefined;
      changed = { before, track: earlier?.get(id)?.track ?? before?.track ?? untracked, event: '', at: '' };
      last.set(id, changed);
    }
    return changed;
  }

  #take(event: ModelEvent): void {
    const { stream, occurredOn, actor } = event;
    const told = { type: event.type, data: event.data };
    const by = { on: occurredOn, actor };
    if (stream.startsWith('calendar-')) return this.#takeCalendar(stream.slice('calendar-'.length), told as CalendarEvent, occurredOn);
    if (stream.startsWith('rules-')) return this.#takeRules(stream.slice('rules-'.length), told as RulebookEvent, by);
    if (stream.startsWith('access-contact~')) return this.#takeContact(told as ContactEvent);
    if (stream === REMINDER_CONTROL) return this.#takeControl(told as ControlEvent, by);
    const reminder = told as ReminderEvent;
    if (reminder.type === 'ReminderClaimed') return this.#deliveries.takeStep(reminder.data);
    this.#deliveries.take(reminder as DeliveryEvent, event);
  }

  #takeCalendar(scope: string, event: CalendarEvent, on: string): void {
    this.tasks.settle();
    const changed = changedBy(event, this.grounds.daysOf(scope));
    this.grounds.takeCalendar(scope, event, on);
    this.tasks.add({ ...recount(scope), days: changed, event: event.type });
  }

  #takeRules(scope: string, event: RulebookEvent, by: { readonly on: string; readonly actor: string }): void {
    this.tasks.settle();
    this.grounds.takeRules(scope, event, by);
    this.tasks.add({ do: 'judge', scope: scope === scopeOf(null) ? null : scope, event: event.type });
  }

  /** Whoever becomes a contact later, or is one no longer, changes who is reminded on that day. */
  #takeContact(event: ContactEvent): void {
    const taken = this.grounds.takeContact(event);
    if (taken === null) return;
    for (const contact of [taken.before, taken.after])
      if (contact !== undefined) for (const day of turnsOf(contact)) this.#lookAt(contact, day);
  }

  #lookAt({ province }: Contact, day: string): void {
    const { today } = this.grounds;
    this.tasks.add({ do: 'look', scope: province === null ? null : scopeOf(province), kind: null }, day > today ? day : today);
  }

  #takeControl(event: ControlEvent, by: { readonly on: string; readonly actor: string }): void {
    this.grounds.takeControl(event, by);
    const { type, data } = event;
    if (type === 'RemindersResumed') this.tasks.add({ do: 'look', scope: null, kind: data.kind === 'all' ? null : data.kind });
    if (type === 'WebhookAdded') this.tasks.add({ do: 'look', scope: data.province, kind: null });
    if (type === 'ReminderIncluded' || type === 'ReminderExcluded') {
      const project = this.projects.find(data.project);
      if (project !== undefined) this.tasks.wake(project.n, null);
    }
    if (type === 'RemindersPaused') this.tasks.add({ do: 'look', scope: null, kind: data.kind === 'all' ? null : data.kind });
  }
}

const PROJECT = 'project-';

const turnsOf = ({ activeFrom, activeTo }: Contact): readonly string[] =>
  activeTo === null ? ['', activeFrom] : ['', activeFrom, addDays(activeTo, days(1))];

const recount = (scope: string) => ({ do: 'recount', scope: scope === scopeOf(null) ? null : scope }) as const;

const noticeOf = ({ date, documentNo, basis }: CalendarDay): ChangedDay => ({ date, notice: documentNo ?? basis });

/** The days that an event touches, each with what says so. */
function changedBy(event: CalendarEvent, before: readonly CalendarDay[]): readonly ChangedDay[] {
  if (event.type === 'CalendarDaysSet') return event.data.days.map(noticeOf);
  const { date, reason } = event.data;
  const row = before.findLast((one) => one.date === date);
  return [row === undefined ? { date, notice: reason } : noticeOf(row)];
}
