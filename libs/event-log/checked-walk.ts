import { createHash } from 'node:crypto';
import type { BadEvent } from './bad-event.ts';
import { canonicalEvent, chainHash, FIRST_PREV_HASH } from './chain.ts';
import { comparePositions, Damaged, type EventLog, type RecordedEvent } from './event-log.ts';
import { shareOfWay } from './positions.ts';
import type { StreamHead } from './stream-heads.ts';

/** An event that was found whole and in its place. */
export interface Checked {
  readonly event: RecordedEvent;
  /** Of its canonical text, as the limits of an append count them. */
  readonly bytes: number;
}

/** What a log holds is not what was written to it, or something in between is lacking. */
export class BrokenChain extends Error {
  readonly log: ReadableLog;
  readonly bad: BadEvent;

  constructor(log: ReadableLog, bad: BadEvent) {
    super(`${bad.stream === null ? '' : `${bad.stream} #${bad.revision}: `}${bad.problem}`);
    this.log = log;
    this.bad = bad;
    this.name = 'BrokenChain';
  }
}

export type ReadableLog = Pick<EventLog, 'readAll'>;

/** Reads a log of any kind from its first event on and recomputes each one's hash, link, revision and the order of the positions. 300 bytes a stream. */
export class CheckedWalk {
  /** The end of each stream so far. */
  readonly heads = new Map<string, StreamHead>();
  readonly #log: ReadableLog;
  #events = 0;
  #first: string | null = null;
  #last: RecordedEvent | undefined;

  constructor(log: ReadableLog) {
    this.#log = log;
  }

  /** Sound events so far. */
  get events(): number {
    return this.#events;
  }

  /** Of the last event; null: none was read. */
  get position(): string | null {
    return this.#last?.position ?? null;
  }

  /** The next events, at most `limit` (1..5000); fewer: that is the end as it is now. @throws BrokenChain, Unavailable */
  async page(limit: number): Promise<readonly Checked[]> {
    const page = await this.#read(limit);
    return page.map((event) => this.#checked(event));
  }

  /** How many events there are up to a position further on, as far as it can be told. */
  eventsUntil(head: string | null): number {
    const [first, last] = [this.#first, this.position];
    const share = first === null || last === null || head === null ? 0 : shareOfWay(last, head, first);
    return share === 0 ? this.#events : Math.max(this.#events, Math.round(1 + (this.#events - 1) / share));
  }

  /** `LogSummary.headsDigest` of what was read. */
  headsDigest(): string {
    const digest = createHash('sha256');
    for (const stream of this.streams()) {
      const { revision, hash } = this.heads.get(stream) as StreamHead;
      digest.update(`${stream} ${revision} ${hash}\n`);
    }
    return digest.digest('hex');
  }

  /** Names of all streams so far, in byte order: they are ASCII. */
  streams(): readonly string[] {
    return [...this.heads.keys()].sort();
  }

  async #read(limit: number): Promise<readonly RecordedEvent[]> {
    try {
      return await this.#log.readAll({ limit, ...(this.#last !== undefined && { after: this.#last.position }) });
    } catch (error) {
      if (error instanceof Damaged)
        throw new BrokenChain(this.#log, { position: null, stream: error.stream, revision: error.revision, problem: error.message });
      if (error instanceof SyntaxError)
        throw new BrokenChain(this.#log, {
          position: null,
          stream: null,
          revision: null,
          problem: `a stored text is no JSON: ${error.message}`,
        });
      throw error;
    }
  }

  #checked(event: RecordedEvent): Checked {
    const { position, stream, revision, meta } = event;
    const canonical = canonicalOf(event);
    const problem = canonical === null ? 'its data cannot have been hashed' : this.#problemOf(event, canonical);
    if (canonical === null || problem !== null) throw new BrokenChain(this.#log, { position, stream, revision, problem: problem ?? '' });
    this.heads.set(stream, { revision, hash: meta['hash'] as string });
    this.#events += 1;
    this.#first ??= position;
    this.#last = event;
    return { event, bytes: Buffer.byteLength(canonical) };
  }

  #problemOf({ stream, revision, position, meta }: RecordedEvent, canonical: string): string | null {
    const head = this.heads.get(stream);
    const before = this.#last;
    if (before !== undefined && comparePositions(position, before.position) <= 0)
      return `the position does not rise after ${before.position}`;
    if (revision !== (head ? head.revision + 1 : 0)) return `revision ${revision} after ${head?.revision ?? 'none'}`;
    if (meta['prevHash'] !== (head?.hash ?? FIRST_PREV_HASH)) return 'prevHash is not the hash of the event before';
    return chainHash(meta['prevHash'] as string, canonical) === meta['hash'] ? null : 'the hash is not that of the event';
  }
}

function canonicalOf(event: RecordedEvent): string | null {
  try {
    return canonicalEvent(event);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
