import type { ProvinceRef } from './figures.ts';

/**
 * `holiday`, `compensatory` and `swapped-off` are off, `makeup-working` is a weekend day that is worked; `closure`: one province's
 * offices are closed.
 */
export type CalendarDayKind = 'holiday' | 'compensatory' | 'swapped-off' | 'makeup-working' | 'closure';

/** A day that differs from the plain Monday-to-Friday week, or a holiday on a weekend. */
export interface CalendarDay {
  /** YYYY-MM-DD */
  readonly date: string;
  readonly kind: CalendarDayKind;
  /** Vietnamese. */
  readonly name: string;
  readonly basis: string;
  /** Number of the notice, dispatch or decision; null: fixed by law, or not announced. */
  readonly documentNo: string | null;
  /** Null: fixed by law, or not announced. Until that day no deadline counts the row. */
  readonly announcedOn: string | null;
  /** `unverified`: expected ("dự kiến"), shown and never counted. */
  readonly status: 'verified' | 'secondary' | 'unverified';
  readonly source: string | null;
}

export interface CalendarYearDay extends CalendarDay {
  readonly scope: 'national' | 'province';
  /** `announced-later`: not known yet on the day of the view. */
  readonly standing: 'counts' | 'expected' | 'announced-later';
  readonly off: boolean;
}

/** `GET /api/v1/calendar/{year}`: a year as it is known on a day, by the announcements until then. */
export interface CalendarYear {
  readonly year: number;
  /** Null: the nation's rows alone. */
  readonly province: ProvinceRef | null;
  readonly knownOn: string;
  /** Names the rows that count: equal versions give equal deadlines. */
  readonly version: string;
  /** Nobody has loaded a calendar: what is shown is proposed, and nothing counts. */
  readonly empty: boolean;
  /** The notice of the year's Tết is known: until then the year is not whole. */
  readonly announced: boolean;
  readonly workingDays: number;
  readonly months: readonly { readonly month: string; readonly workingDays: number }[];
  readonly days: readonly CalendarYearDay[];
}

/** A row that was set, and until when it is known so. */
export interface KeptCalendarDay extends CalendarDay {
  /** First day on which it is no longer known: a later notice took its place, or it was taken back; null: it still is. */
  readonly until: string | null;
  /** Why it was taken back; null: it was not. */
  readonly revoked: string | null;
}

/** `GET /api/v1/calendar/layers/{scope}`: one layer, the nation's or a province's closures. */
export interface CalendarLayer {
  /** `national`, or a province as `vn34.38`. */
  readonly scope: string;
  readonly province: ProvinceRef | null;
  /** -1: nothing was ever set. */
  readonly revision: number;
  readonly position: string | null;
  readonly days: readonly KeptCalendarDay[];
}

/** How one day stands in a calendar. `row` null: the plain week. */
export interface CalendarDayState {
  readonly off: boolean;
  readonly row: CalendarDay | null;
}

/** A running deadline that a change would move. */
export interface MovedDeadline {
  readonly project: string;
  readonly code: string;
  readonly obligation: string;
  readonly from: string;
  readonly to: string;
}

/** `POST /api/v1/calendar/layers/{scope}/preview`: what a change would do. Nothing is written. */
export interface CalendarPreview {
  readonly scope: string;
  readonly province: ProvinceRef | null;
  /** Both calendars are of this day: today, or when the last of the rows is announced. */
  readonly knownOn: string;
  /** Rows that would be set; those that are there already are left out. */
  readonly set: readonly CalendarDay[];
  readonly revoked: readonly string[];
  /** Days that would be worked and were off, or the other way round. */
  readonly changed: readonly { readonly date: string; readonly before: CalendarDayState; readonly after: CalendarDayState }[];
  /** Null: no deadlines are kept here, so that only the days can be said. */
  readonly moved: { readonly deadlines: number; readonly projects: number; readonly first: readonly MovedDeadline[] } | null;
}
