import type { DatabaseSync } from 'node:sqlite';

/**
 * A read model: tables and how each event changes them. Throw it away and replay: that is the migration. A model's rows are what
 * its queries answer; there is no mapping layer.
 */
export interface ReadModel {
  /** Names its tables' owner and its checkpoint, e.g. `figures`. */
  readonly name: string;
  /** Grows whenever `tables` or `open` change meaning: the projector then rebuilds the model from the first event. */
  readonly version: number;
  /** DDL, STRICT tables, every name prefixed with the model's name and `_`. Indexes that a rebuild should make last go to `indexes`. */
  readonly tables: string;
  readonly indexes: string;
  /** Event types that it reads; others are not even parsed for it. */
  readonly types: ReadonlySet<string>;
  /** Prepares its statements once for this connection. */
  open(db: DatabaseSync): ModelWriter;
  /**
   * How a rebuild on several cores joins the tables that each worker built from its own streams. Absent: every table's rows of all
   * parts are put together, which is right whenever a row comes from the events of one stream only.
   */
  readonly merge?: Readonly<Record<string, MergeTable>>;
}

/** Joins rows of one table that the parts hold under the same primary key: given in key order, all columns but the key's. */
export interface MergeTable {
  readonly key: readonly string[];
  readonly column: string;
  join(values: readonly Uint8Array[]): Uint8Array;
  /** Whether `whole` has all that `part` has. */
  holds(whole: Uint8Array, part: Uint8Array): boolean;
}

export interface ModelWriter {
  /**
   * Takes one event, in log order. May keep rows in memory until `flush`. Must leave nothing half done when it throws: the projector
   * then parks the event's stream in this model, and nothing of that stream is applied until it is retried.
   */
  apply(event: ModelEvent): void;
  /** Writes what is pending; called inside the transaction that also moves the checkpoint. */
  flush(): void;
  /** Drops what is pending: the transaction was rolled back. */
  reset(): void;
  /**
   * Only during a rebuild, every few thousand events: bounds the memory by writing what is not likely to change again. A rebuild
   * has no checkpoints in between, so the rest may wait for `flush`. Absent: `flush` is called now and then.
   */
  relieve?(): void;
}

export interface ModelEvent {
  readonly position: string;
  /** Becomes the very string by which the applier knows the stream: looking that up again costs a fraction. */
  stream: string;
  /** The applier's number of the stream: small, never changing, the same in every build of one log. 0 before the applier has it. */
  streamNumber: number;
  readonly revision: number;
  readonly type: string;
  readonly version: number;
  /** Business day, YYYY-MM-DD. */
  readonly occurredOn: string;
  /** UTC instant, ISO 8601 with ms. */
  readonly recordedAt: string;
  readonly id: string;
  /** Of the chain; absent where the source does not read it. */
  readonly hash?: string;
  readonly actor: string;
  /** Today's shape of the data (upcast); parsed on first use. */
  readonly data: Readonly<Record<string, unknown>>;
  /** `data[name]`, without parsing the rest where that can be spared. @throws as `data` */
  member(name: string): unknown;
}
