const OFFSET_MS = 7 * 3_600_000;

/** Day and time of day in Vietnam of a UTC instant: `2022-12-20`, `07:30`. */
export function vietnamTime(instant: string): { readonly day: string; readonly time: string } {
  const local = new Date(Date.parse(instant) + OFFSET_MS).toISOString();
  return { day: local.slice(0, 10), time: local.slice(11, 16) };
}

/** The UTC instant of a time of day in Vietnam. */
export const instantOf = (day: string, time: string): string => new Date(Date.parse(`${day}T${time}:00.000Z`) - OFFSET_MS).toISOString();
