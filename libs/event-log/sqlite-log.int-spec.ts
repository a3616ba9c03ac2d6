import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { canonicalEvent } from './chain.ts';
import { anEvent, describeDurableLog, describeEventLog } from './event-log.contract.ts';
import { caughtUp, type RecordedEvent } from './event-log.ts';
import { positionOf } from './positions.ts';
import { SqliteLog } from './sqlite-log.ts';
import { makeDurable } from './sqlite-schema.ts';
import { verifyLog } from './verify.ts';

async function makeLog() {
  const directory = await mkdtemp(join(tmpdir(), 'tiendo-log-'));
  const file = join(directory, 'log.sqlite');
  const log = await SqliteLog.open({ file });
  const reopen = async () => {
    await log.close();
    return SqliteLog.open({ file });
  };
  return { log, reopen, discard: () => rm(directory, { recursive: true }) };
}

describeEventLog('the log in SQLite', makeLog);
describeDurableLog('the log in SQLite, opened again', makeLog);

describe('one writer per file', () => {
  let under: Awaited<ReturnType<typeof makeLog>>;
  beforeEach(async () => {
    under = await makeLog();
  });
  afterEach(async () => {
    await under.log.close();
    await under.discard();
  });

  it('tells a second writer who holds the log, and lets it in afterwards', async () => {
    const { file } = under.log;
    const refused = SqliteLog.open({ file, program: 'second' });
    await expect(refused).rejects.toMatchObject({ name: 'Unavailable', code: 'locked' });
    await expect(refused).rejects.toThrow(new RegExp(`process ${process.pid} \\(tiendo\\) since \\d{4}-`));
    await under.log.close();
    await (await SqliteLog.open({ file, program: 'second' })).close();
  });

  it('keeps another process out too, and lets it in when the holder was killed', async () => {
    const { file } = under.log;
    await under.log.close();
    const source = `import { WriterLock } from ${JSON.stringify(new URL('./sqlite-lock.ts', import.meta.url).href)};
      WriterLock.take(${JSON.stringify(file)}, 'child'); console.log('held'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', source], {
      env: {},
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await expect(SqliteLog.open({ file })).rejects.toThrow(`process ${child.pid} (child)`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await (await SqliteLog.open({ file })).close();
  });

  it('lets readers in beside the writer, who see its commits but may not append', async () => {
    const reader = await SqliteLog.open({ file: under.log.file, readOnly: true });
    expect(reader.logId).toBe(under.log.logId);
    const stop = new AbortController();
    const seen = (async () => {
      for await (const event of reader.subscribe({ signal: stop.signal })) if (event !== caughtUp) return event.data;
      return undefined;
    })();
    await under.log.append('project-1', 'no_stream', [anEvent({ n: 7 })]);
    expect(await seen).toEqual({ n: 7 });
    await expect(reader.append('project-1', 0, [anEvent()])).rejects.toMatchObject({ code: 'read-only' });
    await reader.close();
  });

  it('will not read a log that is not there, nor take another file for one', async () => {
    const { file } = under.log;
    await expect(SqliteLog.open({ file: `${file}-none`, readOnly: true })).rejects.toMatchObject({ code: 'unreadable' });
    expect(existsSync(`${file}-none`)).toBe(false);

    const other = new DatabaseSync(`${file}-other`);
    other.exec('CREATE TABLE orders (id)');
    other.close();
    await writeFile(`${file}-text`, 'position,stream\n'.repeat(100));
    for (const name of [`${file}-other`, `${file}-text`]) {
      await expect(SqliteLog.open({ file: name })).rejects.toMatchObject({ name: 'Unavailable', code: 'unreadable' });
      await expect(SqliteLog.open({ file: name, readOnly: true })).rejects.toMatchObject({ code: 'unreadable' });
    }
    await expect(SqliteLog.open({ file: join(file, 'under-a-file') })).rejects.toMatchObject({ name: 'Unavailable' });
  });
});

describe('the file', () => {
  it('is left whole by close: no write-ahead log beside it', async () => {
    const { log, discard } = await makeLog();
    await log.append('project-1', 'no_stream', [anEvent()]);
    expect(existsSync(`${log.file}-wal`)).toBe(true);
    await log.close();
    expect(existsSync(`${log.file}-wal`)).toBe(false);
    await discard();
  });

  it('refuses to change or lose an event, whoever asks', async () => {
    const { log, discard } = await makeLog();
    await log.append('project-1', 'no_stream', [anEvent(), anEvent()]);
    await log.close();
    const db = new DatabaseSync(log.file);
    const columns = 'stream, revision, id, type, version, recorded_at, canonical, prev_hash, hash';
    for (const sql of [
      "UPDATE events SET type = 'Other'",
      'UPDATE events SET position = position + 1 WHERE position = 2',
      'DELETE FROM events',
      `INSERT OR REPLACE INTO events SELECT 1, ${columns} FROM events WHERE position = 2`,
      `INSERT OR REPLACE INTO events SELECT 3, ${columns} FROM events WHERE position = 2`,
      `INSERT OR REPLACE INTO events SELECT 3, stream, 2, id, type, version, recorded_at, canonical, prev_hash, hash FROM events WHERE position = 2`,
      `INSERT INTO events SELECT 4, stream, 2, 'new', type, version, recorded_at, canonical, prev_hash, hash FROM events WHERE position = 2`,
      "UPDATE log SET id = 'other'",
      'DELETE FROM log',
    ]) {
      expect(() => db.exec(sql)).toThrow(/events|the log keeps|not the next event/);
    }
    db.close();
    expect(await verifyLog(log.file)).toMatchObject({ ok: true, events: 2 });
    await discard();
  });

  it('is not written when a durable commit cannot be promised', () => {
    const db = new DatabaseSync(':memory:');
    expect(() => makeDurable(db)).toThrow('journal_mode is memory, not wal');
    db.close();
  });
});

describe('scanning', () => {
  it('gives raw rows in order, between two positions, in pages', async () => {
    const { log, discard } = await makeLog();
    const events = Array.from({ length: 7 }, (_, n) => anEvent({ n }));
    await log.append('project-1', 'no_stream', events);
    const all = await log.readAll();
    const ordinals = (range: Parameters<SqliteLog['scan']>[0]) => [...log.scan(range)].map((page) => page.map(([ordinal]) => ordinal));
    expect(ordinals({ limit: 3 })).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
    const [after, until] = [all[1]?.position as string, all[4]?.position as string];
    expect(ordinals({ after, until, limit: 2 })).toEqual([[3, 4], [5]]);
    for (const [ordinal, stream, revision, type, version, recordedAt, canonical] of [...log.scan()].flat()) {
      const event = all[revision] as RecordedEvent;
      expect(positionOf(ordinal)).toBe(event.position);
      expect({ stream, type, version, recordedAt }).toEqual({
        stream: event.stream,
        type: event.type,
        version: 1,
        recordedAt: event.meta['recordedAt'],
      });
      expect(canonical).toBe(canonicalEvent(event));
    }
    await log.close();
    await discard();
  });
});
