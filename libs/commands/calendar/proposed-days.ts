/**
 * Days off that nobody has announced yet: the lunar dates by `date-holidays`, everything that it does not know by rule. All of them are
 * `unverified`: they are shown as "dự kiến" and never counted.
 */
import { addDays, dayNumber, days, fromDayNumber } from '#lifecycle/calendar-date';
import type { CalendarLayers } from '#lifecycle/calendar/as-known';
import type { CalendarDay, CalendarDayKind } from '#lifecycle/calendar/calendar.events';
import { isWeekend, weekday } from '#lifecycle/calendar/plain-week';
import { isAtTet } from '#lifecycle/calendar/tet';

/** First year of the Labour Code of 2019, and last one of the working calendar. */
export const PROPOSED_YEARS = { first: 2021, last: 2100 } as const;

const LABOUR_CODE = 'Bộ luật Lao động 2019';
const PRECEDENT = 'chưa có thông báo; dự kiến theo tiền lệ 2020–2026';
const EXPECTED = ' (dự kiến)';
const TET_RULE = 'vietnamese 1-0-1';
const HUNG_VUONG_RULE = 'vietnamese 3-0-10';

/** @param year from 2021 to 2100 @throws RangeError another year */
export async function proposedDays(year: number): Promise<readonly CalendarDay[]> {
  if (!Number.isInteger(year) || year < PROPOSED_YEARS.first || year > PROPOSED_YEARS.last)
    throw new RangeError(`days are proposed for ${PROPOSED_YEARS.first} to ${PROPOSED_YEARS.last}, not ${year}`);
  const { tet, hungVuong } = await lunarDays(year);
  const holidays = [
    holiday(`${year}-01-01`, 'Tết Dương lịch', 'a'),
    ...tetHolidays(year, tet),
    holiday(hungVuong, 'Giỗ Tổ Hùng Vương (10/3 âm lịch)', 'e'),
    holiday(`${year}-04-30`, 'Ngày Chiến thắng 30/4', 'c'),
    holiday(`${year}-05-01`, 'Ngày Quốc tế lao động 1/5', 'd'),
    ...nationalDays(year),
  ];
  return [...holidays, ...compensation(holidays)].toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

interface LunarDays {
  /** Mùng 1 Tết. */
  readonly tet: string;
  /** 10 March of the lunar year. */
  readonly hungVuong: string;
}

/** At most eighty years. */
const asked = new Map<number, Promise<LunarDays>>();

function lunarDays(year: number): Promise<LunarDays> {
  const found = asked.get(year) ?? reckon(year);
  asked.set(year, found);
  return found;
}

/** Loaded when somebody asks: the library reads the holidays of every country, a quarter of a second. */
async function reckon(year: number): Promise<LunarDays> {
  const { default: Holidays } = await import('date-holidays');
  const known = new Holidays('VN', { types: ['public'] }).getHolidays(year);
  const dateOf = (rule: string): string => {
    const found = known.find((one) => one.rule === rule);
    if (found === undefined) throw new Error(`date-holidays has no "${rule}" in ${year}`);
    return found.date.slice(0, 10);
  };
  return { tet: dateOf(TET_RULE), hungVuong: dateOf(HUNG_VUONG_RULE) };
}

/** Five days (art. 112(1)b). Which, the Prime Minister says: one day before and four from mùng 1 on when that is a Tuesday, else two and three. */
function tetHolidays(year: number, tet: string): readonly CalendarDay[] {
  const before = weekday(dayNumber(tet)) === 1 ? 1 : 2;
  return Array.from({ length: 5 }, (_, index) => {
    const offset = index - before;
    const which = offset < 0 ? `${-offset} ngày trước mùng 1` : `mùng ${offset + 1}`;
    return holiday(addDays(tet, days(offset)), `Tết Nguyên đán ${year}: ${which}`, 'b và khoản 3');
  });
}

/** 2/9 and a day beside it (art. 112(1)đ): the one after it on a Monday, Thursday or Sunday, else the one before. */
function nationalDays(year: number): readonly CalendarDay[] {
  const after = [0, 3, 6].includes(weekday(dayNumber(`${year}-09-02`)));
  const beside = holiday(`${year}-09-0${after ? 3 : 1}`, `Quốc khánh: ngày liền kề ${after ? 'sau' : 'trước'} 2/9`, 'đ và khoản 3');
  return [holiday(`${year}-09-02`, 'Quốc khánh 2/9', 'đ'), beside];
}

/** A holiday on a weekly day off is made up on the next working day; several move on one by one (art. 111(3)). */
function compensation(holidays: readonly CalendarDay[]): readonly CalendarDay[] {
  const taken = new Set(holidays.map(({ date }) => dayNumber(date)));
  const onWeekends = holidays.filter(({ date }) => isWeekend(dayNumber(date))).toSorted((a, b) => (a.date < b.date ? -1 : 1));
  return onWeekends.map(({ date, name }) => {
    let next = dayNumber(date) + 1;
    while (taken.has(next) || isWeekend(next)) next += 1;
    taken.add(next);
    return expected(
      fromDayNumber(next),
      'compensatory',
      `Nghỉ bù ${name.replace(EXPECTED, '')}`,
      `${LABOUR_CODE}, Điều 111 khoản 3; ${PRECEDENT}`,
    );
  });
}

const holiday = (date: string, name: string, point: string): CalendarDay =>
  expected(date, 'holiday', name, `${LABOUR_CODE}, Điều 112 khoản 1 điểm ${point}; ${PRECEDENT}`);

const expected = (date: string, kind: CalendarDayKind, name: string, basis: string): CalendarDay => ({
  ...{ date, kind, name: `${name}${EXPECTED}`, basis, documentNo: null, announcedOn: null, status: 'unverified', source: null },
});

/** The same layers with the proposals of the years whose Tết has no row yet; a date that has a row keeps it. */
export async function withProposals(layers: CalendarLayers, years: Iterable<number>): Promise<CalendarLayers> {
  const national = [...layers.national];
  const current = national.filter(({ until = null }) => until === null);
  const there = new Set(current.map(({ date }) => date));
  const hasTet = (year: number): boolean => current.some(({ date, kind }) => kind === 'holiday' && isAtTet(date, year));
  const open = [...years].filter((year) => year >= PROPOSED_YEARS.first && year <= PROPOSED_YEARS.last && !hasTet(year));
  const proposed = (await Promise.all(open.map(proposedDays))).flat().filter(({ date }) => !there.has(date));
  return { ...layers, national: [...national, ...proposed] };
}
