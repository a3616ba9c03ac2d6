import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { comparePositions, type EventLog } from '#event-log/event-log';
import type { Alert } from './alert.ts';
import type { BuildWatch } from './build-watch.ts';
import { compareBuilds, type Comparison } from './compare-builds.ts';
import { readCheckpoints, readHeader, readPosition, tuneWriter, whyStale } from './database.ts';
import { currentFile } from './generations.ts';
import type { ReadModel } from './model.ts';
import { Projector, type ReadLog } from './projector.ts';

/** Rows of another version, which nobody may bring forward here, are compared where they stand. */
export async function targetOf(log: EventLog, directory: string, models: readonly ReadModel[]): Promise<string | null> {
  const head = await log.head();
  const current = currentFile(directory);
  if (current === null || head === null) return head;
  const live = new DatabaseSync(current, { readOnly: true });
  try {
    if (whyNotComparable(live, log.logId) !== null || whyStale(live, log.logId, models) === null) return head;
    return readPosition(live) ?? head;
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SQLITE_ERROR') return head; // Damaged: `compareWithLive` says so too.
    throw error;
  } finally {
    live.close();
  }
}

/** How long live rows that are behind the build may take to reach it, in milliseconds. */
const BEHIND_MAX_MS = 30_000;
const LOOK_MS = 50;

export interface Compared {
  readonly log: EventLog;
  readonly directory: string;
  readonly models: readonly ReadModel[];
  readonly file: string;
  readonly watch: BuildWatch;
  readonly onAlert: ((alert: Alert) => void) | undefined;
  readonly asOf: string;
}

/**
 * The live rows are read from one snapshot, and the build is brought to its position: all that one of them has and the other has not yet
 * would count as a difference. The process that projects goes on meanwhile.
 */
export async function compareWithLive(asked: Compared): Promise<Comparison | null> {
  const { log, directory, models, file, watch, onAlert, asOf } = asked;
  const current = currentFile(directory);
  if (current === null) return null;
  const [live, built] = [new DatabaseSync(current, { readOnly: true }), new DatabaseSync(file)];
  try {
    if (whyNotComparable(live, log.logId) !== null) return null;
    tuneWriter(built);
    watch.begin('catching-up');
    const position = await snapshotAt(live, built, watch);
    if (position === undefined) return null;
    await new Projector({ log: upTo(log, position), db: built, models, ...(onAlert && { onAlert }) }).catchUp();
    watch.begin('comparing');
    return await compareBuilds({ live, built }, log, asOf);
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SQLITE_ERROR' && whyDamaged(live) !== null) return null;
    throw error;
  } finally {
    live.close();
    built.close();
  }
}

/** Opens a read transaction on live rows that have what the build has; returns their position. Undefined: they do not get there. */
async function snapshotAt(live: DatabaseSync, built: DatabaseSync, watch: BuildWatch): Promise<string | null | undefined> {
  const least = readPosition(built) ?? '';
  for (const until = performance.now() + BEHIND_MAX_MS; performance.now() < until; await setTimeout(LOOK_MS)) {
    watch.signal.throwIfAborted();
    live.exec('BEGIN');
    const position = readPosition(live);
    const halted = readCheckpoints(live).some((checkpoint) => checkpoint.halted !== null); // Compared as it stands.
    if (halted || comparePositions(position ?? '', least) >= 0) return position;
    live.exec('COMMIT');
  }
  return undefined;
}

function whyNotComparable(live: DatabaseSync, logId: string): string | null {
  const header = readHeader(live);
  if (header === null) return 'empty';
  return header.logId === logId ? null : `built from log ${header.logId}`;
}

/** Rows that SQLite itself cannot read are no rows to compare with: they are the reason for the rebuild. */
function whyDamaged(live: DatabaseSync): string | null {
  try {
    const [row] = live.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[];
    return row?.quick_check === 'ok' ? null : (row?.quick_check ?? 'unreadable');
  } catch (error) {
    return String(error);
  }
}

/** The log as it was when it ended at `until`. */
const upTo = (log: EventLog, until: string | null): ReadLog => ({
  logId: log.logId,
  head: () => Promise.resolve(until),
  readStream: (stream, options) => log.readStream(stream, options),
  readAll: async (options) => (await log.readAll(options)).filter(({ position }) => until !== null && position <= until),
});
