/** The only source of time outside tests. */
export interface Clock {
  /** UTC instant, ISO 8601 with milliseconds. */
  now(): string;
}

export const systemClock: Clock = { now: () => new Date().toISOString() };

/** Civil date in Asia/Ho_Chi_Minh (UTC+7, no summer time) of a UTC instant. */
export const vietnamDay = (instant: string): string => new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 10);
