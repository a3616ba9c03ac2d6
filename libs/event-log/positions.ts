/** Wide enough for every safe integer, so that the order of the strings is the order of the numbers. */
const DIGITS = 16;
const POSITION = /^\d{16}$/;

/** The n-th event of a log, from 1, as a position. Private to the adapters of this folder: to all others a position is opaque. */
export const positionOf = (ordinal: number): string => String(ordinal).padStart(DIGITS, '0');

/** @throws TypeError not a position of these adapters, e.g. a checkpoint taken from another kind of log */
export function ordinalOf(position: string): number {
  if (!POSITION.test(position)) throw new TypeError(`not a position of this log: ${JSON.stringify(position)}`);
  return Number(position);
}

/**
 * How far a position is on the way from the start of its log, or from an earlier position, to a later one, 0..1: in events where positions
 * count them, else in what they count instead, such as bytes.
 */
export function shareOfWay(position: string, until: string, from?: string): number {
  const start = from === undefined ? 0 : magnitude(from);
  const way = magnitude(until) - start;
  return way <= 0 ? 1 : (magnitude(position) - start) / way;
}

/** The first 20 digits: all of a number of events, the leading half of KurrentDB's pair. */
const magnitude = (position: string): number => Math.max(1, Number(position.slice(0, 20)));

/** Which event of its log it is, from 1, where positions count events; null in a log of another kind. */
export const ordinalIn = (position: string): number | null => (POSITION.test(position) ? Number(position) : null);
