import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type JsonObject, Unavailable } from '#event-log/event-log';
import { MemoryLog } from '#event-log/memory-log';
import { SqliteLog } from '#event-log/sqlite-log';
import { type HistoryEvent, histories } from '#testkit/histories';
import { chance } from '#testkit/project-life';
import { type LivedEvent, stoppedLife, wholeLife } from '#testkit/whole-lives.fixture';
import { digest } from './digest.ts';
import { currentFile, dropOld, previousFile } from './generations.ts';
import { openLive } from './live-read-models.ts';
import { readModels } from './models.ts';
import { Projector } from './projector.ts';
import { ReadModelReader } from './read-model-reader.ts';
import { rebuild } from './rebuild.ts';

const PROJECTS = 60;
let directory: string;
let log: SqliteLog;

/** Ordinary lives and two that between them meet every event, one append an event, in order. */
const lived = (): readonly HistoryEvent[] => [
  ...histories({ projects: PROJECTS - 2, seed: 7 }),
  ...[wholeLife, stoppedLife].flatMap(whole),
];

const whole = (life: readonly LivedEvent[], index: number): readonly HistoryEvent[] =>
  life.map(({ event: { type, data }, on, by }, revision) => {
    const id = `99999999-000${index}-5000-8000-${String(revision).padStart(12, '0')}`;
    const meta = { commandId: id, actor: by, occurredOn: on, recordedAt: '2027-01-01T03:00:00.000Z' };
    const stream = `project-99999999-000${index}-5000-8000-999999999999`;
    return { stream, revision, event: { id, type, version: 1, data: data as unknown as JsonObject, meta } };
  });

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'tiendo-rebuild-'));
  log = await SqliteLog.open({ file: join(directory, 'log.sqlite') });
  const appends = lived().map(({ stream, revision, event }) => log.append(stream, revision === 0 ? 'no_stream' : revision - 1, [event]));
  await Promise.all(appends);
});

afterEach(async () => {
  await log.close();
  rmSync(directory, { recursive: true });
});

const rows = () => join(directory, 'read-models');

function currentDigest(): string {
  const db = new DatabaseSync(currentFile(rows()) as string, { readOnly: true });
  try {
    return digest(db);
  } finally {
    db.close();
  }
}

/** Projects the whole log in batches of random sizes, with a new projector (a restart) now and then. */
async function projectedInBatches(seed: number): Promise<string> {
  const random = chance(seed);
  const db = new DatabaseSync(':memory:');
  const head = await log.head();
  const growing = { ...portOf(log), end: '' };
  for (let end = 0; end < Number(head);) {
    end = Math.min(Number(head), end + 1 + Math.floor(random() * 90));
    growing.end = String(end).padStart(16, '0');
    await new Projector({ log: growing, db, models: readModels, batchEvents: 1 + Math.floor(random() * 40) }).catchUp();
  }
  return digest(db);
}

/** The log as it was when it ended at `end`. */
const portOf = (whole: SqliteLog) => ({
  end: '',
  logId: whole.logId,
  head: () => whole.head(),
  readStream: (stream: string) => whole.readStream(stream),
  async readAll(this: { readonly end: string }, options: { readonly after?: string; readonly limit?: number } = {}) {
    return (await whole.readAll(options)).filter(({ position }) => position <= this.end);
  },
});

