import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { BrokenOrder } from './alert.ts';
import type { ModelEvent } from './model.ts';

/** Streams whose last revision is kept in memory; more are forgotten, for the table has them. */
const CACHED_MAX = 200_000;

/**
 * The last revision taken of each stream, durable with the rows, so that a gap is seen even right after a start. Events up to
 * `horizon` were taken before: a model that catches up reads them again.
 */
export class StreamRevisions {
  readonly #known = new Map<string, Last>();
  #changed: Last[] = [];
  readonly #select: StatementSync;
  readonly #upsert: StatementSync;
  readonly #any: StatementSync;
  #horizon: string;
  /** False while the table has nothing that is not known: a rebuild need not look each new stream up. */
  #tableKnowsMore: boolean;

  constructor(db: DatabaseSync, horizon: string) {
    this.#select = db.prepare('SELECT revision FROM stream_revision WHERE stream = ?');
    this.#upsert = db.prepare('INSERT INTO stream_revision VALUES (?, ?) ON CONFLICT DO UPDATE SET revision = excluded.revision');
    this.#any = db.prepare('SELECT 1 FROM stream_revision LIMIT 1');
    this.#horizon = horizon;
    this.#tableKnowsMore = this.#any.get() !== undefined;
  }

  /** Returns the stream's name as it is kept here. @throws BrokenOrder the event is not the next of its stream */
  check({ stream, revision, position }: ModelEvent): string {
    const known = this.#known.get(stream);
    const last = known === undefined ? this.#stored(stream) : known.revision;
    if (position <= this.#horizon) {
      if (revision > last) throw new BrokenOrder(position, `${stream} has revision ${revision} where only ${last} was taken before`);
      return stream;
    }
    if (revision !== last + 1) throw new BrokenOrder(position, `${stream} comes with revision ${revision} after ${last}`);
    if (known === undefined) this.#begin(stream, revision);
    else this.#advance(known, revision);
    return known?.stream ?? stream;
  }

  /** The event that was checked last was not taken after all. */
  takeBack({ stream, revision }: ModelEvent): void {
    const known = this.#known.get(stream);
    if (known?.revision === revision) known.revision = revision - 1;
  }

  /** -1: nothing of the stream was taken. */
  of(stream: string): number {
    return this.#known.get(stream)?.revision ?? this.#stored(stream);
  }

  /** Writes in key order: the tree is then filled from left to right. */
  flush(position: string): void {
    for (const last of this.#changed.sort(byStream)) {
      this.#upsert.run(last.stream, last.revision);
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
    this.#forget();
  }

  #stored(stream: string): number {
    if (!this.#tableKnowsMore) return -1;
    const row = this.#select.get(stream) as { revision: number } | undefined;
    return row?.revision ?? -1;
  }

  #begin(stream: string, revision: number): void {
    const last = { stream, revision, changed: true };
    this.#known.set(stream, last);
    this.#changed.push(last);
  }

  #advance(known: Last, revision: number): void {
    known.revision = revision;
    if (known.changed) return;
    known.changed = true;
    this.#changed.push(known);
  }

  #forget(): void {
    this.#known.clear();
    this.#tableKnowsMore = this.#any.get() !== undefined;
  }
}

interface Last {
  readonly stream: string;
  revision: number;
  /** Whether the table does not have it yet. */
  changed: boolean;
}

const byStream = (a: Last, b: Last): number => (a.stream < b.stream ? -1 : 1);
