/**
 * Civil dates of Asia/Ho_Chi_Minh as `YYYY-MM-DD` strings, which sort as they fall. `CalendarDays` counts plain days: TT 36/2013
 * art. 18 says "ngày"; working days are another type and never convert into this one by themselves.
 */
declare const calendarDays: unique symbol;
export type CalendarDays = number & { readonly [calendarDays]: true };
export const days = (count: number): CalendarDays => count as CalendarDays;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;

/** True for `YYYY-MM-DD` that names a day which exists, years 1900 to 2200. */
export function isDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))];
  return year >= 1900 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 && day <= lastDayOf(year, month);
}

/** Day 0 of the next month. */
const lastDayOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Days since 1970-01-01. */
export function dayNumber(date: string): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY_MS;
}

/** Days that were asked for, as text: there are not many, and each is asked for often. */
const texts = new Map<number, string>();
const TEXTS_MAX = 20_000;

export function fromDayNumber(day: number): string {
  let text = texts.get(day);
  if (text === undefined) {
    text = new Date(day * DAY_MS).toISOString().slice(0, 10);
    if (texts.size < TEXTS_MAX) texts.set(day, text);
  }
  return text;
}

export const addDays = (date: string, count: CalendarDays): string => fromDayNumber(dayNumber(date) + count);

/** Days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): CalendarDays => days(dayNumber(to) - dayNumber(from));

/** The same day one year earlier; 29 February becomes 28 February (the reports' "cùng kỳ"). */
export function sameDayLastYear(date: string): string {
  const year = String(Number(date.slice(0, 4)) - 1).padStart(4, '0');
  return date.endsWith('-02-29') ? `${year}-02-28` : `${year}${date.slice(4)}`;
}
