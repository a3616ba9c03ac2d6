import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type EventLog, Unavailable } from '#event-log/event-log';
import { MemoryLog } from '#event-log/memory-log';
import { SqliteLog } from '#event-log/sqlite-log';
import { type HistoryEvent, histories } from '#testkit/histories';
import { readPosition } from '../database.ts';
import { digest } from '../digest.ts';
import { currentFile, previousFile, ProjectorLock } from '../generations.ts';
import { openLive } from '../live-read-models.ts';
import { readModels } from '../models.ts';
import { rebuild } from '../rebuild.ts';
import { bootstrapByHand } from './bootstrap.ts';
import type { SnapshotManifest } from './manifest.ts';
import { CLAIM, listSnapshots, manifestOf, newestFitting, partOf, readShelf } from './shelf.ts';
import { NoSnapshot, type SnapshotAsked, takeSnapshot } from './take-snapshot.ts';

let folder: string;
let log: SqliteLog;
let left: HistoryEvent[];
let minute = 0;

const append = async (events: readonly HistoryEvent[], to: EventLog = log): Promise<void> => {
  await Promise.all(events.map(({ stream, revision, event }) => to.append(stream, revision === 0 ? 'no_stream' : revision - 1, [event])));
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tiendo-snapshots-'));
  log = await SqliteLog.open({ file: join(folder, 'log.sqlite') });
  const events = [...histories({ projects: 20, seed: 3 })];
  left = events.splice(events.length / 2);
  await append(events);
});
afterEach(async () => {
  await log.close();
  rmSync(folder, { recursive: true });
});

const rows = (replica = 'a') => join(folder, replica);
const shelf = () => join(folder, 'shelf');
const onShelf = () => readdirSync(shelf()).sort();

/** A minute later each time. */
const asked = (more: Partial<SnapshotAsked> = {}): SnapshotAsked => ({
  ...{ log, directory: rows(), folder: shelf(), version: '0.1.0', program: 'a test' },
  now: () => `2026-11-26T06:${String(minute++).padStart(2, '0')}:00.000Z`,
  ...more,
});
async function snapshot(more: Partial<SnapshotAsked> = {}): Promise<SnapshotManifest> {
  (await openLive({ log, directory: more.directory ?? rows() })).close();
  return takeSnapshot(asked(more));
}

function digestOf(replica: string): string {
  const db = new DatabaseSync(currentFile(rows(replica)) as string, { readOnly: true });
  try {
    return digest(db);
  } finally {
    db.close();
  }
}

/** Opens another replica, and says what was noted and whether it read the log from the first event. */
async function replica(name: string, from: EventLog = log) {
  const notes: string[] = [];
  let built = false;
  const live = await openLive({
    ...{ log: from, directory: rows(name), snapshots: shelf() },
    onNote: (note) => notes.push(note),
    onProgress: () => (built = true),
  });
  const position = readPosition(live.db);
  await live.projector.catchUp();
  live.close();
  return { notes, built, position };
}

