import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type DatabaseSync } from 'node:sqlite';
import { AttachmentStore } from '#attachments/attachment-store';
import { makeDurableFolder } from '#event-log/durable-folder';
import type { NewEvent } from '#event-log/event-log';
import { prepareAppend } from '#event-log/append-request';
import { GroupCommit } from '#event-log/group-commit';
import { openForAppending } from '#event-log/writer-connection';
import { SqliteLog } from '#event-log/sqlite-log';
import { type StoredRow, StoredRows } from '#event-log/stored-rows';
import { verifyLog } from '#event-log/verify';
import { currentFile, openForWriting } from '#read-models/generations';
import type { Findings } from './proof-result.ts';

/** A log as it came to be when no power was cut: what is left of it must be a beginning of this. */
export interface WholeLog {
  readonly logId: string;
  readonly rows: readonly StoredRow[];
}

export function readWhole(file: string): WholeLog {
  const rows = new StoredRows(file);
  try {
    return { logId: rows.logId(), rows: rows.read(0, Number.MAX_SAFE_INTEGER) };
  } finally {
    rows.close();
  }
}

/** What the process had acknowledged by the time of the cut. */
export class Acknowledged {
  /** Log ordinals, one an append. */
  readonly appends: number[] = [];
  /** SHA-256 of the content of each build of the read models, by its number. */
  readonly builds = new Map<number, string>();
  /** Number of the last build that was switched to; null: none. */
  switched: number | null = null;

  hear(line: string): void {
    const [what, ...rest] = line.split(' ');
    if (what === 'log') this.appends.push(Number(rest[3]));
    if (what === 'made') this.builds.set(Number(rest[0]), rest[1] ?? '');
    if (what === 'build') this.switched = Number(rest[0]);
  }
}

/** Said about one image. */
export interface Image {
  readonly folder: string;
  /** Counts the images of the run. */
  readonly number: number;
  /** In words, for whoever looks for the fault. */
  readonly label: string;
  readonly acknowledged: Pick<Acknowledged, 'appends' | 'builds' | 'switched'>;
}

const event = (n: number): NewEvent => ({
  id: `00000000-0000-5000-8000-${String(n).padStart(12, '0')}`,
  type: 'StepTaken',
  version: 1,
  data: { after: 'the cut' },
  meta: { recordedAt: '2026-11-23T02:00:00.000Z', occurredOn: '2026-11-23' },
});

/** Images of which one goes through the writer thread as well; the others are opened by the same function on this thread. */
const THREAD_EVERY = 10;
const START = { createdBy: 'proof power', checkpointPages: 100 };

interface OpenImage {
  append(stream: string, revision: number, made: NewEvent): Promise<void>;
  close(): Promise<void>;
}

async function open(file: string, threaded: boolean): Promise<OpenImage> {
  if (threaded) {
    const log = await SqliteLog.open({ file, program: 'proof power' });
    return {
      append: async (stream, revision, made) => void (await log.append(stream, revision === 0 ? 'no_stream' : revision - 1, [made])),
      close: () => log.close(),
    };
  }
  const db = openForAppending({ file, ...START });
  const group = new GroupCommit(db);
  return {
    append: async (stream, revision, made) => {
      const events = prepareAppend(stream, revision === 0 ? 'no_stream' : revision - 1, [made]);
      const [outcome] = group.commit([{ stream, first: revision, events }]);
      if (outcome?.kind !== 'appended') throw new Error(JSON.stringify(outcome));
    },
    close: async () => db.close(),
  };
}

