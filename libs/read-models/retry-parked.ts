import { setTimeout } from 'node:timers/promises';
import type { ParkedStream } from '#contracts/read-models';
import { Unavailable } from '#event-log/event-log';
import { readParked } from './database.ts';
import { openLive } from './live-read-models.ts';
import type { LiveOptions } from './live-read-models.ts';
import { ReadModelReader } from './read-model-reader.ts';
import { askRetry, retryAsked } from './take-over.ts';

/** How long the process that projects may take to try again, in milliseconds. */
const RETRY_MAX_MS = 60_000;
const LOOK_MS = 50;

export interface Retried {
  /** False: the process that projects has not answered in time; it will when it can. */
  readonly tried: boolean;
  readonly still: readonly ParkedStream[];
}

/** Applies the events of each parked stream again, in order from the one that failed: here, or in the process that projects. */
export async function retryParked(options: LiveOptions): Promise<Retried> {
  try {
    const live = await openLive(options);
    try {
      await live.projector.catchUp();
      return { tried: true, still: await live.projector.retryParked() };
    } finally {
      live.close();
    }
  } catch (error) {
    if (error instanceof Unavailable && error.code === 'locked') return askOther(options.directory);
    throw error;
  }
}

async function askOther(directory: string): Promise<Retried> {
  askRetry(directory);
  for (const until = performance.now() + RETRY_MAX_MS; retryAsked(directory) && performance.now() < until;) await setTimeout(LOOK_MS);
  const reader = new ReadModelReader(directory);
  try {
    return { tried: !retryAsked(directory), still: readParked(reader.db) };
  } finally {
    reader.close();
  }
}
