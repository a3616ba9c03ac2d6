import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { prepareAppend } from './append-request.ts';
import { anEvent } from './event-log.contract.ts';
import type { ExpectedRevision } from './event-log.ts';
import { type GroupAppend, GroupCommit } from './group-commit.ts';
import { createOrCheck } from './sqlite-schema.ts';

let directory: string;
let db: DatabaseSync;
let group: GroupCommit;

const open = (): DatabaseSync => {
  const file = join(directory, 'log.sqlite');
  const opened = new DatabaseSync(file);
  createOrCheck(opened, file, 'test');
  return opened;
};
const append = (stream: string, expected: ExpectedRevision, size = 10): GroupAppend => ({
  stream,
  first: expected === 'no_stream' ? 0 : expected + 1,
  events: prepareAppend(stream, expected, [anEvent({ data: { text: 'x'.repeat(size) } })]),
});
const stored = (): unknown => Object.values(db.prepare('SELECT count(*) FROM events').get() ?? {})[0];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'tiendo-group-'));
  db = open();
  group = new GroupCommit(db);
});
afterEach(() => {
  db.close();
  rmSync(directory, { recursive: true });
});

describe('a full disk', () => {
  const limitPages = (count: number) => db.exec(`PRAGMA max_page_count = ${count}`);

  it('fails the whole group, keeps what was acknowledged, and goes on when there is room again', () => {
    expect(group.commit([append('project-1', 'no_stream')])).toMatchObject([{ kind: 'appended', revision: 0 }]);
    limitPages(20);
    const full = group.commit([append('project-2', 'no_stream'), append('project-3', 'no_stream', 200_000)]);
    expect(full).toMatchObject([
      { kind: 'unavailable', code: 'storage-full' },
      { kind: 'unavailable', code: 'storage-full' },
    ]);
    expect(stored()).toBe(1);

    limitPages(1_000_000);
    const again = group.commit([append('project-1', 0), append('project-2', 'no_stream'), append('project-1', 1)]);
    expect(again).toMatchObject([
      { kind: 'appended', revision: 1, ordinal: 2 },
      { kind: 'appended', revision: 0, ordinal: 3 },
      { kind: 'appended', revision: 2, ordinal: 4 },
    ]);
  });
});

describe('a commit of unknown outcome', () => {
  /** A deferred constraint makes COMMIT itself fail, as a sync would that the disk refuses. */
  const breakCommits = () =>
    db.exec(`PRAGMA foreign_keys = ON;
      CREATE TABLE nobody (id INTEGER PRIMARY KEY);
      CREATE TABLE orphan (parent INTEGER REFERENCES nobody (id) DEFERRABLE INITIALLY DEFERRED);
      CREATE TRIGGER make_orphan AFTER INSERT ON events BEGIN INSERT INTO orphan VALUES (1); END`);

  it('is said to be unknown, and nothing is acknowledged afterwards, not even a repeat', () => {
    const known = append('project-1', 'no_stream');
    expect(group.commit([known])).toMatchObject([{ kind: 'appended' }]);
    breakCommits();
    expect(group.commit([append('project-2', 'no_stream'), known])).toMatchObject([{ kind: 'unknown' }, { kind: 'unknown' }]);
    db.exec('DROP TRIGGER make_orphan');
    expect(group.commit([append('project-2', 'no_stream'), known])).toMatchObject([
      { kind: 'unavailable', code: 'unreachable' },
      { kind: 'unavailable', code: 'unreachable' },
    ]);
    expect(new GroupCommit(db).commit([known])).toMatchObject([{ kind: 'appended', revision: 0, ordinal: 1 }]);
  });
});

describe('a lock held by someone else', () => {
  it('writes nothing and can be tried again', () => {
    db.exec('PRAGMA busy_timeout = 1');
    const other = open();
    other.exec('BEGIN IMMEDIATE');
    expect(group.commit([append('project-1', 'no_stream')])).toMatchObject([{ kind: 'unavailable', code: 'locked' }]);
    other.exec('ROLLBACK');
    other.close();
    expect(group.commit([append('project-1', 'no_stream')])).toMatchObject([{ kind: 'appended', revision: 0 }]);
  });
});

describe('a second writer that the lock did not keep away', () => {
  it('is seen: positions and chain go on from what it wrote', () => {
    const otherDb = open();
    const other = new GroupCommit(otherDb);
    group.commit([append('project-1', 'no_stream')]);
    expect(other.commit([append('project-1', 0)])).toMatchObject([{ kind: 'appended', revision: 1, ordinal: 2 }]);
    expect(group.commit([append('project-1', 0)])).toMatchObject([{ kind: 'conflict', actual: 1 }]);
    expect(group.commit([append('project-1', 1)])).toMatchObject([{ kind: 'appended', revision: 2, ordinal: 3 }]);
    otherDb.close();
    const unchained = db
      .prepare(
        'SELECT count(*) AS n FROM events a JOIN events b ON b.stream = a.stream AND b.revision = a.revision + 1 WHERE b.prev_hash <> a.hash',
      )
      .get();
    expect(unchained?.['n']).toBe(0);
  });
});
