import { DAY_PROBLEMS } from '#commands/calendar/day-problem-words';
import type { ChangedDay, DayState } from '#commands/calendar/try-calendar';
import { dayNumber } from '#lifecycle/calendar-date';
import type { CalendarYear, YearDay } from '#lifecycle/calendar/calendar-year';
import type { CalendarDay } from '#lifecycle/calendar/calendar.events';
import { DAY_KINDS } from '#lifecycle/calendar/day-kinds';
import { weekday } from '#lifecycle/calendar/plain-week';
import { Refusal } from '#lifecycle/refusal';
import type { ProvinceRef } from '#reference/province-ref';
import { provinceName } from '#reference/provinces';
import { vietnameseDate } from '#reports/printed-dates';
import { EXIT, Failure } from './exit.ts';
import { refusedFile } from './rules-text.ts';
import type { Terminal } from './terminal.ts';

const WEEKDAYS = {
  vi: ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
} as const;

/** `thứ Sáu 02/01/2026`, `Fri 2026-01-02`. */
export const dayText = (date: string, { language }: Terminal): string =>
  `${WEEKDAYS[language][weekday(dayNumber(date))] ?? ''} ${language === 'vi' ? vietnameseDate(date) : date}`;

export const wherePlace = (province: ProvinceRef | null, terminal: Terminal): string =>
  province === null ? terminal.say({ vi: 'cả nước', en: 'the whole country' }) : provinceName(province);

/** One row: the day, what it is, what it stands on. */
export function rowText(row: CalendarDay, terminal: Terminal): string {
  const { date, kind, name, basis, documentNo, announcedOn, status } = row;
  const notice = documentNo ?? basis;
  const on = announcedOn === null ? '' : terminal.say({ vi: `, công bố ${vietnameseDate(announcedOn)}`, en: `, announced ${announcedOn}` });
  const doubt = status === 'unverified' ? terminal.say({ vi: ' · DỰ KIẾN, không tính', en: ' · EXPECTED, not counted' }) : '';
  return `${dayText(date, terminal)} ${terminal.say(DAY_KINDS[kind])}: ${name} [${notice}${on}]${doubt}`;
}

export function yearText(
  year: CalendarYear,
  { province, empty }: { readonly province: ProvinceRef | null; readonly empty: boolean },
  terminal: Terminal,
): string {
  const { knownOn, version, workingDays, announced } = year;
  const head = terminal.say({
    vi: `Lịch làm việc năm ${year.year}, ${wherePlace(province, terminal)}, biết đến ${vietnameseDate(knownOn)}: ${workingDays} ngày làm việc (${version})`,
    en: `Working calendar of ${year.year}, ${wherePlace(province, terminal)}, as known on ${knownOn}: ${workingDays} working days (${version})`,
  });
  const months = year.months.flatMap(({ month, workingDays: worked }) => [
    terminal.say({ vi: `Tháng ${Number(month.slice(5))}: ${worked} ngày làm việc`, en: `${month}: ${worked} working days` }),
    ...year.days.filter(({ date }) => date.startsWith(month)).map((day) => `  ${yearDayText(day, terminal)}`),
  ]);
  return [head, ...(empty ? [terminal.say(NOT_LOADED)] : announced ? [] : [terminal.say(noTet([year.year]))]), ...months].join('\n');
}

function yearDayText(day: YearDay, terminal: Terminal): string {
  const later = day.standing === 'announced-later' ? terminal.say({ vi: ' · công bố sau ngày này', en: ' · announced later' }) : '';
  return `${rowText(day, terminal)}${later}`;
}

const NOT_LOADED = {
  vi: 'Chưa nạp lịch làm việc (npm run -s tiendo -- calendar load): các ngày dưới đây chỉ là dự kiến.',
  en: 'No calendar is loaded (npm run -s tiendo -- calendar load): the days below are only expected.',
} as const;

export const noTet = (years: readonly number[]): { readonly vi: string; readonly en: string } => ({
  vi: `Chưa có thông báo nghỉ Tết ${years.join(', ')}: ngày dự kiến không được tính, thời hạn có thể dời.`,
  en: `Tết ${years.join(', ')} is not announced: expected days do not count, deadlines may move.`,
});

export const changeText = ({ date, before, after }: ChangedDay, terminal: Terminal): string =>
  `${dayText(date, terminal)}: ${stateText(before, terminal)} → ${stateText(after, terminal)}`;

const stateText = ({ off, row }: DayState, terminal: Terminal): string =>
  `${terminal.say(off ? { vi: 'nghỉ', en: 'off' } : { vi: 'làm việc', en: 'worked' })}${row === null ? '' : ` (${row.name})`}`;

/** A refusal as one line and exit 2; anything else goes on as it is. */
export function refusedDays(error: unknown): unknown {
  if (!(error instanceof Refusal) || error.code !== 'calendar-row') return refusedFile(error);
  const { row, date, field, why } = error.facts;
  const words = DAY_PROBLEMS[why as keyof typeof DAY_PROBLEMS];
  const place = (row_: string): string => `${row_} ${row} (${date}), ${field}`;
  return new Failure({ vi: `${place('dòng')}: ${words.vi}`, en: `${place('row')}: ${words.en}` }, EXIT.refused, error.code);
}
