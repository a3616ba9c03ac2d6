import { existsSync, readFileSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { makeDurableFolder } from '#event-log/durable-folder';
import { comparePositions, type EventLog, type LogPlace, Unavailable } from '#event-log/event-log';
import { isStillThere } from '#event-log/last-seen';
import { hashAt } from '#event-log/log-summary';
import { type OpenedLog, openLog } from '#event-log/open';
import { readCheckpoints, readHeader, readLastEvent } from '#read-models/database';
import { currentFile, unpoint } from '#read-models/generations';
import { keepRestore, lastRestore } from './generation.ts';
import { clockFile, type Folders, followUpsFile } from './places.ts';
import { readRuns } from './runs.ts';

export interface OpenForWriting {
  readonly log: LogPlace;
  readonly folders: Folders;
  readonly program: string;
  /** Account under which an older log is noted. */
  readonly by: string;
  /** UTC instant */
  readonly now: string;
  /** As `OpenLogOptions`. */
  readonly onLost?: () => void;
  readonly onNote?: (note: string) => void;
}

/**
 * Opens the log for whoever writes it, and looks first whether it is the log that was there before. Where readers, backups or drills
 * had seen more than the log has, somebody put an older one in place, or a disk or a server lost what it had confirmed: what they derived is
 * thrown away, and the log goes on as one that was restored, quiet until people have reconciled.
 * @throws Unavailable as `openLog`; `unreadable` when a restore was cut off in the middle of its switch
 */
export async function openForWriting({ log: place, folders, program, by, now, onLost, onNote }: OpenForWriting): Promise<OpenedLog> {
  makeDurableFolder(folders.dataDir); // No other: a mistyped path of the log must not become an empty log somewhere else.
  if (place.kind === 'sqlite') refuseHalfRestored(folders);
  const log = await openLog(place, { program, ...(onLost && { onLost }), ...(onNote && { onNote }) });
  try {
    await noteOlderLog(log, place, folders, { by, now });
    return log;
  } catch (error) {
    await log.close();
    throw error;
  }
}

function refuseHalfRestored({ dataDir }: Folders): void {
  const restored = lastRestore(dataDir);
  if (restored?.phase !== 'switching') return;
  throw new Unavailable('unreadable', `a restore from ${restored.backup?.folder} was cut off; run the same restore again`);
}

interface By {
  readonly by: string;
  readonly now: string;
}

async function noteOlderLog(log: EventLog, place: LogPlace, folders: Folders, { by, now }: By): Promise<void> {
  const head = await log.head();
  const generation = lastRestore(folders.dataDir)?.generation ?? 1;
  const evidence =
    place.kind === 'sqlite'
      ? [...aheadReaders(folders, log.logId, head), ...contradictedRuns(folders, log, place.file, { head, generation })]
      : await deceivedReaders(folders, log);
  if (evidence.length === 0) return;
  keepRestore(folders.dataDir, {
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
  forgetDerived(folders);
}

/** What readers derived from a log that went further: they begin again from the first event. */
export function forgetDerived(places: Folders): void {
  rmSync(followUpsFile(places), { force: true });
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${clockFile(places)}${suffix}`, { force: true });
  for (const pointer of ['CURRENT', 'PREVIOUS', 'NEXT'] as const) unpoint(places.readModelsDir, pointer);
}

function aheadReaders(places: Folders, logId: string, head: string | null): readonly string[] {
  const models = rowsSeen(currentFile(places.readModelsDir), 'read-models', logId);
  const seen = [...followUpsSeen(places, logId), ...models, ...rowsSeen(clockFile(places), 'reminders', logId)];
  return seen.filter(({ position }) => isAhead(position, head)).map(({ reader, position }) => `${reader}: ${position}`);
}

interface Seen {
  readonly reader: string;
  readonly position: string;
}

function followUpsSeen(places: Folders, logId: string): readonly Seen[] {
  try {
    const seen = JSON.parse(readFileSync(followUpsFile(places), 'utf8')) as { log?: unknown; position?: unknown } | null;
    return seen?.log === logId && typeof seen.position === 'string' ? [{ reader: 'follow-ups', position: seen.position }] : [];
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

const rowsSeen = (file: string | null, reader: string, logId: string): readonly Seen[] =>
  lookInto(file, logId, (db) => readCheckpoints(db).map(({ model, position }) => ({ reader: `${reader}/${model}`, position }))) ?? [];

/** Null: there are no rows of this log. */
function lookInto<Found>(file: string | null, logId: string, look: (db: DatabaseSync) => Found): Found | null {
  if (file === null || !existsSync(file)) return null;
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  try {
    return readHeader(db)?.logId === logId ? look(db) : null;
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SQLITE_ERROR') return null; // Damaged, or of an older format: whoever projects builds them anew.
    throw error;
  } finally {
    db.close();
  }
}

/** Where positions cannot be counted: readers whose last event is not in the log any more, or is another one there. */
async function deceivedReaders(folders: Folders, log: EventLog): Promise<readonly string[]> {
  const evidence: string[] = [];
  for (const [reader, file] of [
    ['read-models', currentFile(folders.readModelsDir)],
    ['reminders', clockFile(folders)],
  ] as const) {
    const seen = lookInto(file, log.logId, readLastEvent);
    if (seen !== null && !(await isStillThere(log, seen))) evidence.push(`${reader}: ${seen.position}, ${seen.stream} ${seen.revision}`);
  }
  return evidence;
}

/** Backups and drills of this generation that the log does not reach, or reaches with another event. */
function contradictedRuns(
  { dataDir }: Folders,
  log: EventLog,
  file: string,
  { head, generation }: { readonly head: string | null; readonly generation: number },
): readonly string[] {
  const last = readRuns(dataDir).findLast((run) => run.logId === log.logId && run.generation === generation && run.position !== null);
  if (last === undefined || last.position === null) return [];
  const named = `${last.kind} of ${last.at}: ${last.position}`;
  if (isAhead(last.position, head)) return [named];
  return hashAt(file, last.position) === last.lastHash ? [] : [`${named}, with another event`];
}

const isAhead = (position: string, head: string | null): boolean =>
  position !== '' && (head === null || comparePositions(position, head) > 0);
