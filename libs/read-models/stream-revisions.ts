import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { ordinalIn } from '#event-log/positions';
import { BrokenOrder } from './alert.ts';
import type { ModelEvent } from './model.ts';

/** Streams whose last revision is kept in memory; more are forgotten, for the table has them. */
const CACHED_MAX = 200_000;

/**
 * The last revision taken of each stream, durable with the rows, so that a gap is seen even right after a start, and the stream's number.
 * Events up to `horizon` were taken before: a model that catches up reads them again.
 *
 * A number is small and never changes, and is the same in every build of one log: the position of the stream's first event where positions
 * count events, so that a share of the streams can be built alone; else the stream's rank among all.
 */
export class StreamRevisions {
  readonly #known = new Map<string, Last>();
  #changed: Last[] = [];
  readonly #select: StatementSync;
  readonly #upsert: StatementSync;
  readonly #any: StatementSync;
  readonly #count: StatementSync;
  /** The last rank that was given; null: the table has to be asked. */
  #rank: number | null = null;
  #horizon: string;
  /** False while the table has nothing that is not known: a rebuild need not look each new stream up. */
  #tableKnowsMore: boolean;

  constructor(db: DatabaseSync, horizon: string) {
    this.#select = db.prepare('SELECT revision, number FROM stream_revision WHERE stream = ?');
    this.#upsert = db.prepare('INSERT INTO stream_revision VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET revision = excluded.revision');
    this.#any = db.prepare('SELECT 1 FROM stream_revision LIMIT 1');
    this.#horizon = horizon;
    this.#tableKnowsMore = this.#any.get() !== undefined;
    this.#count = db.prepare('SELECT count(*) AS streams FROM stream_revision');
  }

  /** Gives the event its stream's name as it is kept here, and number. @throws BrokenOrder the event is not the next of its stream */
  check(event: ModelEvent): void {
    const { stream, revision, position } = event;
    const known = this.#known.get(stream) ?? this.#stored(stream);
    const last = known?.revision ?? -1;
    if (position <= this.#horizon) {
      if (known === undefined || revision > last)
        throw new BrokenOrder(position, `${stream} has revision ${revision} where only ${last} was taken before`);
      event.streamNumber = known.number;
      return;
    }
    if (revision !== last + 1) throw new BrokenOrder(position, `${stream} comes with revision ${revision} after ${last}`);
    const kept = known ?? this.#begin(event);
    this.#advance(kept, revision);
    event.stream = kept.stream;
    event.streamNumber = kept.number;
  }

  /** The event that was checked last was not taken after all. */
  takeBack({ stream, revision }: ModelEvent): void {
    const known = this.#known.get(stream);
    if (known?.revision === revision) known.revision = revision - 1;
  }

  /** Undefined: nothing of the stream was taken. */
  of(stream: string): Readonly<Pick<Last, 'revision' | 'number'>> | undefined {
    return this.#known.get(stream) ?? this.#stored(stream);
  }

  /** Writes in key order: the tree is then filled from left to right. */
  flush(position: string): void {
    for (const last of this.#changed.sort(byStream)) {
      this.#upsert.run(last.stream, last.revision, last.number);
      last.changed = false;
    }
    this.#changed = [];
    if (position > this.#horizon) this.#horizon = position;
    if (this.#known.size > CACHED_MAX) this.#forget();
  }

  relieve(): void {
    if (this.#changed.length > CACHED_MAX) this.flush(this.#horizon);
  }

  reset(): void {
    this.#changed = [];
    this.#rank = null;
    this.#forget();
  }

  #stored(stream: string): Last | undefined {
    if (!this.#tableKnowsMore) return undefined;
    const row = this.#select.get(stream) as { revision: number; number: number } | undefined;
    return row && { stream, revision: row.revision, number: row.number, changed: false };
  }

  #begin({ stream, position }: ModelEvent): Last {
    return { stream, revision: -1, number: ordinalIn(position) ?? this.#nextRank(), changed: false };
  }

  #nextRank(): number {
    this.#rank = (this.#rank ?? (this.#count.get() as { streams: number }).streams) + 1;
    return this.#rank;
  }

  #advance(kept: Last, revision: number): void {
    this.#known.set(kept.stream, kept);
    kept.revision = revision;
    if (kept.changed) return;
    kept.changed = true;
    this.#changed.push(kept);
  }

  #forget(): void {
    this.#known.clear();
    this.#tableKnowsMore = this.#any.get() !== undefined;
  }
}

interface Last {
  readonly stream: string;
  revision: number;
  readonly number: number;
  /** Whether the table does not have it yet. */
  changed: boolean;
}

const byStream = (a: Last, b: Last): number => (a.stream < b.stream ? -1 : 1);
