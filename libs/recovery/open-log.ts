import { existsSync, readFileSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { makeDurableFolder } from '#event-log/durable-folder';
import { comparePositions, Unavailable } from '#event-log/event-log';
import { hashAt } from '#event-log/log-summary';
import { SqliteLog } from '#event-log/sqlite-log';
import { readCheckpoints, readHeader } from '#read-models/database';
import { currentFile, unpoint } from '#read-models/generations';
import { keepRestore, lastRestore } from './generation.ts';
import { clockFile, followUpsFile, type Places } from './places.ts';
import { readRuns } from './runs.ts';

export interface OpenForWriting {
  readonly places: Places;
  readonly program: string;
  /** Account under which an older log is noted. */
  readonly by: string;
  /** UTC instant */
  readonly now: string;
  /** As `SqliteLogOptions.onLost`. */
  readonly onLost?: () => void;
}

/**
 * Opens the log for whoever writes it, and looks first whether it is the log that was there before. Where readers, backups or drills
 * had seen more than the log has, somebody put an older file in place, or a disk lost what it had confirmed: what they derived is
 * thrown away, and the log goes on as one that was restored, quiet until people have reconciled.
 * @throws Unavailable as `SqliteLog.open`; `unreadable` when a restore was cut off in the middle of its switch
 */
export async function openForWriting({ places, program, by, now, onLost }: OpenForWriting): Promise<SqliteLog> {
  makeDurableFolder(places.dataDir); // No other: a mistyped path of the log must not become an empty log somewhere else.
  refuseHalfRestored(places);
  const log = await SqliteLog.open({ file: places.logFile, program, ...(onLost && { onLost }) });
  try {
    await noteOlderLog(log, places, { by, now });
    return log;
  } catch (error) {
    await log.close();
    throw error;
  }
}

function refuseHalfRestored({ dataDir }: Places): void {
  const restored = lastRestore(dataDir);
  if (restored?.phase !== 'switching') return;
  throw new Unavailable('unreadable', `a restore from ${restored.backup?.folder} was cut off; run the same restore again`);
}

async function noteOlderLog(log: SqliteLog, places: Places, { by, now }: { readonly by: string; readonly now: string }): Promise<void> {
  const head = await log.head();
  const generation = lastRestore(places.dataDir)?.generation ?? 1;
  const evidence = [...aheadReaders(places, log.logId, head), ...contradictedRuns(places, log, head, generation)];
  if (evidence.length === 0) return;
  keepRestore(places.dataDir, {
    generation: generation + 1,
    logId: log.logId,
    phase: 'reconcile',
    cause: 'older-log',
    at: now,
    by,
    position: head,
    backup: null,
    keptAside: null,
    evidence,
    confirmed: null,
  });
  forgetDerived(places);
}

/** What readers derived from a log that went further: they begin again from the first event. */
export function forgetDerived(places: Places): void {
  rmSync(followUpsFile(places), { force: true });
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${clockFile(places)}${suffix}`, { force: true });
  for (const pointer of ['CURRENT', 'PREVIOUS', 'NEXT'] as const) unpoint(places.readModelsDir, pointer);
}

function aheadReaders(places: Places, logId: string, head: string | null): readonly string[] {
  const models = rowsSeen(currentFile(places.readModelsDir), 'read-models', logId);
  const seen = [...followUpsSeen(places, logId), ...models, ...rowsSeen(clockFile(places), 'reminders', logId)];
  return seen.filter(({ position }) => isAhead(position, head)).map(({ reader, position }) => `${reader}: ${position}`);
}

interface Seen {
  readonly reader: string;
  readonly position: string;
}

function followUpsSeen(places: Places, logId: string): readonly Seen[] {
  try {
    const seen = JSON.parse(readFileSync(followUpsFile(places), 'utf8')) as { log?: unknown; position?: unknown } | null;
    return seen?.log === logId && typeof seen.position === 'string' ? [{ reader: 'follow-ups', position: seen.position }] : [];
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function rowsSeen(file: string | null, reader: string, logId: string): readonly Seen[] {
  if (file === null || !existsSync(file)) return [];
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  try {
    if (readHeader(db)?.logId !== logId) return [];
    return readCheckpoints(db).map(({ model, position }) => ({ reader: `${reader}/${model}`, position }));
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SQLITE_ERROR') return []; // Damaged: whoever projects builds them anew.
    throw error;
  } finally {
    db.close();
  }
}

/** Backups and drills of this generation that the log does not reach, or reaches with another event. */
function contradictedRuns({ dataDir }: Places, log: SqliteLog, head: string | null, generation: number): readonly string[] {
  const last = readRuns(dataDir).findLast((run) => run.logId === log.logId && run.generation === generation && run.position !== null);
  if (last === undefined || last.position === null) return [];
  const named = `${last.kind} of ${last.at}: ${last.position}`;
  if (isAhead(last.position, head)) return [named];
  return hashAt(log.file, last.position) === last.lastHash ? [] : [`${named}, with another event`];
}

const isAhead = (position: string, head: string | null): boolean =>
  position !== '' && (head === null || comparePositions(position, head) > 0);
