import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { NewEvent } from '#event-log/event-log';
import { SqliteLog } from '#event-log/sqlite-log';
import { histories } from '#testkit/histories';
import { Contest, type Contender } from './contest.ts';
import { rawSync } from './raw-sync.ts';
import type { Found, SuiteOptions } from './suite.ts';
import { loaded } from './writers.ts';

const RUNS = 5;
const RAW_WRITES = 1_500;
/** Streams that are appended to in turn; each writer has its own at any moment. */
const STREAMS = 500;
const APPENDS = { 1: 1_000, 16: 8_000, 64: 16_000 } as const;
/** Events of one append, one append at a time. */
const BATCHES = { 10: 500, 100: 100, 500: 30 } as const;

/** The log alone: real events of about 500 bytes, hash chain, durable before the answer. */
export async function appendSuite({ runs = RUNS, folder, say }: SuiteOptions): Promise<Found> {
  const events = new Events();
  const naive = new NaiveLog(join(folder, 'naive.sqlite'));
  const log = await SqliteLog.open({ file: join(folder, 'ours.sqlite'), program: 'bench' });
  try {
    const contest = await Contest.hold(contenders({ log, naive, events, raw: join(folder, 'raw') }), runs, say);
    const ours = contest.figure('ours, 1 in flight');
    if (ours === null) throw new Error('no round was run');
    return {
      runs,
      ours,
      peer: contest.figure('node:sqlite by hand, 1 event a transaction'),
      limit: contest.figure('raw sync'),
      ratioToPeer: contest.ratio('ours, 1 in flight', 'node:sqlite by hand, 1 event a transaction'),
      ratioToLimit: contest.ratio('ours, 1 in flight', 'raw sync'),
      goals: [],
      figures: contest.figures,
      absent: [],
    };
  } finally {
    await log.close();
    naive.close();
  }
}

interface Rivals {
  readonly log: SqliteLog;
  readonly naive: NaiveLog;
  readonly events: Events;
  readonly raw: string;
}

function contenders({ log, naive, events, raw }: Rivals): readonly Contender[] {
  const unit = 'events/s';
  const revisions = new Array<number>(STREAMS).fill(-1);
  const append = (stream: number, some: readonly NewEvent[]) => {
    const last = revisions[stream] as number;
    revisions[stream] = last + some.length;
    return log.append(`project-append-${stream}`, last < 0 ? 'no_stream' : last, some);
  };
  const inFlight = (writers: keyof typeof APPENDS): Contender => ({
    name: `ours, ${writers} in flight`,
    unit,
    run: async () => {
      const pieces = inTurn(events.next(APPENDS[writers]).map((event) => [event]));
      return loaded({ writers, pieces, work: ({ stream, some }) => append(stream, some) });
    },
  });
  const batches = (size: keyof typeof BATCHES): Contender => ({
    name: `ours, ${size} events an append`,
    unit,
    run: async () => {
      const pieces = inTurn(Array.from({ length: BATCHES[size] }, () => events.next(size)));
      const sample = await loaded({ writers: 1, pieces, work: ({ stream, some }) => append(stream, some) });
      return { ...sample, value: sample.value * size };
    },
  });
  const byHand = (size: 1 | 100): Contender => ({
    name: `node:sqlite by hand, ${size} event${size === 1 ? '' : 's'} a transaction`,
    unit,
    run: async () => {
      const pieces = inTurn(Array.from({ length: size === 1 ? APPENDS[1] : BATCHES[100] }, () => events.next(size)));
      const sample = await loaded({ writers: 1, pieces, work: async ({ stream, some }) => naive.append(`project-append-${stream}`, some) });
      return { ...sample, value: sample.value * size };
    },
  });
  return [
    { name: 'raw sync', unit: 'writes/s', run: async () => rawSync(raw, RAW_WRITES) },
    inFlight(1),
    byHand(1),
    inFlight(16),
    inFlight(64),
    batches(10),
    batches(100),
    byHand(100),
    batches(500),
  ];
}

interface Append {
  readonly stream: number;
  readonly some: readonly NewEvent[];
}

/** One append each, over the streams in turn. */
const inTurn = (appends: readonly (readonly NewEvent[])[]): readonly Append[] => appends.map((some, n) => ({ stream: n % STREAMS, some }));

/** Real events, made before the clock runs, at one instant so that they fit any stream; ids of their own. */
class Events {
  #seed = 1;
  #made: NewEvent[] = [];

  next(count: number): NewEvent[] {
    while (this.#made.length < count) this.#make();
    return this.#made.splice(0, count);
  }

  #make(): void {
    for (const { event } of histories({ projects: 2_000, seed: this.#seed++ }))
      this.#made.push({ ...event, meta: { ...event.meta, recordedAt: '2026-01-05T01:00:00.000Z' } });
  }
}

/** What one would write in an afternoon: one connection, one durable transaction an append, no hash chain, no checks. */
class NaiveLog {
  readonly #db: DatabaseSync;
  readonly #statements: ReturnType<typeof prepared>;

  constructor(file: string) {
    this.#db = new DatabaseSync(file);
    this.#db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
      CREATE TABLE events (position INTEGER PRIMARY KEY, stream TEXT, revision INTEGER, id TEXT UNIQUE, type TEXT, data TEXT, meta TEXT, UNIQUE (stream, revision))`);
    this.#statements = prepared(this.#db);
  }

  append(stream: string, events: readonly NewEvent[]): void {
    const { begin, last, insert, commit } = this.#statements;
    begin.run();
    let { revision } = last.get(stream) as { revision: number };
    for (const { id, type, data, meta } of events) insert.run(stream, ++revision, id, type, JSON.stringify(data), JSON.stringify(meta));
    commit.run();
  }

  close(): void {
    this.#db.close();
  }
}

const prepared = (db: DatabaseSync) => ({
  begin: db.prepare('BEGIN IMMEDIATE'),
  last: db.prepare('SELECT coalesce(max(revision), -1) AS revision FROM events WHERE stream = ?'),
  insert: db.prepare('INSERT INTO events (stream, revision, id, type, data, meta) VALUES (?, ?, ?, ?, ?, ?)'),
  commit: db.prepare('COMMIT'),
});
