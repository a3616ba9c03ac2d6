import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type EventLog, Unavailable } from '#event-log/event-log';
import { SqliteLog } from '#event-log/sqlite-log';
import { type HistoryEvent, histories } from '#testkit/histories';
import { eventually } from '#testkit/eventually';
import { buildFile } from './build-file.ts';
import { BuildCancelled } from './build-watch.ts';
import { buildsIn } from './builds.ts';
import { beginBuilding, cancelBuilding, readState } from './building.ts';
import { readPosition } from './database.ts';
import { digest } from './digest.ts';
import { buildNamed, currentFile, previousFile, ProjectorLock, takeBuildLock, unpoint } from './generations.ts';
import { type LiveReadModels, openLive } from './live-read-models.ts';
import type { ReadModel } from './model.ts';
import { readModels } from './models.ts';
import type { ReadLog } from './projector.ts';
import { ReadModelReader } from './read-model-reader.ts';
import { rebuildBeside, rollBack } from './rebuild-beside.ts';
import { dropPrevious, propose, takeOverNext, whyUnfit } from './take-over.ts';

const PROJECTS = 80;
let folder: string;
let log: SqliteLog;
let left: HistoryEvent[];

async function append(events: readonly HistoryEvent[]): Promise<void> {
  await Promise.all(events.map(({ stream, revision, event }) => log.append(stream, revision === 0 ? 'no_stream' : revision - 1, [event])));
}

/** Half of the history; the rest comes while the tests run. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tiendo-beside-'));
  log = await SqliteLog.open({ file: join(folder, 'log.sqlite') });
  const events = [...histories({ projects: PROJECTS, seed: 11 })];
  left = events.splice(events.length / 2);
  await append(events);
});

afterEach(async () => {
  await log.close();
  rmSync(folder, { recursive: true });
});

const rows = () => join(folder, 'read-models');
const builds = () => readdirSync(rows()).filter((name) => name.includes('.db') && !/-(wal|shm)$/.test(name));

function digestOf(file: string | null): string {
  const db = new DatabaseSync(file as string, { readOnly: true });
  try {
    return digest(db);
  } finally {
    db.close();
  }
}

const stateNow = () => buildsIn({ directory: rows(), models: readModels, logId: log.logId });

/** What a clean rebuild of the whole log gives. */
async function cleanDigest(): Promise<string> {
  const file = join(folder, 'clean.db');
  rmSync(file, { force: true });
  await buildFile({ log, file, models: readModels, until: (await log.head()) as string });
  return digestOf(file);
}

/** Work beside a process that projects. */
async function whileProjecting<Result>(work: (live: LiveReadModels) => Promise<Result>): Promise<Result> {
  const live = await openLive({ log, directory: rows(), program: 'the running one' });
  const stopping = new AbortController();
  const following = live.follow(stopping.signal);
  try {
    return await work(live);
  } finally {
    stopping.abort();
    await following;
    live.close();
  }
}

