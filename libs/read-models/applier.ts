import type { DatabaseSync } from 'node:sqlite';
import { type Alert, BrokenOrder } from './alert.ts';
import { keepLastEvent, NO_POSITION, readCheckpoints, readParked } from './database.ts';
import type { ModelEvent, ReadModel } from './model.ts';
import { RunningModel } from './running-model.ts';
import { StreamRevisions } from './stream-revisions.ts';

/** Writing a row once costs less than growing it many times, as long as the memory lasts. */
const RELIEFS_A_FLUSH = 4;

/** Applies events to all models of one database. Synchronous: whatever must be awaited was awaited before. */
export class Applier {
  readonly models: readonly RunningModel[];
  readonly #db: DatabaseSync;
  readonly #revisions: StreamRevisions;
  readonly #onAlert: (alert: Alert) => void;
  #alerts: Alert[] = [];
  #last: string;
  /** The last event taken by this applier. */
  #seen: ModelEvent | null = null;
  #reliefs = 0;

  /** The database is prepared for these models (`prepareDatabase`). */
  constructor(db: DatabaseSync, models: readonly ReadModel[], onAlert: (alert: Alert) => void = () => undefined) {
    this.#db = db;
    this.#onAlert = onAlert;
    this.models = models.map((model) => new RunningModel(db, model, (alert) => this.#alerts.push(alert)));
    this.#load();
    const furthest = this.models.reduce((max, { position }) => (position > max ? position : max), NO_POSITION);
    this.#revisions = new StreamRevisions(db, furthest);
    this.#last = this.position;
  }

  /** Where to read on: after the slowest model that runs. */
  get position(): string {
    const running = this.models.filter(({ halted }) => halted === null);
    const positions = (running.length > 0 ? running : this.models).map(({ position }) => position);
    return positions.reduce((least, position) => (position < least ? position : least));
  }

  get halted(): boolean {
    return this.models.every(({ halted }) => halted !== null);
  }

  /**
   * One transaction: rows, checkpoints, parked streams and stream revisions commit together.
   * @throws BrokenOrder a gap or a step back in what was read; nothing of the batch is kept
   * @throws Error SQLite cannot write (disk full, …); nothing of the batch is kept
   */
  applyBatch(events: readonly ModelEvent[]): void {
    try {
      this.#transaction(() => {
        for (const event of events) this.take(event);
        this.commit();
      });
    } catch (error) {
      if (!(error instanceof FlushFailed)) throw error;
      this.#transaction(() => this.#oneByOne(events));
    }
  }

  /** For a rebuild, which has one transaction of its own: takes an event without writing. */
  take(event: ModelEvent): void {
    if (this.halted) return;
    if (event.position <= this.#last) throw new BrokenOrder(event.position, `read after ${this.#last}`);
    this.#revisions.check(event);
    for (const model of this.models) model.take(event);
    this.#took(event);
  }

  /** Writes all that is pending, inside the caller's transaction. */
  commit(): void {
    for (const model of this.models) flush(model);
    this.#save();
  }

  /** A rebuild calls this every few thousand events; a model that cannot relieve itself is flushed now and then. */
  relieve(): void {
    this.#revisions.relieve();
    this.#reliefs += 1;
    for (const { writer } of this.models) {
      if (writer.relieve !== undefined) writer.relieve();
      else if (this.#reliefs % RELIEFS_A_FLUSH === 0) writer.flush();
    }
  }

  /** Applies a parked stream's events again, in one transaction; `events` begin at the failed one. What fails again stays parked. */
  retry(model: RunningModel, stream: string, events: readonly ModelEvent[]): void {
    for (const event of events) event.streamNumber = this.#revisions.of(stream)?.number ?? 0;
    try {
      this.#transaction(() => {
        model.retry(stream, events);
        this.commit();
      });
    } catch (error) {
      if (!(error instanceof FlushFailed)) throw error;
      this.#onAlert({ kind: 'parked', model: model.name, stream, revision: events[0]?.revision ?? 0, error: error.message });
    }
  }

  /** Says what happened, once it is kept. */
  announce(): void {
    for (const alert of this.#alerts.splice(0)) this.#onAlert(alert);
  }

  /** Last revision of a stream that the models have seen; -1: none. */
  revisionOf(stream: string): number {
    return this.#revisions.of(stream)?.revision ?? -1;
  }

  #save(): void {
    this.#revisions.flush(this.#last);
    for (const model of this.models) model.save();
    if (this.#seen !== null) keepLastEvent(this.#db, this.#seen);
  }

  /** The event that stopped the last model was taken by none: it comes again when a newer build reads on. */
  #took(event: ModelEvent): void {
    if (this.halted) return this.#revisions.takeBack(event);
    this.#last = event.position;
    this.#seen = event;
  }

  /** Some row was refused by its table: each event is flushed alone, and the one that is refused parks its stream. */
  #oneByOne(events: readonly ModelEvent[]): void {
    for (const event of events) {
      if (this.halted) break;
      this.#revisions.check(event);
      for (const model of this.models) this.#alone(model, event);
      this.#took(event);
    }
    this.#save();
  }

  #alone(model: RunningModel, event: ModelEvent): void {
    this.#db.exec('SAVEPOINT alone');
    try {
      model.take(event);
      flush(model);
    } catch (error) {
      if (!(error instanceof FlushFailed)) throw error;
      this.#db.exec('ROLLBACK TO alone');
      model.writer.reset();
      model.park(event, error.cause);
    }
    this.#db.exec('RELEASE alone');
  }

  #transaction(work: () => void): void {
    const from = this.#last;
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#db.exec('COMMIT');
      this.announce();
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      for (const { writer } of this.models) writer.reset();
      this.#revisions.reset();
      this.#alerts = [];
      this.#load();
      this.#last = from;
      throw error;
    }
  }

  #load(): void {
    const [checkpoints, parked] = [readCheckpoints(this.#db), readParked(this.#db)];
    for (const model of this.models) model.load(checkpoints, parked);
  }
}

/** A model's rows were refused by its own tables: a fault of an event or of the model, not of the disk. */
export class FlushFailed extends Error {
  constructor(
    model: string,
    override readonly cause: unknown,
  ) {
    super(`${model} could not write its rows: ${cause instanceof Error ? cause.message : String(cause)}`);
    this.name = 'FlushFailed';
  }
}

/** SQLite's CONSTRAINT, MISMATCH, TOOBIG and RANGE: the row is at fault. All else (FULL, IOERR, BUSY …) would only come again. */
const ROW_FAULTS = new Set([19, 20, 18, 25]);

function flush(model: RunningModel): void {
  try {
    model.flush();
  } catch (error) {
    const code = (error as { errcode?: number }).errcode;
    if (code !== undefined && !ROW_FAULTS.has(code & 0xff)) throw error;
    throw new FlushFailed(model.name, error);
  }
}
