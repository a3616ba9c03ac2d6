import { CursorUnknown, decodeCursor, encodeCursor } from '#read-models/projects/cursor';
import { parameterProblem } from '../problems/request-problem.ts';

/** What the queries go on from, as a client carries it: bound to its list and filter. */
export const cursorOf = (next: string | null, of: string): string | null =>
  next === null ? null : encodeCursor({ buildId: '', of, key: next, n: 0 });

/** @throws RequestProblem `bad-cursor` */
export function afterIn(cursor: string | undefined, of: string): string | undefined {
  if (cursor === undefined) return undefined;
  try {
    const { of: own, key } = decodeCursor(cursor);
    if (own === of && typeof key === 'string') return key;
  } catch (error) {
    if (!(error instanceof CursorUnknown)) throw error;
  }
  throw parameterProblem('bad-cursor', 'cursor');
}
