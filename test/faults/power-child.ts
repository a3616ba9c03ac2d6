/**
 * The process whose disk is recorded. Whatever it acknowledges it writes to the file `ACKS`, which stands in the recording in its place:
 * `log <position>` after an append, `build <name>` after a switch of the read models.
 */
import { createHash } from 'node:crypto';
import { openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AttachmentStore } from '#attachments/attachment-store';
import { uuidV5 } from '#commands/uuid-v5';
import { prepareAppend } from '#event-log/append-request';
import { makeDurableFolder } from '#event-log/durable-folder';
import { type Appended, type EventLog, type ExpectedRevision, type NewEvent, OutcomeUnknown, Unavailable } from '#event-log/event-log';
import { GroupCommit } from '#event-log/group-commit';
import { ordinalOf, positionOf } from '#event-log/positions';
import { SqliteLog } from '#event-log/sqlite-log';
import { createOrCheck } from '#event-log/sqlite-schema';
import { openForBuilding } from '#read-models/build-file';
import { tuneWriter } from '#read-models/database';
import { dropOld, newFile, switchTo } from '#read-models/generations';
import { chance } from '#testkit/project-life';
import { DiskFaults } from './disk-shim.ts';

export interface PowerPlan {
  readonly root: string;
  readonly scenario: 'log' | 'files' | 'builds';
  readonly seed: number;
  /** Processes that worked on this folder before; the last of `generations` ends in good order, the others as if killed. */
  readonly generation: number;
  readonly generations: number;
  /** `sound` is the product. The others write the log by hand: with `synchronous=NORMAL`, or as it is found after a failed sync. */
  readonly variant: 'sound' | 'normal' | 'trusting';
  /** Lets a sync fail in the first process. */
  readonly control?: string;
}

const NAMESPACE = '8a4e8b52-1a2f-4f0b-9b50-6f6f0d6c1d3a';
const CLIENTS = 6;
/** Small, so that many moves of the write-ahead log into the file are recorded. */
const CHECKPOINT_PAGES = 24;
const APPENDS = { log: 9, files: 3 } as const;
const BUILDS = 4;

/** The part of a log that this needs. */
type Writing = Pick<EventLog, 'append' | 'close'>;

const plan = JSON.parse(process.argv[2] ?? '') as PowerPlan;
const { root, scenario, generation } = plan;
const random = chance(plan.seed * 31 + generation);
const data = join(root, 'var');
const acks = openSync(join(root, 'ACKS'), 'a');
const said = readFileSync(join(root, 'ACKS'), 'utf8').split('\n');

const acknowledge = (line: string): void => void writeSync(acks, `${line}\n`);

/** An append of client `client`; its ids and what it says follow from its number, so that a later process repeats it. */
function events(client: number, n: number, sha256?: string): readonly NewEvent[] {
  const roll = chance(client * 1_000 + n + plan.seed);
  const of = 1 + Math.floor(roll() * 3);
  return Array.from({ length: of }, (_, index) => ({
    id: uuidV5(`${client} ${n} ${index}`, NAMESPACE),
    type: 'StepTaken',
    version: 1,
    data: { client, n, index, of, text: 'ờ'.repeat(Math.floor(roll() ** 3 * 3_000)), ...(sha256 !== undefined && { sha256 }) },
    meta: { recordedAt: '2026-11-22T02:00:00.123Z', occurredOn: '2026-11-22' },
  }));
}

/** What nobody should do: the same statements on a connection of one's own, as the file is found, acknowledged all the same. */
function byHand(file: string): Writing {
  const db = new DatabaseSync(file, { timeout: 5_000 });
  createOrCheck(db, file, 'by hand');
  db.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  if (plan.variant === 'normal') db.exec('PRAGMA synchronous = NORMAL');
  const group = new GroupCommit(db);
  return {
    append: async (stream: string, expected: ExpectedRevision, made: readonly NewEvent[]): Promise<Appended> => {
      await new Promise(setImmediate);
      const prepared = prepareAppend(stream, expected, made);
      const [outcome] = group.commit([{ stream, first: expected === 'no_stream' ? 0 : expected + 1, events: prepared }]);
      if (outcome?.kind === 'appended') return { revision: outcome.revision, position: positionOf(outcome.ordinal) };
      throw outcome?.kind === 'unknown'
        ? new OutcomeUnknown(stream, outcome.message)
        : new Unavailable('unreachable', JSON.stringify(outcome));
    },
    close: async () => db.close(),
  };
}

