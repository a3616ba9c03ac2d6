import { DatabaseSync } from 'node:sqlite';
import { Unavailable } from '#event-log/event-log';
import { SqliteLog } from '#event-log/sqlite-log';
import { verifyLog } from '#event-log/verify';
import { digest } from '#read-models/digest';
import { currentFile, openForWriting, ProjectorLock } from '#read-models/generations';
import { readModels } from '#read-models/models';
import { Projector } from '#read-models/projector';
import { rebuild } from '#read-models/rebuild';
import { streamOf } from '../load/command-work.ts';
import type { Findings } from './proof-result.ts';

interface Times {
  returned: number;
  answered: number;
}

/**
 * Compares a log with what its clients were told.
 * @param acknowledged pieces of each client that were acknowledged: 0..count−1; the next one may be there, whole, or not
 */
export async function checkLog(file: string, acknowledged: readonly number[], findings: Findings): Promise<void> {
  const log = await openUnlessUnmade(file, acknowledged);
  if (log === null) return;
  const { ok, firstBad } = await verifyLog(file);
  if (!ok) findings.add('violations', `the log is broken: ${JSON.stringify(firstBad)}`);
  const times = timesOf(log, acknowledged.length);
  await log.close();
  for (const [client, count] of acknowledged.entries()) {
    const pieces = times[client] ?? new Map<string, Times>();
    for (let piece = 0; piece < count; piece++)
      if (!pieces.has(String(piece))) findings.add('lost', `client ${client}, piece ${piece} of ${count} acknowledged`);
    for (const [piece, { returned, answered }] of pieces) {
      if (returned !== answered) findings.add('violations', `client ${client}, piece ${piece}: half of an append is there`);
      if (Math.max(returned, answered) > 1) findings.add('doubled', `client ${client}, piece ${piece}: ${returned} times`);
      if (Number(piece) > count) findings.add('violations', `client ${client}, piece ${piece}: asked before ${count} was acknowledged`);
    }
  }
}

/** Null: killed before it had made the file and its tables, so that nothing can be missing; the next process must be able to. */
async function openUnlessUnmade(file: string, acknowledged: readonly number[]): Promise<SqliteLog | null> {
  try {
    return await SqliteLog.open({ file, readOnly: true });
  } catch (error) {
    if (error instanceof Unavailable && acknowledged.every((count) => count === 0)) return null;
    throw error;
  }
}

/** How often each piece of each client is in the log, read from what its events say and not from their ids. */
function timesOf(log: SqliteLog, clients: number): readonly Map<string, Times>[] {
  const times = Array.from({ length: clients }, () => new Map<string, Times>());
  const byStream = new Map(times.map((pieces, client) => [streamOf(client), pieces]));
  for (const page of log.scan()) {
    for (const [, stream, , type, , , canonical] of page) {
      if (type !== 'DossierReturned' && type !== 'DossierCompleted') continue;
      const { data } = JSON.parse(canonical) as { data: { items?: { item: string }[]; answers?: { item: string }[] } };
      const piece = (data.items ?? data.answers ?? [])[0]?.item.split(': ')[1] ?? '';
      if (piece.startsWith('before')) continue;
      const pieces = byStream.get(stream);
      const seen = pieces?.get(piece) ?? { returned: 0, answered: 0 };
      seen[type === 'DossierReturned' ? 'returned' : 'answered'] += 1;
      pieces?.set(piece, seen);
    }
  }
  return times;
}

/** The read models that lived through the kills, brought to the end of the log, against those of a rebuild from the first event. */
export async function checkReadModels(file: string, directory: string, findings: Findings): Promise<void> {
  const log = await SqliteLog.open({ file, readOnly: true });
  const lock = ProjectorLock.take(directory, 'proof kill');
  try {
    const live = openForWriting(directory);
    const projector = new Projector({ log, db: live, models: readModels });
    await projector.catchUp();
    const { halted, parked } = await projector.stats();
    const lived = digest(live);
    live.close();
    if (halted.length + parked.length > 0) findings.add('violations', 'a read model halted or parked a stream');
    await rebuild({ log, directory, compare: false });
    const rebuilt = new DatabaseSync(currentFile(directory) as string, { readOnly: true });
    if (digest(rebuilt) !== lived) findings.add('violations', 'the read models differ from a rebuild');
    rebuilt.close();
  } finally {
    lock.release();
    await log.close();
  }
}
