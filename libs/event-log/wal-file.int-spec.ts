import { copyFileSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { prepareAppend } from './append-request.ts';
import { anEvent } from './event-log.contract.ts';
import { GroupCommit } from './group-commit.ts';
import { openForAppending } from './writer-connection.ts';

const PAGE = 4_096;
const START = { createdBy: 'spec', checkpointPages: 1_000_000 };
/** Logs of so many events: in some the last page holds an index, in others the last event or, as it is longer than a page, its end. */
const MOST_EVENTS = 12;
const LONG = { text: 'Hồ sơ '.repeat(1_000) };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiendo-wal-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A log of some events: its file once all was moved into it, beside a write-ahead log that still holds everything. Returns its size. */
function movedLog(file: string, events: number): number {
  const db = openForAppending({ file: `${file}.whole`, ...START });
  const group = new GroupCommit(db);
  for (let n = 0; n < events; n++) {
    const stream = `project-${n}`;
    group.commit([{ stream, first: 0, events: prepareAppend(stream, 'no_stream', [anEvent({ data: LONG })]) }]);
  }
  copyFileSync(`${file}.whole-wal`, `${file}-wal`);
  db.exec('PRAGMA wal_checkpoint(PASSIVE)');
  copyFileSync(`${file}.whole`, file);
  db.close();
  return statSync(file).size;
}

function eventsIn(file: string): unknown {
  const db = openForAppending({ file, ...START });
  try {
    return db.prepare('SELECT count(*) AS events FROM events').get();
  } finally {
    db.close();
  }
}

describe('a power cut in the middle of the move of the write-ahead log into the file', () => {
  it('leaves the last page torn, whatever is on it: everything is still in the write-ahead log', () => {
    for (let events = 1; events <= MOST_EVENTS; events++) {
      const file = join(folder, `torn-${events}.sqlite`);
      truncateSync(file, movedLog(file, events) - PAGE / 2);
      expect(eventsIn(file)).toEqual({ events });
    }
  });

  it('leaves any page missing or torn but the first, which was there before', () => {
    const [events, whole] = [20, join(folder, 'whole.sqlite')];
    const bytes = movedLog(whole, events);
    for (let size = PAGE; size < bytes; size += 2_560) {
      const file = join(folder, `cut-${size}.sqlite`);
      copyFileSync(whole, file);
      copyFileSync(`${whole}-wal`, `${file}-wal`);
      truncateSync(file, size);
      expect([size, eventsIn(file)]).toEqual([size, { events }]);
    }
  });
});