describe('a snapshot', () => {
  it('is a copy of one position with a manifest, and another replica goes on from it', async () => {
    const made = await snapshot();
    expect(onShelf()).toEqual([made.file, manifestOf(made.file)].sort());
    expect(made).toMatchObject({ logId: log.logId, position: await log.head(), program: '0.1.0', last: { position: made.position } });
    await append(left);
    const { notes, built, position } = await replica('b');
    expect({ built, position, notes }).toEqual({ built: false, position: made.position, notes: [expect.stringContaining('is taken')] });
    await rebuild({ log, directory: rows('c'), compare: false });
    expect(digestOf('b')).toBe(digestOf('c'));
  });

  it('is of one commit while the projector writes', async () => {
    const live = await openLive({ log, directory: rows() });
    const making = takeSnapshot(asked());
    await append(left);
    await live.projector.catchUp();
    const made = await making;
    live.close();
    expect((await replica('b')).position).toBe(made.position);
    expect(digestOf('b')).toBe(digestOf('a'));
  });

  it('is kept with the newest of its kind only; those of another program stay', async () => {
    const other = await snapshot();
    const versions = other.models.map(({ name, version }) => ({ name, version: version + 1 }));
    writeFileSync(join(shelf(), manifestOf(other.file)), JSON.stringify({ ...other, models: versions }));
    const made: SnapshotManifest[] = [];
    for (let n = 0; n < 4; n++) made.push(await snapshot({ keep: 2 }));
    const { snapshots } = await readShelf(shelf());
    expect(snapshots.map(({ file }) => file)).toEqual([made[3]?.file, made[2]?.file, other.file]);
    expect(onShelf()).toHaveLength(6);
    const list = await listSnapshots(shelf(), { logId: log.logId, models: readModels });
    expect(list.map(({ unfit }) => unfit === null)).toEqual([true, true, false]);
    expect(await newestFitting(shelf(), { logId: log.logId, models: readModels })).toEqual(made[3]);
  });

  it('is not made of rows that are none, and by one at a time', async () => {
    await expect(takeSnapshot(asked())).rejects.toThrow(Unavailable);
    const empty = new MemoryLog();
    (await openLive({ log: empty, directory: rows('empty') })).close();
    await expect(takeSnapshot(asked({ log: empty, directory: rows('empty') }))).rejects.toThrow(NoSnapshot);
    (await openLive({ log, directory: rows() })).close();
    const two = await Promise.allSettled([takeSnapshot(asked()), takeSnapshot(asked())]);
    expect(two.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(readdirSync(rows()).filter((name) => name.includes('.copy'))).toEqual([]);
  });

  it('that was cancelled leaves nothing, and what a killed process left goes with the next', async () => {
    await expect(snapshot({ signal: AbortSignal.abort(new Error('cancelled')) })).rejects.toThrow('cancelled');
    expect(onShelf()).toEqual([]);
    const name = 'read-models-20261126T050000000Z-aaaaaaaa.db';
    const own = readFileSync(join(rows(), 'snapshots-id'), 'utf8');
    const [dead, sameTask, elsewhere, orphan, foreign] = [
      partOf(name, { directoryId: own, task: null }),
      partOf(name, { directoryId: 'another', task: 'this one' }),
      partOf(name, { directoryId: 'another', task: null }),
      name,
      'somebody-elses.db',
    ];
    const claim = `${CLAIM}0123456789abcdef.1`;
    for (const one of [dead, sameTask, elsewhere, orphan, claim, foreign]) writeFileSync(join(shelf(), one), 'half');
    await snapshot({ task: 'this one' });
    expect(onShelf()).toEqual(expect.arrayContaining([elsewhere, orphan, claim, foreign]));
    expect(onShelf()).not.toContain(dead);
    expect(onShelf()).not.toContain(sameTask);
    const twoHoursAgo = Date.now() / 1_000 - 7_200;
    for (const one of [elsewhere, orphan, claim, foreign]) utimesSync(join(shelf(), one), twoHoursAgo, twoHoursAgo);
    await snapshot();
    expect(onShelf().filter((one) => [elsewhere, orphan, claim, foreign].includes(one))).toEqual([foreign]);
  });
});

describe('a snapshot that does not fit', () => {
  const path = ({ file }: SnapshotManifest) => join(shelf(), file);
  const rewritten = (made: SnapshotManifest, change: object): void =>
    writeFileSync(join(shelf(), manifestOf(made.file)), JSON.stringify({ ...made, ...change }));

  it.each<[string, (made: SnapshotManifest) => void, string]>([
    ['truncated', (made) => truncateSync(path(made), made.bytes - 4_096), 'its manifest says'],
    ['gone', (made) => rmSync(path(made)), 'ENOENT'],
    ['altered', (made) => writeFileSync(path(made), readFileSync(path(made)).fill(7, 100, 101)), 'SHA-256'],
    ['of another log', (made) => rewritten(made, { logId: 'another' }), 'of log another'],
    ['of a newer format', (made) => rewritten(made, { format: 99 }), 'of format 99'],
    ['of other models', (made) => rewritten(made, { models: [{ name: 'places', version: 99 }] }), 'of models places 99'],
    ['of a newer manifest', (made) => rewritten(made, { manifest: 2 }), 'no manifest that this program reads'],
    ['of a manifest cut short', (made) => truncateSync(join(shelf(), manifestOf(made.file)), 100), 'no manifest'],
    ['of a manifest that names another place', (made) => rewritten(made, { file: '../log.sqlite' }), 'no manifest'],
    ['of another position than it says', (made) => rewritten(made, { position: '0000000000000001' }), 'not of the position'],
    ['of an event that the log has not', (made) => rewritten(made, { last: { ...made.last, hash: '0'.repeat(64) } }), 'not in the log'],
  ])('because it is %s is said in one line and left; the log is read from the first event', async (_, spoil, why) => {
    spoil(await snapshot());
    const before = onShelf();
    const { notes, built } = await replica('b');
    expect(notes).toEqual([expect.stringContaining(why)]);
    expect(built).toBe(true);
    expect(onShelf()).toEqual(before);
    expect(digestOf('b')).toBe(digestOf('a'));
  });

  it('as the log went back is not taken: neither one ahead of it nor one of other events', async () => {
    const before = join(folder, 'before.sqlite');
    await log.close();
    copyFileSync(join(folder, 'log.sqlite'), before);
    log = await SqliteLog.open({ file: join(folder, 'log.sqlite') });
    await snapshot();
    await append(left.slice(0, 5));
    await replica('a');
    await takeSnapshot(asked({ keep: 1 }));
    const other = await SqliteLog.open({ file: before });
    expect((await replica('ahead', other)).notes).toEqual([expect.stringContaining('ahead of the log')]);
    await append(
      left.slice(5, 20).filter(({ revision }) => revision === 0),
      other,
    );
    await append([...histories({ projects: 3, seed: 99 })], other);
    expect((await replica('others', other)).notes).toEqual([expect.stringContaining('not in the log')]);
    rmSync(shelf(), { recursive: true });
    expect((await replica('a', other)).built).toBe(true); // Nor are the rows that it was made of.
    expect(digestOf('a')).toBe(digestOf('others'));
    await other.close();
  });

  it('is passed over for an older one that does', async () => {
    const first = await snapshot();
    const second = await snapshot();
    truncateSync(path(second), 10);
    const { notes, built } = await replica('b');
    expect(built).toBe(false);
    expect(notes).toEqual([expect.stringContaining(`${second.file} is not taken`), expect.stringContaining(`${first.file} is taken`)]);
  });

  it('nor is there a folder: the log is read', async () => {
    const { notes, built } = await replica('b');
    expect([notes, built]).toEqual([[expect.stringContaining('cannot be read')], true]);
  });
});

describe('by hand', () => {
  const byHand = (directory: string) => bootstrapByHand({ log, directory, folder: shelf(), program: 'a test' });

  it('a snapshot becomes the current build, brought to the end of the log, and the former is kept', async () => {
    const made = await snapshot();
    await append(left);
    const former = currentFile(rows());
    expect(await byHand(rows())).toEqual(made);
    expect(previousFile(rows())).toBe(former);
    await rebuild({ log, directory: rows('c'), compare: false });
    expect(digestOf('a')).toBe(digestOf('c'));
  });

  it('is refused while another process projects', async () => {
    await snapshot();
    const lock = ProjectorLock.take(rows(), 'the API');
    await expect(byHand(rows())).rejects.toThrow(/the API/);
    lock.release();
  });

  it('changes nothing when nothing fits', async () => {
    const made = await snapshot();
    rmSync(path(made));
    const former = currentFile(rows());
    expect(await byHand(rows())).toBeNull();
    expect(currentFile(rows())).toBe(former);
  });

  const path = ({ file }: SnapshotManifest) => join(shelf(), file);
});
