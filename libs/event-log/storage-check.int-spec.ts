import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { anEvent } from './event-log.contract.ts';
import { newDigestKey } from './keyed-digest.ts';
import { SqliteLog } from './sqlite-log.ts';
import { checkStorage, indexSums } from './storage-check.ts';
import { StoredRows } from './stored-rows.ts';
import { type IndexSums, type Shares, TextChecks } from './text-checks.ts';
import { verifyLog } from './verify.ts';

let directory: string;
let sound: string;
let victim: string;
let lastId: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'tiendo-storage-'));
  sound = join(directory, 'sound.sqlite');
  victim = join(directory, 'victim.sqlite');
  const last = anEvent({ n: 4 });
  lastId = last.id;
  const log = await SqliteLog.open({ file: sound });
  await log.append('project-1', 'no_stream', [anEvent({ n: 0 }), anEvent({ n: 1 }), anEvent({ n: 2 })]);
  await log.append('project-2', 'no_stream', [anEvent({ n: 3 }), last]);
  await log.close();
});
afterAll(() => rmSync(directory, { recursive: true }));

const SHAPES = {
  sqlite_autoindex_events_1: 'entry (id TEXT, position INTEGER, PRIMARY KEY (id, position)) WITHOUT ROWID',
  sqlite_autoindex_events_2:
    'entry (stream TEXT, revision INTEGER, position INTEGER, PRIMARY KEY (stream, revision, position)) WITHOUT ROWID',
} as const;
type Index = keyof typeof SHAPES;

/** Changes entries of an index and nothing else: a table of the same form is laid over its pages for a moment. */
function edit(index: Index, sql: string): void {
  copyFileSync(sound, victim);
  const withSchema = (change: string): void => {
    const db = new DatabaseSync(victim, { defensive: false });
    db.exec(`PRAGMA synchronous = OFF; PRAGMA writable_schema = ON; ${change}`);
    db.close();
  };
  withSchema(
    `INSERT INTO sqlite_schema SELECT 'table', 'entry', 'entry', rootpage, 'CREATE TABLE ${SHAPES[index]}' FROM sqlite_schema WHERE name = '${index}'`,
  );
  withSchema(sql);
  withSchema("DELETE FROM sqlite_schema WHERE name = 'entry'");
}

/** Changes bytes of the one page of an index. */
function patch(index: Index, change: (page: Buffer) => void): void {
  const db = new DatabaseSync(victim, { readOnly: true });
  const { rootpage } = db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(index) as { rootpage: number };
  const { page_size } = db.prepare('PRAGMA page_size').get() as { page_size: number };
  db.close();
  const bytes = readFileSync(victim);
  change(bytes.subarray((rootpage - 1) * page_size, rootpage * page_size));
  writeFileSync(victim, bytes);
}

/** Where a leaf page lists its entries, in order: https://www.sqlite.org/fileformat2.html#b_tree_pages */
const POINTERS_AT = 8;

function sqliteSays(check: 'quick_check' | 'integrity_check'): unknown {
  const db = new DatabaseSync(victim, { readOnly: true });
  const verdict = db.prepare(`PRAGMA ${check}(1)`).get();
  db.close();
  return verdict?.[check];
}

/** @param count the index no longer has as many entries as there are events: then SQLite's quick check too sees it, and only then */
async function isFound(count: 'other count' | 'same count'): Promise<void> {
  expect(sqliteSays('integrity_check')).not.toBe('ok');
  expect(sqliteSays('quick_check') === 'ok').toBe(count === 'same count');
  const rows = new StoredRows(victim);
  const { shares, sums } = texts(rows, 5);
  expect(indexSums(rows, shares)).not.toEqual(sums);
  rows.close();
  expect((await verifyLog(victim)).firstBad).toMatchObject({ position: null, problem: expect.stringMatching(/index|are counted/) });
}

function texts(rows: StoredRows, total: number): { readonly shares: Shares; readonly sums: IndexSums } {
  const shares = { file: rows.file, total, taken: new Int32Array(new SharedArrayBuffer(4)), key: newDigestKey() };
  const checks = new TextChecks(rows, shares);
  while (checks.checkNext());
  return { shares, sums: checks.sums };
}

describe.each([
  ['sqlite_autoindex_events_1', 'id', "substr(id, 1, 35) || 'z'"],
  ['sqlite_autoindex_events_2', 'stream, revision', "'project-z', revision"],
] as const)('an entry of %s', (index, key, lastKey) => {
  it.each([
    ['missing', 'other count', 'DELETE FROM entry WHERE position = 2'],
    ['pointing to another event', 'same count', 'UPDATE entry SET position = 3 WHERE position = 2'],
    [
      'pointing to what another one points to, and that one back',
      'same count',
      'UPDATE entry SET position = 5 - position WHERE position IN (2, 3)',
    ],
    ['pointing to no event', 'same count', 'UPDATE entry SET position = 99 WHERE position = 2'],
    ['pointing 2^32 events too far', 'same count', 'UPDATE entry SET position = 4294967298 WHERE position = 2'],
    ['doubled for another event', 'other count', `INSERT INTO entry SELECT ${key}, 3 FROM entry WHERE position = 2`],
    ['doubled for no event', 'other count', `INSERT INTO entry SELECT ${key}, 99 FROM entry WHERE position = 2`],
    ['added', 'other count', `INSERT INTO entry SELECT ${lastKey}, 5 FROM entry WHERE position = 5`],
    [
      'of another key',
      'same count',
      `INSERT INTO entry SELECT ${lastKey}, 2 FROM entry WHERE position = 2; DELETE FROM entry WHERE position = 2 AND ${key.split(',')[0]} NOT LIKE '%z'`,
    ],
  ] as const)('%s', async (_, count, sql) => {
    edit(index, sql);
    await isFound(count);
  });

  it('there twice', async () => {
    edit(index, `INSERT INTO entry SELECT ${lastKey}, 5 FROM entry WHERE position = 5`);
    const wasLast = index === 'sqlite_autoindex_events_1' ? lastId : 'project-2';
    patch(index, (page) => page.write(wasLast, page.indexOf(`${wasLast.slice(0, -1)}z`)));
    await isFound('other count');
  });

  it('out of order', async () => {
    edit(index, '');
    patch(index, (page) =>
      page
        .subarray(POINTERS_AT + 2, POINTERS_AT + 6)
        .swap32()
        .swap16(),
    ); // The second and the third.
    await isFound('same count');
  });
});

it('is about the events that were counted, whatever was appended since', () => {
  const rows = new StoredRows(sound);
  for (const total of [0, 3, 5]) {
    const { shares, sums } = texts(rows, total);
    expect(checkStorage(rows, shares)).toEqual(sums);
  }
  rows.close();
});
