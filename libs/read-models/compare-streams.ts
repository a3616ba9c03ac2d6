import { DatabaseSync } from 'node:sqlite';
import type { DifferingRow } from '#contracts/read-models';
import { READ_EVENTS_MAX, type RecordedEvent } from '#event-log/event-log';
import { ordinalIn, positionOf } from '#event-log/positions';
import { Applier } from './applier.ts';
import { compareCells } from './compare.ts';
import { prepareDatabase, readCheckpoints, readParked, readPosition } from './database.ts';
import { columnsOf, contentTables, type Row, rowsOf } from './digest.ts';
import { statementOf } from './kept-statements.ts';
import type { MergeTable, ReadModel } from './model.ts';
import { ReadEvent } from './model-event.ts';
import type { ReadLog } from './projector.ts';

export interface StreamComparison {
  /** Log position of the rows that were compared; null: before the first event. */
  readonly position: string | null;
  readonly streams: number;
  readonly events: number;
  readonly differences: readonly DifferingRow[];
}

export interface StreamsAsked {
  readonly log: ReadLog;
  /** The rows that answer; a read transaction is held on it while they are compared. */
  readonly db: DatabaseSync;
  readonly models: readonly ReadModel[];
  /** Streams to compare; fewer when there are fewer. */
  readonly streams: number;
  /** 0 ≤ random() < 1 */
  readonly random: () => number;
}

/** Says nothing of which stream it is: positions of a checkpoint are compared by the caller's snapshot. */
const NOT_OF_A_STREAM = new Set(['checkpoint']);

/** Draws a stream that was drawn before so many times, and then there are no more. */
const DRAWS_A_STREAM = 20;

/**
 * Folds random streams anew from the log, each alone, and compares with the rows that answer, at the rows' own position. The larger a
 * stream, the more often it is drawn.
 *
 * Covered: every row that one stream gives by itself (all tables of `figures`; texts and states of `projects`; the stream's revision), cell
 * by cell, and that each list of words names the project (`MergeTable.holds`). Not covered: a row or a list's entry that should not be
 * there, which only a comparison of whole builds finds; streams that are parked, which are known to be behind; and all streams while a model
 * has stopped.
 */
export async function compareStreams(asked: StreamsAsked): Promise<StreamComparison> {
  const { log, db, models } = asked;
  db.exec('BEGIN');
  try {
    const position = readPosition(db);
    if (position === null || readCheckpoints(db).some(({ halted }) => halted !== null))
      return { position, streams: 0, events: 0, differences: [] };
    const parked = new Set(readParked(db).map(({ stream }) => stream));
    const differences: DifferingRow[] = [];
    let [streams, events] = [0, 0];
    for (const stream of await drawn(asked, position)) {
      if (parked.has(stream)) continue;
      const stored = await eventsOf(log, stream, position);
      streams += 1;
      events += stored.length;
      differences.push(...rowsThatDiffer(db, models, stored).map((row) => ({ ...row, stream, position })));
    }
    return { position, streams, events, differences };
  } finally {
    db.exec('COMMIT');
  }
}

/** Distinct streams, drawn at random. */
async function drawn(asked: StreamsAsked, position: string): Promise<ReadonlySet<string>> {
  const events = ordinalIn(position);
  const draw = events === null ? () => ofARow(asked) : () => ofAnEvent(asked, events);
  const found = new Set<string>();
  for (let draws = 0; found.size < asked.streams && draws < asked.streams * DRAWS_A_STREAM; draws += 1) {
    const stream = await draw();
    if (stream !== undefined) found.add(stream);
  }
  return found;
}

async function ofAnEvent({ log, random }: StreamsAsked, events: number): Promise<string | undefined> {
  const before = Math.floor(random() * events);
  const [event] = await log.readAll({ limit: 1, ...(before > 0 && { after: positionOf(before) }) });
  return event?.stream;
}

/** Where no position can be made up: all streams alike, and none that the rows do not know. */
function ofARow({ db, random }: StreamsAsked): string | undefined {
  const { streams } = statementOf(db, 'SELECT count(*) AS streams FROM stream_revision').get() as { readonly streams: number };
  const row = statementOf(db, 'SELECT stream FROM stream_revision LIMIT 1 OFFSET ?').get(Math.floor(random() * streams));
  return row && String(row['stream']);
}

async function eventsOf(log: ReadLog, stream: string, until: string): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (;;) {
    const page = await log.readStream(stream, { from: events.length, limit: READ_EVENTS_MAX });
    events.push(...page);
    if (page.length < READ_EVENTS_MAX) return events.filter(({ position }) => position <= until);
  }
}

function rowsThatDiffer(db: DatabaseSync, models: readonly ReadModel[], events: readonly RecordedEvent[]): readonly Found[] {
  const scratch = new DatabaseSync(':memory:');
  try {
    prepareDatabase(scratch, { logId: 'scratch', models, indexes: false });
    const [first] = events;
    if (first !== undefined && ordinalIn(first.position) === null) giveNumber(scratch, first.stream, db);
    new Applier(scratch, models).applyBatch(events.map((event) => new ReadEvent(event)));
    const joined = new Map(models.flatMap(({ merge }) => Object.entries(merge ?? {})));
    return contentTables(scratch)
      .filter((table) => !NOT_OF_A_STREAM.has(table) && differs({ db, scratch, table, join: joined.get(table) }))
      .map((table) => ({ table, model: models.find(({ name }) => table.startsWith(`${name}_`))?.name ?? 'projector' }));
  } finally {
    scratch.close();
  }
}

/** A rank among all streams cannot be found from one stream: the scratch database takes that of the rows that answer. */
function giveNumber(scratch: DatabaseSync, stream: string, db: DatabaseSync): void {
  const row = statementOf(db, 'SELECT number FROM stream_revision WHERE stream = ?').get(stream);
  if (row !== undefined) scratch.prepare('INSERT INTO stream_revision VALUES (?, -1, ?)').run(stream, Number(row['number']));
}

type Found = Pick<DifferingRow, 'table' | 'model'>;

interface OneTable {
  readonly db: DatabaseSync;
  readonly scratch: DatabaseSync;
  readonly table: string;
  readonly join: MergeTable | undefined;
}

/** Whether a row of the scratch database is missing among those that answer, or not the same. */
function differs({ db, scratch, table, join }: OneTable): boolean {
  const { key, columns } = columnsOf(scratch, table);
  const names = columns.map((name) => `"${name}"`).join(', ');
  const find = db.prepare(`SELECT ${names} FROM "${table}" WHERE ${key.map((name) => `"${name}" = ?`).join(' AND ')}`);
  find.setReturnArrays(true);
  find.setReadBigInts(true);
  for (const row of rowsOf(scratch, table)) {
    const live = find.get(...(row.slice(0, key.length) as (string | bigint)[])) as unknown as Row | undefined;
    if (live === undefined || !(join === undefined ? same(row, live) : join.holds(bytesOf(live), bytesOf(row)))) return true;
  }
  return false;
}

const same = (a: Row, b: Row): boolean => a.every((cell, index) => compareCells(cell, b[index] as Row[number]) === 0);

/** The one column beside the key: `MergeTable.column`. */
const bytesOf = (row: Row): Uint8Array => row.at(-1) as Uint8Array;

/** The same numbers for the same seed (mulberry32), so that a comparison can be repeated. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
