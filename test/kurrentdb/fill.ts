import { prepareAppend } from '#event-log/append-request';
import { FIRST_PREV_HASH } from '#event-log/chain';
import type { NewEvent } from '#event-log/event-log';
import { eventsToSend } from '#event-log/kurrentdb/stored-event';
import type { ServerLog } from './server-log.ts';

const EVENTS_A_STREAM = 20;

/**
 * Puts whole chains of events into a log without a client: 20 a stream, `data.n` counting up from 0 over all.
 * @param textBytes what each has beside its 300 bytes
 */
export function fill(log: ServerLog, events: number, textBytes = 0): void {
  const text = 'x'.repeat(textBytes);
  for (let n = 0; n < events; n += EVENTS_A_STREAM) {
    const count = Math.min(EVENTS_A_STREAM, events - n);
    const stream = `project-${n / EVENTS_A_STREAM}`;
    const prepared = prepareAppend(
      stream,
      'no_stream',
      Array.from({ length: count }, (_, index) => withText(smallEvent(n + index), text)),
    );
    const sent = eventsToSend(prepared, FIRST_PREV_HASH, 'filled');
    const proposed = sent.map(({ id, type, data, metadata }) => ({ id, type, json: true, data: bytes(data), meta: bytes(metadata) }));
    log.append(stream, 'no_stream', proposed);
  }
}

const withText = (event: NewEvent, text: string): NewEvent => (text === '' ? event : { ...event, data: { ...event.data, text } });

const bytes = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

/** A valid event of about 300 bytes, the same for the same number. */
export const smallEvent = (n: number): NewEvent => ({
  id: `00000000-0000-5000-a000-${String(n).padStart(12, '0')}`,
  type: 'StepTaken',
  version: 1,
  data: { n },
  meta: { recordedAt: '2026-11-22T02:00:00.123Z', occurredOn: '2026-11-22', actor: 'ada' },
});
