import { setTimeout } from 'node:timers/promises';

/** The only source of time outside tests. */
export interface Clock {
  /** UTC instant, ISO 8601 with milliseconds. */
  now(): string;
}

export const systemClock: Clock = { now: () => new Date().toISOString() };

/** How long something takes, whatever day the clock says: it never goes back. A simulation brings its own. */
export interface Timer {
  /** Milliseconds since some moment. */
  nowMs(): number;
  /** Resolves after `ms` milliseconds, or on abort. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export const systemTimer: Timer = {
  nowMs: () => performance.now(),
  async wait(ms, signal) {
    try {
      await setTimeout(ms, undefined, { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  },
};

/** Civil date in Asia/Ho_Chi_Minh (UTC+7, no summer time) of a UTC instant. */
export const vietnamDay = (instant: string): string => new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 10);
