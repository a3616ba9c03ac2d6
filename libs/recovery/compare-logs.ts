import type { Checked, CheckedWalk } from '#event-log/checked-walk';
import type { RecordedEvent } from '#event-log/event-log';

/** Events read from either log at a time: at most 256 MiB each, as a rule half of one. */
export const PAGE_EVENTS = 1_000;

/** What tells one event from every other. */
export interface NamedEvent {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly hash: string;
}

/** The first event by which two logs part. Nothing before it differs. */
export class LogsDiffer extends Error {
  /** Which event of the log, from 1. */
  readonly nth: number;
  /** In the source; null: it ends before. */
  readonly expected: NamedEvent | null;
  /** In the target; null: it ends before. */
  readonly found: NamedEvent | null;

  constructor(nth: number, expected: RecordedEvent | undefined, found: RecordedEvent | undefined) {
    super(`event ${nth}: ${said(expected)} in the source, ${said(found)} in the target`);
    this.nth = nth;
    this.expected = nameOf(expected);
    this.found = nameOf(found);
    this.name = 'LogsDiffer';
  }
}

/** One log read beside another, from the first event of both. */
export interface Beside {
  readonly source: CheckedWalk;
  readonly target: CheckedWalk;
}

/**
 * Reads both until the target ends: everything in it must be what the source begins with, event for event.
 * @throws LogsDiffer, BrokenChain, Unavailable
 */
export async function compareBeginnings({ source, target }: Beside, onPage: () => void): Promise<void> {
  for (;;) {
    const found = await target.page(PAGE_EVENTS);
    if (found.length === 0) return;
    const expected: Checked[] = [];
    for (let more = true; more && expected.length < found.length;) {
      const page = await source.page(found.length - expected.length);
      expected.push(...page);
      more = page.length > 0;
    }
    assertSame(expected, found, target.events - found.length);
    onPage();
  }
}

/** How many of the events the target has next, which must be none but these. @throws LogsDiffer, BrokenChain, Unavailable */
export async function foundNext(target: CheckedWalk, expected: readonly Checked[]): Promise<number> {
  const before = target.events;
  const found = await target.page(expected.length);
  assertSame(expected, found, before);
  return found.length;
}

/** The hash stands for all of an event but its position. @param before events in front of these */
function assertSame(expected: readonly Checked[], found: readonly Checked[], before: number): void {
  for (const [index, { event }] of found.entries()) {
    const other = expected[index]?.event;
    const same = other !== undefined && event.stream === other.stream && event.meta['hash'] === other.meta['hash'];
    if (!same) throw new LogsDiffer(before + index + 1, other, event);
  }
}

function nameOf(event: RecordedEvent | undefined): NamedEvent | null {
  if (event === undefined) return null;
  const { stream, revision, id, meta } = event;
  return { stream, revision, id, hash: meta['hash'] as string };
}

const said = (event: RecordedEvent | undefined): string =>
  event === undefined ? 'nothing' : `${event.type} ${event.id} (${event.stream} #${event.revision})`;
