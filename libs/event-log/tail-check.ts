import type { BadEvent } from './bad-event.ts';
import { positionOf } from './positions.ts';
import { problemInText } from './stored-text-check.ts';
import type { StoredRows } from './stored-rows.ts';
import { StreamHeads } from './stream-heads.ts';

const PAGE_EVENTS = 2_000;

/**
 * Checks the events after a place as `verify` checks all of them: each against its own bytes, and against the event before it in its stream. About
 * 25 µs an event.
 * @param after ordinal of the last event that is not looked at; 0: all are
 * @throws Error of SQLite, when a page cannot be read
 */
export function problemInTail(rows: StoredRows, after: number): BadEvent | null {
  const heads = new StreamHeads();
  let ordinal = after;
  for (;;) {
    const page = rows.read(ordinal, PAGE_EVENTS);
    for (const row of page) {
      ordinal += 1;
      const [position, stream, revision, , , , , , prevHash, hash] = row;
      const before = (of: string, next: number) => rows.before(of, next);
      const problem = heads.problemOf([position, stream, revision, prevHash, hash], ordinal, before) ?? problemInText(row, rows);
      if (problem !== null) return { position: positionOf(ordinal), stream: String(stream), revision, problem };
    }
    if (page.length < PAGE_EVENTS) return null;
  }
}