describe('a rebuild beside the live rows', () => {
  it('is taken over by the process that projects, and no reader sees a gap or an older position', async () => {
    const seen: string[] = [];
    await whileProjecting(async (live) => {
      await live.projector.catchUp();
      const reader = new ReadModelReader(rows());
      const asking = new AbortController();
      const asked = (async () => {
        for (; !asking.signal.aborted; await setTimeout(1)) seen.push(readPosition(reader.db) ?? '');
      })();
      const writing = (async () => {
        for (const event of left.splice(0)) await append([event]);
      })();
      const before = currentFile(rows());
      const phases = new Set<string | undefined>();
      const onProgress = () => phases.add(stateNow().building?.phase);
      const { switched, differences, business } = await rebuildBeside({ log, directory: rows(), onProgress });
      expect([...phases].filter(Boolean)).toEqual(expect.arrayContaining(['comparing']));
      expect({ switched, differences }).toEqual({ switched: true, differences: [] });
      expect(business).toMatchObject({ appearing: 0, disappearing: 0, changing: 0, groups: [] });
      expect(currentFile(rows())).not.toBe(before);
      expect(previousFile(rows())).toBe(before);
      await writing;
      expect(await live.projector.waitFor((await log.head()) as string, 20_000)).toBe(true);
      asking.abort();
      await asked;
      reader.close();
    });
    expect(seen).toEqual([...seen].sort());
    expect(digestOf(currentFile(rows()))).toBe(await cleanDigest());
    expect(readState(rows())).toBeNull();
  });

  it('is switched by the process that builds when nobody projects', async () => {
    await rebuildBeside({ log, directory: rows() });
    await append(left);
    const { switched, differences } = await rebuildBeside({ log, directory: rows() });
    expect({ switched, differences }).toEqual({ switched: true, differences: [] });
    expect(digestOf(currentFile(rows()))).toBe(await cleanDigest());
  });

  it('goes on with what a killed one built, but not on another machine, nor for other models', async () => {
    await append(left);
    const until = (await log.head()) as string;
    const half = String(Math.floor(Number(until) / 2)).padStart(until.length, '0');
    const killed = beginBuilding(rows(), { logId: log.logId, models: readModels });
    await buildFile({ log, file: killed.file, models: readModels, until: half });
    expect(beginBuilding(rows(), { logId: log.logId, models: readModels })).toEqual({ file: killed.file, resumed: true });
    expect(stateNow()).toMatchObject({ building: null, interrupted: true });
    const { resumed, events } = await rebuildBeside({ log, directory: rows() });
    expect({ resumed, events }).toEqual({ resumed: true, events: Number(until) - Number(half) });
    expect(digestOf(currentFile(rows()))).toBe(await cleanDigest());

    const other = beginBuilding(rows(), { logId: log.logId, models: readModels });
    expect(beginBuilding(rows(), { logId: 'another', models: readModels }).file).not.toBe(other.file);
    expect(builds().filter((name) => name.endsWith('.building'))).toHaveLength(0); // Nothing was written to the new one yet.
  });

  it('begins anew when what was left is damaged', async () => {
    const killed = beginBuilding(rows(), { logId: log.logId, models: readModels });
    await buildFile({ log, file: killed.file, models: readModels, until: (await log.head()) as string });
    const db = new DatabaseSync(killed.file);
    db.exec('DROP TABLE stream_revision');
    db.close();
    await append(left);
    expect(await rebuildBeside({ log, directory: rows() })).toMatchObject({ resumed: false, events: Number(await log.head()) });
    expect(digestOf(currentFile(rows()))).toBe(await cleanDigest());
  });

  it('writes the same rows whether it is ready to be killed after every page or never', async () => {
    await append(left);
    await rebuildBeside({ log, directory: rows(), resumeMs: 0 });
    expect(digestOf(currentFile(rows()))).toBe(await cleanDigest());
  });

  it('ends when it is cancelled, by its caller or by another process, and leaves nothing', async () => {
    await rebuildBeside({ log, directory: rows() });
    const before = builds();
    const signal = AbortSignal.abort();
    await expect(rebuildBeside({ log, directory: rows(), signal })).rejects.toBeInstanceOf(BuildCancelled);
    await append(left);
    const onProgress = () => cancelBuilding(rows());
    await expect(rebuildBeside({ log, directory: rows(), onProgress })).rejects.toBeInstanceOf(BuildCancelled);
    expect(builds()).toEqual(before);
  });

  it('runs once at a time', async () => {
    const lock = takeBuildLock(rows(), 'the first');
    await expect(rebuildBeside({ log, directory: rows() })).rejects.toBeInstanceOf(Unavailable);
    lock.release();
  });
});

