import { type Checked, CheckedWalk } from '#event-log/checked-walk';
import {
  APPEND_BYTES_MAX,
  APPEND_EVENTS_MAX,
  comparePositions,
  ConcurrencyConflict,
  type EventLog,
  type NewEvent,
  OutcomeUnknown,
  type RecordedEvent,
  Unavailable,
} from '#event-log/event-log';
import { compareBeginnings, foundNext, PAGE_EVENTS } from './compare-logs.ts';

export interface CopyAsked {
  /** Only read; others may go on writing to it. */
  readonly source: EventLog;
  /** Empty, or what an earlier copy of the same source left. */
  readonly target: EventLog;
  /** Events that are done, and that there will be as far as it can be told. */
  readonly onProgress?: (step: 'compare' | 'copy', done: number, total: number) => void;
  /** Stops between two appends. */
  readonly signal?: AbortSignal;
}

export interface Copied {
  /** Events that were in the target before. */
  readonly found: number;
  readonly copied: number;
}

/** Tries of an append whose outcome the log could not find out; each has taken seconds. */
const TRIES_MAX = 3;

/**
 * Copies what the source held when this began and the target does not hold yet, in log order, each event with its id, type, version, data and
 * metadata, so that the chains of both are the same. Each event is checked against its chain before it is written, and read back afterwards.
 * Stopped at any moment, the same call goes on: what is in the target must be what the source begins with, which is looked at first.
 * Memory: a page of events of either log and 600 bytes a stream.
 * @throws LogsDiffer the target holds something else, or somebody else writes to it
 * @throws BrokenChain what the source or the target holds is damaged; of the source nothing is written from there on
 * @throws DuplicateEventId the source has an id twice, and the target cannot hold it
 * @throws Unavailable, OutcomeUnknown, ConcurrencyConflict: the same call goes on, or says what differs @throws the signal's reason
 */
export async function copyLog({ source, target, onProgress = () => undefined, signal }: CopyAsked): Promise<Copied> {
  const head = await source.head();
  const walks = { source: new CheckedWalk(source), target: new CheckedWalk(target) };
  const { source: from } = walks;
  await compareBeginnings(walks, () => {
    onProgress('compare', from.events, from.eventsUntil(head));
    signal?.throwIfAborted();
  });
  const found = from.events;
  while (head !== null && (from.position === null || comparePositions(from.position, head) < 0)) {
    let written = from.events;
    const page = await from.page(PAGE_EVENTS);
    if (page.length === 0) throw new Unavailable('unreadable', 'the source ends before the event that was its last');
    const onAppended = (events: number) => onProgress('copy', (written += events), from.eventsUntil(head));
    await copyPage(page, { log: target, walk: walks.target, onAppended, signal });
  }
  return { found, copied: from.events - found };
}

/** Where events go to. */
interface Into {
  readonly log: EventLog;
  /** Stands before the first event that is to be written. */
  readonly walk: CheckedWalk;
  readonly onAppended: (events: number) => void;
  readonly signal: AbortSignal | undefined;
}

/** A lost race may have been against ourselves: an append that an earlier run sent, and that came late. What is there now says so. */
async function copyPage(page: readonly Checked[], into: Into): Promise<void> {
  for (let rest = page; rest.length > 0;) {
    const conflict = await appendAll(rest, into);
    const found = await foundNext(into.walk, rest);
    if (found === 0) throw conflict ?? new Unavailable('unreadable', 'the target does not hold what it has confirmed');
    rest = rest.slice(found);
  }
}

/**
 * Null: all are appended. What is asked of a log in a file at once becomes durable in one commit, in this order, whole or not at all; a
 * server promises neither, and is asked for one append after the other.
 */
async function appendAll(events: readonly Checked[], { log, onAppended, signal }: Into): Promise<ConcurrencyConflict | null> {
  const runs = [...runsOf(events)];
  for (const together of log.place?.kind === 'sqlite' ? [runs] : runs.map((run) => [run])) {
    signal?.throwIfAborted();
    const outcomes = await Promise.allSettled(together.map((run) => append(log, run)));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed?.reason instanceof ConcurrencyConflict) return failed.reason;
    if (failed) throw failed.reason;
    onAppended(together.reduce((sum, run) => sum + run.length, 0));
  }
  return null;
}

async function append(target: EventLog, run: readonly RecordedEvent[]): Promise<void> {
  const [{ stream, revision }] = run as [RecordedEvent];
  const events = run.map(newEventOf);
  for (let tries = 1; ; tries++) {
    try {
      await target.append(stream, revision === 0 ? 'no_stream' : revision - 1, events);
      return;
    } catch (error) {
      if (!(error instanceof OutcomeUnknown) || tries === TRIES_MAX) throw error;
    }
  }
}

/** Neighbours of one stream together, as many as an append takes: the order of the whole log stays what it was. */
export function* runsOf(events: readonly Checked[]): Generator<readonly RecordedEvent[]> {
  let run: RecordedEvent[] = [];
  let total = 0;
  for (const { event, bytes } of events) {
    const full = run.length === APPEND_EVENTS_MAX || total + bytes > APPEND_BYTES_MAX;
    if (run.length > 0 && (full || run[0]?.stream !== event.stream)) {
      yield run;
      run = [];
      total = 0;
    }
    run.push(event);
    total += bytes;
  }
  if (run.length > 0) yield run;
}

/** The hashes are made anew by the log that it is appended to, and come to the same. */
function newEventOf({ id, type, version, data, meta }: RecordedEvent): NewEvent {
  const { hash: _hash, prevHash: _prevHash, ...own } = meta;
  return { id, type, version, data, meta: own };
}
