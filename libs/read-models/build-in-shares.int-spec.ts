import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { SqliteLog } from '#event-log/sqlite-log';
import { type HistoryEvent, histories } from '#testkit/histories';
import { buildFile, type BuildPlan } from './build-file.ts';
import { buildInShares, type SharedPlan } from './build-in-shares.ts';
import { eventsIn, eventsLeft, shareFile } from './building.ts';
import { digest } from './digest.ts';
import { readModels } from './models.ts';

const PROJECTS = 60;
const SHARE_EVENTS = 150;
let folder: string;
let log: SqliteLog;
let left: HistoryEvent[];

async function append(events: readonly HistoryEvent[]): Promise<void> {
  await Promise.all(events.map(({ stream, revision, event }) => log.append(stream, revision === 0 ? 'no_stream' : revision - 1, [event])));
}

/** Most of a history, in which one stream does not begin as a project does: every model of projects parks it. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tiendo-shares-'));
  log = await SqliteLog.open({ file: join(folder, 'log.sqlite') });
  const events = [...histories({ projects: PROJECTS, seed: 5 })];
  left = events.splice(-80);
  await append(events);
  await append([stray('88888888', 'NoteAdded')]);
});

afterEach(async () => {
  await log.close();
  rmSync(folder, { recursive: true });
});

/** The only event of a stream. */
function stray(begins: string, type: string): HistoryEvent {
  const id = `${begins}-0000-5000-8000-000000000001`;
  const meta = { commandId: id, actor: 'u-1', occurredOn: '2020-01-02', recordedAt: '2020-01-02T03:00:00.000Z' };
  return { stream: `project-${id}`, revision: 0, event: { id, type, version: 1, data: {}, meta } };
}

async function planOf(name: string): Promise<BuildPlan> {
  return { log, file: join(folder, name), models: readModels, until: (await log.head()) as string };
}

function digestOf({ file }: BuildPlan): string {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    return digest(db);
  } finally {
    db.close();
  }
}

async function digestAtOnce(): Promise<string> {
  const plan = await planOf('at-once.db');
  await buildFile(plan);
  return digestOf(plan);
}

it('gives the rows of a build at once, however many the shares, and leaves nothing beside the file', async () => {
  const atOnce = await digestAtOnce();
  for (const shareEvents of [300, SHARE_EVENTS, 10]) {
    const plan: SharedPlan = { ...(await planOf(`shares-of-${shareEvents}.db`)), shareEvents };
    const seen: number[] = [];
    expect(await buildInShares({ ...plan, onEvents: (events) => seen.push(events) })).toBe(Number(plan.until));
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(Number(plan.until));
    expect(seen.length).toBe(Math.min(10, Math.ceil(Number(plan.until) / shareEvents)));
    expect(digestOf(plan)).toBe(atOnce);
  }
  expect(readdirSync(folder).filter((name) => name.includes('.share'))).toEqual([]);
});

it('goes on at the share that was not finished when it was killed, though the log has grown, and takes the rest then', async () => {
  const plan: SharedPlan = { ...(await planOf('killed.db')), shareEvents: SHARE_EVENTS };
  let told = 0;
  const killed = buildInShares({
    ...plan,
    onEvents: () => {
      if ((told += 1) === 3) throw new Error('killed in the third share');
    },
  });
  await expect(killed).rejects.toThrow('killed');
  const kept = eventsIn(shareFile(plan.file, 0)) + eventsIn(shareFile(plan.file, 1));
  expect(kept).toBeGreaterThan(SHARE_EVENTS);
  expect(eventsLeft(plan.file)).toBe(kept);
  await append(left);
  const { until } = await planOf('');
  const seen: number[] = [];
  expect(await buildInShares({ ...plan, until, onEvents: (events) => seen.push(events) })).toBe(Number(until) - kept);
  expect(seen[0]).toBe(kept);
  expect(seen.at(-1)).toBe(Number(until));
  expect(digestOf(plan)).toBe(await digestAtOnce());
});

it('is built at once where a model stops at an event that it cannot read', async () => {
  await append([stray('99999999', 'ProjectRenamed')]);
  await append(left);
  const plan: SharedPlan = { ...(await planOf('halted.db')), shareEvents: SHARE_EVENTS };
  await buildInShares(plan);
  expect(digestOf(plan)).toBe(await digestAtOnce());
  expect(existsSync(shareFile(plan.file, 0))).toBe(false);
});

it('is built at once where the log’s index of streams lacks an event', async () => {
  const plan: SharedPlan = { ...(await planOf('lacking.db')), shareEvents: SHARE_EVENTS };
  await log.close();
  withSchema(
    `INSERT INTO sqlite_schema SELECT 'table', 'entry', 'entry', rootpage, 'CREATE TABLE entry (stream TEXT, revision INTEGER,
       position INTEGER, PRIMARY KEY (stream, revision, position)) WITHOUT ROWID' FROM sqlite_schema WHERE name = 'sqlite_autoindex_events_2'`,
  );
  withSchema(`DELETE FROM entry WHERE position = ${Number(plan.until)}`);
  withSchema("DELETE FROM sqlite_schema WHERE name = 'entry'");
  log = await SqliteLog.open({ file: join(folder, 'log.sqlite'), readOnly: true });
  expect(await buildInShares({ ...plan, log })).toBe(Number(plan.until));
  expect(digestOf(plan)).toBe(await digestAtOnce());
});

/** Lays a table over the index for a moment, so that an entry can be taken out. */
function withSchema(change: string): void {
  const db = new DatabaseSync(join(folder, 'log.sqlite'), { defensive: false });
  db.exec(`PRAGMA synchronous = OFF; PRAGMA writable_schema = ON; ${change}`);
  db.close();
}

it('goes on as it was begun', async () => {
  const whole = await planOf('begun.db');
  await buildFile(whole);
  await append(left);
  const { until } = await planOf('');
  expect(await buildInShares({ ...whole, until, shareEvents: SHARE_EVENTS })).toBe(left.length);
  expect(digestOf(whole)).toBe(await digestAtOnce());
});
