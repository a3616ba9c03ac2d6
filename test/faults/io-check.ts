import { existsSync } from 'node:fs';
import { type EventLog, type RecordedEvent, StreamNotFound, Unavailable } from '#event-log/event-log';
import { openForAppending } from '#event-log/writer-connection';
import { type StoredRow, StoredRows } from '#event-log/stored-rows';
import { verifyLog } from '#event-log/verify';
import type { FaultKind } from './disk-shim.ts';
import { streams, type Told } from './io-work.ts';

export interface IoFinding {
  readonly fault: 'lost' | 'doubled' | 'violations';
  readonly what: string;
}

type Add = (fault: IoFinding['fault'], what: string) => void;

/**
 * What a call that fails may be said to be; a failed sync or write in the commit itself is said to be unknown. A disk that is
 * full or read-only for one call only may look like one that failed.
 */
const CODES: Readonly<Record<FaultKind, readonly string[]>> = {
  read: ['unreadable', 'unreachable'],
  write: ['unreadable', 'unreachable'],
  full: ['storage-full'],
  short: ['storage-full'],
  sync: ['unreadable', 'unreachable'],
  'read-only': ['read-only'],
};

const WITHOUT_REASON: readonly FaultKind[] = ['read-only', 'full', 'short'];

export const codesFor = (kind: FaultKind, how: 'once' | 'ever'): readonly string[] =>
  how === 'once' && WITHOUT_REASON.includes(kind) ? [...CODES.write, ...CODES[kind]] : CODES[kind];

/** Opens the log as the next process does and compares it with what the callers of the last one were told. */
export async function checkAfterRestart(file: string, told: readonly Told[], add: Add): Promise<readonly StoredRow[]> {
  const acknowledged = told.some(({ answer, events }) => answer === 'acknowledged' && events > 0);
  if (!existsSync(file)) {
    if (acknowledged) add('lost', 'the file is not there');
    return [];
  }
  try {
    openForAppending({ file, createdBy: 'proof io', checkpointPages: 1_000 }).close();
  } catch (error) {
    add(acknowledged ? 'lost' : 'violations', `the log does not open again: ${String(error)}`);
    return [];
  }
  const { ok, firstBad } = await verifyLog(file);
  if (!ok) add('violations', `the log is broken: ${JSON.stringify(firstBad)}`);
  const stored = new StoredRows(file);
  const rows = stored.read(0, Number.MAX_SAFE_INTEGER);
  stored.close();
  compare(rows, told, add);
  return rows;
}

function compare(rows: readonly StoredRow[], told: readonly Told[], add: Add): void {
  const found = new Map<string, number>();
  for (const [, , , , , , , canonical] of rows) {
    const { commandId } = (JSON.parse(canonical) as { meta: { commandId: string } }).meta;
    found.set(commandId, (found.get(commandId) ?? 0) + 1);
  }
  for (const { commandId, answer, events, why } of told) {
    const there = found.get(commandId) ?? 0;
    if (answer === 'acknowledged' && there < events) add('lost', `${there} of ${events} events of a command that was acknowledged`);
    if (answer === 'acknowledged' && there > events) add('doubled', `${there} events of a command that was acknowledged with ${events}`);
    if (answer === 'refused' && there > 0) add('violations', `refused (${why}: nothing was written), and ${there} of its events are there`);
  }
}

/** What the ailing process serves: the true beginning of each stream, or nothing at all. @returns what it answered, by stream */
export async function readEverything(log: EventLog, mustAnswer: boolean, add: Add): Promise<ReadonlyMap<string, readonly RecordedEvent[]>> {
  const read = new Map<string, readonly RecordedEvent[]>();
  for (const stream of streams) {
    try {
      read.set(stream, await log.readStream(stream));
    } catch (error) {
      if (error instanceof StreamNotFound) continue;
      if (!(error instanceof Unavailable)) throw error;
      if (mustAnswer) add('violations', `${stream} is not read: ${error.code}, ${error.message}`);
    }
  }
  return read;
}

/** Was it the truth? Every event that was shown is there after the restart, at its place. */
export function checkServed(served: ReadonlyMap<string, readonly RecordedEvent[]>, rows: readonly StoredRow[], add: Add): void {
  for (const [stream, events] of served) {
    const there = rows.filter((row) => row[1] === stream);
    const other = events.findIndex((event, index) => there[index]?.[3] !== event.id || there[index][9] !== event.meta['hash']);
    if (other >= 0) add('violations', `${stream}: event ${other} was served and is not what the log has`);
  }
}
