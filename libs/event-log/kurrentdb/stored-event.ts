import type { EventData, EventType, ResolvedEvent } from '@kurrent/kurrentdb-client';
import type { PreparedEvent } from '../append-request.ts';
import { canonicalEvent, chainHash, type HashedEvent } from '../chain.ts';
import { Damaged, type JsonObject, type Meta, type RecordedEvent, STREAM_NAME } from '../event-log.ts';
import { positionOf } from './kurrent-position.ts';

/** Names in an event's metadata that are the adapter's: `version` under the name that schemas know it by, and whose append wrote it. */
const VERSION = 'schemaVersion';
const ATTEMPT = '$attempt';
const HASH = /^[0-9a-f]{64}$/;
const WHOLE = /^[1-9]\d{0,15}$/;

/** An event of this log as it was read. */
export interface Kept {
  readonly event: RecordedEvent;
  /** Which call of `append` wrote it: kept with the last event of each. */
  readonly attempt: string | undefined;
}

/** The names of this log's streams in the database begin so. */
export const prefixOf = (name: string): string => (name === '' ? '' : `${name}.`);

/** Events as the server gets them. `attempt` goes with the last. The data is a copy: the caller may go on with its own. */
export function eventsToSend(events: readonly PreparedEvent[], prevHash: string, attempt: string): readonly EventData[] {
  let before = prevHash;
  return events.map(({ id, type, version, canonical }, index) => {
    const { data, meta } = JSON.parse(canonical) as HashedEvent;
    const links = { prevHash: before, hash: chainHash(before, canonical) };
    before = links.hash;
    const own = index === events.length - 1 ? { [ATTEMPT]: attempt } : {};
    const metadata = { ...meta, ...links, [VERSION]: String(version), ...own };
    return { id, type, contentType: 'application/json', data: data as Record<string, unknown>, metadata } as EventData;
  });
}

/**
 * An event of the log, or null for what is not one: `$` events, links, streams of other names.
 * @throws Damaged a stream has a name of ours, and an event that we did not write
 */
export function keptOf(resolved: ResolvedEvent<EventType>, prefix: string): Kept | null {
  const { event } = resolved;
  if (event === undefined || event.type.startsWith('$') || !event.streamId.startsWith(prefix)) return null;
  const stream = event.streamId.slice(prefix.length);
  if (!STREAM_NAME.test(stream)) return null;
  const revision = Number(event.revision);
  const { data, metadata, position } = event as { data: unknown; metadata: unknown; position?: { commit: bigint; prepare: bigint } };
  const meta = flatStrings(metadata);
  const { [VERSION]: version = '', prevHash = '', hash = '' } = meta ?? {};
  const whole = typeof event.revision === 'bigint' && position !== undefined && event.isJson && isObject(data);
  if (!whole || meta === null || !WHOLE.test(version) || !HASH.test(prevHash) || !HASH.test(hash)) throw new Damaged(stream, revision);
  const { id, type } = event;
  const own = Object.fromEntries(Object.entries(meta).filter(([key]) => key !== VERSION && !key.startsWith('$')));
  const recorded = { id, stream, revision, position: positionOf(position), type, version: Number(version), data, meta: own };
  return { event: recorded, attempt: meta[ATTEMPT] };
}

/** @throws Damaged the event is not the one whose hash it bears, or does not follow the one before */
export function undamaged({ event }: Kept, before: RecordedEvent | undefined): void {
  const { stream, revision, meta } = event;
  const follows = before === undefined || meta['prevHash'] === before.meta['hash'];
  if (!follows || hashed(event) !== meta['hash']) throw new Damaged(stream, revision);
}

/** Null: its data is nothing that could have been hashed. */
function hashed(event: RecordedEvent): string | null {
  try {
    return chainHash(event.meta['prevHash'] as string, canonicalEvent(event));
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

const isObject = (value: unknown): value is JsonObject => value !== null && typeof value === 'object' && !Array.isArray(value);

function flatStrings(value: unknown): Meta | null {
  if (!isObject(value)) return null;
  return Object.values(value).every((member) => typeof member === 'string') ? (value as Meta) : null;
}
