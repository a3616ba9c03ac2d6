import type { EventLog } from '#event-log/event-log';
import { SqliteLog } from '#event-log/sqlite-log';
import type { Share } from '#event-log/sqlite-reader';
import type { ModelEvent } from './model.ts';
import { ReadEvent, ScannedEvent } from './model-event.ts';

/** Texts of a larger page outlive the young generation: they would be copied, and the memory grow by their size. */
const PAGE_EVENTS = 500;

/**
 * Events up to `until` in log order, in pages. The SQLite adapter's raw scan spares the parsing of what no model asks for; any
 * other adapter is read through the port.
 */
export async function* pagesOf(log: EventLog, until: string, share?: Share): AsyncGenerator<readonly ModelEvent[]> {
  if (log instanceof SqliteLog) {
    for (const page of log.scan({ until, limit: PAGE_EVENTS, ...(share && { share }) })) yield page.map((row) => new ScannedEvent(row));
    return;
  }
  let after: string | undefined;
  for (;;) {
    const page = await log.readAll(after === undefined ? {} : { after });
    const wanted = page.filter(({ position }) => position <= until);
    if (wanted.length > 0) yield wanted.map((event) => new ReadEvent(event));
    after = page.at(-1)?.position;
    if (after === undefined || wanted.length < page.length) return;
  }
}
