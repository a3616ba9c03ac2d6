/** Days are `YYYY-MM-DD` everywhere but on the screen, where they are dd/MM/yyyy in both languages. */

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const SCREEN_DAY = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;

export const formatDay = (day: string): string => day.replace(ISO_DAY, '$3/$2/$1');

/** What a person typed, as `YYYY-MM-DD`; null when there is no such day. */
export function parseDay(text: string): string | null {
  const trimmed = text.trim();
  const screen = SCREEN_DAY.exec(trimmed);
  const day = screen ? `${screen[3]}-${screen[2]?.padStart(2, '0')}-${screen[1]?.padStart(2, '0')}` : trimmed;
  return isDay(day) ? day : null;
}

export function isDay(day: string): boolean {
  if (!ISO_DAY.test(day)) return false;
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

/** A UTC instant on Vietnam's clock (UTC+7, no summer time): `05/01/2026 10:04:05`. */
export function formatInstant(instant: string): string {
  const local = new Date(Date.parse(instant) + 7 * 3_600_000).toISOString();
  return `${formatDay(local.slice(0, 10))} ${local.slice(11, 19)}`;
}
