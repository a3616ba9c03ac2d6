import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { parseCanonical } from './canonical.ts';
import { chainHash, FIRST_PREV_HASH, type HashedEvent } from './chain.ts';
import type { IntegrityVerdict } from './integrity-check.ts';
import { positionOf } from './positions.ts';
import { Unavailable } from './event-log.ts';
import { NewerLog } from './sqlite-levels.ts';
import type { SqliteLog } from './sqlite-log.ts';
import { failureOf } from './sqlite-failure.ts';
import { type StoredRow, StoredRows } from './stored-rows.ts';

/** What is wrong and where. The place is null when the file as a whole is damaged and not one event. */
export interface BadEvent {
  readonly position: string | null;
  readonly stream: string | null;
  readonly revision: number | null;
  readonly problem: string;
}

export interface Verified {
  /** Sound events; those after the first bad one are not looked at. */
  readonly events: number;
  readonly streams: number;
  readonly ok: boolean;
  readonly firstBad: BadEvent | null;
  /** Since when a removed tail or stream would go unnoticed. Null: nothing is anchored, so nothing is claimed. */
  readonly unanchoredSince: null;
}

export type VerifyProgress = (done: number, total: number) => void;

const PAGE_EVENTS = 2_000;

/** Below this a thread takes longer to start than SQLite's check takes. */
const PARALLEL_FROM_EVENTS = 10_000;

/**
 * Reads a whole log as it lies in the file and recomputes everything that can be recomputed: the bytes, their hashes, the chain
 * and the revisions of each stream, every indexed column, the positions, the indexes, the tables and triggers. Works beside a
 * writer; what is appended after it began need not be looked at. Memory grows with the number of streams, about 300 bytes each.
 * @param source a file, or a log that is open here
 * @param onProgress called about every 2,000 events
 * @throws Unavailable there is no such file; `newer-log`: this program is too old to judge it
 */
export async function verifyLog(source: string | SqliteLog, onProgress?: VerifyProgress): Promise<Verified> {
  const rows = new StoredRows(typeof source === 'string' ? source : source.file);
  let integrity: Promise<IntegrityVerdict> | undefined;
  const streams = new StreamHeads();
  let events = 0;
  const check = async (): Promise<BadEvent | null> => {
    const altered = rows.alteredObject();
    if (altered) return nowhere(altered);
    const total = rows.count();
    if (total >= PARALLEL_FROM_EVENTS) integrity = checkIntegrity(rows.file);
    for await (const page of pages(rows)) {
      if ('problem' in page) return page;
      for (const row of page) {
        const problem = streams.problemOf(row, events + 1) ?? problemInText(row, rows);
        if (problem) return at(row, events + 1, problem);
        events += 1;
      }
      onProgress?.(events, total);
    }
    if (events < total) return nowhere(`${total} events are counted, ${events} are there in order`);
    // The walk read the table; the indexes, and pages that no walk reaches, are SQLite's own to check.
    const problem = integrity ? (await integrity).problem : rows.integrityProblem();
    return problem === null ? null : nowhere(problem);
  };
  try {
    const firstBad = await check().catch((error: unknown) => nowhere(damage(error)));
    return { events, streams: streams.count, ok: firstBad === null, firstBad, unanchoredSince: null };
  } finally {
    rows.close();
    await integrity; // Its connection too is to be closed when this returns.
  }
}

/** SQLite's own check on another core, meanwhile. */
async function checkIntegrity(file: string): Promise<IntegrityVerdict> {
  const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  const worker = new Worker(new URL(`./integrity-check${extension}`, import.meta.url), { workerData: file });
  const exited = once(worker, 'exit');
  const [verdict] = await once(worker, 'message');
  await exited;
  return verdict as IntegrityVerdict;
}

/** All events in order; when a page cannot be read, one by one up to the one that cannot. Lets the event loop breathe in between. */
async function* pages(rows: StoredRows): AsyncGenerator<readonly StoredRow[] | BadEvent> {
  let size = PAGE_EVENTS;
  let after = 0;
  for (;;) {
    try {
      const page = rows.read(after, size);
      const last = page.at(-1);
      if (!last) return;
      yield page;
      [after] = last;
    } catch (error) {
      if (size === 1) yield { ...nowhere(damage(error)), position: positionOf(after + 1) };
      size = 1;
    }
    await setImmediate();
  }
}

/** The end of each stream so far. */
class StreamHeads {
  readonly #heads = new Map<string, { readonly revision: number; readonly hash: string }>();

  get count(): number {
    return this.#heads.size;
  }

  /** Checks an event's place and its link to the event before; the next one is checked against it. */
  problemOf(row: StoredRow, ordinal: number): string | null {
    const [position, stream, revision, , , , , canonical, prevHash, hash] = row;
    if (position !== ordinal) return `position ${position} where ${ordinal} was to come`;
    const head = this.#heads.get(stream);
    if (revision !== (head ? head.revision + 1 : 0)) return `revision ${revision} after ${head?.revision ?? 'none'}`;
    if (prevHash !== (head?.hash ?? FIRST_PREV_HASH)) return 'prev_hash is not the hash of the event before';
    if (chainHash(prevHash, canonical) !== hash) return 'the hash is not that of the stored bytes';
    this.#heads.set(stream, { revision, hash });
    return null;
  }
}

/** Checks that the hashed text is the stored bytes, that they are canonical, and that every column says what they say. */
function problemInText(row: StoredRow, rows: StoredRows): string | null {
  const [position, stream, revision, id, type, version, recordedAt, canonical] = row;
  // A byte that is not UTF-8 reads as U+FFFD: a text without it was read unchanged, one with it is compared byte for byte.
  if (canonical.includes('\ufffd') && !Buffer.from(canonical).equals(rows.bytesAt(position))) return 'the stored bytes are not UTF-8';

  const parsed = parseCanonical(canonical) as HashedEvent | null;
  if (parsed === null) return 'the stored bytes are not canonical JSON';
  if (parsed.stream !== stream || parsed.revision !== revision) return 'stream or revision differ from the stored bytes';
  if (parsed.id !== id) return 'id differs from the stored bytes';
  if (parsed.type !== type || parsed.version !== version) return 'type or version differ from the stored bytes';
  if (parsed.meta['recordedAt'] !== recordedAt) return 'recorded_at differs from the stored bytes';
  return null;
}

const at = ([, stream, revision]: StoredRow, ordinal: number, problem: string): BadEvent => ({
  position: positionOf(ordinal),
  stream: String(stream),
  revision,
  problem,
});

const nowhere = (problem: string): BadEvent => ({ position: null, stream: null, revision: null, problem });

/** Errors that a damaged file brings about, in words. All others are ours, and pass. */
function damage(error: unknown): string {
  if (error instanceof NewerLog) throw new Unavailable('newer-log', error.message);
  const outOfRange = Error.isError(error) && 'code' in error && error.code === 'ERR_OUT_OF_RANGE';
  if (Error.isError(error) && (outOfRange || failureOf(error))) return error.message;
  throw error;
}
