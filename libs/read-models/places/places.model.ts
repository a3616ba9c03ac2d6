import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { EVENT_TYPES } from '#contracts/event-kinds';
import type { ModelEvent, ModelWriter, ReadModel } from '../model.ts';

/** First hex digits of an event’s id that are kept: a look-up meets one strange event in 16.8 million, reads it and passes it over. */
export const DIGITS = 6;

/**
 * Where an event stands, by its id: one row a stream, the beginnings of its events' ids behind one another in stream order. The port has
 * no look-up by id, and KurrentDB none either. Why so and not one row an event: docs/adr/0017-where-an-event-stands.md.
 */
export const places: ReadModel = {
  name: 'places',
  version: 1,
  tables: 'CREATE TABLE places_stream (stream TEXT PRIMARY KEY, ids TEXT NOT NULL) STRICT, WITHOUT ROWID',
  indexes: '',
  types: new Set<string>(EVENT_TYPES),
  open: (db) => new PlacesWriter(db),
};

/** A rebuild keeps so many streams open before it writes them. */
const OPEN_STREAMS_MAX = 20_000;

class PlacesWriter implements ModelWriter {
  readonly #extend: StatementSync;
  readonly #pending = new Map<string, string[]>();

  constructor(db: DatabaseSync) {
    this.#extend = db.prepare('INSERT INTO places_stream VALUES (?1, ?2) ON CONFLICT (stream) DO UPDATE SET ids = ids || excluded.ids');
  }

  apply({ stream, id }: ModelEvent): void {
    const begun = this.#pending.get(stream);
    if (begun === undefined) this.#pending.set(stream, [id.slice(0, DIGITS)]);
    else begun.push(id.slice(0, DIGITS));
  }

  flush(): void {
    this.#write(this.#pending.size);
  }

  relieve(): void {
    if (this.#pending.size > OPEN_STREAMS_MAX) this.#write(OPEN_STREAMS_MAX / 2);
  }

  reset(): void {
    this.#pending.clear();
  }

  /** Writes the `count` streams that began first. */
  #write(count: number): void {
    let left = count;
    for (const [stream, ids] of this.#pending) {
      if (left-- === 0) return;
      this.#extend.run(stream, ids.join(''));
      this.#pending.delete(stream);
    }
  }
}
