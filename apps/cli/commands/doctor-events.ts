import { type EventLog, READ_EVENTS_MAX, type RecordedEvent } from '#event-log/event-log';
import { streamUpcasters } from '#lifecycle/stream.upcasters';
import { versionOf } from '#lifecycle/upcast';
import { unknownEventText } from '../unknown-event-text.ts';
import { type Check, found } from './doctor-check.ts';

/** Reads the whole log for events that this build cannot read: whoever meets one stops there. */
export async function eventsFound(log: Pick<EventLog, 'readAll'>): Promise<Check> {
  let [events, unknown] = [0, 0];
  let first: RecordedEvent | undefined;
  for (let after: string | undefined; ;) {
    const page = await log.readAll({ ...(after === undefined ? {} : { after }), limit: READ_EVENTS_MAX });
    for (const event of page)
      if (event.version > knownVersionOf(event)) {
        unknown += 1;
        first ??= event;
      }
    events += page.length;
    after = page.at(-1)?.position;
    if (page.length < READ_EVENTS_MAX) break;
  }
  if (first === undefined)
    return found('events', 'ok', `${events} sự kiện, bản này đọc được tất cả`, `${events} events, all of which this build reads`);
  const { vi, en } = unknownEventText({ ...first, known: knownVersionOf(first) }, first.stream);
  return found('events', 'broken', `${unknown} sự kiện không đọc được, đầu tiên ${vi}`, `${unknown} events cannot be read, first ${en}`);
}

/** 0: no such event. */
const knownVersionOf = ({ stream, type }: RecordedEvent): number =>
  versionOf(streamUpcasters[stream.slice(0, stream.indexOf('-'))] ?? {}, type);