async function client(log: Writing, number: number): Promise<void> {
  const store = new AttachmentStore(join(data, 'attachments'));
  const count = scenario === 'files' ? APPENDS.files : APPENDS.log;
  let expected: ExpectedRevision = 'no_stream';
  for (let n = 0; n < count * (generation + 1); n++) {
    const sha256 = scenario === 'files' ? await upload(store, number, n) : undefined;
    const made = events(number, n, sha256);
    const line = `log ${number} ${n} `;
    const known = said.find((one) => one.startsWith(line));
    if (known !== undefined) {
      expected = Number(known.split(' ')[3]);
      continue;
    }
    try {
      const { position, revision } = await log.append(`project-${number}`, expected, made);
      acknowledge(`${line}${revision} ${ordinalOf(position)}`);
      expected = revision;
    } catch (error) {
      if (error instanceof OutcomeUnknown || error instanceof Unavailable) return; // A sync failed: the next process goes on from here.
      throw error;
    }
  }
}

/** Several clients now and then upload the same file at once. */
async function upload(store: AttachmentStore, number: number, n: number): Promise<string> {
  const roll = chance((number >> 1) * 977 + n + plan.seed);
  const bytes = Buffer.alloc(1 + Math.floor(roll() * 9_000), `${number >> 1} ${n} `);
  const source = async function* (): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += 4_096) yield bytes.subarray(at, at + 4_096);
  };
  return (await store.put(source(), async () => undefined)).sha256;
}

async function work(): Promise<void> {
  makeDurableFolder(data);
  const file = join(data, 'log.sqlite');
  const faults = plan.control === undefined || generation > 0 ? null : new DiskFaults(plan.control);
  const log =
    plan.variant === 'sound' ? await SqliteLog.open({ file, program: 'proof power', checkpointPages: CHECKPOINT_PAGES }) : byHand(file);
  faults?.arm('sync', 1 + Math.floor(random() * 20), 'once');
  await Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(log, number)));
  faults?.disarm();
  if (generation === plan.generations - 1) await log.close();
}

/** Builds of the read models' directory, each switched to and then written on, as a projector does. */
function build(n: number): void {
  const directory = join(data, 'read-models');
  makeDurableFolder(directory);
  const file = newFile(directory);
  const db = openForBuilding(file);
  db.exec(
    'CREATE TABLE content (n INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT; CREATE TABLE live (n INTEGER PRIMARY KEY) STRICT; BEGIN',
  );
  for (let row = 0, rows = 20 + Math.floor(random() * 200); row < rows; row++) {
    db.prepare('INSERT INTO content VALUES (?, ?)').run(row, `${n} ${row} ${'x'.repeat(Math.floor(random() * 400))}`);
  }
  db.exec('COMMIT');
  const texts = db
    .prepare('SELECT text FROM content ORDER BY n')
    .all()
    .map(({ text }) => String(text));
  db.close();
  acknowledge(`made ${n} ${createHash('sha256').update(texts.join()).digest('hex')}`);
  const current = switchTo(directory, file);
  acknowledge(`build ${n}`);
  dropOld(directory);
  const live = new DatabaseSync(current);
  tuneWriter(live);
  live.exec('PRAGMA wal_autocheckpoint = 8');
  for (let row = 0; row < 12; row++) live.prepare('INSERT INTO live VALUES (?)').run(row);
  live.close();
}

if (scenario === 'builds') for (let n = 0; n < BUILDS; n++) build(n);
else await work();
process.kill(process.pid, 'SIGKILL'); // Nothing is under way; what was not closed stays as it is.
