import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
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
      WriterLock.take(${JSON.stringify(file)}, 'child'); gc(); console.log('held'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--no-warnings', '--expose-gc', '--input-type=module', '-e', source], {
      env: {},
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(child, 'exit');
    try {
      await once(child.stdout, 'data');
      await expect(SqliteLog.open({ file })).rejects.toThrow(`process ${child.pid} (child)`);
    } finally {
      child.kill('SIGKILL');
      await exited;
    }
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

describe('a damaged event', () => {
  it('is refused by whoever reads its stream to decide on it; other streams go on', async () => {
    const { log, reopen, discard } = await makeLog();
    await log.append('project-1', 'no_stream', [anEvent(), anEvent()]);
    await log.append('project-2', 'no_stream', [anEvent()]);
    await log.close();
    const db = new DatabaseSync(log.file);
    db.exec(`DROP TRIGGER events_never_change; UPDATE events SET canonical = replace(canonical, '"n":0', '"n":5') WHERE position = 2`);
    db.close();
    const damaged = await reopen();
    await expect(damaged.readStream('project-1')).rejects.toMatchObject({ name: 'Unavailable', code: 'unreadable' });
    await expect(damaged.readStream('project-1')).rejects.toThrow('project-1, revision 1');
    expect(await damaged.readStream('project-1', { limit: 1 })).toHaveLength(1);
    expect(await damaged.readStream('project-2')).toHaveLength(1);
    await damaged.close();
    await discard();
  });
});

describe('a writer thread that dies', () => {
  it('leaves no append without an answer, and none that was acknowledged lost', async () => {
    // On a busy machine it may have done all of them before it dies: then it says nothing, and another one dies.
    let unanswered = 0;
    for (let tries = 0; tries < 20 && unanswered === 0; tries++) unanswered = await writerDies();
    expect(unanswered).toBeGreaterThan(0);
  }, 120_000);

  /** Returns how many appends were answered with an outcome that nobody knows. */
  async function writerDies(): Promise<number> {
    const { log, reopen, discard } = await makeLog();
    await log.close();
    const here = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);
    const source = `import { SqliteLog } from ${here('./sqlite-log.ts')};
      const alive = setInterval(() => {}, 1_000); // Nothing else holds the process once the thread has answered all.
      let writer; process.on('worker', (worker) => { writer = worker; });
      const log = await SqliteLog.open({ file: ${JSON.stringify(log.file)} });
      const meta = { recordedAt: '2026-11-22T02:00:00.123Z', occurredOn: '2026-11-22' };
      const event = (n) => ({ id: '00000000-0000-5000-9000-' + String(n).padStart(12, '0'), type: 'StepTaken', version: 1, data: { n }, meta });
      const append = (n) => log.append('project-' + n, 'no_stream', [event(n)]).then(() => 'done', ({ name, code }) => code ?? name);
      const first = await append(0);
      const some = Array.from({ length: 50 }, (_, n) => append(n + 1));
      await Promise.resolve();
      const gone = writer.terminate();
      const answers = [first, ...(await Promise.all(some))];
      await gone;
      const after = await append(99);
      await log.close();
      clearInterval(alive);
      console.log(JSON.stringify({ answers, after }));`;
    const script = `${log.file}.mjs`;
    await writeFile(script, source);
    const child = spawn(process.execPath, ['--no-warnings', script], { env: {}, stdio: ['ignore', 'pipe', 'inherit'] });
    const { answers, after } = (await json(child.stdout)) as { answers: string[]; after: string };
    expect(answers[0]).toBe('done');
    expect(answers.slice(1).filter((answer) => answer !== 'done' && answer !== 'OutcomeUnknown')).toEqual([]);
    expect(after).toBe('unreachable');

    const again = await reopen();
    const stored = (await again.readAll()).map(({ data }) => data['n']);
    for (const [n, answer] of answers.entries()) if (answer === 'done') expect(stored).toContain(n);
    await again.close();
    expect(await verifyLog(log.file)).toMatchObject({ ok: true, events: stored.length });
    await discard();
    return answers.filter((answer) => answer === 'OutcomeUnknown').length;
  }
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

  it('gives each event to one of the shares, of which each has about as many', async () => {
    const { log, discard } = await makeLog();
    const streams = Array.from({ length: 200 }, (_, n) => `project-${createHash('sha256').update(String(n)).digest('hex')}`);
    await Promise.all(streams.map((stream, n) => log.append(stream, 'no_stream', [anEvent({ n }), anEvent({ n })])));
    const until = (await log.head()) as string;
    for (const count of [1, 2, 7]) {
      const shares = log.shares(until, count);
      expect(shares).toHaveLength(count);
      const taken = shares.map((share) => [...log.scan({ share, limit: 30 })].flat());
      expect(taken.flat().sort(([one], [other]) => one - other)).toEqual([...log.scan()].flat());
      for (const [index, share] of shares.entries()) {
        expect(taken[index]?.every(([, stream]) => stream >= share.from && (share.below === null || stream < share.below))).toBe(true);
        expect(Math.abs((taken[index]?.length ?? 0) - 400 / count)).toBeLessThan(8);
      }
    }
    const first = (await log.readAll({ limit: 1 }))[0] as RecordedEvent;
    expect(log.shares(first.position, 3)).toEqual([
      { from: '', below: first.stream },
      { from: first.stream, below: null },
    ]);
    await log.close();
    await discard();
  });
});
