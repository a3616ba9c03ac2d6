import { type EventLog, READ_EVENTS_MAX, type RecordedEvent, StreamNotFound, STREAM_NAME } from '#event-log/event-log';

/** All events of a stream, oldest first; empty when it does not exist. */
export async function readWhole(log: Pick<EventLog, 'readStream'>, stream: string): Promise<readonly RecordedEvent[]> {
  if (!STREAM_NAME.test(stream)) return [];
  const events: RecordedEvent[] = [];
  try {
    for (;;) {
      const page = await log.readStream(stream, { from: events.length, limit: READ_EVENTS_MAX });
      events.push(...page);
      if (page.length < READ_EVENTS_MAX) return events;
    }
  } catch (error) {
    if (error instanceof StreamNotFound) return [];
    throw error;
  }
}