describe('the kept build', () => {
  it('is rolled back to while a process projects, brought to the end of the log first', async () => {
    await rebuildBeside({ log, directory: rows() });
    await whileProjecting(async (live) => {
      const first = currentFile(rows());
      await rebuildBeside({ log, directory: rows() });
      const second = currentFile(rows());
      await append(left);
      await live.projector.waitFor((await log.head()) as string, 20_000);
      await rollBack({ log, directory: rows() });
      expect([currentFile(rows()), previousFile(rows())]).toEqual([first, second]);
      expect(readPosition(live.db)).toBe(await log.head());
    });
    expect(digestOf(currentFile(rows()))).toBe(await cleanDigest());
  });

  it('is not rolled back to when that is cancelled before the switch', async () => {
    for (let run = 0; run < 2; run += 1) await rebuildBeside({ log, directory: rows() });
    const before = [currentFile(rows()), previousFile(rows())];
    await expect(rollBack({ log, directory: rows(), signal: AbortSignal.abort() })).rejects.toBeInstanceOf(BuildCancelled);
    expect([currentFile(rows()), previousFile(rows()), buildNamed(rows(), 'NEXT')]).toEqual([...before, null]);
    await rollBack({ log, directory: rows() });
    expect([currentFile(rows()), previousFile(rows())]).toEqual(before.toReversed());
  });

  it('is found by an older program, for which the current rows are too new', async () => {
    const newer: readonly ReadModel[] = readModels.map((model) => ({ ...model, version: model.version + 1 }));
    (await openLive({ log, directory: rows() })).close();
    const old = currentFile(rows());
    (await openLive({ log, directory: rows(), models: newer })).close();
    expect(previousFile(rows())).toBe(old);
    await append(left);
    const again = await openLive({ log, directory: rows() });
    expect(currentFile(rows())).toBe(old);
    await again.projector.catchUp();
    again.close();
    expect(digestOf(old)).toBe(await cleanDigest());
  });

  it('can be built ahead for a newer program while the older one projects', async () => {
    const newer: readonly ReadModel[] = readModels.map((model) => ({ ...model, version: model.version + 1 }));
    await whileProjecting(async (live) => {
      await live.projector.catchUp();
      const before = currentFile(rows());
      const { switched, business } = await rebuildBeside({ log, directory: rows(), models: newer });
      expect({ switched, groups: business?.groups }).toEqual({ switched: false, groups: [] });
      expect(currentFile(rows())).toBe(before);
    });
    const ahead = buildNamed(rows(), 'NEXT');
    (await openLive({ log, directory: rows(), models: newer })).close();
    expect(currentFile(rows())).toBe(ahead);
  });

  it('goes when it is dropped; then there is nothing to roll back to', async () => {
    for (let run = 0; run < 3; run += 1) await rebuildBeside({ log, directory: rows() });
    expect(builds()).toHaveLength(2);
    expect(dropPrevious(rows())).toBe(true);
    expect(builds()).toHaveLength(1);
    expect(dropPrevious(rows())).toBe(false);
    await expect(rollBack({ log, directory: rows() })).rejects.toThrow('no former build');
  });
});

describe('a proposed build', () => {
  it('that cannot be taken over leaves the rows as they are and says so', async () => {
    const alerts: unknown[] = [];
    await rebuildBeside({ log, directory: rows() });
    const before = currentFile(rows());
    await rebuildBeside({ log, directory: rows() });
    const db = new DatabaseSync(before as string);
    db.exec('DROP TABLE figures_project');
    db.close();
    const live = await openLive({ log, directory: rows(), onAlert: (alert) => alerts.push(alert) });
    const stopping = new AbortController();
    const following = live.follow(stopping.signal);
    const current = currentFile(rows());
    propose(rows(), before as string);
    await eventually(() => alerts.length > 0);
    expect(alerts).toEqual([{ kind: 'refused-build', error: expect.stringContaining('tables') }]);
    expect(currentFile(rows())).toBe(current);
    stopping.abort();
    await following;
    live.close();
    ProjectorLock.take(rows(), 'afterwards').release();
  });

  it('that is withdrawn while it is brought forward does not answer', async () => {
    for (let run = 0; run < 2; run += 1) await rebuildBeside({ log, directory: rows() });
    const [current, kept] = [currentFile(rows()), previousFile(rows()) as string];
    const live = await openLive({ log, directory: rows() });
    await append(left);
    await live.projector.catchUp();
    const takeOver = async (meanwhile: () => void) => {
      const readAll: EventLog['readAll'] = (asked) => (meanwhile(), log.readAll(asked));
      const read: ReadLog = {
        logId: log.logId,
        head: () => log.head(),
        readStream: (stream, asked) => log.readStream(stream, asked),
        readAll,
      };
      propose(rows(), kept);
      return takeOverNext({ log: read as EventLog, directory: rows(), models: readModels }, live.projector, () => undefined);
    };
    expect(await takeOver(() => unpoint(rows(), 'NEXT'))).toBeNull();
    expect(currentFile(rows())).toBe(current);
    (await takeOver(() => undefined))?.close();
    expect(currentFile(rows())).toBe(kept);
    live.close();
  });

  it('is no rival when the rows that answer go on while it is looked at', async () => {
    const live = await openLive({ log, directory: rows() });
    await live.projector.catchUp();
    const busy = Object.create(log, {
      head: {
        value: async () => {
          const head = await log.head();
          await append(left.splice(0, 5));
          await live.projector.catchUp();
          return head;
        },
      },
    }) as SqliteLog;
    expect(await whyUnfit(currentFile(rows()) as string, { log: busy, models: readModels })).toBeNull();
    live.close();
  });
});
