import { dayNumber } from '#lifecycle/calendar-date';

const UTC_PLUS_7_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;
const HOUR_LENGTH = 'YYYY-MM-DDTHH'.length;

/** The day in Asia/Ho_Chi_Minh (UTC+7 all year since 1975) of an instant, as a day number. @throws Error not an instant */
export function knownDay(recordedAt: string): number {
  const day = Math.floor((Date.parse(recordedAt) + UTC_PLUS_7_MS) / DAY_MS);
  if (!Number.isInteger(day)) throw new Error(`not an instant: ${JSON.stringify(recordedAt)}`);
  return day;
}

/** @throws Error not a date */
export function occurredDay(date: string): number {
  const day = dayNumber(date);
  if (!Number.isInteger(day)) throw new Error(`not a date: ${JSON.stringify(date)}`);
  return day;
}

/** The day numbers of events in log order: neighbours mostly share their day, and parsing dates would be a third of a rebuild's work here. */
export class Days {
  #date = '';
  #dateDay = 0;
  #hour = '';
  #hourDay = 0;

  occurred(date: string): number {
    if (date !== this.#date) {
      this.#dateDay = occurredDay(date);
      this.#date = date;
    }
    return this.#dateDay;
  }

  known(recordedAt: string): number {
    const hour = recordedAt.slice(0, HOUR_LENGTH);
    if (hour !== this.#hour) {
      this.#hourDay = knownDay(recordedAt);
      this.#hour = hour;
    }
    return this.#hourDay;
  }
}
