import type { HashedEvent } from './chain.ts';
import { READ_EVENTS_MAX, type RecordedEvent } from './event-log.ts';
import { positionOf } from './positions.ts';

/** What an adapter keeps of an event: all else is inside the canonical text. */
export interface StoredEvent {
  readonly ordinal: number;
  readonly canonical: string;
  readonly prevHash: string;
  readonly hash: string;
}

/** @throws SyntaxError the stored text is not JSON: the storage is damaged */
export function recordedEvent({ ordinal, canonical, prevHash, hash }: StoredEvent): RecordedEvent {
  const { id, stream, revision, type, version, data, meta } = JSON.parse(canonical) as HashedEvent;
  return { id, stream, revision, position: positionOf(ordinal), type, version, data, meta: { ...meta, prevHash, hash } };
}

/** @throws TypeError outside 1..5000 */
export function pageSize(limit: number = READ_EVENTS_MAX): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > READ_EVENTS_MAX)
    throw new TypeError(`limit is not in 1..${READ_EVENTS_MAX}: ${limit}`);
  return limit;
}

/** @throws TypeError not a revision */
export function startRevision(from: number = 0): number {
  if (!Number.isSafeInteger(from) || from < 0) throw new TypeError(`not a revision: ${from}`);
  return from;
}
