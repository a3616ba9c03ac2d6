import { setTimeout as sleep } from 'node:timers/promises';
import { caughtUp, type EventLog, type NewEvent, type RecordedEvent } from '#event-log/event-log';

let ids = 0;

/** A small valid event with an id of its own. */
export const anEvent = (n = 0): NewEvent => ({
  id: `00000000-0000-5000-9000-${String(++ids).padStart(12, '0')}`,
  type: 'StepTaken',
  version: 1,
  data: { n },
  meta: { recordedAt: '2026-11-22T02:00:00.123Z', occurredOn: '2026-11-22' },
});

/** Follows until told to stop; what it saw, and what it came to. */
export function following(log: EventLog, after?: string) {
  const stop = new AbortController();
  const seen: RecordedEvent[] = [];
  const ended = (async () => {
    for await (const event of log.subscribe({ signal: stop.signal, ...(after === undefined ? {} : { after }) }))
      if (event !== caughtUp) seen.push(event);
  })();
  ended.catch(() => undefined); // Looked at by whoever asks for it.
  return { seen, ended, stop: () => stop.abort() };
}

/** @throws Error it did not come to be within ten seconds */
export async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 10) {
    if (waited > 10_000) throw new Error('it did not come to be');
    await sleep(10);
  }
}
