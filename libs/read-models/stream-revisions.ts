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
  readonly #known = new Map<string, number>();
  readonly #changed = new Set<string>();
  readonly #select: StatementSync;
  readonly #upsert: StatementSync;
  #horizon: string;

  constructor(db: DatabaseSync, horizon: string) {
    this.#select = db.prepare('SELECT revision FROM stream_revision WHERE stream = ?');
    this.#upsert = db.prepare('INSERT INTO stream_revision VALUES (?, ?) ON CONFLICT DO UPDATE SET revision = excluded.revision');
    this.#horizon = horizon;
  }

  /** @throws BrokenOrder the event is not the next of its stream */
  check({ stream, revision, position }: ModelEvent): void {
    const last = this.#known.get(stream) ?? this.of(stream);
    if (position <= this.#horizon) {
      if (revision > last) throw new BrokenOrder(position, `${stream} has revision ${revision} where only ${last} was taken before`);
      return;
    }
    if (revision !== last + 1) throw new BrokenOrder(position, `${stream} comes with revision ${revision} after ${last}`);
    this.#known.set(stream, revision);
    this.#changed.add(stream);
  }

  /** -1: nothing of the stream was taken. */
  of(stream: string): number {
    const known = this.#known.get(stream);
    if (known !== undefined) return known;
    const row = this.#select.get(stream) as { revision: number } | undefined;
    return row?.revision ?? -1;
  }

  /** Writes in key order: the tree is then filled from left to right. */
  flush(position: string): void {
    const streams = [...this.#changed].sort();
    for (const stream of streams) this.#upsert.run(stream, this.#known.get(stream) as number);
    this.#changed.clear();
    if (position > this.#horizon) this.#horizon = position;
    if (this.#known.size > CACHED_MAX) this.#known.clear();
  }

  relieve(): void {
    if (this.#changed.size > CACHED_MAX) this.flush(this.#horizon);
  }

  reset(): void {
    this.#known.clear();
    this.#changed.clear();
  }
}
