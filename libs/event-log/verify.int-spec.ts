import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { chainHash } from './chain.ts';
import { anEvent } from './event-log.contract.ts';
import { positionOf } from './positions.ts';
import { SqliteLog } from './sqlite-log.ts';
import { verifyLog } from './verify.ts';

const COLUMNS = ['position', 'stream', 'revision', 'id', 'type', 'version', 'recorded_at', 'canonical', 'prev_hash', 'hash'] as const;
/** SQLite's default. */
const PAGE_BYTES = 4_096;
const TEXTS = ['stream', 'id', 'type', 'recorded_at', 'canonical', 'prev_hash', 'hash'] as const;

let directory: string;
let sound: string;
let victim: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'tiendo-verify-'));
  sound = join(directory, 'sound.sqlite');
  victim = join(directory, 'victim.sqlite');
  const log = await SqliteLog.open({ file: sound });
  await log.append('project-1', 'no_stream', [anEvent({ n: 0 }), anEvent({ data: { name: 'đề án \ufffd' } })]);
  await log.append('project-2', 'no_stream', [anEvent({ n: 2 })]);
  await log.append('project-1', 1, [anEvent({ n: 3 })]);
  await log.append('project-2', 0, [anEvent({ n: 4 })]);
  await log.close();
});
afterAll(() => rmSync(directory, { recursive: true }));

