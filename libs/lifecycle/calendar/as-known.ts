/** The working calendar of a day, as it was known on a day. */
import type { ProvinceRef } from '#reference/province-ref';
import { successorOf } from '#reference/provinces';
import type { Day } from '../fields.events.ts';
import type { CalendarDay } from './calendar.events.ts';
import { fnv1a } from './fnv1a.ts';
import { byDate, counts, isKnown, type KnownDay } from './known-days.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { WorkingWeek } from './working-week.ts';

/** Rows of the layers that make up one calendar; of rows of one date in a layer the last one that is known holds. */
export interface CalendarLayers {
  readonly national: Iterable<KnownDay>;
  /** The province's closures, those of each scope of `closureScopes` one after the other. */
  readonly province?: Iterable<KnownDay>;
}

/** Whose closures count for a province's projects: its own, and since July 2025 those of the province that it became part of. */
export const closureScopes = (province: ProvinceRef): readonly ProvinceRef[] =>
  province.set === 'vn34' ? [province] : [province, successorOf(province)];

/**
 * Counts the rows announced by `knownOn` and those that the law fixes. A row that is only expected ("dự kiến") never counts, nor does
 * it hide one that does.
 */
export function calendarAsKnown({ national, province = [] }: CalendarLayers, knownOn: Day): WorkingCalendar {
  const [ofNation, ofProvince] = [knownRows(national, knownOn), knownRows(province, knownOn)];
  const counted = new Map([...ofNation.counted, ...ofProvince.counted]);
  const expected = [...new Map([...ofNation.expected, ...ofProvince.expected]).values()].filter(({ date }) => !counted.has(date));
  const version = versionOf([...ofNation.counted.values()], [...ofProvince.counted.values()]);
  return new WorkingWeek({ version, counted: [...counted.values()], expected: expected.toSorted(byDate) });
}

type ByDate = Map<Day, CalendarDay>;

function knownRows(rows: Iterable<KnownDay>, knownOn: Day): { readonly counted: ByDate; readonly expected: ByDate } {
  const [counted, expected]: [ByDate, ByDate] = [new Map(), new Map()];
  for (const row of rows) if (isKnown(row, knownOn)) (counts(row) ? counted : expected).set(row.date, row);
  return { counted, expected };
}

/** `104.9c1d…`, `104+2.77ab…`: how many national rows and closures count, and a digest of their dates and kinds. */
function versionOf(national: readonly CalendarDay[], province: readonly CalendarDay[]): string {
  const list = (rows: readonly CalendarDay[]): string =>
    rows
      .toSorted(byDate)
      .map(({ date, kind }) => `${date} ${kind}`)
      .join('\n');
  const size = province.length === 0 ? `${national.length}` : `${national.length}+${province.length}`;
  return `${size}.${fnv1a(`${list(national)}\n\n${list(province)}`)}`;
}
