/** A record's place in a KurrentDB log. */
export interface ServerPosition {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** Each half is an unsigned number of 64 bits: 20 digits, so that the order of the strings is the order of the pairs. */
const DIGITS = 20;
const POSITION = /^(\d{20})(\d{20})$/;
const MAX = 2n ** 64n - 1n;

export function positionOf({ commit, prepare }: ServerPosition): string {
  return half(commit) + half(prepare);
}

/** @throws TypeError not a position of this adapter, e.g. a checkpoint taken from another kind of log */
export function serverPosition(position: string): ServerPosition {
  const [, commit, prepare] = POSITION.exec(position) ?? [];
  if (commit === undefined || prepare === undefined || BigInt(commit) > MAX || BigInt(prepare) > MAX)
    throw new TypeError(`not a position of this log: ${JSON.stringify(position)}`);
  return { commit: BigInt(commit), prepare: BigInt(prepare) };
}

/** The client's types once lied about these (numbers for bigints), so they are looked at. */
function half(value: bigint): string {
  if (typeof value !== 'bigint' || value < 0n) throw new TypeError(`the client gave ${typeof value} ${String(value)} for a position`);
  return String(value).padStart(DIGITS, '0');
}
