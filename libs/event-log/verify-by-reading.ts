import { canonicalEvent, chainHash, FIRST_PREV_HASH } from './chain.ts';
import { comparePositions, Damaged, type EventLog, READ_EVENTS_MAX, type RecordedEvent } from './event-log.ts';
import { shareOfWay } from './positions.ts';
import type { StreamHead } from './stream-heads.ts';
import type { Verified } from './verify.ts';

/**
 * `verifyLog` for a log that is no file: reads everything through the port and recomputes each event's hash, link and revision, and the order of
 * the positions. What an adapter keeps beside the events (indexes, columns) is not looked at, nor whether an id stands twice. 300 bytes a stream.
 * @param onProgress events that are done, and that there will be as far as it can be told, after each page
 * @throws Unavailable the log cannot be read
 */
export async function verifyByReading(
  log: Pick<EventLog, 'readAll' | 'head'>,
  onProgress: (events: number, total: number) => void = () => undefined,
): Promise<Verified> {
  const heads = new Map<string, StreamHead>();
  const head = await log.head();
  let events = 0;
  let last: RecordedEvent | undefined;
  const ended = (firstBad: Verified['firstBad']): Verified => ({
    events,
    streams: heads.size,
    ok: firstBad === null,
    firstBad,
    unanchoredSince: null,
  });
  try {
    for (;;) {
      const page = await log.readAll({ limit: READ_EVENTS_MAX, ...(last !== undefined && { after: last.position }) });
      for (const event of page) {
        const problem = problemOf(event, heads.get(event.stream), last);
        const { stream, revision, position, meta } = event;
        if (problem !== null) return ended({ position, stream, revision, problem });
        heads.set(stream, { revision, hash: meta['hash'] as string });
        events += 1;
        last = event;
      }
      if (last !== undefined) onProgress(events, Math.max(events, Math.round(events / shareOfWay(last.position, head ?? last.position))));
      if (page.length === 0) return ended(null);
    }
  } catch (error) {
    if (!(error instanceof Damaged)) throw error;
    const { stream, revision, message } = error;
    return ended({ position: null, stream, revision, problem: message });
  }
}

function problemOf(event: RecordedEvent, head: StreamHead | undefined, before: RecordedEvent | undefined): string | null {
  const { revision, position, meta } = event;
  if (before !== undefined && comparePositions(position, before.position) <= 0)
    return `the position does not rise after ${before.position}`;
  if (revision !== (head ? head.revision + 1 : 0)) return `revision ${revision} after ${head?.revision ?? 'none'}`;
  if (meta['prevHash'] !== (head?.hash ?? FIRST_PREV_HASH)) return 'prevHash is not the hash of the event before';
  return chainHash(meta['prevHash'] as string, canonicalEvent(event)) === meta['hash'] ? null : 'the hash is not that of the event';
}