describe('a rebuild', () => {
  it('gives the same rows in one go, on a thread, in shares, shared out over two threads, and event by event in any batches', async () => {
    await rebuild({ log, directory: rows() });
    const atOnce = currentDigest();
    for (const how of [{ threads: 1 }, { threads: 1, shareEvents: 100 }, { threads: 2 }]) {
      await rebuild({ log, directory: rows(), ...how });
      expect(currentDigest()).toBe(atOnce);
    }
    for (const seed of [1, 2, 3]) expect(await projectedInBatches(seed)).toBe(atOnce);
  });

  it('brings everything back when all files but the log are deleted', async () => {
    const live = await openLive({ log, directory: rows() });
    await live.projector.catchUp();
    const before = digest(live.db);
    live.close();
    rmSync(rows(), { recursive: true });
    const again = await openLive({ log, directory: rows() });
    expect(digest(again.db)).toBe(before);
    again.close();
  });

  it('reads any log through the port alike', async () => {
    const memory = new MemoryLog('memory');
    for (const { stream, revision, event } of lived()) await memory.append(stream, revision === 0 ? 'no_stream' : revision - 1, [event]);
    await rebuild({ log: memory, directory: rows() });
    const fromMemory = currentDigest();
    await rebuild({ log, directory: rows() });
    expect(currentDigest()).toBe(fromMemory);
  });

  it('finds the rows of the live models that are not what the log says', async () => {
    await rebuild({ log, directory: rows() });
    const db = new DatabaseSync(currentFile(rows()) as string);
    db.exec('UPDATE projects_state SET executed = executed + 1 WHERE n = (SELECT min(n) FROM projects_state)');
    db.exec('DELETE FROM figures_project WHERE id = (SELECT max(id) FROM figures_project)');
    db.close();
    const { differences, business, events } = await rebuild({ log, directory: rows() });
    expect(events).toBe(Number(await log.head()));
    expect(differences?.map(({ model, rows: count }) => [model, count])).toEqual([
      ['figures', 1],
      ['projects', 1],
    ]);
    expect(differences?.[0]?.samples[0]).toMatchObject({ table: 'figures_project', live: null });
    const [changed] = differences?.[1]?.samples ?? [];
    expect(Number(changed?.live?.['executed']) - Number(changed?.rebuilt?.['executed'])).toBe(1);
    expect(business).toMatchObject({ appearing: 1, disappearing: 0, changing: 1 });
    const samples = business?.groups.flatMap((group) => group.samples) ?? [];
    expect(samples.map(({ what }) => what).sort()).toEqual(['appears', 'changes']);
    const listed = samples.find(({ what }) => what === 'changes')?.figures ?? [];
    expect(listed.map(({ figure }) => figure)).toEqual(['executed_listed']);
    const [grown] = business?.groups.filter(({ before, after }) => after.projects === before.projects + 1) ?? [];
    expect(grown?.sentence.vi).toMatch(/: \d+ → \d+ đề án/);
    expect((await rebuild({ log, directory: rows() })).differences).toEqual([]);
  });

  it('says how far it is', async () => {
    const seen: number[] = [];
    const { eventsPerSecond, peakRssBytes } = await rebuild({
      log,
      directory: rows(),
      onProgress: ({ events, total, etaSeconds }) => {
        expect(total).toBeGreaterThanOrEqual(events);
        expect(etaSeconds).toBeGreaterThanOrEqual(0);
        seen.push(events);
      },
    });
    expect(seen.at(-1)).toBe(Number(await log.head()));
    expect(eventsPerSecond).toBeGreaterThan(0);
    expect(peakRssBytes).toBeGreaterThan(0);
  });

  it('lets readers see the old rows until the switch, then the new, and keeps the former build only', async () => {
    await rebuild({ log, directory: rows() });
    const reader = new ReadModelReader(rows());
    const old = reader.db;
    await rebuild({ log, directory: rows() });
    expect(old.prepare('SELECT count(*) AS n FROM projects_state').get()).toEqual({ n: PROJECTS });
    expect(reader.db).not.toBe(old);
    expect(reader.db.prepare('SELECT count(*) AS n FROM projects_state').get()).toEqual({ n: PROJECTS });
    reader.close();
    const former = previousFile(rows());
    await rebuild({ log, directory: rows() });
    dropOld(rows());
    expect(previousFile(rows())).not.toBe(former);
    expect(readdirSync(rows()).filter((name) => name.endsWith('.db'))).toHaveLength(2);
  });
});

describe('opening the read models', () => {
  it('builds them anew when the file is damaged', async () => {
    (await openLive({ log, directory: rows() })).close();
    const before = currentDigest();
    writeFileSync(currentFile(rows()) as string, 'not a database at all, and long enough to be looked at '.repeat(50));
    (await openLive({ log, directory: rows() })).close();
    expect(currentDigest()).toBe(before);
  });

  it('is refused while another process projects, and says which', async () => {
    const live = await openLive({ log, directory: rows(), program: 'first' });
    const second = openLive({ log, directory: rows(), program: 'second' });
    await expect(second).rejects.toBeInstanceOf(Unavailable);
    await expect(second).rejects.toThrow(`process ${process.pid} (first)`);
    live.close();
    (await openLive({ log, directory: rows(), program: 'second' })).close();
  });
});
