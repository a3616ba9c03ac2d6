/** One year of a calendar, month by month, as people look at it. */
import { dayNumber } from '../calendar-date.ts';
import type { Day, Month } from '../fields.events.ts';
import { type CalendarLayers, calendarAsKnown } from './as-known.ts';
import type { CalendarDay } from './calendar.events.ts';
import { byDate, counts, isKnown, type KnownDay } from './known-days.ts';
import { tetAnnounced } from './tet.ts';

export interface YearDay extends CalendarDay {
  readonly scope: 'national' | 'province';
  /** `expected`: "dự kiến", never counted. `announced-later`: not known yet on the day of the view. */
  readonly standing: 'counts' | 'expected' | 'announced-later';
  readonly off: boolean;
}

export interface CalendarYear {
  readonly year: number;
  readonly knownOn: Day;
  readonly version: string;
  /** The notice of the year's Tết is known: until then the year is not whole. */
  readonly announced: boolean;
  readonly workingDays: number;
  readonly months: readonly { readonly month: Month; readonly workingDays: number }[];
  /** Rows of the year by date, the province's after the nation's; those that another row replaced or that were taken back are left out. */
  readonly days: readonly YearDay[];
}

export function calendarYear({ national, province = [] }: CalendarLayers, year: number, knownOn: Day): CalendarYear {
  const layers = { national: [...national], province: [...province] };
  const calendar = calendarAsKnown(layers, knownOn);
  const months = Array.from({ length: 12 }, (_, index) => {
    const month = `${year}-${String(index + 1).padStart(2, '0')}`;
    const next = index === 11 ? `${year + 1}-01-01` : `${year}-${String(index + 2).padStart(2, '0')}-01`;
    return { month, workingDays: calendar.between(dayNumber(`${month}-01`) - 1, dayNumber(next) - 1) };
  });
  const days = (['national', 'province'] as const).flatMap((scope) =>
    ofYear(layers[scope], year, knownOn).map((day) => ({ scope, ...day })),
  );
  return {
    year,
    knownOn,
    version: calendar.version,
    announced: tetAnnounced(calendar, year),
    workingDays: months.reduce((sum, { workingDays }) => sum + workingDays, 0),
    months,
    days: days.toSorted(byDate),
  };
}

type LayerDay = Omit<YearDay, 'scope'>;

function ofYear(rows: readonly KnownDay[], year: number, knownOn: Day): readonly LayerDay[] {
  const shown = new Map<string, LayerDay>();
  for (const row of rows) {
    if (!row.date.startsWith(`${year}-`)) continue;
    const standing = isKnown(row, knownOn) ? (counts(row) ? 'counts' : 'expected') : laterOrNever(row);
    const before = shown.get(row.date);
    // What counts is not hidden by what is expected, or will be announced only later.
    if (standing === null || (before?.standing === 'counts' && standing !== 'counts')) continue;
    shown.set(row.date, { ...plain(row), standing, off: row.kind !== 'makeup-working' });
  }
  return [...shown.values()];
}

/** Of a row that is not known: unless it has ended it will be, once it is announced. */
const laterOrNever = ({ until = null }: KnownDay): 'announced-later' | null => (until === null ? 'announced-later' : null);

const plain = ({ date, kind, name, basis, documentNo, announcedOn, status, source }: CalendarDay): CalendarDay => ({
  ...{ date, kind, name, basis, documentNo, announcedOn, status, source },
});
