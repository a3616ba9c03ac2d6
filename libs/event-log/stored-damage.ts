import type { BadEvent } from './bad-event.ts';
import { Unavailable } from './event-log.ts';
import { positionOf } from './positions.ts';
import { failureOf } from './sqlite-failure.ts';
import { NewerLog } from './sqlite-levels.ts';

/** Something is wrong that belongs to no one event. */
export const nowhere = (problem: string): BadEvent => ({ position: null, stream: null, revision: null, problem });

/**
 * Errors that a damaged file brings about, in words. All others are ours, and pass.
 * @throws Unavailable `newer-log`: this program is too old to judge the file
 */
export function damage(error: unknown): string {
  if (error instanceof NewerLog) throw new Unavailable('newer-log', error.message);
  const outOfRange = Error.isError(error) && 'code' in error && error.code === 'ERR_OUT_OF_RANGE';
  if (Error.isError(error) && (outOfRange || failureOf(error))) return error.message;
  throw error;
}

/** Rows after a place, at least one if there is one. Where a page cannot be read: as many as can before what cannot, or what is wrong with that. */
export function readSome<Row>(
  read: (after: number, limit: number) => readonly Row[],
  after: number,
  limit: number,
): readonly Row[] | BadEvent {
  for (let size = limit; ; size = Math.ceil(size / 2)) {
    try {
      return read(after, size);
    } catch (error) {
      const problem = damage(error);
      if (size === 1) return { ...nowhere(problem), position: positionOf(after + 1) };
    }
  }
}