/** Opens what a power cut left as the product opens it: a beginning of the whole log, with everything acknowledged, which goes on. */
export async function checkLogImage(whole: WholeLog, image: Image, findings: Findings): Promise<void> {
  const { folder, label, acknowledged, number } = image;
  const file = join(folder, 'var/log.sqlite');
  makeDurableFolder(join(folder, 'var'));
  let log: OpenImage;
  try {
    log = await open(file, number % THREAD_EVERY === 0);
  } catch (error) {
    const { length } = acknowledged.appends;
    findings.add(length > 0 ? 'lost' : 'violations', `${label}: ${length} acknowledged, and ${String(error)}`);
    return;
  }
  try {
    const { logId, rows } = readWhole(file);
    const lost = acknowledged.appends.filter((ordinal) => ordinal > rows.length).length;
    if (lost > 0)
      findings.add('lost', `${label}: ${lost} of ${acknowledged.appends.length} acknowledged appends, ${rows.length} events are there`);
    if (rows.length > 0 && logId !== whole.logId) findings.add('violations', `${label}: another log's name`);
    const other = rows.findIndex((row, index) => row.some((value, column) => value !== whole.rows[index]?.[column]));
    if (other >= 0) findings.add('violations', `${label}: event ${other + 1} is not the one that was written`);
    const ids = new Set(rows.map(([, , , id]) => id));
    if (ids.size < rows.length) findings.add('doubled', `${label}: ${rows.length - ids.size} events`);
    if (isHalf(rows.at(-1))) findings.add('violations', `${label}: half of an append`);
    await goesOn(log, rows, image, findings);
    await checkFiles(join(folder, 'var/attachments'), rows, image, findings);
  } finally {
    await log.close();
  }
}

function isHalf(last: StoredRow | undefined): boolean {
  if (!last) return false;
  const { data } = JSON.parse(last[7]) as { data: { index: number; of: number } };
  return data.index !== data.of - 1;
}

/** A new stream, and the next event of one that is there. */
async function goesOn(log: OpenImage, rows: readonly StoredRow[], { folder, label }: Image, findings: Findings): Promise<void> {
  try {
    await log.append('project-after', 0, event(1));
    const last = rows.at(-1);
    if (last) await log.append(last[1], last[2] + 1, event(2));
    const { ok, firstBad, events } = await verifyLog(join(folder, 'var/log.sqlite'));
    if (!ok) findings.add('violations', `${label}: the log that went on is broken: ${JSON.stringify(firstBad)}`);
    else if (events !== rows.length + (last ? 2 : 1))
      findings.add('violations', `${label}: ${events} events after going on from ${rows.length}`);
  } catch (error) {
    findings.add('violations', `${label}: the log does not go on: ${String(error)}`);
  }
}

/** An event that names a file has it, whole; so does every name in the store. */
async function checkFiles(folder: string, rows: readonly StoredRow[], { label }: Image, findings: Findings): Promise<void> {
  const named = rows.flatMap(([, , , , , , , canonical]) => {
    const { data } = JSON.parse(canonical) as { data: { sha256?: string } };
    return data.sha256 === undefined ? [] : [data.sha256];
  });
  const store = new AttachmentStore(folder);
  for await (const sha256 of store.list()) named.push(sha256);
  for (const sha256 of new Set(named)) {
    const found = await store.describe(sha256).catch((error: Error) => error);
    if (found === null) findings.add('lost', `${label}: the file ${sha256} that an event names`);
    else if (found instanceof Error) findings.add('violations', `${label}: ${found.message}`);
  }
}

/** `CURRENT` names a whole build, the last that was switched to or one that was about to be. */
export function checkBuildsImage({ folder, label, acknowledged }: Image, findings: Findings): void {
  const { switched, builds } = acknowledged;
  const directory = join(folder, 'var/read-models');
  const file = existsSync(directory) ? currentFile(directory) : null;
  if (file === null) {
    if (switched !== null) findings.add('lost', `${label}: no current build, and ${switched} was switched to`);
    return;
  }
  let db: DatabaseSync | undefined;
  try {
    db = openForWriting(directory);
    const texts = db
      .prepare('SELECT text FROM content ORDER BY n')
      .all()
      .map(({ text }) => String(text));
    const number = Number(texts[0]?.split(' ')[0]);
    if (createHash('sha256').update(texts.join()).digest('hex') !== builds.get(number))
      findings.add('violations', `${label}: half of build ${number}`);
    if (switched !== null && number < switched) findings.add('lost', `${label}: build ${number}, and ${switched} was switched to`);
    const { integrity_check: verdict } = db.prepare('PRAGMA integrity_check').get() as { integrity_check: string };
    if (verdict !== 'ok') findings.add('violations', `${label}: build ${number}: ${verdict}`);
    db.exec('INSERT OR REPLACE INTO live VALUES (99)');
  } catch (error) {
    findings.add('violations', `${label}: the current build cannot be used: ${String(error)}`);
  } finally {
    db?.close();
  }
}
