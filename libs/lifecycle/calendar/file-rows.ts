/** Which rows of a file go into the calendar. */
import type { Day } from '../fields.events.ts';
import type { CalendarDay } from './calendar.events.ts';
import { counts, currentDays, type KeptDay, sameDay } from './known-days.ts';

export interface SortedRows {
  /** They are new, or say something else than what is there. */
  readonly toSet: readonly CalendarDay[];
  readonly alreadyThere: number;
  /**
   * The calendar knows better: the day was taken back by hand, the file only expects what is announced already, or a later notice
   * than the file's stands there. A file that comes with the program, loaded once more, so never undoes what was entered since.
   */
  readonly left: readonly { readonly day: CalendarDay; readonly why: 'revoked' | 'counts-already' | 'later-notice' }[];
}

/** @param rows of one layer, one a date */
export function sortRows(rows: readonly CalendarDay[], there: readonly KeptDay[]): SortedRows {
  const current = currentDays(there);
  const revoked = new Set(there.flatMap(({ date, revoked: reason }) => (reason === null ? [] : [date])));
  const toSet: CalendarDay[] = [];
  const left: SortedRows['left'][number][] = [];
  for (const day of rows) {
    const before = current.get(day.date);
    if (before !== undefined && sameDay(before, day)) continue;
    const why = whyLeft(day, before, revoked);
    if (why === null) toSet.push(day);
    else left.push({ day, why });
  }
  return { toSet, left, alreadyThere: rows.length - toSet.length - left.length };
}

function whyLeft(day: CalendarDay, before: KeptDay | undefined, revoked: ReadonlySet<Day>): SortedRows['left'][number]['why'] | null {
  if (before === undefined) return revoked.has(day.date) ? 'revoked' : null;
  if (!counts(before)) return null;
  if (!counts(day)) return 'counts-already';
  return (before.announcedOn ?? '') > (day.announcedOn ?? '') ? 'later-notice' : null;
}
