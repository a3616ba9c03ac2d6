import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SqliteLog } from './sqlite-log.ts';
import { askedLevels, LEVEL_OBJECTS, type Levels, mayRead, OWN_LEVELS } from './sqlite-levels.ts';
import { createOrCheck } from './sqlite-schema.ts';
import { verifyLog } from './verify.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiendo-levels-'));
  file = join(folder, 'log.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Opens the log for writing as a program of these levels would, and closes it. */
function opened(levels: Levels, by = 'tiendo 9.0.0 api'): ReturnType<typeof askedLevels> {
  const db = new DatabaseSync(file);
  try {
    createOrCheck(db, file, by, levels);
    return askedLevels(db);
  } finally {
    db.close();
  }
}

async function withFile<T>(work: (db: DatabaseSync) => T): Promise<T> {
  await (await SqliteLog.open({ file })).close();
  const db = new DatabaseSync(file);
  try {
    return work(db);
  } finally {
    db.close();
  }
}

describe('what a log asks of the programs that open it', () => {
  it('is said by each new log', async () => {
    const log = await SqliteLog.open({ file, program: 'tiendo 1.2.3 api' });
    expect(log.levels()).toMatchObject({ reader: 1, writer: 1, raised: { by: `tiendo 1.2.3 api on node ${process.version}` } });
    await log.close();
  });

  it('is raised by the first program that needs more, and by nobody lowered', () => {
    opened(OWN_LEVELS);
    expect(opened({ able: 3, reader: 2, writer: 3 })).toMatchObject({ reader: 2, writer: 3, raised: { by: 'tiendo 9.0.0 api' } });
    expect(opened({ able: 4, reader: 1, writer: 1 }, 'another')).toMatchObject({
      reader: 2,
      writer: 3,
      raised: { by: 'tiendo 9.0.0 api' },
    });
  });

  it('keeps a program that is too old from writing, in one line that names the newer one', async () => {
    opened({ able: 2, reader: 1, writer: 2 });
    const refused = SqliteLog.open({ file });
    await expect(refused).rejects.toMatchObject({ name: 'Unavailable', code: 'newer-log' });
    await expect(refused).rejects.toThrow(
      /log\.sqlite: the log may be written to by programs of level 2 or higher only since tiendo 9\.0\.0 api opened it on \d{4}-\d\d-\d\d; this program has level 1/,
    );
    const reading = await SqliteLog.open({ file, readOnly: true });
    expect(await reading.head()).toBeNull();
    await reading.close();
    expect((await verifyLog(file)).ok).toBe(true);
  });

  it('keeps a program that is too old from reading too', async () => {
    opened({ able: 2, reader: 2, writer: 2 });
    for (const readOnly of [true, false]) await expect(SqliteLog.open({ file, readOnly })).rejects.toMatchObject({ code: 'newer-log' });
    await expect(verifyLog(file)).rejects.toMatchObject({ code: 'newer-log' });
  });

  it('leaves the writer’s lock free after a refusal', async () => {
    opened({ able: 2, reader: 1, writer: 2 });
    for (let times = 0; times < 2; times++) await expect(SqliteLog.open({ file })).rejects.toMatchObject({ code: 'newer-log' });
  });

  it('a layout of a later program is refused as such', async () => {
    await withFile((db) => db.exec('PRAGMA user_version = 2'));
    await expect(SqliteLog.open({ file })).rejects.toMatchObject({ code: 'newer-log', message: expect.stringContaining('format 2') });
  });
});

describe('a log from before there were levels', () => {
  beforeEach(() => withFile((db) => db.exec('DROP TABLE levels')));

  it('asks for the first, is sound and is left as it is', async () => {
    const log = await SqliteLog.open({ file });
    expect(log.levels()).toEqual({ reader: 1, writer: 1, raised: null });
    await log.close();
    expect((await verifyLog(file)).ok).toBe(true);
  });

  it('gets the rows when they are first raised', async () => {
    expect(opened({ able: 2, reader: 1, writer: 2 })).toMatchObject({ reader: 1, writer: 2 });
    expect((await verifyLog(file)).ok).toBe(true);
  });
});

describe('whoever meddles with the rows', () => {
  it.each([
    'UPDATE levels SET min_reader = 1',
    'DELETE FROM levels',
    "INSERT INTO levels VALUES (3, 2, 2, 'x', 'x')",
    "INSERT INTO levels VALUES (2, 1, 1, 'x', 'x')",
  ])('is stopped: %s', (sql) => {
    opened({ able: 2, reader: 1, writer: 2 });
    const db = new DatabaseSync(file);
    expect(() => db.exec(sql)).toThrow('levels only rise');
    db.close();
  });

  it('is found when a trigger was taken away', async () => {
    await withFile((db) => db.exec('DROP TRIGGER levels_never_go'));
    expect((await verifyLog(file)).firstBad).toMatchObject({ problem: 'levels_never_go is missing' });
  });

  it('and a program of the level asked for gets in', () => {
    opened({ able: 2, reader: 2, writer: 2 });
    const db = new DatabaseSync(file);
    expect(() => mayRead(db, { ...OWN_LEVELS, able: 2 })).not.toThrow();
    expect(Object.keys(LEVEL_OBJECTS)).toHaveLength(4);
    db.close();
  });
});
