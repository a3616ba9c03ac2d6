import type { EventLog } from '#event-log/event-log';
import { SqliteLog } from '#event-log/sqlite-log';
import type { Share } from '#event-log/sqlite-reader';
import type { ModelEvent } from './model.ts';
import { ReadEvent, ScannedEvent } from './model-event.ts';

/** Texts of a larger page outlive the young generation: they would be copied, and the memory grow by their size. */
const PAGE_EVENTS = 500;

export interface Range {
  /** Position of the last event. */
  readonly until: string;
  /** Position before the first event; absent: from the start. */
  readonly after?: string;
  readonly share?: Share;
}

/**
 * Events up to `until` in log order, in pages. The SQLite adapter's raw scan spares the parsing of what no model asks for; any
 * other adapter is read through the port.
 */
export async function* pagesOf(log: EventLog, range: Range): AsyncGenerator<readonly ModelEvent[]> {
  if (log instanceof SqliteLog) {
    for (const page of log.scan({ ...range, limit: PAGE_EVENTS })) yield page.map((row) => new ScannedEvent(row));
    return;
  }
  const { until } = range;
  let { after } = range;
  for (;;) {
    const page = await log.readAll(after === undefined ? {} : { after });
    const wanted = page.filter(({ position }) => position <= until);
    if (wanted.length > 0) yield wanted.map((event) => new ReadEvent(event));
    after = page.at(-1)?.position;
    if (after === undefined || wanted.length < page.length) return;
  }
}
