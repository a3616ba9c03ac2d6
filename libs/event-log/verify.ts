import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { BadEvent } from './bad-event.ts';
import { agree, newDigestKey, plus } from './keyed-digest.ts';
import { positionOf } from './positions.ts';
import type { SqliteLog } from './sqlite-log.ts';
import { checkStorage, type StorageVerdict } from './storage-check.ts';
import { damage, nowhere, readSome } from './stored-damage.ts';
import { StoredRows } from './stored-rows.ts';
import { StreamHeads } from './stream-heads.ts';
import { begun, type IndexSums, type Shares, TextChecks } from './text-checks.ts';
import type { ThreadVerdict } from './verify-thread.ts';

export interface Verified {
  /** Sound events; those after the first bad one are not looked at. */
  readonly events: number;
  readonly streams: number;
  readonly ok: boolean;
  readonly firstBad: BadEvent | null;
  /** Since when a removed tail or stream would go unnoticed. Null: nothing is anchored, so nothing is claimed. */
  readonly unanchoredSince: null;
}

/** Events that are done: four fifths of one are its bytes, one fifth its place in the chain. Called at least every 10,000 of them. */
export type VerifyProgress = (done: number, total: number) => void;

const PAGE_LINKS = 10_000;
const SHARE_OF_LINKS = 0.2;

/** Below this a thread takes longer to start than it saves. */
const PARALLEL_FROM_EVENTS = 10_000;

/**
 * Reads a whole log as it lies in the file and recomputes everything that can be recomputed: the bytes, their hashes, the chain
 * and the revisions of each stream, every indexed column, the positions, the indexes, the tables and triggers. Works beside a
 * writer; what is appended after it began is not looked at. Two threads share a log of 10,000 events or more. Memory: about 100 MB, half
 * of it of the other thread, and 300 bytes a stream.
 * @param source a file, or a log that is open here
 * @param alone on the calling thread, whatever the log's size
 * @throws Unavailable there is no such file; `newer-log`: this program is too old to judge it
 */
export async function verifyLog(
  source: string | SqliteLog,
  onProgress: VerifyProgress = () => undefined,
  { alone = false }: { readonly alone?: boolean } = {},
): Promise<Verified> {
  const rows = new StoredRows(typeof source === 'string' ? source : source.file);
  try {
    const { events, streams, bad } = await verify(rows, onProgress, alone).catch((error: unknown) => broken(nowhere(damage(error))));
    return { events, streams, ok: bad === null, firstBad: bad, unanchoredSince: null };
  } finally {
    rows.close();
  }
}

interface Walked {
  readonly events: number;
  readonly streams: number;
  readonly bad: BadEvent | null;
}

const broken = (bad: BadEvent): Walked => ({ events: 0, streams: 0, bad });

async function verify(rows: StoredRows, onProgress: VerifyProgress, alone: boolean): Promise<Walked> {
  const altered = rows.alteredObject();
  if (altered) return broken(nowhere(altered));
  const total = rows.count();
  const shares: Shares = { file: rows.file, total, taken: new Int32Array(new SharedArrayBuffer(4)), key: newDigestKey() };
  const tell = (walked: number) => onProgress(Math.round(walked * SHARE_OF_LINKS + begun(shares) * (1 - SHARE_OF_LINKS)), total);

  const other = alone || total < PARALLEL_FROM_EVENTS ? null : onAnotherThread(shares);
  try {
    const [[walked, own], theirs] = await Promise.all([linksAndTexts(rows, shares, tell), other]);
    const badText = [own.firstBad, theirs?.firstBad ?? null].filter((bad) => bad !== null).sort(byPosition)[0];
    // The walk went past it, and counted what comes after.
    if (badText && isBefore(badText, walked.bad))
      return { ...(await walkLinks(rows, Number(badText.position) - 1, () => undefined)), bad: badText };
    if (walked.bad) return walked;
    const sums = theirs ? both(own.sums, theirs.sums) : own.sums;
    const problem = storageProblem(theirs?.storage ?? checkStorage(rows, shares), sums, rows);
    return { ...walked, bad: problem === null ? null : nowhere(problem) };
  } finally {
    await other; // Its connection too is to be closed when this returns.
  }
}

async function onAnotherThread(shares: Shares): Promise<ThreadVerdict> {
  const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  const worker = new Worker(new URL(`./verify-thread${extension}`, import.meta.url), { workerData: shares });
  const [[verdict]] = await Promise.all([once(worker, 'message'), once(worker, 'exit')]);
  return verdict as ThreadVerdict;
}

/** The places of all events, then this thread's share of their bytes. Lets the event loop breathe in between. */
async function linksAndTexts(rows: StoredRows, shares: Shares, tell: (walked: number) => void): Promise<[Walked, TextChecks]> {
  const walked = await walkLinks(rows, shares.total, tell);
  const texts = new TextChecks(rows, shares);
  while (texts.checkNext()) {
    tell(walked.events);
    await setImmediate();
  }
  return [walked, texts];
}

/** Positions, revisions and links of the first events, in order. */
async function walkLinks(rows: StoredRows, upTo: number, tell: (walked: number) => void): Promise<Walked> {
  const heads = new StreamHeads();
  let events = 0;
  const ended = (bad: BadEvent | null): Walked => ({ events, streams: heads.count, bad });
  for (let after = 0; events < upTo;) {
    const page = readSome((at, limit) => rows.readLinks(at, limit), after, Math.min(PAGE_LINKS, upTo - events));
    if ('problem' in page) return ended(page);
    for (const links of page) {
      const problem = heads.problemOf(links, events + 1);
      const [position, stream, revision] = links;
      if (problem !== null) return ended({ position: positionOf(events + 1), stream: String(stream), revision, problem });
      events += 1;
      after = position;
    }
    if (page.length === 0) return ended(nowhere(`${upTo} events are counted, ${events} are there in order`));
    tell(events);
    await setImmediate();
  }
  return ended(null);
}

/** What is wrong when the walk found nothing: the indexes, and pages that no walk reaches. */
function storageProblem(storage: StorageVerdict, { ids, places }: IndexSums, rows: StoredRows): string | null {
  if ('problem' in storage) return storage.problem;
  if (agree(storage.ids, ids) && agree(storage.places, places)) return null;
  return namedBySqlite(rows) ?? 'an index does not hold what the events ask for';
}

/** SQLite's slow check says which entry it is. */
function namedBySqlite(rows: StoredRows): string | null {
  try {
    return rows.integrityProblem();
  } catch (error) {
    return damage(error);
  }
}

const both = (one: IndexSums, other: IndexSums): IndexSums => ({ ids: plus(one.ids, other.ids), places: plus(one.places, other.places) });

/** Positions are ordered as their strings are. A bad text always has one; bad links without one lie behind all events. */
const byPosition = (one: BadEvent, other: BadEvent): number => (String(one.position) < String(other.position) ? -1 : 1);

const isBefore = (text: BadEvent, links: BadEvent | null): boolean => !links?.position || String(text.position) < links.position;
