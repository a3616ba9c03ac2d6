import { canonicalEvent } from './chain.ts';
import {
  APPEND_BYTES_MAX,
  APPEND_EVENTS_MAX,
  EVENT_BYTES_MAX,
  type ExpectedRevision,
  type NewEvent,
  STREAM_NAME,
  TooLarge,
} from './event-log.ts';

/** An event as the adapters store it. One string carries all of it; the rest are its indexed columns. */
export interface PreparedEvent {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly recordedAt: string;
  readonly canonical: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const EVENT_TYPE = /^[A-Za-z][A-Za-z0-9_.-]{0,127}$/;
const UTC_MS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const CALENDAR_DATE = /^\d{4}-\d\d-\d\d$/;

const LOGS_OWN: ReadonlySet<string> = new Set(['hash', 'prevHash', 'schemaVersion']);

/** Revision that the first event of an append gets. */
export const firstRevision = (expected: ExpectedRevision): number => (expected === 'no_stream' ? 0 : expected + 1);

/**
 * Checks an append against the port's limits and makes its canonical texts. Shared by the adapters, so that they refuse the same.
 * @throws TypeError, TooLarge as `EventLog.append` says
 */
export function prepareAppend(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): readonly PreparedEvent[] {
  if (!STREAM_NAME.test(stream)) throw new TypeError(`not a stream name: ${JSON.stringify(stream)}`);
  if (expected !== 'no_stream' && (!Number.isSafeInteger(expected) || expected < 0))
    throw new TypeError(`not a revision: ${String(expected)}`);
  if (events.length === 0) throw new TypeError(`${stream}: an append without events`);
  if (events.length > APPEND_EVENTS_MAX) throw new TooLarge(`an append of ${events.length} events`, APPEND_EVENTS_MAX);

  const first = firstRevision(expected);
  const prepared = events.map((event, index) => prepare(stream, first + index, event));
  assertSize(prepared);
  if (prepared.length > 1) assertTogether(stream, prepared);
  return prepared;
}

function prepare(stream: string, revision: number, event: NewEvent): PreparedEvent {
  const { id, type, version, data, meta } = event;
  const fault = (what: string) => new TypeError(`${stream}: ${what}`);
  if (!UUID.test(id)) throw fault(`not a lower-case UUID: ${JSON.stringify(id)}`);
  if (!EVENT_TYPE.test(type)) throw fault(`not an event type: ${JSON.stringify(type)}`);
  if (!Number.isSafeInteger(version) || version < 1) throw fault(`${type}: not a schema version: ${String(version)}`);
  if (data === null || typeof data !== 'object' || Array.isArray(data)) throw fault(`${type}: data is not an object`);

  for (const [key, value] of Object.entries(meta)) {
    if (typeof value !== 'string') throw fault(`${type}: meta.${key} is not a string`);
    if (key.startsWith('$') || LOGS_OWN.has(key)) throw fault(`${type}: meta.${key} is the log's to write`);
  }
  if (!UTC_MS.test(meta['recordedAt'] ?? '')) throw fault(`${type}: meta.recordedAt is not UTC with milliseconds`);
  if (!CALENDAR_DATE.test(meta['occurredOn'] ?? '')) throw fault(`${type}: meta.occurredOn is not YYYY-MM-DD`);

  const canonical = canonicalEvent({ id, stream, revision, type, version, data, meta });
  return { id, type, version, recordedAt: meta['recordedAt'] as string, canonical };
}

function assertSize(events: readonly PreparedEvent[]): void {
  let total = 0;
  for (const { type, canonical } of events) {
    const bytes = Buffer.byteLength(canonical);
    if (bytes > EVENT_BYTES_MAX) throw new TooLarge(`${type}: an event of ${bytes} bytes`, EVENT_BYTES_MAX);
    total += bytes;
  }
  if (total > APPEND_BYTES_MAX) throw new TooLarge(`an append of ${total} bytes`, APPEND_BYTES_MAX);
}

function assertTogether(stream: string, events: readonly PreparedEvent[]): void {
  if (new Set(events.map(({ id }) => id)).size < events.length) throw new TypeError(`${stream}: the same event id twice in one append`);
  const back = events.findIndex(({ recordedAt }, index) => index > 0 && recordedAt < (events[index - 1] as PreparedEvent).recordedAt);
  if (back > 0) throw new TypeError(`${stream}: recordedAt goes back at event ${back} of the append`);
}
