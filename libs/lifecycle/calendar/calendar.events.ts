/**
 * Days that differ from the plain Monday-to-Friday week. Streams `calendar-national` and `calendar-{set}.{code}` of each province that
 * has days of its own. A row is corrected by a later row of the same date, or taken back.
 */
import type { ProvinceRef } from '#reference/province-ref';
import type { Day } from '../fields.events.ts';

/**
 * `holiday`, `compensatory` (weekday off for a holiday that met a weekly day off) and `swapped-off` are off; `makeup-working` is a
 * weekend day that is worked. `closure`: one province's offices are closed (flood, storm, local day); in province streams alone.
 */
export type CalendarDayKind = 'holiday' | 'compensatory' | 'swapped-off' | 'makeup-working' | 'closure';

export type CalendarDay = {
  readonly date: Day;
  readonly kind: CalendarDayKind;
  /** Vietnamese. */
  readonly name: string;
  /** Article and notice or decision that it stands on. */
  readonly basis: string;
  /** Number of the notice, dispatch or decision; null: fixed by law, or not announced. */
  readonly documentNo: string | null;
  /** Day of the first notice; null: fixed by law, or not announced. A deadline as known before it does not count the row. */
  readonly announcedOn: Day | null;
  /** `unverified`: expected ("dự kiến"), shown beside a deadline and never counted. */
  readonly status: 'verified' | 'secondary' | 'unverified';
  /** Page or note that says so. */
  readonly source: string | null;
};

export type CalendarEvent =
  | {
      readonly type: 'CalendarDaysSet';
      readonly data: {
        /** null: national. */
        readonly province: ProvinceRef | null;
        /** 1 to 200 rows, one for each date. */
        readonly days: readonly CalendarDay[];
      };
    }
  | { readonly type: 'CalendarDayRevoked'; readonly data: { readonly date: Day; readonly reason: string } };

export const calendarStream = (province: ProvinceRef | null): string =>
  `calendar-${province === null ? 'national' : `${province.set}.${province.code}`}`;
