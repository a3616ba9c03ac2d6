/** How the working calendar changes: days are set, national or as one province's closures, and taken back. */
import { isProvince } from '#reference/provinces';
import type { ProvinceRef } from '#reference/province-ref';
import type { Role } from '#reference/roles';
import type { Context } from '../context.ts';
import { type Asked, type Decider, unreachable } from '../decider.ts';
import type { Day } from '../fields.events.ts';
import { Refusal, type RefusedBy } from '../refusal.ts';
import { dayFault } from './calendar-day-faults.ts';
import type { CalendarDay, CalendarEvent } from './calendar.events.ts';
import { afterEvent, counts, currentDays, type KeptDay, sameDay } from './known-days.ts';

export type SetCalendarDays = Asked & {
  readonly type: 'SetCalendarDays';
  /** null: national. */
  readonly province: ProvinceRef | null;
  readonly days: readonly CalendarDay[];
};
export type RevokeCalendarDay = Asked & {
  readonly type: 'RevokeCalendarDay';
  readonly province: ProvinceRef | null;
  readonly date: Day;
  readonly reason: string;
};
export type CalendarCommand = SetCalendarDays | RevokeCalendarDay;

/** One layer: the nation's, or a province's closures. */
export interface Calendar {
  /** By date; rows of one date in the order in which they were set. */
  readonly days: readonly KeptDay[];
}

/** Rows of one command. */
export const CALENDAR_DAYS_MAX = 200;

/** Who may say which days are worked: for the whole country, for a province. */
const WHO: Readonly<Record<'national' | 'province', readonly Role[]>> = {
  national: ['operator', 'agency-leader'],
  province: ['operator', 'department-leader'],
};

/** The Prime Minister fixes the days of each year; here they are only recorded. */
const NATIONAL: RefusedBy = { rule: 'national-calendar', legalBasis: 'Bộ luật Lao động 2019, art. 112(3)', status: 'verified' };
const CLOSURES: RefusedBy = { rule: 'province-closures', legalBasis: 'Luật 33/2013/QH13, art. 27', status: 'unverified' };

export const calendar: Decider<CalendarCommand, Calendar, CalendarEvent, Context> = {
  initial: { days: [] },

  decide(command, state, { today }) {
    if (command.occurredOn > today) throw new Refusal('in-the-future', { occurredOn: command.occurredOn, today });
    refuseRole(command);
    switch (command.type) {
      case 'SetCalendarDays':
        return set(command, state);
      case 'RevokeCalendarDay':
        return revoke(command, state);
      default:
        return unreachable(command);
    }
  },

  evolve: ({ days }, event, { on }) => ({ days: afterEvent(days, event, on) }),
};

function refuseRole({ type, province, role }: CalendarCommand): void {
  if (province !== null && !isProvince(province))
    throw new Refusal('unknown-name', { field: 'province', given: `${province.set}.${province.code}`, known: [] });
  const [who, basis] = province === null ? [WHO.national, NATIONAL] : [WHO.province, CLOSURES];
  if (role === undefined || !who.includes(role)) throw new Refusal('not-your-role', { command: type, role: role ?? null, who }, basis);
}

function set({ province, days }: SetCalendarDays, state: Calendar): readonly CalendarEvent[] {
  if (days.length === 0) throw new Refusal('blank', { field: 'days' });
  const current = currentDays(state.days);
  const seen = new Set<Day>();
  for (const [index, day] of days.entries()) {
    const { date } = day;
    const place = { row: index + 1, date };
    if (index === CALENDAR_DAYS_MAX)
      throw new Refusal('calendar-row', { ...place, field: 'days', why: 'too-many', most: CALENDAR_DAYS_MAX });
    const fault = dayFault(day, province);
    if (fault !== null) throw new Refusal('calendar-row', { ...place, field: fault.field, why: fault.problem });
    if (seen.has(date)) throw new Refusal('named-twice', { field: 'days', name: date });
    seen.add(date);
    const before = current.get(date);
    if (before !== undefined && counts(before) && !counts(day))
      throw new Refusal('calendar-row', { ...place, field: 'status', why: 'counts-already', by: before.documentNo ?? before.basis });
  }
  const changed = days.filter((day) => !sameAsNow(day, current));
  return changed.length === 0 ? [] : [{ type: 'CalendarDaysSet', data: { province, days: changed } }];
}

function sameAsNow(day: CalendarDay, current: ReadonlyMap<Day, KeptDay>): boolean {
  const before = current.get(day.date);
  return before !== undefined && sameDay(before, day);
}

function revoke({ date, reason }: RevokeCalendarDay, { days }: Calendar): readonly CalendarEvent[] {
  const ofDate = days.filter((day) => day.date === date);
  if (ofDate.length > 0 && ofDate.every(({ until }) => until !== null)) return [];
  if (reason.trim() === '') throw new Refusal('blank', { field: 'reason' });
  if (ofDate.length === 0) throw new Refusal('unknown-name', { field: 'date', given: date, known: [] });
  return [{ type: 'CalendarDayRevoked', data: { date, reason } }];
}
