/** What a change of the calendar would do. Nothing is written. */
import { randomUUID } from 'node:crypto';
import { fromDayNumber } from '#lifecycle/calendar-date';
import { type CalendarLayers, calendarAsKnown } from '#lifecycle/calendar/as-known';
import type { CalendarCommand } from '#lifecycle/calendar/calendar.decider';
import { type CalendarDay, type CalendarEvent, calendarStream } from '#lifecycle/calendar/calendar.events';
import type { KeptDay } from '#lifecycle/calendar/known-days';
import { changedDays } from '#lifecycle/calendar/moved-by';
import type { Day } from '#lifecycle/fields.events';
import type { ProvinceRef } from '#reference/province-ref';
import type { Commands } from '../handle.ts';
import { calendarKind } from '../stream-kind.ts';
import type { Folded } from '../stream-states.ts';
import { readLayers } from './layers.ts';

/** One day, as the calendar has it. */
export interface DayState {
  readonly off: boolean;
  /** The row that makes it so; null: the plain week. */
  readonly row: CalendarDay | null;
}

export interface ChangedDay {
  readonly date: Day;
  readonly before: DayState;
  readonly after: DayState;
}

/** A layer that would change. */
export interface CalendarTrial {
  /** Whose layer; null: the nation's, and so everybody's. */
  readonly province: ProvinceRef | null;
  /** Rows that would be set; those that are there already are left out. */
  readonly set: readonly CalendarDay[];
  readonly revoked: readonly Day[];
  /** The layer afterwards. */
  readonly layer: readonly KeptDay[];
  /** The day of which the two calendars are: today, or when the last of the rows is announced. */
  readonly knownOn: Day;
  /** Days that would be worked and were off, or the other way round. */
  readonly changed: readonly ChangedDay[];
}

/** What running deadlines there are, and which of them a change would move. Whoever keeps deadlines answers. */
export interface RunningDeadlines {
  movedBy(trial: CalendarTrial): Promise<DeadlinesMoved>;
}

export interface DeadlinesMoved {
  readonly deadlines: number;
  readonly projects: number;
  /** The first of them, by code. */
  readonly first: readonly {
    readonly project: string;
    readonly code: string;
    readonly obligation: string;
    readonly from: Day;
    readonly to: Day;
  }[];
}

/** @param asked commands to one layer, each tried on what the ones before it leave @throws Refusal the rules would say no */
export async function tryCalendar(
  commands: Pick<Commands, 'preview' | 'stateOf'>,
  { province, asked, today }: { readonly province: ProvinceRef | null; readonly asked: readonly CalendarCommand[]; readonly today: Day },
): Promise<CalendarTrial> {
  const stream = calendarStream(province);
  const events: CalendarEvent[] = [];
  let on: Folded<{ readonly days: readonly KeptDay[] }> | undefined;
  for (const command of asked) {
    const step = { command, trace: { commandId: randomUUID(), correlationId: randomUUID() } };
    const tried = await commands.preview(calendarKind, stream, step, on === undefined ? {} : { on });
    if (tried.refusal !== null) throw tried.refusal;
    events.push(...(tried.events as unknown as readonly CalendarEvent[]));
    on = tried.left;
  }
  const before = (await commands.stateOf(calendarKind, stream)).days;
  const layer = on?.state.days ?? before;
  const set = events.flatMap(({ type, data }) => (type === 'CalendarDaysSet' ? data.days : []));
  const revoked = events.flatMap(({ type, data }) => (type === 'CalendarDayRevoked' ? [data.date] : []));
  const knownOn = set.reduce((last, { announcedOn }) => (announcedOn !== null && announcedOn > last ? announcedOn : last), today);
  const { national } = await readLayers(commands, null);
  const layers = (rows: readonly KeptDay[]): CalendarLayers => (province === null ? { national: rows } : { national, province: rows });
  const touched = [...set.map(({ date }) => date), ...revoked];
  return { province, set, revoked, layer, knownOn, changed: changesOf(layers(before), layers(layer), { touched, knownOn }) };
}

function changesOf(
  before: CalendarLayers,
  after: CalendarLayers,
  { touched, knownOn }: { readonly touched: readonly Day[]; readonly knownOn: Day },
): readonly ChangedDay[] {
  const [was, is] = [calendarAsKnown(before, knownOn), calendarAsKnown(after, knownOn)];
  return changedDays(was, is, touched).map((day) => ({
    date: fromDayNumber(day),
    before: { off: was.isOff(day), row: was.rowOf(day) ?? null },
    after: { off: is.isOff(day), row: is.rowOf(day) ?? null },
  }));
}