/** Does to a copy what the triggers forbid, and puts them back as they were. */
function tamper(change: (db: DatabaseSync) => void): void {
  copyFileSync(sound, victim);
  const db = new DatabaseSync(victim);
  db.exec('PRAGMA synchronous = OFF');
  const triggers = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${String(name)}`);
  try {
    change(db);
    for (const { sql } of triggers) db.exec(String(sql));
  } finally {
    db.close();
  }
}

async function problemAfter(change: (db: DatabaseSync) => void): Promise<string | null> {
  tamper(change);
  const { ok, firstBad } = await verifyLog(victim);
  expect(ok).toBe(firstBad === null);
  return firstBad && `${firstBad.position ?? '-'} ${firstBad.problem}`;
}

const bytesOf = (column: string, position: number): Uint8Array => {
  const db = new DatabaseSync(sound, { readOnly: true });
  const row = db.prepare(`SELECT CAST(${column} AS BLOB) AS bytes FROM events WHERE position = ?`).get(position);
  db.close();
  return row?.['bytes'] as Uint8Array;
};

const setBytes = (column: string, position: number, bytes: Uint8Array) => (db: DatabaseSync) =>
  db.prepare(`UPDATE events SET ${column} = CAST(? AS TEXT) WHERE position = ?`).run(bytes, position);

describe('verifying', () => {
  it('finds a sound log sound, closed or open, and says how far it is', async () => {
    const verdict = { events: 5, streams: 2, ok: true, firstBad: null, unanchoredSince: null };
    const progress: [number, number][] = [];
    expect(await verifyLog(sound, (done, total) => progress.push([done, total]))).toEqual(verdict);
    expect(progress).toEqual([
      [1, 5],
      [5, 5],
    ]);
    copyFileSync(sound, victim);
    const log = await SqliteLog.open({ file: victim });
    expect(await verifyLog(log)).toEqual(verdict);
    await log.close();
  });

  it('finds nothing wrong when the triggers were taken away and put back over untouched events', async () => {
    expect(await problemAfter(() => undefined)).toBeNull();
  });

  it('finds an empty log sound', async () => {
    const file = join(directory, 'empty.sqlite');
    await (await SqliteLog.open({ file })).close();
    expect(await verifyLog(file)).toMatchObject({ ok: true, events: 0, streams: 0 });
  });

  it('needs a file', async () => {
    await expect(verifyLog(join(directory, 'none'))).rejects.toMatchObject({ name: 'Unavailable' });
  });
});

describe('a changed column', () => {
  const changes: Record<(typeof COLUMNS)[number], SQLOutputValue> = {
    position: 9,
    stream: 'project-3',
    revision: 7,
    id: '00000000-0000-5000-8000-ffffffffffff',
    type: 'StepTakes',
    version: 2,
    recorded_at: '2026-11-22T02:00:00.124Z',
    canonical: '{}',
    prev_hash: 'f'.repeat(64),
    hash: 'f'.repeat(64),
  };
  it.each(COLUMNS.flatMap((column) => [1, 2, 3, 4, 5].map((position) => [column, position] as const)))(
    '%s of event %i is found there or at the next event of its stream',
    async (column, position) => {
      const problem = await problemAfter((db) =>
        db.prepare(`UPDATE events SET ${column} = ? WHERE position = ?`).run(changes[column], position),
      );
      expect(problem).not.toBeNull();
      expect(Number(problem?.split(' ')[0])).toBeGreaterThanOrEqual(position);
    },
  );

  it.each(TEXTS)('any byte of %s', async (column) => {
    const bytes = bytesOf(column, 2);
    const unseen: number[] = [];
    for (let index = 0; index < bytes.length; index++) {
      const changed = Uint8Array.from(bytes);
      changed[index] = (bytes[index] as number) ^ (1 << (index % 8));
      if ((await problemAfter(setBytes(column, 2, changed))) === null) unseen.push(index);
    }
    expect(unseen).toEqual([]);
  });

  it.each(TEXTS)('bytes added to or taken from the end of %s', async (column) => {
    const bytes = bytesOf(column, 2);
    for (const changed of [bytes.slice(0, -1), Buffer.concat([bytes, Buffer.from([0])]), Buffer.concat([bytes, Buffer.from(' ')])]) {
      expect(await problemAfter(setBytes(column, 2, changed))).not.toBeNull();
    }
  });

  it('bytes that are not UTF-8 but read as the same text', async () => {
    const bytes = Buffer.from(bytesOf('canonical', 2));
    const at = bytes.indexOf(Buffer.from('\ufffd'));
    const changed = Buffer.concat([bytes.subarray(0, at), Buffer.from([0xf0, 0xbf, 0xbd]), bytes.subarray(at + 3)]);
    expect(changed.toString()).toBe(bytes.toString());
    expect(await problemAfter(setBytes('canonical', 2, changed))).toMatch(/^0000000000000002 .*not UTF-8/);
  });

  it('numbers that JavaScript cannot hold', async () => {
    for (const column of ['revision', 'version']) {
      expect(await problemAfter((db) => db.exec(`UPDATE events SET ${column} = 9223372036854775807 WHERE position = 3`))).toMatch(
        /^0000000000000003 /,
      );
    }
  });
});

describe('a forger who recomputes the hash', () => {
  const forge = (position: number, canonical: string) => (db: DatabaseSync) => {
    const { prev_hash } = db.prepare('SELECT prev_hash FROM events WHERE position = ?').get(position) as { prev_hash: string };
    const hash = chainHash(prev_hash, canonical);
    db.prepare('UPDATE events SET canonical = ?, hash = ? WHERE position = ?').run(canonical, hash, position);
  };
  const text = () => Buffer.from(bytesOf('canonical', 4)).toString();

  it('is found at the next event of the stream', async () => {
    const first = Buffer.from(bytesOf('canonical', 1)).toString();
    expect(await problemAfter(forge(1, first.replace('"n":0', '"n":9')))).toBe(
      '0000000000000002 prev_hash is not the hash of the event before',
    );
  });

  it.each<[string, () => string]>([
    ['a text that is not canonical', () => text().replace('"n":3', '"n": 3')],
    ['another id', () => text().replace(/"id":"\d{8}/, '"id":"99999999')],
    ['another stream', () => text().replace('project-1', 'project-9')],
    ['another revision', () => text().replace('"revision":2', '"revision":5')],
    ['another type', () => text().replace('StepTaken', 'StepTakes')],
    ['another version', () => text().replace('"version":1', '"version":2')],
    ['another time', () => text().replace('00.123Z', '00.124Z')],
    ['no object at all', () => 'null'],
    ['metadata left out', () => text().replace(/"meta":\{[^}]*\},/, '')],
    ['no metadata', () => text().replace(/"meta":\{[^}]*\}/, '"meta":{}')],
  ])('is found at the end of a stream with %s', async (_, canonical) => {
    expect(canonical()).not.toBe(text());
    expect(await problemAfter(forge(4, canonical()))).toMatch(/^0000000000000004 /);
  });
});

describe('a changed log', () => {
  it.each([
    ['an event gone from the middle', 'DELETE FROM events WHERE position = 2', /^0000000000000002 position 3/],
    ['the first event gone', 'DELETE FROM events WHERE position = 1', /^0000000000000001 position 2/],
    [
      'two events of a stream exchanged',
      'UPDATE events SET position = 99 WHERE position = 1; UPDATE events SET position = 1 WHERE position = 2; UPDATE events SET position = 2 WHERE position = 99',
      /^0000000000000001 revision 1 after none/,
    ],
    ['an event moved before the first', 'UPDATE events SET position = -1 WHERE position = 5', /^- 5 events are counted/],
    ['an added table', 'CREATE TABLE more (id)', /^- more is not/],
    ['an added trigger', 'CREATE TRIGGER quiet BEFORE INSERT ON log BEGIN SELECT RAISE(IGNORE); END', /^- quiet is not/],
    ['another application’s id', 'PRAGMA application_id = 1', /^- the file is not a Tiendo log/],
  ])('%s', async (_, sql, problem) => {
    expect(await problemAfter((db) => db.exec(sql))).toMatch(problem);
  });

  it.each(['events_only_grow', 'events_never_change', 'events_never_go', 'log_never_changes', 'log_never_goes'])(
    'without %s',
    async (trigger) => {
      tamper(() => undefined);
      const db = new DatabaseSync(victim);
      db.exec(`DROP TRIGGER ${trigger}`);
      db.close();
      expect((await verifyLog(victim)).firstBad).toMatchObject({ position: null, problem: `${trigger} is missing` });
    },
  );

  it('with a trigger that no longer does anything', async () => {
    tamper(() => undefined);
    const db = new DatabaseSync(victim);
    db.exec('DROP TRIGGER events_never_go; CREATE TRIGGER events_never_go BEFORE DELETE ON events BEGIN SELECT 1; END');
    db.close();
    expect((await verifyLog(victim)).firstBad?.problem).toMatch(/events_never_go/);
  });

  it('with a position that leads back in the middle of a page', async () => {
    const bytes = readFileSync(sound);
    const text = bytes.indexOf(bytesOf('canonical', 5));
    const page = bytes.subarray(text - (text % PAGE_BYTES), text - (text % PAGE_BYTES) + PAGE_BYTES);
    // The row's cell begins with its length in two bytes, then the position: https://www.sqlite.org/fileformat2.html#b_tree_pages
    const cells = Array.from({ length: page.readUInt16BE(3) }, (_, cell) => page.readUInt16BE(8 + 2 * cell));
    const cell = Math.max(...cells.filter((start) => start < text % PAGE_BYTES));
    expect(page[cell + 2]).toBe(5);
    page[cell + 2] = 1;
    writeFileSync(victim, bytes);
    expect((await verifyLog(victim)).firstBad).toMatchObject({ position: positionOf(5), problem: 'position 1 where 5 was to come' });
  });

  it('claims nothing about a tail that was cut off: only an anchor outside can', async () => {
    expect(await problemAfter((db) => db.exec('DELETE FROM events WHERE position = 5'))).toBeNull();
  });
});

describe('a flipped bit anywhere in the file', () => {
  const dump = (file: string): string => {
    const db = new DatabaseSync(file, { readOnly: true });
    try {
      return JSON.stringify(
        db.prepare(`SELECT ${COLUMNS.map((name) => `hex(CAST(${name} AS BLOB)) AS ${name}`).join()} FROM events`).all(),
      );
    } catch (error) {
      return String(error);
    } finally {
      db.close();
    }
  };
  const sqliteSeesIt = (file: string): boolean => {
    const db = new DatabaseSync(file, { readOnly: true });
    try {
      return db.prepare('PRAGMA integrity_check').get()?.['integrity_check'] !== 'ok';
    } catch {
      return true; // So damaged that the check itself fails.
    } finally {
      db.close();
    }
  };

  it('never changes what is read without being found', async () => {
    const file = readFileSync(sound);
    const whole = dump(sound);
    const outcome = { changed: 0, unseen: [] as number[], unseenBySqlite: 0 };
    let state = 20_261_122;
    for (let flip = 0; flip < 600; flip++) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      const bit = state % (file.length * 8);
      const damaged = Buffer.from(file);
      damaged[bit >> 3] = (damaged[bit >> 3] as number) ^ (1 << (bit & 7));
      writeFileSync(victim, damaged);
      if (dump(victim) === whole) continue;
      outcome.changed += 1;
      if ((await verifyLog(victim)).ok) outcome.unseen.push(bit);
      if (!sqliteSeesIt(victim)) outcome.unseenBySqlite += 1;
    }
    expect(outcome.unseen).toEqual([]);
    expect(outcome.changed).toBeGreaterThan(20);
    expect(outcome.unseenBySqlite).toBeGreaterThan(10); // The control: SQLite's own check is not enough.
  });
});
