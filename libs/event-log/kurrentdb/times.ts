import { setTimeout as sleep } from 'node:timers/promises';
import { TimedOut } from './failures.ts';

/** All in milliseconds. */
export interface KurrentTimes {
  /** Longest silence of one call. */
  readonly callMs: number;
  /** How long a read or an append is tried before the caller is told. */
  readonly patienceMs: number;
  /** How long a subscription may say nothing while the log goes on. */
  readonly stallMs: number;
  /** Least time between two clients when the first had worked: each that is thrown away leaks a connection. */
  readonly recycleMs: number;
  /** How long an event that was there before must stay away before the log is held to have gone back. */
  readonly goneMs: number;
}

export const TIMES: KurrentTimes = { callMs: 3_000, patienceMs: 10_000, stallMs: 10_000, recycleMs: 5_000, goneMs: 3_000 };

const FIRST_PAUSE_MS = 50;

/** Grows from 50 ms to `maxMs`, with chance in it so that replicas do not come back all at once. */
export const backOff = (failures: number, maxMs: number): number =>
  Math.min(maxMs, FIRST_PAUSE_MS * 2 ** Math.min(failures, 16)) * (0.5 + Math.random() / 2);

/** @throws TimedOut; what the work comes to afterwards is not looked at */
export async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new TimedOut(ms)), ms)));
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Everything that a read gives. @throws TimedOut when it pauses longer than `ms` */
export async function collected<Item>(read: AsyncIterable<Item>, ms: number): Promise<Item[]> {
  const items: Item[] = [];
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new TimedOut(ms)), ms)));
  const reading = (async () => {
    for await (const item of read) {
      items.push(item);
      timer?.refresh();
    }
    return items;
  })();
  try {
    return await Promise.race([reading, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Ends early, and without an error, on abort. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await sleep(ms, undefined, { signal }).catch((error: Error) => {
    if (error.name !== 'AbortError') throw error;
  });
}
