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
  // 2: the reminders that an event set off.
  version: 2,
  tables: `
    CREATE TABLE places_stream (stream TEXT PRIMARY KEY, ids TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE places_reminder (cause TEXT NOT NULL, stream TEXT NOT NULL, PRIMARY KEY (cause, stream)) STRICT, WITHOUT ROWID;`,
  indexes: '',
  types: new Set<string>(EVENT_TYPES),
  open: (db) => new PlacesWriter(db),
};

/** A rebuild keeps so many streams open before it writes them. */
const OPEN_STREAMS_MAX = 20_000;

class PlacesWriter implements ModelWriter {
  readonly #extend: StatementSync;
  readonly #remind: StatementSync;
  readonly #pending = new Map<string, string[]>();
  #reminders: (readonly [cause: string, stream: string])[] = [];

  constructor(db: DatabaseSync) {
    this.#remind = db.prepare('INSERT INTO places_reminder VALUES (?, ?) ON CONFLICT DO NOTHING');
    this.#extend = db.prepare('INSERT INTO places_stream VALUES (?1, ?2) ON CONFLICT (stream) DO UPDATE SET ids = ids || excluded.ids');
  }

  apply(event: ModelEvent): void {
    const { stream, id } = event;
    if (event.type === 'ReminderClaimed') this.#reminders.push([String(event.member('startedBy')), stream]);
    const begun = this.#pending.get(stream);
    if (begun === undefined) this.#pending.set(stream, [id.slice(0, DIGITS)]);
    else begun.push(id.slice(0, DIGITS));
  }

  flush(): void {
    this.#write(this.#pending.size);
    this.#writeReminders();
  }

  relieve(): void {
    if (this.#pending.size > OPEN_STREAMS_MAX) this.#write(OPEN_STREAMS_MAX / 2);
    if (this.#reminders.length > OPEN_STREAMS_MAX) this.#writeReminders();
  }

  reset(): void {
    this.#pending.clear();
    this.#reminders = [];
  }

  #writeReminders(): void {
    for (const [cause, stream] of this.#reminders) this.#remind.run(cause, stream);
    this.#reminders = [];
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
