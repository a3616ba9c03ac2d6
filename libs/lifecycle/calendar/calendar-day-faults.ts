/** What is wrong with a row of the calendar before it may be set: for the decider, and for whoever reads rows from a file. */
import type { ProvinceRef } from '#reference/province-ref';
import { MERGER_DAY } from '#reference/provinces';
import { dayNumber, isDate } from '../calendar-date.ts';
import { UNSEEN } from '../unseen.ts';
import type { CalendarDay } from './calendar.events.ts';
import { isDayKind } from './day-kinds.ts';
import { isWeekend } from './plain-week.ts';

export type DayProblem =
  | 'blank'
  | 'too-long'
  /** A control character, or one that hides or turns text around. */
  | 'control-char'
  | 'no-such-day'
  | 'unknown-kind'
  | 'unknown-status'
  /** A day off in exchange or in compensation is a weekday. */
  | 'weekend'
  /** A make-up day is a Saturday or a Sunday. */
  | 'weekday'
  /** Swaps, make-up days and closures are never fixed by law: somebody announced them, on a day. */
  | 'not-announced'
  | 'only-a-province-closes'
  | 'a-province-only-closes'
  /** The 63 provinces ended with June 2025, and the 34 began. */
  | 'province-not-there';

export interface DayFault {
  readonly field: keyof CalendarDay;
  readonly problem: DayProblem;
}

export const DAY_STATUSES: readonly CalendarDay['status'][] = ['verified', 'secondary', 'unverified'];

/** Characters of each text. */
export const DAY_TEXT_MAX = { name: 200, basis: 500, documentNo: 100, source: 600 } as const;

/** The first fault of a row that is meant for a layer; null: it may be set. @param province whose layer; null: national */
export function dayFault(day: CalendarDay, province: ProvinceRef | null): DayFault | null {
  const { date, kind, name, basis, documentNo, announcedOn, status, source } = day;
  if (!isDate(date)) return { field: 'date', problem: 'no-such-day' };
  if (!isDayKind(kind)) return { field: 'kind', problem: 'unknown-kind' };
  if (!DAY_STATUSES.includes(status)) return { field: 'status', problem: 'unknown-status' };
  for (const [field, text] of Object.entries({ name, basis, documentNo, source }) as [keyof typeof DAY_TEXT_MAX, string | null][]) {
    if (text === null && (field === 'documentNo' || field === 'source')) continue;
    if (text === null || text.trim() === '') return { field, problem: 'blank' };
    if (text.length > DAY_TEXT_MAX[field]) return { field, problem: 'too-long' };
    if (UNSEEN.test(text)) return { field, problem: 'control-char' };
  }
  if (announcedOn !== null && !isDate(announcedOn)) return { field: 'announcedOn', problem: 'no-such-day' };
  return layerFault(day, province) ?? weekFault(day);
}

function layerFault({ date, kind }: CalendarDay, province: ProvinceRef | null): DayFault | null {
  if (province === null) return kind === 'closure' ? { field: 'kind', problem: 'only-a-province-closes' } : null;
  if (kind !== 'closure') return { field: 'kind', problem: 'a-province-only-closes' };
  return (province.set === 'vn34') === date >= MERGER_DAY ? null : { field: 'date', problem: 'province-not-there' };
}

function weekFault({ date, kind, announcedOn, status }: CalendarDay): DayFault | null {
  const weekend = isWeekend(dayNumber(date));
  if (kind === 'makeup-working' && !weekend) return { field: 'kind', problem: 'weekday' };
  if ((kind === 'compensatory' || kind === 'swapped-off') && weekend) return { field: 'kind', problem: 'weekend' };
  const byLaw = kind === 'holiday' || kind === 'compensatory';
  return byLaw || status === 'unverified' || announcedOn !== null ? null : { field: 'announcedOn', problem: 'not-announced' };
}
