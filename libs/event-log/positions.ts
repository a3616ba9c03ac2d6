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
