import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Alert } from './alert.ts';
import type { Checkpoint, Parked } from './database.ts';
import { type Halt, haltReason } from './halt.ts';
import { categoryOf, isKnownCategory, knownTypes } from './known-events.ts';
import type { ModelEvent, ModelWriter, ReadModel } from './model.ts';

/** One model at work on one connection: its place in the log, its parked streams, and whether it stopped. */
export class RunningModel {
  readonly name: string;
  readonly writer: ModelWriter;
  /** Position of the last event taken. */
  position: string;
  /** Why it stopped; null while it runs. */
  halted: Halt | null = null;
  readonly #model: ReadModel;
  readonly #categories: ReadonlySet<string>;
  readonly #parked = new Map<string, Parked>();
  readonly #touched = new Set<string>();
  readonly #statements: { readonly checkpoint: StatementSync; readonly park: StatementSync; readonly unpark: StatementSync };
  readonly #onAlert: (alert: Alert) => void;

  constructor(db: DatabaseSync, model: ReadModel, onAlert: (alert: Alert) => void) {
    this.name = model.name;
    this.#model = model;
    this.#categories = new Set([...model.types].map((type) => knownTypes.get(type)?.category ?? ''));
    this.writer = model.open(db);
    this.#onAlert = onAlert;
    this.#statements = {
      checkpoint: db.prepare('UPDATE checkpoint SET position = ?, halted = ? WHERE model = ?'),
      park: db.prepare('INSERT OR REPLACE INTO parked VALUES (?, ?, ?, ?, ?, ?)'),
      unpark: db.prepare('DELETE FROM parked WHERE model = ? AND stream = ?'),
    };
    this.position = '';
  }

  /** Takes over what the tables say: at the start, and again after a rolled back transaction. A halt is always tried again. */
  load(checkpoints: readonly Checkpoint[], parked: readonly Parked[]): void {
    this.position = checkpoints.find(({ model }) => model === this.name)?.position ?? '';
    this.#parked.clear();
    this.#touched.clear();
    for (const one of parked) if (one.model === this.name) this.#parked.set(one.stream, one);
  }

  take(event: ModelEvent): void {
    if (this.halted !== null || event.position <= this.position) return;
    const known = this.#unreadable(event);
    if (known !== null) return this.#halt(event, known);
    if (this.#parked.size > 0 && this.#waits(event)) return this.#advance(event);
    if (this.#model.types.has(event.type)) this.#apply(event);
    this.#advance(event);
  }

  parkedOf(stream: string): Parked | undefined {
    return this.#parked.get(stream);
  }

  get parked(): readonly Parked[] {
    return [...this.#parked.values()];
  }

  /** Applies a parked stream's events again, in order; what fails anew stays parked from there. */
  retry(stream: string, events: readonly ModelEvent[]): void {
    this.#parked.delete(stream);
    this.#touched.add(stream);
    for (const event of events) {
      if (this.#parked.has(stream)) this.#waits(event);
      else if (this.#model.types.has(event.type)) this.#apply(event);
    }
  }

  park(event: ModelEvent, error: unknown): void {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    this.#touched.add(event.stream);
    this.#parked.set(event.stream, {
      model: this.name,
      stream: event.stream,
      fromRevision: event.revision,
      position: event.position,
      error: message,
      waiting: 1,
    });
    this.#onAlert({ kind: 'parked', model: this.name, stream: event.stream, revision: event.revision, error: message });
  }

  flush(): void {
    this.writer.flush();
  }

  /** Writes checkpoint and parked streams; the rows are flushed before, in the same transaction. */
  save(): void {
    this.#statements.checkpoint.run(this.position, this.halted === null ? null : JSON.stringify(this.halted), this.name);
    for (const stream of this.#touched) {
      const parked = this.#parked.get(stream);
      if (parked === undefined) this.#statements.unpark.run(this.name, stream);
      else this.#statements.park.run(this.name, stream, parked.fromRevision, parked.position, parked.error, parked.waiting);
    }
    this.#touched.clear();
  }

  #advance(event: ModelEvent): void {
    this.position = event.position;
  }

  #apply(event: ModelEvent): void {
    try {
      this.writer.apply(event);
    } catch (error) {
      this.park(event, error);
    }
  }

  #waits(event: ModelEvent): boolean {
    const parked = this.#parked.get(event.stream);
    if (parked === undefined) return false;
    this.#parked.set(event.stream, { ...parked, waiting: parked.waiting + 1 });
    this.#touched.add(event.stream);
    return true;
  }

  /** The version that this build knows of a type that is newer, 0 of one that it does not know at all; null: the model can read it. */
  #unreadable({ type, version, stream }: ModelEvent): number | null {
    const known = knownTypes.get(type);
    if (known === undefined) {
      const category = categoryOf(stream);
      return isKnownCategory(category) && this.#categories.has(category) ? 0 : null;
    }
    return version <= known.version || !this.#model.types.has(type) ? null : known.version;
  }

  #halt({ position, stream, revision, type, version }: ModelEvent, known: number): void {
    this.halted = { code: 'unknown-event', position, stream, revision, type, version, known };
    this.#onAlert({ kind: 'halted', model: this.name, position, reason: haltReason(this.halted) });
  }
}
